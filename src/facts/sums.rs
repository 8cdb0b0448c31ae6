//! Numbers of cells and fields: written, left out, or computed from others.
//!
//! A total is computed from cells that are no totals on either axis, never from
//! other totals (`form-grammar` 3), so that one wrong total stays one.

use rust_decimal::Decimal;

use super::{Cell, Facts, Value};
use crate::form::{Axis, Blank, CellRef, LineKind, PartForm, Target};
use crate::source::Span;

/// A cell that is added into a sum.
#[derive(Debug, Clone)]
pub struct Part {
    /// Which cell.
    pub cell: CellRef,
    /// Its number.
    pub number: Decimal,
    /// Where it is written; none if it is left out and so 0.
    pub span: Option<Span>,
}

impl Facts {
    /// Returns the form of a part.
    pub fn part_form(&self, cell: CellRef) -> &PartForm {
        &self.form.tables[cell.table].parts[cell.part]
    }

    /// Returns a leaf cell as written; none of a 小计, which nobody writes.
    pub fn cell(&self, cell: CellRef) -> Option<&Cell> {
        self.tables[cell.table].parts[cell.part].cells.get(cell.row)?.get(cell.column)
    }

    /// Returns where a cell is written; of one left out, where the key of its row is.
    pub fn place(&self, cell: CellRef) -> Option<&Span> {
        let rows = &self.tables[cell.table].parts[cell.part].rows;
        let written = self.cell(cell).and_then(Cell::span);
        written.or_else(|| rows.get(cell.row)?.as_ref())
    }

    /// Yields every leaf cell as written, in the form's order.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, &Cell)> {
        self.tables.iter().enumerate().flat_map(|(table, facts)| {
            facts.parts.iter().enumerate().flat_map(move |(part, facts)| {
                facts.cells.iter().enumerate().flat_map(move |(row, cells)| {
                    let cells = cells.iter().enumerate();
                    cells.map(move |(column, cell)| {
                        (CellRef { table, part, row, column }, cell)
                    })
                })
            })
        })
    }

    /// Returns the cells a sum is made of; of a plain cell, itself. None if one
    /// of them is wrong or holds no number.
    pub fn parts(&self, cell: CellRef) -> Option<Vec<Part>> {
        let form = self.part_form(cell);
        let columns = form.columns.base(cell.column);
        let mut parts = Vec::new();
        for row in form.rows.base(cell.row) {
            for &column in &columns {
                let cell = CellRef { row, column, ..cell };
                parts.push(Part {
                    cell,
                    number: self.base_number(cell)?,
                    span: self.cell(cell).and_then(Cell::span).cloned(),
                });
            }
        }
        Some(parts)
    }

    /// Returns the number a sum should have, from its parts; of a plain cell its
    /// own. None if one of them is wrong.
    pub fn computed(&self, cell: CellRef) -> Option<Decimal> {
        let form = self.part_form(cell);
        let columns = form.columns.base(cell.column);
        let mut sum = Decimal::ZERO;
        for row in form.rows.base(cell.row) {
            for &column in &columns {
                sum += self.base_number(CellRef { row, column, ..cell })?;
            }
        }
        Some(sum)
    }

    /// Returns the number of a cell: as written, else computed, else 0 where the
    /// form says so. None if it is wrong, left out, or no number.
    pub fn number(&self, cell: CellRef) -> Option<Decimal> {
        match self.cell(cell) {
            Some(Cell::Wrong) => None,
            Some(written @ Cell::Written { .. }) => written.number(),
            Some(Cell::LeftOut) if !self.is_sum(cell) => match self.blank(cell) {
                Blank::Zero => self.base_number(cell),
                Blank::Asked => None,
            },
            Some(Cell::LeftOut) | None => self.computed(cell),
        }
    }

    /// Returns the number a path leads to, if it leads to one.
    pub fn number_at(&self, target: &Target) -> Option<Decimal> {
        match target {
            Target::Cell(cell) => self.number(*cell),
            Target::Field(path) => match self.value(path)?.value {
                Value::Number(number) => Some(number),
                _ => None,
            },
            Target::Line(_) | Target::Group => None,
        }
    }

    /// Tells whether a cell is a total or 小计 on one of its axes.
    pub fn is_sum(&self, cell: CellRef) -> bool {
        let form = self.part_form(cell);
        let sums = |axis: &Axis, line: usize| axis.lines[line].kind != LineKind::Leaf;
        sums(&form.rows, cell.row) || sums(&form.columns, cell.column)
    }

    /// Returns a base cell's number; one left out adds nothing. None of a text.
    fn base_number(&self, cell: CellRef) -> Option<Decimal> {
        let kind = self.part_form(cell).value_type(cell.row, cell.column);
        match self.cell(cell)? {
            Cell::LeftOut => kind.is_number().then_some(Decimal::ZERO),
            written => written.number(),
        }
    }

    fn blank(&self, cell: CellRef) -> Blank {
        self.form.tables[cell.table].blank
    }
}
