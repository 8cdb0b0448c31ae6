//! 用语: wording that the form says is never right.

use std::ops::Range;

use regex::Match;

use crate::check::Text;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::facts::Facts;
use crate::form::{Rules, Wording};

/// Reports wording that is never right in a prose field, of which only the words are
/// left, and returns what bytes of the field as written are told. What a `{{ }}`
/// filled in is told where staff wrote it.
pub(super) fn check(
    wordings: &Rules<Wording>,
    words: Text<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    let mut told = Vec::new();
    for (wording, range) in found(wordings, &words.filled.text) {
        let is_filled_in = words
            .filled
            .values()
            .any(|value| value.start <= range.start && range.end <= value.end);
        if is_filled_in {
            continue;
        }
        let finding = finding(wording, &words.filled.text[range.clone()]);
        let finding = finding.at(words.place(range.clone()), "").path(words.path);
        findings.push(finding.stand_by_where("确实要这样写"));
        told.push(words.filled.source_range(range));
    }
    told
}

/// Reports wording that is never right in what is printed and is no prose: titles,
/// notes, texts in tables.
pub(super) fn check_lines(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let wordings = &facts.form.wordings;
    for line in facts.printed().iter().filter(|printed| !printed.is_prose()) {
        for (wording, range) in found(wordings, &line.text) {
            let finding = finding(wording, &line.text[range.clone()]);
            let finding = finding.at(line.locate(range), "").path(&line.path);
            findings.push(finding.stand_by_where("确实要这样写"));
        }
    }
}

/// Finds wording that is never right; of words that overlap the first.
fn found<'a>(
    wordings: &'a Rules<Wording>,
    text: &str,
) -> Vec<(&'a Wording, Range<usize>)> {
    let mut found: Vec<(&Wording, Range<usize>)> = Vec::new();
    for rule in wordings.candidates(text) {
        let wording = &wordings[rule];
        for range in wording.pattern.regex().find_iter(text).map(without_marks) {
            let twice = found
                .iter()
                .any(|(_, known)| known.start < range.end && range.start < known.end);
            if !range.is_empty() && !twice {
                found.push((wording, range));
            }
        }
    }
    found
}

fn finding(wording: &Wording, words: &str) -> Diagnostic {
    let message = format!("“{}”这样写不对", shorten(words));
    Diagnostic::warning(Code::WrongUsage, message).help(wording.explanation.clone())
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
