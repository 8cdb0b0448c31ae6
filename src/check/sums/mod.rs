//! Written totals and relations that do not hold, each cause told once, at the
//! number that is likeliest wrong.

mod causes;
mod echo;
mod hypothesis;
mod names;
mod places;
mod proposal;
mod system;
mod words;

use super::relations::{self, Years};
use super::totals;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Place};
use crate::facts::Facts;
use crate::source::Span;
use system::System;

/// Reports what does not add up.
pub(super) fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    if holds(facts) {
        return;
    }
    let system = System::new(facts);
    for cause in causes::causes(&system) {
        let proposal = proposal::proposal(&system, &cause);
        let told =
            proposal.as_ref().is_some_and(|proposal| proposal.told_as_missing(findings));
        if !told {
            findings.push(words::finding(&system, &cause, proposal.as_ref()));
        }
    }
}

/// Moves a finding to the one number, of those it names, that something else shows
/// to be the wrong one.
pub(super) fn confirm(
    finding: &mut Diagnostic,
    span: &Span,
    path: String,
    number: Decimal,
) {
    let mut others: Vec<_> = finding.place.take().into_iter().collect();
    others.append(&mut finding.related);
    others.retain(|other| other.span != *span);
    for Place { span, label } in &mut others {
        if label.starts_with(words::SHOULD_BE) {
            span.text().clone_into(label);
        }
    }
    finding.help.retain(|help| !help.starts_with(words::ONE_OF));
    finding.related = others;
    let label = format!("{}{number}", words::SHOULD_BE);
    finding.place = Some(Place { span: span.clone(), label });
    finding.path = Some(path);
}

/// Tells whether all of it adds up, as it nearly always does; the system is set
/// up only where not.
fn holds(facts: &Facts) -> bool {
    let years = Years { this: facts, last: None };
    totals::wrong(facts).is_empty()
        && facts.form.relations.iter().all(|relation| {
            relations::instances(years, relation).iter().all(|one| one.holds(relation))
        })
}
