//! A table's sheet, cell by cell.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula, Worksheet, XlsxError};

use super::book::{ABOVE, Book, Place, Sheet};
use super::check::Check;
use super::checks::{self, Checks};
use super::formula;
use super::input::{self, Use};
use super::layout::{Layout, Seen, height, layout, lines};
use super::style;
use super::value::{Content, Filled, filled};
use crate::document::{Align, PlacedCell, Role};
use crate::facts::{Facts, Value};
use crate::form::CellRef;

/// The paper, as Excel numbers it.
const A4: u8 = 9;
/// Margins in inches, of the paper's sides and of its head and foot.
const MARGIN: f64 = 0.7;
const HEAD_MARGIN: f64 = 0.3;
/// Heights above the table: the title, and who fills it in.
const TITLE_HEIGHT: f64 = 40.0;
const LINE_HEIGHT: f64 = 26.0;
/// Widths beside the table: what parts it from the checks, their words, their results.
const BESIDE: [f64; 3] = [24.0, 460.0, 220.0];

/// Writes a table's sheet.
pub(super) fn write(
    book: &Book<'_>,
    checks: &Checks,
    sheet: &Sheet<'_>,
) -> Result<Worksheet, XlsxError> {
    let mut page = Worksheet::new();
    page.set_name(&sheet.name)?;
    // A formula without a number shows nothing.
    page.set_formula_result_default("");
    let values: Vec<_> = sheet
        .values
        .iter()
        .map(|&(cell, slot)| (cell, slot, filled(book, cell)))
        .collect();
    let layout = layout_of(book, sheet, &values);
    set_sizes(&mut page, &layout)?;
    write_above(&mut page, book, sheet)?;
    for cell in sheet.grid.cells.iter().filter(|cell| cell.role != Role::Data) {
        write_label(&mut page, cell)?;
    }
    for (cell, slot, filled) in &values {
        write_value(&mut page, book, *cell, &sheet.grid.cells[*slot], filled)?;
        if !book.is_sum(*cell) {
            let use_of =
                if checks.added.contains(cell) { Use::Added } else { Use::Printed };
            check_input(&mut page, book, *cell, use_of)?;
        }
    }
    let last = write_below(&mut page, book, sheet, &layout)?;
    write_checks(&mut page, &checks.beside[sheet.index], sheet)?;
    set_up_print(&mut page, sheet, last)?;
    page.protect_with_options(&style::protection());
    Ok(page)
}

fn layout_of(
    book: &Book<'_>,
    sheet: &Sheet<'_>,
    values: &[(CellRef, usize, Filled)],
) -> Layout {
    let grid = &sheet.grid;
    let labels: Vec<_> = grid.cells.iter().map(|cell| cell.content.to_plain()).collect();
    layout(grid, |slot, _| {
        match values.binary_search_by_key(&slot, |(_, slot, _)| *slot) {
            Ok(at) if is_number(book, values[at].0) => Seen::Whole(&values[at].2.shown),
            Ok(at) => Seen::Broken(&values[at].2.shown),
            Err(_) => Seen::Broken(&labels[slot]),
        }
    })
}

fn is_number(book: &Book<'_>, cell: CellRef) -> bool {
    book.form.cell_type(cell).is_number()
}

fn set_sizes(page: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    for (column, width) in layout.widths.iter().chain(&BESIDE).enumerate() {
        page.set_column_width_pixels(Place::of(0, column).column, pixels(*width))?;
    }
    page.set_row_height_pixels(0, pixels(TITLE_HEIGHT))?;
    page.set_row_height_pixels(1, pixels(LINE_HEIGHT))?;
    for (row, height) in layout.heights.iter().enumerate() {
        page.set_row_height_pixels(Place::of(row, 0).row, pixels(*height))?;
    }
    Ok(())
}

/// Writes the title, and who fills the table in for which year.
fn write_above(
    page: &mut Worksheet,
    book: &Book<'_>,
    sheet: &Sheet<'_>,
) -> Result<(), XlsxError> {
    let last = Place::of(0, sheet.grid.width - 1).column;
    let body = book.facts.and_then(|facts| facts.text(&["单位", "名称"]));
    let year = book.facts.and_then(Facts::year);
    let year = year.map(|year| year.to_string());
    let blank = "　".repeat(12);
    let line = format!(
        "填报单位：{}　　年度：{}",
        body.unwrap_or(&blank),
        year.unwrap_or_default()
    );
    let title = &sheet.form.title;
    across(page, 0, last, title, &style::title())?;
    across(page, 1, last, &line, &style::line())
}

fn write_label(page: &mut Worksheet, cell: &PlacedCell) -> Result<(), XlsxError> {
    let text = cell.content.to_plain();
    put(page, cell, &Content::Text(text), &style::label(cell))
}

fn write_value(
    page: &mut Worksheet,
    book: &Book<'_>,
    cell: CellRef,
    slot: &PlacedCell,
    filled: &Filled,
) -> Result<(), XlsxError> {
    if book.is_sum(cell) {
        if let Content::Formula(formula, _) = &filled.content {
            formula::check_length(formula, &book.form.cell_path(cell))?;
        }
        return put(page, slot, &filled.content, &style::computed(filled));
    }
    let format = if is_number(book, cell) {
        style::number(filled)
    } else {
        style::text(filled, Align::Start)
    };
    put(page, slot, &filled.content, &format)
}

/// Adds the check of what is typed into a cell.
fn check_input(
    page: &mut Worksheet,
    book: &Book<'_>,
    cell: CellRef,
    use_of: Use,
) -> Result<(), XlsxError> {
    let part = &book.form.tables[cell.table].parts[cell.part];
    let helps = [part.rows.help(cell.row), part.columns.help(cell.column)];
    let help = helps.into_iter().find(|help| !help.is_empty());
    let kind = book.form.cell_type(cell);
    let Some(check) = input::check(kind, use_of, help.unwrap_or_default())? else {
        return Ok(());
    };
    let Place { row, column } = book.sheets[cell.table].place(cell);
    page.add_data_validation(row, column, row, column, &check).map(|_| ())
}

/// Writes what staff have printed below the table, and returns the last row.
fn write_below(
    page: &mut Worksheet,
    book: &Book<'_>,
    sheet: &Sheet<'_>,
    layout: &Layout,
) -> Result<u32, XlsxError> {
    let row = sheet.below();
    let note = book.facts.and_then(|facts| facts.value(&["附注", &sheet.form.name]));
    let Some(Value::Text(note)) = note.map(|written| &written.value) else {
        return Ok(row - 1);
    };
    let last = Place::of(0, sheet.grid.width - 1).column;
    let lines = lines(note, layout.widths.iter().sum());
    page.set_row_height_pixels(row, pixels(height(lines)))?;
    across(page, row, last, note, &style::line())?;
    Ok(row)
}

/// Writes the checks beside the table, and how cells are marked that fail.
fn write_checks(
    page: &mut Worksheet,
    checks: &[Check],
    sheet: &Sheet<'_>,
) -> Result<(), XlsxError> {
    if checks.is_empty() {
        return Ok(());
    }
    let beside = Place::of(0, sheet.grid.width + 1).column;
    page.write_with_format(0, beside, "勾稽关系和合计（不打印）", &style::aside_head())?;
    page.write_with_format(0, beside + 1, "结果", &style::aside_head())?;
    for (row, check) in (1..).zip(checks) {
        page.write_with_format(row, beside, &check.words, &style::aside())?;
        formula::check_length(&check.formula, &check.words)?;
        let result = Place { row, column: beside + 1 };
        let formula = Formula::new(&check.formula).set_result(&check.result);
        page.write_with_format(row, result.column, formula, &style::aside())?;
        mark(page, result, &checks::fails(result))?;
        for &cell in check.cells.iter().filter(|cell| cell.table == sheet.index) {
            let place = sheet.place(cell);
            mark(page, place, &check.marked.rule(place, result))?;
        }
    }
    Ok(())
}

/// Has a cell shown as wrong while a rule holds.
fn mark(page: &mut Worksheet, place: Place, rule: &str) -> Result<(), XlsxError> {
    let rule = ConditionalFormatFormula::new().set_rule(rule).set_format(style::wrong());
    let Place { row, column } = place;
    page.add_conditional_format(row, column, row, column, &rule).map(|_| ())
}

/// Sets up the paper: what is beside the table is not printed, and what is on each
/// page begins with the table's heads.
fn set_up_print(
    page: &mut Worksheet,
    sheet: &Sheet<'_>,
    last: u32,
) -> Result<(), XlsxError> {
    let grid = &sheet.grid;
    page.set_paper_size(A4)
        .set_portrait()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(MARGIN, MARGIN, MARGIN, MARGIN, HEAD_MARGIN, HEAD_MARGIN);
    page.set_print_area(0, 0, last, Place::of(0, grid.width - 1).column)?;
    if grid.repeated > 0 {
        let Place { row, column } = Place::of(grid.repeated, grid.stub);
        page.set_repeat_rows(ABOVE, row - 1)?;
        page.set_freeze_panes(row, column)?;
    }
    Ok(())
}

/// Writes a text across the columns of the table.
fn across(
    page: &mut Worksheet,
    row: u32,
    last: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if last == 0 {
        return page.write_with_format(row, 0, text, format).map(|_| ());
    }
    page.merge_range(row, 0, row, last, text, format).map(|_| ())
}

/// Writes a cell of the grid with all the slots it takes.
fn put(
    page: &mut Worksheet,
    cell: &PlacedCell,
    content: &Content,
    format: &Format,
) -> Result<(), XlsxError> {
    let Place { row, column } = Place::of(cell.row, cell.column);
    if cell.row_span > 1 || cell.column_span > 1 {
        let end =
            Place::of(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1);
        page.merge_range(row, column, end.row, end.column, "", format)?;
    }
    match content {
        Content::Empty => page.write_blank(row, column, format),
        Content::Number(number) => page.write_with_format(row, column, *number, format),
        Content::Text(text) => page.write_with_format(row, column, text, format),
        Content::Formula(formula, result) => {
            let formula = Formula::new(formula).set_result(result);
            page.write_with_format(row, column, formula, format)
        }
    }
    .map(|_| ())
}

/// Returns a measure in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few hundred"
)]
fn pixels(measure: f64) -> u32 {
    measure.round() as u32
}
