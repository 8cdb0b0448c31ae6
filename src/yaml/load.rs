//! From a text to a [`Tree`]: forbidden characters, then the parser's events,
//! then, where it gives up, the explanation.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle};

use super::{Entry, Node, Scalar, Style, Value, characters, suspects, syntax};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Deeper than any form nests, and shallow enough for recursion over the tree.
const DEEPEST: usize = 32;

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
    let mut builder = Builder::new(source);
    builder.findings = characters::forbidden(source);
    let forbidden = !builder.findings.is_empty();
    if let Err(error) = builder.read() {
        builder.whole = false;
        let mut explained = syntax::explain(source, &error, builder.region(&error));
        // The parser stops at a control character that has been told of already.
        explained.retain(|finding| !forbidden || finding.code != Code::YamlSyntax);
        builder
            .findings
            .retain(|told| explained.iter().all(|new| !same_start(told, new)));
        builder.findings.extend(explained);
    }
    builder.finish()
}

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
            findings: Vec::new(),
        }
    }

    fn read(&mut self) -> Result<(), ScanError> {
        let options = granit_parser::options! {
            emit_anchor_events: true,
            disallow_directives: true,
            flow_nesting_limit: DEEPEST,
            block_nesting_limit: DEEPEST,
        };
        for event in Parser::new_from_str_with_options(self.source.text(), options) {
            let (event, place) = event?;
            let range = place.byte_range().unwrap_or_default();
            self.understood = self.understood.max(range.start);
            let span = self.source.span(range);
            if let Some(tag) = place.tag_span().and_then(|tag| tag.byte_range()) {
                self.findings.push(refused(self.source.span(tag), Refused::Tag));
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
                    self.findings.push(second_document(span));
                    return false;
                }
            }
            Event::Scalar(text, style, ..) => {
                self.scalar(text.into_owned(), style, &span);
            }
            Event::SequenceStart(..) | Event::MappingStart(..)
                if self.stack.len() >= DEEPEST =>
            {
                self.findings.push(too_deep(self.source, span.range().start));
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
            Event::Anchor(..) => self.findings.push(refused(span, Refused::Anchor)),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.findings.push(refused(span.clone(), Refused::Alias));
                self.whole = false;
                self.place(Node { span: span.slice(0..0), value: Value::Empty });
            }
            _ => {}
        }
        true
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, span: &Span) {
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
                        Ok((text, span)) => *key = Key::Read(text, span),
                        Err(told) => {
                            self.findings.extend(told);
                            self.whole = false;
                            *key = Key::Unfit;
                        }
                    },
                    Key::Unfit => {}
                    Key::Read(text, span) => {
                        if let Some(first) = seen.get(&text) {
                            self.findings.push(duplicate(&text, span, first.clone()));
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
        let root = self.root.take().filter(|_| self.whole);
        let root = match root {
            Some(node) if matches!(node.value, Value::Map(_)) => Some(node),
            Some(node) => {
                self.findings.extend(not_a_map(self.source, &node));
                None
            }
            None => {
                if self.whole && self.documents == 0 {
                    self.findings.push(nothing(self.source));
                }
                None
            }
        };
        Tree { root, findings: self.findings }
    }
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
    let Node { span, value } = node;
    if let Value::Scalar(scalar) = value {
        return Ok((scalar.text, span));
    }
    let start = span.range().start;
    let before = &span.source().text()[..start];
    if matches!(value, Value::Map(_)) && before.ends_with('{') {
        // `{{ 单位.名称 }}`: a map that is the key of a map.
        let place = span.source().span(start - 1..span.range().end + 1);
        let finding =
            Diagnostic::error(Code::NeedsQuotes, "文字以 YAML 的特殊符号“{{”开头")
                .at(place, "")
                .help("在冒号后面写“|”，文字另起一行并缩进，里面就可以用任何符号");
        return Err(vec![finding]);
    }
    if span.text().starts_with("{{") {
        return Err(Vec::new());
    }
    let (message, help) = match value {
        Value::Empty => ("冒号前面缺少名称", "写成“名称: 内容”"),
        _ => (
            "冒号前面应当是一个名称，这里却是一组内容",
            "冒号前面只写名称；内容写在冒号后面",
        ),
    };
    Err(vec![Diagnostic::error(Code::YamlSyntax, message).at(span, "").help(help)])
}

#[derive(Clone, Copy)]
enum Refused {
    Anchor,
    Alias,
    Tag,
}

fn refused(span: Span, what: Refused) -> Diagnostic {
    let (message, help) = match what {
        Refused::Anchor => (
            "以“&”开头的内容在 YAML 里是锚点，这里不用锚点",
            "要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它",
        ),
        Refused::Alias => (
            "以“*”开头的内容在 YAML 里是引用别处的别名，这里不用别名",
            "把要引用的内容照写一遍；要写的是文字，就在冒号后面写“|”，文字另起一行",
        ),
        Refused::Tag => (
            "以“!”开头的内容在 YAML 里是类型标签，这里不用标签",
            "要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它",
        ),
    };
    Diagnostic::error(Code::Refused, message).at(span, "").help(help)
}

fn second_document(span: Span) -> Diagnostic {
    Diagnostic::error(Code::SecondDocument, "“---”以后是第二份文档，一个文件只能写一份")
        .at(span, "第二份从这里开始")
        .help("删去这一行，或者把后面的内容另存为一个文件")
}

pub(super) fn too_deep(source: &Source, at: usize) -> Diagnostic {
    let message = format!("内容嵌套超过 {DEEPEST} 层，没有格式需要这么深");
    Diagnostic::error(Code::TooDeep, message)
        .at(source.span(at..at + 1), "")
        .help("检查前面的括号或缩进是不是多了")
}

fn duplicate(key: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DuplicateKey, format!("“{key}”前面已经写过"))
        .at(second, "又写了一次")
        .related(first, "第一次")
        .help("两处合成一处，或者删去一处")
}

const FIRST_LINE: &str = "第一行写明用哪种格式，例如“格式: 政府信息公开-2021”";

fn nothing(source: &Source) -> Diagnostic {
    Diagnostic::error(Code::NotAMap, "文件里没有内容")
        .at(source.span(0..0), "")
        .help(FIRST_LINE)
}

fn not_a_map(source: &Source, node: &Node) -> Vec<Diagnostic> {
    let (found, label) = match node.value {
        Value::Empty => return vec![nothing(source)],
        Value::List(_) => ("一个列表", "列表从这里开始"),
        Value::Scalar(_) | Value::Map(_) => ("一段文字", "文字从这里开始"),
    };
    if node.scalar().is_some_and(|scalar| scalar.style == Style::Plain) {
        let suspects = suspects::walk(source, &node.span.range()).findings;
        if !suspects.is_empty() {
            return suspects;
        }
    }
    let first = node.span.text().lines().next().map_or(0, str::len);
    let message = format!("文件最外层应当是“名称: 内容”，这里是{found}");
    let finding = Diagnostic::error(Code::NotAMap, message)
        .at(node.span.slice(0..first), label)
        .help(FIRST_LINE);
    vec![finding]
}
