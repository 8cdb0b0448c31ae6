//! Words typed twice.

use std::ops::Range;

use super::glyphs::{Class, Row, is_numeral};
use crate::diagnostic::{Code, Diagnostic};

/// Characters that are never right twice, unless two words meet there: behind one
/// of the first list the character ends a word (目的的工作), before one of the
/// second it begins one (参与与会代表).
const ALONE: [(char, &str, &str); 12] = [
    ('的', "目标", "确士"),
    ('了', "明", "解结之断却然"),
    ('是', "求", "否非以"),
    ('在', "存现实内所潜旨外", "线建编职岗册校场家于地押逃位营途案审园读租售"),
    ('和', "总共缓温饱中调平求讲议亲柔附随祥", "谐平解睦谈美气约蔼田县林静龙顺硕政"),
    ('与', "参给干付授相", "会时否众日其"),
    ('及', "涉普触提波危惠顾兼论企遍", "时格早第物"),
    ('将', "健武老干大上名小少中", "军来士近领就"),
    ('为', "作行人无", "民期人止公首例政难何此先数"),
    ('对', "反相绝核校结一", "策象口外内方照应接手标比话公待账岸症称准"),
    ('至', "冬夏", "少今多上善此"),
    ('把', "一车火手拖扫", "关握手控脉门守"),
];

/// Nouns that end one name and begin the next: 人民政府政府信息公开, 本年度年度报告.
const AT_BORDERS: [&str; 8] =
    ["政府", "年度", "部门", "机关", "单位", "中心", "行政", "办公"];

/// Characters of the longest run that is looked for.
const LONGEST: usize = 6;

/// Reports characters and runs of characters that are typed twice.
pub(super) fn check(row: &Row<'_>, findings: &mut Vec<Diagnostic>) {
    characters(row, findings);
    runs(row, findings);
}

fn characters(row: &Row<'_>, findings: &mut Vec<Diagnostic>) {
    let mut read_to = 0;
    for (start, pair) in row.glyphs.windows(2).enumerate() {
        if pair[0].c != pair[1].c || start < read_to || !is_fault(row, start) {
            continue;
        }
        let c = pair[0].c;
        let mut end = start + 2;
        while row.word(end) == Some(c) {
            end += 1;
        }
        let edits: Option<Vec<_>> =
            (start + 1..end).map(|index| row.edit(index, "")).collect();
        let found = finding(row, start..end);
        findings.push(found.mended(format!("改为“{c}”"), edits.unwrap_or_default()));
        read_to = end;
    }
}

/// Tells whether the character at an index, which stands there twice, is one too
/// many.
fn is_fault(row: &Row<'_>, index: usize) -> bool {
    let words = row.word(index).is_some() && row.word(index + 1).is_some();
    let known = ALONE.iter().find(|(c, ..)| *c == row.glyphs[index].c);
    words
        && known.is_some_and(|(_, before, behind)| {
            !row.before(index).is_some_and(|c| before.contains(c))
                && !row.seen(index + 2).is_some_and(|c| behind.contains(c))
        })
}

/// Reports runs, by the characters at which the second one ends.
fn runs(row: &Row<'_>, findings: &mut Vec<Diagnostic>) {
    let mut found: Vec<_> =
        (2..=LONGEST).flat_map(|length| repeated(row, length)).collect();
    found.sort_unstable_by_key(|run| (run.end + run.len(), run.len()));
    let mut told = 0;
    for run in found {
        let end = run.end + run.len();
        if run.start >= told && is_repeated(row, run.clone()) {
            findings.push(finding(row, run.start..end));
            told = end;
        }
    }
}

/// Yields the runs of a length that stand there twice; of one that goes on and on
/// only the first.
fn repeated(row: &Row<'_>, length: usize) -> impl Iterator<Item = Range<usize>> {
    // Each character of a second run is the same as that so many before.
    let is_same = move |&index: &usize| {
        row.glyphs[index].c == row.glyphs[index - length].c
            && row.glyphs[index].class == Class::Han
            && row.word(index).is_some()
    };
    // Of so many characters side by side one at least belongs to every second run.
    let some = (2 * length - 1..row.glyphs.len()).step_by(length).filter(is_same);
    let mut read_to = 0;
    some.filter_map(move |index| {
        if index < read_to {
            return None;
        }
        let before = (length..index).rev().take_while(is_same).count();
        let behind = (index..row.glyphs.len()).take_while(is_same).count();
        read_to = index + behind;
        let start = index - before;
        (before + behind >= length).then_some(start - length..start)
    })
}

/// Tells whether a run that stands there twice is one too many.
fn is_repeated(row: &Row<'_>, run: Range<usize>) -> bool {
    let length = run.len();
    let words = (run.start..run.end + length).all(|index| row.word(index).is_some());
    let glyphs = &row.glyphs[run.clone()];
    let first = glyphs[0].c;
    let numerals = glyphs.iter().all(|glyph| is_numeral(glyph.c));
    let one_character = glyphs.iter().all(|glyph| glyph.c == first);
    // 一件一件
    let one_by_one = first == '一' && length == 2;
    words && !numerals && !one_character && !one_by_one && !meets_at_border(row, run)
}

/// Tells whether two names may meet: a noun of the list between other characters.
fn meets_at_border(row: &Row<'_>, run: Range<usize>) -> bool {
    let end = run.start + 2 * run.len();
    let is_han = |index: Option<usize>| {
        let glyph = index.and_then(|index| row.glyphs.get(index));
        glyph.is_some_and(|glyph| glyph.class == Class::Han)
    };
    is_han(run.start.checked_sub(1))
        && is_han(Some(end))
        && AT_BORDERS.contains(&&*row.string(run))
}

fn finding(row: &Row<'_>, range: Range<usize>) -> Diagnostic {
    let message = format!("“{}”重复了", row.string(range.clone()));
    row.warning(Code::DoubledWord, range, message).help("去掉多打的字")
}
