//! Where the blocks of a document come from.
//!
//! The document itself holds no places; these stand beside it.

use std::ops::Range;

use super::fields::ProseField;
use crate::document::{Block, Document};
use crate::prose::Passage;

/// A document, and where its blocks come from.
#[derive(Debug)]
pub struct Composition {
    /// The document.
    pub document: Document,
    /// For each of its blocks, in order, where it comes from.
    pub origins: Vec<Origin>,
}

/// Where a block of a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The form's own wording, `report.md`.
    Wording,
    /// A prose field, by its index among [`Facts::prose`](crate::facts::Facts::prose).
    Prose {
        /// The index of the field.
        field: usize,
        /// Bytes of the field's text as staff wrote it.
        range: Range<usize>,
    },
    /// A table of the form, by its index.
    Table(usize),
    /// 落款.
    Signature,
    /// 标题, as staff wrote it.
    Title,
}

/// Returns where each block of a prose field stands in the text of the field, as
/// staff wrote it.
pub(super) fn ranges(field: &ProseField<'_>) -> Vec<Range<usize>> {
    let whole = 0..field.filled.text.len();
    let passages = field.outline.passages();
    let counts: Vec<_> = field.blocks.iter().map(passages_of).collect();
    // What the reader of Markdown counts otherwise is pointed at as a whole.
    let known = counts.iter().sum::<usize>() == passages.len();
    let mut rest = passages;
    let range = |&count: &usize| {
        let (own, next) = rest.split_at(if known { count } else { 0 });
        rest = next;
        field.filled.source_range(around(own).unwrap_or(whole.clone()))
    };
    counts.iter().map(range).collect()
}

fn around(passages: &[Passage]) -> Option<Range<usize>> {
    Some(passages.first()?.range.start..passages.last()?.range.end)
}

/// Counts the passages that a block was read from.
fn passages_of(block: &Block) -> usize {
    match block {
        Block::Heading { .. } | Block::Paragraph { .. } => 1,
        Block::List { items, .. } => items.iter().flatten().map(passages_of).sum(),
        Block::Quote { blocks } => blocks.iter().map(passages_of).sum(),
        Block::Table(table) => {
            let cells = |part: &crate::document::Part| {
                let body = part.body.iter().flatten().map(|cell| &cell.content);
                let heads = part.columns.iter().map(|header| &header.label);
                heads.chain(body).filter(|text| !text.is_empty()).count()
            };
            table.parts.iter().map(cells).sum()
        }
        Block::Figure { description, .. } => usize::from(!description.is_empty()),
        Block::Signature { .. } => 0,
    }
}
