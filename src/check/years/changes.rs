//! Numbers that jumped since last year, and tables that did not change at all.

use rust_decimal::Decimal;

use super::{counterpart, speaks_of};
use crate::check::relations::below_the_table;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Cell, Facts};
use crate::form::{Blank, CellRef};
use crate::source::Span;

/// How many times last year's number is too much to pass without a word.
const JUMP: Decimal = Decimal::TEN;
/// Numbers below this jump by chance.
const LEAST: Decimal = Decimal::TEN;
/// Numbers that are not 0 from which a table that is the same is no chance.
const FEWEST_SAME: usize = 2;
/// How many jumps a message writes out.
const MOST_WRITTEN: usize = 5;

/// Reports each table once.
pub(super) fn check(this: &Facts, last: &Facts, findings: &mut Vec<Diagnostic>) {
    for table in 0..this.form.tables.len() {
        if is_copy(this, last, table) {
            copied(this, table, findings);
        } else {
            let mut jumps = jumps(this, last, table);
            jumps.retain(|jump| !is_told(this, jump, findings));
            findings.extend(jumped(this, table, &jumps));
        }
    }
}

/// A number that is many times last year's.
struct Jump {
    cell: CellRef,
    now: Decimal,
    then: Decimal,
    /// Where it is written; a number that jumped is.
    span: Span,
    /// Where last year's file has it.
    earlier: Option<Span>,
}

/// Returns the cells of a table that staff fill in, totals left out: they follow
/// from the others.
fn cells(facts: &Facts, table: usize) -> impl Iterator<Item = CellRef> + '_ {
    facts
        .form
        .cells(table)
        .filter(|cell| !facts.is_sum(*cell) && facts.form.cell_type(*cell).is_number())
}

/// Tells whether every number of a table is last year's. Only a table whose cells
/// are 0 unless something happened can be judged: another may hold a stock, which
/// stays as it is.
fn is_copy(this: &Facts, last: &Facts, table: usize) -> bool {
    if this.form.tables[table].blank != Blank::Zero {
        return false;
    }
    let mut counted = 0;
    for cell in cells(this, table) {
        let now = this.number(cell);
        let then = counterpart(this, last, cell).and_then(|cell| last.number(cell));
        if now.is_none() || now != then {
            return false;
        }
        counted += usize::from(now.is_some_and(|number| !number.is_zero()));
    }
    counted >= FEWEST_SAME
}

/// Reports a table that is last year's; where something in it does not follow from
/// last year, that is why.
fn copied(facts: &Facts, table: usize, findings: &mut Vec<Diagnostic>) {
    let form = &facts.form.tables[table];
    let within = |path: &String| {
        path.strip_prefix(&*form.name).is_some_and(|rest| rest.starts_with('.'))
    };
    let told = findings.iter_mut().find(|finding| {
        finding.code == Code::AcrossYears && finding.path.as_ref().is_some_and(within)
    });
    if let Some(told) = told {
        told.help.push("整张表的数都和去年一样，是不是忘了改".to_owned());
        return;
    }
    let message = format!("“{}”的数和去年完全一样", form.title);
    let finding = Diagnostic::note(Code::Change, message).path(&form.name);
    let finding = match &facts.tables[table].span {
        Some(span) => finding.at(span.clone(), ""),
        None => finding,
    };
    findings.push(finding.help("请确认不是忘了改；确实一样的不用理会"));
}

fn jumps(this: &Facts, last: &Facts, table: usize) -> Vec<Jump> {
    let jump = |cell| {
        let span = this.cell(cell).and_then(Cell::span)?;
        // Most numbers are too small; last year's form is searched for the others.
        let now = this.number(cell).filter(|now| *now >= JUMP * LEAST)?;
        let there = counterpart(this, last, cell)?;
        let then = last.number(there).filter(|then| *then >= LEAST)?;
        (now / then >= JUMP).then(|| Jump {
            cell,
            now,
            then,
            span: span.clone(),
            earlier: last.cell(there).and_then(Cell::span).cloned(),
        })
    };
    cells(this, table).filter_map(jump).collect()
}

/// Tells whether a finding speaks of the number already; it then says what last
/// year's was, which shows a digit too many.
fn is_told(facts: &Facts, jump: &Jump, findings: &mut [Diagnostic]) -> bool {
    let told = findings.iter_mut().find(|finding| speaks_of(finding, &jump.span));
    let Some(told) = told else { return false };
    if told.code != Code::Unit {
        let Jump { now, then, .. } = jump;
        told.help.push(format!(
            "“{}”去年是 {then}，今年写 {now}，先看是不是多打了一位",
            name(facts, jump.cell)
        ));
    }
    true
}

fn jumped(facts: &Facts, table: usize, jumps: &[Jump]) -> Option<Diagnostic> {
    let (first, others) = jumps.split_first()?;
    let finding = if others.is_empty() {
        let message = format!(
            "“{}”去年是 {}，今年写 {}，是去年的 {} 倍",
            name(facts, first.cell),
            first.then,
            first.now,
            times(first)
        );
        let finding = Diagnostic::note(Code::Change, message)
            .at(first.span.clone(), "")
            .path(facts.form.cell_path(first.cell));
        match &first.earlier {
            Some(earlier) => finding.related(earlier.clone(), "去年"),
            None => finding,
        }
    } else {
        let written = |jump: &Jump| {
            format!("{} {} → {}", name(facts, jump.cell), jump.then, jump.now)
        };
        let shown: Vec<_> = jumps.iter().take(MOST_WRITTEN).map(written).collect();
        let more = if jumps.len() > MOST_WRITTEN { " 等" } else { "" };
        let message = format!(
            "有 {} 个数是去年的 10 倍以上：{}{more}",
            jumps.len(),
            shown.join("，")
        );
        let finding = Diagnostic::note(Code::Change, message)
            .at(first.span.clone(), format!("去年 {}", first.then))
            .path(&facts.form.tables[table].name);
        others.iter().fold(finding, |finding, jump| {
            finding.related(jump.span.clone(), format!("去年 {}", jump.then))
        })
    };
    Some(finding.help("请确认没有多打一位；没有错的不用理会"))
}

fn times(jump: &Jump) -> Decimal {
    (jump.now / jump.then).round_dp(1).normalize()
}

/// Returns a cell's path below its table.
fn name(facts: &Facts, cell: CellRef) -> String {
    below_the_table(&facts.form.cell_path(cell)).to_owned()
}
