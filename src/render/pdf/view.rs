//! The document as `layout.typ` sees it: tables already laid out, pictures by a
//! path of our own, dates as they are printed, and each text with the role that
//! sets it. Layout and check of characters both go by the roles given here.

use jiff::civil::Date;
use serde::Serialize;

use crate::day;
use crate::document::{
    Block, Document, Inline, Inlines, Marker, Meta, PlacedCell, Row, Table, TableGrid,
};
use crate::fonts::Role;
use crate::picture::Size;
use crate::render::item::{Level, Mark};
use crate::render::seams::{Seams, seams};
use crate::render::words::{self, Parts};

/// The role of strong text.
pub(super) const STRONG: Role = Role::Heading;
/// The role of emphasis.
pub(super) const EMPH: Role = Role::Subheading;
/// The role of a quote's text.
const QUOTE: Role = Role::Subheading;
/// The role of the folios.
pub(super) const FOLIO: Role = Role::Table;

/// All that the layout reads.
#[derive(Debug, Serialize)]
pub(super) struct View<'a, Chains> {
    /// What is said about the report.
    meta: &'a Meta,
    /// The day the file bears: year, month, day.
    date: [i16; 3],
    /// The report.
    pub(super) blocks: Vec<BlockView<'a>>,
    /// How large the picture of each figure is printed.
    pub(super) pictures: Vec<Size>,
    /// The roles of what is no block.
    roles: Roles,
    /// The faces of each role.
    fonts: Chains,
}

/// The roles of what is no block.
#[derive(Debug, Serialize)]
struct Roles {
    plain: Role,
    strong: Role,
    emph: Role,
    folio: Role,
}

/// A block as the layout reads it; `role` says which faces set its text.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum BlockView<'a> {
    Heading {
        role: Role,
        /// How it looks.
        level: u8,
        /// How deep it lies, from 1, for the outline and for those who listen:
        /// PDF/UA-1 asks that no depth is skipped on the way down.
        depth: u8,
        content: &'a Inlines,
        /// Where a title may be cut.
        seams: Option<Seams>,
    },
    Paragraph {
        role: Role,
        content: &'a Inlines,
    },
    List {
        /// The role of the marks.
        role: Role,
        /// The first number; none for bullets.
        start: Option<u64>,
        /// What stands before each item.
        marks: Vec<Mark>,
        items: Vec<Vec<BlockView<'a>>>,
    },
    Quote {
        blocks: Vec<BlockView<'a>>,
    },
    Table {
        role: Role,
        title: &'a str,
        note: Option<&'a Inlines>,
        widths: Widths,
        grid: GridView,
    },
    Figure {
        role: Role,
        file: String,
        /// Its place among the figures, from 0.
        number: usize,
        description: &'a str,
    },
    Signature {
        role: Role,
        name: &'a str,
        date: Option<String>,
    },
}

/// A table laid out.
#[derive(Debug, Serialize)]
pub(super) struct GridView {
    width: usize,
    stub: usize,
    rows: Vec<Row>,
    pub(super) cells: Vec<CellView>,
    widths: Vec<f64>,
    repeated: usize,
}

/// A cell at its place.
#[derive(Debug, Serialize)]
pub(super) struct CellView {
    #[serde(flatten)]
    pub(super) cell: PlacedCell,
    /// The text in parts between which its lines end, each of one word or more.
    parts: Option<Vec<Vec<String>>>,
    /// What stands between the parts.
    between: &'static str,
}

impl From<TableGrid> for GridView {
    fn from(grid: TableGrid) -> Self {
        let TableGrid { width, stub, rows, cells, widths, repeated } = grid;
        let cells = cells.into_iter().map(CellView::from).collect();
        Self { width, stub, rows, cells, widths, repeated }
    }
}

impl From<PlacedCell> for CellView {
    fn from(cell: PlacedCell) -> Self {
        let owned = |words: &Vec<&str>| words.iter().map(ToString::to_string).collect();
        let (parts, between) = match words::parts(&cell) {
            Some(Parts { parts, between }) => {
                (Some(parts.iter().map(owned).collect()), between)
            }
            None => (None, ""),
        };
        Self { cell, parts, between }
    }
}

/// What the columns of a table are as wide as.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Widths {
    /// As the form says.
    ByForm,
    /// As what stands in them: nobody gave a table drawn in prose any widths.
    ByContent,
}

impl Widths {
    /// A form names each of its tables, and may leave its columns equal.
    fn of(table: &Table) -> Self {
        if table.title.is_empty() && table.widths.is_empty() {
            Self::ByContent
        } else {
            Self::ByForm
        }
    }
}

impl<'a, Chains: Serialize> View<'a, Chains> {
    /// Views a document; `day` stands in for a date of its own.
    pub(super) fn new(document: &'a Document, day: Date, fonts: Chains) -> Self {
        let date = document.meta.date.unwrap_or(day);
        let date = [date.year(), date.month().into(), date.day().into()];
        let blocks = blocks(document);
        let roles = Roles { plain: Role::Body, strong: STRONG, emph: EMPH, folio: FOLIO };
        Self { meta: &document.meta, date, blocks, pictures: Vec::new(), roles, fonts }
    }

    /// Returns the view as JSON, without the marks of byte order that stray into
    /// pasted text: PDF/A forbids them (ISO 19005-2, 6.2.11.7.2).
    pub(super) fn to_json(&self) -> String {
        let json = serde_json::to_string(self).expect("all keys are texts");
        printable(&json)
    }
}

fn printable(text: &str) -> String {
    text.replace(['\u{feff}', '\u{fffe}', '\u{ffff}'], "")
}

/// Views the blocks of a document.
pub(super) fn blocks(document: &Document) -> Vec<BlockView<'_>> {
    let author = &document.meta.author;
    Views { author, figures: 0, depth: 0, level: Level::Outer }
        .blocks(&document.blocks, Role::Body)
}

/// Returns the path under which the layout finds the n-th figure's picture.
pub(super) fn picture_path(figure: usize) -> String {
    format!("/pictures/{figure}")
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
struct Views<'d> {
    /// Who reports, to cut the title after.
    author: &'d str,
    /// Figures so far.
    figures: usize,
    /// The depth of the last heading; 0 after the title.
    depth: u8,
    /// The level of a list that stands here.
    level: Level,
}

impl Views<'_> {
    fn blocks<'a>(&mut self, blocks: &'a [Block], role: Role) -> Vec<BlockView<'a>> {
        blocks.iter().map(|block| self.block(block, role)).collect()
    }

    /// Views a block that stands where plain text has a role.
    fn block<'a>(&mut self, block: &'a Block, role: Role) -> BlockView<'a> {
        match block {
            Block::Heading { level, content } => self.heading(*level, content),
            Block::Paragraph { content } => BlockView::Paragraph { role, content },
            Block::List { marker, items } => self.list(*marker, items, role),
            Block::Quote { blocks } => {
                BlockView::Quote { blocks: self.blocks(blocks, QUOTE) }
            }
            Block::Table(table) => BlockView::Table {
                role: Role::Table,
                title: &table.title,
                note: table.note.as_ref(),
                widths: Widths::of(table),
                grid: table.grid().into(),
            },
            Block::Figure { path: _, description } => {
                let number = self.figures;
                self.figures += 1;
                let file = picture_path(number);
                BlockView::Figure { role, file, number, description }
            }
            Block::Signature { name, date } => {
                BlockView::Signature { role, name, date: date.map(day::printed) }
            }
        }
    }

    fn list<'a>(
        &mut self,
        marker: Marker,
        items: &'a [Vec<Block>],
        role: Role,
    ) -> BlockView<'a> {
        let level = self.level;
        self.level = level.within(marker);
        let views = items.iter().map(|item| self.blocks(item, role)).collect();
        self.level = level;
        BlockView::List {
            role,
            start: match marker {
                Marker::Bullet => None,
                Marker::Number(start) => Some(start),
            },
            marks: level.marks(marker, items),
            items: views,
        }
    }

    fn heading<'a>(&mut self, level: u8, content: &'a Inlines) -> BlockView<'a> {
        let depth = level.saturating_sub(1).min(self.depth + 1);
        self.depth = depth;
        let role = match level {
            ..=1 => Role::Title,
            2 => Role::Heading,
            3 => Role::Subheading,
            4.. => Role::Body,
        };
        let is_text = |inline: &Inline| matches!(inline, Inline::Text(_));
        let plain = level <= 1 && content.as_slice().iter().all(is_text);
        let seams = plain.then(|| seams(&printable(&content.to_plain()), self.author));
        BlockView::Heading { role, level, depth, content, seams }
    }
}
