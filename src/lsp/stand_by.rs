//! Writing into 核实 that a warning was looked at, with a place for the reason.

use std::ops::Range;

use super::subject::root;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::Reading;
use crate::yaml::{Entry, Node, Value};

const FIELD: &str = "核实";

/// What stands for the reason: as long as it does, the file says that the reason is
/// missing.
const REASON: &str = "……";

/// What to write, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Addition {
    /// The byte before which it is written.
    pub(super) at: usize,
    /// What is written.
    pub(super) text: String,
}

/// Returns what to add to a file to stand by one of its warnings; none of an error, or
/// where 核实 is written in a way that cannot be added to.
pub(super) fn addition(reading: &Reading, finding: &Diagnostic) -> Option<Addition> {
    if finding.severity != Severity::Warning || finding.code.is_always_error() {
        return None;
    }
    let path = finding.path.as_ref().map_or_else(String::new, |path| format!(" {path}"));
    let line = format!("{}{path}: {REASON}", finding.code);
    let text = reading.source.text();
    let root = root(reading)?;
    let Some(entry) = root.get(FIELD) else { return at_end(&root, text, &line) };
    if text[root.span.range()].starts_with('{') {
        return None;
    }
    match &entry.node.value {
        Value::Empty => Some(below(text, &entry.key_span.range(), "  ", &line)),
        Value::Map(entries) if entry.node.span.text().starts_with('{') => {
            Some(into_braces(&entry.node, entries.last(), &line))
        }
        Value::Map(entries) => {
            let last = entries.last()?;
            let indent = indent(text, last.key_span.range().start)?;
            Some(below(text, &whole(last), indent, &line))
        }
        Value::List(_) | Value::Scalar(_) => None,
    }
}

/// Adds the field itself below all others.
fn at_end(root: &Node, text: &str, line: &str) -> Option<Addition> {
    if text[root.span.range()].starts_with('{') {
        return None;
    }
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let text_ = format!("{end}{FIELD}:\n  {line}\n");
    Some(Addition { at: text.len(), text: text_ })
}

/// Adds a line below the one on which a place ends.
fn below(text: &str, place: &Range<usize>, indent: &str, line: &str) -> Addition {
    let end = end(text, place);
    let rest = text[end..].find(['\n', '\r']).unwrap_or(text.len() - end);
    Addition { at: end + rest, text: format!("\n{indent}{line}") }
}

/// Adds an entry to a map in braces, behind its last: there no comment stands before it.
fn into_braces(node: &Node, last: Option<&Entry>, line: &str) -> Addition {
    let text = node.span.source().text();
    match last {
        Some(last) => Addition { at: end(text, &whole(last)), text: format!(", {line}") },
        None => Addition { at: node.span.range().start + 1, text: line.to_owned() },
    }
}

/// Returns where an entry stands, from its key to the end of its value.
fn whole(entry: &Entry) -> Range<usize> {
    entry.key_span.to(&entry.node.span).range()
}

/// Returns where a place ends, without the blanks behind.
fn end(text: &str, place: &Range<usize>) -> usize {
    text[place.clone()].trim_end().len() + place.start
}

/// Returns the blanks before a key; none if something else stands there.
fn indent(text: &str, key: usize) -> Option<&str> {
    let start = text[..key].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[start..key];
    before.chars().all(|c| c == ' ').then_some(before)
}
