//! Written totals against the cells they sum.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Cell, Facts, Part};
use crate::form::{Axis, CellRef, LineKind};
use crate::source::Span;

/// How many terms a message writes out; a longer sum only says its result.
const MOST_TERMS: usize = 6;

/// A written total that is not the sum of its parts.
#[derive(Debug, Clone)]
pub(super) struct WrongTotal {
    /// The total.
    pub(super) cell: CellRef,
    /// What it should sum.
    pub(super) parts: Vec<Part>,
    /// What is written, less what the parts make.
    pub(super) difference: Decimal,
    direction: Direction,
    written: Decimal,
    span: Span,
}

impl WrongTotal {
    /// Tells whether it stands where a row of totals meets a column of totals.
    pub(super) fn is_of_totals(&self) -> bool {
        self.direction == Direction::Both
    }
}

/// Along which axis a total sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// A total at the end of a row.
    Across,
    /// A total at the end of a column.
    Down,
    /// A total of totals, at the corner.
    Both,
}

/// Reports every written total that is wrong, and returns them: also those that
/// share their cause with one reported.
pub(super) fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) -> Vec<WrongTotal> {
    let mut all = Vec::new();
    for (table, form) in facts.form.tables.iter().enumerate() {
        for part in 0..form.parts.len() {
            let corner = CellRef { table, part, row: 0, column: 0 };
            let across = wrong(facts, corner, Direction::Across);
            let down = wrong(facts, corner, Direction::Down);
            let both = wrong(facts, corner, Direction::Both);
            report(facts, &across, &down, &both, findings);
            all.extend(across.into_iter().chain(down).chain(both));
        }
    }
    all
}

fn wrong(facts: &Facts, corner: CellRef, direction: Direction) -> Vec<WrongTotal> {
    let form = facts.part_form(corner);
    let mut found = Vec::new();
    for row in 0..form.rows.leaves {
        for column in 0..form.columns.leaves {
            let here = match (is_total(&form.rows, row), is_total(&form.columns, column))
            {
                (false, true) => Some(Direction::Across),
                (true, false) => Some(Direction::Down),
                (true, true) => Some(Direction::Both),
                (false, false) => None,
            };
            if here == Some(direction) {
                let cell = CellRef { row, column, ..corner };
                found.extend(compare(facts, cell, direction));
            }
        }
    }
    found
}

fn is_total(axis: &Axis, line: usize) -> bool {
    matches!(axis.lines[line].kind, LineKind::Total(_))
}

fn compare(facts: &Facts, cell: CellRef, direction: Direction) -> Option<WrongTotal> {
    let written = facts.cell(cell)?;
    let span = written.span()?.clone();
    let written = written.number()?;
    let parts = facts.parts(cell)?;
    let computed: Decimal = parts.iter().map(|part| part.number).sum();
    let difference = written - computed;
    (!difference.is_zero()).then_some(WrongTotal {
        cell,
        parts,
        difference,
        direction,
        written,
        span,
    })
}

/// Reports wrong totals of one part, each cause once.
///
/// A cell that is wrong breaks the total of its row and that of its column by
/// the same difference: that pair is one finding, which names the crossing. A
/// total of totals is reported only if it is wrong by something else than the
/// totals it stands beside.
fn report(
    facts: &Facts,
    across: &[WrongTotal],
    down: &[WrongTotal],
    both: &[WrongTotal],
    findings: &mut Vec<Diagnostic>,
) {
    let mut crossed = vec![false; down.len()];
    for total in across {
        let same = down.iter().enumerate().position(|(index, other)| {
            !crossed[index]
                && other.difference == total.difference
                && crosses(total, other)
        });
        let crossing = same.map(|index| {
            crossed[index] = true;
            CellRef { column: down[index].cell.column, ..total.cell }
        });
        findings.push(explain(facts, total, crossing));
    }
    for (total, _) in down.iter().zip(&crossed).filter(|(_, crossed)| !**crossed) {
        findings.push(explain(facts, total, None));
    }
    for total in both {
        if !is_echo(facts, total, across, down) {
            findings.push(explain(facts, total, None));
        }
    }
}

/// Tells whether a total of totals is off by just what the totals of its rows, or
/// those of its columns, are off.
fn is_echo(
    facts: &Facts,
    total: &WrongTotal,
    across: &[WrongTotal],
    down: &[WrongTotal],
) -> bool {
    let form = facts.part_form(total.cell);
    let rows = form.rows.base(total.cell.row);
    let columns = form.columns.base(total.cell.column);
    let of_rows = across.iter().filter(|other| {
        other.cell.column == total.cell.column && rows.contains(&other.cell.row)
    });
    let of_columns = down.iter().filter(|other| {
        other.cell.row == total.cell.row && columns.contains(&other.cell.column)
    });
    let by_rows: Decimal = of_rows.map(|other| other.difference).sum();
    let by_columns: Decimal = of_columns.map(|other| other.difference).sum();
    total.difference == by_rows || total.difference == by_columns
}

/// Tells whether a row's total and a column's total share a cell.
fn crosses(across: &WrongTotal, down: &WrongTotal) -> bool {
    let cell = CellRef { column: down.cell.column, ..across.cell };
    across.parts.iter().any(|part| part.cell == cell)
        && down.parts.iter().any(|part| part.cell == cell)
}

fn explain(facts: &Facts, total: &WrongTotal, crossing: Option<CellRef>) -> Diagnostic {
    let (subject, total_name) = names(facts, total);
    let sum = total.written - total.difference;
    let (code, message) = if total.written.is_zero() {
        let message = format!("{subject}的“{total_name}”写成了 0，各项加起来是 {sum}");
        (Code::ZeroTotal, message)
    } else {
        let (terms, written) = (terms(facts, total), total.written);
        (Code::Total, format!("{subject}：{terms}，“{total_name}”写的是 {written}"))
    };
    let mut finding = Diagnostic::error(code, message)
        .at(total.span.clone(), format!("应为 {sum}"))
        .path(facts.form.cell_path(total.cell));
    let crossed =
        crossing.and_then(|cell| facts.cell(cell).and_then(Cell::span).cloned());
    if let Some(span) = crossed {
        finding = finding.related(span, "行和列都差同样多，先看这一格");
    }
    for part in total.parts.iter().filter(|part| !part.number.is_zero()) {
        if let Some(span) = part.span.clone().filter(|_| Some(part.cell) != crossing) {
            finding = finding.related(span, part.number.to_string());
        }
    }
    finding.help(format!("请核对这几个数；不写“{total_name}”，程序会自己算"))
}

/// Returns what the total is of, and its own name.
fn names(facts: &Facts, total: &WrongTotal) -> (String, String) {
    let form = facts.part_form(total.cell);
    let row = &form.rows.lines[total.cell.row].steps;
    let column = &form.columns.lines[total.cell.column].steps;
    let table = &facts.form.tables[total.cell.table].name;
    match total.direction {
        Direction::Across if row.is_empty() => {
            (format!("“{}”", parent(column, table)), last(column))
        }
        Direction::Down if column.is_empty() => {
            (format!("“{}”", parent(row, table)), last(row))
        }
        Direction::Across | Direction::Both => {
            (format!("“{}”这一行", last(row)), last(column))
        }
        Direction::Down => (format!("“{}”这一列", last(column)), last(row)),
    }
}

fn last(steps: &[String]) -> String {
    steps.last().cloned().unwrap_or_default()
}

/// Returns the step above the last one, or the table's name.
fn parent<'a>(steps: &'a [String], table: &'a str) -> &'a str {
    steps.len().checked_sub(2).map_or(table, |index| &steps[index])
}

/// Writes a sum out: those of its terms that are not 0, unless they are too many.
fn terms(facts: &Facts, total: &WrongTotal) -> String {
    let form = facts.part_form(total.cell);
    let name = |part: &Part| match total.direction {
        Direction::Across => last(&form.columns.lines[part.cell.column].steps),
        Direction::Down | Direction::Both => last(&form.rows.lines[part.cell.row].steps),
    };
    let shown: Vec<_> =
        total.parts.iter().filter(|part| !part.number.is_zero()).collect();
    let sum = total.written - total.difference;
    match &shown[..] {
        [] => "各项都是 0".to_owned(),
        [only] if total.direction != Direction::Both => {
            format!("只有{} {}", name(only), only.number)
        }
        all if all.len() <= MOST_TERMS && total.direction != Direction::Both => {
            let term = |part: &&Part| format!("{} {}", name(part), part.number);
            format!("{} = {sum}", all.iter().map(term).collect::<Vec<_>>().join(" + "))
        }
        _ => format!("各项加起来是 {sum}，差 {}", total.difference.abs()),
    }
}
