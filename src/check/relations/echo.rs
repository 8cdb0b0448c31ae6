//! Which broken relations only repeat what another finding says.

use rust_decimal::Decimal;

use super::terms::signed;
use super::{Instance, TermValue};
use crate::check::totals::{Direction, WrittenTotal};
use crate::facts::{Facts, Part};
use crate::form::{Comparison, Relation, Sign};

/// Drops what another finding or another column explains: a column of totals
/// where its columns are off already, and a difference that wrong totals make.
pub(super) fn drop_echoes(
    facts: &Facts,
    relation: &Relation,
    broken: &mut Vec<Instance>,
    wrong: &[WrittenTotal],
) {
    let of_columns: Vec<_> = broken
        .iter()
        .filter_map(|case| Some((case.column.as_ref()?.index, case.difference)))
        .collect();
    broken.retain(|case| {
        let base = case.column.as_ref().map_or(&[][..], |column| &column.base);
        let below: Vec<_> =
            of_columns.iter().filter(|(column, _)| base.contains(column)).collect();
        let echo_of_columns = match relation.comparison {
            Comparison::Equal => {
                let sum: Decimal = below.iter().map(|(_, difference)| *difference).sum();
                !below.is_empty() && sum == case.difference
            }
            Comparison::AtMost | Comparison::AtLeast => !below.is_empty(),
        };
        !echo_of_columns
            && !holds_when_computed(facts, relation, case, wrong)
            && !made_by_wrong_parts(facts, case, wrong)
    });
}

/// Tells whether the relation would hold if the wrong totals among its terms
/// were what their parts make.
fn holds_when_computed(
    facts: &Facts,
    relation: &Relation,
    case: &Instance,
    wrong: &[WrittenTotal],
) -> bool {
    let number = |term: &TermValue| {
        let cell = term.cell.filter(|cell| wrong.iter().any(|total| total.cell == *cell));
        cell.and_then(|cell| facts.computed(cell)).unwrap_or(term.number)
    };
    let sum = |terms: &[TermValue]| -> Decimal {
        terms.iter().map(|term| signed(term.sign, number(term))).sum()
    };
    relation.comparison.holds(sum(&case.left), sum(&case.right))
}

/// Tells whether cells that break totals elsewhere, by as much as those totals
/// are off, make the difference: one of those totals does, or all together.
fn made_by_wrong_parts(facts: &Facts, case: &Instance, wrong: &[WrittenTotal]) -> bool {
    let left = case.left.iter().map(|term| (term, Sign::Plus));
    let right = case.right.iter().map(|term| (term, Sign::Minus));
    let mut made = Vec::new();
    for (term, side) in left.chain(right) {
        let Some(cell) = term.cell else { continue };
        let parts = facts.parts(cell).unwrap_or_default();
        let shared = wrong.iter().filter(|total| {
            let of_total =
                |part: &Part| total.parts.iter().any(|other| other.cell == part.cell);
            total.cell != cell
                && total.direction != Direction::Both
                && parts.iter().any(of_total)
        });
        // A cell that is too large makes its total too small by as much.
        made.extend(
            shared.map(|total| -signed(side, signed(term.sign, total.difference))),
        );
    }
    made.contains(&case.difference)
        || made.len() > 1 && made.iter().sum::<Decimal>() == case.difference
}
