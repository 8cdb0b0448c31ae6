//! What a template sees of the facts.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::ReportTemplate;
use crate::facts::{Answer, Cell, Fact, Facts, Group, Value as FactValue, Written, join};
use crate::form::{CellRef, Field, FieldKind, Form, LAST_YEAR, Target, ValueType, Year};
use crate::source::Source;
use crate::template::{Context, Shape, UsedPath, Value};

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

impl<'a> Material<'a> {
    /// Returns what these paths lead to, for prose that names them; what is not
    /// there is left out.
    pub(super) fn context<'p>(
        &self,
        paths: impl Iterator<Item = &'p [String]>,
    ) -> Context {
        let paths: BTreeSet<_> = paths.collect();
        let mut entries = Vec::new();
        for path in paths {
            if let Some(value) = self.value(path) {
                put(&mut entries, path, value);
            }
        }
        Context::new(entries)
    }

    /// Returns the value of a cell or a field.
    fn value(&self, path: &[String]) -> Option<Value> {
        let (year, own) = Year::split(path);
        let facts = match year {
            Year::This => self.facts,
            Year::Last => self.last_year?,
        };
        match facts.form.resolve(own).ok()? {
            Target::Cell(cell) => cell_value(facts, cell, facts.form.cell_type(cell)),
            Target::Field(steps) => {
                let (field, fact) = (facts.form.field(&steps)?, facts.field(&steps)?);
                value_of(field, fact, "", &mut |_| None)
            }
            Target::Line(_) | Target::Group => None,
        }
    }

    /// Returns what the report's own template names: the fields, its numbers of the
    /// tables, and last year's. Declared groups are always there; what is left out
    /// is not.
    pub(super) fn own_context(&self, prose: &mut Stand<'_>) -> Context {
        let mut entries = tables(self.facts, self.template, |names| &names.named);
        entries.extend(self.last_year.map(|facts| {
            let mut entries = fields(facts, &mut |_| None);
            let named = |names: &'a TableNames| &names.named_of_last_year[..];
            entries.extend(tables(facts, self.template, named));
            (LAST_YEAR.to_owned(), Value::Map(entries))
        }));
        entries.extend(fields(self.facts, prose));
        Context::new(entries)
    }
}

/// Puts a value under its path among entries to which the paths before it, in order,
/// were added.
fn put(entries: &mut Vec<(String, Value)>, path: &[String], value: Value) {
    let Some((first, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        entries.push((first.clone(), value));
        return;
    }
    if let Some((last, Value::Map(below))) = entries.last_mut()
        && last == first
    {
        return put(below, rest, value);
    }
    let mut below = Vec::new();
    put(&mut below, rest, value);
    entries.push((first.clone(), Value::Map(below)));
}

/// How the values of a table are named.
#[derive(Debug)]
pub(super) struct TableNames {
    shape: Arc<Shape>,
    /// Whether the report's own template names each of them, or a group above it.
    named: Vec<bool>,
    /// The same of last year's.
    named_of_last_year: Vec<bool>,
}

/// Tera's name for all that a template sees.
const EVERYTHING: &str = "__tera_context";

fn fields(facts: &Facts, prose: &mut Stand<'_>) -> Vec<(String, Value)> {
    group(&facts.form.fields, &facts.fields, "", prose)
}

/// Returns the numbers of the tables that `named` tells to be wanted.
fn tables<'a>(
    facts: &Facts,
    template: &'a ReportTemplate,
    named: impl Fn(&'a TableNames) -> &'a [bool],
) -> Vec<(String, Value)> {
    let tables = facts.form.tables.iter().zip(template.tables()).enumerate();
    tables
        .map(|(index, (table, names))| {
            let cells = cells(&facts.form, index).zip(named(names));
            let values = cells.map(|((cell, kind), wanted)| {
                wanted.then(|| cell_value(facts, cell, kind)).flatten()
            });
            (table.name.clone(), Value::Shaped(names.shape.clone(), values.collect()))
        })
        .collect()
}

/// Returns the names of the values of a form's tables, which are those of their rows
/// and columns, and which of them a template names.
pub(super) fn names(
    form: &Form,
    template: &Source,
    paths: &[UsedPath],
) -> Vec<TableNames> {
    let shows_all = template.text().contains(EVERYTHING);
    let names = |index| {
        let all: Vec<_> = cells(form, index).map(|(cell, _)| steps(form, cell)).collect();
        let named = |year: &dyn Fn(&UsedPath) -> Option<&[String]>| {
            let used: Vec<_> = paths.iter().filter_map(year).collect();
            let leads_to = |steps: &Vec<&str>| {
                used.iter().any(|path| path.iter().zip(steps).all(|(a, b)| a == b))
            };
            all.iter().map(|steps| shows_all || leads_to(steps)).collect()
        };
        TableNames {
            shape: Arc::new(Shape::new(all.iter().map(|it| it[1..].iter().copied()))),
            named: named(&|path| Some(&path.segments)),
            named_of_last_year: named(&|path| match Year::split(&path.segments) {
                (Year::Last, path) => Some(path),
                (Year::This, _) => None,
            }),
        }
    };
    (0..form.tables.len()).map(names).collect()
}

/// Returns the names from a table down to a cell.
fn steps(form: &Form, cell: CellRef) -> Vec<&str> {
    let table = &form.tables[cell.table];
    let part = &table.parts[cell.part];
    let row = &part.rows.lines[cell.row].steps;
    let column = &part.columns.lines[cell.column].steps;
    let own = row.iter().chain(column).map(String::as_str);
    std::iter::once(table.name.as_str()).chain(own).collect()
}

/// Yields the cells of a table with their types.
fn cells(form: &Form, table: usize) -> impl Iterator<Item = (CellRef, &ValueType)> {
    let parts = form.tables[table].parts.iter().enumerate();
    parts.flat_map(move |(index, part)| {
        (0..part.rows.lines.len()).flat_map(move |row| {
            (0..part.columns.lines.len()).map(move |column| {
                let cell = CellRef { table, part: index, row, column };
                (cell, part.value_type(row, column))
            })
        })
    })
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
