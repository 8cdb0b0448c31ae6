//! Characters that no report may hold, because nobody sees them or every reader
//! sees another.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// More of them are one cause: a file that is no text.
const SHOWN: usize = 20;

/// Why a character may not stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind {
    name: &'static str,
    help: &'static str,
}

const REMOVE: &str = "它看不见，多半是复制时带来的；请删去";
const CONTROL: Kind = Kind { name: "控制字符", help: REMOVE };
const DIRECTION: Kind = Kind { name: "改变文字方向的字符", help: REMOVE };
const LINE_END: Kind = Kind {
    name: "特殊的换行符",
    help: "它看不见，多半是复制时带来的；请删去，要换行就按回车键",
};
const NONE: Kind = Kind { name: "不是字符的编码", help: REMOVE };
const PRIVATE: Kind = Kind {
    name: "自造字",
    help: "它只在个别字体里显示成字；请换成通用的字，或者删去",
};
const LOST: Kind = Kind {
    name: "乱码",
    help: "原来的字在转换编码时丢了；请对照原文补上",
};

/// Finds the characters of a file that may not stand in it, a finding each up to
/// some.
///
/// Private-use characters come from 方正 and other typesetting fonts; they also
/// are the tokens by which prose is spliced into the template. Marks that turn the
/// direction of writing make a text read otherwise than it is.
pub(super) fn forbidden(source: &Source) -> Vec<Diagnostic> {
    let text = source.text();
    let found = suspects(text.as_bytes()).filter_map(|at| {
        let c = text[at..].chars().next()?;
        Some((at, c, kind(c)?))
    });
    let finding = |(at, c, kind): (usize, char, Kind)| {
        finding("这里有一个", c, kind, source.span(at..at + c.len_utf8()))
    };
    found.take(SHOWN).map(finding).collect()
}

/// Finds the first such character of a text that escapes brought in: the file has
/// none there.
pub(super) fn escaped(text: &str, place: &Span) -> Option<Diagnostic> {
    let (c, kind) = text.chars().find_map(|c| Some((c, kind(c)?)))?;
    Some(finding("这段文字里用“\\”写了一个", c, kind, place.clone()))
}

/// Tells whether a character may stand in a file.
pub(crate) fn is_allowed(c: char) -> bool {
    kind(c).is_none()
}

fn finding(here: &str, c: char, kind: Kind, place: Span) -> Diagnostic {
    let message = format!("{here}{}（U+{:04X}）", kind.name, u32::from(c));
    Diagnostic::error(Code::ForbiddenCharacter, message).at(place, "").help(kind.help)
}

/// Bytes that are looked at together: few of so many hold a suspect.
const STRIDE: usize = 32;

/// Finds the bytes that may begin such a character.
fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let next = bytes.get(1..).unwrap_or_default();
    let strides = bytes.chunks(STRIDE).zip(next.chunks(STRIDE).chain([&[][..]]));
    strides.enumerate().filter(|(_, (all, next))| has_suspect(all, next)).flat_map(
        |(at, (all, next))| {
            let next = next.iter().chain(&[0]);
            let pairs = all.iter().zip(next).enumerate();
            let found = pairs.filter(|(_, (byte, next))| is_suspect(**byte, **next));
            found.map(move |(offset, _)| at * STRIDE + offset)
        },
    )
}

/// Tells whether one of some bytes begins such a character.
fn has_suspect(bytes: &[u8], next: &[u8]) -> bool {
    let pairs = bytes.iter().zip(next);
    let any = pairs.fold(false, |any, (byte, next)| any | is_suspect(*byte, *next));
    any | bytes.last().is_some_and(|last| is_suspect(*last, 0))
}

/// Tells whether a byte may begin such a character in UTF-8, by the one after it. Those
/// that begin Chinese characters and their punctuation, and Latin letters, do not.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches the compiler looks at many bytes at once"
)]
fn is_suspect(byte: u8, next: u8) -> bool {
    let is_blank = (byte == b'\t') | (byte == b'\n') | (byte == b'\r');
    let is_control = ((byte < b' ') & !is_blank) | (byte == 0x7f) | (byte == 0xc2);
    let is_mark = (byte == 0xd8) | ((byte == 0xe2) & (next <= 0x81));
    let is_private = (byte == 0xee) | ((byte == 0xef) & (next <= 0xa3)) | (byte >= 0xf0);
    let is_none = (byte == 0xef) & ((next == 0xb7) | (next == 0xbf));
    is_control | is_mark | is_private | is_none
}

fn kind(c: char) -> Option<Kind> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => Some(DIRECTION),
        '\u{2028}' | '\u{2029}' => Some(LINE_END),
        '\u{fffd}' => Some(LOST),
        '\u{fdd0}'..='\u{fdef}' => Some(NONE),
        // The last two of each plane.
        _ if u32::from(c) & 0xfffe == 0xfffe => Some(NONE),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => Some(PRIVATE),
        _ if c.is_control() => Some(CONTROL),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_stand_is_known_by_its_first_bytes() {
        for c in ('\0'..=char::MAX).filter(|c| !is_allowed(*c)) {
            let text = format!("年{c}");
            assert_eq!(suspects(text.as_bytes()).next(), Some(3), "{c:?}");
        }
    }

    #[test]
    fn suspects_are_found_wherever_they_stand() {
        for before in 0..=2 * STRIDE + 1 {
            let text = format!("{}\u{200e}{}", "a".repeat(before), "，".repeat(STRIDE));
            assert_eq!(suspects(text.as_bytes()).collect::<Vec<_>>(), [before]);
        }
        assert_eq!(suspects("“第1项”，共二件。".as_bytes()).count(), 2);
    }
}
