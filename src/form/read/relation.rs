//! 勾稽 and 跨年: relations with what is said of them (`form-grammar` 5).

use super::entries::{find, head, listed, quoted};
use super::expression::{self, Complaint};
use super::faults::{Faults, fault};
use super::reference::Resolver;
use crate::diagnostic::{Code, Severity};
use crate::form::{Condition, Field, Form, Relation, Target, ValueType, Year, envelope};
use crate::spelling::nearest;
use crate::yaml::{Entry, Node, Value};

/// Which list a relation stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// 勾稽: one report.
    Within,
    /// 跨年: this report and last year's.
    Across,
}

impl Reach {
    fn severity(self) -> Severity {
        match self {
            Self::Within => Severity::Error,
            Self::Across => Severity::Warning,
        }
    }
}

/// Reads 勾稽 or 跨年.
pub(super) fn relations(
    entry: &Entry,
    reach: Reach,
    form: &Form,
    faults: &mut Faults,
) -> Vec<Relation> {
    let nodes = faults.list(&entry.key, &entry.node).unwrap_or_default();
    let mut resolver = Resolver { form, faults };
    nodes.iter().filter_map(|node| relation(node, reach, &mut resolver)).collect()
}

fn relation(node: &Node, reach: Reach, resolver: &mut Resolver<'_>) -> Option<Relation> {
    let Value::Map(entries) = &node.value else {
        return formula(node, reach, resolver);
    };
    let meant = resolver.faults.unknown_keys(entries, &["关系", "级别", "说明", "仅当"]);
    let text = find(entries, "关系");
    if text.is_none() && !meant.contains(&"关系") {
        resolver.faults.missing("关系", &head(node));
    }
    let relation = text.and_then(|entry| formula(&entry.node, reach, resolver));
    let severity = find(entries, "级别").and_then(|entry| {
        let words = [Severity::Error, Severity::Warning, Severity::Note];
        resolver.faults.one_of(entry, &words.map(|severity| (severity.name(), severity)))
    });
    let explanation = resolver.faults.optional_text(entries, "说明");
    let conditions = find(entries, "仅当").map(|entry| conditions(entry, resolver));
    let mut relation = relation?;
    relation.severity = severity.unwrap_or(relation.severity);
    relation.explanation = explanation.unwrap_or_default();
    relation.conditions = conditions.unwrap_or_default();
    relation.span = node.span.clone();
    Some(relation)
}

/// Reads the text of a relation.
fn formula(node: &Node, reach: Reach, resolver: &mut Resolver<'_>) -> Option<Relation> {
    let Some(text) = node.scalar().map(|scalar| &*scalar.text) else {
        resolver.faults.wrong_shape("关系", node, "写成“甲 + 乙 = 丙”这样的一行");
        return None;
    };
    let (left, comparison, right) = match expression::relation(text) {
        Ok(parsed) => parsed,
        Err(complaint) => {
            complain(node, complaint, resolver.faults);
            return None;
        }
    };
    let left = resolver.sum(node, text, &left);
    let right = resolver.sum(node, text, &right);
    let relation = Relation {
        left: left?,
        comparison,
        right: right?,
        severity: reach.severity(),
        explanation: String::new(),
        conditions: Vec::new(),
        span: node.span.clone(),
    };
    let alike = resolver.check_alike(relation.references());
    (check_years(&relation, reach, resolver.faults) && alike).then_some(relation)
}

/// Says what keeps a text from being read.
pub(super) fn complain(node: &Node, complaint: Complaint, faults: &mut Faults) {
    let span = node.locate(complaint.range);
    let mut finding = fault(Code::FormBadRelation, &span, complaint.message);
    finding.help.extend(complaint.help.map(str::to_owned));
    if let Some(instead) = complaint.instead {
        finding = finding.fix(format!("改成“{instead}”"), span, instead);
    }
    faults.push(finding);
}

fn check_years(relation: &Relation, reach: Reach, faults: &mut Faults) -> bool {
    let last = relation.references().find(|reference| reference.year == Year::Last);
    let finding = match (reach, last) {
        (Reach::Across, None) => {
            let message = "跨年的关系要提到“上年”";
            fault(Code::FormBadRelation, &relation.span, message)
                .help("只看一年的关系写在“勾稽”里；上年的数前面写“上年.”")
        }
        (Reach::Within, Some(last)) => {
            let message = "勾稽不能提到“上年”，请移到“跨年”";
            fault(Code::FormBadRelation, &last.span, message)
        }
        (Reach::Within, None) | (Reach::Across, Some(_)) => return true,
    };
    faults.push(finding);
    false
}

/// Reads 仅当.
fn conditions(entry: &Entry, resolver: &mut Resolver<'_>) -> Vec<Condition> {
    let entries = resolver.faults.map("仅当", &entry.node).unwrap_or_default();
    entries.iter().filter_map(|entry| condition(entry, resolver)).collect()
}

fn condition(entry: &Entry, resolver: &mut Resolver<'_>) -> Option<Condition> {
    let place = |range| entry.key_span.slice(range);
    let target = resolver.target(&entry.key, &entry.key_span, &place)?;
    let form = resolver.form;
    let value_type = match &target {
        Target::Field(steps) => form.field(steps).and_then(Field::value_type),
        Target::Cell(cell) => {
            let part = &form.tables[cell.table].parts[cell.part];
            Some(part.value_type(cell.row, cell.column))
        }
        Target::Line(_) | Target::Group => None,
    };
    let shared = match &target {
        Target::Field(steps) => steps.first().is_some_and(|name| envelope::has(name)),
        _ => false,
    };
    let Some(value_type) = value_type.filter(|value_type| {
        shared || matches!(value_type, ValueType::Choice(_) | ValueType::Choices(_))
    }) else {
        let message = format!("“{}”不是选项，不能用在“仅当”里", entry.key);
        resolver.faults.push(fault(Code::FormBadValue, &entry.key_span, message));
        return None;
    };
    let values = values(entry, value_type, resolver.faults);
    Some(Condition { target, values })
}

/// Reads the values for which a relation holds: one, or a list.
fn values(entry: &Entry, value_type: &ValueType, faults: &mut Faults) -> Vec<String> {
    let nodes = match &entry.node.value {
        Value::List(nodes) => &nodes[..],
        Value::Scalar(_) | Value::Map(_) | Value::Empty => {
            std::slice::from_ref(&entry.node)
        }
    };
    let mut values = Vec::new();
    for node in nodes {
        let Some(value) = faults.text(&entry.key, node) else { continue };
        if let ValueType::Choice(choices) | ValueType::Choices(choices) = value_type
            && !choices.is_empty()
            && !choices.contains(&value)
        {
            let message = format!(
                "{}只能是：{}，没有“{value}”",
                quoted([&*entry.key]),
                listed(choices)
            );
            let mut finding = fault(Code::FormBadValue, &node.span, message);
            if let Some(meant) = nearest(&value, choices.iter().map(|choice| &**choice)) {
                finding = finding.help(format!("是不是要写“{meant}”"));
            }
            faults.push(finding);
        }
        values.push(value);
    }
    values
}
