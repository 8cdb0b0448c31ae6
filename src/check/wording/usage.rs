//! 用语: wording that the form says is never right.

use std::ops::Range;

use regex::Match;

use crate::check::Text;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::form::{Rules, Wording};
use crate::prose::OpaqueKind;

/// Reports wording that is never right, and returns where it stands.
pub(super) fn check(
    wordings: &Rules<Wording>,
    text: Text<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    let mut told: Vec<Range<usize>> = Vec::new();
    for rule in wordings.candidates(&text.filled.text) {
        let wording = &wordings[rule];
        for found in wording.pattern.regex().find_iter(&text.filled.text) {
            let range = without_marks(found);
            let twice = told
                .iter()
                .any(|known| known.start < range.end && range.start < known.end);
            if range.is_empty() || twice || is_quoted(text, &range) {
                continue;
            }
            let message =
                format!("“{}”这样写不对", shorten(&text.filled.text[range.clone()]));
            findings.push(
                Diagnostic::warning(Code::WrongUsage, message)
                    .at(text.place(range.clone()), "")
                    .path(text.path)
                    .help(wording.explanation.clone()),
            );
            told.push(range);
        }
    }
    told
}

/// Returns the place of a match without the marks around it, which the pattern has
/// only to know where the words end.
fn without_marks(found: Match<'_>) -> Range<usize> {
    let is_mark =
        |c: char| matches!(c, '，' | '。' | '；' | '：' | ',' | ';' | ':' | ' ');
    let words = found.as_str().trim_start_matches(is_mark);
    let start = found.end() - words.len();
    start..start + words.trim_end_matches(is_mark).len()
}

/// Tells whether words are code or an address, or no words of the staff's.
fn is_quoted(text: Text<'_>, range: &Range<usize>) -> bool {
    let opaque = text.outline.opaque_at(range.start);
    opaque.is_some_and(|opaque| opaque.kind != OpaqueKind::Markup)
}
