//! Facts -> findings, one mechanism a file.

mod amounts;
mod aspects;
mod body;
mod chapters;
mod claims;
mod figures;
mod numerals;
mod parts;
mod percentages;
mod publication;
mod relations;
mod sentences;
#[cfg(test)]
mod tests;
mod totals;
mod vague;
mod years;

use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document};
use crate::facts::Facts;
pub use chapters::Announcement;
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
    let wrong_totals = totals::check(this, &mut Vec::new());
    let years = relations::Years { this, last: Some(last) };
    years::check(years, &wrong_totals, findings);
}

/// Checks what a prose field says against the numbers, and adds what they do not
/// bear out to the findings.
pub fn check_prose(facts: &Facts, text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    sentences::check(facts, text, findings);
    parts::check(text, findings);
    percentages::check(text, findings);
    aspects::check(text, findings);
}

/// Finds what a prose field announces of the whole report, for [`check_document`].
pub fn announcements(text: Text<'_>, found: &mut Vec<Announcement>) {
    chapters::announcements(text, found);
}

/// Checks what the prose says of the report against the report as it was composed,
/// and adds what differs to the findings.
pub fn check_document(
    facts: &Facts,
    document: &Document,
    announced: &[Announcement],
    findings: &mut Vec<Diagnostic>,
) {
    body::check(facts, &document.blocks, findings);
    if announced.is_empty() {
        return;
    }
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level: 2, content } => Some(content.to_plain()),
        _ => None,
    });
    chapters::check(announced, &headings.collect::<Vec<_>>(), findings);
}
