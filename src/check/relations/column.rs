//! The columns that a relation between lines holds in.

use crate::facts::Facts;
use crate::form::{CellRef, LineKind, LineRef, Relation, Target};

/// A column of the lines a relation is between.
#[derive(Debug, Clone)]
pub(in crate::check) struct Column {
    /// Its index in the part of the relation's first line.
    pub(super) index: usize,
    /// Its names from the top.
    pub(super) steps: Vec<String>,
    /// The columns it sums, if it is a total.
    pub(super) base: Vec<usize>,
}

/// Returns the columns a relation holds in: those of its lines, or none where it
/// is one between single numbers.
pub(super) fn columns(facts: &Facts, relation: &Relation) -> Vec<Option<Column>> {
    let line = relation.references().find_map(|reference| match reference.target {
        Target::Line(line) => Some(line),
        _ => None,
    });
    let Some(line) = line else { return vec![None] };
    let columns = &facts.part_form(line.cell(0)).columns;
    let column = |index: usize| {
        let total = match &columns.lines[index].kind {
            LineKind::Total(base) => base.clone(),
            LineKind::Leaf | LineKind::Subtotal(_) => Vec::new(),
        };
        Some(Column { index, steps: columns.lines[index].steps.clone(), base: total })
    };
    (0..columns.leaves).map(column).collect()
}

/// Returns the cell of a line in a column of the same name.
pub(super) fn in_column(
    facts: &Facts,
    line: LineRef,
    column: &Column,
) -> Option<CellRef> {
    let lines = &facts.part_form(line.cell(0)).columns.lines;
    let index = lines.iter().position(|line| line.steps == column.steps)?;
    Some(line.cell(index))
}
