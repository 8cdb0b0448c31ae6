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
//! - In place of the blanks of a picture's file name: `![图](我的 图.png)`.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter};

use super::script::{is_cjk, is_punctuation};

/// A private-use character that no caller uses as a token, and that input must not
/// hold.
pub(super) const MARK: char = '\u{F8FF}';

/// Another, which stands for a blank.
const BLANK: char = '\u{F8FE}';

/// Bytes of the longest path of a picture.
const LONGEST_PATH: usize = 500;

/// A text with marks, and where they are.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) text: String,
    /// Bytes of `text` at which a mark begins, in order, and how many bytes longer
    /// the text is after it.
    at: Vec<(usize, usize)>,
}

impl Marked {
    /// Puts marks into a text.
    pub(super) fn new(text: &str) -> Self {
        let mut marked =
            Self { text: String::with_capacity(text.len() + 16), at: Vec::new() };
        let mut copied = 0;
        // Whether the last bracket opened a picture, up to where one was looked for,
        // and the last path with blanks.
        let (mut is_picture, mut looked) = (false, 0);
        let mut path = 0..0;
        for start in memchr3_iter(b'*', b'<', b']', text.as_bytes()) {
            // The rest of a run.
            if start < copied {
                continue;
            }
            let rest = &text[start..];
            let run = rest.len() - rest.trim_start_matches('*').len();
            let end = start + run.max(1);
            let before = text[..start].chars().next_back().unwrap_or('\n');
            let next = text[end..].chars().next().unwrap_or('\n');
            marked.copy(text, copied..start, &path);
            if run >= 2 && closes(before, next) {
                marked.mark();
            }
            marked.text.push_str(&text[start..end]);
            copied = end;
            let misread = match text.as_bytes()[start] {
                b'*' => run >= 2 && opens(before, next),
                b'<' => begins_html(&text[end..]),
                _ => next == ':',
            };
            if misread {
                marked.mark();
            }
            if rest.starts_with("](") {
                if let Some(open) = text[looked..start].rfind('[') {
                    is_picture = text[..looked + open].ends_with('!');
                }
                looked = end;
                if is_picture {
                    let length = path_with_blanks(&text[end + 1..]).unwrap_or(0);
                    path = end + 1..end + 1 + length;
                }
            }
        }
        marked.copy(text, copied..text.len(), &path);
        marked
    }

    /// Adds a stretch of the text, with marks for the blanks of a picture's path.
    fn copy(&mut self, text: &str, range: Range<usize>, path: &Range<usize>) {
        let mut copied = range.start;
        let within = range.start.max(path.start)..range.end.min(path.end);
        for blank in within.filter(|&at| text.as_bytes()[at] == b' ') {
            self.text.push_str(&text[copied..blank]);
            self.blank();
            copied = blank + 1;
        }
        self.text.push_str(&text[copied..range.end]);
    }

    fn mark(&mut self) {
        self.insert(MARK, MARK.len_utf8());
    }

    /// Puts a mark in place of a blank.
    fn blank(&mut self) {
        self.insert(BLANK, BLANK.len_utf8() - 1);
    }

    fn insert(&mut self, mark: char, longer: usize) {
        let before = self.at.last().map_or(0, |&(_, longer)| longer);
        self.at.push((self.text.len(), before + longer));
        self.text.push(mark);
    }

    /// Returns the byte range of the text as it was before.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let back = |byte: usize| {
            let marks = self.at.partition_point(|&(mark, _)| mark < byte);
            byte - marks.checked_sub(1).map_or(0, |last| self.at[last].1)
        };
        back(range.start)..back(range.end)
    }
}

/// Returns the length of a picture's path if it has blanks, which CommonMark takes
/// for its end; `text` begins behind the bracket that opens it.
fn path_with_blanks(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut ends =
        text.char_indices().take_while(|&(at, c)| at < LONGEST_PATH && c != '\n');
    let (end, _) = ends.find(|&(_, c)| {
        let ends = c == ')' && depth == 0;
        depth = match c {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        ends
    })?;
    let mut path = text[..end].trim_end();
    for (open, close) in [(" \"", '"'), (" '", '\'')] {
        if let Some(title) = path.find(open).filter(|_| path.ends_with(close)) {
            path = path[..title].trim_end();
        }
    }
    let inner = path.trim_start();
    (inner.contains(' ') && !inner.starts_with('<')).then_some(path.len())
}

/// Takes the marks out of what the parser returned.
pub(super) fn strip(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    // The second byte of both marks, and of few other characters.
    let mut likely = memchr_iter(0xa3, bytes);
    if likely.any(|at| bytes[at - 1] == 0xef) {
        text.replace(MARK, "").replace(BLANK, " ").into()
    } else {
        text.into()
    }
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
    fn blanks_in_paths_are_marked() {
        let text = "![图](我的 图 1.png \"题 目\")";
        let marked = Marked::new(text);
        assert_eq!(marked.text.matches(BLANK).count(), 2);
        assert_eq!(strip(&marked.text), text);
        let title = marked.text.find("题").unwrap();
        assert_eq!(&text[marked.original(title..title + 3)], "题");
        for text in
            ["[图](a b.png)", "![图](<图 b.png>)", "![图](a.png \"b c\")", "![图](a b"]
        {
            assert_eq!(Marked::new(text).text, text);
        }
    }

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
