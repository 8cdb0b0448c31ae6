//! What changes in a text, shown with a few characters around each change: a
//! paragraph stands on one line, so that whole lines would hide a comma.

use std::fmt::Write as _;
use std::ops::Range;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use crate::diagnostic::terminal::Style;
use crate::diagnostic::{masked_text, seen};

/// Characters shown on either side of a change.
const AROUND: usize = 14;

/// Changes with no more characters between them are shown as one.
const NEAR: usize = 8;

/// The search for the fewest changes is given up after so long; what has not been
/// compared by then is shown as one change. No file that people write comes near it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Shows every change from one text to another, those of one line together, with the
/// line in the first text.
pub(super) fn show(old: &str, new: &str, style: Style) -> String {
    // The numbers of persons are hidden, character by character.
    let characters = |text| masked_text(text).chars().collect();
    let texts = Texts { old: characters(old), new: characters(new) };
    let changes = texts.changes();
    let mut out = String::new();
    let mut line = Line { number: 1, counted: 0 };
    for together in changes.chunk_by(|a, b| texts.is_one_line(a, b)) {
        let number = line.at(&texts.old, together[0].old.start);
        writeln!(out, "  第 {number} 行").expect("a text can be written");
        let ranges = |side: fn(&Change) -> &Range<usize>| -> Vec<_> {
            together.iter().map(side).cloned().collect()
        };
        side(&mut out, '-', &texts.old, &ranges(|change| &change.old), style);
        side(&mut out, '+', &texts.new, &ranges(|change| &change.new), style);
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
        let deadline = Some(Instant::now() + PATIENCE);
        let ops = capture_diff_slices_deadline(
            Algorithm::Myers,
            &self.old,
            &self.new,
            deadline,
        );
        for op in ops {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let change = Change { old: op.old_range(), new: op.new_range() };
            match changes.last_mut() {
                Some(last) if self.is_near(last, &change) => {
                    (last.old.end, last.new.end) = (change.old.end, change.new.end);
                }
                _ => changes.push(change),
            }
        }
        changes
    }

    fn is_near(&self, a: &Change, b: &Change) -> bool {
        b.old.start - a.old.end <= NEAR && self.is_one_line(a, b)
    }

    /// Tells whether a change ends on the line on which the next begins.
    fn is_one_line(&self, a: &Change, b: &Change) -> bool {
        !self.old[a.old.end..b.old.start].contains(&'\n')
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

/// Shows one side of the changes of a line with what stands around them on it.
fn side(
    out: &mut String,
    sign: char,
    text: &[char],
    ranges: &[Range<usize>],
    style: Style,
) {
    let mut shown = String::new();
    let mut done = None;
    for range in ranges {
        shown.push_str(&match done {
            None => lead(&text[..range.start]),
            Some(done) => between(&text[done..range.start]),
        });
        shown.push_str(&painted(sign, &text[range.clone()], style));
        done = Some(range.end);
    }
    shown.push_str(&trail(&text[done.unwrap_or_default()..]));
    for line in shown.split('\n') {
        writeln!(out, "  {sign} {line}").expect("a text can be written");
    }
}

/// Returns the end of the line that stands before a change.
fn lead(before: &[char]) -> String {
    let line = before.rsplit(|&c| c == '\n').next().unwrap_or_default();
    let cut = line.len().saturating_sub(AROUND);
    format!("{}{}", if cut > 0 { "…" } else { "" }, plain(&line[cut..]))
}

/// Returns what stands between two changes of a line, without its middle if it is long.
fn between(text: &[char]) -> String {
    if text.len() <= 2 * AROUND + 1 {
        return plain(text);
    }
    let (front, back) = (&text[..AROUND], &text[text.len() - AROUND..]);
    format!("{}…{}", plain(front), plain(back))
}

/// Returns the beginning of the line that stands behind a change.
fn trail(behind: &[char]) -> String {
    let line = behind.split(|&c| c == '\n').next().unwrap_or_default();
    let cut = line.len().min(AROUND);
    format!("{}{}", plain(&line[..cut]), if cut < line.len() { "…" } else { "" })
}

fn plain(text: &[char]) -> String {
    visible(&text.iter().collect::<String>())
}

fn painted(sign: char, text: &[char], style: Style) -> String {
    let text = plain(text);
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
    - …府信息公开条例》的规定和要求,现公布2024年度工作报告,请查阅
    + …府信息公开条例》的规定和要求，现公布2024年度工作报告，请查阅
    "#);
    }

    #[test]
    fn changes_of_one_line_are_one_entry_without_what_is_far_from_them() {
        let old = "本年新收: {自然人: , 商业企业: , 科研机构: , 社会公益组织: , 其他: }";
        let new =
            "本年新收: {自然人: 12, 商业企业: , 科研机构: , 社会公益组织: , 其他: 3}";
        insta::assert_snapshot!(show(old, new, Style::Plain), @r#"
    第 1 行
    - 本年新收: {自然人: , 商业企业: , 科研机构…社会公益组织: , 其他: }
    + 本年新收: {自然人: 12, 商业企业: , 科研机构…社会公益组织: , 其他: 3}
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
