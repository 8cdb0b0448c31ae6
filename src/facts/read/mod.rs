//! Reads a YAML tree by a form: fields here, maps of names that staff choose in
//! [`open`], scalars in [`value`], cells in [`table`], keys that the form does
//! not have in [`keys`].

mod keys;
mod number;
mod open;
mod table;
#[cfg(test)]
mod tests;
mod value;

use std::sync::Arc;

use super::{Fact, Facts, Group, Prose, Written, join};
use crate::diagnostic::{Code, Diagnostic};
use crate::form::{Field, FieldKind, Form, Requirement, ValueType};
use crate::source::Span;
use crate::yaml::{self, Entry, Node, Value as Yaml};
use keys::{Found, Known};
pub(super) use number::in_flow;
pub use number::{Entered, entered};
pub(crate) use value::year;

/// Reads the tree of a staff's file by its form.
///
/// Everything that can be read is in the result; what cannot is
/// [`Fact::Wrong`] or left out, and each fault is one finding.
pub fn read(root: &Node, form: &Arc<Form>) -> (Facts, Vec<Diagnostic>) {
    read_beside(root, form, &|_| None)
}

/// Reads as [`read`] does. `edition` finds another edition of the form that has a
/// name, for the keys that this one does not have.
pub fn read_beside(
    root: &Node,
    form: &Arc<Form>,
    edition: &dyn Fn(&str) -> Option<Arc<Form>>,
) -> (Facts, Vec<Diagnostic>) {
    let mut reader = Reader { form, edition, findings: Vec::new() };
    let fields = form.fields.iter().map(|field| Known::new(&field.name));
    let tables =
        form.tables.iter().map(|table| Known::labelled(&table.name, &table.title));
    let known: Vec<_> = fields.chain(tables).collect();
    let mut found = reader.entries(root, &known, "").found;
    let of_tables = found.split_off(form.fields.len());
    let facts =
        form.fields.iter().zip(found).map(|(field, found)| {
            (field.name.clone(), reader.field(field, found, root, ""))
        });
    let fields = Group { span: Some(root.span.clone()), facts: facts.collect() };
    let tables = of_tables
        .into_iter()
        .enumerate()
        .map(|(index, found)| table::read(&mut reader, index, found, root))
        .collect();
    (Facts { form: Arc::clone(form), fields, tables }, reader.findings)
}

/// What all readers of a file share.
struct Reader<'f> {
    form: &'f Form,
    edition: &'f dyn Fn(&str) -> Option<Arc<Form>>,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Reads a field that may be left out; `parent` is the map it belongs to.
    fn field(
        &mut self,
        field: &Field,
        found: Found<'_>,
        parent: &Node,
        above: &str,
    ) -> Fact {
        let path = join(above, &field.name);
        let entry = match found {
            Found::Unreadable => return Fact::Wrong,
            Found::Absent => None,
            Found::Entry(entry) => Some(entry),
        };
        let Some(entry) = entry.filter(|entry| !is_left_out(field, &entry.node)) else {
            for (field, path) in asked(field, path) {
                self.left_out(field, entry, parent, &path);
            }
            return empty(field);
        };
        let node = &entry.node;
        match &field.kind {
            FieldKind::Value(ValueType::Prose) => self.prose(node, &path),
            FieldKind::Value(kind) => {
                self.one(kind, node, &path).map_or(Fact::Wrong, Fact::One)
            }
            FieldKind::Several(kind) => self.several(kind, node, &path),
            FieldKind::Group(fields) => {
                self.group(fields, node, &path).map_or(Fact::Wrong, Fact::Group)
            }
            FieldKind::Each(fields) => self.each(fields, node, &path),
            FieldKind::Open(names, kind) => self.open(*names, kind, node, &path),
        }
    }

    /// Reports a field that must or should be written and is not.
    fn left_out(
        &mut self,
        field: &Field,
        entry: Option<&Entry>,
        parent: &Node,
        path: &str,
    ) {
        let finding = if field.requirement == Requirement::Required {
            Diagnostic::error(Code::Missing, format!("缺少“{path}”"))
        } else {
            let message = format!("没有写“{path}”，一般都要写");
            Diagnostic::warning(Code::Advised, message)
        };
        let place = entry.map_or_else(|| opening(parent), |entry| entry.key_span.clone());
        let label = if entry.is_some() { "这里还没有填" } else { "" };
        let help = if field.help.is_empty() {
            format!("请写上“{}”", field.name)
        } else {
            format!("请写上“{}”：{}", field.name, field.help)
        };
        self.report(finding.at(place, label).path(path).help(help));
    }

    fn one(&mut self, kind: &ValueType, node: &Node, path: &str) -> Option<Written> {
        let value = self.value(kind, node, path)?;
        Some(Written { value, span: node.span.clone() })
    }

    fn several(&mut self, kind: &ValueType, node: &Node, path: &str) -> Fact {
        let Yaml::List(nodes) = &node.value else {
            let one = self.one(kind, node, path);
            return one.map_or(Fact::Wrong, |written| Fact::Several(vec![written]));
        };
        let all: Vec<_> = nodes.iter().map(|node| self.one(kind, node, path)).collect();
        whole(all).map_or(Fact::Wrong, Fact::Several)
    }

    fn group(&mut self, fields: &[Field], node: &Node, path: &str) -> Option<Group> {
        if !matches!(node.value, Yaml::Map(_)) {
            let names =
                fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>();
            let finding = yaml::odd_value(node).unwrap_or_else(|| {
                wrong_shape(node, path, "分成几项来写")
                    .help(format!("下面可以写：{}", names.join("、")))
            });
            self.report(finding.path(path));
            return None;
        }
        let known: Vec<_> = fields.iter().map(|field| Known::new(&field.name)).collect();
        let found = self.entries(node, &known, path).found;
        let facts = fields
            .iter()
            .zip(found)
            .map(|(field, found)| {
                (field.name.clone(), self.field(field, found, node, path))
            })
            .collect();
        Some(Group { span: Some(node.span.clone()), facts })
    }

    fn each(&mut self, fields: &[Field], node: &Node, path: &str) -> Fact {
        let Yaml::List(nodes) = &node.value else {
            let names = fields.iter().map(|field| format!("{}: …", field.name));
            let example = format!("- {{{}}}", names.collect::<Vec<_>>().join(", "));
            let finding = wrong_shape(node, path, "写成列表，每一条前面加“-”");
            self.report(finding.help(format!("例如：{example}")));
            return Fact::Wrong;
        };
        let read = |(index, node)| self.group(fields, node, &join(path, &number(index)));
        let groups: Vec<_> = nodes.iter().enumerate().map(read).collect();
        whole(groups).map_or(Fact::Wrong, Fact::Each)
    }

    fn prose(&mut self, node: &Node, path: &str) -> Fact {
        if let Some(comment) = yaml::trailing_comment(node) {
            let finding = Diagnostic::warning(
                Code::CutByComment,
                format!("“{path}”里“#”后面的文字被当作注释，不会印出来"),
            );
            self.report(
                finding
                    .at(comment, "从这里起不算正文")
                    .path(path)
                    .help("正文里要写“#”，就在冒号后面写“|”，正文另起一行、缩进两格"),
            );
        }
        if let Some(finding) = yaml::missing_bar(node) {
            self.report(finding.path(path));
            return Fact::Wrong;
        }
        if let Some(prose) = Prose::new(node.clone()) {
            return Fact::Prose(prose);
        }
        let finding = wrong_shape(node, path, "写成一段文字");
        self.report(
            finding.help("多行文字前面要加“|”：冒号后面写“|”，正文另起一行、缩进两格"),
        );
        Fact::Wrong
    }
}

/// Returns what must or should be written at or below a field that is left out,
/// with its path; one for each cause. A group that must be there is asked for as
/// a whole; one that only should be is asked for by what must be written in it.
fn asked(field: &Field, path: String) -> Vec<(&Field, String)> {
    let must = |field: &Field| field.requirement == Requirement::Required;
    let below: Vec<_> = match &field.kind {
        FieldKind::Group(fields) if !must(field) => fields
            .iter()
            .flat_map(|child| asked(child, join(&path, &child.name)))
            .collect(),
        _ => Vec::new(),
    };
    match field.requirement {
        Requirement::Optional => below,
        Requirement::Advised if below.iter().any(|(child, _)| must(child)) => below,
        Requirement::Advised | Requirement::Required => vec![(field, path)],
    }
}

/// Tells whether a field has no value although its key is there.
fn is_left_out(field: &Field, node: &Node) -> bool {
    let several = matches!(field.kind, FieldKind::Several(_) | FieldKind::Each(_));
    is_blank(node)
        || several && matches!(&node.value, Yaml::List(nodes) if nodes.is_empty())
}

/// Tells whether a node says nothing of what may stand in it.
pub(super) fn is_nothing(node: &Node) -> bool {
    is_blank(node) || matches!(&node.value, Yaml::Map(entries) if entries.is_empty())
}

/// Tells whether a node holds nothing but blanks, in quotes or without.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Yaml::Empty => true,
        Yaml::Scalar(scalar) => scalar.text.trim().is_empty(),
        Yaml::List(_) | Yaml::Map(_) => false,
    }
}

/// Returns all of a list if all of it could be read.
fn whole<T>(all: Vec<Option<T>>) -> Option<Vec<T>> {
    all.into_iter().collect()
}

/// Returns the value of a field that is left out.
fn empty(field: &Field) -> Fact {
    match &field.kind {
        FieldKind::Group(fields) => Fact::Group(Group {
            span: None,
            facts: fields
                .iter()
                .map(|field| (field.name.clone(), empty(field)))
                .collect(),
        }),
        FieldKind::Each(_) => Fact::Each(Vec::new()),
        FieldKind::Open(..) => Fact::Open(Vec::new()),
        FieldKind::Several(_) => Fact::Several(Vec::new()),
        FieldKind::Value(_) => Fact::LeftOut,
    }
}

/// Returns the finding that a value should have been written otherwise.
fn wrong_shape(node: &Node, path: &str, expected: &str) -> Diagnostic {
    let found = match &node.value {
        Yaml::Empty => "什么也没有写",
        Yaml::Scalar(_) => "写的是一个值",
        Yaml::List(_) => "写的是列表",
        Yaml::Map(_) => "写的是“名称: 内容”",
    };
    Diagnostic::error(Code::WrongShape, format!("“{path}”要{expected}，这里{found}"))
        .at(first_line(&node.span), "")
        .path(path)
}

/// Returns the place of a value's first line: long values would fill the screen.
fn first_line(span: &Span) -> Span {
    let text = span.text();
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    span.slice(0..end)
}

/// Returns where a map begins, for what is missing in it.
fn opening(node: &Node) -> Span {
    match &node.value {
        Yaml::Map(entries) => entries
            .first()
            .map_or_else(|| first_line(&node.span), |entry| entry.key_span.clone()),
        _ => first_line(&node.span),
    }
}

fn number(index: usize) -> String {
    (index + 1).to_string()
}
