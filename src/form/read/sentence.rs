//! 叙述核对 and 用语: patterns run on the prose (`form-grammar` 6).

use super::entries::{find, head};
use super::expression;
use super::faults::{Faults, fault};
use super::reference::Resolver;
use super::relation::complain;
use crate::diagnostic::{Code, Severity};
use crate::form::{
    BadPattern, Claim, Form, Pattern, Reference, STATED, Sentence, Sum, Target, Wording,
    Year,
};
use crate::yaml::{Entry, Node};

const KEYS: [&str; 6] = ["句式", "除外", "应为", "为零", "级别", "说明"];

/// Reads 叙述核对.
pub(super) fn sentences(
    entry: &Entry,
    form: &Form,
    faults: &mut Faults,
) -> Vec<Sentence> {
    let nodes = faults.list(&entry.key, &entry.node).unwrap_or_default();
    let mut resolver = Resolver { form, faults };
    nodes.iter().filter_map(|node| sentence(node, &mut resolver)).collect()
}

fn sentence(node: &Node, resolver: &mut Resolver<'_>) -> Option<Sentence> {
    let example = "{句式: …, 应为: [路径]}";
    let entries = resolver.faults.map_like("叙述核对", node, example)?;
    let meant = resolver.faults.unknown_keys(entries, &KEYS);
    let pattern = find(entries, "句式").map(|entry| pattern(entry, resolver.faults));
    if pattern.is_none() && !meant.contains(&"句式") {
        resolver.faults.missing("句式", &head(node));
    }
    let except = find(entries, "除外").map(|entry| self::pattern(entry, resolver.faults));
    let claim = match (find(entries, "应为"), find(entries, "为零")) {
        (Some(sums), None) => {
            check_number_group(entries, pattern.as_ref(), resolver.faults);
            Some(Claim::OneOf(self::sums(sums, resolver)))
        }
        (None, Some(paths)) => Some(Claim::Zero(self::paths(paths, resolver))),
        (None, None) if meant.contains(&"应为") || meant.contains(&"为零") => None,
        (None, None) | (Some(_), Some(_)) => {
            let message = "应为、为零要写一个，只能写一个";
            let place = find(entries, "为零").map(|entry| entry.key_span.clone());
            let place = place.unwrap_or_else(|| head(node));
            resolver.faults.push(fault(Code::FormBadPattern, &place, message));
            None
        }
    };
    // What prose says is never certain enough for an error.
    let severity = find(entries, "级别").and_then(|entry| {
        let words = [Severity::Warning, Severity::Note];
        resolver.faults.one_of(entry, &words.map(|severity| (severity.name(), severity)))
    });
    let explanation = resolver.faults.optional_text(entries, "说明");
    Some(Sentence {
        pattern: pattern??,
        except: except.flatten(),
        claim: claim?,
        severity: severity.unwrap_or(Severity::Warning),
        explanation: explanation.unwrap_or_default(),
        span: node.span.clone(),
    })
}

/// Reads a pattern.
fn pattern(entry: &Entry, faults: &mut Faults) -> Option<Pattern> {
    let text = faults.text(&entry.key, &entry.node)?;
    let pattern = Pattern::new(&text).map_err(|BadPattern { reason, help, range }| {
        let message = format!("{}写错了：{reason}", entry.key);
        let place = range
            .map_or_else(|| entry.node.span.clone(), |range| entry.node.locate(range));
        let finding = fault(Code::FormBadPattern, &place, message);
        faults.push(if help.is_empty() { finding } else { finding.help(help) });
    });
    pattern.ok()
}

fn check_number_group(
    entries: &[Entry],
    pattern: Option<&Option<Pattern>>,
    faults: &mut Faults,
) {
    let (Some(Some(pattern)), Some(entry)) = (pattern, find(entries, "句式")) else {
        return;
    };
    if !pattern.has_group(STATED) {
        let message = format!("句式要有一个 (?P<{STATED}>…)，里面是要核对的数");
        let help = format!("如 (?P<{STATED}>\\d+)\\s*件");
        let finding = fault(Code::FormBadPattern, &entry.node.span, message).help(help);
        faults.push(finding);
    }
}

/// Reads 应为.
fn sums(entry: &Entry, resolver: &mut Resolver<'_>) -> Vec<Sum> {
    let nodes = claims(entry, resolver.faults);
    let mut sums = Vec::new();
    for (node, text) in nodes {
        match expression::sum(text) {
            Err(complaint) => complain(node, complaint, resolver.faults),
            Ok(raw) => {
                let sum = resolver.sum(node, text, &raw);
                sums.extend(sum.filter(|sum| are_values(sum.references(), resolver)));
            }
        }
    }
    sums
}

/// Reads 为零.
fn paths(entry: &Entry, resolver: &mut Resolver<'_>) -> Vec<Reference> {
    let nodes = claims(entry, resolver.faults);
    let mut paths = Vec::new();
    for (node, text) in nodes {
        let start = text.len() - text.trim_start().len();
        let range = start..start + text.trim().len();
        let reference = resolver.reference(node, text, range);
        paths.extend(reference.filter(|path| are_values([path], resolver)));
    }
    paths
}

/// Returns the texts of a list that must not be empty.
fn claims<'n>(entry: &'n Entry, faults: &mut Faults) -> Vec<(&'n Node, &'n str)> {
    let Some(nodes) = faults.list(&entry.key, &entry.node) else { return Vec::new() };
    if nodes.is_empty() {
        let message = format!("“{}”是空的，要写出至少一条路径", entry.key);
        faults.push(fault(Code::FormBadPattern, &entry.key_span, message));
    }
    let mut texts = Vec::new();
    for node in nodes {
        match node.scalar() {
            Some(scalar) => texts.push((node, &*scalar.text)),
            None => faults.wrong_shape(&entry.key, node, "写路径"),
        }
    }
    texts
}

/// Says if a path of a sentence is a line, or last year's.
fn are_values<'r>(
    references: impl IntoIterator<Item = &'r Reference>,
    resolver: &mut Resolver<'_>,
) -> bool {
    for reference in references {
        let path = &reference.path;
        let (message, help) = match (&reference.target, reference.year) {
            (_, Year::Last) => (
                "叙述核对不能提到“上年”".to_owned(),
                "数与去年的关系写在“跨年”里".to_owned(),
            ),
            (Target::Line(line), Year::This) => {
                let columns = resolver.form.columns_of(*line);
                let cells: Vec<_> =
                    columns.iter().map(|column| format!("{path}.{column}")).collect();
                (
                    format!("“{path}”是一行，这里要写到一格"),
                    format!("可以写：{}", cells.join("、")),
                )
            }
            _ => continue,
        };
        let finding = fault(Code::FormBadRelation, &reference.span, message);
        resolver.faults.push(finding.help(help));
        return false;
    }
    true
}

/// Reads 用语.
pub(super) fn wordings(entry: &Entry, faults: &mut Faults) -> Vec<Wording> {
    let nodes = faults.list(&entry.key, &entry.node).unwrap_or_default();
    nodes.iter().filter_map(|node| wording(node, faults)).collect()
}

fn wording(node: &Node, faults: &mut Faults) -> Option<Wording> {
    let entries = faults.map_like("用语", node, "{句式: …, 说明: …}")?;
    let meant = faults.unknown_keys(entries, &["句式", "说明"]);
    let mut needed = |key: &'static str| {
        let entry = find(entries, key);
        if entry.is_none() && !meant.contains(&key) {
            faults.missing(key, &head(node));
        }
        entry
    };
    let pattern_entry = needed("句式");
    let explanation = needed("说明");
    if find(entries, "说明").is_none() && !meant.contains(&"说明") {
        faults.help_last("说明为什么不对、应当怎样写，印在提醒下面，如：应写“截至”");
    }
    let pattern = pattern_entry.and_then(|entry| pattern(entry, faults));
    let explanation = explanation.and_then(|entry| faults.text("说明", &entry.node));
    Some(Wording {
        pattern: pattern?,
        explanation: explanation?,
        span: node.span.clone(),
    })
}
