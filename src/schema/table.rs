//! What may be written of a table.

use serde_json::{Value, json};

use super::{Nothing, Object, described, kind_in_words, value};
use crate::form::{
    Axis, Blank, Item, Line, LineKind, NUMBER_KEY, PartForm, REMARK_KEY, Requirement,
    TableForm, Written,
};

/// Returns what may be written of a row of each part whose columns say what it
/// holds, by name: the rows of a part refer to it.
pub(super) fn definitions(table: &TableForm) -> Vec<(String, Value)> {
    let parts = (0..table.parts.len()).map(|part| Cells { table, part });
    parts
        .filter_map(|cells| {
            let row = (0..cells.form().rows.leaves).find(|&row| cells.is_alike(row))?;
            Some((cells.definition(), cells.written_out(row)))
        })
        .collect()
}

/// Returns what a table may hold: the rows of its parts by their names, or of a
/// table without rows its columns; 0 where nothing happened.
pub(super) fn schema(table: &TableForm) -> Value {
    let mut object = Object::default();
    for (index, part) in table.parts.iter().enumerate() {
        let cells = Cells { table, part: index };
        if part.rows.items.is_empty() {
            cells.columns(&mut object, &part.columns.items, 0);
        } else {
            cells.rows(&mut object, &part.rows.items);
        }
    }
    let words = match table.blank {
        Blank::Zero => "没有写的格就是 0；全年没有发生就写 0",
        Blank::Asked => "每一格都要写",
    };
    let schema = cells_or_zero(table, object.finish(Nothing::Forbidden));
    described(&table.title, &[words.to_owned()], schema)
}

/// Adds the bare 0 that may stand for a line, a group or the table, and nothing.
fn cells_or_zero(table: &TableForm, schema: Value) -> Value {
    match table.blank {
        Blank::Zero => json!({"anyOf": [schema, {"enum": [0, null]}]}),
        Blank::Asked => schema,
    }
}

/// The cells of a part, by its index.
struct Cells<'a> {
    table: &'a TableForm,
    part: usize,
}

impl Cells<'_> {
    fn form(&self) -> &PartForm {
        &self.table.parts[self.part]
    }

    fn definition(&self) -> String {
        format!("{}.{}", self.table.name, self.part + 1)
    }

    /// Tells whether a row holds what its columns say and no more.
    fn is_alike(&self, row: usize) -> bool {
        let PartForm { rows, columns, .. } = self.form();
        let one = matches!(columns.leaf_lines(), [line] if line.steps.is_empty());
        !one && !rows.items.is_empty() && rows.lines[row].value_type.is_none()
    }

    /// Adds the rows of a level of the row tree.
    fn rows(&self, object: &mut Object, items: &[Item]) {
        for item in items {
            let Some(name) = &item.name else {
                self.rows(object, &item.children);
                continue;
            };
            let (schema, requirement) = match item.leaf {
                Some(row) => {
                    (self.line(row), self.requirement(&self.form().rows.lines[row]))
                }
                None => self.group(|object| self.rows(object, &item.children)),
            };
            let words = [item.help.clone()];
            object.insert(name, described(&item.label, &words, schema), requirement);
        }
    }

    /// Adds the cells of a row by the names of a level of the column tree.
    fn columns(&self, object: &mut Object, items: &[Item], row: usize) {
        for item in items {
            let Some(name) = &item.name else {
                self.columns(object, &item.children, row);
                continue;
            };
            let (schema, requirement) = match item.leaf {
                Some(column) => (
                    self.cell(row, column),
                    self.requirement(&self.form().columns.lines[column]),
                ),
                None => self.group(|object| self.columns(object, &item.children, row)),
            };
            let mut words = vec![item.help.clone()];
            if let Some(column) = item.leaf {
                words.push(kind_in_words(self.form().value_type(row, column)));
                if matches!(self.form().columns.lines[column].kind, LineKind::Total(_)) {
                    words.push("可以不写，程序会算".to_owned());
                }
            }
            object.insert(name, described(&item.label, &words, schema), requirement);
        }
    }

    /// Makes a group of what `fill` adds; it must be written if some of that must.
    fn group(&self, fill: impl FnOnce(&mut Object)) -> (Value, Requirement) {
        let mut inner = Object::default();
        fill(&mut inner);
        let requirement = if inner.required.is_empty() {
            Requirement::Optional
        } else {
            Requirement::Required
        };
        (cells_or_zero(self.table, inner.finish(Nothing::Forbidden)), requirement)
    }

    fn line(&self, row: usize) -> Value {
        if self.is_alike(row) {
            return json!({"$ref": format!("#/$defs/{}", self.definition())});
        }
        self.written_out(row)
    }

    /// Returns what may be written of a row: a value, its cells by name, or all of
    /// them as a list, the totals included or not.
    fn written_out(&self, row: usize) -> Value {
        let columns = &self.form().columns;
        if let [Line { steps, .. }] = columns.leaf_lines()
            && steps.is_empty()
        {
            return self.cell(row, 0);
        }
        let mut object = Object::default();
        self.columns(&mut object, &columns.items, row);
        let list = json!({
            "type": "array",
            "minItems": columns.leaves - totals(columns),
            "maxItems": columns.leaves,
        });
        let mut ways = vec![object.finish(Nothing::Forbidden), list];
        if self.table.blank == Blank::Zero {
            ways.push(json!({"enum": [0, null]}));
        }
        json!({"anyOf": ways})
    }

    fn cell(&self, row: usize, column: usize) -> Value {
        let kind = self.form().value_type(row, column);
        let plain = value(kind);
        if !kind.is_number() {
            return plain;
        }
        let remarked = json!({
            "type": "object",
            "properties": {
                NUMBER_KEY: plain,
                REMARK_KEY: {
                    "type": "string",
                    "title": REMARK_KEY,
                    "description": "印在数后面的括号里",
                },
            },
            "required": [NUMBER_KEY],
            "additionalProperties": false,
        });
        json!({"anyOf": [plain, remarked]})
    }

    fn requirement(&self, line: &Line) -> Requirement {
        match (&line.kind, line.required, self.table.blank) {
            (_, Some(Written::Asked), _) | (LineKind::Leaf, None, Blank::Asked) => {
                Requirement::Required
            }
            _ => Requirement::Optional,
        }
    }
}

fn totals(axis: &Axis) -> usize {
    axis.leaf_lines()
        .iter()
        .filter(|line| matches!(line.kind, LineKind::Total(_)))
        .count()
}
