//! What in a text is no plain word: the kinds, and how those that are no Markdown are
//! found among the words: addresses, what looks like HTML, and references that were
//! not filled in.

use std::ops::Range;

use memchr::{memchr, memchr3};

/// Bytes of the longest HTML-looking piece that is taken for one.
const LONGEST_TAG: usize = 500;

/// A stretch that is no plain word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opaque {
    /// Where it stands.
    pub range: Range<usize>,
    /// Why it is none.
    pub kind: OpaqueKind,
}

/// Why a stretch is no plain word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpaqueKind {
    /// Markdown's own: marks of emphasis, where links lead, the paths of pictures,
    /// the ends of lines within a passage. Readers do not see it: the characters
    /// before and behind it stand side by side.
    Markup,
    /// What a `{{ }}` filled in.
    Value,
    /// An address of the web or of mail, or the name of a file.
    Address,
    /// Code, a character reference, what looks like HTML, or a `{{ }}` that was not
    /// filled in.
    Code,
}

/// Tells of every piece of a text that is no plain word whatever Markdown makes of
/// it, in order but for pieces that overlap.
pub(super) fn find(text: &str, mut tell: impl FnMut(Range<usize>, OpaqueKind)) {
    let bytes = text.as_bytes();
    // Each of them has one of these, and most texts have none.
    if memchr3(b'.', b':', b'<', bytes).or(memchr(b'{', bytes)).is_none() {
        return;
    }
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if !byte.is_ascii() {
            at += bytes[at..].iter().take_while(|byte| !byte.is_ascii()).count();
        } else if byte == b'<' {
            if let Some(end) = tag(bytes, at) {
                tell(at..end, OpaqueKind::Code);
            }
            at += 1;
        } else if byte == b'{' {
            let end = reference(bytes, at).unwrap_or(at + 1);
            if end > at + 1 {
                tell(at..end, OpaqueKind::Code);
            }
            at = end;
        } else if is_of_address(byte) {
            let end = run(bytes, at);
            in_run(&text[at..end], |range| {
                tell(at + range.start..at + range.end, OpaqueKind::Address);
            });
            at = end;
        } else {
            at += 1;
        }
    }
}

fn run(bytes: &[u8], start: usize) -> usize {
    let length = bytes[start..].iter().take_while(|byte| is_of_address(**byte)).count();
    start + length
}

/// Tells whether a byte can stand in an address. A comma or semicolon can, but is
/// far more often the sentence's own.
fn is_of_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b':'
                | b'/'
                | b'?'
                | b'#'
                | b'@'
                | b'!'
                | b'$'
                | b'&'
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b'='
                | b'%'
        )
}

/// Finds the addresses of a run of characters that can stand in one: those with a
/// scheme go on as far as they can, others are single words.
fn in_run(run: &str, mut tell: impl FnMut(Range<usize>)) {
    let mut at = 0;
    while at < run.len() {
        let rest = &run[at..];
        let end = at + rest.find(is_break).unwrap_or(rest.len());
        let word = &run[at..end];
        let letters = letters_before(word);
        if letters > 0 && run[end..].starts_with("://") {
            let start = end - letters;
            let end = start + trimmed(&run[start..]);
            tell(start..end);
            at = end.max(start + 1);
            continue;
        }
        let word = word.trim_end_matches(['.', '_', '-', '/']);
        if is_mail(word) || is_host(word) {
            tell(at..at + word.len());
        }
        at = end + 1;
    }
}

/// Tells whether a character stands between two words that may be addresses.
fn is_break(c: char) -> bool {
    matches!(c, ':' | '(' | ')' | '*' | '?' | '!' | '=' | '&' | '$' | '#')
}

fn letters_before(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_alphabetic).count()
}

/// Returns the length of an address without the marks of the sentence behind it.
fn trimmed(address: &str) -> usize {
    let mut depth = 0_i32;
    let closing = address.bytes().position(|byte| {
        depth += i32::from(byte == b'(') - i32::from(byte == b')');
        depth < 0
    });
    let address = &address[..closing.unwrap_or(address.len())];
    address.trim_end_matches(['.', ':', '?', '!', '*', '_']).len()
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host))
}

/// Tells whether a word has the form of a host or a file: labels with a point
/// between, the last of letters alone.
fn is_host(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    host.rsplit_once('.').is_some_and(|(name, last)| {
        (2..=12).contains(&last.len())
            && last.bytes().all(|byte| byte.is_ascii_alphabetic())
            && name.bytes().any(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Returns the end of a `{{ }}`, `{% %}` or `{# #}` that begins at a byte; of one
/// without an end that of its line.
fn reference(bytes: &[u8], start: usize) -> Option<usize> {
    let close = match bytes.get(start + 1)? {
        b'{' => b'}',
        mark @ (b'%' | b'#') => *mark,
        _ => return None,
    };
    let mut rest = bytes[start + 2..].iter().zip(start + 2..).peekable();
    while let Some((byte, at)) = rest.next() {
        match rest.peek() {
            _ if *byte == b'\n' => return Some(at),
            Some((b'}', end)) if *byte == close => return Some(end + 1),
            _ => {}
        }
    }
    Some(bytes.len())
}

/// Returns the end of an HTML-looking piece that begins at a byte.
fn tag(bytes: &[u8], start: usize) -> Option<usize> {
    let first = *bytes.get(start + 1)?;
    let begins = first.is_ascii_alphabetic() || matches!(first, b'/' | b'!' | b'?');
    let within = &bytes[start..bytes.len().min(start + LONGEST_TAG)];
    let end = within.iter().position(|byte| matches!(byte, b'>' | b'\n'))?;
    (begins && within[end] == b'>').then_some(start + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        find(text, |range, _| found.push(&text[range]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        finds("网站(http://a.gov.cn/b_1.htm)下载。", &["http://a.gov.cn/b_1.htm"]);
        finds(
            "见https://a.cn/?b=c&d=e:1,另见www.b.cn。",
            &["https://a.cn/?b=c&d=e:1", "www.b.cn"],
        );
        finds("邮箱:qz_s@126.com)。", &["qz_s@126.com"]);
        finds("邮箱a@b.cn;c@d.cn.", &["a@b.cn", "c@d.cn"]);
        finds("(http://a.cn/b_(1).htm)", &["http://a.cn/b_(1).htm"]);
        finds("见附件.pdf和1.pdf", &["1.pdf"]);
        finds("**http://a.cn**", &["http://a.cn"]);
    }

    #[test]
    fn words_and_numbers_are_no_addresses() {
        for text in
            ["3.5万元", "9:30-11:00", "1.加强", "2025.1.18", "A.B", "@甲", "GB/T 9704"]
        {
            finds(text, &[]);
        }
    }

    #[test]
    fn references_are_found() {
        finds("甲{{ 乙 | 丙(丁=1) }}戊{%if 己%}", &["{{ 乙 | 丙(丁=1) }}", "{%if 己%}"]);
        finds("甲{{ 乙 }\n丙{{}}{丁}", &["{{ 乙 }", "{{}}"]);
    }

    #[test]
    fn html_is_found_on_one_line() {
        finds("甲<b>乙</b><通知>a < b", &["<b>", "</b>"]);
        finds("甲<b\n>", &[]);
    }
}
