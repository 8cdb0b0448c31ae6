//! Something that a sheet checks.

use crate::form::CellRef;

/// What a check says that holds.
pub(super) const HOLDS: &str = "相符";
/// How a check begins that does not.
pub(super) const FAILS: &str = "不符";

/// Something that the sheet checks.
pub(super) struct Check {
    /// What must hold, in words.
    pub(super) words: String,
    /// The formula, which gives 相符, or how it does not hold.
    pub(super) formula: String,
    /// What it gives now.
    pub(super) result: String,
    /// The cells it looks at, some of other tables perhaps.
    pub(super) cells: Vec<CellRef>,
    /// Which of the cells are marked.
    pub(super) marked: Marked,
}

/// Which cells of a check are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marked {
    /// All of them, when it fails.
    Failing,
    /// Those that hold a text.
    Texts,
}
