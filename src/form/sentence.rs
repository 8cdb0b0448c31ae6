//! Sentences that are checked against numbers, and wording that is never right.

use std::ops::Range;

use regex::Match;

use super::{Pattern, Reference, Rule, Rules, Sum};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The group of a pattern that holds the number a sentence states.
pub const STATED: &str = "数";

/// 叙述核对: a sentence and what it claims (`form-grammar` 6).
#[derive(Debug, Clone)]
pub struct Sentence {
    /// 句式.
    pub pattern: Pattern,
    /// 除外: a match whose text matches this too is none.
    pub except: Option<Pattern>,
    /// What the sentence claims.
    pub claim: Claim,
    /// 级别: how bad it is when it is not so; never an error.
    pub severity: Severity,
    /// 说明: added to the message; may be empty.
    pub explanation: String,
    /// Where the form file has it.
    pub span: Span,
}

/// What a sentence claims.
#[derive(Debug, Clone)]
pub enum Claim {
    /// 应为: its group [`STATED`] is one of these sums.
    OneOf(Vec<Sum>),
    /// 为零: each of these is 0.
    Zero(Vec<Reference>),
}

/// 用语: wording never right in this form's prose.
#[derive(Debug, Clone)]
pub struct Wording {
    /// 句式.
    pub pattern: Pattern,
    /// 说明: why, and what is right.
    pub explanation: String,
    /// Where the form file has it.
    pub span: Span,
}

impl Rule for Sentence {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

impl Rule for Wording {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

impl Rules<Wording> {
    /// Finds wording that is never right, with the bytes it stands at; of words that
    /// overlap the first.
    pub fn found(&self, text: &str) -> Vec<(&Wording, Range<usize>)> {
        let mut found: Vec<(&Wording, Range<usize>)> = Vec::new();
        for rule in self.candidates(text) {
            let wording = &self[rule];
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn of_words_that_overlap_the_first_is_found_without_the_marks_around_it() {
        let wording = |pattern: &str| Wording {
            pattern: Pattern::new(pattern).expect("it is good"),
            explanation: String::new(),
            span: Source::new("form.yaml", pattern).span(0..pattern.len()),
        };
        let rules =
            Rules::from(vec![wording("[，。]再上台阶[，。]"), wording("台阶，圆满")]);
        let text = "今年再上台阶，圆满。又，再上台阶，圆满";
        let found = rules.found(text).into_iter();
        let shown: Vec<_> = found
            .map(|(wording, at)| (wording.span.text(), at.start, &text[at]))
            .collect();
        let second = text.rfind("再上").expect("it is there");
        let first = text.find("台阶").expect("it is there");
        assert_eq!(
            shown,
            [
                ("[，。]再上台阶[，。]", second, "再上台阶"),
                ("台阶，圆满", first, "台阶，圆满"),
            ]
        );
    }
}
