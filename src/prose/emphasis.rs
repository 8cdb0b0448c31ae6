//! The pass before the parser: what CommonMark would misread in Chinese text.
//!
//! A mark that CommonMark takes for a letter is put where it changes what is read,
//! and taken out again of whatever the parser returns:
//!
//! - Between a run of `**` and the punctuation on its inner side, where CommonMark
//!   sees no emphasis: 开展`**“刺桐新声”**`系列. A single `*` is never Chinese
//!   emphasis, and 5`*`（3+2） stays as it is. To be dropped when pulldown-cmark
//!   releases its own option for this (its pull request 1059).
//! - Behind a `<` that would begin HTML: staff's HTML is text. Addresses in angle
//!   brackets stay.
//! - Between `]` and `:`, so that no line is swallowed as a link's definition.

use std::ops::Range;

use super::script::{is_cjk, is_punctuation};

/// A private-use character that no caller uses as a token, and that input must not
/// hold.
pub(super) const MARK: char = '\u{F8FF}';

/// A text with marks, and where they are.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) text: String,
    /// Bytes of `text` at which a mark begins, in order.
    at: Vec<usize>,
}

impl Marked {
    /// Puts marks into a text.
    pub(super) fn new(text: &str) -> Self {
        let mut marked =
            Self { text: String::with_capacity(text.len() + 16), at: Vec::new() };
        let mut rest = text;
        let mut before = '\n';
        while let Some(first) = rest.chars().next() {
            let run = rest.len() - rest.trim_start_matches('*').len();
            let length = if run > 0 { run } else { first.len_utf8() };
            let (taken, after) = rest.split_at(length);
            let next = after.chars().next().unwrap_or('\n');
            if run >= 2 && closes(before, next) {
                marked.mark();
            }
            marked.text.push_str(taken);
            let misread = match first {
                '*' => run >= 2 && opens(before, next),
                '<' => begins_html(after),
                ']' => next == ':',
                _ => false,
            };
            if misread {
                marked.mark();
            }
            before = first;
            rest = after;
        }
        marked
    }

    fn mark(&mut self) {
        self.at.push(self.text.len());
        self.text.push(MARK);
    }

    /// Returns the byte range of the text as it was before.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let back = |byte: usize| {
            byte - MARK.len_utf8() * self.at.partition_point(|&mark| mark < byte)
        };
        back(range.start)..back(range.end)
    }
}

/// Takes the marks out of what the parser returned.
pub(super) fn strip(text: &str) -> String {
    text.replace(MARK, "")
}

fn closes(before: char, after: char) -> bool {
    (is_cjk(before) || is_cjk(after))
        && is_punctuation(before)
        && !is_punctuation(after)
        && !after.is_whitespace()
        && before != '\\'
}

fn opens(before: char, after: char) -> bool {
    (is_cjk(before) || is_cjk(after))
        && is_punctuation(after)
        && !is_punctuation(before)
        && !before.is_whitespace()
}

/// Tells whether `<` before `rest` could begin HTML and is no address.
fn begins_html(rest: &str) -> bool {
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    let inner = rest.split(['>', '<', ' ', '\n']).next().unwrap_or_default();
    let address =
        inner.contains('@') || inner.contains("://") || inner.contains("mailto:");
    rest.starts_with(begins) && !(address && rest[inner.len()..].starts_with('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_only_where_they_change_the_reading() {
        for text in ["**甲**乙", "5*（3+2）*2", "a **“b”** c", "<http://a.cn>", "1 < 2"]
        {
            assert_eq!(Marked::new(text).text, text);
        }
        let marked = Marked::new("开展**“新声”**系列");
        assert_eq!(marked.text, format!("开展**{MARK}“新声”{MARK}**系列"));
        assert_eq!(marked.original(0..marked.text.len()), 0.."开展**“新声”**系列".len());
    }
}
