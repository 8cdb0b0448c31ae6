//! From the bytes of a spreadsheet to the cells of a form's tables.
//!
//! In order: [`sheets`] reads the file, `find` tells where on the sheets the parts of
//! the form's tables lie, `values` reads their cells. No macro is run and no formula
//! computed: a formula counts as the result that the file has for it.

mod find;
mod heads;
mod label;
mod sheet;
mod sheets;
mod values;

pub use sheet::{Position, Sheet, Value};
pub use sheets::{LARGEST, Remarks, Skipped, Unreadable, Workbook, read};

use std::fmt;

use crate::facts::NewCell;
use crate::form::Form;
use find::{Area, Evidence, FormNames, Found};

/// What keeps a workbook from being taken, or is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The sheet and cell, `表1!B3`; empty if it is about none.
    pub place: String,
    /// What is wrong, in Chinese.
    pub message: String,
}

/// A table as the workbook has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Index of the table among the form's.
    pub table: usize,
    /// Where its parts lie: `表1!A3:J30`.
    pub places: Vec<String>,
    /// Its cells, totals included.
    pub cells: Vec<NewCell>,
}

/// What a workbook has of a form's tables.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Import {
    /// The tables, in the form's order.
    pub tables: Vec<Taken>,
    /// What keeps them from being taken; then none of them is.
    pub faults: Vec<Fault>,
    /// Indices of the tables that are there and nobody has filled in.
    pub blank: Vec<usize>,
    /// What is to be looked at: totals that are not the sum of their parts, tables
    /// that nobody has filled in.
    pub remarks: Vec<Fault>,
}

/// Finds the form's tables on some sheets and reads them. Every fault is told.
pub fn tables(form: &Form, sheets: &[Sheet]) -> Import {
    let names = FormNames::new(&form.tables);
    let mut places: Vec<Vec<Vec<Found<'_>>>> =
        form.tables.iter().map(|table| vec![Vec::new(); table.parts.len()]).collect();
    for sheet in sheets {
        for (table, parts) in places.iter_mut().zip(names.on(sheet)) {
            for (part, found) in table.iter_mut().zip(parts) {
                part.extend(found);
            }
        }
    }
    let mut import = Import::default();
    for (index, parts) in places.into_iter().enumerate() {
        import.table(form, index, parts);
    }
    import
}

impl Import {
    fn table(&mut self, form: &Form, index: usize, parts: Vec<Vec<Found<'_>>>) {
        let table = &form.tables[index];
        if parts.iter().all(Vec::is_empty) {
            return;
        }
        let mut chosen = Vec::new();
        for (part, places) in table.parts.iter().zip(parts) {
            let mut best = best(places);
            match best.len() {
                0 => {
                    let title = part.title.as_deref().unwrap_or(&table.title);
                    let message = format!("“{}”缺“{title}”这一部分", table.name);
                    self.faults.push(Fault::at("", message));
                }
                1 => chosen.extend(best.pop()),
                _ => {
                    let places: Vec<_> = best.iter().map(Found::place).collect();
                    let message = format!(
                        "“{}”在几处都对得上：{}；请用 --sheet 指定工作表，或者只留一处",
                        table.name,
                        places.join("、")
                    );
                    self.faults.push(Fault::at("", message));
                }
            }
        }
        self.faults.extend(chosen.iter().flat_map(|found| found.faults.clone()));
        if chosen.len() < table.parts.len() {
            return;
        }
        let read = values::read(form, index, &chosen);
        let places = areas(&chosen);
        if let Some(cells) = read.cells {
            self.tables.push(Taken { table: index, places, cells });
        } else if read.faults.is_empty() {
            let message = format!("“{}”还没有填，没有导入", table.name);
            self.remarks.push(Fault::at(places.join("、"), message));
            self.blank.push(index);
        }
        self.faults.extend(read.faults);
        self.remarks.extend(read.remarks);
    }
}

/// Names where the parts of a table lie: those on one sheet as one place.
fn areas(parts: &[Found<'_>]) -> Vec<String> {
    let by_sheet = parts.chunk_by(|one, other| std::ptr::eq(one.sheet, other.sheet));
    let places = by_sheet.filter_map(|parts| {
        let area = parts.iter().map(|found| found.area).reduce(Area::with)?;
        Some(area.on(parts[0].sheet))
    });
    places.collect()
}

/// Returns the places that fit best: those without a fault, else those with the most
/// of the form's lines. Heads over nothing are one only where there are no others, and
/// of several any will do.
fn best(mut places: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let evidence = places.iter().map(|found| found.evidence).max();
    places.retain(|found| Some(found.evidence) == evidence);
    if evidence == Some(Evidence::Heads) {
        places.truncate(1);
    }
    if places.iter().any(|found| found.faults.is_empty()) {
        places.retain(|found| found.faults.is_empty());
    }
    let most = places.iter().map(Found::likeness).max();
    places.retain(|found| Some(found.likeness()) == most);
    places
}

impl Fault {
    fn at(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}：", self.place)?;
        }
        f.write_str(&self.message)
    }
}
