//! One paragraph's text as it is read.

use memchr::{memchr2, memchr3_iter};

use super::script::{is_cjk, is_shared, is_without_width};
use crate::document::{Inline, Inlines};

/// Emphasis and links nested deeper are flattened.
const DEEPEST: usize = 16;

/// The text of a paragraph, heading or cell being read.
#[derive(Default)]
pub(super) struct Line {
    outer: Inlines,
    open: Vec<Open>,
    /// The last character put out; none at the beginning of a line.
    last: Option<char>,
    /// Whether a line end waits for what follows it.
    broken: Broken,
    /// Blanks that wait for what follows them, and how many emphases and links were
    /// open where they stand.
    blanks: (String, usize),
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Broken {
    #[default]
    No,
    Yes,
}

/// An open emphasis or link.
struct Open {
    wrap: Wrap,
    content: Inlines,
}

enum Wrap {
    Emphasis(fn(Inlines) -> Inline),
    Link(String),
    /// Nothing: what it holds is kept as text.
    Plain,
}

impl Line {
    /// Adds text; blanks at the beginning of a paragraph and those between Chinese are
    /// dropped, and so are characters without width.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let begins = self.last.is_none();
            if is_without_width(first) || begins && first.is_whitespace() {
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let words = rest.trim_start_matches(is_blank);
            if words.len() < rest.len() {
                self.wait(&rest[..rest.len() - words.len()]);
                rest = words;
                continue;
            }
            self.join(first);
            let (words, behind) = rest.split_at(words_before_gap(rest));
            self.last = words.chars().next_back();
            self.content().push(Inline::Text(words.to_owned()));
            rest = behind;
        }
    }

    /// Adds text as typed.
    pub(super) fn code(&mut self, text: String) {
        let Some(first) = text.chars().next() else { return };
        self.put_blanks();
        self.join(first);
        self.last = text.chars().next_back();
        self.content().push(Inline::Code(text));
    }

    pub(super) fn soft_break(&mut self) {
        self.broken = Broken::Yes;
    }

    pub(super) fn hard_break(&mut self) {
        self.put_blanks();
        self.broken = Broken::No;
        self.last = None;
        self.content().push(Inline::LineBreak);
    }

    /// Tells whether text that follows a line end begins a paragraph, as staff do:
    /// with a full-width blank.
    pub(super) fn begins_paragraph(&self, text: &str) -> bool {
        let text = text.trim_start_matches(is_without_width);
        self.broken == Broken::Yes && self.can_be_cut() && text.starts_with('\u{3000}')
    }

    /// Tells whether no emphasis or link is open.
    pub(super) fn can_be_cut(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn open(&mut self, wrap: fn(Inlines) -> Inline) {
        self.push(Wrap::Emphasis(wrap));
    }

    pub(super) fn open_link(&mut self, target: String) {
        self.push(Wrap::Link(target));
    }

    pub(super) fn open_plain(&mut self) {
        self.push(Wrap::Plain);
    }

    fn push(&mut self, wrap: Wrap) {
        let wrap = if self.open.len() < DEEPEST { wrap } else { Wrap::Plain };
        self.open.push(Open { wrap, content: Inlines::default() });
    }

    pub(super) fn close(&mut self) {
        let Some(Open { wrap, content }) = self.open.pop() else { return };
        self.blanks.1 = self.blanks.1.min(self.open.len());
        let around = self.content();
        match wrap {
            Wrap::Plain => around.append(content),
            Wrap::Link(target) => {
                let content = if content.is_empty() {
                    Inlines::text(target.clone())
                } else {
                    content
                };
                around.push(Inline::Link { target, content });
            }
            Wrap::Emphasis(_) if content.is_empty() => {}
            Wrap::Emphasis(wrap) => around.push(wrap(content)),
        }
    }

    /// Ends the line and returns it.
    pub(super) fn take(&mut self) -> Inlines {
        while !self.open.is_empty() {
            self.close();
        }
        self.put_blanks();
        std::mem::take(self).outer
    }

    fn content(&mut self) -> &mut Inlines {
        self.open.last_mut().map_or(&mut self.outer, |open| &mut open.content)
    }

    /// Lets blanks wait for what follows them.
    fn wait(&mut self, blanks: &str) {
        if self.blanks.0.is_empty() {
            self.blanks.1 = self.open.len();
        }
        self.blanks.0.push_str(blanks);
    }

    /// Puts out the blanks that wait, where they stand.
    fn put_blanks(&mut self) {
        let (blanks, depth) = std::mem::take(&mut self.blanks);
        if !blanks.is_empty() {
            let around = depth.checked_sub(1).and_then(|at| self.open.get_mut(at));
            let content = around.map_or(&mut self.outer, |open| &mut open.content);
            content.push(Inline::Text(blanks));
        }
    }

    /// Puts out the blanks that wait, unless both sides are Chinese, and a space for
    /// a waiting line end, unless either side is.
    fn join(&mut self, next: char) {
        let chinese = self.last.is_some_and(|last| {
            is_cjk(last) && is_cjk(next) && !(is_shared(last) && is_shared(next))
        });
        if chinese {
            self.blanks.0.clear();
        }
        self.put_blanks();
        let latin = self.last.is_some_and(|last| !is_cjk(last)) && !is_cjk(next);
        if std::mem::take(&mut self.broken) == Broken::Yes && latin {
            self.content().push(Inline::Text(" ".into()));
        }
    }
}

/// Returns the length of the words before the first blank or character without width.
fn words_before_gap(text: &str) -> usize {
    let bytes = text.as_bytes();
    let end = memchr2(b' ', b'\t', bytes).unwrap_or(bytes.len());
    // Any other gap begins with one of these bytes, as few characters do.
    let mut others = memchr3_iter(0xc2, 0xe2, 0xef, &bytes[..end]);
    let is_gap = |c: char| is_blank(c) || is_without_width(c);
    others.find(|&at| text[at..].starts_with(is_gap)).unwrap_or(end)
}

/// Tells whether a character is a blank that Chinese does not need. A full-width one
/// is kept: it may part two entries.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_ends_words() {
        for c in '\0'..=char::MAX {
            let is_gap = is_blank(c) || is_without_width(c);
            let expected = if is_gap { 3 } else { 3 + c.len_utf8() };
            assert_eq!(words_before_gap(&format!("甲{c}")), expected, "{c:?}");
        }
    }
}
