//! The document as `layout.typ` sees it: tables already laid out, pictures by a
//! path of our own, dates as they are printed.

use jiff::civil::Date;
use serde::Serialize;

use crate::document::{Block, Document, Inlines, Marker, Meta, TableGrid};

/// All that the layout reads.
#[derive(Debug, Serialize)]
pub(super) struct View<'a, Chains> {
    /// What is said about the report.
    meta: &'a Meta,
    /// The day the file bears: year, month, day.
    date: [i16; 3],
    /// The report.
    blocks: Vec<BlockView<'a>>,
    /// The faces of each role.
    fonts: Chains,
}

/// A block as the layout reads it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockView<'a> {
    Heading {
        /// How it looks.
        level: u8,
        /// How deep it lies, from 1, for the outline and for those who listen:
        /// PDF/UA-1 asks that no depth is skipped on the way down.
        depth: u8,
        content: &'a Inlines,
    },
    Paragraph {
        content: &'a Inlines,
    },
    List {
        /// The first number; none for bullets.
        start: Option<u64>,
        items: Vec<Vec<BlockView<'a>>>,
    },
    Quote {
        blocks: Vec<BlockView<'a>>,
    },
    Table {
        title: &'a str,
        note: Option<&'a Inlines>,
        grid: TableGrid,
    },
    Figure {
        file: String,
        description: &'a str,
    },
    Signature {
        name: &'a str,
        date: Option<String>,
    },
}

impl<'a, Chains: Serialize> View<'a, Chains> {
    /// Views a document; `day` stands in for a date of its own. `figures` hears
    /// of the figures' pictures in order.
    pub(super) fn new(document: &'a Document, day: Date, fonts: Chains) -> Self {
        let date = document.meta.date.unwrap_or(day);
        let date = [date.year(), date.month().into(), date.day().into()];
        let blocks = Views::default().blocks(&document.blocks);
        Self { meta: &document.meta, date, blocks, fonts }
    }

    /// Returns the view as JSON, without the marks of byte order that stray into
    /// pasted text: PDF/A forbids them (ISO 19005-2, 6.2.11.7.2).
    pub(super) fn to_json(&self) -> String {
        let json = serde_json::to_string(self).expect("all keys are texts");
        json.replace(['\u{feff}', '\u{fffe}', '\u{ffff}'], "")
    }
}

/// Returns the path under which the layout finds the n-th figure's picture.
pub(super) fn picture_path(figure: usize) -> String {
    format!("/pictures/{figure}")
}

/// Returns a date as it is printed: Arabic, no padding (GB/T 9704-2012, 7.3.5.4).
pub(super) fn printed_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Returns the pictures of a document's figures, in the order of reading.
pub(super) fn pictures(blocks: &[Block]) -> Vec<&str> {
    let mut paths = Vec::new();
    add_pictures(blocks, &mut paths);
    paths
}

fn add_pictures<'a>(blocks: &'a [Block], paths: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Figure { path, .. } => paths.push(path),
            Block::Quote { blocks } => add_pictures(blocks, paths),
            Block::List { items, .. } => {
                for item in items {
                    add_pictures(item, paths);
                }
            }
            Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Table(_)
            | Block::Signature { .. } => {}
        }
    }
}

/// Blocks while they are turned into views.
#[derive(Default)]
struct Views {
    /// Figures so far.
    figures: usize,
    /// The depth of the last heading; 0 after the title.
    depth: u8,
}

impl Views {
    fn blocks<'a>(&mut self, blocks: &'a [Block]) -> Vec<BlockView<'a>> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block<'a>(&mut self, block: &'a Block) -> BlockView<'a> {
        match block {
            Block::Heading { level, content } => {
                let depth = level.saturating_sub(1).min(self.depth + 1);
                self.depth = depth;
                BlockView::Heading { level: *level, depth, content }
            }
            Block::Paragraph { content } => BlockView::Paragraph { content },
            Block::List { marker, items } => BlockView::List {
                start: match marker {
                    Marker::Bullet => None,
                    Marker::Number(start) => Some(*start),
                },
                items: items.iter().map(|item| self.blocks(item)).collect(),
            },
            Block::Quote { blocks } => BlockView::Quote { blocks: self.blocks(blocks) },
            Block::Table(table) => BlockView::Table {
                title: &table.title,
                note: table.note.as_ref(),
                grid: table.grid(),
            },
            Block::Figure { path: _, description } => {
                self.figures += 1;
                BlockView::Figure { file: picture_path(self.figures - 1), description }
            }
            Block::Signature { name, date } => {
                BlockView::Signature { name, date: date.map(printed_date) }
            }
        }
    }
}
