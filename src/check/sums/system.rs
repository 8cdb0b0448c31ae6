//! The report's arithmetic as a system: quantities that somebody wrote, and the
//! constraints that must hold among them.
//!
//! Written totals and relations are the same here: sums of quantities with a
//! sign. A total that nobody wrote is in no constraint, its cells stand for it; a
//! relation only names it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::constraint::{Constraint, Rule};
use crate::check::relations::{self, Instance, TermValue, Years};
use crate::check::totals::{self, WrittenTotal};
use crate::diagnostic::Severity;
use crate::facts::{Cell, Facts, Value};
use crate::form::{CellRef, LineKind, Relation, Sign, ValueType, Year};
use crate::source::Span;

/// The constraints of a report and the quantities in them.
#[derive(Debug)]
pub(super) struct System<'f> {
    pub(super) facts: &'f Facts,
    last: Option<&'f Facts>,
    pub(super) quantities: Vec<Quantity>,
    /// In the order in which one would name them: totals of rows, of columns, of
    /// both, then relations.
    pub(super) constraints: Vec<Constraint<'f>>,
    index: BTreeMap<Spot, usize>,
}

/// A number that staff wrote or left out, or a total that a relation names.
#[derive(Debug)]
pub(super) struct Quantity {
    pub(super) spot: Spot,
    pub(super) value: Decimal,
    /// The constraints it is in, each with what it is multiplied by there; none of a
    /// total that nobody wrote.
    pub(super) within: Vec<(usize, Decimal)>,
}

/// Where a quantity belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    Cell(CellRef),
    /// A field, by its dotted path.
    Field(String),
}

impl<'f> System<'f> {
    /// Sets the system up.
    pub(super) fn new(years: Years<'f>) -> Self {
        let facts = years.this;
        let mut system = Self {
            facts,
            last: years.last,
            quantities: Vec::new(),
            constraints: Vec::new(),
            index: BTreeMap::new(),
        };
        let mut totals = totals::written(facts);
        totals.sort_by_key(|total| (total.cell.table, total.cell.part, total.direction));
        for total in totals.into_iter().filter(|total| is_written(facts, total.cell)) {
            system.add_total(total);
        }
        system.add_relations(years, facts.form.relations.iter());
        if years.last.is_some() {
            // What breaks a mere hint may well be right.
            let all = facts.form.cross_year.iter();
            let sure = all.filter(|relation| relation.severity > Severity::Note);
            system.add_relations(years, sure);
        }
        system
    }

    /// Returns the quantity of a cell, if a constraint has it.
    pub(super) fn at(&self, cell: CellRef) -> Option<usize> {
        let known = self.index.get(&Spot::Cell(cell)).copied();
        known.filter(|&quantity| !self.quantities[quantity].within.is_empty())
    }

    /// Tells whether a number may stand where a quantity is.
    pub(super) fn fits(&self, quantity: usize, number: Decimal) -> bool {
        let kind = match &self.quantities[quantity].spot {
            Spot::Cell(cell) => Some(self.facts.form.cell_type(*cell)),
            Spot::Field(path) => {
                let steps: Vec<_> = path.split('.').collect();
                self.facts.form.field_type(&steps)
            }
        };
        match kind {
            Some(ValueType::Whole { .. }) => {
                !number.is_sign_negative() && number.fract().is_zero()
            }
            Some(ValueType::Change) => number.fract().is_zero(),
            _ => !number.is_sign_negative() || number.is_zero(),
        }
    }

    /// Returns where a quantity is written, else the key of its row or table.
    pub(super) fn place(&self, quantity: usize) -> Option<Span> {
        self.own_place(quantity).or_else(|| match &self.quantities[quantity].spot {
            Spot::Cell(cell) => self.facts.tables[cell.table].span.clone(),
            Spot::Field(_) => None,
        })
    }

    /// Returns where a quantity is written, else the key of its row.
    pub(super) fn own_place(&self, quantity: usize) -> Option<Span> {
        match &self.quantities[quantity].spot {
            Spot::Cell(cell) => self.facts.place(*cell).cloned(),
            Spot::Field(_) => self.written_place(quantity),
        }
    }

    /// Returns where a quantity is written.
    pub(super) fn written_place(&self, quantity: usize) -> Option<Span> {
        match &self.quantities[quantity].spot {
            Spot::Cell(cell) => self.facts.cell(*cell).and_then(Cell::span).cloned(),
            Spot::Field(path) => {
                let steps: Vec<_> = path.split('.').collect();
                self.facts.value(&steps).map(|written| written.span.clone())
            }
        }
    }

    /// Returns the number that last year's report has for a quantity.
    pub(super) fn last_years(&self, quantity: usize) -> Option<Decimal> {
        let last = self.last?;
        let path = self.path(quantity);
        let steps: Vec<_> = path.split('.').collect();
        last.number_at(&last.form.resolve(&steps).ok()?)
    }

    /// Returns the dotted path of a quantity.
    pub(super) fn path(&self, quantity: usize) -> String {
        match &self.quantities[quantity].spot {
            Spot::Cell(cell) => self.facts.form.cell_path(*cell),
            Spot::Field(path) => path.clone(),
        }
    }

    /// Tells whether nobody filled a quantity in: it is left out, or is 0 only
    /// because its whole line is.
    pub(super) fn is_unfilled(&self, quantity: usize) -> bool {
        let Spot::Cell(cell) = self.quantities[quantity].spot else { return false };
        match self.facts.cell(cell) {
            Some(Cell::LeftOut) => !self.facts.is_sum(cell),
            Some(Cell::Written { .. }) => is_of_bare_zero(self.facts, cell),
            Some(Cell::Wrong) | None => false,
        }
    }

    fn add_relations(
        &mut self,
        years: Years<'f>,
        relations: impl Iterator<Item = &'f Relation>,
    ) {
        let mut instances: Vec<_> = relations
            .flat_map(|relation| {
                let all = relations::instances(years, relation).into_iter();
                all.map(move |instance| (relation, instance))
            })
            .collect();
        instances.sort_by_key(|(_, instance)| instance.is_of_totals());
        for (relation, instance) in instances {
            self.add_relation(relation, instance);
        }
    }

    fn add_total(&mut self, total: WrittenTotal) {
        let mut terms = vec![(total.cell, total.written, Decimal::ONE)];
        terms.extend(
            total.parts.iter().map(|p| (p.cell, p.number, Decimal::NEGATIVE_ONE)),
        );
        let terms: Vec<_> = terms
            .into_iter()
            .map(|(cell, value, factor)| (self.quantity(Spot::Cell(cell), value), factor))
            .collect();
        self.add(Constraint {
            rule: Rule::Total(total),
            named: terms.iter().map(|(quantity, _)| *quantity).collect(),
            terms,
        });
    }

    fn add_relation(&mut self, relation: &'f Relation, instance: Instance) {
        let mut factors: BTreeMap<usize, Decimal> = BTreeMap::new();
        let mut named = Vec::new();
        let left = instance.left.iter().map(|term| (term, Sign::Plus));
        let right = instance.right.iter().map(|term| (term, Sign::Minus));
        for (term, side) in left.chain(right) {
            let factor = side.of(term.sign.of(Decimal::ONE));
            let quantities = match (self.spot(term), term.cell) {
                (Some(spot), _) => {
                    let quantity = self.quantity(spot, term.number);
                    named.push(quantity);
                    vec![quantity]
                }
                (None, Some(sum)) => {
                    named.push(self.quantity(Spot::Cell(sum), term.number));
                    self.parts(sum)
                }
                (None, None) => Vec::new(),
            };
            for quantity in quantities {
                *factors.entry(quantity).or_default() += factor;
            }
        }
        factors.retain(|_, factor| !factor.is_zero());
        self.add(Constraint {
            rule: Rule::Relation(relation, instance),
            terms: factors.into_iter().collect(),
            named,
        });
    }

    fn add(&mut self, constraint: Constraint<'f>) {
        let number = self.constraints.len();
        for &(quantity, factor) in &constraint.terms {
            self.quantities[quantity].within.push((number, factor));
        }
        self.constraints.push(constraint);
    }

    /// Returns where a term that can be changed here belongs: none of a number in
    /// the relation itself, of last year's, and of a sum that nobody wrote.
    fn spot(&self, term: &TermValue) -> Option<Spot> {
        let Some(cell) = term.cell else {
            let is_field = term.year == Year::This && !term.path.is_empty();
            return is_field.then(|| Spot::Field(term.path.clone()));
        };
        let is_its_own = is_written(self.facts, cell) || !self.facts.is_sum(cell);
        is_its_own.then_some(Spot::Cell(cell))
    }

    /// Returns what a sum adds up.
    fn parts(&mut self, sum: CellRef) -> Vec<usize> {
        let parts = self.facts.parts(sum).unwrap_or_default().into_iter();
        parts.map(|part| self.quantity(Spot::Cell(part.cell), part.number)).collect()
    }

    fn quantity(&mut self, spot: Spot, value: Decimal) -> usize {
        let next = self.quantities.len();
        let index = *self.index.entry(spot.clone()).or_insert(next);
        if index == next {
            self.quantities.push(Quantity { spot, value, within: Vec::new() });
        }
        index
    }
}

/// Tells whether a cell is written by itself. The total of a line that is a bare
/// `0` is what that line makes of it.
fn is_written(facts: &Facts, cell: CellRef) -> bool {
    let columns = &facts.part_form(cell).columns.lines;
    matches!(facts.cell(cell), Some(Cell::Written { .. }))
        && (columns[cell.column].kind == LineKind::Leaf || !is_of_bare_zero(facts, cell))
}

/// Tells whether a cell is 0 because its whole line is written as `0`.
fn is_of_bare_zero(facts: &Facts, cell: CellRef) -> bool {
    let Some(Cell::Written { value: Value::Number(number), span, .. }) = facts.cell(cell)
    else {
        return false;
    };
    let line = &facts.tables[cell.table].parts[cell.part].cells[cell.row];
    let same = line.iter().filter(|other| other.span() == Some(span));
    number.is_zero() && same.count() > 1
}
