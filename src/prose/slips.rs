//! What people type in the belief that it is Markdown, and is printed as it stands.

use std::ops::Range;

use memchr::{memchr, memchr3};

use super::emphasis::MARK;
use super::parsed::RemarkKind;
use super::script::is_cjk;

/// Characters of the longest footnote's name.
const LONGEST_NAME: usize = 20;

/// A paragraph as it was typed.
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// Its pieces of text in the text that is read, in order.
    pieces: Vec<Range<usize>>,
    /// What in it is code.
    codes: Vec<Range<usize>>,
}

impl Typed {
    pub(super) fn text(&mut self, range: Range<usize>) {
        self.pieces.push(range);
    }

    /// Adds what was typed elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.codes.extend(other.codes);
    }

    /// Returns all of it; none without text.
    pub(super) fn range(&self) -> Option<Range<usize>> {
        Some(self.pieces.first()?.start..self.pieces.last()?.end)
    }

    /// Returns its pieces of text.
    pub(super) fn pieces(&self) -> &[Range<usize>] {
        &self.pieces
    }

    pub(super) fn code(&mut self, range: Range<usize>) {
        self.text(range.clone());
        self.codes.push(range);
    }

    /// Finds the slips of the paragraph, the first of each.
    pub(super) fn slips(
        self,
        text: &str,
        place: Place,
    ) -> Vec<(RemarkKind, Range<usize>)> {
        let Some(range) = self.range() else { return Vec::new() };
        let paragraph = text.get(range.clone()).unwrap_or_default();
        let bytes = paragraph.as_bytes();
        // Every slip has one of these marks, and hardly a paragraph has any.
        if memchr3(b'#', b'|', b'~', bytes).or(memchr(b'[', bytes)).is_none() {
            return Vec::new();
        }
        let found = [
            (RemarkKind::TightHeading, tight_heading(paragraph)),
            (RemarkKind::NoDelimiterRow, table_without_rule(paragraph)),
            (RemarkKind::Unsupported, task(paragraph, place)),
            (RemarkKind::Unsupported, footnote(paragraph)),
            (RemarkKind::Unsupported, deletion(paragraph)),
        ];
        let within = |(kind, found): (RemarkKind, Option<Range<usize>>)| {
            let found = found?;
            let found = range.start + found.start..range.start + found.end;
            // The parser leaves out the backslash before a mark that is text.
            let escaped = text[..found.start].ends_with('\\');
            let code = self.codes.iter().any(|code| code.contains(&found.start));
            (!escaped && !code).then_some((kind, found))
        };
        found.into_iter().filter_map(within).collect()
    }
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the first of a list's item.
    BeginsItem,
    /// Anywhere else.
    Elsewhere,
}

/// Yields the lines of a paragraph with their places, without what leads them.
fn lines(paragraph: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    paragraph.split('\n').map(move |line| {
        let start = next;
        next += line.len() + 1;
        let text = line.trim_start_matches([' ', '\t', '>', '\u{3000}']);
        (start + line.len() - text.len(), text.trim_end())
    })
}

/// Finds `###小节`. A single `#` before Chinese is one too, unless it is a topic,
/// which ends with another: #政务公开#.
fn tight_heading(paragraph: &str) -> Option<Range<usize>> {
    lines(paragraph).find_map(|(start, line)| {
        let rest = line.trim_start_matches('#');
        let level = line.len() - rest.len();
        let first = rest.chars().next().filter(|c| !c.is_whitespace())?;
        let is_slip = match level {
            1 => (is_cjk(first) || first == MARK) && !rest.contains('#'),
            2..=6 => true,
            _ => false,
        };
        is_slip.then(|| start..start + line.len())
    })
}

/// Finds two lines of cells one below the other.
fn table_without_rule(paragraph: &str) -> Option<Range<usize>> {
    let is_row =
        |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|');
    let mut all = lines(paragraph).peekable();
    while let Some((start, line)) = all.next() {
        if is_row(line) && all.peek().is_some_and(|(_, next)| is_row(next)) {
            return Some(start..start + line.len());
        }
    }
    None
}

/// Finds `[ ]` or `[x]` at the beginning of an item.
fn task(paragraph: &str, place: Place) -> Option<Range<usize>> {
    let begins = ["[ ] ", "[x] ", "[X] "].iter().any(|mark| paragraph.starts_with(mark));
    (begins && place == Place::BeginsItem).then_some(0..3)
}

/// Finds `[^1]`.
fn footnote(paragraph: &str) -> Option<Range<usize>> {
    paragraph.match_indices("[^").find_map(|(start, mark)| {
        let name = &paragraph[start + mark.len()..];
        let (length, _) =
            name.char_indices().take(LONGEST_NAME).find(|&(_, c)| c == ']')?;
        let end = start + mark.len() + length + 1;
        (length > 0 && !name[..length].contains([' ', '\n'])).then_some(start..end)
    })
}

/// Finds `~~删去~~`.
fn deletion(paragraph: &str) -> Option<Range<usize>> {
    let (start, rest) = paragraph.find("~~").map(|at| (at, &paragraph[at + 2..]))?;
    let length = rest.find("~~").filter(|&length| length > 0)?;
    (!rest.starts_with([' ', '~'])).then_some(start..start + length + 4)
}
