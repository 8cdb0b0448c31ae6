//! 用语: wording that the form says is never right.

use std::ops::Range;

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
    for (wording, range) in wordings.found(&words.filled.text) {
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
        for (wording, range) in wordings.found(&line.text) {
            let finding = finding(wording, &line.text[range.clone()]);
            let finding = finding.at(line.locate(range), "").path(&line.path);
            findings.push(finding.stand_by_where("确实要这样写"));
        }
    }
}

fn finding(wording: &Wording, words: &str) -> Diagnostic {
    let message = format!("“{}”这样写不对", shorten(words));
    Diagnostic::warning(Code::WrongUsage, message).help(wording.explanation.clone())
}
