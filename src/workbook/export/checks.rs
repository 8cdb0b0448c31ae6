//! What is checked beside a table.

use std::collections::BTreeSet;

use super::book::{Book, Place};
use super::check::{Check, FAILS, HOLDS, Marked};
use super::formula::{self, quoted};
use super::relations::relations;
use super::value::{Content, filled};
use crate::form::CellRef;

/// What is checked in a workbook.
pub(super) struct Checks {
    /// What stands beside each table, in the form's order.
    pub(super) beside: Vec<Vec<Check>>,
    /// The cells that staff fill in and sums or relations add.
    pub(super) added: BTreeSet<CellRef>,
}

impl Checks {
    pub(super) fn new(book: &Book<'_>) -> Self {
        let tables = 0..book.form.tables.len();
        let mut beside: Vec<_> =
            tables.clone().map(|table| relations(book, table)).collect();
        let related = beside.iter().flatten().flat_map(|check| &check.cells).copied();
        let cells = tables.flat_map(|table| book.form.cells(table));
        let sums = cells.filter(|&cell| book.is_sum(cell));
        let added = related.chain(sums).flat_map(|cell| book.summed(cell)).collect();
        for (table, checks) in beside.iter_mut().enumerate() {
            checks.extend(numbers(book, table, &added));
        }
        Self { beside, added }
    }
}

/// Checks that what is added are numbers: a text, which is what other programs often
/// paste, adds nothing and looks the same.
fn numbers(book: &Book<'_>, table: usize, added: &BTreeSet<CellRef>) -> Option<Check> {
    let cells: Vec<_> =
        added.iter().copied().filter(|cell| cell.table == table).collect();
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
