//! 跨年: the form's relations between this year's numbers and last year's report.
//!
//! Last year's report may be of another edition: a relation is skipped where that
//! form has not the path, and where a number is missing or wrong.

use super::speaks_of;
use crate::check::relations::{self, Instance, TermValue, Years};
use crate::check::sums::Told;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::facts::{Cell, Facts};
use crate::form::{Comparison, Relation, Year};
use crate::source::Span;

/// Reports every relation with last year that does not hold, but those told with
/// what does not add up this year. A mere hint is none on a number that is doubted.
pub(super) fn check(years: Years<'_>, told: &[Told<'_>], findings: &mut Vec<Diagnostic>) {
    for relation in &years.this.form.cross_year {
        let mut cases = relations::broken(years, relation);
        cases.retain(|case| !told.iter().any(|told| told.is(relation, case)));
        if relation.severity == Severity::Note {
            cases.retain(|case| !is_doubted(years.this, case, findings));
        }
        findings.extend(finding(years.this, relation, &cases));
    }
}

/// Tells whether a finding that is more than a hint speaks of a number of this year.
fn is_doubted(facts: &Facts, case: &Instance, findings: &[Diagnostic]) -> bool {
    let mine = case.terms().filter(|term| term.year == Year::This);
    let mut places = mine.filter_map(|term| place(facts, term));
    places.any(|place| {
        findings.iter().any(|finding| {
            finding.severity > Severity::Note && speaks_of(finding, &place)
        })
    })
}

/// Makes one finding of the columns in which a relation does not hold.
fn finding(facts: &Facts, relation: &Relation, cases: &[Instance]) -> Option<Diagnostic> {
    let (first, message) = (cases.first()?, message(facts, relation, cases)?);
    let mut finding = Diagnostic::new(Code::AcrossYears, relation.severity, message);
    for term in cases.iter().flat_map(Instance::terms) {
        let Some(span) = place(facts, term) else { continue };
        let label = term.number.to_string();
        finding = match (&finding.place, term.year) {
            (None, Year::This) => finding.at(span, label).path(path(facts, term)),
            (None | Some(_), _) => finding.related(span, label),
        };
    }
    if finding.place.is_none() {
        let mine = first
            .terms()
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

/// Says what does not follow from last year, in each column.
fn message(facts: &Facts, relation: &Relation, cases: &[Instance]) -> Option<String> {
    let first = cases.first()?;
    let pairs: Option<Vec<_>> =
        cases.iter().map(|case| Pair::of(relation, case)).collect();
    Some(match (pairs.as_deref(), cases.len()) {
        (Some([pair]), _) => {
            format!("{}{}", relations::of_column(first), pair.in_words(facts))
        }
        (Some(pairs), _) => in_columns(facts, cases, pairs),
        (None, 1) => following(facts, relation, first),
        (None, count) => {
            format!("{}（共 {count} 列不等）", following(facts, relation, first))
        }
    })
}

/// A number that must be one of last year's.
struct Pair<'a> {
    mine: &'a TermValue,
    theirs: &'a TermValue,
}

impl<'a> Pair<'a> {
    fn of(relation: &Relation, case: &'a Instance) -> Option<Self> {
        let ([mine], [theirs]) = (&case.left[..], &case.right[..]) else { return None };
        let across = mine.year == Year::This && theirs.year == Year::Last;
        let equal = relation.comparison == Comparison::Equal;
        (across && equal).then_some(Self { mine, theirs })
    }

    fn in_words(&self, facts: &Facts) -> String {
        format!(
            "{}{}，去年年报的“{}”是 {}，两个数应当相等",
            self.mine.name,
            written(facts, self.mine),
            self.last_name(),
            self.theirs.number
        )
    }

    /// Returns the name of last year's number.
    fn last_name(&self) -> &str {
        relations::below_the_table(&self.theirs.path)
    }
}

fn in_columns(facts: &Facts, cases: &[Instance], pairs: &[Pair<'_>]) -> String {
    let of_column = |(case, pair): (&Instance, &Pair<'_>)| {
        let column = case.column_name().unwrap_or_default();
        let then = pair.theirs.number;
        format!("{column}{}，去年 {then}", written(facts, pair.mine))
    };
    let all: Vec<_> = cases.iter().zip(pairs).map(of_column).collect();
    let (mine, theirs) =
        pairs.first().map_or(("", ""), |pair| (&*pair.mine.name, pair.last_name()));
    format!(
        "{mine}和去年年报的“{theirs}”应当相等，有 {} 列不等：{}",
        all.len(),
        all.join("；")
    )
}

/// Writes out what a number should be: 去年的甲 20 + 乙 3 = 23.
fn following(facts: &Facts, relation: &Relation, case: &Instance) -> String {
    match &case.left[..] {
        [mine] if relation.comparison == Comparison::Equal && mine.year == Year::This => {
            format!(
                "{}{}，{}{}，差 {}",
                relations::of_column(case),
                relations::side(&case.right),
                mine.name,
                written(facts, mine),
                case.difference.abs()
            )
        }
        _ => relations::message(relation, case),
    }
}

/// Says what stands for a number in this year's file.
fn written(facts: &Facts, term: &TermValue) -> String {
    let number = term.number;
    match term.cell.and_then(|cell| facts.cell(cell)) {
        Some(Cell::LeftOut) => format!("没有写（算作 {number}）"),
        _ => format!("写 {number}"),
    }
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
    facts.place(cell).or(facts.tables[cell.table].span.as_ref()).cloned()
}
