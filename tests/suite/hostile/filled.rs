//! A report in which everything that a form asks for is written, as JSON: every
//! JSON is YAML, and any value of it can be changed.

use nianbao::form::{Field, FieldKind, Form, LineKind, Names, PartForm, ValueType};
use serde_json::{Map, Value, json};

/// What a report says where it has words.
pub(super) struct Words<'a> {
    /// A text, by its path.
    pub(super) text: &'a dyn Fn(&str) -> String,
    /// A prose field, by its path.
    pub(super) prose: &'a dyn Fn(&str) -> String,
}

/// Fields without a word that anybody reads: those that lead to other files, and
/// those that silence findings.
const UNREAD: [&str; 2] = ["上年文件", "核实"];

/// Writes a report; every number in it is 0.
pub(super) fn report(form: &Form, words: &Words<'_>) -> Value {
    let mut report = fields(&form.fields, form, "", words);
    for name in UNREAD {
        report.shift_remove(name);
    }
    report.insert("格式".to_owned(), json!(form.name));
    report.insert("年度".to_owned(), json!(form.first_year));
    for table in &form.tables {
        let mut cells = Value::Object(Map::new());
        for (index, part) in table.parts.iter().enumerate() {
            let path = format!("{}.{}", table.name, index + 1);
            part_cells(part, &mut cells, &path, words);
        }
        report.insert(table.name.clone(), cells);
    }
    Value::Object(report)
}

fn fields(
    fields: &[Field],
    form: &Form,
    above: &str,
    words: &Words<'_>,
) -> Map<String, Value> {
    let mut map = Map::new();
    for field in fields {
        let path = join(above, &field.name);
        let one = |kind: &ValueType| value(kind, &path, words);
        let value = match &field.kind {
            FieldKind::Value(kind) => one(kind),
            FieldKind::Several(kind) => json!([one(kind), one(kind)]),
            FieldKind::Group(below) => {
                Value::Object(self::fields(below, form, &path, words))
            }
            FieldKind::Each(below) => json!([self::fields(below, form, &path, words)]),
            FieldKind::Open(Names::Tables, kind) => {
                let tables = form.tables.iter();
                let note = |name: &str| value(kind, &join(&path, name), words);
                let notes = tables.map(|table| (table.name.clone(), note(&table.name)));
                Value::Object(notes.collect())
            }
            FieldKind::Open(_, kind) => {
                json!({ "甲": value(kind, &join(&path, "甲"), words) })
            }
        };
        map.insert(field.name.clone(), value);
    }
    map
}

fn value(kind: &ValueType, path: &str, words: &Words<'_>) -> Value {
    match kind {
        ValueType::Whole { .. } | ValueType::Change | ValueType::Decimal { .. } => {
            json!(0)
        }
        ValueType::Text | ValueType::Title | ValueType::Fact => json!((words.text)(path)),
        ValueType::Prose => json!((words.prose)(path)),
        ValueType::Url => json!("https://qinghe.example/a?b=1&c=2#d"),
        ValueType::YesNo => json!("是"),
        ValueType::Choice(choices) | ValueType::Choices(choices) => json!(choices[0]),
        ValueType::Date => json!("2025-01-17"),
        ValueType::Year => json!(2024),
        ValueType::Postcode => json!("010020"),
    }
}

/// Writes the cells of a part that staff write, the first number with a remark.
fn part_cells(part: &PartForm, cells: &mut Value, path: &str, words: &Words<'_>) {
    let mut remarked = false;
    for (row, row_line) in part.rows.leaf_lines().iter().enumerate() {
        for (column, column_line) in part.columns.leaf_lines().iter().enumerate() {
            if row_line.kind != LineKind::Leaf || column_line.kind != LineKind::Leaf {
                continue;
            }
            let kind = part.value_type(row, column);
            let mut cell = value(kind, path, words);
            if kind.is_number() && !remarked {
                remarked = true;
                cell = json!({ "数": 0, "注": (words.text)(&join(path, "注")) });
            }
            let steps = row_line.steps.iter().chain(&column_line.steps);
            // Indexing a map makes what is missing.
            let place = steps.fold(&mut *cells, |place, step| {
                if place.is_null() {
                    *place = json!({});
                }
                &mut place[step.as_str()]
            });
            *place = cell;
        }
    }
}

fn join(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}

/// Returns the pointers (RFC 6901) to every value in a report, itself left out.
pub(super) fn pointers(value: &Value) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), value)).collect()
        }
        Value::Array(list) => {
            list.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    let mut found = Vec::new();
    for (key, value) in below {
        let here = format!("/{key}");
        found.extend(pointers(value).into_iter().map(|rest| format!("{here}{rest}")));
        found.push(here);
    }
    found
}
