//! Maps whose names staff choose: 事实, 附注, 核实.

use std::collections::BTreeSet;

use super::keys::{self, Known, Meant, Odd, OddKind};
use super::{Reader, is_blank, wrong_shape};
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::facts::{Fact, Named, join};
use crate::form::{BadName, Names, ValueType, check_name};
use crate::yaml::{self, Entry, Node, Value as Yaml};

/// A name that staff chose, and whether its value can be read.
enum OpenName {
    Good(String),
    /// There is a finding; what refers to the name is silent.
    Bad(String),
}

impl Reader<'_> {
    pub(super) fn open(
        &mut self,
        names: Names,
        kind: &ValueType,
        node: &Node,
        path: &str,
    ) -> Fact {
        let Yaml::Map(entries) = &node.value else {
            let finding = yaml::odd_value(node).unwrap_or_else(|| {
                let finding = wrong_shape(node, path, "写成“名称: 内容”，一项一行");
                match node.scalar() {
                    Some(scalar) if scalar.text.contains(['：', ':']) => {
                        finding.help("冒号用英文的，后面空一格")
                    }
                    _ => finding,
                }
            });
            self.report(finding.path(path));
            return Fact::Wrong;
        };
        let mut found = Vec::new();
        let mut taken = BTreeSet::new();
        for entry in entries {
            let (name, fact) = match self.open_name(names, entry, path) {
                OpenName::Good(name) if is_blank(&entry.node) => match names {
                    Names::Any | Names::Tables => continue,
                    Names::Findings => (name, Fact::LeftOut),
                },
                OpenName::Good(name) => {
                    let written = self.one(kind, &entry.node, &join(path, &name));
                    (name, written.map_or(Fact::Wrong, Fact::One))
                }
                OpenName::Bad(name) => (name, Fact::Wrong),
            };
            if taken.insert(name.clone()) {
                found.push(Named { name, name_span: entry.key_span.clone(), fact });
            }
        }
        Fact::Open(found)
    }

    fn open_name(&mut self, names: Names, entry: &Entry, path: &str) -> OpenName {
        match names {
            Names::Findings => self.finding_name(entry, path),
            Names::Tables => self.table_name(entry, path),
            Names::Any => self.own_name(entry, path),
        }
    }

    fn table_name(&mut self, entry: &Entry, path: &str) -> OpenName {
        let tables = &self.form.tables;
        if tables.iter().any(|table| table.name == entry.key) {
            return OpenName::Good(entry.key.clone());
        }
        let known: Vec<_> = tables
            .iter()
            .map(|table| Known::labelled(&table.name, &table.title))
            .collect();
        match self.unknown_key(entry, &known, path) {
            Meant::Key(index) => OpenName::Good(tables[index].name.clone()),
            Meant::Torn(_)
            | Meant::TornWithOthers(_)
            | Meant::FurtherIn
            | Meant::Unknown => OpenName::Bad(entry.key.clone()),
        }
    }

    /// Takes a code with its path; whether there is such a finding is known last.
    fn finding_name(&mut self, entry: &Entry, path: &str) -> OpenName {
        match keys::odd(entry) {
            Some(Odd { finding, .. }) => {
                self.report(finding.path(path));
                OpenName::Bad(entry.key.clone())
            }
            None => OpenName::Good(entry.key.clone()),
        }
    }

    /// Checks a name of which the form knows nothing.
    fn own_name(&mut self, entry: &Entry, path: &str) -> OpenName {
        let Err(bad) = check_name(&entry.key) else {
            return OpenName::Good(entry.key.clone());
        };
        if let Some(Odd { finding, name, kind }) = keys::odd(entry) {
            self.report(finding.path(path));
            let name = name.to_owned();
            return match kind {
                OddKind::Blanks if check_name(&name).is_ok() => OpenName::Good(name),
                OddKind::Blanks | OddKind::Torn | OddKind::TornWithOthers => {
                    OpenName::Bad(name)
                }
            };
        }
        let (message, help) = match bad {
            BadName::Reserved => {
                (format!("“{}”是程序自己用的名称", entry.key), "请换一个名称")
            }
            BadName::Malformed => (
                format!("“{}”不能作名称", shorten(&entry.key)),
                "名称只用汉字、字母、数字和下划线，第一个不是数字",
            ),
        };
        let finding = Diagnostic::error(Code::BadText, message)
            .at(entry.key_span.clone(), "")
            .path(path)
            .help(help);
        self.report(finding);
        OpenName::Bad(entry.key.clone())
    }
}
