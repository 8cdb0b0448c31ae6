//! Texts of the user's that messages quote.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::masked_part;

/// Characters of a quoted text that are shown.
const MOST: usize = 24;

/// Returns a text as a message quotes it: on one line, no longer than anyone needs
/// to recognise it, and nothing hidden. A value can be as long as its file.
pub fn shorten(text: &str) -> String {
    shorten_to(MOST, text)
}

/// Returns a text as [`shorten`] does, with at most so many characters.
pub(crate) fn shorten_to(most: usize, text: &str) -> String {
    let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
    let shown = masked_part(text, 0..end);
    let cut = if end < text.len() { "…" } else { "" };
    let line = shown.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    format!("{}{cut}", seen(&line))
}

/// Returns a text with each character that has no shape as its code point: a
/// terminal obeys some of them, and of the others nobody knows why `年度` is not
/// `年度`.
pub(crate) fn seen(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) {
            write!(out, "[U+{:04X}]", u32::from(c)).expect("a text can be written");
        } else {
            out.push(c);
        }
    }
    out.into()
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{seen, shorten};

    #[test]
    fn what_has_no_shape_is_named() {
        assert_eq!(shorten("年\u{200b}度\u{1b}[31m"), "年[U+200B]度[U+001B][31m");
        assert_eq!(seen("年度 2024"), "年度 2024");
    }

    #[test]
    fn long_texts_are_cut_and_line_ends_are_blanks() {
        assert_eq!(shorten("甲\r\n乙\n丙"), "甲 乙 丙");
        assert_eq!(shorten(&"字".repeat(24)), "字".repeat(24));
        assert_eq!(shorten(&"字".repeat(25)), format!("{}…", "字".repeat(24)));
    }
}
