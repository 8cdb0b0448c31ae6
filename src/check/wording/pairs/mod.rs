//! Quotes and brackets: pairs, nesting, and the brackets of document numbers.

mod number;
mod stack;
mod straight;

use self::stack::{Kind, Pairs};
use super::glyphs::Row;
use crate::diagnostic::{Code, Diagnostic, Edit};

/// Reports what is wrong with the pairs of a passage, one finding for each kind of
/// pair; returns its round brackets of which at least one has half width.
pub(super) fn check(
    row: &mut Row<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(usize, usize)> {
    number::check(row, findings);
    straight::check(row, findings);
    let pairs = Pairs::of(row);
    unmatched(row, &pairs, findings);
    nested(row, &pairs, findings);
    for index in pairs.open.iter().chain(&pairs.closed).copied() {
        row.take(index);
    }
    pairs.halves
}

fn unmatched(row: &Row<'_>, pairs: &Pairs, findings: &mut Vec<Diagnostic>) {
    let mut told: Vec<Kind> = Vec::new();
    let mut tell = |kind: Kind, index: usize, message: String, help: &str| {
        if !told.contains(&kind) {
            told.push(kind);
            let found = row.warning(Code::UnpairedMark, index..index + 1, message);
            findings.push(found.help(help));
        }
    };
    for &(open, close) in &pairs.crossed {
        let Some(kind) = stack::kind_at(row, close) else { continue };
        let both = [row.glyphs[open].c, row.glyphs[close].c].map(String::from).concat();
        let message = format!("{}{both}和另一对交叉了", kind.name());
        tell(kind, close, message, "后开的一对要先结束");
    }
    for &(outer, inner) in &pairs.twice {
        if pairs.open.contains(&outer) || pairs.open.contains(&inner) {
            let message = "左引号“用了两次，后面的一个应当是右引号”".to_owned();
            tell(Kind::Double, inner, message, "看看是哪一个打错了");
        }
    }
    for &index in &pairs.open {
        let Some(kind) = stack::kind_at(row, index) else { continue };
        let message = format!("这一段少了右{}{}", kind.name(), kind.marks().1);
        tell(kind, index, message, "补上，或者去掉多余的一个");
    }
    for &index in &pairs.closed {
        let Some(kind) = stack::kind_at(row, index) else { continue };
        let message = format!("这一段少了左{}{}", kind.name(), kind.marks().0);
        tell(kind, index, message, "补上，或者去掉多余的一个");
    }
    if let Some(&(_, inner)) = pairs.twice.first() {
        let message = "引号里面的引号用‘ ’".to_owned();
        tell(Kind::Double, inner, message, "里面的一对改为‘ ’");
    }
}

fn nested(row: &Row<'_>, pairs: &Pairs, findings: &mut Vec<Diagnostic>) {
    let Some(first) = pairs.nested.first() else { return };
    let (open, close) = first.wanted.marks();
    let message = format!("书名号里面的书名号用{open} {close}");
    let edits: Option<Vec<Edit>> = pairs
        .nested
        .iter()
        .flat_map(|pair| {
            let (open, close) = pair.wanted.marks();
            [row.edit(pair.open, open), row.edit(pair.close, close)]
        })
        .collect();
    let found = row.warning(Code::UnpairedMark, first.open..first.close + 1, message);
    let title = format!("改为{open} {close}");
    findings.push(found.mended(title, edits.unwrap_or_default()));
}
