//! This year's report against last year's: what must follow from it, what changed
//! too much, and what did not change at all.

mod alike;
mod changes;
mod follows;

use std::sync::Arc;

use super::amounts;
use super::relations::Years;
use super::sums::Told;
use crate::diagnostic::{Code, Diagnostic, Family, Severity};
use crate::facts::Facts;
use crate::form::{CellRef, Target};
use crate::source::Span;

/// Compares two reports and adds what is wrong to the findings on this year's own
/// numbers.
pub(super) fn check(years: Years<'_>, told: &[Told<'_>], findings: &mut Vec<Diagnostic>) {
    let Years { this, last: Some(last) } = years else { return };
    let before = findings.len();
    follows::check(years, told, findings);
    amounts::check_years(this, last, findings);
    changes::check(this, last, findings);
    alike::check(this, last, findings);
    if this.text(&BODY) != last.text(&BODY) {
        blame_the_file(findings, before);
    }
}

const BODY: [&str; 2] = ["单位", "名称"];

/// Says of a file of another body that hardly anything follows from it, instead of
/// each thing that does not: the likeliest cause is that it is the wrong file.
fn blame_the_file(findings: &mut Vec<Diagnostic>, before: usize) {
    let contradicting = findings[before..]
        .iter()
        .filter(|finding| finding.code == Code::AcrossYears)
        .count();
    let named = findings[..before]
        .iter()
        .position(|finding| finding.code == Code::LastYearFile && !finding.is_error());
    let (Some(named), 2..) = (named, contradicting) else { return };
    findings.truncate(before);
    let named = &mut findings[named];
    named.severity = Severity::Warning;
    let told =
        format!("和那份文件有 {contradicting} 处该接上的数接不上，多半是拿错了文件");
    named.help.insert(0, told);
}

/// Tells whether a finding on numbers speaks of what is written at a place.
fn speaks_of(finding: &Diagnostic, written: &Span) -> bool {
    let mut places = finding.place.iter().chain(&finding.related);
    matches!(finding.code.family(), Family::Sums | Family::Years)
        && places.any(|place| place.span == *written)
}

/// Returns the cell of last year's form that has the path of one of this year's;
/// none if that edition has no such cell.
fn counterpart(this: &Facts, last: &Facts, cell: CellRef) -> Option<CellRef> {
    if Arc::ptr_eq(&this.form, &last.form) {
        return Some(cell);
    }
    let path = this.form.cell_path(cell);
    match last.form.resolve(&path.split('.').collect::<Vec<_>>()) {
        Ok(Target::Cell(cell)) => Some(cell),
        _ => None,
    }
}
