//! Places as editors count them: lines from 0, columns from 0 in the units that
//! editor and program agreed on.

use std::ops;

use gen_lsp_types::{Position, PositionEncodingKind, Range};

/// The units in which columns are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Halves of a character beyond the basic plane, else characters: what every
    /// editor knows.
    #[default]
    Utf16,
}

impl Encoding {
    /// Takes bytes where the editor offers them: they need no counting.
    pub(super) fn agreed(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else {
            Self::Utf16
        }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// Turns bytes of a text into an editor's places and back.
pub(super) struct Ruler<'a> {
    text: &'a str,
    encoding: Encoding,
    /// Byte at which each line begins; `\r` alone ends a line too.
    starts: Vec<usize>,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(text: &'a str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { text, encoding, starts }
    }

    /// Returns the place of a byte, or of the end of the text.
    pub(super) fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|&start| start <= byte) - 1;
        let before = &self.text[self.starts[line]..byte];
        let column = match self.encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: count(line), character: count(column) }
    }

    pub(super) fn range(&self, range: ops::Range<usize>) -> Range {
        Range { start: self.position(range.start), end: self.position(range.end) }
    }

    /// Returns the byte of a place; what lies beyond a line is its end, what lies
    /// beyond the text the text's.
    pub(super) fn byte(&self, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(&start) = self.starts.get(line) else { return self.text.len() };
        let next = self.starts.get(line.saturating_add(1));
        let end = next.copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end_matches(['\r', '\n']);
        let mut left = usize::try_from(position.character).unwrap_or(usize::MAX);
        for (at, c) in line.char_indices() {
            let units = self.encoding.units(c);
            if left < units {
                return start + at;
            }
            left -= units;
        }
        start + line.len()
    }

    /// Returns the bytes of a range; one that is upside down is empty.
    pub(super) fn bytes(&self, range: Range) -> ops::Range<usize> {
        let start = self.byte(range.start);
        start..self.byte(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn place(encoding: Encoding, text: &str, byte: usize) -> (u32, u32) {
        let Position { line, character } = Ruler::new(text, encoding).position(byte);
        (line, character)
    }

    #[test]
    fn columns_are_counted_in_the_units_agreed_on() {
        let text = "甲\r\n乙𬺈丙\n";
        let at = text.find('丙').expect("the text has it");
        assert_eq!(place(Encoding::Utf16, text, at), (1, 3));
        assert_eq!(place(Encoding::Utf8, text, at), (1, 7));
        assert_eq!(place(Encoding::Utf16, text, text.len()), (2, 0));
        assert_eq!(place(Encoding::Utf16, "甲\r乙", 5), (1, 0));
    }

    #[test]
    fn what_lies_beyond_is_the_end() {
        let ruler = Ruler::new("甲乙\r\n丙", Encoding::Utf16);
        let byte = |line, character| ruler.byte(Position { line, character });
        assert_eq!(byte(0, 99), "甲乙".len());
        assert_eq!(byte(7, 0), "甲乙\r\n丙".len());
        assert_eq!(byte(1, u32::MAX), "甲乙\r\n丙".len());
        let half = Ruler::new("𬺈", Encoding::Utf16);
        assert_eq!(half.byte(Position { line: 0, character: 1 }), 0);
    }

    proptest! {
        #[test]
        fn a_place_leads_back_to_its_byte(text in "[a甲𬺈\r\n]{0,20}", at in 0_usize..60) {
            let at = text.floor_char_boundary(at);
            // Between `\r` and `\n` is no place of its own.
            prop_assume!(!(text[..at].ends_with('\r') && text[at..].starts_with('\n')));
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let ruler = Ruler::new(&text, encoding);
                prop_assert_eq!(ruler.byte(ruler.position(at)), at);
            }
        }
    }
}
