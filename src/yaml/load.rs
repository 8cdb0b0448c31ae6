//! From a text to a [`Tree`]: forbidden characters, then the parser's events,
//! then, where it gives up, the explanation.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};

use super::faults::{self, DEEPEST, Refused};
use super::{Entry, Node, Scalar, Style, Value, characters, odd, suspects, syntax};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Bytes of the longest name; only `? ` can begin one that is longer than a line.
const LONGEST_NAME: usize = 1_000;

/// What was read, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The map at the top; none where the text cannot be read or holds none, so
    /// that nobody is told of fields missing from a file that was not understood.
    pub root: Option<Node>,
    /// What is wrong, in order of finding.
    pub findings: Vec<Diagnostic>,
}

/// Reads a YAML text; every finding is about its writing, none about its meaning.
pub fn load(source: &Source) -> Tree {
    let forbidden = characters::forbidden(source);
    let mut builder = Builder::new(source);
    let mut read = builder.read(source.text());
    if let Err(error) = &read
        && is_dash(error.kind())
        && let Some(text) = without_dashes(source)
    {
        builder = Builder::new(source);
        read = builder.read(&text);
    }
    if let Err(error) = read {
        builder.whole = false;
        let mut explained = syntax::explain(source, &error, builder.region(&error));
        // The parser stops at a control character that has been told of already.
        explained
            .retain(|finding| forbidden.is_empty() || finding.code != Code::YamlSyntax);
        builder
            .findings
            .retain(|told| explained.iter().all(|new| !same_start(told, new)));
        builder.findings.extend(explained);
    }
    let mut tree = builder.finish();
    tree.findings.splice(0..0, forbidden);
    tree
}

/// Tells whether the parser stopped at a dash that begins no item of a list.
fn is_dash(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::BlockEntryInFlowCollection
            | ErrorKind::PlainScalarStartsWithDashFlowIndicator
    )
}

/// Returns the text with another plain text for each `-` that is a whole value,
/// which YAML refuses and people write for "nothing"; none if there is no such.
fn without_dashes(source: &Source) -> Option<String> {
    let dashes = suspects::lone_dashes(source);
    let mut text = source.text().to_owned();
    for &at in &dashes {
        text.replace_range(at..=at, DASH);
    }
    (!dashes.is_empty()).then_some(text)
}

/// What the parser sees for a lone dash: a plain text of its length.
const DASH: &str = "~";

/// A collection whose end has not come yet.
enum Open {
    List { start: Span, items: Vec<Node> },
    Map { start: Span, entries: Vec<Entry>, seen: HashMap<String, Span>, key: Key },
}

/// Where a map stands between its key and its value.
enum Key {
    /// The next node is a key.
    Awaited,
    /// The next node is its value.
    Read(String, Span),
    /// The next node is the value of a key that is none.
    Unfit,
}

struct Builder<'a> {
    source: &'a Source,
    stack: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// Whether the tree says all that the text says.
    whole: bool,
    /// Byte at which the last event began: all before it was understood.
    understood: usize,
    /// Keys that hold what was meant as their value.
    torn: Vec<Span>,
    findings: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            source,
            stack: Vec::new(),
            root: None,
            documents: 0,
            whole: true,
            understood: 0,
            torn: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Reads a text that is the source's but for its dashes.
    fn read(&mut self, text: &str) -> Result<(), ScanError> {
        let options = granit_parser::options! {
            emit_anchor_events: true,
            disallow_directives: true,
            flow_nesting_limit: DEEPEST,
            block_nesting_limit: DEEPEST,
        };
        for event in Parser::new_from_str_with_options(text, options) {
            let (event, place) = event?;
            let range = place.byte_range().unwrap_or_default();
            self.understood = self.understood.max(range.start);
            let span = self.source.span(range);
            if let Some(tag) = place.tag_span().and_then(|tag| tag.byte_range()) {
                self.refuse(self.source.span(tag), Refused::Tag);
            }
            if !self.take(event, span) {
                break;
            }
        }
        Ok(())
    }

    /// Takes one event; false when what follows is of no use.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.findings.push(faults::second_document(span));
                    self.whole = false;
                    return false;
                }
            }
            Event::Scalar(text, style, ..) => {
                self.scalar(text.into_owned(), style, &span);
            }
            Event::SequenceStart(..) | Event::MappingStart(..)
                if self.stack.len() >= DEEPEST =>
            {
                self.findings.push(faults::too_deep(self.source, span.range().start));
                self.whole = false;
                return false;
            }
            Event::SequenceStart(..) => {
                self.stack.push(Open::List { start: span, items: Vec::new() });
            }
            Event::MappingStart(style, ..) => {
                let start = match style {
                    StructureStyle::Flow => span,
                    StructureStyle::Block => span.slice(0..0),
                };
                self.stack.push(Open::Map {
                    start,
                    entries: Vec::new(),
                    seen: HashMap::new(),
                    key: Key::Awaited,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(&span),
            Event::Anchor(..) => self.refuse(span, Refused::Anchor),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(span.clone(), Refused::Alias);
                self.place(Node { span: span.slice(0..0), value: Value::Empty });
            }
            _ => {}
        }
        true
    }

    /// Reports what a report has no use for. It may be a text that was not meant so:
    /// what the value is nobody knows.
    fn refuse(&mut self, span: Span, what: Refused) {
        self.findings.push(faults::refused(span, what));
        self.whole = false;
    }

    fn scalar(&mut self, mut text: String, style: ScalarStyle, span: &Span) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let empty = match style {
            // The parser's text for nothing is `~`; a written one has a place.
            Style::Plain => span.range().is_empty(),
            Style::Literal | Style::Folded => text.is_empty(),
            Style::SingleQuoted | Style::DoubleQuoted => false,
        };
        if empty {
            let span = self.empty_place(span);
            return self.place(Node { span, value: Value::Empty });
        }
        let written = span.text().trim_end_matches([' ', '\t', '\r', '\n']).len();
        let span = span.slice(0..written);
        if style == Style::DoubleQuoted && span.text().contains('\\') {
            self.findings.extend(characters::escaped(&text, &span));
        } else if style == Style::Plain {
            if span.text().starts_with('-') && text.starts_with(DASH) {
                text.replace_range(..DASH.len(), "-");
            }
            let first = span.text().lines().next().unwrap_or_default();
            if matches!(first.trim_end(), "｜" | "＞") {
                let mark = span.slice(0..'｜'.len_utf8());
                self.findings.push(faults::wide_bar(mark));
            }
        }
        self.place(Node { span, value: Value::Scalar(Scalar { text, style }) });
    }

    /// Moves the parser's place for nothing, which is before the colon, behind it.
    fn empty_place(&self, span: &Span) -> Span {
        let start = span.range().start;
        let Some(Open::Map { key: Key::Read(_, key), .. }) = self.stack.last() else {
            return span.slice(0..0);
        };
        let after = &self.source.text()[key.range().end.min(start)..];
        let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
        if !after[blank..].starts_with(':') {
            return span.slice(0..0);
        }
        let at = key.range().end + blank + 1;
        self.source.span(at..at)
    }

    fn close(&mut self, end: &Span) {
        let node = match self.stack.pop() {
            Some(Open::List { start, items }) => {
                let last = items.last().map(|item| item.span.clone());
                Node { span: extent(start, last, end), value: Value::List(items) }
            }
            Some(Open::Map { start, entries, .. }) => {
                let last = entries.last().map(|entry| entry.node.span.clone());
                Node { span: extent(start, last, end), value: Value::Map(entries) }
            }
            None => return,
        };
        self.place(node);
    }

    /// Puts a finished node where it belongs: as key, value, item or root.
    fn place(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, seen, key, .. }) => {
                match std::mem::replace(key, Key::Awaited) {
                    Key::Awaited => match name(node) {
                        Ok((text, span)) => {
                            if odd::is_torn(&span) {
                                self.torn.push(span.clone());
                            }
                            *key = Key::Read(text, span);
                        }
                        Err(told) => {
                            self.findings.extend(told);
                            self.whole = false;
                            *key = Key::Unfit;
                        }
                    },
                    Key::Unfit => {}
                    Key::Read(text, span) => {
                        if let Some(last) = entries.last_mut()
                            && let Some(number) = odd::cut_number(last, &span, &node)
                        {
                            let finding = faults::cut_number(number.span.clone());
                            self.findings.retain(|told| !same_start(told, &finding));
                            self.findings.push(finding);
                            last.node = number;
                        } else if let Some(first) = seen.get(&text) {
                            let first = first.clone();
                            self.findings.push(faults::duplicate(&text, span, first));
                        } else {
                            seen.insert(text.clone(), span.clone());
                            entries.push(Entry { key: text, key_span: span, node });
                        }
                    }
                }
            }
        }
    }

    /// Returns the bytes in which the cause of a parser's error is to be sought.
    fn region(&self, error: &ScanError) -> std::ops::Range<usize> {
        let end = error.marker().byte_offset().unwrap_or(self.source.text().len());
        self.understood.min(end)..end
    }

    fn finish(mut self) -> Tree {
        if !self.torn.is_empty() && self.whole {
            self.whole = false;
            self.findings.extend(odd::torn(self.source, &self.torn));
        }
        let root = self.root.take().filter(|_| self.whole);
        let root = match root {
            Some(node) if matches!(node.value, Value::Map(_)) => Some(node),
            Some(node) => {
                self.findings.extend(not_a_map(self.source, &node));
                None
            }
            None => {
                if self.whole && self.documents == 0 {
                    self.findings.push(faults::nothing(self.source));
                }
                None
            }
        };
        Tree { root, findings: self.findings }
    }
}

/// Explains a file that is no map: by the usual suspects if it was read as one text.
fn not_a_map(source: &Source, node: &Node) -> Vec<Diagnostic> {
    let is_plain = node.scalar().is_some_and(|scalar| scalar.style == Style::Plain);
    let mut found = Vec::new();
    if is_plain {
        found = suspects::walk(source, &node.span.range()).findings;
    }
    if found.is_empty() {
        found.push(faults::not_a_map(source, node));
    }
    found
}

/// Returns the place of a collection: brackets included, without what follows
/// its last node. A block collection's own end is only known by the next line.
fn extent(start: Span, last: Option<Span>, end: &Span) -> Span {
    if !start.range().is_empty() && end.text().ends_with([']', '}']) {
        return start.to(end);
    }
    match last {
        Some(last) if last.range().end >= start.range().start => start.to(&last),
        _ => start,
    }
}

/// Tells whether two findings are about the same sign.
fn same_start(one: &Diagnostic, other: &Diagnostic) -> bool {
    let start = |it: &Diagnostic| it.place.as_ref().map(|place| place.span.range().start);
    one.code == other.code && start(one) == start(other)
}

/// Takes a node as the name of an entry; else what is wrong with it, unless that
/// is said of a node within.
fn name(node: Node) -> Result<(String, Span), Vec<Diagnostic>> {
    match node.value {
        Value::Scalar(scalar) if scalar.text.len() > LONGEST_NAME => {
            Err(vec![faults::long_name(&node.span)])
        }
        Value::Scalar(scalar) => Ok((scalar.text, node.span)),
        value => Err(faults::no_name(node.span, &value)),
    }
}
