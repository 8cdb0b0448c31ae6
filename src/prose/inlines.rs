//! One paragraph's text as it is read.

use super::script::is_cjk;
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
    /// Adds text; blanks at the beginning of a paragraph are dropped.
    pub(super) fn text(&mut self, text: &str) {
        let text = if self.last.is_none() { text.trim_start() } else { text };
        let Some(first) = text.chars().next() else { return };
        self.join(first);
        self.last = text.chars().next_back();
        self.content().push(Inline::Text(text.to_owned()));
    }

    /// Adds text as typed.
    pub(super) fn code(&mut self, text: String) {
        let Some(first) = text.chars().next() else { return };
        self.join(first);
        self.last = text.chars().next_back();
        self.content().push(Inline::Code(text));
    }

    pub(super) fn soft_break(&mut self) {
        self.broken = Broken::Yes;
    }

    pub(super) fn hard_break(&mut self) {
        self.broken = Broken::No;
        self.last = None;
        self.content().push(Inline::LineBreak);
    }

    /// Tells whether text that follows a line end begins a paragraph, as staff do:
    /// with a full-width blank.
    pub(super) fn begins_paragraph(&self, text: &str) -> bool {
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
        std::mem::take(self).outer
    }

    fn content(&mut self) -> &mut Inlines {
        self.open.last_mut().map_or(&mut self.outer, |open| &mut open.content)
    }

    /// Puts a space for a waiting line end, unless either side is Chinese.
    fn join(&mut self, next: char) {
        let latin = self.last.is_some_and(|last| !is_cjk(last)) && !is_cjk(next);
        if std::mem::take(&mut self.broken) == Broken::Yes && latin {
            self.content().push(Inline::Text(" ".into()));
        }
    }
}
