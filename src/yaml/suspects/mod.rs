//! The usual suspects: what people type that makes the parser stop, often lines
//! later. Looked for line by line, and only once the parser has stopped.
//!
//! The walk knows just enough YAML to stay out of block scalars, comments and
//! quoted text.

mod align;
mod divide;
mod flow;
mod line;
mod report;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use self::align::{Aligned, Content};
use self::divide::is_sentence;
pub(super) use self::divide::{Divide, divide};
use self::line::{closing, is_bad_blank, lead, without_comment};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::yaml::bar;

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
    /// How many findings there were behind the last line, if that is a block scalar's
    /// and stands no further in than its entry.
    loose: Option<usize>,
    /// Spaces that a tab stands for, once one was seen.
    tab: OnceCell<usize>,
    /// Which entries stand in line, and the first that does not.
    pub(super) aligned: Aligned,
    /// Each `-` that is a whole value.
    dashes: Vec<usize>,
    /// The byte behind the last entry's colon; none where that was wrong.
    colon: Option<usize>,
    /// Byte up to which a finding says all.
    told: usize,
}

/// A block scalar.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// Byte of its bar.
    bar: usize,
    /// Indentation of the entry it belongs to: its lines have more.
    parent: usize,
    /// Indentation of its first line, once that was seen.
    content: Option<usize>,
}

/// Walks from the top of the text to the line after the region and keeps what
/// lies on the region's lines.
pub(super) fn walk<'a>(source: &'a Source, region: &Range<usize>) -> Walk<'a> {
    let mut walk = Walk::new(source);
    let first = source.position(region.start).line;
    let last = source.position(region.end).line + 1;
    walk.lines(1..=last, &|line| line >= first);
    walk.findings.truncate(SHOWN);
    walk
}

/// Returns what is wrong with the colons, commas and brackets of some lines, one
/// finding a line. The walk over `lines` begins outside of brackets.
pub(super) fn marks(
    source: &Source,
    lines: RangeInclusive<usize>,
    is_asked: &dyn Fn(usize) -> bool,
) -> BTreeMap<usize, Diagnostic> {
    let mut walk = Walk::new(source);
    walk.lines(lines, is_asked);
    let marks = walk.findings.into_iter().filter(report::is_mark);
    let lines = marks.filter_map(|finding| {
        let line = finding.place.as_ref()?.span.start().line;
        Some((line, finding))
    });
    lines.collect()
}

/// Returns each `-` that stands alone where a value is expected.
pub(super) fn lone_dashes(source: &Source) -> Vec<usize> {
    let mut walk = Walk::new(source);
    walk.lines(1..=usize::MAX, &|_| false);
    walk.dashes
}

impl<'a> Walk<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            source,
            findings: Vec::new(),
            open: Vec::new(),
            quote: None,
            block: None,
            outer: 0,
            given_up: false,
            bad: None,
            loose: None,
            tab: OnceCell::new(),
            aligned: Aligned::default(),
            dashes: Vec::new(),
            colon: None,
            told: 0,
        }
    }

    /// Walks lines, and on while a run of bad ones goes on.
    fn lines(&mut self, lines: RangeInclusive<usize>, is_kept: &dyn Fn(usize) -> bool) {
        let mut line = *lines.start();
        while let Some(range) = self.source.line(line) {
            let continues = self.continues_bad_indent(line, &range)
                || self.continues_loose_text(&range);
            if line > *lines.end() && !continues {
                break;
            }
            let before = self.findings.len();
            self.line(line, range);
            if is_kept(line) {
                self.join_marks(before);
            } else {
                self.findings.truncate(before);
            }
            if self.given_up || self.findings.len() >= SHOWN {
                break;
            }
            line += 1;
        }
    }
}

impl Walk<'_> {
    fn line(&mut self, number: usize, range: Range<usize>) {
        let whole = &self.source.text()[range.clone()];
        let text = whole.trim_start_matches('\u{feff}');
        let start = range.end - text.len();
        if start < self.told {
            return;
        }
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
        if self.in_block(start, text) {
            return;
        }
        if self.never_closed(lead, text) {
            self.given_up = true;
            return;
        }
        if !self.open.is_empty() {
            self.flow(start, text);
            return;
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
    fn in_block(&mut self, start: usize, text: &str) -> bool {
        let Some(block) = &mut self.block else { return false };
        let lead = lead(text);
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let content = *block.content.get_or_insert(spaces.max(block.parent + 1));
        if spaces >= content {
            self.loose = None;
            return true;
        }
        if lead.len() == spaces && spaces <= block.parent && is_sentence(&text[spaces..])
        {
            let (bar, content) = (block.bar, content.max(block.parent + 2));
            self.loose_block_line(start..start + spaces, bar, content);
            return true;
        }
        self.loose = None;
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
        if bar::is_row(text.trim_end()) {
            return self.row_without_bar(start, text);
        }
        let directive = column == 0 && text.starts_with('%');
        if directive || ["#", "---", "..."].iter().any(|mark| text.starts_with(mark)) {
            return;
        }
        let first = (start, column);
        let mut nested = Vec::new();
        while let Some(rest) = text.strip_prefix("- ") {
            let rest = rest.trim_start_matches(' ');
            let skipped = text.len() - rest.len();
            (start, column, text) = (start + skipped, column + skipped, rest);
            nested.push(column);
        }
        self.colon = None;
        let at = match divide(text) {
            Divide::Colon(at) => {
                self.colon = Some(start + at + 1);
                at
            }
            Divide::Wide(at) => {
                self.wide_colon(start + at);
                at
            }
            Divide::Tight(at) => {
                self.tight_colon(start + at);
                at
            }
            Divide::None => {
                if text == "-" {
                    self.aligned.entry(first.0, first.1, Content::Below);
                } else if !nested.is_empty() {
                    self.aligned.entry(first.0, first.1, Content::Here);
                }
                return self.value(start, text, column);
            }
        };
        let after = at + text[at..].chars().next().map_or(0, char::len_utf8);
        let rest = text[after..].trim_start_matches([' ', '\t']);
        let start = start + text.len() - rest.len();
        let content = if rest.is_empty() || rest.starts_with('#') {
            Content::Below
        } else {
            Content::Here
        };
        self.aligned.entry(first.0, first.1, content);
        for column in nested {
            self.aligned.nested(column);
        }
        if without_comment(rest) == "-" {
            self.dashes.push(start);
            return;
        }
        self.value(start, rest, column);
    }

    /// Looks at what stands after a colon or dash.
    fn value(&mut self, start: usize, text: &str, column: usize) {
        let Some(first) = text.chars().next() else { return };
        match first {
            '#' => {}
            '|' if bar::is_row(text.trim_end()) => self.row_without_bar(start, text),
            '|' | '>' => self.block_header(start, text, column),
            '{' if text.starts_with("{{") => self.sign(start, text, column, 0..2),
            '{' | '[' | '｛' | '［' => self.bracketed(start, text, column),
            '｜' | '＞' if without_comment(text).len() == first.len_utf8() => {
                self.wide_bar(start, first);
                self.block = Some(Block { bar: start, parent: column, content: None });
            }
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

    /// Looks at a value that begins with a bracket: a map, a list, or a text.
    fn bracketed(&mut self, start: usize, text: &str, column: usize) {
        let before = self.findings.len();
        let Some(end) = self.flow(start, text) else { return };
        let rest = text[end..].trim_start_matches([' ', '\t']);
        if rest.is_empty() || rest.starts_with(['#', ':', '}', ']', ',']) {
            return;
        }
        if text.starts_with(['[', '{']) && !text[..end].contains(": ") {
            self.findings.truncate(before);
            self.sign(start, text, column, 0..1);
        } else if self.findings.len() == before {
            self.text_after_bracket(start + text.len() - rest.len(), rest);
        }
    }

    fn block_header(&mut self, start: usize, text: &str, column: usize) {
        let header = without_comment(text);
        let marks = header[1..].trim_start_matches(['+', '-']);
        let digit = marks.chars().next().and_then(|c| c.to_digit(10));
        let marks = marks.trim_start_matches(|c: char| c.is_ascii_digit());
        if marks.trim_start_matches(['+', '-']).is_empty() {
            let content = digit.map(|digit| column + digit as usize);
            self.block = Some(Block { bar: start, parent: column, content });
        } else {
            self.text_after_bar(start, text, column);
        }
    }
}
