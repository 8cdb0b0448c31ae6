//! Changing values in a text and nothing else: comments, order, quotes, line ends
//! and blanks stay as they are.

use std::ops::Range;

use super::{Entry, Node, Style, Value};
use crate::source::Source;

/// Blanks by which a block stands further in where the file shows none.
const STEP: usize = 2;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// A scalar, as it may stand within `{}`.
    Scalar(String),
    /// A list on one line.
    List(Vec<Self>),
    /// A map on one line.
    Flow(Vec<(String, Self)>),
    /// A map with a line for each key; on one line where it stands within `{}`.
    Block(Vec<(String, Self)>),
}

/// Where new entries of a map are to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Behind the entry of this index.
    Behind(usize),
    /// Before it.
    Before(usize),
}

/// Gathers changes of a text, and makes them all at once.
///
/// Nodes and entries are those of the tree that was read from the text. What is
/// added behind an entry comes behind what was changed in it before.
#[derive(Debug)]
pub struct Editor<'s> {
    source: &'s Source,
    edits: Vec<(Range<usize>, String)>,
}

impl<'s> Editor<'s> {
    /// Begins with a text as it is.
    pub fn new(source: &'s Source) -> Self {
        Self { source, edits: Vec::new() }
    }

    /// Puts a value in place of another one, or where there is none. `parent` is the
    /// map or list that holds it.
    pub fn set(&mut self, parent: &Node, node: &Node, draft: &Draft) {
        let range = node.span.range();
        match draft {
            Draft::Block(entries) if !is_flow(parent) => {
                let before = &self.text()[..range.start];
                let start = before.trim_end_matches([' ', '\t']).len();
                self.edits.push((start..range.end, String::new()));
                let mut text = String::new();
                self.block(entries, &self.child_indent(parent), &mut text);
                let end = self.line_end(range.end);
                self.edits.push((end..end, text));
            }
            _ if node.value == Value::Empty => {
                let before = self.text()[..range.start].trim_end_matches([' ', '\t']);
                let is_named = before.ends_with([':', '-', ',', '[']);
                let gap = match () {
                    () if !is_named => ": ",
                    () if before.len() < range.start => "",
                    () => " ",
                };
                let behind = &self.text()[range.end..];
                let blank = behind.len() - behind.trim_start_matches(' ').len();
                let is_closed = behind[blank..].starts_with([',', '}', ']']);
                let end = range.end + if is_closed { blank } else { 0 };
                self.edits.push((range.start..end, format!("{gap}{}", line(draft))));
            }
            _ => {
                let written = node.span.text();
                let end = range.start + written.trim_end_matches(['\r', '\n']).len();
                self.edits.push((range.start..end, quoted_as(node, line(draft))));
            }
        }
    }

    /// Adds entries to a map. An empty map has no such place; it is to be
    /// [`set`](Self::set).
    pub fn add(&mut self, map: &Node, place: Place, new: &[(String, Draft)]) {
        let Value::Map(entries) = &map.value else { return };
        let (Place::Behind(at) | Place::Before(at)) = place;
        let Some(entry) = entries.get(at) else { return };
        if is_flow(map) {
            return self.add_in_flow(entries, place, new);
        }
        let indent = self.indent(entry);
        let mut text = String::new();
        self.block(new, &indent, &mut text);
        if let Place::Behind(_) = place {
            let end = self.end_of(entry);
            self.edits.push((end..end, text));
        } else {
            let start = entry.key_span.range().start;
            let eol = self.eol();
            let before = text.strip_prefix(&format!("{eol}{indent}"));
            let text = format!("{}{eol}{indent}", before.unwrap_or(&text));
            self.edits.push((start..start, text));
        }
    }

    fn add_in_flow(&mut self, entries: &[Entry], place: Place, new: &[(String, Draft)]) {
        let pairs = new.iter().map(|(key, draft)| format!("{key}: {}", line(draft)));
        let text = pairs.collect::<Vec<_>>().join(", ");
        let next = match place {
            Place::Behind(at) => at + 1,
            Place::Before(at) => at,
        };
        if let Some(next) = entries.get(next) {
            let start = next.key_span.range().start;
            self.edits.push((start..start, format!("{text}, ")));
        } else if let Some(last) = entries.last() {
            let end = last.node.span.range().end.max(last.key_span.range().end);
            self.edits.push((end..end, format!(", {text}")));
        }
    }

    /// Makes the changes and returns the text.
    pub fn finish(mut self) -> String {
        // Changes at one place stay in the order in which they came.
        self.edits.sort_by_key(|(range, _)| range.start);
        let text = self.source.text();
        let mut out = String::with_capacity(text.len() + 1024);
        let mut done = 0;
        for (range, new) in &self.edits {
            out.push_str(&text[done..range.start.max(done)]);
            out.push_str(new);
            done = done.max(range.end);
        }
        out.push_str(&text[done..]);
        out
    }

    fn text(&self) -> &'s str {
        self.source.text()
    }

    fn eol(&self) -> &'static str {
        if self.text().contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Writes entries, a line for each and more for what is below them.
    fn block(&self, entries: &[(String, Draft)], indent: &str, out: &mut String) {
        for (key, draft) in entries {
            out.push_str(self.eol());
            out.push_str(indent);
            out.push_str(key);
            out.push(':');
            match draft {
                Draft::Block(below) => {
                    let further = format!("{indent}{}", " ".repeat(STEP));
                    self.block(below, &further, out);
                }
                draft => {
                    out.push(' ');
                    out.push_str(&line(draft));
                }
            }
        }
    }

    /// Returns the end of the line that a byte stands on, line end left out.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text()[at..];
        let line = rest.split('\n').next().unwrap_or_default();
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Returns the end of the last line of an entry.
    fn end_of(&self, entry: &Entry) -> usize {
        let range = entry.key_span.range().start..entry.node.span.range().end;
        let written = self.text()[range.clone()].trim_end();
        self.line_end((range.start + written.len()).max(entry.key_span.range().end))
    }

    /// Returns the blanks before an entry of a block map: as many as it stands in.
    fn indent(&self, entry: &Entry) -> String {
        let start = entry.key_span.range().start;
        let line = self.text()[..start].rsplit('\n').next().unwrap_or_default();
        let line = line.trim_start_matches('\u{feff}');
        " ".repeat(line.chars().count())
    }

    /// Returns the blanks before what stands below an entry of a block map, as other
    /// entries of the map have it.
    fn child_indent(&self, parent: &Node) -> String {
        let Value::Map(entries) = &parent.value else { return " ".repeat(STEP) };
        let children = entries.iter().filter_map(|entry| match &entry.node.value {
            Value::Map(below) if !is_flow(&entry.node) => below.first(),
            _ => None,
        });
        let further = children.map(|child| self.indent(child)).next();
        let own = entries.first().map(|first| self.indent(first)).unwrap_or_default();
        further.unwrap_or_else(|| format!("{own}{}", " ".repeat(STEP)))
    }
}

/// Tells whether a node stands within `{}` or `[]`.
fn is_flow(node: &Node) -> bool {
    node.span.text().starts_with(['{', '['])
}

/// Writes a value on one line.
fn line(draft: &Draft) -> String {
    match draft {
        Draft::Scalar(text) => text.clone(),
        Draft::List(items) => {
            let items: Vec<_> = items.iter().map(line).collect();
            format!("[{}]", items.join(", "))
        }
        Draft::Flow(entries) | Draft::Block(entries) => {
            let pairs =
                entries.iter().map(|(key, draft)| format!("{key}: {}", line(draft)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Writes a scalar in the quotes of the one it takes the place of.
fn quoted_as(node: &Node, text: String) -> String {
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    match node.scalar().map(|scalar| scalar.style) {
        Some(Style::SingleQuoted) if text.chars().all(is_plain) => format!("'{text}'"),
        Some(Style::DoubleQuoted) if text.chars().all(is_plain) => format!("\"{text}\""),
        _ => text,
    }
}
