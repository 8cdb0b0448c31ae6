//! A named text, and places in it.
//!
//! A [`Span`] keeps a handle on its text, so a finding made anywhere can be
//! shown with its line without asking who read the file.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Bytes between two counts of characters, so that no column costs a whole line.
const STRIDE: usize = 256;

/// A named text, cheap to clone.
#[derive(Clone)]
pub struct Source(Arc<Inner>);

struct Inner {
    name: String,
    text: String,
    /// Made when a place is first asked for: most files have nothing to point at.
    index: OnceLock<Index>,
}

/// What tells lines and columns.
struct Index {
    /// Byte offset at which each line begins.
    lines: Vec<usize>,
    /// Characters that begin before each multiple of [`STRIDE`].
    characters: Vec<usize>,
}

impl Index {
    fn new(text: &str) -> Self {
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let characters = text.as_bytes().chunks(STRIDE).scan(0, |before, chunk| {
            let here = *before;
            *before += beginnings(chunk);
            Some(here)
        });
        Self { lines, characters: characters.collect() }
    }
}

impl Source {
    /// Makes a source from the name that users know it by and its text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, text) = (name.into(), text.into());
        Self(Arc::new(Inner { name, text, index: OnceLock::new() }))
    }

    fn index(&self) -> &Index {
        self.0.index.get_or_init(|| Index::new(&self.0.text))
    }

    /// Returns the name users know the text by, usually a path as they typed it.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Tells whether two handles are of one text; another with the same name and
    /// characters is another.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Returns the place of a byte range, widened to whole characters and
    /// clipped to the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.0.text.floor_char_boundary(range.start);
        let end = self.0.text.ceil_char_boundary(range.end).max(start);
        Span { source: self.clone(), start, end }
    }

    /// Returns line and column of a byte.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.0.text.floor_char_boundary(byte);
        let lines = &self.index().lines;
        let line = lines.partition_point(|&start| start <= byte);
        let start = lines[line - 1];
        let mark = usize::from(self.0.text[start..byte].starts_with('\u{feff}'));
        let before = self.characters(byte) - self.characters(start) - mark;
        Position { line, column: before + 1 }
    }

    /// Returns how many characters stand before a byte.
    fn characters(&self, byte: usize) -> usize {
        let characters = &self.index().characters;
        let counted = (byte / STRIDE).min(characters.len().saturating_sub(1));
        let rest = &self.0.text.as_bytes()[counted * STRIDE..byte];
        characters.get(counted).copied().unwrap_or_default() + beginnings(rest)
    }

    /// Returns the byte range of a line, counted from 1, without its line end.
    pub fn line(&self, line: usize) -> Option<Range<usize>> {
        let lines = &self.index().lines;
        let start = *lines.get(line.checked_sub(1)?)?;
        let end = lines.get(line).map_or(self.0.text.len(), |next| next - 1);
        let text = self.0.text[start..end].trim_end_matches('\r');
        Some(start..start + text.len())
    }
}

/// Counts the bytes that begin a character of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({:?}, {} bytes)", self.0.name, self.0.text.len())
    }
}

/// Line and column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column in characters; a byte order mark is none.
    pub column: usize,
}

/// A byte range of a [`Source`], on character boundaries.
#[derive(Clone)]
pub struct Span {
    source: Source,
    start: usize,
    end: usize,
}

impl Span {
    /// Returns the text this is a place in.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the byte range.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the text at the place.
    pub fn text(&self) -> &str {
        &self.source.text()[self.range()]
    }

    /// Returns where the place begins.
    pub fn start(&self) -> Position {
        self.source.position(self.start)
    }

    /// Returns where the place ends: the position after its last character.
    pub fn end(&self) -> Position {
        self.source.position(self.end)
    }

    /// Returns a part of the place; `range` counts bytes from its beginning.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let end = (self.start + range.end).min(self.end);
        self.source.span((self.start + range.start).min(end)..end)
    }

    /// Returns the place from the beginning of `self` to the end of `other`.
    #[must_use]
    pub fn to(&self, other: &Self) -> Self {
        self.source.span(self.start..other.end)
    }
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.source.is_same(&other.source) && self.range() == other.range()
    }
}

impl Eq for Span {}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.start();
        write!(f, "{}:{line}:{column} {:?}", self.source.name(), self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("甲.yaml", "年度: 2021\n单位: 某局\n");
        assert_eq!(source.position(8), Position { line: 1, column: 5 });
        let at = source.text().find('某').expect("the text has it");
        assert_eq!(source.position(at), Position { line: 2, column: 5 });
    }

    #[test]
    fn byte_order_mark_has_no_column() {
        let source = Source::new("甲", "\u{feff}年度: 2021");
        assert_eq!(source.position(3), Position { line: 1, column: 1 });
    }

    #[test]
    fn columns_of_a_huge_line_are_quick() {
        let source = Source::new("甲", format!("甲: 1\n{}", "字a".repeat(250_000)));
        for character in (0..500_000).step_by(10) {
            let byte = "甲: 1\n".len() + character * 2;
            let position = Position { line: 2, column: character + 1 };
            assert_eq!(source.position(byte), position);
        }
        let end = source.position(source.text().len());
        assert_eq!(end, Position { line: 2, column: 500_001 });
    }

    #[test]
    fn columns_do_not_depend_on_where_counting_begins() {
        let source = Source::new("甲", "年a\u{feff}\n".repeat(300));
        for (at, line) in source.text().match_indices('\n').zip(1..) {
            assert_eq!(source.position(at.0), Position { line, column: 4 });
        }
        assert_eq!(Source::new("甲", "").position(5), Position { line: 1, column: 1 });
    }

    #[test]
    fn line_leaves_out_its_end() {
        let source = Source::new("甲", "一\r\n二");
        assert_eq!(source.line(1).map(|range| &source.text()[range]), Some("一"));
        assert_eq!(source.line(2).map(|range| &source.text()[range]), Some("二"));
        assert_eq!(source.line(3), None);
    }

    #[test]
    fn spans_never_cut_a_character() {
        let source = Source::new("甲", "年度");
        assert_eq!(source.span(1..4).text(), "年度");
    }
}
