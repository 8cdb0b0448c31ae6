//! The tags that stand around a place of a template.

use std::ops::Range;

use super::names::EVERYTHING;

/// What opened a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrameKind {
    If,
    For,
    Set,
    Filter,
    Component,
    /// A component called with a body.
    Call,
    Block,
}

impl FrameKind {
    /// Returns the kind that a closing word closes.
    pub(super) fn closed_by(word: &str) -> Option<Self> {
        Some(match word {
            "endif" => Self::If,
            "endfor" => Self::For,
            "endset" => Self::Set,
            "endfilter" => Self::Filter,
            "endcomponent" => Self::Component,
            "endblock" => Self::Block,
            _ => return None,
        })
    }

    /// Returns the opening word and the tag that closes it.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::If => ("if", "{% endif %}"),
            Self::For => ("for", "{% endfor %}"),
            Self::Set => ("set", "{% endset %}"),
            Self::Filter => ("filter", "{% endfilter %}"),
            Self::Component => ("component", "{% endcomponent %}"),
            Self::Call => ("<…>", "{% </…> %}"),
            Self::Block => ("block", "{% endblock %}"),
        }
    }
}

/// An open tag.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    /// Where it was opened.
    pub(super) open: Range<usize>,
    /// Names it binds.
    pub(super) bound: Vec<String>,
    /// Paths its condition proves in the present branch.
    pub(super) under: Vec<String>,
    /// Paths proved in the branches that follow.
    pub(super) otherwise: Vec<String>,
}

impl Frame {
    pub(super) fn new(kind: FrameKind, open: Range<usize>) -> Self {
        Self { kind, open, bound: Vec::new(), under: Vec::new(), otherwise: Vec::new() }
    }
}

/// All open tags, the innermost last.
#[derive(Debug, Clone, Default)]
pub(super) struct Frames {
    stack: Vec<Frame>,
    /// Names bound outside any frame that ends.
    bound: Vec<String>,
}

impl Frames {
    pub(super) fn push(&mut self, frame: Frame) {
        self.stack.push(frame);
    }

    /// Closes the innermost frame if it is of that kind; if not, Tera says so.
    pub(super) fn pop(&mut self, kind: FrameKind) {
        if self.innermost(kind).is_some() {
            self.stack.pop();
        }
    }

    /// Returns the innermost frame if it is of that kind.
    pub(super) fn innermost(&mut self, kind: FrameKind) -> Option<&mut Frame> {
        self.stack.last_mut().filter(|frame| frame.kind == kind)
    }

    /// Returns the innermost frame left open.
    pub(super) fn left_open(&self) -> Option<&Frame> {
        self.stack.last()
    }

    /// Binds a name up to the end of the loop or component around.
    pub(super) fn bind(&mut self, name: String) {
        let scopes = [FrameKind::For, FrameKind::Component];
        let scope =
            self.stack.iter_mut().rev().find(|frame| scopes.contains(&frame.kind));
        scope.map_or(&mut self.bound, |frame| &mut frame.bound).push(name);
    }

    pub(super) fn is_bound(&self, name: &str) -> bool {
        let own = ["loop", "self", EVERYTHING];
        let inner = self.stack.iter().flat_map(|frame| &frame.bound);
        own.contains(&name) || inner.chain(&self.bound).any(|bound| bound == name)
    }

    /// Returns the paths that the conditions around prove.
    pub(super) fn under(&self) -> impl Iterator<Item = &String> {
        self.stack.iter().flat_map(|frame| &frame.under)
    }
}
