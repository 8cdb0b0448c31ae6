//! Which face sets which text of a document: the same choice as `layout.typ`
//! makes, for the check of characters.

use super::view::printed_date;
use crate::document::{Block, Document, Inline, Inlines, Marker};
use crate::fonts::Role;

/// The mark before the items of a list without numbers.
const BULLET: &str = "•";

/// Calls `hear` for every text of a document with the role that sets it.
pub(super) fn each(document: &Document, hear: &mut impl FnMut(Role, &str)) {
    blocks(&document.blocks, Role::Body, hear);
    // The folios.
    hear(Role::Table, "0123456789");
}

fn blocks(all: &[Block], role: Role, hear: &mut impl FnMut(Role, &str)) {
    for block in all {
        match block {
            Block::Heading { level, content } => {
                let role = match level {
                    ..=1 => Role::Title,
                    2 => Role::Heading,
                    3 => Role::Subheading,
                    4.. => Role::Body,
                };
                inlines(content, role, hear);
            }
            Block::Paragraph { content } => inlines(content, role, hear),
            Block::List { marker, items } => {
                hear(
                    Role::Body,
                    if *marker == Marker::Bullet { BULLET } else { "0123456789." },
                );
                for item in items {
                    blocks(item, role, hear);
                }
            }
            Block::Quote { blocks: quoted } => blocks(quoted, Role::Subheading, hear),
            Block::Table(table) => {
                let note = table.note.iter();
                for content in
                    table.grid().cells.iter().map(|cell| &cell.content).chain(note)
                {
                    inlines(content, Role::Table, hear);
                }
            }
            Block::Figure { path: _, description } => hear(Role::Body, description),
            Block::Signature { name, date } => {
                hear(Role::Body, name);
                if let Some(date) = date {
                    hear(Role::Body, &printed_date(*date));
                }
            }
        }
    }
}

fn inlines(all: &Inlines, role: Role, hear: &mut impl FnMut(Role, &str)) {
    for inline in all.as_slice() {
        match inline {
            Inline::Text(text) | Inline::Code(text) => hear(role, text),
            Inline::Strong(content) => inlines(content, Role::Heading, hear),
            Inline::Emph(content) => inlines(content, Role::Subheading, hear),
            Inline::Link { target: _, content } => inlines(content, role, hear),
            Inline::LineBreak => {}
        }
    }
}
