//! Keys that the form does not have, and what was meant by them.

use super::Reader;
use crate::diagnostic::{Code, Diagnostic};
use crate::form::{Form, Item};
use crate::spelling;
use crate::yaml::{self, Entry, Node, Value as Yaml};

/// How many names a message lists.
const MOST_LISTED: usize = 12;

/// A key that may stand somewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    name: &'a str,
    label: &'a str,
}

impl<'a> Known<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        Self { name, label: name }
    }

    /// A key whose printed label differs from its name.
    pub(super) fn labelled(name: &'a str, label: &'a str) -> Self {
        Self { name, label }
    }
}

/// What stands at a known key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'n> {
    /// No such key.
    Nothing,
    /// An entry.
    Entry(&'n Entry),
    /// An entry whose notation went wrong, as a finding says: what its value was
    /// meant to be is not known.
    Garbled,
}

impl<'n> Found<'n> {
    /// Returns the entry, if there is one to be read.
    pub(super) fn entry(self) -> Option<&'n Entry> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Nothing | Self::Garbled => None,
        }
    }
}

impl Reader<'_> {
    /// Returns the entry of each known key, and reports the others. A key that
    /// was clearly meant to be a known one is reported and taken for it, so that
    /// one slip is not also a missing entry.
    pub(super) fn entries<'n>(
        &mut self,
        node: &'n Node,
        known: &[Known<'_>],
        path: &str,
    ) -> Vec<Found<'n>> {
        let Yaml::Map(entries) = &node.value else {
            return vec![Found::Nothing; known.len()];
        };
        let at = |known: &Known<'_>| node.get(known.name);
        let mut found: Vec<_> = known
            .iter()
            .map(|known| at(known).map_or(Found::Nothing, Found::Entry))
            .collect();
        for entry in entries {
            if known.iter().any(|known| known.name == entry.key) {
                continue;
            }
            let before = self.findings.len();
            let meant = self.unknown_key(entry, known, path);
            let garbled = self.findings[before..].iter().any(is_notation);
            let slot = meant.and_then(|index| found.get_mut(index));
            if let Some(slot @ Found::Nothing) = slot {
                *slot = if garbled { Found::Garbled } else { Found::Entry(entry) };
            }
        }
        found
    }

    /// Reports a key that is none of the known ones; returns which was meant.
    pub(super) fn unknown_key(
        &mut self,
        entry: &Entry,
        known: &[Known<'_>],
        path: &str,
    ) -> Option<usize> {
        if let Some(finding) = yaml::odd_key(entry) {
            self.report(if path.is_empty() { finding } else { finding.path(path) });
            let meant = |known: &Known<'_>| entry.key.trim().starts_with(known.name);
            return known.iter().position(meant);
        }
        let here =
            if path.is_empty() { String::new() } else { format!("“{path}”下面") };
        let finding = Diagnostic::error(
            Code::UnknownKey,
            format!("{here}没有“{}”这一项", entry.key),
        )
        .at(entry.key_span.clone(), "");
        let finding = if path.is_empty() { finding } else { finding.path(path) };
        let folded = fold(&entry.key);
        if let Some(index) = known.iter().position(|known| fold(known.label) == folded) {
            let name = known[index].name;
            self.report(
                finding.help(format!("这是印出来的字样，文件里写它的名称“{name}”")).fix(
                    format!("改为“{name}”"),
                    entry.key_span.clone(),
                    name,
                ),
            );
            return Some(index);
        }
        let names = known.iter().map(|known| known.name);
        if let Some(near) = spelling::nearest(&entry.key, names) {
            self.report(finding.help(format!("是不是想写“{near}”？")));
            return known.iter().position(|known| known.name == near);
        }
        let finding = match place_of(self.form, &entry.key) {
            Some(above) if above != path => finding.help(format!(
                "“{}”是“{above}”下面的一项，请看缩进是不是和它对齐",
                entry.key
            )),
            _ => finding.help(format!("这里可以写：{}", list(known))),
        };
        self.report(finding);
        None
    }
}

/// Tells whether a finding says that an entry is not divided where it was meant.
fn is_notation(finding: &Diagnostic) -> bool {
    matches!(finding.code, Code::FullWidthMark | Code::MissingSpace)
}

fn list(known: &[Known<'_>]) -> String {
    let names: Vec<_> = known.iter().map(|known| known.name).collect();
    if names.len() <= MOST_LISTED {
        return names.join("、");
    }
    format!("{}等 {} 项", names[..MOST_LISTED].join("、"), names.len())
}

/// Leaves of a label what its readers see as its words: no spaces, no marks.
fn fold(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the path below which the form has a name, if it is in one place only.
fn place_of(form: &Form, name: &str) -> Option<String> {
    let mut places = Vec::new();
    for field in &form.fields {
        if field.children().iter().any(|child| child.name == name) {
            places.push(field.name.clone());
        }
    }
    for table in &form.tables {
        for part in &table.parts {
            collect(&part.rows.items, name, &table.name, &mut places);
            collect(&part.columns.items, name, &table.name, &mut places);
        }
    }
    match &places[..] {
        [place] => Some(place.clone()),
        _ => None,
    }
}

fn collect(items: &[Item], name: &str, above: &str, places: &mut Vec<String>) {
    for item in items {
        if item.name.as_deref() == Some(name) {
            places.push(above.to_owned());
        }
        let below = match &item.name {
            Some(step) => format!("{above}.{step}"),
            None => above.to_owned(),
        };
        collect(&item.children, name, &below, places);
    }
}
