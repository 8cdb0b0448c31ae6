//! 跨年: this year's numbers against last year's report.
//!
//! Last year's report may be of another edition: a relation is skipped where that
//! form has not the path, and where a number is missing or wrong.

use super::relations::{self, Instance, TermValue, Years};
use super::sums::Told;
use super::totals::WrittenTotal;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::facts::{Cell, Facts};
use crate::form::{Relation, Year};
use crate::source::Span;

/// Reports every relation with last year that does not hold, but those told with
/// what does not add up this year.
pub(super) fn check(
    years: Years<'_>,
    told: &[Told<'_>],
    wrong: &[WrittenTotal],
    findings: &mut Vec<Diagnostic>,
) {
    for relation in &years.this.form.cross_year {
        let mut cases = relations::broken(years, relation, wrong);
        cases.retain(|case| !told.iter().any(|told| told.is(relation, case)));
        findings.extend(finding(years.this, relation, &cases));
    }
}

/// Makes one finding of the columns in which a relation does not hold.
fn finding(facts: &Facts, relation: &Relation, cases: &[Instance]) -> Option<Diagnostic> {
    let (first, others) = cases.split_first()?;
    let mut message = relations::message(relation, first);
    if !others.is_empty() {
        message = format!("{message}（共 {} 列不等）", cases.len());
    }
    let mut finding = Diagnostic::new(Code::AcrossYears, relation.severity, message);
    for term in cases.iter().flat_map(|case| case.left.iter().chain(&case.right)) {
        let Some(span) = place(facts, term) else { continue };
        let label = term.number.to_string();
        finding = match (&finding.place, term.year) {
            (None, Year::This) => finding.at(span, label).path(path(facts, term)),
            (None | Some(_), _) => finding.related(span, label),
        };
    }
    if finding.place.is_none() {
        let terms = first.left.iter().chain(&first.right);
        let mine = terms
            .into_iter()
            .find(|term| !term.path.is_empty() && term.year == Year::This)?;
        finding = finding.path(path(facts, mine));
    }
    if !relation.explanation.is_empty() {
        finding = finding.help(relation.explanation.clone());
    }
    if finding.severity == Severity::Warning {
        finding = finding.stand_by_where("确认无误");
    }
    Some(finding)
}

fn path(facts: &Facts, term: &TermValue) -> String {
    term.cell.map_or_else(|| term.path.clone(), |cell| facts.form.cell_path(cell))
}

/// Returns where a term is written; one left out, where its row or table is.
fn place(facts: &Facts, term: &TermValue) -> Option<Span> {
    if term.year == Year::Last {
        return term.earlier.clone();
    }
    let Some(cell) = term.cell else {
        let steps: Vec<_> = term.path.split('.').collect();
        return facts.value(&steps).map(|written| written.span.clone());
    };
    let table = &facts.tables[cell.table];
    let row = || table.parts[cell.part].rows.get(cell.row).and_then(Clone::clone);
    let written = facts.cell(cell).and_then(Cell::span).cloned();
    written.or_else(row).or_else(|| table.span.clone())
}
