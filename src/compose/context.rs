//! What a template sees of the facts.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::ReportTemplate;
use crate::facts::{Answer, Cell, Fact, Facts, Group, Value as FactValue, Written, join};
use crate::form::{CellRef, Field, FieldKind, Form, LAST_YEAR, Target, ValueType, Year};
use crate::template::{Context, Shape, Value, Values, Way};

/// Gives what stands for a prose field in a template, by its dotted path.
pub(super) type Stand<'a> = dyn FnMut(&str) -> Option<Value> + 'a;

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// Last year's facts, if they are of the same form.
    pub last_year: Option<&'a Facts>,
    /// The template of their form.
    pub template: &'a ReportTemplate,
}

impl Material<'_> {
    /// Returns what these paths lead to, for prose that names them; what is not
    /// there is left out.
    pub(super) fn values<'p>(&self, paths: impl Iterator<Item = &'p [String]>) -> Values {
        let paths: BTreeSet<_> = paths.collect();
        let values =
            paths.into_iter().map(|path| Some((path.to_vec(), self.value(path)?)));
        values.flatten().collect()
    }

    /// Returns the value of a cell or a field.
    fn value(&self, path: &[String]) -> Option<Value> {
        let (year, own) = Year::split(path);
        let facts = match year {
            Year::This => self.facts,
            Year::Last => self.last_year?,
        };
        target_value(facts, &facts.form.resolve(own).ok()?, &mut |_| None)
    }

    /// Returns what the report's own template names. Declared groups are always there;
    /// what is left out is not.
    pub(super) fn own_context(&self, prose: &mut Stand<'_>) -> Context {
        let Named { shape, targets } = self.template.named();
        let context = Context::shaped(shape, values(self.facts, targets, prose));
        let last_year = self.last_year.map(|facts| {
            let Named { shape, targets } = self.template.named_of_last_year();
            let values = values(facts, targets, &mut |_| None);
            (LAST_YEAR.to_owned(), Value::Shaped(shape.clone(), values))
        });
        context.with(last_year.into_iter().collect())
    }
}

/// What a template names of the facts of a year.
#[derive(Debug)]
pub(super) struct Named {
    shape: Arc<Shape>,
    /// The values of the shape.
    targets: Vec<Target>,
}

impl Named {
    /// Finds the values at some paths, or in the groups at them.
    pub(super) fn new(form: &Form, paths: &[&[String]]) -> Self {
        let leads_to = |steps: &[String]| {
            paths.iter().any(|path| path.iter().zip(steps).all(|(a, b)| a == b))
        };
        let mut named = leaves(form);
        named.retain(|(steps, _)| leads_to(steps));
        let ways = named.iter().map(|(steps, target)| {
            let kept = match target {
                // Rows and columns that may be left out are not there then.
                Target::Cell(_) => 1,
                _ => steps.len(),
            };
            Way { steps, kept }
        });
        let shape = Arc::new(Shape::new(ways));
        Self { shape, targets: named.into_iter().map(|(_, target)| target).collect() }
    }
}

/// Returns all that has a value in a form, with the names that lead to it.
fn leaves(form: &Form) -> Vec<(Vec<String>, Target)> {
    let mut leaves = Vec::new();
    for table in 0..form.tables.len() {
        leaves.extend(
            cells(form, table).map(|cell| (steps(form, cell), Target::Cell(cell))),
        );
    }
    add_fields(&form.fields, &[], &mut leaves);
    leaves
}

fn add_fields(
    fields: &[Field],
    above: &[String],
    leaves: &mut Vec<(Vec<String>, Target)>,
) {
    for field in fields {
        let steps = [above, std::slice::from_ref(&field.name)].concat();
        match &field.kind {
            FieldKind::Group(fields) => add_fields(fields, &steps, leaves),
            _ => leaves.push((steps.clone(), Target::Field(steps))),
        }
    }
}

/// Returns the names from a table down to a cell.
fn steps(form: &Form, cell: CellRef) -> Vec<String> {
    let table = &form.tables[cell.table];
    let part = &table.parts[cell.part];
    let row = &part.rows.lines[cell.row].steps;
    let column = &part.columns.lines[cell.column].steps;
    [std::slice::from_ref(&table.name), row, column].concat()
}

/// Yields the cells of a table.
fn cells(form: &Form, table: usize) -> impl Iterator<Item = CellRef> {
    let parts = form.tables[table].parts.iter().enumerate();
    parts.flat_map(move |(index, part)| {
        (0..part.rows.lines.len()).flat_map(move |row| {
            (0..part.columns.lines.len()).map(move |column| CellRef {
                table,
                part: index,
                row,
                column,
            })
        })
    })
}

fn values(
    facts: &Facts,
    targets: &[Target],
    prose: &mut Stand<'_>,
) -> Vec<Option<Value>> {
    targets.iter().map(|target| target_value(facts, target, prose)).collect()
}

/// Returns the value of a cell or a field.
fn target_value(facts: &Facts, target: &Target, prose: &mut Stand<'_>) -> Option<Value> {
    match target {
        Target::Cell(cell) => cell_value(facts, *cell, facts.form.cell_type(*cell)),
        Target::Field(steps) => {
            let (field, fact) = (facts.form.field(steps)?, facts.field(steps)?);
            value_of(field, fact, &steps.join("."), prose)
        }
        Target::Line(_) | Target::Group => None,
    }
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
        Value::Bool(_) | Value::List(_) | Value::Map(_) | Value::Shaped(..) => {
            String::new()
        }
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

fn cell_value(facts: &Facts, cell: CellRef, kind: &ValueType) -> Option<Value> {
    match facts.cell(cell) {
        Some(Cell::Written { value: FactValue::Number(_), .. } | Cell::LeftOut)
        | None => facts.number(cell).map(|number| number_value(kind, number)),
        Some(Cell::Written { value: written, .. }) => Some(value(written)),
        Some(Cell::Wrong) => None,
    }
}
