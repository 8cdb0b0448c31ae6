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
    let bytes = source.text().bytes().enumerate();
    let suspects = bytes.filter(|(_, byte)| SUSPECTS[usize::from(*byte)]);
    let found = suspects.filter_map(|(at, _)| {
        let c = source.text()[at..].chars().next()?;
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

/// Bytes that may begin such a character in UTF-8. Those that begin Chinese characters
/// and Latin letters do not.
const SUSPECTS: [bool; 256] = {
    let mut suspects = [false; 256];
    let mut byte = 0_u8;
    loop {
        suspects[byte as usize] = match byte {
            b'\t' | b'\n' | b'\r' | b' '..=b'~' => false,
            0xc2 | 0xd8 | 0xe2 | 0xee..=0xff => true,
            _ => byte.is_ascii(),
        };
        if byte == u8::MAX {
            break suspects;
        }
        byte += 1;
    }
};

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
    fn what_may_not_stand_is_known_by_its_first_byte() {
        let mut buffer = [0; 4];
        for c in ('\0'..=char::MAX).filter(|c| !is_allowed(*c)) {
            let first = c.encode_utf8(&mut buffer).as_bytes()[0];
            assert!(SUSPECTS[usize::from(first)], "{c:?}");
        }
    }
}
