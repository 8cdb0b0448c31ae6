//! A form as JSON Schema (2020-12), so that editors complete the names of a
//! staff's file, explain them, and flag what the form does not have.
//!
//! An editor reads scalars as YAML does, the program by their type: `邮编: 010020`
//! is a text here and a number there. So a value may be whatever an editor takes
//! its text for; what it must be is for the program to check.

mod table;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use crate::diagnostic::Code;
use crate::form::{Field, FieldKind, Form, Names, Requirement, ValueType};

/// Returns the schema of a form's files.
pub fn schema(form: &Form) -> Value {
    let tables: Vec<&str> = form.tables.iter().map(|table| &*table.name).collect();
    let mut object = group(&form.fields, &tables);
    for table in &form.tables {
        object.insert(&table.name, table::schema(table), Requirement::Required);
    }
    let mut schema = headed(
        [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", &form.name),
            ("description", &form.description),
        ],
        object.finish(Nothing::Forbidden),
    );
    schema["properties"]["格式"]["const"] = json!(form.name);
    let definitions = form.tables.iter().flat_map(table::definitions);
    schema["$defs"] = Value::Object(definitions.collect());
    schema
}

/// Puts what people read before the rest of a schema; an empty text says nothing.
fn headed<const N: usize>(head: [(&str, &str); N], schema: Value) -> Value {
    let said = head.into_iter().filter(|(_, text)| !text.is_empty());
    let mut out: Map<_, _> =
        said.map(|(key, text)| (key.to_owned(), json!(text))).collect();
    if let Value::Object(rest) = schema {
        out.extend(rest);
    }
    Value::Object(out)
}

/// Gives a schema its title and what there is to say on it. A title that is only the
/// name is needed too: without one an editor shows that of what stands above.
fn described(title: &str, words: &[String], schema: Value) -> Value {
    let words: Vec<_> =
        words.iter().filter(|words| !words.is_empty()).map(String::as_str).collect();
    headed([("title", title), ("description", &words.join("。"))], schema)
}

/// Whether nothing may stand after a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nothing {
    Allowed,
    Forbidden,
}

/// An object in the making.
#[derive(Default)]
struct Object {
    properties: Map<String, Value>,
    required: Vec<String>,
}

impl Object {
    fn insert(&mut self, name: &str, schema: Value, requirement: Requirement) {
        if requirement == Requirement::Required {
            self.required.push(name.to_owned());
        }
        self.properties.insert(name.to_owned(), schema);
    }

    fn finish(self, nothing: Nothing) -> Value {
        let kind = match nothing {
            Nothing::Allowed => json!(["object", "null"]),
            Nothing::Forbidden => json!("object"),
        };
        let mut out = json!({
            "type": kind,
            "properties": self.properties,
            "additionalProperties": false,
        });
        if !self.required.is_empty() {
            out["required"] = json!(self.required);
        }
        out
    }
}

fn group(fields: &[Field], tables: &[&str]) -> Object {
    let mut object = Object::default();
    for one in fields {
        object.insert(&one.name, field(one, tables), one.requirement);
    }
    object
}

/// Returns what a field may hold, undescribed.
fn bare(field: &Field, tables: &[&str]) -> Value {
    match &field.kind {
        FieldKind::Value(kind) => value(kind),
        FieldKind::Several(kind) => {
            json!({"anyOf": [value(kind), {"type": "array", "items": value(kind)}]})
        }
        FieldKind::Group(fields) => group(fields, tables).finish(Nothing::Allowed),
        FieldKind::Each(fields) => json!({
            "type": ["array", "null"],
            "items": group(fields, tables).finish(Nothing::Forbidden),
        }),
        FieldKind::Open(names, kind) => open(*names, &value(kind), tables),
    }
}

/// Returns what a map of names that staff choose may hold.
fn open(names: Names, value: &Value, tables: &[&str]) -> Value {
    let mut schema = json!({
        "type": ["object", "null"],
        "additionalProperties": value,
    });
    match names {
        Names::Any => {}
        Names::Tables => {
            let properties = tables.iter().map(|&name| (name.to_owned(), value.clone()));
            schema["properties"] = Value::Object(properties.collect());
            schema["additionalProperties"] = json!(false);
        }
        Names::Findings => {
            let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
            let pattern = format!("^({})( .*)?$", codes.join("|"));
            schema["propertyNames"] = json!({"pattern": pattern});
        }
    }
    schema
}

/// Returns what a field may hold, described.
fn field(field: &Field, tables: &[&str]) -> Value {
    let mut words = vec![field.help.clone()];
    words.extend(field.value_type().map(kind_in_words));
    if field.requirement == Requirement::Advised {
        words.push("建议填写".to_owned());
    }
    described(&field.name, &words, bare(field, tables))
}

fn kind_in_words(kind: &ValueType) -> String {
    match kind {
        ValueType::Whole { unit: Some(unit) } => format!("整数，单位是{unit}"),
        ValueType::Decimal { unit: Some(unit) } => format!("数，单位是{unit}"),
        ValueType::Whole { unit: None } => "整数".to_owned(),
        ValueType::Change => "增减数，可以带正负号".to_owned(),
        ValueType::Decimal { unit: None } => "数".to_owned(),
        ValueType::Prose => {
            "正文：名称后面写“|”，下一行缩进开始写；可以用 {{ 路径 }} 引用数".to_owned()
        }
        _ => String::new(),
    }
}

/// What an editor may take a text or number of ours for.
const SCALAR: [&str; 4] = ["string", "number", "boolean", "null"];

/// Returns what a value may be; nothing is a value left out.
fn value(kind: &ValueType) -> Value {
    match kind {
        ValueType::Whole { .. } => json!({"anyOf": [
            {"type": "integer", "minimum": 0},
            {"type": ["string", "null"]},
        ]}),
        ValueType::Decimal { .. } => json!({"anyOf": [
            {"type": "number", "minimum": 0},
            {"type": ["string", "null"]},
        ]}),
        ValueType::Change => json!({"type": ["integer", "string", "null"]}),
        ValueType::Year => json!({"type": "integer", "minimum": 1949, "maximum": 2999}),
        ValueType::Choices(choices) => json!({"anyOf": [
            {"enum": choices},
            {"type": "array", "items": {"enum": choices}},
        ]}),
        // Editors of YAML 1.1 read 是 as itself, but y and n as answers.
        ValueType::Choice(_) | ValueType::YesNo => json!({"enum": kind.choices()}),
        ValueType::Url => json!({
            "type": ["string", "null"],
            "examples": ["https://www.example.gov.cn"],
        }),
        ValueType::Date => {
            json!({"type": ["string", "null"], "examples": ["2026-01-18"]})
        }
        ValueType::Text
        | ValueType::Title
        | ValueType::Prose
        | ValueType::Postcode
        | ValueType::Fact => json!({"type": SCALAR}),
    }
}
