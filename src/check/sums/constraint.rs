//! What must hold among quantities.

use rust_decimal::Decimal;

use crate::check::relations::{Instance, TermValue};
use crate::check::totals::{Direction, WrittenTotal};
use crate::form::{Comparison, Relation, Year};

/// What must hold among quantities.
#[derive(Debug)]
pub(super) struct Constraint<'f> {
    pub(super) rule: Rule<'f>,
    /// Quantities, each with what it is multiplied by.
    pub(super) terms: Vec<(usize, Decimal)>,
    /// The quantities that one names when telling it: a total before its parts, a
    /// relation's terms from the left. Not the cells of a sum that a relation names,
    /// but the sum.
    pub(super) named: Vec<usize>,
}

/// What a constraint stems from.
#[derive(Debug)]
pub(super) enum Rule<'f> {
    Total(WrittenTotal),
    Relation(&'f Relation, Instance),
}

impl Constraint<'_> {
    /// Returns the terms' sum, as written, less what it should be.
    pub(super) fn difference(&self) -> Decimal {
        match &self.rule {
            Rule::Total(total) => total.difference,
            Rule::Relation(_, instance) => instance.difference,
        }
    }

    /// Returns how the difference must be to 0.
    pub(super) fn comparison(&self) -> Comparison {
        match self.rule {
            Rule::Total(_) => Comparison::Equal,
            Rule::Relation(relation, _) => relation.comparison,
        }
    }

    /// Tells whether it is between totals of rows or columns, and so follows from
    /// those of the single lines.
    pub(super) fn is_of_totals(&self) -> bool {
        match &self.rule {
            Rule::Total(total) => total.direction == Direction::Both,
            Rule::Relation(_, instance) => instance.is_of_totals(),
        }
    }

    /// Tells whether it holds with a difference.
    pub(super) fn holds(&self, difference: Decimal) -> bool {
        self.comparison().holds(difference, Decimal::ZERO)
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
