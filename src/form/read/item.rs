//! An item of 列 or 行 in each of the ways it can be written (`form-grammar` 3).

use super::entries::{find, head, listed, quoted};
use super::faults::{Faults, fault};
use super::name::LABEL;
use super::value_type::{Holder, Typed};
use crate::diagnostic::Code;
use crate::form::Written;
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// The key for other words that a sheet may have in place of the label.
const ALIASES: &str = "别名";

/// Which axis an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// 列.
    Columns,
    /// 行.
    Rows,
}

/// An item as written, before it is known which leaf of the axis it is.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) name: Option<String>,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) aliases: Vec<String>,
    pub(super) span: Span,
    pub(super) kind: DraftKind,
}

/// A group or a leaf.
#[derive(Debug)]
pub(super) enum DraftKind {
    Group(Vec<Draft>),
    Leaf(Attributes),
}

/// What can be said of a leaf.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) typed: Option<Typed>,
    /// 必填 and the place of its key.
    pub(super) required: Option<(Written, Span)>,
    /// The place of 合计, if it is 是.
    pub(super) total: Option<Span>,
}

impl Side {
    /// Returns the key in a form file.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Columns => "列",
            Self::Rows => "行",
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Columns => Self::Rows,
            Self::Rows => Self::Columns,
        }
    }
}

impl Draft {
    /// Returns what it is called in messages.
    pub(super) fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.label)
    }
}

/// Returns the leaves of a tree, in printed order.
pub(super) fn leaves(drafts: &[Draft]) -> Vec<(&Draft, &Attributes)> {
    let mut found = Vec::new();
    for draft in drafts {
        match &draft.kind {
            DraftKind::Group(below) => found.extend(leaves(below)),
            DraftKind::Leaf(attributes) => found.push((draft, attributes)),
        }
    }
    found
}

/// Reads a list of items; `group` is what an empty one is said to be.
pub(super) fn items(
    node: &Node,
    group: &str,
    side: Side,
    faults: &mut Faults,
) -> Vec<Draft> {
    let Some(nodes) = faults.list(group, node) else { return Vec::new() };
    if nodes.is_empty() {
        let message = format!("组是空的：“{group}”里要有至少一项");
        faults.push(fault(Code::FormBadItem, &node.span, message));
    }
    nodes.iter().flat_map(|node| item(node, side, faults)).collect()
}

/// Reads an item: one draft, none if it is beyond reading, several if dashes
/// are missing.
fn item(node: &Node, side: Side, faults: &mut Faults) -> Vec<Draft> {
    match &node.value {
        Value::Scalar(scalar) => {
            let name = scalar.text.trim();
            let draft = faults.check_name(name, &node.span).then(|| Draft {
                name: Some(name.to_owned()),
                label: name.to_owned(),
                help: String::new(),
                aliases: Vec::new(),
                span: node.span.clone(),
                kind: DraftKind::Leaf(Attributes::default()),
            });
            draft.into_iter().collect()
        }
        Value::Map(entries) if find(entries, LABEL).is_some() => {
            vec![described(entries, None, &head(node), side, faults)]
        }
        Value::Map(entries) => {
            if entries.len() > 1 {
                several_names(entries, faults);
            }
            let is_item = |entry: &&Entry| {
                entries.len() == 1 || !attribute_keys(side).contains(&&*entry.key)
            };
            entries
                .iter()
                .filter(is_item)
                .filter_map(|entry| named(entry, side, faults))
                .collect()
        }
        Value::Empty | Value::List(_) => {
            let message = "这一项要写名称，或“名称: 标签”";
            faults.push(fault(Code::FormBadItem, &head(node), message));
            Vec::new()
        }
    }
}

fn attribute_keys(side: Side) -> [&'static str; 9] {
    [LABEL, "类型", "单位", "选项", "必填", "合计", "说明", ALIASES, side.key()]
}

/// Returns what can be said of a group.
fn group_keys(side: Side) -> [&'static str; 4] {
    [LABEL, "说明", ALIASES, side.key()]
}

fn several_names(entries: &[Entry], faults: &mut Faults) {
    let names = quoted(entries.iter().take(3).map(|entry| &*entry.key));
    let more = if entries.len() > 3 { "等" } else { "" };
    let message = format!(
        "一项只能有一个名称，这里有{names}{more}。每项前面要有“-”，还是想写“标签”？"
    );
    let mut finding = fault(Code::FormSeveralNames, &entries[1].key_span, message);
    let (first, second) = (&entries[0].key, &entries[1].key);
    if attribute_keys(Side::Rows).contains(&&**second) {
        finding = finding.help(format!("写成 {{{first}: {{标签: …, {second}: …}}}}"));
    }
    faults.push(finding);
}

/// Reads `name: label`, `name: [items]` or `name: {attributes}`.
fn named(entry: &Entry, side: Side, faults: &mut Faults) -> Option<Draft> {
    // What is below is read even if the name is none, for its own faults.
    let is_name = faults.check_name(&entry.key, &entry.key_span);
    let name = entry.key.clone();
    let draft = |label: String, kind| Draft {
        name: Some(name.clone()),
        label,
        help: String::new(),
        aliases: Vec::new(),
        span: entry.key_span.clone(),
        kind,
    };
    let draft = match &entry.node.value {
        Value::Scalar(_) => {
            let label = faults.text(&entry.key, &entry.node)?;
            draft(label, DraftKind::Leaf(Attributes::default()))
        }
        Value::List(_) | Value::Empty => {
            let below = items(&entry.node, &entry.key, side, faults);
            draft(name.clone(), DraftKind::Group(below))
        }
        Value::Map(entries) => {
            described(entries, Some(&name), &entry.key_span, side, faults)
        }
    };
    is_name.then_some(draft)
}

/// Reads a map of attributes, of a leaf or of a group.
fn described(
    entries: &[Entry],
    name: Option<&str>,
    span: &Span,
    side: Side,
    faults: &mut Faults,
) -> Draft {
    let label = faults.optional_text(entries, LABEL);
    let label = label.unwrap_or_else(|| name.unwrap_or_default().to_owned());
    let help = faults.optional_text(entries, "说明").unwrap_or_default();
    let aliases = faults.aliases(entries);
    let below = find(entries, side.key());
    let other = find(entries, side.other().key());
    let kind = if let Some(below) = below.or(other) {
        if let (None, Some(wrong)) = (find(entries, side.key()), other) {
            wrong_side(wrong, side, faults);
            faults.unknown_keys(entries, &group_keys(side.other()));
        } else {
            faults.unknown_keys(entries, &group_keys(side));
        }
        let group = name.unwrap_or(&label);
        DraftKind::Group(items(&below.node, group, side, faults))
    } else {
        faults.unknown_keys(entries, &attribute_keys(side));
        DraftKind::Leaf(attributes(entries, faults))
    };
    Draft {
        name: name.map(str::to_owned),
        label,
        help,
        aliases,
        span: span.clone(),
        kind,
    }
}

/// Says that a group of rows has 列 below it, or the reverse.
fn wrong_side(entry: &Entry, side: Side, faults: &mut Faults) {
    let (key, right) = (&entry.key, side.key());
    let allowed = listed(&group_keys(side));
    let message = format!("这里没有“{key}”这一项，可以写：{allowed}");
    let finding = fault(Code::FormUnknownKey, &entry.key_span, message)
        .help(format!("在“{right}”里面，下一层也写“{right}”"))
        .fix(format!("改成“{right}”"), entry.key_span.clone(), right);
    faults.push(finding);
}

impl Faults {
    /// Reads 别名: a text or a list of texts.
    fn aliases(&mut self, entries: &[Entry]) -> Vec<String> {
        let Some(entry) = find(entries, ALIASES) else { return Vec::new() };
        let nodes = match &entry.node.value {
            Value::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(&entry.node),
        };
        nodes.iter().filter_map(|node| self.text(ALIASES, node)).collect()
    }
}

fn attributes(entries: &[Entry], faults: &mut Faults) -> Attributes {
    let mut attributes = Attributes {
        typed: faults.value_type(entries, Holder::Cell),
        ..Attributes::default()
    };
    if let Some(entry) = find(entries, "必填") {
        let words = [("是", Written::Asked), ("否", Written::Free)];
        let written = faults.one_of(entry, &words);
        attributes.required = written.map(|written| (written, entry.key_span.clone()));
    }
    if let Some(entry) = find(entries, "合计") {
        let total = faults.one_of(entry, &[("是", true), ("否", false)]);
        attributes.total = (total == Some(true)).then(|| entry.key_span.clone());
    }
    attributes
}
