//! Tables: in the page, in Markdown, in a CMS.

use std::ops::Range;

use super::heads::{Ids, is_head, scope};
use super::hold::Hold;
use super::inlines::inlines;
use super::label::label;
use super::marks::Mark;
use super::narrow::{self, Narrow};
use super::writer::{Html, Start, Tag, attribute, tag};
use crate::document::{Align, CellId, PlacedCell, Role, Table, TableGrid};

/// Writes a table in a box of its own that scrolls, and its note below. `number`
/// keeps the ids of the page's tables apart. One without a title is named by the
/// `heading` it stands under.
pub(super) fn table(
    html: &mut Html,
    table: &Table,
    number: usize,
    heading: &str,
    mark: Mark,
) {
    let grid = table.grid();
    let caption = (!table.title.is_empty()).then(|| format!("t{number}"));
    let name = caption.is_none().then(|| format!("{heading}表格{number}"));
    let note = table.note.as_ref().map(|note| (note, format!("t{number}-note")));
    let narrow = Narrow::new(&grid);
    let scroll_box = Start::from(tag::DIV)
        .with_some(attribute::DATA_PLACE, mark)
        .with(attribute::CLASS, "scroll")
        .with(attribute::STYLE, narrow.style())
        .with(attribute::ROLE, "region")
        .with_some(attribute::ARIA_LABELLEDBY, caption.as_ref())
        .with_some(attribute::ARIA_LABEL, name)
        .with(attribute::TABINDEX, 0);
    html.element(scroll_box, |html| {
        let about = note.as_ref().map(|(_, id)| id);
        let start = Start::from(tag::TABLE).with_some(attribute::ARIA_DESCRIBEDBY, about);
        html.element(start, |html| {
            if let Some(id) = &caption {
                html.element(tag::CAPTION, |html| {
                    let words = tag::SPAN.with(attribute::ID, id);
                    html.element(words, |html| html.text(&table.title));
                });
                html.end_line();
            }
            columns(html, &grid.widths, &narrow);
            let values = mark.map(|block| Values::new(&grid, block));
            sections(html, &grid, &Dialect::Page(Ids::new(&grid, number), values));
        });
    });
    if let Some((note, id)) = &note {
        html.end_line();
        let start = Start::from(tag::P)
            .with_some(attribute::DATA_PLACE, mark.map(|block| format!("{block}.note")))
            .with(attribute::CLASS, "note")
            .with(attribute::ID, id);
        html.element(start, |html| inlines(html, note, Some(Hold::Classed)));
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

/// Writes a table as the body of a CMS's article: every look as an attribute and
/// as inline style, since editors keep the one or the other. The form prints no
/// caption, and where styles are dropped none could be hidden.
pub(super) fn pasted(html: &mut Html, table: &Table, number: usize) {
    let grid = table.grid();
    let start = tag::TABLE
        .with(attribute::BORDER, 1)
        .with(attribute::WIDTH, "100%")
        .with(attribute::ALIGN, "center")
        .with(attribute::STYLE, PASTED_TABLE);
    html.element(start, |html| {
        html.end_line();
        html.element(tag::COLGROUP, |html| {
            for width in percents(&grid.widths) {
                html.void(sized(tag::COL.into(), width.as_deref(), ""));
            }
        });
        html.end_line();
        let padding = if table.title.is_empty() { WIDE_CELL } else { NARROW_CELL };
        let widths = percents(&grid.widths);
        let dialect = Dialect::Pasted(Ids::new(&grid, number), Look { padding, widths });
        sections(html, &grid, &dialect);
    });
}

const PASTED_TABLE: &str =
    "border-collapse:collapse;width:100%;font-size:14px;line-height:1.5";

const PASTED_CELL: &str = "border:1px solid #000;vertical-align:middle;\
    overflow-wrap:break-word;font-weight:normal";

/// The space in the cells of a form's table.
const NARROW_CELL: &str = "padding:4px 2px";
/// That of a table drawn in prose, whose numbers may stand beside a rule.
const WIDE_CELL: &str = "padding:4px 6px";

/// Adds a style and, where there is one, a width, as attribute and as style.
fn sized(start: Start, width: Option<&str>, style: &str) -> Start {
    let wide = width.map(|width| format!("width:{width}"));
    let style = [wide.as_deref(), Some(style)].into_iter().flatten();
    let style: Vec<_> = style.filter(|part| !part.is_empty()).collect();
    start
        .with_some(attribute::WIDTH, width)
        .with_some(attribute::STYLE, (!style.is_empty()).then(|| style.join(";")))
}

/// What the attributes of a cell may be.
enum Dialect {
    /// In the page: ids and classes, and in a preview marks.
    Page(Ids, Option<Values>),
    /// In Markdown.
    Embedded,
    /// In a CMS: ids, and the look twice.
    Pasted(Ids, Look),
}

/// How the cells of a table in a CMS look.
struct Look {
    /// The space in them, as style.
    padding: &'static str,
    /// The columns' widths.
    widths: Vec<Option<String>>,
}

/// The marks of the values of a table.
struct Values {
    block: usize,
    /// The cells that are values, in reading order.
    cells: Vec<CellId>,
}

impl Values {
    fn new(grid: &TableGrid, block: usize) -> Self {
        let cells = grid.cells.iter().enumerate();
        let values = cells.filter(|(_, cell)| cell.role == Role::Data);
        Self { block, cells: values.map(|(index, _)| CellId(index)).collect() }
    }

    fn mark(&self, id: CellId) -> Option<String> {
        let at = self.cells.binary_search(&id).ok()?;
        Some(format!("{}.{at}", self.block))
    }
}

/// Writes the column widths, in percent so that they hold at any width, and those of
/// narrow screens.
fn columns(html: &mut Html, widths: &[f64], narrow: &Narrow) {
    html.element(tag::COLGROUP, |html| {
        for (width, &letters) in percents(widths).into_iter().zip(&narrow.columns) {
            let wide = width.map(|width| format!("width:{width}"));
            let narrow = format!("--narrow:{}", narrow::tenths(letters));
            let style = wide.into_iter().chain([narrow]).collect::<Vec<_>>().join(";");
            html.void(tag::COL.with(attribute::STYLE, style));
        }
    });
    html.end_line();
}

fn percents(widths: &[f64]) -> Vec<Option<String>> {
    let sum: f64 = widths.iter().sum();
    let percent = |width: &f64| {
        let percent = 100.0 * width / sum;
        percent.is_finite().then(|| format!("{percent:.2}%"))
    };
    widths.iter().map(percent).collect()
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
                    // One line a cell, or editors put its text into paragraphs.
                    if matches!(dialect, Dialect::Pasted(..)) {
                        html.end_line();
                    }
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
        Dialect::Page(ids, values) => {
            let mark = values.as_ref().and_then(|values| values.mark(id));
            ids.mark(start, cell, id)
                .with_some(attribute::CLASS, classes(cell))
                .with_some(attribute::DATA_PLACE, mark)
        }
        Dialect::Embedded => {
            start.with_some(attribute::ALIGN, align_unless_default(cell))
        }
        Dialect::Pasted(ids, look) => pasted_cell(ids.mark(start, cell, id), cell, look),
    };
    html.element(start, |html| match dialect {
        Dialect::Page(..) => label(html, cell, Hold::Classed),
        Dialect::Embedded => inlines(html, &cell.content, None),
        Dialect::Pasted(..) => label(html, cell, Hold::Styled),
    });
}

fn pasted_cell(start: Start, cell: &PlacedCell, look: &Look) -> Start {
    let own = is_head(cell) && cell.column_span == 1;
    let width = look.widths.get(cell.column).and_then(Option::as_deref).filter(|_| own);
    let align = align_of(cell.align);
    let start = start.with(attribute::ALIGN, align).with(attribute::VALIGN, "middle");
    let padding = look.padding;
    sized(start, width, &format!("text-align:{align};{padding};{PASTED_CELL}"))
}

fn align_of(align: Align) -> &'static str {
    match align {
        Align::Start => "left",
        Align::Center => "center",
        Align::End => "right",
    }
}

/// Returns the classes of a cell: how it is set across, unless it is centred, and
/// what stays in view while a narrow screen scrolls. Labels in the first column are
/// known without.
fn classes(cell: &PlacedCell) -> Option<String> {
    let align = match cell.align {
        Align::Start => Some("start".to_owned()),
        Align::Center => None,
        Align::End => Some("end".to_owned()),
    };
    let place = match cell.role {
        Role::Corner => Some("corner".to_owned()),
        Role::RowHead { .. } if cell.column > 0 => Some(format!("at-{}", cell.column)),
        Role::Title | Role::ColumnHead { .. } | Role::RowHead { .. } | Role::Data => None,
    };
    let classes: Vec<_> = align.into_iter().chain(place).collect();
    (!classes.is_empty()).then(|| classes.join(" "))
}

/// Returns the `align` of a cell where browsers would set it otherwise: they
/// centre a `th` and set a `td` at the left.
fn align_unless_default(cell: &PlacedCell) -> Option<&'static str> {
    match (cell.align, is_head(cell)) {
        (Align::Start, false) | (Align::Center, true) => None,
        (align, _) => Some(align_of(align)),
    }
}
