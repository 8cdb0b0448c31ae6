//! Facts -> findings, one mechanism a file.

mod address;
mod amounts;
mod contact;
mod dating;
mod personal;
mod placeholders;
mod publication;
mod relations;
mod sentences;
mod stale;
mod stood_by;
mod sums;
#[cfg(test)]
mod tests;
mod text;
mod totals;
mod wording;
mod years;

use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
pub use stood_by::{stand_by, stand_by_later};
pub use text::Text;

/// Checks what the facts say against each other and adds what is wrong to the
/// findings of reading them. One cause gives one finding.
pub fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    sums::check(facts, findings);
    dating::check(facts, findings);
    contact::check(facts, findings);
    for printed in facts.printed() {
        personal::check(&printed, findings);
        placeholders::check(&printed, findings);
        address::check(&printed, findings);
    }
    amounts::check(facts, findings);
    stale::check_title(facts, findings);
}

/// Checks this year's numbers and prose against last year's report, whatever its
/// form, and adds what is wrong to the findings of [`check`].
pub fn check_years(this: &Facts, last: &Facts, findings: &mut Vec<Diagnostic>) {
    let years = relations::Years { this, last: Some(last) };
    let told = sums::check_again(years, findings);
    years::check(years, &told, findings);
    contact::check_last_year(this, last, findings);
}

/// Checks what a prose field says against the numbers and the year, and adds what
/// they do not bear out to the findings.
pub fn check_prose(facts: &Facts, text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    sentences::check(facts, text, findings);
    stale::check(facts, text, findings);
}

/// Finds what a web page of the report lacks of the tags that it must have.
pub fn check_page(facts: &Facts) -> Option<Diagnostic> {
    publication::check(facts)
}

/// Checks how the prose and the short texts of a file are written, and adds what is
/// wrong to the findings. `texts` are all prose fields of the file.
pub fn check_wording(facts: &Facts, texts: &[Text<'_>], findings: &mut Vec<Diagnostic>) {
    wording::check(facts, texts, findings);
}
