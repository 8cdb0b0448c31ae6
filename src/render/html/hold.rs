//! How text is kept on one line.

use super::writer::{Start, attribute, tag};

/// What keeps it there: browsers end lines between any two Chinese characters, and
/// behind hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Classes of the page's style sheet.
    Classed,
    /// Inline style.
    Styled,
}

impl Hold {
    /// Begins what is never cut: a word, a telephone number.
    pub(super) fn whole(self) -> Start {
        self.span("whole", "white-space:nowrap")
    }

    /// Begins a part that is only cut where no line holds it.
    pub(super) fn part(self) -> Start {
        self.span("part", "display:inline-block")
    }

    fn span(self, class: &str, style: &str) -> Start {
        match self {
            Self::Classed => tag::SPAN.with(attribute::CLASS, class),
            Self::Styled => tag::SPAN.with(attribute::STYLE, style),
        }
    }
}
