//! Reads a YAML tree by a form: fields here, scalars in [`value`], cells in
//! [`table`], keys that the form does not have in [`keys`].

mod keys;
mod number;
mod table;
mod value;

use std::sync::Arc;

use super::{Fact, Facts, Group, Named, Prose, Written, join};
use crate::diagnostic::{Code, Diagnostic};
use crate::form::{Field, FieldKind, Form, Names, Requirement, ValueType};
use crate::source::Span;
use crate::yaml::{self, Entry, Node, Value as Yaml};
use keys::{Found, Known};
pub(super) use value::year;

/// Reads the tree of a staff's file by its form.
///
/// Everything that can be read is in the result; what cannot is
/// [`Fact::Wrong`] or left out, and each fault is one finding.
pub fn read(root: &Node, form: &Arc<Form>) -> (Facts, Vec<Diagnostic>) {
    let mut reader = Reader { form, findings: Vec::new() };
    let fields = form.fields.iter().map(|field| Known::new(&field.name));
    let tables = form.tables.iter().map(|table| Known::new(&table.name));
    let known: Vec<_> = fields.chain(tables).collect();
    let mut found = reader.entries(root, &known, "");
    let of_tables = found.split_off(form.fields.len());
    let facts =
        form.fields.iter().zip(found).map(|(field, found)| {
            (field.name.clone(), reader.field(field, found, root, ""))
        });
    let fields = Group { span: Some(root.span.clone()), facts: facts.collect() };
    let tables = form
        .tables
        .iter()
        .zip(of_tables)
        .map(|(table, found)| table::read(&mut reader, table, found, root))
        .collect();
    (Facts { form: Arc::clone(form), fields, tables }, reader.findings)
}

/// What all readers of a file share.
struct Reader<'f> {
    form: &'f Form,
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
        if let Found::Garbled = found {
            return Fact::Wrong;
        }
        let entry = found.entry();
        let Some(entry) = entry.filter(|entry| entry.node.value != Yaml::Empty) else {
            self.left_out(field, entry, parent, &path);
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

    fn left_out(
        &mut self,
        field: &Field,
        entry: Option<&Entry>,
        parent: &Node,
        path: &str,
    ) {
        let (code, message) = match field.requirement {
            Requirement::Optional => {
                return self.left_out_below(field, entry, parent, path);
            }
            Requirement::Required => (Code::Missing, format!("缺少“{path}”")),
            Requirement::Advised => {
                (Code::Advised, format!("没有写“{path}”，一般都要写"))
            }
        };
        let place = entry.map_or_else(|| opening(parent), |entry| entry.key_span.clone());
        let finding = if code == Code::Missing {
            Diagnostic::error(code, message)
        } else {
            Diagnostic::warning(code, message)
        };
        let label = if entry.is_some() { "这里还没有填" } else { "" };
        let help = if field.help.is_empty() {
            format!("请写上“{}”", field.name)
        } else {
            format!("请写上“{}”：{}", field.name, field.help)
        };
        self.report(finding.at(place, label).path(path).help(help));
    }

    /// Reports what must be written within a group that is left out.
    fn left_out_below(
        &mut self,
        field: &Field,
        entry: Option<&Entry>,
        parent: &Node,
        path: &str,
    ) {
        if let FieldKind::Group(fields) = &field.kind {
            for child in fields {
                if child.requirement != Requirement::Optional {
                    self.left_out(child, entry, parent, &join(path, &child.name));
                }
            }
        }
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
        let all: Option<Vec<_>> =
            nodes.iter().map(|node| self.one(kind, node, path)).collect();
        all.map_or(Fact::Wrong, Fact::Several)
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
        let found = self.entries(node, &known, path);
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
        let groups: Option<Vec<_>> = nodes.iter().enumerate().map(read).collect();
        groups.map_or(Fact::Wrong, Fact::Each)
    }

    fn open(&mut self, names: Names, kind: &ValueType, node: &Node, path: &str) -> Fact {
        let Yaml::Map(entries) = &node.value else {
            self.report(wrong_shape(node, path, "写成“名称: 内容”，一项一行"));
            return Fact::Wrong;
        };
        let mut found = Vec::new();
        for entry in entries {
            if !self.open_name(names, entry, path) || entry.node.value == Yaml::Empty {
                continue;
            }
            if let Some(written) = self.one(kind, &entry.node, &join(path, &entry.key)) {
                found.push(Named {
                    name: entry.key.clone(),
                    name_span: entry.key_span.clone(),
                    written,
                });
            }
        }
        Fact::Open(found)
    }

    fn open_name(&mut self, names: Names, entry: &Entry, path: &str) -> bool {
        match names {
            Names::Findings => true,
            Names::Tables => {
                let tables = &self.form.tables;
                if tables.iter().any(|table| table.name == entry.key) {
                    return true;
                }
                let known: Vec<_> = tables
                    .iter()
                    .map(|table| Known::labelled(&table.name, &table.title))
                    .collect();
                self.unknown_key(entry, &known, path);
                false
            }
            Names::Any => {
                let first = entry.key.chars().next();
                let good = first.is_some_and(char::is_alphabetic)
                    && entry.key.chars().all(|c| c.is_alphanumeric() || c == '_');
                if !good {
                    let finding = yaml::odd_key(entry).unwrap_or_else(|| {
                        let message = format!("“{}”不能作名称", entry.key);
                        Diagnostic::error(Code::BadText, message)
                            .at(entry.key_span.clone(), "")
                            .help("名称只用汉字、字母、数字和下划线，第一个不是数字")
                    });
                    self.report(finding.path(path));
                }
                good
            }
        }
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
        if let Some(prose) = Prose::new(node.clone()) {
            return if prose.text().trim().is_empty() {
                Fact::LeftOut
            } else {
                Fact::Prose(prose)
            };
        }
        let finding = wrong_shape(node, path, "写成一段文字");
        self.report(
            finding.help("多行文字前面要加“|”：冒号后面写“|”，正文另起一行、缩进两格"),
        );
        Fact::Wrong
    }
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
