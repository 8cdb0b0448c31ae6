//! Blanks that Chinese does not need, and characters without width.

use super::glyphs::{Class, Glyph, Row};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::Span;

/// The blanks found in a field.
#[derive(Default)]
pub(super) struct Blanks {
    first: Option<Span>,
    count: usize,
    kinds: Vec<&'static str>,
    edits: Vec<Edit>,
}

impl Blanks {
    /// Looks at a passage.
    pub(super) fn check(&mut self, row: &Row<'_>) {
        let is_blank = |glyph: &&Glyph| glyph.class == Class::Blank;
        let mut read_to = 0;
        for &start in &row.others {
            if start < read_to || row.glyphs[start].class != Class::Blank {
                continue;
            }
            let length = row.glyphs[start..].iter().take_while(is_blank).count();
            read_to = start + length;
            self.run(row, start, read_to);
        }
        self.hidden(row);
    }

    /// Looks at characters without width.
    fn hidden(&mut self, row: &Row<'_>) {
        for &at in &row.hidden {
            let length =
                row.text.filled.text[at..].chars().next().map_or(0, char::len_utf8);
            self.note("看不见的字符", row.text.place(at..at + length));
            self.edits.extend(row.text.edit(at..at + length, ""));
            self.count += 1;
        }
    }

    fn note(&mut self, kind: &'static str, place: Span) {
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
        let known = self.first.as_ref().map(|first| first.range().start);
        if known.is_none_or(|known| place.range().start < known) {
            self.first = Some(place);
        }
    }

    /// Looks at blanks side by side.
    fn run(&mut self, row: &Row<'_>, start: usize, end: usize) {
        let before = start.checked_sub(1).map(|index| &row.glyphs[index]);
        let among_chinese = is_chinese(before) && is_chinese(row.glyphs.get(end));
        let mut found = false;
        for index in (start..end).filter(|index| row.word(*index).is_some()) {
            let c = row.glyphs[index].c;
            let Some(kind) = kind(c).or(among_chinese.then_some("空格")) else {
                continue;
            };
            if is_line_end(row, index) {
                continue;
            }
            self.note(kind, row.place(index..index + 1));
            let words = if among_chinese { "" } else { " " };
            // A wide blank may part two entries: what becomes of it is the writer's.
            if c != '\u{3000}' {
                self.edits.extend(row.edit(index, words));
            }
            found = true;
        }
        self.count += usize::from(found);
    }

    /// Reports what was found in a field.
    pub(super) fn finish(self, path: &str, findings: &mut Vec<Diagnostic>) {
        let Some(first) = self.first else { return };
        let (count, kinds) = (self.count, self.kinds.join("、"));
        let message = format!("这一项有 {count} 处多余的空白（{kinds}）");
        let help = if self.edits.is_empty() {
            "用来分隔的，改用“、”“，”或者分成两段；否则去掉"
        } else {
            "中文的字和标点之间不用空格，段首的空格由排版加"
        };
        let found = Diagnostic::note(Code::NeedlessBlank, message)
            .at(first, "")
            .path(path)
            .help(help)
            .mended("去掉多余的空白", self.edits);
        findings.push(found);
    }
}

/// Returns the name of a blank that no text needs; none for a common space.
fn kind(c: char) -> Option<&'static str> {
    match c {
        ' ' | '\n' | '\r' => None,
        '\t' => Some("制表符"),
        '\u{3000}' => Some("全角空格"),
        _ => Some("特殊空格"),
    }
}

fn is_chinese(glyph: Option<&Glyph>) -> bool {
    let of_chinese = [Class::Han, Class::Mark, Class::Open, Class::Close];
    glyph.is_some_and(|glyph| of_chinese.contains(&glyph.class))
}

/// Tells whether a blank of the text is a line end in the file, as in a folded
/// scalar.
fn is_line_end(row: &Row<'_>, index: usize) -> bool {
    row.glyphs[index].c == ' ' && row.place(index..index + 1).text() != " "
}
