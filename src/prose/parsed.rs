//! What a parsed text holds.

use std::ops::Range;

use super::outline::Outline;
use crate::document::Block;

/// A parsed text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prose {
    /// What it says.
    pub blocks: Vec<Block>,
    /// What a reader should hear about it.
    pub remarks: Vec<Remark>,
    /// The pictures it shows, in order.
    pub pictures: Vec<Picture>,
    /// Its passages, and what in it is no plain word.
    pub outline: Outline,
}

/// Something in a text that is not taken as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// Bytes of the parsed text.
    pub range: Range<usize>,
}

/// Kinds of remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkKind {
    /// A heading of level 1 or 2, which are the report's own; it became level 3.
    OwnChapter,
    /// A picture in a table's cell; only its description is shown.
    PictureInCell,
    /// A picture without a description.
    NoDescription,
    /// A link that leads nowhere outside; only its text is shown.
    BadLink,
    /// `###` without the blank that makes it a heading; it is printed.
    TightHeading,
    /// Lines of cells without the line below the first that makes them a table;
    /// they are printed.
    NoDelimiterRow,
    /// A footnote, task or deletion; its marks are printed.
    Unsupported,
    /// Quotes or lists nested too deep; they became part of what is around them.
    TooDeep,
}

/// A picture in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path as written.
    pub path: String,
    /// What it shows; may be empty.
    pub description: String,
    /// Bytes of the parsed text.
    pub range: Range<usize>,
}
