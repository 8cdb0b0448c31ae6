//! A finding as the page shows it.

use serde::Serialize;

use super::draft::Made;
use super::places::{self, Places};
use crate::diagnostic::terminal::{self, Style};
use crate::diagnostic::{Code, Diagnostic, Severity, Standing, Verdict, masked, seen};

/// A finding as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Shown {
    severity: Severity,
    /// The severity in words.
    name: &'static str,
    code: Code,
    message: String,
    /// `2024.yaml:12:3`; none where it is in no file.
    at: Option<String>,
    /// What the terminal says: the lines, the place marked, what to do.
    text: String,
    /// The part of the report it is about, if it is about one.
    mark: Option<String>,
}

/// Returns findings as the page shows them, the worst first.
pub(super) fn shown(findings: &[Diagnostic], places: &Places) -> Vec<Shown> {
    let mut all: Vec<_> = findings.iter().map(|finding| one(finding, places)).collect();
    all.sort_by_key(|shown| std::cmp::Reverse(shown.severity));
    all
}

fn one(finding: &Diagnostic, places: &Places) -> Shown {
    let masked = masked(finding);
    let text = terminal::render(std::slice::from_ref(finding), Style::Plain);
    let text = text.trim_end();
    // The page has said what its first line says.
    let text = text.split_once('\n').map_or(text, |(_, rest)| rest);
    Shown {
        severity: finding.severity,
        name: finding.severity.name(),
        code: finding.code,
        message: seen(&masked.message).into_owned(),
        at: finding.place.as_ref().map(|place| places::at(&place.span)),
        text: text.to_owned(),
        mark: places.mark_of(finding).map(str::to_owned),
    }
}

/// Says how the file stands: counts, and whether its report is to be seen. Only
/// `build` says whether a report may be published; what forbids it is said here too.
pub(super) fn verdict(findings: &[Diagnostic], made: Option<&Made>) -> String {
    let verdict = Verdict::of(findings, Severity::Error);
    let counts = verdict.counts();
    let counts = if counts.is_empty() { "没有发现问题" } else { &counts };
    let follows = match verdict.standing {
        Standing::Publishable => "可以预览",
        Standing::Doubtful => "可以预览，发布前请看过警告",
        Standing::Forbidden if made.is_some() => "可以预览，不能发布",
        Standing::Forbidden => Standing::Forbidden.name(),
    };
    format!("{counts}，{follows}")
}
