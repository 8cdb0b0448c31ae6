//! Every text of a report that its readers see as staff wrote it.

use std::borrow::Cow;
use std::ops::Range;

use super::{Cell, Fact, Facts, Group, Prose, Value, Written, join};
use crate::form::ValueType;
use crate::source::Span;

/// Fields that say how the report is made, and are not printed.
const UNPRINTED: [&str; 3] = ["格式", "上年文件", "核实"];

/// A text that is printed, or may be.
#[derive(Debug)]
pub(crate) struct Printed<'a> {
    /// The dotted path of its field or cell.
    pub(crate) path: String,
    /// What it says, `{{ }}` unfilled.
    pub(crate) text: Cow<'a, str>,
    written: From<'a>,
}

/// Where it is written.
#[derive(Debug)]
enum From<'a> {
    /// As prose.
    Prose(&'a Prose),
    /// As one value.
    Value(&'a Span),
}

impl Printed<'_> {
    /// Tells whether it is prose: Markdown with references.
    pub(crate) fn is_prose(&self) -> bool {
        matches!(self.written, From::Prose(_))
    }

    /// Returns where a byte range of the text stands; all of the value where its
    /// notation differs from its text.
    pub(crate) fn locate(&self, range: Range<usize>) -> Span {
        match self.written {
            From::Prose(prose) => prose.locate(range),
            From::Value(span) => match span.text().find(&*self.text) {
                Some(start) => span.slice(start + range.start..start + range.end),
                None => span.clone(),
            },
        }
    }
}

impl Facts {
    /// Returns the texts of the fields, then the texts and remarks in the tables.
    pub(crate) fn printed(&self) -> Vec<Printed<'_>> {
        let mut found = Vec::new();
        for (name, fact) in &self.fields.facts {
            if !UNPRINTED.contains(&name.as_str()) {
                collect(fact, "", name, &mut found);
            }
        }
        self.in_tables(&mut found);
        found
    }

    fn in_tables<'a>(&'a self, found: &mut Vec<Printed<'a>>) {
        for (at, cell) in self.cells() {
            let Cell::Written { value, remark, span } = cell else { continue };
            let mut add = |text: &'a str, span: &'a Span| {
                let (path, text) = (self.form.cell_path(at), text.into());
                found.push(Printed { path, text, written: From::Value(span) });
            };
            match value {
                Value::Text(text) if *self.form.cell_type(at) == ValueType::Text => {
                    add(text, span);
                }
                _ => {}
            }
            if let Some(remark) = remark {
                add(&remark.text, &remark.span);
            }
        }
    }
}

fn collect<'a>(fact: &'a Fact, above: &str, name: &str, found: &mut Vec<Printed<'a>>) {
    let path = || join(above, name);
    let mut add = |written: &'a Written| {
        if let Some(text) = text_of(&written.value) {
            found.push(Printed {
                path: path(),
                text,
                written: From::Value(&written.span),
            });
        }
    };
    match fact {
        Fact::LeftOut | Fact::Wrong => {}
        Fact::One(written) => add(written),
        Fact::Several(all) => all.iter().for_each(add),
        Fact::Prose(prose) => found.push(Printed {
            path: path(),
            text: prose.text().into(),
            written: From::Prose(prose),
        }),
        Fact::Group(inner) => group(inner, &path(), found),
        Fact::Each(groups) => {
            let path = path();
            for (index, inner) in groups.iter().enumerate() {
                group(inner, &join(&path, &(index + 1).to_string()), found);
            }
        }
        Fact::Open(named) => {
            let path = path();
            for named in named {
                collect(&named.fact, &path, &named.name, found);
            }
        }
    }
}

fn group<'a>(group: &'a Group, above: &str, found: &mut Vec<Printed<'a>>) {
    for (name, fact) in &group.facts {
        collect(fact, above, name, found);
    }
}

/// Returns a text or a number in words; what comes from a closed list says nothing
/// of its own.
fn text_of(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Text(text) => Some(text.into()),
        Value::Number(number) => Some(number.to_string().into()),
        Value::Date(_) | Value::Year(_) | Value::YesNo(_) | Value::Choices(_) => None,
    }
}
