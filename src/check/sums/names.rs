//! What numbers and constraints are called beside the one that is told.

use super::constraint::{Constraint, Rule};
use super::hypothesis::Change;
use super::system::{Spot, System};
use super::words::Teller;
use crate::check::relations::below_the_table;
use crate::check::totals::Direction;
use crate::form::CellRef;

/// How many other constraints a message names.
const MOST_OTHERS: usize = 3;

impl Teller<'_, '_> {
    /// Returns what else is off by as much: “自然人”这一列、“自然人”这一列的勾稽关系.
    pub(super) fn others(&self) -> String {
        let off = self.first.difference().abs();
        let all =
            self.cause.breaks.iter().map(|&number| &self.system.constraints[number]);
        let lines = all.filter(|other| {
            !std::ptr::eq(*other, self.first)
                && !other.is_of_totals()
                && other.difference().abs() == off
        });
        let names: Vec<_> =
            lines.take(MOST_OTHERS).map(|other| subject(self.system, other)).collect();
        names.join("、")
    }

    /// Returns the name of a quantity beside the first constraint.
    pub(super) fn name(&self, quantity: usize) -> String {
        let facts = self.system.facts;
        match (&self.first.rule, &self.system.quantities[quantity].spot) {
            (Rule::Total(total), Spot::Cell(cell)) if *cell == total.cell => {
                total.name(facts).to_owned()
            }
            (Rule::Total(total), Spot::Cell(cell))
                if total.direction != Direction::Both =>
            {
                total.name_of(facts, *cell).to_owned()
            }
            (Rule::Relation(_, instance), Spot::Cell(cell)) => {
                let mut terms = instance.terms();
                match terms.find(|term| term.cell == Some(*cell)) {
                    Some(term) => term.name.clone(),
                    None => self.full_name(*cell),
                }
            }
            (Rule::Total(_), Spot::Cell(cell)) => self.full_name(*cell),
            (_, Spot::Field(path)) => below_the_table(path).to_owned(),
        }
    }

    /// Names two quantities and their numbers, and the row or column both are in:
    /// “自然人”这一列“予以公开”的 2 和“部分公开”的 4.
    pub(super) fn pair(&self, one: usize, other: usize) -> String {
        let quantities = [one, other].map(|quantity| &self.system.quantities[quantity]);
        let (names, line) = match quantities.map(|quantity| &quantity.spot) {
            [Spot::Cell(one), Spot::Cell(other)] => self.names_of_pair(*one, *other),
            _ => ([one, other].map(|quantity| self.system.path(quantity)), String::new()),
        };
        let ([name, its], [number, its_number]) =
            (names, quantities.map(|quantity| quantity.value));
        format!("{line}“{name}”的 {number} 和“{its}”的 {its_number}")
    }

    /// Returns the names of two cells in which they differ, and of the row or
    /// column which they share.
    fn names_of_pair(&self, one: CellRef, other: CellRef) -> ([String; 2], String) {
        let form = self.system.facts.part_form(one);
        let last = |steps: &[String]| steps.last().cloned().unwrap_or_default();
        let rows = [one, other].map(|cell| &form.rows.lines[cell.row].steps[..]);
        let columns = [one, other].map(|cell| &form.columns.lines[cell.column].steps[..]);
        let (differing, shared, of) = if one.row == other.row {
            (columns, last(rows[0]), "行")
        } else {
            (rows, last(columns[0]), "列")
        };
        let names = match differing.map(last) {
            [name, its] if name == its => differing.map(|steps| steps.join(".")),
            names => names,
        };
        let line = match &shared[..] {
            "" => String::new(),
            name => format!("“{name}”这一{of}"),
        };
        (names, line)
    }

    fn full_name(&self, cell: CellRef) -> String {
        below_the_table(&self.system.facts.form.cell_path(cell)).to_owned()
    }

    /// Returns what is written for a quantity, in words.
    pub(super) fn old(&self, quantity: usize) -> String {
        if self.system.is_unfilled(quantity) {
            "没有填".to_owned()
        } else {
            format!("的 {} 写错了", self.system.quantities[quantity].value)
        }
    }

    /// Returns what a quantity should be.
    pub(super) fn new_value(&self, change: Change) -> String {
        let value = self.system.quantities[change.quantity].value;
        (value + change.delta).to_string()
    }

    /// Names a change, and the slip that it would mend: “总计”改为 10（是不是漏打了一位？）.
    pub(super) fn choice(&self, change: Change) -> String {
        let (name, new) = (self.name(change.quantity), self.new_value(change));
        match self.system.trace(change) {
            Some(trace) => format!("“{name}”改为 {new}（{}）", trace.question()),
            None => format!("“{name}”改为 {new}"),
        }
    }
}

/// Returns the name of a constraint as part of a sentence.
fn subject(system: &System<'_>, constraint: &Constraint<'_>) -> String {
    match &constraint.rule {
        Rule::Total(total) => total.subject(system.facts),
        Rule::Relation(_, instance) if constraint.of_last_year().next().is_some() => {
            match instance.column_name() {
                Some(column) => format!("“{column}”这一列和去年的年报"),
                None => "和去年的年报".to_owned(),
            }
        }
        Rule::Relation(_, instance) => match instance.column_name() {
            Some(column) => format!("“{column}”这一列的勾稽关系"),
            None => "勾稽关系".to_owned(),
        },
    }
}
