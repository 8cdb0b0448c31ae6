//! Straight quotes around Chinese.

use crate::check::wording::glyphs::{Class, Row, is_han};
use crate::diagnostic::{Code, Diagnostic, Edit};

/// Reports straight quotes around Chinese: in turn they open and close.
pub(super) fn check(row: &mut Row<'_>, findings: &mut Vec<Diagnostic>) {
    if !row.has(Class::Ascii) {
        return;
    }
    let others = row.others.iter().copied();
    let quotes: Vec<_> = others.filter(|it| row.word(*it) == Some('"')).collect();
    if quotes.len() % 2 == 1 {
        return odd(row, &quotes, findings);
    }
    let around_chinese =
        |pair: &&[usize]| row.glyphs[pair[0]..pair[1]].iter().any(|it| is_han(it.c));
    let pairs: Vec<_> = quotes
        .chunks_exact(2)
        .filter(around_chinese)
        .map(|pair| (pair[0], pair[1]))
        .collect();
    let Some(&(first, _)) = pairs.first() else { return };
    let edits: Option<Vec<Edit>> = pairs
        .iter()
        .flat_map(|&(open, close)| {
            let (left, right) =
                if is_within(row, open) { ("‘", "’") } else { ("“", "”") };
            [row.edit(open, left), row.edit(close, right)]
        })
        .collect();
    let message = match pairs.len() {
        1 => "这一对直引号 \" \" 应当用中文引号“ ”".to_owned(),
        count => format!("这一段有 {count} 对直引号 \" \"，应当用中文引号“ ”"),
    };
    let found = row.warning(Code::UnpairedMark, first..first + 1, message);
    findings.push(found.mended("改为“ ”", edits.unwrap_or_default()));
    for (open, close) in pairs {
        for (index, class) in [(open, Class::Open), (close, Class::Close)] {
            row.take(index);
            row.glyphs[index].class = class;
        }
    }
}

/// Reports straight quotes of which one is too many: the other half of a Chinese
/// one, if there is only one. More, where a Chinese one lacks its other half, are
/// left to the finding about that.
fn odd(row: &mut Row<'_>, quotes: &[usize], findings: &mut Vec<Diagnostic>) {
    let count = |c| row.glyphs.iter().filter(|glyph| glyph.c == c).count();
    let beside_chinese = |index: usize| {
        let digit = index > 0 && row.glyphs[index - 1].class == Class::Digit;
        let chinese = |c: Option<char>| c.is_some_and(is_han);
        // 55"显示屏 is a measure.
        !digit && (chinese(row.before(index)) || chinese(row.seen(index + 1)))
    };
    let Some(&index) = quotes.iter().find(|&&index| beside_chinese(index)) else {
        return;
    };
    if let (&[only], Some(half)) = (quotes, other_half(row, index)) {
        let (name, mark) =
            if only < half { ("左引号", "“") } else { ("右引号", "”") };
        let message = format!("这个直引号 \" 应当是{name}{mark}");
        let found = row.warning(Code::UnpairedMark, only..only + 1, message);
        let edits = row.edit(only, mark).into_iter().collect();
        findings.push(found.mended(format!("改为{mark}"), edits));
        row.take(only);
        row.take(half);
    } else if count('“') == count('”') {
        let message = format!("这一段有 {} 个直引号 \"，不成对", quotes.len());
        let found = row.warning(Code::UnpairedMark, index..index + 1, message);
        findings.push(found.help("中文的引号是“ ”"));
    }
}

/// Returns the Chinese quote that has a straight one for its other half.
fn other_half(row: &Row<'_>, index: usize) -> Option<usize> {
    let is_quote = |at: &usize| matches!(row.word(*at), Some('“' | '”'));
    let before = (0..index).rev().find(is_quote);
    let behind = (index + 1..row.glyphs.len()).find(is_quote);
    let opened = before.filter(|at| row.word(*at) == Some('“'));
    let closed = behind.filter(|at| row.word(*at) == Some('”'));
    match (opened, closed) {
        (Some(half), None) | (None, Some(half)) => Some(half),
        _ => None,
    }
}

/// Tells whether Chinese quotes are open before an index.
fn is_within(row: &Row<'_>, index: usize) -> bool {
    let count = |c| row.glyphs[..index].iter().filter(|glyph| glyph.c == c).count();
    count('“') > count('”')
}
