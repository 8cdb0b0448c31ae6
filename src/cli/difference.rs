//! What changes in a text, shown with a few characters around each change: a
//! paragraph stands on one line, so that whole lines would hide a comma.

use std::fmt::Write as _;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diagnostic::terminal::Style;
use crate::diagnostic::{masked_text, seen};

/// Characters shown on either side of a change.
const AROUND: usize = 14;

/// Changes with no more characters between them are shown as one.
const NEAR: usize = 8;

/// Shows every change from one text to another, each with its line in the first.
pub(super) fn show(old: &str, new: &str, style: Style) -> String {
    // The numbers of persons are hidden, character by character.
    let characters = |text| masked_text(text).chars().collect();
    let texts = Texts { old: characters(old), new: characters(new) };
    let mut out = String::new();
    let mut line = Line { number: 1, counted: 0 };
    for change in texts.changes() {
        let number = line.at(&texts.old, change.old.start);
        writeln!(out, "  第 {number} 行").expect("a text can be written");
        side(&mut out, '-', &texts.old, &change.old, style);
        side(&mut out, '+', &texts.new, &change.new, style);
    }
    out
}

struct Texts {
    old: Vec<char>,
    new: Vec<char>,
}

/// Character ranges that stand for each other.
struct Change {
    old: Range<usize>,
    new: Range<usize>,
}

impl Texts {
    fn changes(&self) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &self.old, &self.new) {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let (old, new) = (op.old_range(), op.new_range());
            match changes.last_mut() {
                Some(last) if self.is_near(last.old.end, old.start) => {
                    (last.old.end, last.new.end) = (old.end, new.end);
                }
                _ => changes.push(Change { old, new }),
            }
        }
        changes
    }

    fn is_near(&self, end: usize, start: usize) -> bool {
        start - end <= NEAR && !self.old[end..start].contains(&'\n')
    }
}

/// Counts lines on the way through a text.
struct Line {
    number: usize,
    counted: usize,
}

impl Line {
    fn at(&mut self, text: &[char], position: usize) -> usize {
        let passed = &text[self.counted..position];
        self.number += passed.iter().filter(|&&c| c == '\n').count();
        self.counted = position;
        self.number
    }
}

/// Shows one side of a change with what stands around it on its lines.
fn side(out: &mut String, sign: char, text: &[char], range: &Range<usize>, style: Style) {
    let before = &text[..range.start];
    let start = before.iter().rposition(|&c| c == '\n').map_or(0, |at| at + 1);
    let from = start.max(range.start.saturating_sub(AROUND));
    let behind = &text[range.end..];
    let end = behind.iter().position(|&c| c == '\n').unwrap_or(behind.len());
    let to = range.end + end.min(AROUND);
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let words = |range: Range<usize>| -> String { text[range].iter().collect() };
    let changed = painted(sign, &words(range.clone()), style);
    let shown = format!(
        "{}{}{changed}{}{}",
        cut(from > start),
        visible(&words(from..range.start)),
        visible(&words(range.end..to)),
        cut(to < range.end + end),
    );
    for line in shown.split('\n') {
        writeln!(out, "  {sign} {line}").expect("a text can be written");
    }
}

fn painted(sign: char, text: &str, style: Style) -> String {
    let text = visible(text);
    match (style, sign) {
        (Style::Plain, _) => text,
        (Style::Colour, '-') => format!("\x1b[31m{text}\x1b[0m"),
        (Style::Colour, _) => format!("\x1b[32m{text}\x1b[0m"),
    }
}

/// Names what has no shape; line ends stay.
fn visible(text: &str) -> String {
    let text = text.replace('\r', "");
    text.split('\n').map(seen).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_is_shown_with_its_surroundings() {
        let old = "年度: 2024\n引言: 根据《中华人民共和国政府信息公开条例》的规定和要求,现公布2024年度工作报告,请查阅\n";
        let new = old.replace(',', "，");
        insta::assert_snapshot!(show(old, &new, Style::Plain), @r#"
    第 2 行
    - …府信息公开条例》的规定和要求,现公布2024年度工作报告,…
    + …府信息公开条例》的规定和要求，现公布2024年度工作报告，…
    第 2 行
    - …,现公布2024年度工作报告,请查阅
    + …，现公布2024年度工作报告，请查阅
    "#);
    }

    #[test]
    fn changes_of_lines_are_shown_line_by_line() {
        let old = "引言: 一是甲: 乙\n标题: 丙";
        let new = "引言: |\n  一是甲: 乙\n标题: 丙";
        insta::assert_snapshot!(show(old, new, Style::Plain), @r#"
    第 1 行
    - 引言: 一是甲: 乙
    + 引言: |
    +   一是甲: 乙
    "#);
    }

    #[test]
    fn what_has_no_shape_is_named_and_colours_are_asked_for() {
        let shown = show("甲\u{3000}\u{200b}：乙", "甲: 乙", Style::Colour);
        assert!(shown.contains("[U+200B]"), "{shown}");
        assert!(shown.contains("\x1b[32m: \x1b[0m"), "{shown}");
        assert_eq!(show("甲", "甲", Style::Plain), "");
    }
}
