//! Relations between numbers, 勾稽 and 跨年: which there are, and which hold.
//!
//! A relation between lines is one between numbers in each column: an instance.

mod column;
mod echo;
mod terms;
mod words;

use rust_decimal::Decimal;

use crate::facts::{Cell, Facts, Value};
use crate::form::{Condition, Relation, Target};
use column::Column;
pub(super) use echo::repeats_columns;
pub(super) use terms::TermValue;
use terms::{terms, total};
pub(super) use words::{below_the_table, message, of_column, side};

/// The reports that a relation is between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Years<'a> {
    /// The report at hand.
    pub(super) this: &'a Facts,
    /// Last year's, if there is one.
    pub(super) last: Option<&'a Facts>,
}

/// A relation in one column, with its numbers; of single numbers, the relation.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    column: Option<Column>,
    pub(super) left: Vec<TermValue>,
    pub(super) right: Vec<TermValue>,
    /// The left sum less the right one.
    pub(super) difference: Decimal,
}

impl Instance {
    /// Tells whether it holds.
    pub(super) fn holds(&self, relation: &Relation) -> bool {
        relation.comparison.holds(self.difference, Decimal::ZERO)
    }

    /// Returns the index of its column.
    pub(super) fn column_index(&self) -> Option<usize> {
        self.column.as_ref().map(|column| column.index)
    }

    /// Returns the names of its column, dotted.
    pub(super) fn column_name(&self) -> Option<String> {
        self.column.as_ref().map(|column| column.steps.join("."))
    }

    /// Returns its terms, from the left.
    pub(super) fn terms(&self) -> impl Iterator<Item = &TermValue> {
        self.left.iter().chain(&self.right)
    }

    /// Tells whether it is between totals, and so follows from the other columns.
    pub(super) fn is_of_totals(&self) -> bool {
        self.column.as_ref().is_some_and(|column| !column.base.is_empty())
    }
}

/// Returns where a relation does not hold, what repeats other columns left out.
pub(super) fn broken(years: Years<'_>, relation: &Relation) -> Vec<Instance> {
    let all = instances(years, relation);
    let is_broken = |instance: &&Instance| {
        !instance.holds(relation) && !repeats_columns(relation, instance, &all)
    };
    all.iter().filter(is_broken).cloned().collect()
}

/// Returns a relation in every column in which all its numbers are known; nothing
/// where its condition is not met.
pub(super) fn instances(years: Years<'_>, relation: &Relation) -> Vec<Instance> {
    if !relation.conditions.iter().all(|condition| applies(years.this, condition)) {
        return Vec::new();
    }
    let columns = column::columns(years.this, relation);
    let instance = |column| evaluate(years, relation, column);
    columns.into_iter().filter_map(instance).collect()
}

fn evaluate(
    years: Years<'_>,
    relation: &Relation,
    column: Option<Column>,
) -> Option<Instance> {
    let left = terms(years, &relation.left, column.as_ref())?;
    let right = terms(years, &relation.right, column.as_ref())?;
    let difference = total(&left) - total(&right);
    Some(Instance { column, left, right, difference })
}

fn applies(facts: &Facts, condition: &Condition) -> bool {
    let value = match &condition.target {
        Target::Field(path) => facts.value(path).map(|written| &written.value),
        Target::Cell(cell) => facts.cell(*cell).and_then(Cell::value),
        Target::Line(_) | Target::Group => None,
    };
    let listed = |text: &str| condition.values.iter().any(|value| value == text);
    match value {
        Some(Value::Text(text)) => listed(text),
        Some(Value::Choices(taken)) => taken.iter().any(|choice| listed(choice)),
        Some(Value::Year(year)) => listed(&year.to_string()),
        Some(Value::Number(number)) => listed(&number.to_string()),
        Some(Value::Date(date)) => listed(&date.to_string()),
        Some(Value::YesNo(answer)) => listed(answer.word()),
        None => false,
    }
}
