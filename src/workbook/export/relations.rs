//! The form's relations as formulas beside a table.
//!
//! A relation between lines is one in each column. One with last year's numbers, with
//! a field, or under a condition is not here: what it asks for is not in the workbook.

use rust_decimal::Decimal;

use super::book::Book;
use super::check::{Check, FAILS, HOLDS, Marked};
use super::formula::{self, quoted};
use super::value::number_of;
use crate::form::{
    CellRef, Comparison, LineRef, Operand, Relation, Sign, Sum, Target, Year,
};

/// A sum with the cells of its terms.
struct Side {
    terms: Vec<(Sign, Summand)>,
}

enum Summand {
    Number(Decimal),
    Cells(Vec<CellRef>),
}

/// Returns the checks that stand beside a table: those of the relations whose first
/// cell is in it.
pub(super) fn relations(book: &Book<'_>, table: usize) -> Vec<Check> {
    let own = book.form.relations.iter().filter(|relation| {
        relation.conditions.is_empty() && first_table(relation) == Some(table)
    });
    own.flat_map(|relation| checks_of(book, table, relation)).collect()
}

fn first_table(relation: &Relation) -> Option<usize> {
    relation.references().find_map(|reference| match reference.target {
        Target::Cell(cell) => Some(cell.table),
        Target::Line(line) => Some(line.table),
        Target::Field(_) | Target::Group => None,
    })
}

fn checks_of(book: &Book<'_>, table: usize, relation: &Relation) -> Vec<Check> {
    let line = relation.references().find_map(|reference| match reference.target {
        Target::Line(line) => Some(line),
        _ => None,
    });
    let Some(line) = line else {
        return check(book, table, relation, None).into_iter().collect();
    };
    let columns = &book.form.tables[line.table].parts[line.part].columns;
    let in_column =
        |index: usize| check(book, table, relation, Some(&columns.lines[index].steps));
    (0..columns.leaves).filter_map(in_column).collect()
}

fn check(
    book: &Book<'_>,
    table: usize,
    relation: &Relation,
    column: Option<&[String]>,
) -> Option<Check> {
    let (left, right) = (
        Side::of(book, &relation.left, column)?,
        Side::of(book, &relation.right, column)?,
    );
    let (first, second) = (left.formula(book, table), right.formula(book, table));
    let compared: Vec<_> = left.cells().chain(right.cells()).collect();
    let count = formula::call("COUNT", &formula::arguments(book, table, &compared));
    // What is added up as floats differs in the last digits.
    let holds = format!("ROUND(({first})-({second}),6){}0", relation.comparison.sign());
    let formula = format!(
        "=IF({count}=0,\"\",IF({holds},{},{}&({first})&{}&({second})))",
        quoted(HOLDS),
        quoted(&format!("{FAILS}：左边 ")),
        quoted("，右边 "),
    );
    Some(Check {
        words: words(relation, column),
        formula,
        result: result(book, relation.comparison, &left, &right),
        cells: compared,
        marked: Marked::Failing,
    })
}

/// Returns what the formula of a check gives.
fn result(book: &Book<'_>, comparison: Comparison, left: &Side, right: &Side) -> String {
    let mut summed = left.cells().chain(right.cells()).flat_map(|cell| book.summed(cell));
    if !summed.any(|cell| number_of(book, cell).is_some()) {
        return String::new();
    }
    let (left, right) = (left.number(book), right.number(book));
    if comparison.holds(left, right) {
        return HOLDS.to_owned();
    }
    format!("{FAILS}：左边 {}，右边 {}", left.normalize(), right.normalize())
}

/// Writes what must hold: 核对“自然人”：本年新收 + 上年结转 = 办理结果.总计 + 结转下年度.
/// It must not begin as a label does, or what reads the sheet takes it for one.
fn words(relation: &Relation, column: Option<&[String]>) -> String {
    let column = column.map_or(String::new(), |steps| format!("“{}”", steps.join(".")));
    let (left, right) = (side_words(&relation.left), side_words(&relation.right));
    let comparison = match relation.comparison {
        Comparison::Equal => "=",
        Comparison::AtMost => "≤",
        Comparison::AtLeast => "≥",
    };
    format!("核对{column}：{left} {comparison} {right}")
}

fn side_words(sum: &Sum) -> String {
    let terms = sum.terms.iter().enumerate().map(|(index, term)| {
        let sign = match (index, term.sign) {
            (0, Sign::Plus) => "",
            (0, Sign::Minus) => "-",
            (_, Sign::Plus) => " + ",
            (_, Sign::Minus) => " - ",
        };
        match &term.operand {
            Operand::Number(number) => format!("{sign}{number}"),
            Operand::Path(reference) => {
                let path = &reference.path;
                let below = path.split_once('.').map_or(path.as_str(), |(_, rest)| rest);
                format!("{sign}{below}")
            }
        }
    });
    terms.collect()
}

impl Side {
    /// Returns a sum in a column; none if it is not of the workbook's cells alone.
    fn of(book: &Book<'_>, sum: &Sum, column: Option<&[String]>) -> Option<Self> {
        let terms = sum.terms.iter().map(|term| {
            let summand = match &term.operand {
                Operand::Number(number) => Summand::Number(*number),
                Operand::Path(reference) if reference.year == Year::Last => return None,
                Operand::Path(reference) => {
                    let cell = match reference.target {
                        Target::Cell(cell) => cell,
                        Target::Line(line) => cell_in(book, line, column?)?,
                        Target::Field(_) | Target::Group => return None,
                    };
                    Summand::Cells(book.printed(cell))
                }
            };
            Some((term.sign, summand))
        });
        terms.collect::<Option<_>>().map(|terms| Self { terms })
    }

    fn formula(&self, book: &Book<'_>, table: usize) -> String {
        let terms = self.terms.iter().enumerate().map(|(index, (sign, summand))| {
            let sign = match (index, sign) {
                (0, Sign::Plus) => "",
                (_, Sign::Plus) => "+",
                (_, Sign::Minus) => "-",
            };
            match summand {
                Summand::Number(number) => format!("{sign}{number}"),
                Summand::Cells(cells) => {
                    format!("{sign}{}", formula::sum(book, table, cells))
                }
            }
        });
        terms.collect()
    }

    fn number(&self, book: &Book<'_>) -> Decimal {
        let terms = self.terms.iter().map(|(sign, summand)| {
            let value = match summand {
                Summand::Number(number) => *number,
                Summand::Cells(cells) => {
                    let summed = cells.iter().flat_map(|&cell| book.summed(cell));
                    summed.filter_map(|cell| number_of(book, cell)).sum()
                }
            };
            sign.of(value)
        });
        terms.sum()
    }

    fn cells(&self) -> impl Iterator<Item = CellRef> {
        let cells = self.terms.iter().filter_map(|(_, summand)| match summand {
            Summand::Cells(cells) => Some(cells.iter().copied()),
            Summand::Number(_) => None,
        });
        cells.flatten()
    }
}

/// Returns the cell of a line in the column of some names.
fn cell_in(book: &Book<'_>, line: LineRef, column: &[String]) -> Option<CellRef> {
    let lines = &book.form.tables[line.table].parts[line.part].columns.lines;
    let index = lines.iter().position(|line| line.steps == column)?;
    Some(line.cell(index))
}
