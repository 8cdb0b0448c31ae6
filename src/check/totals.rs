//! Written totals and the cells they sum.

use rust_decimal::Decimal;

use crate::facts::{Facts, Part};
use crate::form::{Axis, CellRef, LineKind};

/// How many terms a message writes out; a longer sum only says its result.
const MOST_TERMS: usize = 6;

/// A total that is written.
#[derive(Debug, Clone)]
pub(super) struct WrittenTotal {
    /// The total.
    pub(super) cell: CellRef,
    /// What it should sum.
    pub(super) parts: Vec<Part>,
    /// What is written.
    pub(super) written: Decimal,
    /// What is written, less what the parts make.
    pub(super) difference: Decimal,
    /// What it is the end of.
    pub(super) direction: Direction,
}

/// Along which axis a total sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    /// A total at the end of a row.
    Across,
    /// A total at the end of a column.
    Down,
    /// A total of totals, at the corner.
    Both,
}

/// Returns every written total whose parts are all numbers.
pub(super) fn written(facts: &Facts) -> Vec<WrittenTotal> {
    let form = &facts.form;
    let cells = (0..form.tables.len()).flat_map(|table| form.cells(table));
    cells.filter_map(|cell| weigh(facts, cell, direction(facts, cell)?)).collect()
}

/// Tells whether every written total whose parts are all numbers is what they make.
pub(super) fn hold(facts: &Facts) -> bool {
    let mut totals = facts.cells().filter(|(at, _)| direction(facts, *at).is_some());
    totals.all(|(at, total)| {
        let computed = total.number().and_then(|_| facts.computed(at));
        computed.is_none_or(|computed| total.number() == Some(computed))
    })
}

/// Writes the sum of a total out: 自然人 7 + 商业企业 1 = 8; none of what is no total,
/// has a part that is wrong, or has too many parts.
pub fn sum_in_words(facts: &Facts, cell: CellRef) -> Option<String> {
    let direction = direction(facts, cell)?;
    let parts = facts.parts(cell)?;
    let written = parts.iter().map(|part| part.number).sum();
    let difference = Decimal::ZERO;
    WrittenTotal { cell, parts, written, difference, direction }.sum(facts)
}

/// Returns along which axis a cell is a total, if it is one.
fn direction(facts: &Facts, cell: CellRef) -> Option<Direction> {
    let form = facts.part_form(cell);
    match (is_total(&form.rows, cell.row), is_total(&form.columns, cell.column)) {
        (false, true) => Some(Direction::Across),
        (true, false) => Some(Direction::Down),
        (true, true) => Some(Direction::Both),
        (false, false) => None,
    }
}

fn is_total(axis: &Axis, line: usize) -> bool {
    matches!(axis.lines[line].kind, LineKind::Total(_))
}

fn weigh(facts: &Facts, cell: CellRef, direction: Direction) -> Option<WrittenTotal> {
    let written = facts.cell(cell)?.number()?;
    let parts = facts.parts(cell)?;
    let computed: Decimal = parts.iter().map(|part| part.number).sum();
    let difference = written - computed;
    Some(WrittenTotal { cell, parts, written, difference, direction })
}

impl WrittenTotal {
    /// Returns what its parts make.
    pub(super) fn computed(&self) -> Decimal {
        self.written - self.difference
    }

    /// Says that it is wrong, the sum written out.
    pub(super) fn message(&self, facts: &Facts) -> String {
        let (subject, name, sum) =
            (self.subject(facts), self.name(facts), self.computed());
        if self.written.is_zero() {
            let sum = match self.sum(facts) {
                Some(written) if written.contains('+') => format!("而{written}"),
                _ => format!("各项加起来是 {sum}"),
            };
            return format!("{subject}的“{name}”写成了 0，{sum}");
        }
        match self.sum(facts) {
            Some(sum) => format!("{subject}：{sum}，“{name}”写的是 {}", self.written),
            None => format!(
                "{subject}：各项加起来是 {sum}，“{name}”写的是 {}，差 {}",
                self.written,
                self.difference.abs()
            ),
        }
    }

    /// Returns what it is the total of: “予以公开”这一行.
    pub(super) fn subject(&self, facts: &Facts) -> String {
        let form = facts.part_form(self.cell);
        let row = &form.rows.lines[self.cell.row].steps;
        let column = &form.columns.lines[self.cell.column].steps;
        let table = &facts.form.tables[self.cell.table].name;
        match self.direction {
            Direction::Across if row.is_empty() => format!("“{}”", parent(column, table)),
            Direction::Down if column.is_empty() => format!("“{}”", parent(row, table)),
            Direction::Across | Direction::Both => format!("“{}”这一行", last(row)),
            Direction::Down => format!("“{}”这一列", last(column)),
        }
    }

    /// Returns its own name: 总计.
    pub(super) fn name<'f>(&self, facts: &'f Facts) -> &'f str {
        let form = facts.part_form(self.cell);
        let row = &form.rows.lines[self.cell.row].steps;
        let column = &form.columns.lines[self.cell.column].steps;
        match self.direction {
            Direction::Down => last(row),
            Direction::Across | Direction::Both => last(column),
        }
    }

    /// Returns the name of a cell as one says it beside this total.
    pub(super) fn name_of<'f>(&self, facts: &'f Facts, cell: CellRef) -> &'f str {
        let form = facts.part_form(cell);
        match self.direction {
            Direction::Across => last(&form.columns.lines[cell.column].steps),
            Direction::Down | Direction::Both => last(&form.rows.lines[cell.row].steps),
        }
    }

    /// Writes the sum out: those of its terms that are not 0; none if they are
    /// too many.
    fn sum(&self, facts: &Facts) -> Option<String> {
        let shown: Vec<_> =
            self.parts.iter().filter(|part| !part.number.is_zero()).collect();
        match &shown[..] {
            [] => Some("各项都是 0".to_owned()),
            _ if self.direction == Direction::Both || shown.len() > MOST_TERMS => None,
            [only] => {
                Some(format!("只有{} {}", self.name_of(facts, only.cell), only.number))
            }
            all => {
                let term = |part: &&Part| {
                    format!("{} {}", self.name_of(facts, part.cell), part.number)
                };
                let terms: Vec<_> = all.iter().map(term).collect();
                Some(format!("{} = {}", terms.join(" + "), self.computed()))
            }
        }
    }
}

fn last(steps: &[String]) -> &str {
    steps.last().map_or("", String::as_str)
}

/// Returns the step above the last one, or the table's name.
fn parent<'a>(steps: &'a [String], table: &'a str) -> &'a str {
    steps.len().checked_sub(2).map_or(table, |index| &steps[index])
}
