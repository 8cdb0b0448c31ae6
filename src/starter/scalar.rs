//! Texts as YAML that reads back the same.

use std::fmt::Write as _;

use crate::source::Source;
use crate::yaml::{self, Style};

/// Returns a text as a scalar outside brackets: as it is where that reads back the
/// same, else in quotes.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { within_brackets(text) }
}

/// Returns a text as a scalar within brackets.
pub(super) fn within_brackets(text: &str) -> String {
    if text.contains(char::is_control) { escaped(text) } else { single_quoted(text) }
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Tells whether a text reads back as itself behind a key, with a comment behind it,
/// and as an item: the reader itself is asked.
fn is_plain(text: &str) -> bool {
    if text.contains(char::is_control) {
        return false;
    }
    let file = format!("a: {text} # b\nc:\n  - {text}\n");
    let tree = yaml::load(&Source::new("", file));
    let Some(root) = tree.root.filter(|_| tree.findings.is_empty()) else { return false };
    let item = root.get("c").map(|entry| &entry.node.value);
    let Some(yaml::Value::List(items)) = item else { return false };
    let same = |node: &yaml::Node| {
        node.scalar().is_some_and(|it| it.text == text && it.style == Style::Plain)
    };
    root.get("a").is_some_and(|entry| same(&entry.node))
        && matches!(&items[..], [item] if same(item))
}

fn escaped(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            _ if c.is_control() => {
                write!(out, "\\u{:04X}", u32::from(c)).expect("a text can be written");
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}
