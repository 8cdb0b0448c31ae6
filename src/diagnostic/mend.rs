//! Applying the mends of findings to the text they were found in.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Code, Diagnostic, Edit, Fix};
use crate::source::Source;

/// A mend that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Which mechanism found what it mends.
    pub code: Code,
    /// What it does.
    pub title: String,
}

/// Tells whether a finding carries a mend that may be applied to a text without
/// asking which one: it is of that text alone and leaves digits and Latin letters
/// as they are. A mark that stands for 0 may become one.
pub fn is_mendable(finding: &Diagnostic, source: &Source) -> bool {
    finding.fix.as_ref().is_some_and(|fix| {
        !fix.edits.is_empty()
            && fix
                .edits
                .iter()
                .all(|edit| edit.span.source().is_same(source) && keeps_words(edit))
    })
}

/// Tells whether the digits and Latin letters at a place are there afterwards.
fn keeps_words(edit: &Edit) -> bool {
    let words = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let before = words(edit.span.text());
    before.is_empty() || before == words(&edit.text)
}

/// Applies the mends of findings, each whole or not at all; of two that touch the
/// same characters the first is applied. Returns the new text and each mend done.
pub fn mend<'a>(
    source: &Source,
    findings: impl IntoIterator<Item = &'a Diagnostic>,
) -> (String, Vec<Applied>) {
    let mut taken = Taken::default();
    let mut edits: Vec<&Edit> = Vec::new();
    let mut applied: Vec<Applied> = Vec::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        if !is_mendable(finding, source) || taken.touches(fix) {
            continue;
        }
        taken.take(fix);
        edits.extend(&fix.edits);
        applied.push(Applied { code: finding.code, title: fix.title.clone() });
    }
    (edited(source.text(), edits), applied)
}

/// What the edits chosen so far stand for: the end of each range by its start. None
/// touches another, so that only neighbours need be looked at.
#[derive(Debug, Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    fn take(&mut self, fix: &Fix) {
        let ranges = fix.edits.iter().map(|edit| edit.span.range());
        for Range { start, end } in ranges {
            let known = self.0.entry(start).or_insert(end);
            *known = end.max(*known);
        }
    }

    /// Two insertions at one place touch too: which comes first is not said.
    fn touches(&self, fix: &Fix) -> bool {
        fix.edits.iter().any(|edit| {
            let Range { start, end } = edit.span.range();
            let before = self.0.range(..start).next_back();
            before.is_some_and(|(_, end)| start < *end)
                || self.0.range(start..end.max(start + 1)).next().is_some()
        })
    }
}

fn edited(text: &str, mut edits: Vec<&Edit>) -> String {
    edits.sort_by_key(|edit| edit.span.range().start);
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for edit in edits {
        let Range { start, end } = edit.span.range();
        out.push_str(&text[rest..start]);
        out.push_str(&edit.text);
        rest = end;
    }
    out.push_str(&text[rest..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(source: &Source, range: Range<usize>, text: &str) -> Diagnostic {
        Diagnostic::warning(Code::BadText, "错").fix("改", source.span(range), text)
    }

    #[track_caller]
    fn mended(text: &str, edits: &[(Range<usize>, &str)]) -> (String, usize) {
        let source = Source::new("甲", text);
        let findings: Vec<_> = edits
            .iter()
            .map(|(range, text)| finding(&source, range.clone(), text))
            .collect();
        let (text, applied) = mend(&source, &findings);
        (text, applied.len())
    }

    #[test]
    fn edits_are_applied_wherever_they_stand() {
        let (text, count) =
            mended("a, b, c", &[(4..5, "，"), (1..2, "，"), (7..7, "。")]);
        assert_eq!((text.as_str(), count), ("a， b， c。", 3));
    }

    #[test]
    fn the_first_of_two_that_touch_is_applied() {
        let (text, count) = mended("，，甲", &[(0..6, "，"), (3..6, "。"), (0..0, "乙")]);
        assert_eq!((text.as_str(), count), ("，甲", 1));
    }

    #[test]
    fn digits_and_latin_letters_stay() {
        assert_eq!(mended("甲: 12件", &[(5..10, "12")]).0, "甲: 12");
        assert_eq!(mended("甲: 12件", &[(5..10, "21")]).1, 0);
        assert_eq!(mended("甲: 1,234", &[(5..10, "1234")]).0, "甲: 1234");
        assert_eq!(mended("甲: H5页", &[(5..7, "")]).1, 0);
        assert_eq!(mended("甲: /", &[(5..6, "0")]).0, "甲: 0");
    }

    #[test]
    fn a_mend_of_another_text_is_not_applied() {
        let (here, there) = (Source::new("甲", "a,"), Source::new("甲", "a,"));
        let findings = [finding(&there, 1..2, "，")];
        assert!(!is_mendable(&findings[0], &here));
        assert_eq!(mend(&here, &findings), ("a,".to_owned(), Vec::new()));
    }

    #[test]
    fn a_mend_is_applied_whole() {
        let source = Source::new("甲", "(a)b");
        let mut both = finding(&source, 0..1, "（");
        let edit = Edit { span: source.span(2..3), text: "）".to_owned() };
        both.fix.as_mut().unwrap().edits.push(edit);
        let findings = [finding(&source, 2..4, "）b"), both];
        assert_eq!(mend(&source, &findings).0, "(a）b");
    }
}
