//! Tables, with every cell tied to its heads.
//!
//! `scope` alone cannot say which cells a nested or repeated head stands for, so
//! there each cell names its heads by id (WCAG technique H43); `scope` stays for
//! tools that read nothing else. A group of heads has the scope `col` or `row`
//! like a leaf: with its span, that is exactly the columns or rows it stands
//! over, while `colgroup` and `rowgroup` would reach to the end of the table.

use std::ops::Range;

use super::inlines::inlines;
use super::writer::{Html, Start, Tag, attribute, tag};
use crate::document::{Align, CellId, PlacedCell, Role, RowKind, Table, TableGrid};

/// Writes a table in a box of its own that scrolls, and its note below. `number`
/// keeps the ids of the page's tables apart.
pub(super) fn table(html: &mut Html, table: &Table, number: usize) {
    let grid = table.grid();
    let caption = format!("t{number}");
    let note = table.note.as_ref().map(|note| (note, format!("t{number}-note")));
    let scroll_box = tag::DIV
        .with(attribute::CLASS, "scroll")
        .with(attribute::ROLE, "region")
        .with(attribute::ARIA_LABELLEDBY, &caption)
        .with(attribute::TABINDEX, 0);
    html.element(scroll_box, |html| {
        let start = tag::TABLE
            .with(attribute::STYLE, format!("--columns:{}", grid.width))
            .with_some(attribute::ARIA_DESCRIBEDBY, note.as_ref().map(|(_, id)| id));
        html.element(start, |html| {
            html.element(tag::CAPTION.with(attribute::ID, &caption), |html| {
                html.text(&table.title);
            });
            html.end_line();
            columns(html, &grid.widths);
            sections(html, &grid, &Dialect::Page(Ids::new(&grid, number)));
        });
    });
    if let Some((note, id)) = &note {
        html.end_line();
        let start = tag::P.with(attribute::CLASS, "note").with(attribute::ID, id);
        html.element(start, |html| inlines(html, note));
    }
}

/// Returns a table as the plain HTML that forges and editors leave in Markdown:
/// spans, scope and alignment, no id and no style.
pub(in crate::render) fn embedded(grid: &TableGrid) -> String {
    let mut html = Html::default();
    html.element(tag::TABLE, |html| {
        html.end_line();
        sections(html, grid, &Dialect::Embedded);
    });
    html.finish()
}

/// What the attributes of a cell may be.
enum Dialect {
    /// In the page: ids and classes.
    Page(Ids),
    /// In Markdown.
    Embedded,
}

/// Writes the column widths, in percent so that they hold at any width.
fn columns(html: &mut Html, widths: &[f64]) {
    let sum: f64 = widths.iter().sum();
    html.element(tag::COLGROUP, |html| {
        for width in widths {
            let percent = 100.0 * width / sum;
            let style = percent.is_finite().then(|| format!("width:{percent:.2}%"));
            html.void(Start::from(tag::COL).with_some(attribute::STYLE, style));
        }
    });
    html.end_line();
}

/// Writes the rows. The head of a one-part table is a `thead`, which repeats on
/// paper; in a stacked table, where HTML allows one `thead` only, each part is a
/// `tbody` with its own heads.
fn sections(html: &mut Html, grid: &TableGrid, dialect: &Dialect) {
    let mut start = 0;
    if grid.repeated > 0 {
        section(html, grid, tag::THEAD, 0..grid.repeated, dialect);
        start = grid.repeated;
    }
    while start < grid.rows.len() {
        let part = grid.rows[start].part;
        let length = grid.rows[start..].iter().take_while(|row| row.part == part).count();
        section(html, grid, tag::TBODY, start..start + length, dialect);
        start += length;
    }
}

fn section(
    html: &mut Html,
    grid: &TableGrid,
    tag: Tag,
    rows: Range<usize>,
    dialect: &Dialect,
) {
    html.element(tag, |html| {
        html.end_line();
        for row in rows {
            html.element(tag::TR, |html| {
                for (id, placed) in grid.cells_of_row(row) {
                    cell(html, placed, id, dialect);
                }
            });
            html.end_line();
        }
    });
    html.end_line();
}

fn cell(html: &mut Html, cell: &PlacedCell, id: CellId, dialect: &Dialect) {
    let tag = if is_head(cell) { tag::TH } else { tag::TD };
    let start = Start::from(tag)
        .with_some(attribute::ROWSPAN, (cell.row_span > 1).then_some(cell.row_span))
        .with_some(attribute::COLSPAN, (cell.column_span > 1).then_some(cell.column_span))
        .with_some(attribute::SCOPE, scope(cell));
    let start = match dialect {
        Dialect::Page(ids) => {
            ids.mark(start, cell, id).with_some(attribute::CLASS, class_of(cell.align))
        }
        Dialect::Embedded => {
            start.with_some(attribute::ALIGN, align_unless_default(cell))
        }
    };
    html.element(start, |html| inlines(html, &cell.content));
}

/// Tells whether a cell is the head of others. One without text is not: it would
/// be read aloud as a head that says nothing.
fn is_head(cell: &PlacedCell) -> bool {
    let head = match cell.role {
        Role::Title | Role::ColumnHead { .. } | Role::RowHead { .. } => true,
        Role::Corner | Role::Data => false,
    };
    head && !cell.content.is_empty()
}

fn scope(cell: &PlacedCell) -> Option<&'static str> {
    match cell.role {
        _ if !is_head(cell) => None,
        // The table has one column group, all its columns.
        Role::Title => Some("colgroup"),
        Role::ColumnHead { .. } => Some("col"),
        Role::RowHead { .. } => Some("row"),
        Role::Corner | Role::Data => None,
    }
}

/// Returns the class of a cell; the style sheet centres the others.
fn class_of(align: Align) -> Option<&'static str> {
    match align {
        Align::Start => Some("start"),
        Align::Center => None,
        Align::End => Some("end"),
    }
}

/// Returns the `align` of a cell where browsers would set it otherwise: they
/// centre a `th` and set a `td` at the left.
fn align_unless_default(cell: &PlacedCell) -> Option<&'static str> {
    match (cell.align, is_head(cell)) {
        (Align::Start, false) | (Align::Center, true) => None,
        (Align::Start, true) => Some("left"),
        (Align::Center, false) => Some("center"),
        (Align::End, _) => Some("right"),
    }
}

/// The ids of a table's heads.
struct Ids {
    number: usize,
    /// For each cell the ids it names, outermost head first; nothing for any
    /// where `scope` is enough.
    headers: Vec<String>,
}

impl Ids {
    fn new(grid: &TableGrid, number: usize) -> Self {
        if scope_is_enough(grid) {
            return Self { number, headers: Vec::new() };
        }
        let titles = titles(grid);
        let headers = |cell: &PlacedCell| {
            let title = titles[grid.rows[cell.row].part];
            headers(grid, number, cell, title)
        };
        Self { number, headers: grid.cells.iter().map(headers).collect() }
    }

    /// Adds the id of a head, and the ids of the heads a cell stands under.
    fn mark(&self, start: Start, cell: &PlacedCell, id: CellId) -> Start {
        let named = is_head(cell) && !self.headers.is_empty();
        let headers = self.headers.get(id.0).filter(|ids| !ids.is_empty());
        start
            .with_some(attribute::ID, named.then(|| name(self.number, id)))
            .with_some(attribute::HEADERS, headers)
    }
}

fn name(number: usize, id: CellId) -> String {
    format!("t{number}-{}", id.0)
}

/// Tells whether each cell's heads stand straight above and left of it, one
/// each.
fn scope_is_enough(grid: &TableGrid) -> bool {
    let one_part = grid.rows.iter().all(|row| row.part == 0);
    let nested = |cell: &PlacedCell| cell.role != Role::Data && !cell.heads.is_empty();
    let titled = grid.rows.iter().any(|row| row.kind == RowKind::Title);
    one_part && !titled && !grid.cells.iter().any(nested)
}

/// Returns for each part its title: the outermost head of all its cells.
fn titles(grid: &TableGrid) -> Vec<Option<CellId>> {
    let parts = grid.rows.last().map_or(0, |row| row.part + 1);
    let mut titles = vec![None; parts];
    for (index, cell) in grid.cells.iter().enumerate() {
        if cell.role == Role::Title {
            titles[grid.rows[cell.row].part] = Some(CellId(index));
        }
    }
    titles
}

fn headers(
    grid: &TableGrid,
    number: usize,
    cell: &PlacedCell,
    title: Option<CellId>,
) -> String {
    let title = match cell.role {
        Role::Title | Role::Corner => None,
        Role::ColumnHead { .. } | Role::RowHead { .. } | Role::Data => title,
    };
    let ids = title.iter().chain(&cell.heads);
    let named = ids.filter(|id| is_head(&grid.cells[id.0]));
    named.map(|&id| name(number, id)).collect::<Vec<_>>().join(" ")
}
