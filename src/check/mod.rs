//! Facts -> findings, one mechanism a file.

mod publication;
mod relations;
mod sentences;
#[cfg(test)]
mod tests;
mod totals;
mod years;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
pub use sentences::Text;

/// Checks what the facts say against each other and adds what is wrong to the
/// findings of reading them. One cause gives one finding: a relation that fails
/// only because a total does is silent.
pub fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let wrong_totals = totals::check(facts, findings);
    relations::check(facts, &wrong_totals, findings);
    publication::check(facts, findings);
}

/// Checks this year's numbers against last year's report, whatever its form, and
/// adds what is wrong to the findings of [`check`].
pub fn check_years(this: &Facts, last: &Facts, findings: &mut Vec<Diagnostic>) {
    let wrong = |found: &Diagnostic| matches!(found.code, Code::Total | Code::ZeroTotal);
    let wrong_totals = if findings.iter().any(wrong) {
        totals::check(this, &mut Vec::new())
    } else {
        Vec::new()
    };
    let years = relations::Years { this, last: Some(last) };
    years::check(years, &wrong_totals, findings);
}

/// Checks what a prose field says against the numbers, and adds what they do not
/// bear out to the findings.
pub fn check_prose(facts: &Facts, text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    sentences::check(facts, text, findings);
}
