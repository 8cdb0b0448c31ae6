//! What a document says, in the order it says it.

use crate::day;
use crate::document::{Block, Inlines, Table};

/// Returns the text of each paragraph, heading, item, cell and so on, as it must
/// be read back from any output. A picture's description begins with `!`.
pub(in crate::render) fn texts(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => {
                out.push(content.to_plain());
            }
            Block::List { items, .. } => {
                out.extend(items.iter().flat_map(|item| texts(item)));
            }
            Block::Quote { blocks } => out.extend(texts(blocks)),
            Block::Table(table) => out.extend(table_texts(table)),
            Block::Figure { description, .. } => out.push(format!("!{description}")),
            Block::Signature { name, date } => {
                let date = date.map(day::printed).unwrap_or_default();
                out.push(format!("{name}\n{date}"));
            }
        }
    }
    out
}

fn table_texts(table: &Table) -> Vec<String> {
    let cells = table.grid().cells;
    let texts = cells.iter().map(|cell| cell.content.to_plain());
    texts.chain(table.note.as_ref().map(Inlines::to_plain)).collect()
}

/// Returns texts without line ends around them, and none that is empty then.
pub(in crate::render) fn essential(texts: &[String]) -> Vec<String> {
    let texts = texts.iter().map(|text| text.trim_matches('\n').to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}
