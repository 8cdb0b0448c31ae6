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
use crate::document::Block;
use crate::facts::Facts;
use chapters::Announcement;
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

/// What the prose says of the whole report, for [`check_document`].
#[derive(Debug, Clone, Default)]
pub struct OfReport {
    announcements: Vec<Announcement>,
    names_body: bool,
}

impl OfReport {
    /// Takes in what a prose field says.
    pub fn hear(&mut self, facts: &Facts, text: Text<'_>) {
        chapters::announcements(text, &mut self.announcements);
        self.names_body = self.names_body || body::is_named(facts, &text.filled.text);
    }
}

/// Checks what the prose says of the report against the report's headings, and adds
/// what differs to the findings.
pub fn check_document(
    facts: &Facts,
    blocks: &[Block],
    said: &OfReport,
    findings: &mut Vec<Diagnostic>,
) {
    if !said.names_body {
        body::check(facts, blocks, findings);
    }
    if said.announcements.is_empty() {
        return;
    }
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Heading { level: 2, content } => Some(content.to_plain()),
        _ => None,
    });
    chapters::check(&said.announcements, &headings.collect::<Vec<_>>(), findings);
}
