//! What is checked beside a table.

use std::collections::BTreeSet;

use super::book::{Book, Place};
use super::check::{Check, FAILS, HOLDS, Marked};
use super::formula::{self, quoted};
use super::relations::relations;
use super::value::{Content, filled};
use crate::form::CellRef;

/// Returns the checks that stand beside a table.
pub(super) fn checks(book: &Book<'_>, table: usize) -> Vec<Check> {
    let mut checks = relations(book, table);
    checks.extend(numbers(book, table));
    checks
}

/// Returns the cells of a table that staff fill in and sums or relations add.
pub(super) fn added(book: &Book<'_>, table: usize) -> BTreeSet<CellRef> {
    let tables = 0..book.form.tables.len();
    let related = tables.flat_map(|table| relations(book, table));
    let related = related.flat_map(|check| check.cells);
    let sums = book.form.cells(table).filter(|&cell| book.is_sum(cell));
    let own = related.chain(sums).filter(|cell| cell.table == table);
    own.flat_map(|cell| book.summed(cell)).collect()
}

/// Checks that what is added are numbers: a text, which is what other programs often
/// paste, adds nothing and looks the same.
fn numbers(book: &Book<'_>, table: usize) -> Option<Check> {
    let cells: Vec<_> = added(book, table).into_iter().collect();
    if cells.is_empty() {
        return None;
    }
    let is_text =
        |cell: &&CellRef| matches!(filled(book, **cell).content, Content::Text(_));
    let arguments = formula::arguments(book, table, &cells);
    let (all, counted) =
        (formula::call("COUNTA", &arguments), formula::call("COUNT", &arguments));
    let says = |count: &str| {
        [format!("{FAILS}：有 "), count.to_owned(), " 格是文字，没有算进去".to_owned()]
    };
    let [begin, count, end] = says(&format!("({all}-({counted}))"));
    let result = match cells.iter().filter(is_text).count() {
        0 => HOLDS.to_owned(),
        count => says(&count.to_string()).concat(),
    };
    Some(Check {
        words: "核对：参加合计和勾稽的格子里都是数".to_owned(),
        formula: format!(
            "=IF({all}={counted},{},{}&{count}&{})",
            quoted(HOLDS),
            quoted(&begin),
            quoted(&end)
        ),
        result,
        cells,
        marked: Marked::Texts,
    })
}

impl Marked {
    /// Returns the rule by which a cell is marked, of a check whose result stands at
    /// a place.
    pub(super) fn rule(self, cell: Place, result: Place) -> String {
        match self {
            Self::Failing => fails(result),
            Self::Texts => format!("=ISTEXT({})", cell.name()),
        }
    }
}

/// Returns the rule by which the result of a check is marked.
pub(super) fn fails(result: Place) -> String {
    format!("=LEFT({},{})={}", result.fixed(), FAILS.chars().count(), quoted(FAILS))
}
