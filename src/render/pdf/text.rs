//! Every text of a document with the role that sets it, for the check of
//! characters. The roles are those that the layout goes by too.

use super::view::{BlockView, EMPH, FOLIO, STRONG};
use crate::document::{Inline, Inlines};
use crate::fonts::Role;

/// What a table that pages cut is given on later ones.
const CONTINUED: &str = "续表（续）";

/// Calls `hear` for every text with the role that sets it.
pub(super) fn each(view: &[BlockView<'_>], hear: &mut impl FnMut(Role, &str)) {
    blocks(view, hear);
    hear(FOLIO, "0123456789");
}

fn blocks(all: &[BlockView<'_>], hear: &mut impl FnMut(Role, &str)) {
    for block in all {
        match block {
            BlockView::Heading { role, content, .. }
            | BlockView::Paragraph { role, content } => inlines(content, *role, hear),
            BlockView::List { role, start: _, marks, items } => {
                for mark in marks {
                    hear(*role, &mark.text);
                }
                for item in items {
                    blocks(item, hear);
                }
            }
            BlockView::Quote { blocks: quoted } => blocks(quoted, hear),
            BlockView::Table { role, title: _, note, widths: _, grid } => {
                hear(*role, CONTINUED);
                let cells = grid.cells.iter().map(|view| &view.cell.content);
                for content in cells.chain(*note) {
                    inlines(content, *role, hear);
                }
            }
            BlockView::Figure { role, description, .. } => hear(*role, description),
            BlockView::Signature { role, name, date } => {
                hear(*role, name);
                hear(*role, date.as_deref().unwrap_or_default());
            }
        }
    }
}

fn inlines(all: &Inlines, role: Role, hear: &mut impl FnMut(Role, &str)) {
    for inline in all.as_slice() {
        match inline {
            Inline::Text(text) | Inline::Code(text) => hear(role, text),
            Inline::Strong(content) => inlines(content, STRONG, hear),
            Inline::Emph(content) => inlines(content, EMPH, hear),
            Inline::Link { target: _, content } => inlines(content, role, hear),
            Inline::LineBreak => {}
        }
    }
}
