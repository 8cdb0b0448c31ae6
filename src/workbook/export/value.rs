//! What stands in a cell of values.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::book::Book;
use super::formula;
use crate::facts::{Cell, Remark, Value};
use crate::form::{CellRef, ValueType};
use crate::workbook::remark;

/// The number format of whole numbers.
const WHOLE: &str = "0";
/// The number format of what has as many decimals as are typed.
const ANY: &str = "General";
/// The number format of text: 00123 stays so.
pub(super) const TEXT: &str = "@";

/// Digits that a number in a cell may have.
const MOST_DIGITS: u32 = 15;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// Nothing yet.
    Empty,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A formula, and what it comes to.
    Formula(String, String),
}

/// What stands in a cell, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filled {
    pub(super) content: Content,
    /// Its number format.
    pub(super) format: String,
    /// What is seen.
    pub(super) shown: String,
}

/// Returns what stands in a printed cell.
pub(super) fn filled(book: &Book<'_>, cell: CellRef) -> Filled {
    let kind = book.form.cell_type(cell);
    if book.is_sum(cell) {
        return total(book, cell, kind);
    }
    match book.facts.and_then(|facts| facts.cell(cell)) {
        Some(Cell::Written { value: Value::Number(value), remark, .. }) => {
            number(*value, remark.as_ref())
        }
        Some(Cell::Written { value, .. }) => text(value.to_string()),
        Some(Cell::LeftOut) => match book.facts.and_then(|facts| facts.number(cell)) {
            Some(value) => number(value, None),
            None => empty(kind),
        },
        Some(Cell::Wrong) | None => empty(kind),
    }
}

/// Returns the number that a cell adds to a sum: none of one that is empty or a text.
pub(super) fn number_of(book: &Book<'_>, cell: CellRef) -> Option<Decimal> {
    let facts = book.facts?;
    matches!(filled(book, cell).content, Content::Number(_))
        .then(|| facts.number(cell))
        .flatten()
}

/// A total: empty while nothing that it sums is filled in.
fn total(book: &Book<'_>, cell: CellRef, kind: &ValueType) -> Filled {
    let cells = book.summed(cell);
    let arguments = formula::arguments(book, cell.table, &cells);
    let (count, sum) =
        (formula::call("COUNT", &arguments), formula::call("SUM", &arguments));
    let numbers: Vec<Decimal> =
        cells.iter().filter_map(|&cell| number_of(book, cell)).collect();
    let result = if numbers.is_empty() {
        String::new()
    } else {
        numbers.iter().sum::<Decimal>().to_string()
    };
    Filled {
        content: Content::Formula(format!("=IF({count}=0,\"\",{sum})"), result.clone()),
        format: format_of(kind).to_owned(),
        shown: result,
    }
}

fn number(value: Decimal, remark: Option<&Remark>) -> Filled {
    let plain = decimals(value);
    let shown = match remark {
        Some(remark) => format!("{value}（{}）", remark.text),
        None => value.to_string(),
    };
    let format = match remark {
        Some(remark) => remark::format(&plain, &remark.text),
        None => Some(plain),
    };
    // What no format and no cell can hold is a text, as a clerk would type it.
    match format.zip(exact(value)) {
        Some((format, value)) => {
            Filled { content: Content::Number(value), format, shown }
        }
        None => text(shown),
    }
}

/// Returns a number as a cell holds it; none of one that it would round.
fn exact(value: Decimal) -> Option<f64> {
    let digits = value.normalize().mantissa().unsigned_abs();
    value.to_f64().filter(|_| digits < 10u128.pow(MOST_DIGITS))
}

fn text(shown: String) -> Filled {
    Filled { content: Content::Text(shown.clone()), format: TEXT.to_owned(), shown }
}

fn empty(kind: &ValueType) -> Filled {
    Filled {
        content: Content::Empty,
        format: format_of(kind).to_owned(),
        shown: String::new(),
    }
}

/// Returns a format that shows as many decimals as a number is written with.
fn decimals(value: Decimal) -> String {
    match usize::try_from(value.scale()).unwrap_or_default() {
        0 => WHOLE.to_owned(),
        scale => format!("0.{}", "0".repeat(scale)),
    }
}

/// Returns the number format of a cell that is not filled in.
fn format_of(kind: &ValueType) -> &'static str {
    match kind {
        ValueType::Whole { .. } | ValueType::Change => WHOLE,
        ValueType::Decimal { .. } => ANY,
        _ => TEXT,
    }
}
