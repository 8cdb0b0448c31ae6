//! The parts of a line: blanks, names, quoted text, comments.

use crate::diagnostic::Code;

/// Returns the least indentation by spaces; a tab is likely meant as this.
pub(super) fn narrowest_indent(text: &str) -> usize {
    let indents =
        text.lines().map(|line| line.len() - line.trim_start_matches(' ').len());
    indents.filter(|&indent| indent > 0).min().filter(|&indent| indent <= 8).unwrap_or(2)
}

pub(super) fn is_bad_blank(c: char) -> bool {
    matches!(c, '\t' | '\u{3000}' | '\u{a0}')
}

/// Returns a line's leading blanks of every kind.
pub(super) fn lead(text: &str) -> &str {
    let rest = text.trim_start_matches(|c| c == ' ' || is_bad_blank(c));
    &text[..text.len() - rest.len()]
}

/// Characters that a finding's code and path may have.
const LONGEST_PATH: usize = 120;

/// Tells whether a text could be the name of an entry: a word, or a finding's code
/// and path, as 核实 has them.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim_matches([' ', '"', '\'']);
    let of_finding = |(code, path): (&str, &str)| {
        Code::parse(code).is_some() && path.split('.').all(is_word)
    };
    // No longer text is a path: a line may be long and is asked about often.
    let could_be_path = || text.chars().nth(LONGEST_PATH).is_none();
    is_word(text)
        || could_be_path() && text.split_once([' ', '\u{3000}']).is_some_and(of_finding)
}

fn is_word(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '·');
    !text.is_empty() && text.chars().nth(30).is_none() && text.chars().all(fits)
}

/// Returns the byte after the closing quote of a text whose quote opened before
/// `from`.
pub(super) fn closing(text: &str, quote: char, from: usize) -> Option<usize> {
    let mut chars = text[from..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = c == '\'' && chars.peek().is_some_and(|&(_, next)| next == '\'');
        if (c == '\\' && quote == '"') || (doubled && quote == '\'') {
            chars.next();
        } else if c == quote {
            return Some(from + at + 1);
        }
    }
    None
}

/// Cuts a comment and the blanks before it off a plain text.
pub(super) fn without_comment(text: &str) -> &str {
    let end = text.find(" #").unwrap_or(text.len());
    text[..end].trim_end_matches([' ', '\t'])
}
