//! A prose field as the checks of what it says see it.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::prose::{Filled, Outline};
use crate::source::Span;

/// Bytes of the longest escape in YAML: `\U0002A6D6`.
const LONGEST: usize = 10;

/// A prose field with its references filled in.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "a closure has nothing to show")]
pub struct Text<'a> {
    /// The field's dotted path.
    pub path: &'a str,
    /// What it says.
    pub filled: &'a Filled,
    /// Its passages, and what in it is no plain word, by bytes of the filled text.
    pub outline: &'a Outline,
    /// Where a byte range of the text as written stands in the file.
    pub locate: &'a dyn Fn(Range<usize>) -> Span,
}

impl Text<'_> {
    /// Returns where a byte range of the filled text stands in the file.
    pub fn place(&self, range: Range<usize>) -> Span {
        (self.locate)(self.filled.source_range(range))
    }

    /// Returns the edit that puts other words in place of a byte range of the filled
    /// text; an empty range inserts. None where a `{{ }}` filled it in, and none
    /// where its place in the file is not known to the character.
    pub fn edit(&self, range: Range<usize>, words: &str) -> Option<Edit> {
        if self.filled.is_value(range.clone()) {
            return None;
        }
        let old = &self.filled.text[range.clone()];
        let span = self.place(range);
        let written = span.text();
        // A quoted scalar may have the character as an escape.
        let escaped = old.chars().count() == 1
            && (written == "''" || written.starts_with('\\') && written.len() <= LONGEST);
        (written == old || escaped).then(|| Edit { span, text: words.to_owned() })
    }
}
