//! Numbers that nobody filled in and that would make a relation hold.

use rust_decimal::Decimal;

use super::causes::Cause;
use super::constraint::Rule;
use super::hypothesis::{Change, Slip};
use super::system::{Spot, System};
use crate::diagnostic::{Code, Diagnostic};
use crate::form::CellRef;

/// How the help begins that a finding of a missing line gets.
pub(super) const RECKONED: &str = "按勾稽关系算出来";

/// What could be written on a line that has no number.
pub(super) struct Proposal {
    /// The dotted path of the line.
    line: String,
    /// What to write there: 结转下年度: {自然人: 2}.
    pub(super) words: String,
    /// The first cell that would get a number.
    pub(super) quantity: usize,
    /// The number.
    pub(super) number: Decimal,
}

/// Proposes numbers for the one line among the terms of a relation that nobody
/// filled in, if they explain the cause.
pub(super) fn proposal(system: &System<'_>, cause: &Cause) -> Option<Proposal> {
    let constraint = &system.constraints[cause.breaks[0]];
    let Rule::Relation(..) = constraint.rule else { return None };
    let is_named = |change: &Change| {
        system.is_unfilled(change.quantity)
            && constraint.position(change.quantity).is_some()
    };
    let mut open = cause.slips.iter().filter_map(|slip| match slip {
        Slip::Wrong(change) => is_named(change).then(|| vec![*change]),
        Slip::LeftOut(_, changes) => {
            changes.iter().any(is_named).then(|| changes.clone())
        }
        Slip::Swapped(..) => None,
    });
    let (Some(changes), None) = (open.next(), open.next()) else { return None };
    in_words(system, &changes)
}

/// Says what to write on a line.
pub(super) fn in_words(system: &System<'_>, changes: &[Change]) -> Option<Proposal> {
    let first = changes.first()?;
    let Spot::Cell(cell) = system.quantities[first.quantity].spot else { return None };
    let form = system.facts.part_form(cell);
    let row = &form.rows.lines[cell.row].steps;
    let number =
        |change: &Change| system.quantities[change.quantity].value + change.delta;
    let in_column = |change: &Change| {
        let Spot::Cell(CellRef { column, .. }) = system.quantities[change.quantity].spot
        else {
            return None;
        };
        let steps = form.columns.lines[column].steps.join(".");
        (!steps.is_empty()).then(|| format!("{steps}: {}", number(change)))
    };
    let columns: Vec<_> = changes.iter().filter_map(in_column).collect();
    let name = row.last().map_or("", String::as_str);
    let words = if columns.is_empty() {
        format!("{name}: {}", number(first))
    } else {
        format!("{name}: {{{}}}", columns.join(", "))
    };
    let table = &system.facts.form.tables[cell.table].name;
    let line: Vec<_> = [table].into_iter().chain(row).map(String::as_str).collect();
    Some(Proposal {
        line: line.join("."),
        words,
        quantity: first.quantity,
        number: number(first),
    })
}

impl Proposal {
    /// Puts it where the line is reported as missing, instead of reporting what
    /// follows from that; tells whether it is.
    pub(super) fn told_as_missing(&self, findings: &mut [Diagnostic]) -> bool {
        let missing = findings.iter_mut().find(|finding| {
            finding.code == Code::Missing && finding.path.as_ref() == Some(&self.line)
        });
        let is_missing = missing.is_some();
        if let Some(missing) = missing {
            let help = format!("{RECKONED}，应当写“{}”", self.words);
            if !missing.help.contains(&help) {
                missing.help.push(help);
            }
        }
        is_missing
    }
}
