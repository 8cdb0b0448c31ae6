//! The terms of a relation with their numbers.

use rust_decimal::Decimal;

use super::column::{Column, in_column};
use super::{Years, below_the_table};
use crate::facts::{Cell, Facts};
use crate::form::{CellRef, Operand, Reference, Sign, Sum, Target, Term, Year};
use crate::source::Span;

/// A term with its number.
#[derive(Debug, Clone)]
pub(in crate::check) struct TermValue {
    pub(in crate::check) sign: Sign,
    pub(in crate::check) name: String,
    pub(in crate::check) path: String,
    pub(in crate::check) year: Year,
    /// The cell of the report at hand; none of a field, and of last year's values.
    pub(in crate::check) cell: Option<CellRef>,
    pub(in crate::check) number: Decimal,
    /// Where last year's file has it.
    pub(in crate::check) earlier: Option<Span>,
}

/// Returns the terms of a side; none if a number is wrong or missing.
pub(super) fn terms(
    years: Years<'_>,
    sum: &Sum,
    column: Option<&Column>,
) -> Option<Vec<TermValue>> {
    let term = |term: &Term| match &term.operand {
        Operand::Number(number) => Some(TermValue {
            sign: term.sign,
            name: String::new(),
            path: String::new(),
            year: Year::This,
            cell: None,
            number: *number,
            earlier: None,
        }),
        Operand::Path(reference) => match reference.year {
            Year::This => this_year(years.this, term.sign, reference, column),
            Year::Last => last_year(years.last?, term.sign, reference, column),
        },
    };
    sum.terms.iter().map(term).collect()
}

fn this_year(
    facts: &Facts,
    sign: Sign,
    reference: &Reference,
    column: Option<&Column>,
) -> Option<TermValue> {
    let target = in_its_column(facts, &reference.target, column)?;
    Some(TermValue {
        sign,
        name: below_the_table(&reference.path).to_owned(),
        path: reference.path.clone(),
        year: Year::This,
        cell: cell_of(&target),
        number: facts.number_at(&target)?,
        earlier: None,
    })
}

/// Looks a path up in the form of last year's report, which may be another
/// edition; none if that has not the path or not the column.
fn last_year(
    facts: &Facts,
    sign: Sign,
    reference: &Reference,
    column: Option<&Column>,
) -> Option<TermValue> {
    let steps: Vec<&str> = reference.path.split('.').collect();
    let target = facts.form.resolve(&steps).ok()?;
    let target = in_its_column(facts, &target, column)?;
    let earlier = match &target {
        Target::Cell(cell) => facts.cell(*cell).and_then(Cell::span).cloned(),
        Target::Field(path) => facts.value(path).map(|written| written.span.clone()),
        Target::Line(_) | Target::Group => None,
    };
    Some(TermValue {
        sign,
        name: format!("去年的{}", below_the_table(&reference.path)),
        path: reference.path.clone(),
        year: Year::Last,
        cell: None,
        number: facts.number_at(&target)?,
        earlier,
    })
}

fn in_its_column(
    facts: &Facts,
    target: &Target,
    column: Option<&Column>,
) -> Option<Target> {
    match (target, column) {
        (Target::Line(line), Some(column)) => {
            in_column(facts, *line, column).map(Target::Cell)
        }
        (target, _) => Some(target.clone()),
    }
}

fn cell_of(target: &Target) -> Option<CellRef> {
    match target {
        Target::Cell(cell) => Some(*cell),
        Target::Field(_) | Target::Line(_) | Target::Group => None,
    }
}

/// Returns what terms add up to.
pub(super) fn total(terms: &[TermValue]) -> Decimal {
    terms.iter().map(|term| term.sign.of(term.number)).sum()
}
