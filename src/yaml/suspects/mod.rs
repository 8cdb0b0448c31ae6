//! The usual suspects: what people type that makes the parser stop, often lines
//! later. Looked for line by line, and only once the parser has stopped.
//!
//! The walk knows just enough YAML to stay out of block scalars, comments and
//! quoted text.

mod flow;
mod report;

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// More findings than this are no help to anybody.
const SHOWN: usize = 20;

/// What the walk over the lines came to.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    source: &'a Source,
    /// What was found within the region.
    pub(super) findings: Vec<Diagnostic>,
    /// Brackets open at the end, with their places.
    pub(super) open: Vec<(usize, char)>,
    /// The quote open at the end, with its place.
    pub(super) quote: Option<(usize, char)>,
    block: Option<Block>,
    /// Indentation of the last line outside of brackets.
    outer: usize,
    /// Whether a bracket was never closed, so that what follows means nothing.
    given_up: bool,
    /// The last line whose indentation was bad.
    bad: Option<usize>,
    /// Spaces that a tab is taken for.
    tab: usize,
    /// A line end as the file has them.
    line_end: &'static str,
}

/// A block scalar.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// Indentation of the entry it belongs to: its lines have more.
    parent: usize,
    /// Indentation of its first line, once that was seen.
    content: Option<usize>,
}

/// Walks from the top of the text to the line after the region and keeps what
/// lies on the region's lines.
pub(super) fn walk<'a>(source: &'a Source, region: &Range<usize>) -> Walk<'a> {
    let mut walk = Walk {
        source,
        findings: Vec::new(),
        open: Vec::new(),
        quote: None,
        block: None,
        outer: 0,
        given_up: false,
        bad: None,
        tab: narrowest_indent(source.text()),
        line_end: if source.text().contains("\r\n") { "\r\n" } else { "\n" },
    };
    let first = source.position(region.start).line;
    let last = source.position(region.end).line + 1;
    let mut line = 1;
    while let Some(range) = source.line(line) {
        if line > last && !walk.continues_bad_indent(line, &range) {
            break;
        }
        walk.line(line, range);
        if line < first {
            walk.findings.clear();
        }
        if walk.given_up || walk.findings.len() >= SHOWN {
            break;
        }
        line += 1;
    }
    walk.findings.truncate(SHOWN);
    walk
}

/// Returns the least indentation by spaces; a tab is likely meant as this.
fn narrowest_indent(text: &str) -> usize {
    let indents =
        text.lines().map(|line| line.len() - line.trim_start_matches(' ').len());
    indents.filter(|&indent| indent > 0).min().filter(|&indent| indent <= 8).unwrap_or(2)
}

fn is_bad_blank(c: char) -> bool {
    matches!(c, '\t' | '\u{3000}' | '\u{a0}')
}

/// Returns a line's leading blanks of every kind.
fn lead(text: &str) -> &str {
    let rest = text.trim_start_matches(|c| c == ' ' || is_bad_blank(c));
    &text[..text.len() - rest.len()]
}

/// Tells whether a text could be the name of an entry.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim_matches([' ', '"', '\'']);
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '·');
    !text.is_empty() && text.chars().nth(30).is_none() && text.chars().all(fits)
}

/// Returns the byte after the closing quote of a text whose quote opened before
/// `from`.
fn closing(text: &str, quote: char, from: usize) -> Option<usize> {
    let mut chars = text[from..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = c == '\'' && chars.peek().is_some_and(|&(_, next)| next == '\'');
        if (c == '\\' && quote == '"') || (doubled && quote == '\'') {
            chars.next();
        } else if c == quote {
            return Some(from + at + 1);
        }
    }
    None
}

/// Cuts a comment and the blanks before it off a plain text.
fn without_comment(text: &str) -> &str {
    let end = text.find(" #").unwrap_or(text.len());
    text[..end].trim_end_matches([' ', '\t'])
}

/// A line's first sign that could divide name and content.
enum Divide {
    /// A colon as it should be.
    Colon(usize),
    /// A full-width colon.
    Wide(usize),
    /// A colon without a space.
    Tight(usize),
    /// None: a text.
    None,
}

fn divide(text: &str) -> Divide {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let Some(end) = closing(text, quote, 1) else { return Divide::None };
        let colon = end + text[end..].len() - text[end..].trim_start_matches(' ').len();
        return match text[colon..].chars().next() {
            Some(':') => Divide::Colon(colon),
            Some('：') => Divide::Wide(colon),
            _ => Divide::None,
        };
    }
    let mut other = Divide::None;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        match c {
            '{' | '[' if at == 0 => return Divide::None,
            '#' if text[..at].ends_with(' ') => break,
            ':' if next.is_none_or(|next| next == ' ' || next == '\t') => {
                return if matches!(other, Divide::Wide(_)) {
                    other
                } else {
                    Divide::Colon(at)
                };
            }
            '：' if matches!(other, Divide::None) && is_name(&text[..at]) => {
                other = Divide::Wide(at);
            }
            ':' if matches!(other, Divide::None) && is_name(&text[..at]) => {
                let time = text[..at].ends_with(|c: char| c.is_ascii_digit());
                if next != Some('/') && !time {
                    other = Divide::Tight(at);
                }
            }
            _ => {}
        }
    }
    other
}

impl Walk<'_> {
    fn line(&mut self, number: usize, range: Range<usize>) {
        let whole = &self.source.text()[range.clone()];
        let text = whole.trim_start_matches('\u{feff}');
        let start = range.end - text.len();
        if let Some((_, quote)) = self.quote {
            let Some(end) = closing(text, quote, 0) else { return };
            self.quote = None;
            if !self.open.is_empty() {
                self.flow(start + end, &text[end..]);
            }
            return;
        }
        if text.trim_matches([' ', '\t']).is_empty() {
            return;
        }
        let lead = lead(text);
        if self.in_block(start, lead, text) {
            return;
        }
        if self.never_closed(lead, text) {
            self.given_up = true;
            return;
        }
        if !self.open.is_empty() {
            return self.flow(start, text);
        }
        self.outer = lead.len();
        if lead.contains(is_bad_blank) {
            self.bad_indent(number, start, lead);
        }
        self.entry(start + lead.len(), &text[lead.len()..], lead.chars().count());
    }

    /// Tells whether a line within brackets begins an entry outside of them: it
    /// has a name, no more indentation than the line of the bracket, and none of
    /// the signs that go on.
    fn never_closed(&self, lead: &str, text: &str) -> bool {
        let last = without_comment(text).chars().next_back();
        let goes_on =
            last.is_some_and(|c| matches!(c, ',' | '，' | '{' | '}' | '[' | ']'));
        !self.open.is_empty()
            && lead.len() <= self.outer
            && !goes_on
            && matches!(divide(&text[lead.len()..]), Divide::Colon(_))
    }

    /// Tells whether a line is a block scalar's, and complains if only nearly.
    fn in_block(&mut self, start: usize, lead: &str, text: &str) -> bool {
        let Some(block) = &mut self.block else { return false };
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let content = *block.content.get_or_insert(spaces.max(block.parent + 1));
        if spaces >= content {
            return true;
        }
        let short = lead.len() > spaces || spaces > block.parent;
        if !short {
            self.block = None;
            return false;
        }
        let content =
            if spaces > block.parent { content } else { content.max(block.parent + 2) };
        self.short_block_line(start, lead, content);
        true
    }

    /// Looks at `- `, a name and what follows it.
    fn entry(&mut self, mut start: usize, mut text: &str, mut column: usize) {
        let directive = column == 0 && text.starts_with('%');
        if directive || ["#", "---", "..."].iter().any(|mark| text.starts_with(mark)) {
            return;
        }
        while let Some(rest) = text.strip_prefix("- ") {
            let rest = rest.trim_start_matches(' ');
            let skipped = text.len() - rest.len();
            (start, column, text) = (start + skipped, column + skipped, rest);
        }
        let at = match divide(text) {
            Divide::Colon(at) => at,
            Divide::Wide(at) => {
                self.wide_colon(start + at, &text[at..]);
                at
            }
            Divide::Tight(at) => {
                self.tight_colon(start + at);
                at
            }
            Divide::None => return self.value(start, text, column),
        };
        let after = at + text[at..].chars().next().map_or(0, char::len_utf8);
        let rest = text[after..].trim_start_matches([' ', '\t']);
        if without_comment(rest) == "-" {
            return self.lone_dash(start + text.len() - rest.len());
        }
        self.value(start + text.len() - rest.len(), rest, column);
    }

    /// Looks at what stands after a colon or dash.
    fn value(&mut self, start: usize, text: &str, column: usize) {
        let Some(first) = text.chars().next() else { return };
        match first {
            '#' => {}
            '|' | '>' => self.block_header(start, text, column),
            '{' if text.starts_with("{{") => self.sign(start, text, column, 0..2),
            '{' | '[' | '｛' | '［' => self.flow(start, text),
            '"' | '\'' => match closing(text, first, 1) {
                None => self.quote = Some((start, first)),
                Some(end) => {
                    let rest = text[end..].trim_start();
                    if !rest.is_empty() && !rest.starts_with(['#', ':']) {
                        self.sign(start, text, column, 0..1);
                    }
                }
            },
            '*' | '&' | '!' | '%' | '@' | '`' | ',' | ']' | '}' => {
                self.sign(start, text, column, 0..1);
            }
            _ => {
                let text = without_comment(text);
                let inner = text
                    .find(": ")
                    .or_else(|| text.ends_with(':').then(|| text.len() - 1));
                if let Some(at) = inner {
                    self.sign(start, text, column, at..at + 1);
                }
            }
        }
    }

    fn block_header(&mut self, start: usize, text: &str, column: usize) {
        let header = without_comment(text);
        let marks = header[1..].trim_start_matches(['+', '-']);
        let digit = marks.chars().next().and_then(|c| c.to_digit(10));
        let marks = marks.trim_start_matches(|c: char| c.is_ascii_digit());
        if marks.trim_start_matches(['+', '-']).is_empty() {
            let content = digit.map(|digit| column + digit as usize);
            self.block = Some(Block { parent: column, content });
        } else {
            self.text_after_bar(start, text, column);
        }
    }
}
