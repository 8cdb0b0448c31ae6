//! What may have gone wrong: changes of a few quantities that would make
//! constraints hold and break none.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::constraint::Constraint;
use super::system::{Spot, System};
use crate::form::{CellRef, Comparison, LineKind, LineRef};

/// Swaps are looked for only where few constraints fail: where many do, pairs
/// that happen to differ by as much are no sign of one.
const MOST_FAILING_FOR_SWAPS: usize = 24;

/// A change of one quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    pub(super) quantity: usize,
    pub(super) delta: Decimal,
}

/// One slip that explains why constraints fail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// A number is wrong.
    Wrong(Change),
    /// A line was not filled in.
    LeftOut(LineRef, Vec<Change>),
    /// Two numbers stand in each other's place.
    Swapped(Change, Change),
}

/// A slip, and what its mending does.
#[derive(Debug)]
pub(super) struct Hypothesis {
    pub(super) slip: Slip,
    /// The constraints that hold then and do not now, in order.
    pub(super) mends: Vec<usize>,
    /// How many fail before and after, by another difference.
    pub(super) disturbs: usize,
}

/// By how much each constraint fails, the slips found so far mended.
#[derive(Debug, Clone)]
pub(super) struct State<'s, 'f> {
    pub(super) system: &'s System<'f>,
    differences: Vec<Decimal>,
}

impl Slip {
    pub(super) fn changes(&self) -> Vec<Change> {
        match self {
            Self::Wrong(change) => vec![*change],
            Self::LeftOut(_, changes) => changes.clone(),
            Self::Swapped(one, other) => vec![*one, *other],
        }
    }
}

impl<'s, 'f> State<'s, 'f> {
    pub(super) fn new(system: &'s System<'f>) -> Self {
        let differences = system.constraints.iter().map(Constraint::difference).collect();
        Self { system, differences }
    }

    pub(super) fn fails(&self, constraint: usize) -> bool {
        !self.system.constraints[constraint].holds(self.differences[constraint])
    }

    /// Returns the constraints that fail, in order.
    pub(super) fn failing(&self) -> Vec<usize> {
        (0..self.differences.len()).filter(|&number| self.fails(number)).collect()
    }

    /// Mends a slip.
    pub(super) fn mend(&mut self, slip: &Slip) {
        for (constraint, difference) in self.after(&slip.changes()) {
            self.differences[constraint] = difference;
        }
    }

    /// Returns what mending a slip does; none if it breaks a constraint that
    /// holds, mends none, or puts a number where none of the kind may stand.
    pub(super) fn weigh(&self, slip: Slip) -> Option<Hypothesis> {
        let changes = slip.changes();
        let fits = |change: &Change| {
            let value = self.system.quantities[change.quantity].value;
            self.system.fits(change.quantity, value + change.delta)
        };
        if !changes.iter().all(fits) {
            return None;
        }
        let (mut mends, mut disturbs) = (Vec::new(), 0);
        for (number, difference) in self.after(&changes) {
            let holds = self.system.constraints[number].holds(difference);
            match (self.fails(number), holds) {
                (true, true) => mends.push(number),
                (true, false) => disturbs += 1,
                (false, true) => {}
                (false, false) => return None,
            }
        }
        mends.sort_unstable();
        (!mends.is_empty()).then_some(Hypothesis { slip, mends, disturbs })
    }

    /// Returns the constraints that changes touch, with their new differences.
    fn after(&self, changes: &[Change]) -> Vec<(usize, Decimal)> {
        let mut touched: Vec<(usize, Decimal)> = Vec::new();
        for change in changes {
            for &(number, factor) in &self.system.quantities[change.quantity].within {
                let delta = factor * change.delta;
                match touched.iter_mut().find(|(known, _)| *known == number) {
                    Some((_, difference)) => *difference += delta,
                    None => touched.push((number, self.differences[number] + delta)),
                }
            }
        }
        touched
    }

    /// Returns every slip that explains something.
    pub(super) fn hypotheses(&self) -> Vec<Hypothesis> {
        let failing = self.failing();
        let mut slips = BTreeSet::new();
        for &number in &failing {
            slips.extend(self.wrong_in(number).map(Slip::Wrong));
        }
        slips.extend(self.lines_left_out(&failing));
        slips.extend(self.swaps(&failing));
        slips.into_iter().filter_map(|slip| self.weigh(slip)).collect()
    }

    /// Returns the single changes that would make a constraint hold.
    fn wrong_in(&self, number: usize) -> impl Iterator<Item = Change> {
        let constraint = &self.system.constraints[number];
        let difference = self.differences[number];
        let terms = match constraint.comparison() {
            Comparison::Equal => &constraint.terms[..],
            // Many numbers would do for an inequality.
            Comparison::AtMost | Comparison::AtLeast => &[],
        };
        terms.iter().map(move |&(quantity, factor)| Change {
            quantity,
            delta: -(difference / factor),
        })
    }

    /// Returns the one change of a quantity that the constraints of a line which
    /// it is in, and which fail, ask for.
    fn asked_of(&self, quantity: usize) -> Option<Decimal> {
        let constraints = &self.system.constraints;
        let mut asked = self.system.quantities[quantity]
            .within
            .iter()
            .filter(|(number, _)| {
                !constraints[*number].is_of_totals()
                    && constraints[*number].comparison() == Comparison::Equal
                    && self.fails(*number)
            })
            .map(|(number, factor)| -(self.differences[*number] / factor));
        let first = asked.next()?;
        asked.all(|delta| delta == first).then_some(first)
    }

    /// Returns the lines without a number whose numbers several columns lack.
    fn lines_left_out(&self, failing: &[usize]) -> Vec<Slip> {
        let mut lines = BTreeSet::new();
        for &number in failing {
            for &(quantity, _) in &self.system.constraints[number].terms {
                if let Spot::Cell(cell) = self.system.quantities[quantity].spot
                    && self.system.is_unfilled(quantity)
                {
                    let CellRef { table, part, row, .. } = cell;
                    lines.insert(LineRef { table, part, row });
                }
            }
        }
        lines.into_iter().filter_map(|line| self.line_left_out(line)).collect()
    }

    fn line_left_out(&self, line: LineRef) -> Option<Slip> {
        let columns = &self.system.facts.part_form(line.cell(0)).columns;
        let mut changes = Vec::new();
        for column in 0..columns.leaves {
            if columns.lines[column].kind != LineKind::Leaf {
                continue;
            }
            let Some(quantity) = self.system.at(line.cell(column)) else { continue };
            if !self.system.is_unfilled(quantity) {
                return None;
            }
            let asked = self.asked_of(quantity).filter(|delta| *delta > Decimal::ZERO);
            changes.extend(asked.map(|delta| Change { quantity, delta }));
        }
        (changes.len() > 1).then_some(Slip::LeftOut(line, changes))
    }

    /// Returns the pairs in one row or column that may have been exchanged.
    fn swaps(&self, failing: &[usize]) -> Vec<Slip> {
        let constraints = &self.system.constraints;
        let of_lines: Vec<_> = failing
            .iter()
            .copied()
            .filter(|&number| !constraints[number].is_of_totals())
            .collect();
        if failing.len() < 2 || of_lines.len() > MOST_FAILING_FOR_SWAPS {
            return Vec::new();
        }
        of_lines.into_iter().flat_map(|number| self.swaps_in(number)).collect()
    }

    /// Returns the exchanges that would make a constraint hold.
    fn swaps_in(&self, number: usize) -> Vec<Slip> {
        let constraint = &self.system.constraints[number];
        let quantities = &self.system.quantities;
        let mut found = Vec::new();
        if constraint.comparison() != Comparison::Equal {
            return found;
        }
        for &(one, factor) in &constraint.terms {
            for other in self.beside(one) {
                let within = quantities[other].within.iter();
                let there = within.filter(|(of, _)| *of == number);
                let its_factor: Decimal = there.map(|(_, factor)| *factor).sum();
                let delta = quantities[other].value - quantities[one].value;
                if delta * (factor - its_factor) == -self.differences[number] {
                    let one = Change { quantity: one, delta };
                    let other = Change { quantity: other, delta: -delta };
                    found.push(Slip::Swapped(one.min(other), one.max(other)));
                }
            }
        }
        found
    }

    /// Returns the quantities in the column of one, and those in its row whose
    /// columns are of one group or of one name.
    fn beside(&self, quantity: usize) -> Vec<usize> {
        let Spot::Cell(cell) = self.system.quantities[quantity].spot else {
            return Vec::new();
        };
        let form = self.system.facts.part_form(cell);
        let steps = |column: usize| form.columns.lines[column].steps.split_last();
        let is_alike = |&column: &usize| match (steps(column), steps(cell.column)) {
            (Some((name, above)), Some((other, above_other))) => {
                above == above_other || name == other
            }
            _ => true,
        };
        let columns = (0..form.columns.leaves).filter(is_alike);
        let across = columns.map(|column| CellRef { column, ..cell });
        let down = (0..form.rows.leaves).map(|row| CellRef { row, ..cell });
        let cells = across.chain(down).filter(|other| *other != cell);
        cells.filter_map(|cell| self.system.at(cell)).collect()
    }
}
