//! Where a line divides into name and content.

use super::line::{closing, is_name};

/// A line's first sign that could divide name and content.
pub(in crate::yaml) enum Divide {
    /// A colon as it should be.
    Colon(usize),
    /// A full-width colon.
    Wide(usize),
    /// A colon without a space.
    Tight(usize),
    /// None: a text.
    None,
}

/// Finds where a line divides.
pub(in crate::yaml) fn divide(text: &str) -> Divide {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let Some(end) = closing(text, quote, 1) else { return Divide::None };
        let colon = end + text[end..].len() - text[end..].trim_start_matches(' ').len();
        return match text[colon..].chars().next() {
            Some(':') => Divide::Colon(colon),
            Some('：') => Divide::Wide(colon),
            _ => Divide::None,
        };
    }
    let mut other = Divide::None;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        match c {
            '{' | '[' if at == 0 => return Divide::None,
            '#' if text[..at].ends_with(' ') => break,
            ':' if next.is_none_or(|next| next == ' ' || next == '\t') => {
                return if matches!(other, Divide::Wide(_)) {
                    other
                } else {
                    Divide::Colon(at)
                };
            }
            '：' if matches!(other, Divide::None) && is_name(&text[..at]) => {
                other = Divide::Wide(at);
            }
            ':' if matches!(other, Divide::None) && is_name(&text[..at]) => {
                // What is in the brackets has colons of its own.
                if matches!(next, Some('{' | '[' | '"' | '\'')) {
                    return Divide::Tight(at);
                }
                let time = text[..at].ends_with(|c: char| c.is_ascii_digit());
                if next != Some('/') && !time {
                    other = Divide::Tight(at);
                }
            }
            _ => {}
        }
    }
    other
}

/// Tells whether a line can only be prose: no entry, no item, no comment, and with the
/// marks that names and values do without.
pub(super) fn is_sentence(text: &str) -> bool {
    let is_plain = !text.starts_with(['#', '-', '|', '{', '[', '"', '\'']);
    // No name begins with a bracket; a heading does.
    let has_marks = text.starts_with(['（', '('])
        || text.contains(['，', '。', '、', '；', '！', '？']);
    is_plain && has_marks && matches!(divide(text), Divide::None)
}
