//! 今年 and other words whose meaning hangs on the day they are read.

use std::ops::Range;

use super::glyphs::{Glyph, Row};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A word of two characters, the year it means, and the characters before and
/// behind it with which it is another word: 项目前期, 透明年报.
struct Word {
    both: [char; 2],
    year: Option<i16>,
    not_behind: &'static str,
    not_before: &'static str,
}

const WORDS: [Word; 5] = [
    Word { both: ['今', '年'], year: Some(0), not_behind: "当", not_before: "代" },
    Word {
        both: ['去', '年'], year: Some(-1), not_behind: "过失除减", not_before: "代"
    },
    Word {
        both: ['明', '年'],
        year: Some(1),
        not_behind: "透说表证文声聪注标光指写查鲜阐简发",
        not_before: "代",
    },
    Word {
        both: ['目', '前'],
        year: None,
        not_behind: "项题栏科数节条面账书曲品",
        not_before: "",
    },
    Word {
        both: ['近', '日'],
        year: None,
        not_behind: "附最临接靠",
        not_before: "期常本",
    },
];

/// The first such word of a file.
pub(super) struct Relative {
    year: Option<i16>,
    found: Option<(Span, String, &'static Word)>,
    /// What another finding of the field is about, by bytes of the field as written.
    told: Vec<Range<usize>>,
}

impl Relative {
    /// Begins a file, by the year reported on.
    pub(super) fn new(year: Option<i16>) -> Self {
        Self { year, found: None, told: Vec::new() }
    }

    /// Begins a field.
    pub(super) fn begin(&mut self, told: Vec<Range<usize>>) {
        self.told = told;
    }

    /// Looks at a passage.
    pub(super) fn check(&mut self, row: &Row<'_>) {
        if self.found.is_some() {
            return;
        }
        let is_end = |glyph: &Glyph| matches!(glyph.c, '年' | '前' | '日');
        let ends = row.glyphs.iter().enumerate().skip(1).filter(|(_, it)| is_end(it));
        let mut found = ends.filter_map(|(at, _)| Some((at, self.word(row, at)?)));
        if let Some((index, word)) = found.next() {
            let place = row.place(index - 1..index + 1);
            self.found = Some((place, row.text.path.to_owned(), word));
        }
    }

    /// Returns the word that ends at an index.
    fn word(&self, row: &Row<'_>, index: usize) -> Option<&'static Word> {
        let both = [row.word(index - 1)?, row.word(index)?];
        let word = WORDS.iter().find(|word| word.both == both)?;
        let behind = row.before(index - 1).is_some_and(|c| word.not_behind.contains(c));
        let before = row.seen(index + 1).is_some_and(|c| word.not_before.contains(c));
        let written = row.text.filled.source_range(row.bytes(index..index + 1));
        let told = self.told.iter().any(|range| range.contains(&written.start));
        (!behind && !before && !told).then_some(word)
    }

    /// Reports the word.
    pub(super) fn finish(self, findings: &mut Vec<Diagnostic>) {
        let Some((place, path, word)) = self.found else { return };
        let words: String = word.both.iter().collect();
        let message = format!("“{words}”要看是哪一年读到，年报会留存多年");
        let help = match self.year.zip(word.year) {
            Some((year, more)) => format!("建议写成“{}年”", year.saturating_add(more)),
            None => "建议写明日期，如“截至2025年12月31日”".to_owned(),
        };
        let finding = Diagnostic::note(Code::RelativeTime, message);
        findings.push(finding.at(place, "").path(path).help(help));
    }
}
