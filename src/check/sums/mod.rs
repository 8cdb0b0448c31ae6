//! Written totals and relations that do not hold, each cause told once, at the
//! number that is likeliest wrong.

mod causes;
mod constraint;
mod echo;
mod hypothesis;
mod names;
mod places;
mod proposal;
mod swaps;
mod system;
mod traces;
mod words;

use super::relations::{self, Instance, Years};
use super::totals;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
use crate::form::Relation;
use causes::Cause;
use constraint::Rule;
use system::System;

/// Reports what does not add up.
pub(super) fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let years = Years { this: facts, last: None };
    if !holds(facts) {
        let system = System::new(years);
        report(&system, &causes::causes(&system), findings);
    }
}

/// Reports what does not add up anew, since last year's numbers may show which
/// number is wrong. Returns the relations with last year that need no more words:
/// all but those which this year's numbers do not explain.
pub(super) fn check_again<'f>(
    years: Years<'f>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Told<'f>> {
    if holds(years.this) {
        return Vec::new();
    }
    take_back(findings);
    let system = System::new(years);
    let is_of_years =
        |number: &usize| system.constraints[*number].of_last_year().next().is_some();
    let (left, causes): (Vec<_>, Vec<_>) = causes::causes(&system)
        .into_iter()
        .partition(|cause| cause.breaks.iter().all(is_of_years));
    report(&system, &causes, findings);
    let is_left = |number: &usize| left.iter().any(|cause| cause.breaks.contains(number));
    let all = 0..system.constraints.len();
    let told = all.filter(is_of_years).filter(|number| !is_left(number));
    let told = told.filter_map(|number| match &system.constraints[number].rule {
        Rule::Relation(relation, instance) => {
            Some(Told { relation, column: instance.column_index() })
        }
        Rule::Total(_) => None,
    });
    told.collect()
}

/// Takes back what [`check`] said, also in a finding of a line that is missing.
fn take_back(findings: &mut Vec<Diagnostic>) {
    let is_own = |finding: &Diagnostic| {
        matches!(finding.code, Code::Total | Code::ZeroTotal | Code::Relation)
    };
    findings.retain(|finding| !is_own(finding));
    for finding in findings.iter_mut().filter(|finding| finding.code == Code::Missing) {
        finding.help.retain(|help| !help.starts_with(proposal::RECKONED));
    }
}

/// A relation in one column of which nothing is left to say.
#[derive(Debug)]
pub(super) struct Told<'f> {
    relation: &'f Relation,
    column: Option<usize>,
}

impl Told<'_> {
    /// Tells whether it is this one.
    pub(super) fn is(&self, relation: &Relation, instance: &Instance) -> bool {
        std::ptr::eq(self.relation, relation) && self.column == instance.column_index()
    }
}

fn report(system: &System<'_>, causes: &[Cause], findings: &mut Vec<Diagnostic>) {
    for cause in causes {
        let proposal = proposal::proposal(system, cause);
        let told =
            proposal.as_ref().is_some_and(|proposal| proposal.told_as_missing(findings));
        if !told {
            findings.push(words::finding(system, cause, proposal.as_ref()));
        }
    }
}

/// Tells whether all of it adds up, as it nearly always does; the system is set
/// up only where not.
fn holds(facts: &Facts) -> bool {
    let years = Years { this: facts, last: None };
    totals::hold(facts)
        && facts.form.relations.iter().all(|relation| {
            relations::instances(years, relation).iter().all(|one| one.holds(relation))
        })
}
