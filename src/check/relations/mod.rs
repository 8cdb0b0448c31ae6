//! Relations between numbers: 勾稽 of one report, and what `years` shares of it.

mod echo;
mod proposal;

use rust_decimal::Decimal;

use super::totals::WrongTotal;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Cell, Facts, Value};
use crate::form::{
    CellRef, Comparison, Condition, LineKind, LineRef, Operand, Reference, Relation,
    Sign, Sum, Target, Year,
};
use crate::source::Span;
use echo::drop_echoes;
use proposal::{Proposal, in_words, proposal};

/// The reports that a relation is between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Years<'a> {
    /// The report at hand.
    pub(super) this: &'a Facts,
    /// Last year's, if there is one.
    pub(super) last: Option<&'a Facts>,
}

/// Reports every relation that does not hold, unless a wrong total is why.
pub(super) fn check(facts: &Facts, wrong: &[WrongTotal], findings: &mut Vec<Diagnostic>) {
    for relation in &facts.form.relations {
        let broken = broken(Years { this: facts, last: None }, relation, wrong);
        report(facts, relation, broken, findings);
    }
}

/// Returns where a relation does not hold, what repeats another cause left out.
pub(super) fn broken(
    years: Years<'_>,
    relation: &Relation,
    wrong: &[WrongTotal],
) -> Vec<Broken> {
    let facts = years.this;
    if !relation.conditions.iter().all(|condition| applies(facts, condition)) {
        return Vec::new();
    }
    let mut broken: Vec<Broken> = columns(facts, relation)
        .into_iter()
        .filter_map(|column| evaluate(years, relation, column))
        .collect();
    drop_echoes(facts, relation, &mut broken, wrong);
    broken
}

fn applies(facts: &Facts, condition: &Condition) -> bool {
    let value = match &condition.target {
        Target::Field(path) => facts.value(path).map(|written| &written.value),
        Target::Cell(cell) => facts.cell(*cell).and_then(Cell::value),
        Target::Line(_) | Target::Group => None,
    };
    let listed = |text: &str| condition.values.iter().any(|value| value == text);
    match value {
        Some(Value::Text(text)) => listed(text),
        Some(Value::Choices(taken)) => taken.iter().any(|choice| listed(choice)),
        Some(Value::Year(year)) => listed(&year.to_string()),
        Some(Value::Number(number)) => listed(&number.to_string()),
        Some(Value::Date(date)) => listed(&date.to_string()),
        Some(Value::YesNo(answer)) => listed(answer.word()),
        None => false,
    }
}

/// Returns the columns a relation holds in: those of its lines, or none where it
/// is one between single numbers.
fn columns(facts: &Facts, relation: &Relation) -> Vec<Option<Column>> {
    let line = relation.references().find_map(|reference| match reference.target {
        Target::Line(line) => Some(line),
        _ => None,
    });
    let Some(line) = line else { return vec![None] };
    let columns = &facts.part_form(line.cell(0)).columns;
    let column = |index: usize| {
        let total = match &columns.lines[index].kind {
            LineKind::Total(base) => base.clone(),
            LineKind::Leaf | LineKind::Subtotal(_) => Vec::new(),
        };
        Some(Column { index, steps: columns.lines[index].steps.clone(), base: total })
    };
    (0..columns.leaves).map(column).collect()
}

/// A column of the lines a relation is between.
#[derive(Debug, Clone)]
pub(super) struct Column {
    index: usize,
    pub(super) steps: Vec<String>,
    /// The columns it sums, if it is a total.
    base: Vec<usize>,
}

/// A relation that does not hold, in one column.
pub(super) struct Broken {
    pub(super) column: Option<Column>,
    pub(super) left: Vec<TermValue>,
    pub(super) right: Vec<TermValue>,
    /// The left sum less the right one.
    pub(super) difference: Decimal,
}

/// A term with its number.
pub(super) struct TermValue {
    sign: Sign,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) year: Year,
    /// The cell of the report at hand; none of a field, and of last year's values.
    pub(super) cell: Option<CellRef>,
    pub(super) number: Decimal,
    /// Where last year's file has it.
    pub(super) earlier: Option<Span>,
}

/// Returns the relation with its numbers if it does not hold; none if it does or
/// if a number is wrong or missing.
fn evaluate(
    years: Years<'_>,
    relation: &Relation,
    column: Option<Column>,
) -> Option<Broken> {
    let left = terms(years, &relation.left, column.as_ref())?;
    let right = terms(years, &relation.right, column.as_ref())?;
    let (a, b) = (total(&left), total(&right));
    let broken = !relation.comparison.holds(a, b);
    broken.then_some(Broken { column, left, right, difference: a - b })
}

fn terms(years: Years<'_>, sum: &Sum, column: Option<&Column>) -> Option<Vec<TermValue>> {
    let term = |term: &crate::form::Term| match &term.operand {
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

fn below_the_table(path: &str) -> &str {
    path.split_once('.').map_or(path, |(_, rest)| rest)
}

/// Returns the cell of a line in a column of the same name.
fn in_column(facts: &Facts, line: LineRef, column: &Column) -> Option<CellRef> {
    let lines = &facts.part_form(line.cell(0)).columns.lines;
    let index = lines.iter().position(|line| line.steps == column.steps)?;
    Some(line.cell(index))
}

fn total(terms: &[TermValue]) -> Decimal {
    terms.iter().map(|term| signed(term.sign, term.number)).sum()
}

fn signed(sign: Sign, number: Decimal) -> Decimal {
    match sign {
        Sign::Plus => number,
        Sign::Minus => -number,
    }
}

/// Reports what is broken in a relation. Columns that all lack their number on
/// the same line have one cause, the line, and are one finding.
fn report(
    facts: &Facts,
    relation: &Relation,
    broken: Vec<Broken>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut by_line: Vec<(String, Vec<Proposal>, Broken)> = Vec::new();
    for case in broken {
        let Some(proposal) = proposal(facts, relation, &case) else {
            findings.push(finding(facts, relation, &case));
            continue;
        };
        match by_line.iter_mut().find(|(line, ..)| *line == proposal.line) {
            Some((_, proposals, _)) => proposals.push(proposal),
            None => by_line.push((proposal.line.clone(), vec![proposal], case)),
        }
    }
    for (line, proposals, case) in by_line {
        let proposed = in_words(&proposals);
        // What must be written and is not is reported already: say there what it
        // should be instead of reporting its consequence.
        let missing = findings.iter_mut().find(|finding| {
            finding.code == Code::Missing && finding.path.as_ref() == Some(&line)
        });
        if let Some(missing) = missing {
            missing.help.push(format!("按勾稽关系算出来，应当写“{proposed}”"));
            continue;
        }
        let mut finding = finding(facts, relation, &case);
        if proposals.len() > 1 {
            finding.message =
                format!("{}（共 {} 列不等）", finding.message, proposals.len());
        }
        findings
            .push(finding.help(format!("是不是漏填了？写上“{proposed}”，两边就相等")));
    }
}

fn finding(facts: &Facts, relation: &Relation, case: &Broken) -> Diagnostic {
    let mut finding =
        Diagnostic::new(Code::Relation, relation.severity, message(relation, case));
    let mut places = places(facts, case);
    if let Some(TermPlace { span, label, path }) = places.pop() {
        finding = finding.at(span, label).path(path);
    }
    for TermPlace { span, label, .. } in places {
        finding = finding.related(span, label);
    }
    if !relation.explanation.is_empty() {
        finding = finding.help(relation.explanation.clone());
    }
    finding
}

pub(super) fn message(relation: &Relation, case: &Broken) -> String {
    let column = match &case.column {
        Some(column) => format!("“{}”这一列：", column.steps.join(".")),
        None => String::new(),
    };
    let left = side(&case.left);
    let constant = matches!(&case.right[..], [term] if term.name.is_empty());
    let right = if constant { total(&case.right).to_string() } else { side(&case.right) };
    match relation.comparison {
        Comparison::Equal if constant => format!("{column}{left}，应当是 {right}"),
        Comparison::Equal => {
            format!("{column}{left}，{right}，两边应当相等，差 {}", case.difference.abs())
        }
        Comparison::AtMost => format!("{column}{left}，应当不大于 {right}"),
        Comparison::AtLeast => format!("{column}{left}，应当不小于 {right}"),
    }
}

/// Writes a side out: 本年新收 40 + 上年结转 3 = 43.
pub(super) fn side(terms: &[TermValue]) -> String {
    let mut out = String::new();
    for (index, term) in terms.iter().enumerate() {
        match (index, term.sign) {
            (0, Sign::Plus) => {}
            (0, Sign::Minus) => out.push_str("- "),
            (_, Sign::Plus) => out.push_str(" + "),
            (_, Sign::Minus) => out.push_str(" - "),
        }
        if !term.name.is_empty() {
            out.push_str(&term.name);
            out.push(' ');
        }
        out.push_str(&term.number.to_string());
    }
    if terms.len() > 1 {
        out.push_str(" = ");
        out.push_str(&total(terms).to_string());
    }
    out
}

/// Where a term stands.
struct TermPlace {
    span: Span,
    label: String,
    path: String,
}

/// Returns where the terms are written, the likeliest to be wrong last; where
/// none is written, the keys of their rows or tables.
fn places(facts: &Facts, case: &Broken) -> Vec<TermPlace> {
    let at = |find: &dyn Fn(&TermValue) -> Option<Span>| -> Vec<TermPlace> {
        let place = |term: &TermValue| {
            let path =
                term.cell.map_or(term.path.clone(), |cell| facts.form.cell_path(cell));
            Some(TermPlace { span: find(term)?, label: term.number.to_string(), path })
        };
        case.left.iter().chain(&case.right).filter_map(place).collect()
    };
    let written = at(&|term| {
        let Some(cell) = term.cell else {
            let steps: Vec<_> = term.path.split('.').collect();
            return facts.value(&steps).map(|written| written.span.clone());
        };
        facts.cell(cell).and_then(Cell::span).cloned()
    });
    if !written.is_empty() {
        return written;
    }
    at(&|term| {
        let cell = term.cell?;
        let table = &facts.tables[cell.table];
        let row = table.parts[cell.part].rows.get(cell.row).and_then(Clone::clone);
        row.or_else(|| table.span.clone())
    })
}
