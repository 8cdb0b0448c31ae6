//! Two marks where one belongs.

use std::ops::Range;

use super::glyphs::{Behind, Class, Row};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::prose::Role;

/// Reports marks side by side. ？！ and ！！ are right, and —— and …… are one mark.
pub(super) fn check(row: &mut Row<'_>, findings: &mut Vec<Diagnostic>) {
    let mut read_to = 0;
    for at in 0..row.others.len() {
        let index = row.others[at];
        let is_mark = matches!(row.glyphs[index].class, Class::Mark | Class::Ascii);
        if index < read_to || !is_mark {
            continue;
        }
        let end = run(row, index);
        if end - index >= 2 && is_fault(row, index..end) {
            findings.push(report(row, index..end));
        } else if let Some(end) = stop_around_quote(row, index) {
            findings.push(finding(row, index..end).help("引号里外只留一个句号"));
            row.take(end - 1);
        }
        read_to = end;
    }
}

/// Returns the end of the marks that begin at an index, blanks between them
/// skipped.
fn run(row: &Row<'_>, start: usize) -> usize {
    let mut end = start;
    for index in start..row.glyphs.len() {
        if row.word(index).and_then(strength).is_some() {
            end = index + 1;
        } else if end == start || row.glyphs[index].class != Class::Blank {
            break;
        }
    }
    end
}

/// Tells how much a mark parts; none if it is no mark that can be one too many.
fn strength(c: char) -> Option<u8> {
    Some(match c {
        '、' => 1,
        '，' | ',' => 2,
        '：' => 3,
        '；' | ';' => 4,
        '。' => 5,
        '！' | '？' => 6,
        _ => return None,
    })
}

fn is_fault(row: &Row<'_>, run: Range<usize>) -> bool {
    let marks = || row.glyphs[run.clone()].iter().filter(|it| it.class != Class::Blank);
    let exclaims = marks().all(|glyph| matches!(glyph.c, '！' | '？'));
    let wide = marks().any(|glyph| glyph.class == Class::Mark);
    let behind_chinese = run.start > 0
        && matches!(row.glyphs[run.start - 1].class, Class::Han | Class::Close);
    !exclaims && (wide || behind_chinese)
}

fn report(row: &mut Row<'_>, run: Range<usize>) -> Diagnostic {
    let found = finding(row, run.clone());
    let best = certain(row, run.clone());
    let found = match best {
        Some(best) => {
            let edits = edits(row, run.clone(), best).unwrap_or_default();
            found.help(format!("多半只要“{best}”")).mended(format!("改为“{best}”"), edits)
        }
        None if row.glyphs[run.start].c == '。' => {
            found.help("是要写省略号吗？省略号是“……”")
        }
        None => found.help("留下该用的一个"),
    };
    for index in run {
        row.take(index);
        row.glyphs[index].class = Class::Mark;
    }
    found
}

fn finding(row: &Row<'_>, run: Range<usize>) -> Diagnostic {
    let marks = row.string(run.clone()).replace(char::is_whitespace, "");
    row.warning(Code::MarksTogether, run, format!("标点重复：“{marks}”"))
}

/// Returns the mark that is meant: the strongest. None if it is not certain: a
/// colon beside another mark, or full stops that may be an ellipsis.
fn certain(row: &Row<'_>, run: Range<usize>) -> Option<char> {
    let count = |c| row.glyphs[run.clone()].iter().filter(|glyph| glyph.c == c).count();
    let marks = row.glyphs[run.clone()].iter().map(|glyph| glyph.c);
    let marks: Vec<_> = marks.filter(|c| strength(*c).is_some()).collect();
    let colons = count('：');
    if (colons > 0 && colons < marks.len()) || count('。') > 2 {
        return None;
    }
    let best = marks.into_iter().max_by_key(|c| strength(*c))?;
    let ends = run.end == row.glyphs.len()
        && row.role == Role::Paragraph
        && row.behind != Behind::Item;
    Some(match best {
        ',' => '，',
        '；' | ';' if ends => '。',
        ';' => '；',
        best => best,
    })
}

/// Puts one mark in place of several, markup between them left as it is.
fn edits(row: &Row<'_>, run: Range<usize>, mark: char) -> Option<Vec<Edit>> {
    let mark = mark.to_string();
    if let Some(edit) = row.text.edit(row.bytes(run.clone()), &mark)
        && run.clone().skip(1).all(|index| row.touch(index - 1))
    {
        return Some(vec![edit]);
    }
    let others = (run.start + 1..run.end).map(|index| row.edit(index, ""));
    std::iter::once(row.edit(run.start, &mark)).chain(others).collect()
}

/// Returns the end of 。”。 if it begins at an index.
fn stop_around_quote(row: &Row<'_>, index: usize) -> Option<usize> {
    (row.word(index)? == '。').then_some(())?;
    let mut end = index + 1;
    while matches!(row.word(end), Some('”' | '’' | '」' | '』')) {
        end += 1;
    }
    (end > index + 1 && row.word(end) == Some('。')).then_some(end + 1)
}
