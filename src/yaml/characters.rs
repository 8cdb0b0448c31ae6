//! Characters that no report may hold, because nobody sees them or every reader
//! sees another.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// More of them are one cause: a file that is no text.
const SHOWN: usize = 20;

/// Finds control, private-use and non-characters, a finding each up to some.
///
/// Private-use characters come from 方正 and other typesetting fonts; they also
/// are the tokens by which prose is spliced into the template.
pub(super) fn forbidden(source: &Source) -> Vec<Diagnostic> {
    source
        .text()
        .char_indices()
        .filter_map(|(at, c)| Some((at, c, kind(c)?)))
        .take(SHOWN)
        .map(|(at, c, kind)| {
            let message = format!("这里有一个{kind}（U+{:04X}）", u32::from(c));
            let finding = Diagnostic::error(Code::ForbiddenCharacter, message)
                .at(source.span(at..at + c.len_utf8()), "");
            match c {
                '\u{e000}'..='\u{f8ff}' => {
                    finding.help("它只在个别字体里显示成字；请换成通用的字，或者删去")
                }
                _ => finding.help("它看不见，多半是复制时带来的；请删去"),
            }
        })
        .collect()
}

fn kind(c: char) -> Option<&'static str> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{e000}'..='\u{f8ff}' => Some("自造字"),
        '\u{fffe}' | '\u{ffff}' => Some("不是字符的编码"),
        _ if c.is_control() => Some("控制字符"),
        _ => None,
    }
}
