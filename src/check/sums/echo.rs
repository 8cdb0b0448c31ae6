//! Constraints over rows and columns that only repeat what single lines say.

use rust_decimal::Decimal;

use super::constraint::{Constraint, Rule};
use super::system::{Quantity, Spot, System};
use crate::check::relations::repeats_columns;
use crate::check::totals::{Direction, WrittenTotal};
use crate::form::Comparison;

/// Tells whether a constraint over rows and columns is off by just what those of
/// the single rows, or columns, are off.
pub(super) fn is_echo(system: &System<'_>, number: usize) -> bool {
    let constraint = &system.constraints[number];
    match &constraint.rule {
        _ if !constraint.is_of_totals() => false,
        Rule::Total(corner) => {
            [Direction::Across, Direction::Down].into_iter().any(|direction| {
                let lines = totals_into(system, corner, direction);
                lines.map(Constraint::difference).sum::<Decimal>()
                    == constraint.difference()
            })
        }
        Rule::Relation(relation, of_totals) => {
            let all = system.constraints.iter();
            let of_relation = all.filter_map(|constraint| match &constraint.rule {
                Rule::Relation(other, instance) if std::ptr::eq(*other, *relation) => {
                    Some(instance)
                }
                Rule::Relation(..) | Rule::Total(_) => None,
            });
            repeats_columns(relation, of_totals, of_relation)
                || constraint.comparison() == Comparison::Equal
                    && is_made_by_totals(system, constraint)
        }
    }
}

/// Tells whether constraints would all hold if the written totals in them were what
/// their parts make.
pub(super) fn are_of_totals(system: &System<'_>, numbers: &[usize]) -> bool {
    numbers.iter().all(|&number| {
        let constraint = &system.constraints[number];
        matches!(constraint.rule, Rule::Total(_)) || is_made_by_totals(system, constraint)
    })
}

/// Tells whether a relation would hold if the totals in it were what their parts
/// make.
fn is_made_by_totals(system: &System<'_>, constraint: &Constraint<'_>) -> bool {
    let of_total = |&(quantity, factor): &(usize, Decimal)| -> Decimal {
        let Quantity { spot, within, .. } = &system.quantities[quantity];
        let its = within.iter().map(|&(number, _)| &system.constraints[number]);
        let its = its.filter(|other| match &other.rule {
            Rule::Total(total) => *spot == Spot::Cell(total.cell),
            Rule::Relation(..) => false,
        });
        its.map(|total| factor * total.difference()).sum()
    };
    constraint.terms.iter().map(of_total).sum::<Decimal>() == constraint.difference()
}

/// Returns the constraints of the rows, or of the columns, that a corner sums.
fn totals_into<'s, 'f>(
    system: &'s System<'f>,
    corner: &'s WrittenTotal,
    direction: Direction,
) -> impl Iterator<Item = &'s Constraint<'f>> {
    let at = corner.cell;
    let form = system.facts.part_form(at);
    let (rows, columns) = (form.rows.base(at.row), form.columns.base(at.column));
    system.constraints.iter().filter(move |constraint| {
        let Rule::Total(total) = &constraint.rule else { return false };
        let cell = total.cell;
        total.direction == direction
            && (cell.table, cell.part) == (at.table, at.part)
            && match direction {
                Direction::Across => cell.column == at.column && rows.contains(&cell.row),
                Direction::Down => cell.row == at.row && columns.contains(&cell.column),
                Direction::Both => false,
            }
    })
}
