//! Numbers that nobody filled in, computed from a relation.

use rust_decimal::Decimal;

use super::{Broken, TermValue, signed};
use crate::facts::{Cell, Facts};
use crate::form::{CellRef, Comparison, Relation};

/// A number that would make both sides equal.
pub(super) struct Proposal {
    /// The path of the line or field it belongs to.
    pub(super) line: String,
    /// The line's or field's own name.
    name: String,
    /// The column's name, if it is a line.
    column: Option<String>,
    number: Decimal,
}

/// Writes proposals for one line as staff would: 结转下年度: {自然人: 2}.
pub(super) fn in_words(proposals: &[Proposal]) -> String {
    let name = proposals.first().map_or("", |proposal| &proposal.name);
    let in_column = |proposal: &Proposal| {
        proposal.column.as_ref().map(|column| format!("{column}: {}", proposal.number))
    };
    let columns: Vec<_> = proposals.iter().filter_map(in_column).collect();
    match proposals {
        [Proposal { column: None, number, .. }] => format!("{name}: {number}"),
        _ => format!("{name}: {{{}}}", columns.join(", ")),
    }
}

/// Proposes a number for the one cell among the terms that nobody filled in, if
/// a number of things can make the sides equal.
pub(super) fn proposal(
    facts: &Facts,
    relation: &Relation,
    case: &Broken,
) -> Option<Proposal> {
    if relation.comparison != Comparison::Equal {
        return None;
    }
    let unfilled =
        |term: &&TermValue| term.cell.is_some_and(|cell| is_unfilled(facts, cell));
    let left = case.left.iter().filter(unfilled).map(|term| (term, -case.difference));
    let right = case.right.iter().filter(unfilled).map(|term| (term, case.difference));
    let mut open = left
        .chain(right)
        .map(|(term, needed)| (term, signed(term.sign, needed)))
        .filter(|(_, number)| *number > Decimal::ZERO);
    let (Some((term, number)), None) = (open.next(), open.next()) else { return None };
    let name = term.name.rsplit('.').next().unwrap_or(&term.name);
    Some(Proposal {
        line: term.path.clone(),
        name: name.to_owned(),
        column: case.column.as_ref().map(|column| column.steps.join(".")),
        number,
    })
}

/// Tells whether a cell is left out, or is 0 only because its whole line is.
fn is_unfilled(facts: &Facts, cell: CellRef) -> bool {
    if facts.is_sum(cell) {
        return false;
    }
    match facts.cell(cell) {
        Some(Cell::LeftOut) => true,
        Some(Cell::Written { span, .. }) => {
            let cells = &facts.tables[cell.table].parts[cell.part].cells[cell.row];
            cells.iter().filter(|other| other.span() == Some(span)).count() > 1
        }
        Some(Cell::Wrong) | None => false,
    }
}
