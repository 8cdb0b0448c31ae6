//! What must hold among quantities.

use rust_decimal::Decimal;

use crate::check::relations::{Instance, TermValue};
use crate::check::totals::WrittenTotal;
use crate::form::{Comparison, Relation, Year};

/// What must hold among quantities.
#[derive(Debug)]
pub(super) struct Constraint<'f> {
    pub(super) rule: Rule<'f>,
    pub(super) comparison: Comparison,
    /// Quantities, each with what it is multiplied by.
    pub(super) terms: Vec<(usize, Decimal)>,
    /// The quantities that one names when telling it: a total before its parts, a
    /// relation's terms from the left. None of a cell in a sum that a relation names.
    pub(super) named: Vec<usize>,
    /// The terms' sum less what it should be.
    pub(super) difference: Decimal,
    pub(super) reach: Reach,
}

/// What a constraint stems from.
#[derive(Debug)]
pub(super) enum Rule<'f> {
    Total(WrittenTotal),
    Relation(&'f Relation, Instance),
}

/// How much of a table a constraint takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// A row, a column, or single numbers.
    Line,
    /// Rows and columns: it follows from those of the single lines.
    Lines,
}

impl Constraint<'_> {
    /// Tells whether it holds with a difference.
    pub(super) fn holds(&self, difference: Decimal) -> bool {
        self.comparison.holds(difference, Decimal::ZERO)
    }

    /// Returns where a quantity stands among those it names.
    pub(super) fn position(&self, quantity: usize) -> Option<usize> {
        self.named.iter().position(|named| *named == quantity)
    }

    /// Returns the terms of last year's report.
    pub(super) fn of_last_year(&self) -> impl Iterator<Item = &TermValue> {
        let instance = match &self.rule {
            Rule::Total(_) => None,
            Rule::Relation(_, instance) => Some(instance),
        };
        let terms = instance.into_iter().flat_map(Instance::terms);
        terms.filter(|term| term.year == Year::Last)
    }
}
