//! The marks before the items of lists, where an output writes them itself.

use serde::Serialize;

use crate::document::{Block, Marker};

/// The mark of an item that has no number.
const BULLET: &str = "•";

/// Where a list stands among those that have numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Level {
    /// In no other.
    #[default]
    Outer,
    /// In one that is numbered itself.
    Inner,
}

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    /// Bullet or number, with its marks.
    pub(super) text: String,
    /// Whether a blank must follow: a bullet has none of its own, and 3. before
    /// 2026年 reads as a decimal.
    pub(super) apart: bool,
}

impl Level {
    /// Returns the level of the lists within the items of a list at this one.
    pub(super) fn within(self, marker: Marker) -> Self {
        match marker {
            Marker::Bullet => self,
            Marker::Number(_) => Self::Inner,
        }
    }

    /// Returns the marks of a list's items. Numbers are those of the third and the
    /// fourth level of GB/T 9704-2012 (7.3.3): 1. and （1）.
    pub(super) fn marks(self, marker: Marker, items: &[Vec<Block>]) -> Vec<Mark> {
        let numbered = |(item, index): (&Vec<Block>, u64)| match marker {
            Marker::Bullet => Mark { text: BULLET.to_owned(), apart: true },
            Marker::Number(first) => self.mark(first.saturating_add(index), item),
        };
        items.iter().zip(0u64..).map(numbered).collect()
    }

    fn mark(self, number: u64, item: &[Block]) -> Mark {
        match self {
            Self::Outer => {
                Mark { text: format!("{number}."), apart: begins_with_latin(item) }
            }
            Self::Inner => Mark { text: format!("（{number}）"), apart: false },
        }
    }
}

fn begins_with_latin(item: &[Block]) -> bool {
    let Some(Block::Paragraph { content }) = item.first() else { return false };
    content.to_plain().starts_with(|first: char| first.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(level: Level, marker: Marker) -> Vec<String> {
        let item = |text: &str| vec![Block::Paragraph { content: text.into() }];
        let marks = level.marks(marker, &[item("明年"), item("2026年")]);
        let shown = |Mark { text, apart }| if apart { format!("{text} ") } else { text };
        marks.into_iter().map(shown).collect()
    }

    #[test]
    fn numbers_within_numbers_stand_in_brackets() {
        let inner = Level::Outer.within(Marker::Number(1));
        assert_eq!(marks(inner, Marker::Number(3)), ["（3）", "（4）"]);
        assert_eq!(inner.within(Marker::Bullet), inner);
        assert_eq!(Level::Outer.within(Marker::Bullet), Level::Outer);
    }

    #[test]
    fn numbers_do_not_run_into_numbers() {
        assert_eq!(marks(Level::Outer, Marker::Number(3)), ["3.", "4. "]);
        assert_eq!(marks(Level::Inner, Marker::Bullet), ["• ", "• "]);
    }
}
