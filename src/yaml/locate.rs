//! From a scalar's text back to the file.

use std::ops::Range;

use super::{Node, Style};
use crate::source::Span;

/// The way from every byte of a scalar's text to the file, made once and asked
/// often.
///
/// YAML only ever changes blanks and line ends (escapes apart), so the k-th
/// visible character of the text is the k-th of the source. The map is kept as
/// runs in which text and source go side by side.
#[derive(Debug, Clone)]
pub struct Places {
    span: Span,
    /// Beginnings of runs: byte in the text, byte in the source. None where
    /// escapes make the way unknown.
    runs: Option<Vec<(usize, usize)>>,
}

impl Places {
    /// Maps a node's scalar; any other node stands for its whole place.
    pub fn new(node: &Node) -> Self {
        let span = node.span.clone();
        let runs = node.scalar().and_then(|scalar| {
            let body = body(&span, scalar.style)?;
            align(&scalar.text, span.source().text(), body)
        });
        Self { span, runs }
    }

    /// Returns where a byte range of the text stands in the file; the whole place
    /// where a quoted text has escapes.
    pub fn locate(&self, range: Range<usize>) -> Span {
        let Some(runs) = &self.runs else { return self.span.clone() };
        let whole = self.span.range();
        let start = offset(runs, range.start).clamp(whole.start, whole.end);
        if range.is_empty() {
            return self.span.source().span(start..start);
        }
        // The end is behind the last character, not before the next: blanks may
        // lie between the two in the file only.
        let end = offset(runs, range.end - 1) + 1;
        self.span.source().span(start..end.clamp(start, whole.end))
    }
}

fn offset(runs: &[(usize, usize)], at: usize) -> usize {
    let next = runs.partition_point(|&(text, _)| text <= at);
    runs.get(next.saturating_sub(1)).map_or(0, |&(text, source)| source + (at - text))
}

/// Returns the bytes of the source that hold the text, without quotes; none
/// where escapes change it.
fn body(span: &Span, style: Style) -> Option<Range<usize>> {
    let Range { start, end } = span.range();
    let inner = || start + 1..(end.max(start + 2) - 1);
    match style {
        Style::Plain | Style::Literal | Style::Folded => Some(start..end),
        Style::SingleQuoted => {
            let inside = span.text().get(1..span.text().len().checked_sub(1)?)?;
            (!inside.contains('\'')).then(inner)
        }
        Style::DoubleQuoted => (!span.text().contains('\\')).then(inner),
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Walks text and source side by side, once; none if they turn out to differ.
fn align(text: &str, source: &str, body: Range<usize>) -> Option<Vec<(usize, usize)>> {
    let source = source.get(..body.end)?;
    let (mut place, mut at) = (0, body.start);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut shift = None;
    while let Some(c) = text[place..].chars().next() {
        let rest = source.get(at..)?;
        let (taken, skipped, length) = match common(&text[place..], rest) {
            0 => {
                let (skipped, length) = step(c, rest)?;
                (c.len_utf8(), skipped, length)
            }
            same => (same, 0, same),
        };
        let here = (place, at + skipped);
        if shift != Some(here.1.wrapping_sub(place)) {
            runs.push(here);
        }
        // A blank that stands nowhere has no length; the next one begins anew.
        shift = (length == taken).then(|| here.1.wrapping_sub(place));
        (place, at) = (place + taken, here.1 + length);
    }
    Some(runs)
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

/// Finds a character of the text where the source goes on otherwise: how many bytes
/// to skip, and its length there; none if it is not there.
fn step(c: char, rest: &str) -> Option<(usize, usize)> {
    if is_blank(c) {
        return Some(blank(c, rest).unwrap_or((0, 0)));
    }
    let skipped = rest.len() - rest.trim_start_matches(is_blank).len();
    rest[skipped..].starts_with(c).then_some((skipped, c.len_utf8()))
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
