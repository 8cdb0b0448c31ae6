//! 叙述核对: what sentences claim, against the numbers.
//!
//! A number that a `{{ }}` of the prose filled in is the report's own and trusted.
//! The words rarely say which cell they mean, so a number is compared with a set,
//! and what is no exact count of this year is left alone.

use std::ops::Range;

use memchr::memchr3_iter;
use regex::Match;

use super::Text;
use super::claims::{self, Contradiction};
use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
use crate::form::Sentence;
use crate::number;

/// Reports what the sentences of a field claim and the numbers do not bear out.
pub(super) fn check(facts: &Facts, text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let rules = &facts.form.sentences;
    let sentences = sentences(&text.filled.text);
    let mut told = Vec::new();
    for candidate in rules.candidates_by_piece(&text.filled.text, &sentences) {
        let sentence = &sentences[candidate.piece];
        run(facts, &rules[candidate.rule], text, sentence, &mut told);
    }
    claims::report(told, findings);
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
        if is_excepted(rule, whole) || facts.year().is_some_and(other) {
            continue;
        }
        told.extend(claims::contradiction(facts, rule, &found, text, sentence.start));
    }
}

/// Bytes of the longest sentence that is one: each match looks at all of it.
pub(super) const LONGEST: usize = 4_000;

/// Cuts a text into sentences, each with its end left out; what is too long for one
/// is none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in memchr3_iter(b'\n', PUNCTUATION, WIDE, text.as_bytes()) {
        if let Some(end) = text[at..].chars().next().filter(|c| ENDS.contains(c)) {
            found.push(start..at);
            start = at + end.len_utf8();
        }
    }
    found.push(start..text.len());
    found.retain(|range| {
        range.len() <= LONGEST && !text[range.clone()].trim_start().is_empty()
    });
    found
}

/// What ends a sentence: each begins with one of the two bytes below, or is ASCII.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// The first byte of `。`, and of other Chinese punctuation.
const PUNCTUATION: u8 = 0xe3;

/// The first byte of `！`, and of other full-width marks.
const WIDE: u8 = 0xef;

/// Words for the year before, or for a part of the year.
const EARLIER: [&str; 6] = ["上年", "去年", "同比", "上半年", "下半年", "季度"];

/// What begins so and is a count of this year's report.
const CARRIED_OVER: [&str; 2] = ["上年结转", "上年度结转"];

/// Tells whether the words of a sentence that matched speak of another year than
/// the one reported on: the last year named up to their end does, or, if none is,
/// the first one behind them. The year after is no other one: requests are carried
/// over to it.
fn is_of_another_year(sentence: &str, found: Range<usize>, year: i16) -> bool {
    let mut named: Vec<(usize, bool)> = sentence
        .match_indices('年')
        .filter_map(|(at, _)| Some((at, year_before(&sentence[..at])?)))
        .filter(|(_, named)| *named != year.saturating_add(1))
        .map(|(at, named)| (at, named != year))
        .collect();
    for word in EARLIER {
        let all = sentence.match_indices(word).map(|(at, _)| at);
        named.extend(
            all.filter(|at| !begins_with_one_of(&sentence[*at..], &CARRIED_OVER))
                .map(|at| (at, true)),
        );
    }
    named.sort_unstable();
    let before = named.iter().rev().find(|(at, _)| *at < found.end);
    // 同比 behind a number is said of that number.
    let behind = named.iter().find(|(at, _)| {
        *at >= found.end && !begins_with_one_of(&sentence[*at..], &EARLIER)
    });
    before.or(behind).is_some_and(|(_, other)| *other)
}

fn begins_with_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Reads the four digits of a year at the end of a text.
fn year_before(text: &str) -> Option<i16> {
    let start = text.char_indices().rev().nth(3)?.0;
    number::parse(&text[start..])
        .ok()?
        .to_string()
        .parse()
        .ok()
        .filter(|year| *year >= 1949)
}

fn is_excepted(rule: &Sentence, whole: Match<'_>) -> bool {
    rule.except.as_ref().is_some_and(|except| except.regex().is_match(whole.as_str()))
}
