//! From the bytes of a file to its text.

use std::borrow::Cow;

use encoding_rs::{GB18030, UTF_8};

use super::characters;
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// Turns a file's bytes into a source.
///
/// UTF-8 is taken as it is, byte order mark included, so that offsets are the
/// file's; UTF-16 with a byte order mark is converted, mark included.
///
/// # Errors
///
/// A finding without a place ([`Code::Encoding`]) that says what the bytes look
/// like and how to save the file as UTF-8.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Source, Box<Diagnostic>> {
    let text = match bytes {
        _ if is_utf32(bytes) => None,
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if unmarked_utf16(bytes) => None,
        _ => utf8(bytes),
    };
    match text {
        Some(text) => Ok(Source::new(name, text)),
        None => Err(Box::new(unreadable(name, bytes))),
    }
}

/// Turns a template among the assets into a source without its byte order mark;
/// none if there is no such file.
///
/// Templates are shown, never edited, so that offsets need not be the file's; in
/// one the mark would hide the first heading.
///
/// # Errors
///
/// As [`decode`]'s.
pub fn template(assets: &Assets, path: &str) -> Option<Result<Source, Box<Diagnostic>>> {
    let bytes = assets.get(path)?.as_ref().as_ref();
    let source = decode(assets.origin(path), bytes);
    Some(source.map(|source| match source.text().strip_prefix('\u{feff}') {
        Some(text) => Source::new(source.name(), text),
        None => source,
    }))
}

fn utf8(bytes: &[u8]) -> Option<String> {
    UTF_8.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let units: Vec<u16> = pairs.iter().copied().map(unit).collect();
    let text = String::from_utf16(&units).ok()?;
    Some(format!("\u{feff}{text}"))
}

fn unreadable(name: &str, bytes: &[u8]) -> Diagnostic {
    let found = if is_utf32(bytes) {
        "是 UTF-32 编码，应当是 UTF-8"
    } else if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        "是 UTF-16 编码，但内容不完整"
    } else if unmarked_utf16(bytes) {
        "是 UTF-16 编码，应当是 UTF-8"
    } else if is_gbk(bytes) {
        "是 GBK（ANSI）编码，应当是 UTF-8"
    } else if bytes.contains(&0) {
        "不是文本文件"
    } else {
        "不是 UTF-8 编码"
    };
    let finding = Diagnostic::error(Code::Encoding, format!("{name} {found}"));
    let finding = if is_gbk(bytes) {
        finding.help(format!("运行 nianbao fix {name} 可以转成 UTF-8"))
    } else {
        finding
    };
    finding.help("用记事本打开文件，选“另存为”，编码选 UTF-8，保存后再试").help(
        "如果打开就是乱码，或者文件是 Word、Excel 格式，请把文字复制到新建的文本文件里",
    )
}

/// Tells whether bytes begin with the mark of UTF-32. The one begins as that of UTF-16
/// does, but no text begins with a NUL.
fn is_utf32(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..])
}

/// Tells whether bytes with zeros among them are UTF-16 without its mark: read as
/// such they are a text with lines, and the zeros stand on one side of the pairs.
fn unmarked_utf16(bytes: &[u8]) -> bool {
    if !bytes.contains(&0) {
        return false;
    }
    let (pairs, _) = bytes.as_chunks::<2>();
    let count = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
    let (first, second) = (count(0), count(1));
    let unit = if first > second { u16::from_be_bytes } else { u16::from_le_bytes };
    first != second
        && first.min(second) * 10 <= first.max(second)
        && utf16(bytes, unit).is_some_and(|text| {
            text.contains(['\n', ':']) && text.chars().all(characters::is_allowed)
        })
}

/// Tells whether bytes that are no UTF-8 are GBK or GB 18030.
fn is_gbk(bytes: &[u8]) -> bool {
    from_gbk(bytes).is_some()
}

/// Turns the bytes of a file saved as ANSI on a Chinese Windows into text; none if
/// they are not GBK or GB 18030 throughout, or no text.
pub fn from_gbk(bytes: &[u8]) -> Option<String> {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_blank = |c: char| matches!(c, '\t' | '\r' | '\n');
    text.chars().all(|c| is_blank(c) || !c.is_control()).then(|| text.into_owned())
}

/// Turns a text that [`decode`] read back into bytes, in the encoding of those it
/// was read from.
pub fn encode_as(bytes: &[u8], text: &str) -> Vec<u8> {
    match bytes {
        [0xff, 0xfe, ..] => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        [0xfe, 0xff, ..] => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{decode, template};
    use crate::assets::Assets;

    #[track_caller]
    fn text(bytes: &[u8]) -> String {
        decode("甲.yaml", bytes).expect("it can be read").text().to_owned()
    }

    #[track_caller]
    fn message(bytes: &[u8]) -> String {
        decode("甲.yaml", bytes).expect_err("it cannot be read").message
    }

    #[test]
    fn byte_order_mark_is_kept() {
        assert_eq!(text("年度".as_bytes()), "年度");
        assert_eq!(text("\u{feff}年度".as_bytes()), "\u{feff}年度");
    }

    #[test]
    fn utf_16_is_converted() {
        assert_eq!(text(&[0xff, 0xfe, 0x74, 0x5e, 0x0a, 0]), "\u{feff}年\n");
        assert_eq!(text(&[0xfe, 0xff, 0x5e, 0x74, 0, 0x0a]), "\u{feff}年\n");
        assert_eq!(message(&[0xff, 0xfe, 0x74]), "甲.yaml 是 UTF-16 编码，但内容不完整");
    }

    #[test]
    fn utf_16_without_its_mark_is_named() {
        let units = || "年度: 2021\n单位: 某局\n".encode_utf16();
        let little: Vec<_> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<_> = units().flat_map(u16::to_be_bytes).collect();
        let latin: Vec<_> = "a: 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [little, big, latin] {
            assert_eq!(message(&bytes), "甲.yaml 是 UTF-16 编码，应当是 UTF-8");
        }
        assert_eq!(text(b"a: \0\n"), "a: \0\n");
    }

    #[test]
    fn utf_32_is_named() {
        for unit in [u32::to_le_bytes, u32::to_be_bytes] {
            let units = "\u{feff}年度: 2021\n".chars().map(u32::from);
            let bytes: Vec<_> = units.flat_map(unit).collect();
            assert_eq!(message(&bytes), "甲.yaml 是 UTF-32 编码，应当是 UTF-8");
        }
    }

    #[test]
    fn gbk_is_named() {
        // 年度: 2021
        let gbk = b"\xc4\xea\xb6\xc8: 2021\r\n";
        assert_eq!(message(gbk), "甲.yaml 是 GBK（ANSI）编码，应当是 UTF-8");
        assert_eq!(message(b"PK\x03\x04\x00\xff"), "甲.yaml 不是文本文件");
        assert_eq!(message(b"a\xff"), "甲.yaml 不是 UTF-8 编码");
    }

    #[test]
    fn templates_have_no_byte_order_mark() {
        let mut assets = Assets::default();
        assets.insert_from("一", Arc::new("\u{feff}# 甲"), "甲.md");
        assets.insert_from("二", Arc::new(b"# \xc4\xea\xb6\xc8".as_slice()), "乙.md");
        let text = |path: &str| match template(&assets, path).expect("it is there") {
            Ok(source) => format!("{} {}", source.name(), source.text()),
            Err(finding) => finding.message,
        };
        assert_eq!(text("一"), "甲.md # 甲");
        assert_eq!(text("二"), "乙.md 是 GBK（ANSI）编码，应当是 UTF-8");
        assert!(template(&assets, "三").is_none());
    }
}
