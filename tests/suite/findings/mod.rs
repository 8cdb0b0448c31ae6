//! What is said of staff's files that are wrong. Each case edits one file that
//! is right, and shows everything found: one cause gives one finding.

mod chapters;
mod codes;
mod fields;
mod notations;
mod parts;
mod percentages;
mod public;
mod random_prose;
mod sentences;
mod stale;
mod stood_by;
mod sums;
mod wording;
mod wording_mends;
mod wording_pairs;
mod yaml;
mod years;

use std::fmt::Write as _;

use nianbao::diagnostic::{Diagnostic, short};
use nianbao::source::Source;

use crate::reports::OFFICE;

/// A file with nothing wrong in it.
pub(crate) const BASE: &str = include_str!("base.yaml");

#[test]
fn base_has_nothing_wrong() {
    assert_eq!(said(BASE), "");
}

/// Returns last year's file, which this year's follows from.
pub(crate) fn last_year() -> String {
    BASE.replace("年度: 2024", "年度: 2023")
        .replace("2025-01-17", "2024-01-17")
        .replace("现行有效: 6", "现行有效: 4")
        .replace("上年结转: {自然人: 1}", "上年结转: 0")
        .replace("结转下年度: {自然人: 2}", "结转下年度: {自然人: 1}")
}

/// Returns what is said of the base with one piece of it replaced.
#[track_caller]
pub(crate) fn edited(from: &str, to: &str) -> String {
    assert_eq!(BASE.matches(from).count(), 1, "the base has {from:?} once");
    said(&BASE.replacen(from, to, 1))
}

/// Returns what is said of a text: a line for each finding, below it what to do
/// (`=`) and the mend offered (`+`). Every mend is tried.
#[track_caller]
pub(crate) fn said(text: &str) -> String {
    let source = Source::new("甲.yaml", text);
    let findings = OFFICE.compose(&source).findings;
    let mut out = String::new();
    for finding in &findings {
        out.push_str(&short::render(std::slice::from_ref(finding)));
        for help in &finding.help {
            writeln!(out, "  = {help}").expect("a text can be written");
        }
        if let Some(fix) = &finding.fix {
            writeln!(out, "  + {}", fix.title).expect("a text can be written");
            assert_mends(&findings, finding, text);
        }
    }
    out
}

/// Applies a finding's mend: the finding is gone then, and nothing new is there.
#[track_caller]
fn assert_mends(findings: &[Diagnostic], finding: &Diagnostic, text: &str) {
    let mut mended = text.to_owned();
    for edit in finding.fix.iter().flat_map(|fix| &fix.edits).rev() {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    let left = OFFICE.compose(&Source::new("甲.yaml", &*mended)).findings;
    let same = |other: &&Diagnostic| {
        (other.code, &other.message, &other.path)
            == (finding.code, &finding.message, &finding.path)
    };
    let before = findings.iter().filter(same).count();
    let after = left.iter().filter(same).count();
    assert!(after < before, "{}\n{mended}", short::render(&left));
}

/// Returns what is said of the base with a text about requests. It has 8 new
/// requests, 1 carried over to it, 7 answered and 2 carried over from it.
#[track_caller]
pub(crate) fn of(prose: &str) -> String {
    let prose = prose.replace('\n', "\n    ");
    let with = format!("总体情况:\n  依申请公开: |\n    {prose}\n");
    assert_eq!(BASE.matches("总体情况:\n").count(), 1);
    said(&BASE.replacen("总体情况:\n", &with, 1))
}
