//! What a table means: header trees over a body.

use serde::Serialize;

use super::Inlines;

/// A table of one part or of several stacked ones.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// The name for screen readers; the form prints none.
    pub title: String,
    /// Relative widths from the left, label columns included; the last repeats.
    /// Empty: all equal.
    pub widths: Vec<f64>,
    /// The parts, from the top.
    pub parts: Vec<Part>,
    /// A note printed under the table.
    pub note: Option<Inlines>,
}

/// One part: a head over rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// A title across the whole width.
    pub title: Option<String>,
    /// The cell above the row labels; may be empty.
    pub corner: String,
    /// The column heads; empty for a part of labels and values.
    pub columns: Vec<Header>,
    /// The row heads; empty for a part of heads over rows of values.
    pub rows: Vec<Header>,
    /// The values: a row for each row leaf, in it a cell for each column leaf.
    pub body: Vec<Vec<BodyCell>>,
}

/// A node of a header tree: a leaf, or a group with something below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Header {
    /// What is printed.
    pub label: Inlines,
    /// What stands below; empty for a leaf.
    pub children: Vec<Header>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BodyCell {
    /// What is printed.
    pub content: Inlines,
    /// How it is set across.
    pub align: Align,
}

/// How a cell is set across.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    Start,
    /// In the middle.
    #[default]
    Center,
    /// At the right.
    End,
}

impl Header {
    /// Makes a leaf.
    pub fn leaf(label: impl Into<Inlines>) -> Self {
        Self { label: label.into(), children: Vec::new() }
    }

    /// Makes a group.
    pub fn group(label: impl Into<Inlines>, children: Vec<Self>) -> Self {
        Self { label: label.into(), children }
    }

    /// Returns the number of leaves at or below this node.
    pub fn width(&self) -> usize {
        if self.children.is_empty() { 1 } else { width(&self.children) }
    }

    /// Returns the number of levels from this node down.
    pub fn depth(&self) -> usize {
        1 + depth(&self.children)
    }
}

/// Returns the number of leaves of a forest.
pub(super) fn width(forest: &[Header]) -> usize {
    forest.iter().map(Header::width).sum()
}

/// Returns the number of levels of a forest.
pub(super) fn depth(forest: &[Header]) -> usize {
    forest.iter().map(Header::depth).max().unwrap_or(0)
}
