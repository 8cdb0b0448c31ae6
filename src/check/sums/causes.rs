//! The fewest slips that explain why constraints fail.
//!
//! The slip that explains most is taken first and mended in thought; what fails
//! after that has another cause. So one wrong cell, which breaks its row, its
//! column and a relation, is one cause, and so are two cells exchanged.

use std::collections::BTreeMap;

use super::constraint::{Constraint, Rule};
use super::echo::is_echo;
use super::hypothesis::{Hypothesis, Slip, State};
use super::system::System;
use super::traces::Trace;

/// Why constraints fail.
#[derive(Debug)]
pub(super) struct Cause {
    /// The constraints it breaks, in order; at least one.
    pub(super) breaks: Vec<usize>,
    /// What explains it: one slip if it is known, several if any of them does,
    /// none if no single slip does.
    pub(super) slips: Vec<Slip>,
}

/// Other beginnings are tried only where few constraints fail.
const MOST_FAILING_FOR_STARTS: usize = 12;
/// How many of them are.
const MOST_STARTS: usize = 64;

/// Explains every constraint that fails, by the fewest slips that were found.
///
/// Two numbers wrong in one row hide each other in it: one that mends its column
/// only changes by how much the row is off. Such slips are tried as beginnings.
pub(super) fn causes(system: &System<'_>) -> Vec<Cause> {
    let state = State::new(system);
    let all = Ranked::new(state.hypotheses());
    let mut fewest = explain(&state, &all, None);
    if fewest.len() > 1 && state.failing().len() <= MOST_FAILING_FOR_STARTS {
        let starts =
            all.hypotheses.iter().filter(|start| start.disturbs > 0).take(MOST_STARTS);
        for start in starts {
            let causes = explain(&state, &all, Some(start));
            if cost(&causes) < cost(&fewest) {
                fewest = causes;
            }
        }
    }
    fewest.sort_by_key(|cause| cause.breaks[0]);
    fewest
}

/// Returns how much explanations ask one to believe: two numbers wrong are more
/// than two exchanged, and nothing is more than a constraint that stays unexplained.
fn cost(causes: &[Cause]) -> usize {
    let of = |cause: &Cause| match cause.slips.first() {
        Some(Slip::Wrong(_)) => 2,
        Some(Slip::LeftOut(..) | Slip::Swapped(..)) => 3,
        None => 4,
    };
    causes.iter().map(of).sum()
}

/// Explains every constraint that fails, a slip after the other.
fn explain(
    state: &State<'_, '_>,
    all: &Ranked,
    start: Option<&Hypothesis>,
) -> Vec<Cause> {
    let mut state = state.clone();
    let mut told = vec![false; state.system.constraints.len()];
    let mut causes = Vec::new();
    if let Some(start) = start {
        let slips = vec![start.slip.clone()];
        tell(
            &mut state,
            &mut told,
            Cause { breaks: start.mends.clone(), slips },
            &mut causes,
        );
    }
    for best in &all.hypotheses {
        let is_open = |&number: &usize| !told[number] && state.fails(number);
        if best.mends.iter().all(is_open)
            && !best.mends.iter().all(|&number| is_echo(state.system, number))
            && let Some(cause) = cause(&state, &told, all, best)
        {
            tell(&mut state, &mut told, cause, &mut causes);
        }
    }
    for number in state.failing() {
        if !told[number] && !is_echo(state.system, number) {
            causes.push(Cause { breaks: vec![number], slips: Vec::new() });
        }
    }
    causes
}

fn tell(
    state: &mut State<'_, '_>,
    told: &mut [bool],
    cause: Cause,
    causes: &mut Vec<Cause>,
) {
    state.mend(&cause.slips[0]);
    cause.breaks.iter().for_each(|&number| told[number] = true);
    causes.push(cause);
}

/// Returns the cause of what a slip mends, if it still does: with every slip that
/// explains as much, the likeliest first.
fn cause(
    state: &State<'_, '_>,
    told: &[bool],
    all: &Ranked,
    best: &Hypothesis,
) -> Option<Cause> {
    let weigh = |slip: &Slip| {
        let mut now = state.weigh(slip.clone())?;
        now.mends.retain(|&number| !told[number] && state.fails(number));
        Some(now)
    };
    let first = best.mends[0];
    let alike = all.like(best);
    let alike = alike.filter_map(|other| weigh(&other.slip));
    let alike: Vec<_> = alike.filter(|now| now.mends.contains(&first)).collect();
    let most = alike.iter().map(|now| now.mends.len()).max()?;
    let alike = || alike.iter().filter(|now| now.mends.len() == most);
    let least = alike().map(|now| now.disturbs).min()?;
    let alike: Vec<_> = alike().filter(|now| now.disturbs == least).collect();
    let mut slips: Vec<_> = alike.into_iter().map(|now| now.slip.clone()).collect();
    let system = state.system;
    let constraint = &system.constraints[first];
    slips.sort_by_cached_key(|slip| likelihood(system, constraint, slip));
    // A line that the relation names is likelier than one in a sum that it names.
    if slips.iter().any(|slip| is_of_line_named(constraint, slip)) {
        slips.retain(|slip| is_of_line_named(constraint, slip));
    }
    let breaks = weigh(slips.first()?)?.mends;
    Some(Cause { breaks, slips })
}

/// Hypotheses: first what explains most, then what leaves least choice.
struct Ranked {
    hypotheses: Vec<Hypothesis>,
    /// The indexes of those of a kind that first mend the same constraint.
    alike: BTreeMap<(usize, usize), Vec<usize>>,
}

impl Ranked {
    fn new(mut hypotheses: Vec<Hypothesis>) -> Self {
        let mut choices: BTreeMap<usize, usize> = BTreeMap::new();
        for hypothesis in &hypotheses {
            *choices.entry(hypothesis.mends[0]).or_default() += 1;
        }
        hypotheses.sort_by_key(|hypothesis| {
            let first = hypothesis.mends[0];
            let least = usize::MAX - hypothesis.mends.len();
            (least, kind(&hypothesis.slip), choices[&first], first)
        });
        let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, hypothesis) in hypotheses.iter().enumerate() {
            let key = (hypothesis.mends[0], kind(&hypothesis.slip));
            alike.entry(key).or_default().push(index);
        }
        Self { hypotheses, alike }
    }

    /// Returns those of its kind that first mend what one first mends.
    fn like(&self, one: &Hypothesis) -> impl Iterator<Item = &Hypothesis> {
        let key = (one.mends[0], kind(&one.slip));
        let indexes = self.alike.get(&key).into_iter().flatten();
        indexes.map(|&index| &self.hypotheses[index])
    }
}

fn kind(slip: &Slip) -> usize {
    match slip {
        Slip::Wrong(_) => 0,
        Slip::LeftOut(..) => 1,
        Slip::Swapped(..) => 2,
    }
}

/// Returns the rank of a slip among those that explain the same: a total left at
/// 0, what a slip of the hand has left its trace in, the total, what else is written,
/// what is not.
fn likelihood(
    system: &System<'_>,
    constraint: &Constraint<'_>,
    slip: &Slip,
) -> (usize, Option<Trace>, usize) {
    let Slip::Wrong(change) = slip else { return (0, None, 0) };
    let value = system.quantities[change.quantity].value;
    let position = constraint.position(change.quantity);
    let is_total = matches!(constraint.rule, Rule::Total(_)) && position == Some(0);
    let trace = system.trace(*change);
    let class = if is_total && value.is_zero() {
        0
    } else if trace.is_some() {
        1
    } else if is_total {
        2
    } else if system.is_unfilled(change.quantity) {
        4
    } else {
        3
    };
    let position = match constraint.rule {
        Rule::Total(_) => position.unwrap_or(usize::MAX),
        // What is left over stands last, and is what people forget.
        Rule::Relation(..) => position.map_or(usize::MAX, |at| usize::MAX - 1 - at),
    };
    (class, trace, position)
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
