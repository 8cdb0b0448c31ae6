//! Facts -> findings, one mechanism a file.

mod address;
mod amounts;
mod aspects;
mod body;
mod chapters;
mod claims;
mod contact;
mod dating;
mod figures;
mod numerals;
mod parts;
mod percentages;
mod personal;
mod placeholders;
mod publication;
mod quantities;
mod relations;
mod sentences;
mod stale;
mod stood_by;
mod sums;
#[cfg(test)]
mod tests;
mod text;
mod totals;
mod vague;
mod wording;
mod years;

use crate::diagnostic::Diagnostic;
use crate::document::Block;
use crate::facts::Facts;
use chapters::Announcement;
pub use stood_by::{stand_by, stand_by_later};
pub use text::Text;
pub use totals::sum_in_words;

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

/// What the prose says of the whole report, for [`check_document`].
#[derive(Debug, Clone, Default)]
pub struct OfReport {
    announcements: Vec<Announcement>,
    names_body: bool,
}

/// Checks what the prose fields of a file say against the numbers and the year, and
/// how they and the short texts are written; adds what is wrong to the findings.
/// Returns what can be checked when the report is composed.
pub fn check_prose(
    facts: &Facts,
    texts: &[Text<'_>],
    findings: &mut Vec<Diagnostic>,
) -> OfReport {
    let mut said = OfReport::default();
    for text in texts {
        let words = text.filled.words(text.outline);
        check_words(facts, Text { filled: &words, ..*text }, &mut said, findings);
    }
    wording::check(facts, texts, findings);
    said
}

/// Checks what a prose field says, of which only the words are left: its outline is
/// that of the whole text, and not looked at.
fn check_words(
    facts: &Facts,
    text: Text<'_>,
    said: &mut OfReport,
    findings: &mut Vec<Diagnostic>,
) {
    claims::check(facts, text, findings);
    parts::check(text, findings);
    percentages::check(text, findings);
    aspects::check(text, findings);
    stale::check(facts, text, findings);
    chapters::announcements(text, &mut said.announcements);
    said.names_body = said.names_body || body::is_named(facts, &text.filled.text);
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

/// Finds what a web page of the report lacks of the tags that it must have.
pub fn check_page(facts: &Facts) -> Option<Diagnostic> {
    publication::check(facts)
}
