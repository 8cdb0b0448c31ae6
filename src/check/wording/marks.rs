//! Marks of half width among Chinese.

use super::glyphs::{Class, Glyph, Origin, Row, is_han};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::Span;

/// Marks in a file above which it is no slip: the whole text came so, from a web
/// page or another keyboard, and is one finding.
const MOST: usize = 20;

/// The marks found in a file.
#[derive(Default)]
pub(super) struct Marks {
    fields: Vec<Found>,
}

/// The marks found in a field.
struct Found {
    path: String,
    first: Span,
    /// The different ones, in the order of their meeting.
    marks: Vec<char>,
    count: usize,
    edits: Vec<Edit>,
}

impl Marks {
    /// Looks at a passage; `halves` are its pairs of brackets of which at least one
    /// has half width.
    pub(super) fn check(&mut self, row: &mut Row<'_>, halves: &[(usize, usize)]) {
        for &(open, close) in halves {
            let mixed = row.glyphs[open].c != '(' || row.glyphs[close].c != ')';
            let chinese = row.glyphs[open..close].iter().any(|glyph| is_han(glyph.c));
            if mixed || chinese {
                self.bracket(row, open);
                self.bracket(row, close);
            }
        }
        if !row.has(Class::Ascii) {
            return;
        }
        for at in 0..row.others.len() {
            let index = row.others[at];
            if row.glyphs[index].class == Class::Ascii
                && let Some(wide) = row.word(index).and_then(wide)
                && stands_in_chinese(&row.glyphs, index)
            {
                self.add(row, index, wide);
                row.glyphs[index].class = Class::Mark;
            }
        }
    }

    fn bracket(&mut self, row: &mut Row<'_>, index: usize) {
        let (wide, class) = match row.word(index) {
            Some('(') => ("（", Class::Open),
            Some(')') => ("）", Class::Close),
            _ => return,
        };
        self.add(row, index, wide);
        row.glyphs[index].class = class;
    }

    fn add(&mut self, row: &mut Row<'_>, index: usize, wide: &str) {
        let mark = row.glyphs[index].c;
        let edit = mend(row, index, wide);
        row.take(index);
        let path = row.text.path;
        if self.fields.last().is_none_or(|found| found.path != path) {
            let first = row.place(index..index + 1);
            let (marks, edits) = (Vec::new(), Vec::new());
            self.fields.push(Found {
                path: path.to_owned(),
                first,
                marks,
                count: 0,
                edits,
            });
        }
        let Some(found) = self.fields.last_mut() else { return };
        found.count += 1;
        if !found.marks.contains(&mark) {
            found.marks.push(mark);
        }
        found.edits.extend(edit);
    }

    /// Reports the marks of each field, or those of the whole file.
    pub(super) fn finish(self, findings: &mut Vec<Diagnostic>) {
        let count: usize = self.fields.iter().map(|found| found.count).sum();
        if count <= MOST {
            findings.extend(self.fields.into_iter().map(|found| {
                let path = found.path.clone();
                finding(found, "这一项").path(path)
            }));
        } else if let Some(all) = self.fields.into_iter().reduce(Found::with) {
            findings.push(finding(all, "全文"));
        }
    }
}

impl Found {
    fn with(mut self, other: Self) -> Self {
        if other.first.range().start < self.first.range().start {
            self.first = other.first;
        }
        let new = other.marks.into_iter().filter(|mark| !self.marks.contains(mark));
        self.marks.extend(new.collect::<Vec<_>>());
        self.count += other.count;
        self.edits.extend(other.edits);
        self
    }
}

fn finding(found: Found, scope: &str) -> Diagnostic {
    let listed = found.marks.iter().map(char::to_string).collect::<Vec<_>>().join(" ");
    let wide = found.marks.first().copied().and_then(wide).unwrap_or_default();
    let (message, title) = if found.count == 1 {
        (format!("这里用了英文标点“{listed}”，中文里用“{wide}”"), format!("改为“{wide}”"))
    } else {
        let count = found.count;
        let message = format!("{scope}有 {count} 处英文标点（{listed}），应当用中文标点");
        (message, format!("{count} 处改成中文标点"))
    };
    let help = if found.edits.is_empty() {
        "请改成中文标点"
    } else {
        "运行 nianbao fix 可以一次改好"
    };
    Diagnostic::warning(Code::HalfWidthMark, message)
        .at(found.first, "")
        .help(help)
        .mended(title, found.edits)
}

/// Puts the wide mark in place of a mark and the blanks beside it, which it needs
/// no more.
fn mend(row: &mut Row<'_>, index: usize, wide: &str) -> Option<Edit> {
    let is_blank = |index: usize| {
        let blank =
            row.glyphs.get(index).is_some_and(|glyph| glyph.class == Class::Blank);
        blank && row.word(index).is_some()
    };
    let mut start = index;
    while start > 0 && is_blank(start - 1) && row.touch(start - 1) {
        start -= 1;
    }
    let mut end = index + 1;
    while is_blank(end) && row.touch(end - 1) {
        end += 1;
    }
    let Some(edit) = row.text.edit(row.bytes(start..end), wide) else {
        return row.edit(index, wide);
    };
    (start..end).for_each(|index| row.take(index));
    Some(edit)
}

/// Returns a mark in full width.
pub(super) fn wide(mark: char) -> Option<&'static str> {
    Some(match mark {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '!' => "！",
        '?' => "？",
        '(' => "（",
        ')' => "）",
        _ => return None,
    })
}

/// What stands on one side of a mark, blanks skipped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Chinese,
    /// A digit or an address.
    Figure,
    End,
    Other,
}

/// Tells whether a mark that is no bracket stands between Chinese; a comma, a
/// semicolon or a colon does so too with a figure on one side.
fn stands_in_chinese(glyphs: &[Glyph], index: usize) -> bool {
    if matches!(glyphs[index].c, '(' | ')') {
        return false;
    }
    let before = side(glyphs[..index].iter().rev());
    let behind = side(glyphs[index + 1..].iter());
    let figures = matches!(glyphs[index].c, ',' | ';' | ':');
    match (before, behind) {
        (Side::Chinese, Side::Chinese | Side::End) | (Side::End, Side::Chinese) => true,
        (Side::Chinese, Side::Figure) | (Side::Figure, Side::Chinese) => figures,
        _ => false,
    }
}

fn side<'g>(mut glyphs: impl Iterator<Item = &'g Glyph>) -> Side {
    let Some(glyph) = glyphs.find(|glyph| glyph.class != Class::Blank) else {
        return Side::End;
    };
    match glyph.class {
        _ if glyph.origin == Origin::Address => Side::Figure,
        Class::Han | Class::Open | Class::Close => Side::Chinese,
        Class::Digit => Side::Figure,
        _ => Side::Other,
    }
}
