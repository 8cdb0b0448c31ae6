//! A form, and a file's facts, -> an Excel workbook.
//!
//! Each table has a sheet, laid out as the report prints it by
//! [`TableGrid`](crate::document::TableGrid); no label stands in this room.
//! Passes: lay the grids and say where each cell lies ([`book`]); write each sheet
//! ([`sheet`]): labels, values ([`value`]), sums ([`formula`]), input checks
//! ([`input`]), and beside it what must hold ([`checks`]).

mod book;
mod check;
mod checks;
mod formula;
mod input;
mod layout;
mod relations;
mod sheet;
mod style;
mod units;
mod value;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::facts::Facts;
use crate::form::Form;
use book::Book;
use checks::Checks;

/// A table that no workbook can hold.
#[derive(Debug, thiserror::Error)]
#[error("表“{table}”放不进 Excel 工作簿：{}", reason(.cause))]
pub struct Unwritable {
    /// 标题 of the table.
    table: String,
    cause: XlsxError,
}

/// Returns the bytes of an `.xlsx` workbook with the tables of a form: filled
/// with what can be read of a file's facts, else to be filled in.
///
/// `day` is the day of making that the workbook bears; the same facts and day give
/// the same bytes.
///
/// # Errors
///
/// If a table has more rows or columns than a sheet can have, a text is longer than a
/// cell can hold, or what a total sums lies so scattered that no formula names it all.
pub fn workbook(
    form: &Form,
    facts: Option<&Facts>,
    day: Date,
) -> Result<Vec<u8>, Unwritable> {
    let book = Book::new(form, facts);
    let mut workbook = Workbook::new();
    let failed = |table: &str| {
        let table = table.to_owned();
        move |cause| Unwritable { table, cause }
    };
    style::set_default(&mut workbook).map_err(failed(&form.name))?;
    workbook.set_properties(&properties(form, facts, day).map_err(failed(&form.name))?);
    let checks = Checks::new(&book);
    for sheet in &book.sheets {
        let made =
            sheet::write(&book, &checks, sheet).map_err(failed(&sheet.form.title))?;
        workbook.push_worksheet(made);
    }
    workbook.save_to_buffer().map_err(failed(&form.name))
}

/// Returns what the workbook says of itself: no name of a machine or a person.
fn properties(
    form: &Form,
    facts: Option<&Facts>,
    day: Date,
) -> Result<DocProperties, XlsxError> {
    let [month, number] = [day.month(), day.day()].map(i8::unsigned_abs);
    let made = ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, number)?;
    let body = facts.and_then(|facts| facts.text(&["单位", "名称"]));
    let year = facts.and_then(Facts::year).map(|year| format!("{year}年度"));
    let title = [body.unwrap_or_default(), &year.unwrap_or_default(), &form.name];
    Ok(DocProperties::new()
        .set_title(title.concat())
        .set_author(body.unwrap_or_default())
        .set_creation_datetime(&made))
}

/// Says in Chinese what the writer says.
fn reason(error: &XlsxError) -> String {
    match error {
        XlsxError::RowColumnLimitError => "行或列太多".to_owned(),
        XlsxError::MaxStringLengthExceeded => "有一格的字超过 32767 个".to_owned(),
        error => error.to_string(),
    }
}
