//! From a scalar's text back to the file.

use std::ops::Range;

use super::{Node, Style};
use crate::source::Span;

/// The way from every byte of a scalar's text to the file, made once and asked
/// often.
///
/// YAML only ever changes blanks and line ends (escapes apart), so the k-th
/// visible character of the text is the k-th of the source. The map is kept as
/// runs in which text and source go side by side; an escape is a run of its own.
#[derive(Debug, Clone)]
pub struct Places {
    span: Span,
    /// None where text and source turn out to differ.
    runs: Option<Vec<Run>>,
}

/// A stretch in which text and source go side by side.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the text.
    text: usize,
    /// Where it begins in the source.
    source: usize,
    /// Bytes of the source that stand for its first character; 0 where they are
    /// that character.
    escape: usize,
}

impl Places {
    /// Maps a node's scalar; any other node stands for its whole place.
    pub fn new(node: &Node) -> Self {
        let span = node.span.clone();
        let runs = node.scalar().and_then(|scalar| {
            let body = body(&span, scalar.style);
            align(&scalar.text, span.source().text(), body, scalar.style)
        });
        Self { span, runs }
    }

    /// Returns where a byte range of the text stands in the file; an escape is
    /// taken whole.
    pub fn locate(&self, range: Range<usize>) -> Span {
        let Some(runs) = &self.runs else { return self.span.clone() };
        let whole = self.span.range();
        let start = start(runs, range.start).clamp(whole.start, whole.end);
        if range.is_empty() {
            return self.span.source().span(start..start);
        }
        let end = end(runs, range.end).clamp(start, whole.end);
        self.span.source().span(start..end)
    }
}

fn run(runs: &[Run], at: usize) -> Option<&Run> {
    let next = runs.partition_point(|run| run.text <= at);
    runs.get(next.saturating_sub(1))
}

fn start(runs: &[Run], at: usize) -> usize {
    run(runs, at).map_or(0, |run| match run.escape {
        0 => run.source + (at - run.text),
        _ => run.source,
    })
}

/// Returns the end of the character before a byte, not the beginning of the next:
/// blanks may lie between the two in the file only.
fn end(runs: &[Run], at: usize) -> usize {
    run(runs, at - 1).map_or(0, |run| match run.escape {
        0 => run.source + (at - run.text),
        escape => run.source + escape,
    })
}

/// Returns the bytes of the source that hold the text, without quotes.
fn body(span: &Span, style: Style) -> Range<usize> {
    let Range { start, end } = span.range();
    match style {
        Style::Plain | Style::Literal | Style::Folded => start..end,
        Style::SingleQuoted | Style::DoubleQuoted => start + 1..(end.max(start + 2) - 1),
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Walks text and source side by side, once; none if they turn out to differ.
fn align(text: &str, source: &str, body: Range<usize>, style: Style) -> Option<Vec<Run>> {
    let source = source.get(..body.end)?;
    let (mut place, mut at) = (0, body.start);
    let mut runs: Vec<Run> = Vec::new();
    let mut shift = None;
    while let Some(c) = text[place..].chars().next() {
        let rest = source.get(at..)?;
        if let Some((skipped, length)) = escaped(c, rest, style) {
            let run = Run { text: place, source: at + skipped, escape: length };
            runs.push(run);
            shift = None;
            (place, at) = (place + c.len_utf8(), run.source + length);
            continue;
        }
        let (taken, skipped, length) = match alike(&text[place..], rest, style) {
            0 => {
                let (skipped, length) = beside(c, rest)?;
                (c.len_utf8(), skipped, length)
            }
            same => (same, 0, same),
        };
        let here = at + skipped;
        if shift != Some(here.wrapping_sub(place)) {
            runs.push(Run { text: place, source: here, escape: 0 });
        }
        // A blank that stands nowhere has no length; the next one begins anew.
        shift = (length == taken).then(|| here.wrapping_sub(place));
        (place, at) = (place + taken, here + length);
    }
    Some(runs)
}

/// Returns how many bytes of text and source are the same before they differ; of a
/// quoted text that is looked up by the character.
fn alike(text: &str, source: &str, style: Style) -> usize {
    match style {
        Style::Plain | Style::Literal | Style::Folded => common(text, source),
        Style::SingleQuoted | Style::DoubleQuoted => 0,
    }
}

/// Returns how many bytes of two texts are the same before they differ, in whole
/// characters.
fn common(one: &str, other: &str) -> usize {
    const BLOCK: usize = 32;
    let blocks = one.as_bytes().chunks_exact(BLOCK).zip(other.as_bytes().chunks(BLOCK));
    let same = blocks.take_while(|(one, other)| one == other).count() * BLOCK;
    let rest = one.as_bytes()[same..].iter().zip(&other.as_bytes()[same..]);
    let same = same + rest.take_while(|(one, other)| one == other).count();
    one.floor_char_boundary(same)
}

/// Finds a character of the text among the next ones of the source: how many bytes
/// to skip, and its length there. A blank may stand nowhere.
fn beside(c: char, rest: &str) -> Option<(usize, usize)> {
    if is_blank(c) {
        return Some(blank(c, rest).unwrap_or((0, 0)));
    }
    let skipped = rest.len() - rest.trim_start_matches(is_blank).len();
    rest[skipped..].starts_with(c).then_some((skipped, c.len_utf8()))
}

/// Finds what stands for a character in a quoted text, if it is not the character
/// itself: how many bytes to skip, and its length.
fn escaped(c: char, rest: &str, style: Style) -> Option<(usize, usize)> {
    let joined = match style {
        Style::DoubleQuoted => joined(rest),
        Style::SingleQuoted if c == '\'' => 0,
        Style::SingleQuoted | Style::Plain | Style::Literal | Style::Folded => {
            return None;
        }
    };
    let rest = &rest[joined..];
    let blanks = if is_blank(c) { rest } else { rest.trim_start_matches(is_blank) };
    let skipped = joined + rest.len() - blanks.len();
    let length = match style {
        Style::SingleQuoted => blanks.starts_with("''").then_some(2),
        _ => escape(blanks).filter(|(meant, _)| *meant == c).map(|(_, length)| length),
    };
    match length {
        Some(length) => Some((skipped, length)),
        // The line goes on behind a backslash at its end.
        None if joined > 0 && rest.starts_with(c) => Some((joined, c.len_utf8())),
        None => None,
    }
}

/// Returns the length of backslashes at lines' ends with the blanks of the next
/// lines: they say that the line goes on.
fn joined(rest: &str) -> usize {
    let mut left = rest;
    while let Some(after) =
        left.strip_prefix("\\\n").or_else(|| left.strip_prefix("\\\r\n"))
    {
        left = after.trim_start_matches([' ', '\t']);
    }
    rest.len() - left.len()
}

/// Reads an escape of a double-quoted text (YAML 1.2.2, 5.7): what it means, and
/// its length.
fn escape(rest: &str) -> Option<(char, usize)> {
    let mut characters = rest.strip_prefix('\\')?.chars();
    let kind = characters.next()?;
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => {
            let meant = match kind {
                '0' => '\0',
                'a' => '\u{7}',
                'b' => '\u{8}',
                't' | '\t' => '\t',
                'n' => '\n',
                'v' => '\u{B}',
                'f' => '\u{C}',
                'r' => '\r',
                'e' => '\u{1B}',
                'N' => '\u{85}',
                '_' => '\u{A0}',
                'L' => '\u{2028}',
                'P' => '\u{2029}',
                ' ' | '"' | '/' | '\\' => kind,
                _ => return None,
            };
            return Some((meant, 2));
        }
    };
    let number = rest.get(2..2 + digits)?;
    let meant = u32::from_str_radix(number, 16).ok().and_then(char::from_u32)?;
    Some((meant, 2 + digits))
}

/// Finds a blank of the text among the next blanks of the source: how many bytes
/// to skip, and its length there.
fn blank(c: char, rest: &str) -> Option<(usize, usize)> {
    let next = rest.chars().next().filter(|&next| is_blank(next))?;
    match (c, next) {
        _ if c == next => Some((0, 1)),
        // A line end in the text is a whole one in the file; blanks at the end
        // of a folded line are dropped.
        ('\n', _) => {
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
            rest[blanks..].starts_with('\n').then_some((blanks, 1))
        }
        // A folded line end is a space in the text.
        (' ', '\n') => Some((0, 1)),
        (' ', '\r') => Some((usize::from(rest.starts_with("\r\n")), 1)),
        _ => None,
    }
}
