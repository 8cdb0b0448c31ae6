//! Facts -> findings, one mechanism a file.

mod publication;
mod relations;
#[cfg(test)]
mod tests;
mod totals;

use crate::diagnostic::Diagnostic;
use crate::facts::Facts;

/// Checks what the facts say against each other and adds what is wrong to the
/// findings of reading them. One cause gives one finding: a relation that fails
/// only because a total does is silent.
pub fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let wrong_totals = totals::check(facts, findings);
    relations::check(facts, &wrong_totals, findings);
    publication::check(facts, findings);
}
