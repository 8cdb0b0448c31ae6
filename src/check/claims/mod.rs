//! 叙述核对: what sentences claim, against the numbers.
//!
//! A number that a `{{ }}` of the prose filled in is the report's own and trusted.
//! The words rarely say which cell they mean, so a number is compared with a set,
//! and what is no exact count of this year is left alone.

mod contradiction;
mod stated;
mod years;

use std::ops::Range;

use regex::Match;
use rust_decimal::Decimal;

use self::contradiction::{Contradiction, contradiction, report};
use self::years::is_of_another_year;
use super::Text;
use super::sentences::{is_sentence, sentence_around};
use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
use crate::form::{Candidate, Sentence};
use crate::number;

/// The group of a pattern that holds the year after the one reported on.
const NEXT_YEAR: &str = "次年";

/// Reports what the sentences of a field claim and the numbers do not bear out.
pub(super) fn check(facts: &Facts, text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let rules = &facts.form.sentences;
    let words = &text.filled.text;
    let mut told = Vec::new();
    for Candidate { piece: sentence, rule } in
        rules.candidates_by_piece(words, |at| sentence_around(words, at))
    {
        if is_sentence(&words[sentence.clone()]) {
            run(facts, &rules[rule], text, &sentence, &mut told);
        }
    }
    report(told, findings);
}

/// Adds what a sentence claims by one rule and the numbers do not bear out.
fn run(
    facts: &Facts,
    rule: &Sentence,
    text: Text<'_>,
    sentence: &Range<usize>,
    told: &mut Vec<Contradiction>,
) {
    let words = &text.filled.text[sentence.clone()];
    for found in rule.pattern.regex().captures_iter(words) {
        let whole = found.get_match();
        let other = |year| is_of_another_year(words, whole.range(), year);
        let next = found.name(NEXT_YEAR).map(|next| next.as_str());
        if is_excepted(rule, whole)
            || facts.year().is_some_and(other)
            || next.is_some_and(|next| !is_next(facts, next))
        {
            continue;
        }
        told.extend(contradiction(facts, rule, &found, text, sentence.start));
    }
}

/// Tells whether digits are those of the year after the one reported on.
fn is_next(facts: &Facts, digits: &str) -> bool {
    let next = facts.year().map(|year| Decimal::from(year) + Decimal::ONE);
    next.is_none_or(|next| number::parse(digits) == Ok(next))
}

fn is_excepted(rule: &Sentence, whole: Match<'_>) -> bool {
    rule.except.as_ref().is_some_and(|except| except.regex().is_match(whole.as_str()))
}
