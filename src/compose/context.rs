//! What a template sees of the facts.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use crate::facts::{Answer, Cell, Fact, Facts, Group, Value as FactValue, Written, join};
use crate::form::{CellRef, Field, FieldKind, LAST_YEAR, ValueType};
use crate::template::{Context, Value};

/// Gives what stands for a prose field in a template, by its dotted path.
pub(super) type Stand<'a> = dyn FnMut(&str) -> Option<Value> + 'a;

/// What a report is made of, and its numbers as templates see them, which the
/// prose and the report's own template share.
#[derive(Debug)]
pub struct Material<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// Last year's facts, if they are of the same form.
    pub last_year: Option<&'a Facts>,
    numbers: OnceCell<Context>,
}

impl<'a> Material<'a> {
    /// Puts a report's facts beside last year's.
    pub fn new(facts: &'a Facts, last_year: Option<&'a Facts>) -> Self {
        Self { facts, last_year, numbers: OnceCell::new() }
    }

    /// Returns everything a template can name: the fields, every number of the
    /// tables, and last year's. Declared groups are always there; what is left
    /// out is not.
    pub(super) fn context(&self, prose: &mut Stand<'_>) -> Context {
        let numbers = self.numbers.get_or_init(|| {
            let mut entries = tables(self.facts);
            entries.extend(self.last_year.map(|facts| {
                let mut entries = fields(facts, &mut |_| None);
                entries.extend(tables(facts));
                (LAST_YEAR.to_owned(), Value::Map(entries))
            }));
            Context::new(entries)
        });
        numbers.with(fields(self.facts, prose))
    }
}

fn fields(facts: &Facts, prose: &mut Stand<'_>) -> Vec<(String, Value)> {
    group(&facts.form.fields, &facts.fields, "", prose)
}

fn tables(facts: &Facts) -> Vec<(String, Value)> {
    let tables = facts.form.tables.iter().enumerate();
    tables
        .map(|(index, table)| (table.name.clone(), Value::Map(cells(facts, index))))
        .collect()
}

fn group(
    fields: &[Field],
    group: &Group,
    above: &str,
    prose: &mut Stand<'_>,
) -> Vec<(String, Value)> {
    let mut entries = Vec::new();
    for field in fields {
        let path = join(above, &field.name);
        let fact = group.get(&field.name);
        if let Some(value) = fact.and_then(|fact| value_of(field, fact, &path, prose)) {
            entries.push((field.name.clone(), value));
        }
    }
    entries
}

fn value_of(
    field: &Field,
    fact: &Fact,
    path: &str,
    prose: &mut Stand<'_>,
) -> Option<Value> {
    match fact {
        Fact::LeftOut | Fact::Wrong => None,
        Fact::One(written) => Some(match (&field.kind, &written.value) {
            (FieldKind::Value(kind), FactValue::Number(number)) => {
                number_value(kind, *number)
            }
            (_, other) => value(other),
        }),
        Fact::Several(several) => {
            let texts: Vec<_> = several.iter().map(text).collect();
            (!texts.is_empty()).then(|| Value::Text(texts.join("、")))
        }
        Fact::Prose(_) => prose(path),
        Fact::Group(inner) => {
            Some(Value::Map(group(field.children(), inner, path, prose)))
        }
        Fact::Each(groups) => {
            let maps = groups.iter().enumerate().map(|(index, inner)| {
                let path = join(path, &(index + 1).to_string());
                Value::Map(group(field.children(), inner, &path, prose))
            });
            Some(Value::List(maps.collect()))
        }
        Fact::Open(named) => {
            let entries = named.iter().filter_map(|named| match &named.fact {
                Fact::One(written) => Some((named.name.clone(), value(&written.value))),
                _ => None,
            });
            Some(Value::Map(entries.collect()))
        }
    }
}

fn text(written: &Written) -> String {
    match value(&written.value) {
        Value::Text(text) => text,
        Value::Integer(number) => number.to_string(),
        Value::Bool(_) | Value::List(_) | Value::Map(_) => String::new(),
    }
}

fn value(value: &FactValue) -> Value {
    match value {
        FactValue::Number(number) => number_value(&ValueType::Fact, *number),
        FactValue::Text(text) => Value::Text(text.clone()),
        FactValue::Date(date) => Value::Text(date.to_string()),
        FactValue::Year(year) => Value::Integer(i64::from(*year)),
        FactValue::YesNo(answer) => Value::Bool(*answer == Answer::Yes),
        FactValue::Choices(choices) => {
            Value::List(choices.iter().cloned().map(Value::Text).collect())
        }
    }
}

/// Returns a count as a whole number, a decimal as its exact text. A decimal is
/// text whatever its digits, so that a template does not depend on the year's
/// amount.
fn number_value(kind: &ValueType, number: Decimal) -> Value {
    match i64::try_from(number.mantissa()) {
        Ok(whole)
            if number.scale() == 0 && !matches!(kind, ValueType::Decimal { .. }) =>
        {
            Value::Integer(whole)
        }
        _ => Value::Text(number.to_string()),
    }
}

/// Returns a table's values under the names of their rows and columns.
fn cells(facts: &Facts, table: usize) -> Vec<(String, Value)> {
    let mut tree = Vec::new();
    for (part_index, part) in facts.form.tables[table].parts.iter().enumerate() {
        for (row, row_line) in part.rows.lines.iter().enumerate() {
            for (column, column_line) in part.columns.lines.iter().enumerate() {
                let cell = CellRef { table, part: part_index, row, column };
                if let Some(value) = cell_value(facts, cell, part.value_type(row, column))
                {
                    let steps = row_line.steps.iter().chain(&column_line.steps);
                    insert(&mut tree, steps, value);
                }
            }
        }
    }
    tree
}

fn cell_value(facts: &Facts, cell: CellRef, kind: &ValueType) -> Option<Value> {
    match facts.cell(cell) {
        Some(Cell::Written { value: FactValue::Number(_), .. } | Cell::LeftOut)
        | None => facts.number(cell).map(|number| number_value(kind, number)),
        Some(Cell::Written { value: written, .. }) => Some(value(written)),
        Some(Cell::Wrong) => None,
    }
}

fn insert<'a>(
    tree: &mut Vec<(String, Value)>,
    mut steps: impl Iterator<Item = &'a String>,
    value: Value,
) {
    let Some(first) = steps.next() else { return };
    let rest: Vec<_> = steps.collect();
    if rest.is_empty() {
        tree.push((first.clone(), value));
        return;
    }
    if !tree.iter().any(|(name, _)| name == first) {
        tree.push((first.clone(), Value::Map(Vec::new())));
    }
    let below = tree.iter_mut().find(|(name, _)| name == first);
    if let Some((_, Value::Map(below))) = below {
        insert(below, rest.into_iter(), value);
    }
}
