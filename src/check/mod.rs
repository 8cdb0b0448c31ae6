//! Facts -> findings, one mechanism a file.

mod amounts;
mod publication;
mod relations;
mod sentences;
mod stale;
#[cfg(test)]
mod tests;
mod totals;
mod years;

use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
pub use sentences::Text;

/// Checks what the facts say against each other and adds what is wrong to the
/// findings of reading them. One cause gives one finding: a relation that fails
/// only because a total does is silent.
pub fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let wrong_totals = totals::check(facts, findings);
    relations::check(facts, &wrong_totals, findings);
    amounts::check(facts, findings);
    publication::check(facts, findings);
    stale::check_title(facts, findings);
}

/// Checks this year's numbers and prose against last year's report, whatever its
/// form, and adds what is wrong to the findings of [`check`].
pub fn check_years(this: &Facts, last: &Facts, findings: &mut Vec<Diagnostic>) {
    let wrong_totals = totals::check(this, &mut Vec::new());
    years::check(this, last, &wrong_totals, findings);
}

/// Checks what a prose field says against the numbers and the year, and adds what
/// they do not bear out to the findings.
pub fn check_prose(facts: &Facts, text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    sentences::check(facts, text, findings);
    stale::check(facts, text, findings);
}
