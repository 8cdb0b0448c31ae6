//! Where every cell of a form's tables lies in the workbook.

use std::collections::BTreeMap;

use super::units::beginning;
use crate::document::{Align, BodyCell, Inlines, Role, TableGrid};
use crate::facts::Facts;
use crate::form::{CellRef, Form, TableForm};

/// Rows above a table: its title, and who fills it in.
pub(super) const ABOVE: u32 = 2;
/// UTF-16 units that the name of a sheet may have: a rare character is two.
const LONGEST_NAME: usize = 31;
/// The name of a sheet that Excel keeps for itself.
const RESERVED: &str = "history";

/// The workbook of a form, laid out.
pub(super) struct Book<'a> {
    pub(super) form: &'a Form,
    /// What is filled in; none: nothing.
    pub(super) facts: Option<&'a Facts>,
    /// A sheet for each table, in the form's order.
    pub(super) sheets: Vec<Sheet<'a>>,
}

/// The sheet of a table.
pub(super) struct Sheet<'a> {
    pub(super) index: usize,
    pub(super) form: &'a TableForm,
    pub(super) name: String,
    pub(super) grid: TableGrid,
    /// The values' cells, in the grid's order, each with its index in the grid.
    pub(super) values: Vec<(CellRef, usize)>,
    places: BTreeMap<CellRef, Place>,
}

/// A cell of a sheet, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) column: u16,
}

impl<'a> Book<'a> {
    pub(super) fn new(form: &'a Form, facts: Option<&'a Facts>) -> Self {
        let mut taken = vec![RESERVED.to_owned()];
        let sheets = form.tables.iter().enumerate().map(|(index, table)| {
            let name = name_of_sheet(&table.name, &taken);
            taken.push(name.to_lowercase());
            Sheet::new(form, index, name)
        });
        Self { form, facts, sheets: sheets.collect() }
    }

    /// Returns the cells of a sheet whose numbers make a cell's: itself where it is
    /// printed, else what it sums.
    pub(super) fn printed(&self, cell: CellRef) -> Vec<CellRef> {
        let part = &self.form.tables[cell.table].parts[cell.part];
        if cell.row < part.rows.leaves && cell.column < part.columns.leaves {
            return vec![cell];
        }
        self.summed(cell)
    }

    /// Returns the cells that a sum is made of, no total among them.
    pub(super) fn summed(&self, cell: CellRef) -> Vec<CellRef> {
        let part = &self.form.tables[cell.table].parts[cell.part];
        let columns = part.columns.base(cell.column);
        let rows = part.rows.base(cell.row).into_iter();
        rows.flat_map(|row| {
            columns.iter().map(move |&column| CellRef { row, column, ..cell })
        })
        .collect()
    }

    /// Tells whether a printed cell is a total, which the sheet computes.
    pub(super) fn is_sum(&self, cell: CellRef) -> bool {
        self.summed(cell) != [cell]
    }
}

impl<'a> Sheet<'a> {
    fn new(form: &'a Form, index: usize, name: String) -> Self {
        let empty = |_| BodyCell { content: Inlines::default(), align: Align::default() };
        let grid = form.printed(index, empty).grid();
        let slots = grid.cells.iter().enumerate();
        let data = slots.filter(|(_, cell)| cell.role == Role::Data);
        let values: Vec<_> = form.cells(index).zip(data.map(|(slot, _)| slot)).collect();
        let places = values.iter().map(|&(cell, slot)| {
            let slot = &grid.cells[slot];
            (cell, Place::of(slot.row, slot.column))
        });
        let places = places.collect();
        Self { index, form: &form.tables[index], name, grid, values, places }
    }

    /// Returns where a printed cell of the sheet lies.
    pub(super) fn place(&self, cell: CellRef) -> Place {
        self.places[&cell]
    }

    /// Returns the row below the table.
    pub(super) fn below(&self) -> u32 {
        Place::of(self.grid.rows.len(), 0).row
    }
}

impl Place {
    /// Returns where a slot of a grid lies on its sheet. What a sheet cannot hold
    /// lies at its end, where the writer refuses it.
    pub(super) fn of(row: usize, column: usize) -> Self {
        Self {
            row: u32::try_from(row).unwrap_or(u32::MAX - ABOVE) + ABOVE,
            column: u16::try_from(column).unwrap_or(u16::MAX),
        }
    }
}

/// Returns a table's name as a sheet can bear it, other than those taken.
fn name_of_sheet(table: &str, taken: &[String]) -> String {
    let ends = (2..).map(|number| format!("_{number}"));
    let names = [String::new()].into_iter().chain(ends);
    let names =
        names.map(|end| format!("{}{end}", beginning(table, LONGEST_NAME - end.len())));
    let mut free = names.filter(|name| !taken.contains(&name.to_lowercase()));
    free.next().expect("numbers do not end")
}

#[cfg(test)]
mod tests {
    use super::name_of_sheet;

    #[test]
    fn sheets_are_named_as_excel_allows() {
        let long = "甲".repeat(40);
        let taken = ["history".to_owned(), "a".to_owned(), "甲".repeat(31)];
        assert_eq!(name_of_sheet("申请", &taken), "申请");
        assert_eq!(name_of_sheet("History", &taken), "History_2");
        assert_eq!(name_of_sheet("A", &taken), "A_2");
        assert_eq!(name_of_sheet(&long, &taken), format!("{}_2", "甲".repeat(29)));
        assert_eq!(name_of_sheet(&"𠮷".repeat(16), &taken), "𠮷".repeat(15));
    }
}
