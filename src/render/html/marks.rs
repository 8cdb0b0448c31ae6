//! By what a part of a page is known to who shows it.

/// Whether the parts of a page say which they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Marks {
    /// They do not: the page that is published.
    #[default]
    Absent,
    /// `data-place` counts the blocks of the document from 0, and behind a dot the
    /// values of a table in reading order: `12`, `12.5`. Its note is `12.note`.
    Present,
}

/// The number of a block among those of the document, where these are marked.
pub(super) type Mark = Option<usize>;
