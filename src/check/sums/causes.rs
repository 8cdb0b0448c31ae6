//! The fewest slips that explain why constraints fail.
//!
//! The slip that explains most is taken first and mended in thought; what fails
//! after that has another cause. So one wrong cell, which breaks its row, its
//! column and a relation, is one cause, and so are two cells exchanged.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::echo::is_echo;
use super::hypothesis::{Hypothesis, Slip, State};
use super::system::{Constraint, Rule, System};

/// Why constraints fail.
#[derive(Debug)]
pub(super) struct Cause {
    /// The constraints it breaks, in order; at least one.
    pub(super) breaks: Vec<usize>,
    /// What explains it: one slip if it is known, several if any of them does,
    /// none if no single slip does.
    pub(super) slips: Vec<Slip>,
}

/// Explains every constraint that fails.
pub(super) fn causes(system: &System<'_>) -> Vec<Cause> {
    let mut state = State::new(system);
    let mut told = vec![false; system.constraints.len()];
    let mut causes = Vec::new();
    let all = ranked(state.hypotheses());
    for (index, best) in all.iter().enumerate() {
        let is_open = |&number: &usize| !told[number] && state.fails(number);
        if !best.mends.iter().all(is_open)
            || best.mends.iter().all(|&number| is_echo(system, number))
        {
            continue;
        }
        let Some(mut now) = state.weigh(best.slip.clone()) else { continue };
        now.mends.retain(is_open);
        if !best.mends.iter().all(|number| now.mends.contains(number)) {
            continue;
        }
        let slips = alternatives(system, &all[index..], best);
        state.mend(&slips[0]);
        now.mends.iter().for_each(|&number| told[number] = true);
        causes.push(Cause { breaks: now.mends, slips });
    }
    for number in state.failing() {
        if !told[number] && !is_echo(system, number) {
            causes.push(Cause { breaks: vec![number], slips: Vec::new() });
        }
    }
    causes.sort_by_key(|cause| cause.breaks[0]);
    causes
}

/// Puts first what explains most; then what leaves least choice.
fn ranked(all: Vec<Hypothesis>) -> Vec<Hypothesis> {
    let mut choices: BTreeMap<usize, usize> = BTreeMap::new();
    for hypothesis in &all {
        *choices.entry(hypothesis.mends[0]).or_default() += 1;
    }
    let mut all = all;
    all.sort_by_key(|hypothesis| {
        let first = hypothesis.mends[0];
        let least = usize::MAX - hypothesis.mends.len();
        (least, kind(&hypothesis.slip), choices[&first], first)
    });
    all
}

/// Returns the slips that explain as much as the best one, the likeliest first.
fn alternatives(system: &System<'_>, all: &[Hypothesis], best: &Hypothesis) -> Vec<Slip> {
    let is_like = |other: &&Hypothesis| {
        other.mends.len() == best.mends.len()
            && other.mends[0] == best.mends[0]
            && kind(&other.slip) == kind(&best.slip)
    };
    let alike: Vec<_> = all.iter().filter(is_like).collect();
    let least = alike.iter().map(|other| other.disturbs).min().unwrap_or_default();
    let undisturbing = alike.into_iter().filter(|other| other.disturbs == least);
    let mut slips: Vec<_> = undisturbing.map(|other| other.slip.clone()).collect();
    let constraint = &system.constraints[best.mends[0]];
    slips.sort_by_cached_key(|slip| likelihood(system, constraint, slip));
    // A line that the relation names is likelier than one in a sum that it names.
    if slips.iter().any(|slip| is_of_line_named(constraint, slip)) {
        slips.retain(|slip| is_of_line_named(constraint, slip));
    }
    slips
}

fn kind(slip: &Slip) -> usize {
    match slip {
        Slip::Wrong(_) => 0,
        Slip::LeftOut(..) => 1,
        Slip::Swapped(..) => 2,
    }
}

/// Returns the rank of a slip among those that explain the same: a total left at
/// 0, digits in wrong order, the total, what else is written, what is not.
fn likelihood(
    system: &System<'_>,
    constraint: &Constraint<'_>,
    slip: &Slip,
) -> (usize, usize) {
    let Slip::Wrong(change) = slip else { return (0, 0) };
    let value = system.quantities[change.quantity].value;
    let position = constraint.position(system, change.quantity);
    let is_total = matches!(constraint.rule, Rule::Total(_)) && position == Some(0);
    let class = match () {
        () if is_total && value.is_zero() => 0,
        () if are_digits_swapped(value, value + change.delta) => 1,
        () if is_total => 2,
        () if !system.is_unfilled(change.quantity) => 3,
        () => 4,
    };
    let position = match constraint.rule {
        Rule::Total(_) => position.unwrap_or(usize::MAX),
        // What is left over stands last, and is what people forget.
        Rule::Relation(..) => position.map_or(usize::MAX, |at| usize::MAX - 1 - at),
    };
    (class, position)
}

fn is_of_line_named(constraint: &Constraint<'_>, slip: &Slip) -> bool {
    match (&constraint.rule, slip) {
        (Rule::Relation(_, instance), Slip::LeftOut(line, _)) => {
            let mut cells = instance.terms().filter_map(|term| term.cell);
            cells.any(|cell| line.cell(cell.column) == cell)
        }
        _ => false,
    }
}

/// Tells whether two numbers differ by two neighbouring digits exchanged.
pub(super) fn are_digits_swapped(one: Decimal, other: Decimal) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    let differing: Vec<_> =
        one.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b).collect();
    match &differing[..] {
        [(first, (a, b)), (second, (c, d))] => {
            one.len() == other.len() && second - first == 1 && a == d && b == c
        }
        _ => false,
    }
}
