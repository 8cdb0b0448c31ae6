//! Numbers of the report as messages name them: each sum with what it is made of.

use rust_decimal::Decimal;

use super::vague;
use crate::facts::{Cell, Facts};
use crate::form::{
    CellRef, LineKind, Operand, PartForm, Reference, Sign, Sum, Target, Term,
};
use crate::source::Span;

/// How many parts a message writes out; a longer sum only says its result.
const MOST_PARTS: usize = 6;

/// What a sum makes, and how a message says so.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// What it makes.
    pub(super) value: Decimal,
    /// How many of the plain unit its unit is: 万元 is 10,000 元; none if the form
    /// gives no unit.
    pub(super) times: Option<Decimal>,
    /// `表“甲”里“乙”是 17（12 + 4 + 1）`.
    pub(super) words: String,
    /// The rows that a total or 小计 adds up, those of 0 left out, by name.
    pub(super) rows: Vec<(String, Decimal)>,
}

/// Returns the different numbers that sums make, in order; none if one of them is
/// wrong or missing.
pub(super) fn figures(facts: &Facts, sums: &[Sum]) -> Option<Vec<Figure>> {
    let mut all: Vec<(&Sum, Figure)> = Vec::new();
    let mut table = None;
    for sum in sums {
        let terms = terms(facts, sum)?;
        let value = terms.iter().map(|term| term.sign.of(term.number)).sum();
        if all.iter().any(|(_, known)| known.value == value) {
            continue;
        }
        let of = sum.references().find_map(table_of);
        let title = of.filter(|_| of != table).map_or_else(String::new, |index| {
            format!("表“{}”里", facts.form.tables[index].title)
        });
        table = of.or(table);
        let before = all.iter().rev().find(|(known, _)| begins(sum, known));
        let rows = match &terms[..] {
            [TermFigure { parts: Parts::Rows(rows), .. }] => rows.clone(),
            _ => Vec::new(),
        };
        let words = match before {
            Some((known, _)) => extended(&terms[known.terms.len()..], value),
            None => format!("{title}{}", written_out(&terms, value)),
        };
        all.push((sum, Figure { value, times: times(facts, sum), words, rows }));
    }
    Some(all.into_iter().map(|(_, figure)| figure).collect())
}

/// Returns what a sum makes of the numbers of its paths; none if one has none.
pub(super) fn value(
    sum: &Sum,
    number: impl Fn(&Target) -> Option<Decimal>,
) -> Option<Decimal> {
    let term = |Term { sign, operand }: &Term| {
        let number = match operand {
            Operand::Number(number) => Some(*number),
            Operand::Path(path) => number(&path.target),
        };
        number.map(|number| sign.of(number))
    };
    sum.terms.iter().map(term).sum()
}

/// Returns how many of the plain unit the unit of a sum is.
fn times(facts: &Facts, sum: &Sum) -> Option<Decimal> {
    let unit = sum.references().find_map(|path| match &path.target {
        Target::Cell(cell) => facts.form.cell_type(*cell).unit(),
        Target::Field(steps) => facts.form.field_type(steps)?.unit(),
        Target::Line(_) | Target::Group => None,
    })?;
    Some(vague::multiplier(unit).map_or(Decimal::ONE, |(_, times)| times))
}

/// Returns where a path's value is written.
pub(super) fn place(facts: &Facts, path: &Reference) -> Option<Span> {
    match &path.target {
        Target::Cell(cell) => facts.cell(*cell).and_then(Cell::span).cloned(),
        Target::Field(steps) => facts.value(steps).map(|written| written.span.clone()),
        Target::Line(_) | Target::Group => None,
    }
}

/// A term of a sum with its number.
struct TermFigure {
    sign: Sign,
    /// The path's name; empty for a number that the form writes.
    name: String,
    number: Decimal,
    parts: Parts,
}

/// What a total or 小计 adds up, zeros left out.
enum Parts {
    /// Rows of its column, by name.
    Rows(Vec<(String, Decimal)>),
    /// Columns of its row.
    Columns(Vec<Decimal>),
}

impl TermFigure {
    /// Returns `“甲”12`.
    fn words(&self) -> String {
        if self.name.is_empty() {
            self.number.to_string()
        } else {
            format!("“{}”{}", self.name, self.number)
        }
    }
}

fn terms(facts: &Facts, sum: &Sum) -> Option<Vec<TermFigure>> {
    let term = |Term { sign, operand }: &Term| {
        let sign = *sign;
        match operand {
            Operand::Number(number) => {
                let (name, parts) = (String::new(), Parts::Columns(Vec::new()));
                Some(TermFigure { sign, name, number: *number, parts })
            }
            Operand::Path(path) => {
                let number = facts.number_at(&path.target)?;
                let parts = parts(facts, path, number);
                Some(TermFigure { sign, name: name(facts, path), number, parts })
            }
        }
    };
    sum.terms.iter().map(term).collect()
}

fn table_of(path: &Reference) -> Option<usize> {
    match path.target {
        Target::Cell(cell) => Some(cell.table),
        Target::Field(_) | Target::Line(_) | Target::Group => None,
    }
}

/// Tells whether a sum goes on where another ends.
fn begins(sum: &Sum, other: &Sum) -> bool {
    let same = |(a, b): (&Term, &Term)| {
        a.sign == b.sign
            && match (&a.operand, &b.operand) {
                (Operand::Path(a), Operand::Path(b)) => a.path == b.path,
                (Operand::Number(a), Operand::Number(b)) => a == b,
                (Operand::Path(_), Operand::Number(_))
                | (Operand::Number(_), Operand::Path(_)) => false,
            }
    };
    other.terms.len() < sum.terms.len()
        && other.terms.iter().zip(&sum.terms).all(|(a, b)| same((a, b)))
}

/// Writes a sum out: `“甲”是 17（12 + 4 + 1）`, or `“甲”5 + “乙”3 = 8`.
fn written_out(terms: &[TermFigure], value: Decimal) -> String {
    if let [only] = terms {
        let parts: Vec<_> = match &only.parts {
            Parts::Rows(rows) => rows.iter().map(|(_, part)| part.to_string()).collect(),
            Parts::Columns(columns) => columns.iter().map(Decimal::to_string).collect(),
        };
        let parts = match parts.len() {
            2..=MOST_PARTS => format!("（{}）", parts.join(" + ")),
            _ => String::new(),
        };
        return format!("“{}”是 {value}{parts}", only.name);
    }
    let mut out = String::new();
    for (index, term) in terms.iter().enumerate() {
        match (index, term.sign) {
            (0, Sign::Plus) => {}
            (_, Sign::Plus) => out.push_str(" + "),
            (_, Sign::Minus) => out.push_str(" - "),
        }
        out.push_str(&term.words());
    }
    format!("{out} = {value}")
}

/// Writes the terms by which a sum is longer than another: `加上“丙”2 是 19`.
fn extended(more: &[TermFigure], value: Decimal) -> String {
    let step = |term: &TermFigure| match term.sign {
        Sign::Plus => format!("加上{}", term.words()),
        Sign::Minus => format!("减去{}", term.words()),
    };
    let changes = more.iter().filter(|term| !term.number.is_zero());
    let steps: Vec<_> = changes.map(step).collect();
    format!("{} 是 {value}", steps.join("、"))
}

/// Returns what a path is called below its table; a total or 小计 is called what
/// it is of.
fn name(facts: &Facts, path: &Reference) -> String {
    let Target::Cell(cell) = path.target else { return path.path.clone() };
    let form = facts.part_form(cell);
    let mut steps = row_name(form, cell.row);
    let column = &form.columns.lines[cell.column];
    let of_sum = column.kind != LineKind::Leaf;
    let shown = column.steps.len() - usize::from(of_sum);
    steps.extend(&column.steps[..shown]);
    if steps.is_empty() {
        steps.extend(column.steps.last());
    }
    steps.iter().map(|step| step.as_str()).collect::<Vec<_>>().join(".")
}

/// Returns the steps of a row, the last one left out where it says total or 小计
/// of what is before it.
fn row_name(form: &PartForm, row: usize) -> Vec<&String> {
    let line = &form.rows.lines[row];
    let of_sum = line.kind != LineKind::Leaf && line.steps.len() > 1;
    line.steps[..line.steps.len() - usize::from(of_sum)].iter().collect()
}

/// Returns what a total or 小计 adds up: the rows below it, or if it is the end of a
/// row its columns. None if they do not make its number, for then that has its own
/// finding.
fn parts(facts: &Facts, path: &Reference, number: Decimal) -> Parts {
    let none = Parts::Columns(Vec::new());
    let Target::Cell(cell) = path.target else { return none };
    let form = facts.part_form(cell);
    let (rows, columns) = (&form.rows, &form.columns);
    if rows.lines[cell.row].kind != LineKind::Leaf {
        let named = |row: usize| {
            let name = rows.lines[row].steps.last().cloned().unwrap_or_default();
            Some((name, facts.number(CellRef { row, ..cell })?))
        };
        let all: Option<Vec<_>> = rows.base(cell.row).into_iter().map(named).collect();
        let mut all = all.unwrap_or_default();
        all.retain(|(_, part)| !part.is_zero());
        let makes_it = all.iter().map(|(_, part)| part).sum::<Decimal>() == number;
        return if makes_it { Parts::Rows(all) } else { none };
    }
    if columns.lines[cell.column].kind != LineKind::Leaf {
        let part = |column| facts.number(CellRef { column, ..cell });
        let all: Option<Vec<_>> =
            columns.base(cell.column).into_iter().map(part).collect();
        let mut all = all.unwrap_or_default();
        all.retain(|part| !part.is_zero());
        let makes_it = all.iter().sum::<Decimal>() == number;
        return if makes_it { Parts::Columns(all) } else { none };
    }
    none
}
