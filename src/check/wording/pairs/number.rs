//! 〔2021〕30号: the year of a document number stands in its own kind of bracket
//! (GB/T 9704, 发文字号).

use crate::check::wording::glyphs::{Class, Row};
use crate::diagnostic::{Code, Diagnostic};

/// Digits of a year.
const YEAR: usize = 4;

/// Digits of the longest number of a document.
const LONGEST: usize = 5;

/// Reports years of document numbers in other brackets.
pub(super) fn check(row: &mut Row<'_>, findings: &mut Vec<Diagnostic>) {
    if !row.has(Class::Digit) {
        return;
    }
    for at in 0..row.others.len() {
        let open = row.others[at];
        if matches!(row.word(open), Some('(' | '[' | '（' | '［' | '【'))
            && open > 0
            && row.glyphs[open - 1].class == Class::Han
            && let Some(end) = end(row, open)
        {
            findings.push(finding(row, open, end));
            let close = open + YEAR + 1;
            for (index, class) in [(open, Class::Open), (close, Class::Close)] {
                row.take(index);
                row.glyphs[index].class = class;
            }
        }
    }
}

/// Returns the end of the number whose year's bracket opens at an index.
fn end(row: &Row<'_>, open: usize) -> Option<usize> {
    let is_digit = |index: &usize| row.word(*index).is_some_and(|c| c.is_ascii_digit());
    let close = open + 1 + YEAR;
    (open + 1..close).all(|index| is_digit(&index)).then_some(())?;
    matches!(row.word(close)?, ')' | ']' | '）' | '］' | '】').then_some(())?;
    let digits = (close + 1..).take(LONGEST).take_while(is_digit).count();
    let end = close + 1 + digits;
    (digits > 0 && row.word(end) == Some('号')).then_some(end + 1)
}

fn finding(row: &Row<'_>, open: usize, end: usize) -> Diagnostic {
    let close = open + YEAR + 1;
    let year = row.string(open + 1..close);
    let number = row.string(close + 1..end);
    let message = format!("发文字号里的年份用六角括号：〔{year}〕{number}");
    let edits: Option<Vec<_>> =
        [row.edit(open, "〔"), row.edit(close, "〕")].into_iter().collect();
    row.warning(Code::UnpairedMark, open..end, message)
        .mended("改为〔 〕", edits.unwrap_or_default())
}
