//! Tables of facts as tables of the document: the one place that formats values.

use crate::document::{Align, BodyCell, Inline, Inlines, LEFT, TAKEN, Table};
use crate::facts::{Answer, Cell, Facts, Value};
use crate::form::{CellRef, TableForm, ValueType};

/// Returns a table of the form with its values.
pub(super) fn table(facts: &Facts, index: usize) -> Table {
    let form = &facts.form;
    let body = |cell| body_cell(facts, cell, form.cell_type(cell));
    Table { note: note(facts, &form.tables[index]), ..form.printed(index, body) }
}

/// Returns the note that staff ask to be printed under the table.
fn note(facts: &Facts, form: &TableForm) -> Option<Inlines> {
    match &facts.value(&["附注", &form.name])?.value {
        Value::Text(text) => Some(Inlines::text(text)),
        _ => None,
    }
}

fn body_cell(facts: &Facts, cell: CellRef, kind: &ValueType) -> BodyCell {
    let content = match facts.cell(cell) {
        Some(Cell::Written { value: Value::Number(number), remark, .. }) => {
            let mut text = number.to_string();
            if let Some(remark) = remark {
                text = format!("{text}（{}）", remark.text);
            }
            Inlines::text(text)
        }
        Some(Cell::Written { value, .. }) => written(value, kind),
        Some(Cell::LeftOut) | None if kind.is_number() => {
            let number = facts.number(cell).map(|number| number.to_string());
            Inlines::text(number.unwrap_or_default())
        }
        Some(Cell::LeftOut | Cell::Wrong) | None => Inlines::default(),
    };
    let align = if kind.is_number() { Align::Center } else { Align::Start };
    BodyCell { content, align }
}

fn written(value: &Value, kind: &ValueType) -> Inlines {
    match (value, kind) {
        (Value::YesNo(answer), _) => {
            let options = Answer::ALL.map(|answer| answer.word().to_owned());
            options_text(&options, |option| option == answer.word())
        }
        (Value::Text(text), ValueType::Choice(options)) => {
            options_text(options, |option| option == text)
        }
        (Value::Choices(taken), ValueType::Choices(options)) => {
            options_text(options, |option| taken.iter().any(|taken| taken == option))
        }
        (Value::Text(text), ValueType::Url) => {
            [Inline::Link { target: text.clone(), content: Inlines::text(text) }]
                .into_iter()
                .collect()
        }
        (value, _) => Inlines::text(value.to_string()),
    }
}

/// Writes all options, each after ■ if it is taken and after □ if not.
fn options_text(options: &[String], taken: impl Fn(&str) -> bool) -> Inlines {
    let mark = |option: &String| {
        let mark = if taken(option) { TAKEN } else { LEFT };
        format!("{mark}{option}")
    };
    Inlines::text(options.iter().map(mark).collect::<Vec<_>>().join(" "))
}
