//! 叙述核对: what sentences claim, against the numbers.
//!
//! A number that a `{{ }}` of the prose filled in is the report's own and trusted.
//! The words rarely say which cell they mean, so a number is compared with a set,
//! and what is no exact count of this year is left alone.

use std::ops::Range;

use memchr::memchr3_iter;
use regex::{Captures, Match};
use rust_decimal::Decimal;

use super::Text;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::facts::{Cell, Facts};
use crate::form::{Claim, Operand, Reference, Sentence, Sign, Sum, Target};
use crate::number;
use crate::source::Span;

/// Words before a number that make it no exact one.
const VAGUE_BEFORE: [&str; 5] = ["约", "近", "超", "超过", "逾"];
/// Words behind a number that make it no exact one.
const VAGUE_BEHIND: [char; 4] = ['余', '多', '万', '亿'];

/// Reports what the sentences of a field claim and the numbers do not bear out.
pub(super) fn check(facts: &Facts, text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let rules = &facts.form.sentences;
    let sentences = sentences(&text.filled.text);
    for candidate in rules.candidates_by_piece(&text.filled.text, &sentences) {
        let sentence = &sentences[candidate.piece];
        run(facts, &rules[candidate.rule], text, sentence, findings);
    }
}

/// Reports what a sentence claims by one rule and the numbers do not bear out.
fn run(
    facts: &Facts,
    rule: &Sentence,
    text: Text<'_>,
    sentence: &Range<usize>,
    findings: &mut Vec<Diagnostic>,
) {
    let words = &text.filled.text[sentence.clone()];
    for found in rule.pattern.regex().captures_iter(words) {
        let whole = found.get_match();
        let other = |year| is_of_another_year(words, whole.range(), year);
        if is_excepted(rule, whole) || facts.year().is_some_and(other) {
            continue;
        }
        let at =
            |part: Match<'_>| sentence.start + part.start()..sentence.start + part.end();
        let finding = match &rule.claim {
            Claim::OneOf(sums) => one_of(facts, sums, &found, text, &at),
            Claim::Zero(paths) => zero(facts, paths, whole, text, &at),
        };
        findings.extend(finding);
    }
}

/// Cuts a text into sentences, each with its end left out.
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
    found.retain(|range| !text[range.clone()].trim_start().is_empty());
    found
}

/// What ends a sentence: each begins with one of the two bytes below, or is ASCII.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// The first byte of `。`, and of other Chinese punctuation.
const PUNCTUATION: u8 = 0xe3;

/// The first byte of `！`, and of other full-width marks.
const WIDE: u8 = 0xef;

/// Words for the year before; 上年结转 is a count of this year's report.
const EARLIER: [&str; 3] = ["上年", "去年", "同比"];

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
            all.filter(|at| !sentence[*at..].starts_with("上年结转"))
                .map(|at| (at, true)),
        );
    }
    named.sort_unstable();
    let before = named.iter().rev().find(|(at, _)| *at < found.end);
    // 同比 behind a number is said of that number.
    let behind = named.iter().find(|(at, _)| {
        *at >= found.end && !EARLIER.iter().any(|word| sentence[*at..].starts_with(word))
    });
    before.or(behind).is_some_and(|(_, other)| *other)
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

type At<'a> = &'a dyn Fn(Match<'_>) -> Range<usize>;

fn one_of(
    facts: &Facts,
    sums: &[Sum],
    found: &Captures<'_>,
    text: Text<'_>,
    at: At<'_>,
) -> Option<Diagnostic> {
    let stated = found.name("数")?;
    let range = at(stated);
    if text.filled.is_value(range.clone()) || is_vague(&text.filled.text, &range) {
        return None;
    }
    let number = number::parse(stated.as_str()).ok()?;
    let mut right: Vec<(String, Decimal)> = Vec::new();
    for sum in sums {
        let value = value(facts, sum)?;
        if right.iter().all(|(_, known)| *known != value) {
            right.push((in_words(sum), value));
        }
    }
    if right.is_empty() || right.iter().any(|(_, value)| *value == number) {
        return None;
    }
    let all: Vec<_> =
        right.iter().map(|(name, value)| format!("“{name}”是 {value}")).collect();
    let said = shorten(found.get_match().as_str());
    let message = format!("这里说“{said}”，表里{}，对不上", all.join("，"));
    let finding = Diagnostic::warning(Code::SentenceNumber, message)
        .at(text.place(range), "")
        .path(text.path);
    let finding =
        sums.iter().flat_map(Sum::references).fold(finding, |finding, path| match place(
            facts, path,
        ) {
            Some(span) if finding.related.iter().all(|known| known.span != span) => {
                finding.related(span, "")
            }
            _ => finding,
        });
    Some(finding.stand_by_where("两处范围不同（如这里只说本级，表里是全部）"))
}

fn zero(
    facts: &Facts,
    paths: &[Reference],
    whole: Match<'_>,
    text: Text<'_>,
    at: At<'_>,
) -> Option<Diagnostic> {
    let contradicting: Vec<_> = paths
        .iter()
        .filter_map(|path| Some((path, facts.number_at(&path.target)?)))
        .filter(|(_, number)| !number.is_zero())
        .collect();
    if contradicting.is_empty() {
        return None;
    }
    let all: Vec<_> = contradicting
        .iter()
        .map(|(path, number)| format!("“{}”是 {number}", path.path))
        .collect();
    let said = shorten(whole.as_str());
    let message = format!("这里说“{said}”，表里{}", all.join("，"));
    let mut finding = Diagnostic::warning(Code::SentenceZero, message)
        .at(text.place(at(whole)), "")
        .path(text.path);
    for (path, number) in contradicting {
        if let Some(span) = place(facts, path) {
            finding = finding.related(span, number.to_string());
        }
    }
    Some(finding.help("改正文字或数").stand_by_where("两处范围不同"))
}

/// Tells whether the words beside a number make it no exact one.
fn is_vague(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let behind = text[range.end..].trim_start();
    VAGUE_BEFORE.iter().any(|word| before.ends_with(word))
        || behind.starts_with(VAGUE_BEHIND)
}

/// Returns what a sum makes; none if one of its numbers is wrong or missing.
fn value(facts: &Facts, sum: &Sum) -> Option<Decimal> {
    let mut total = Decimal::ZERO;
    for term in &sum.terms {
        let number = match &term.operand {
            Operand::Number(number) => *number,
            Operand::Path(path) => facts.number_at(&path.target)?,
        };
        total += match term.sign {
            Sign::Plus => number,
            Sign::Minus => -number,
        };
    }
    Some(total)
}

fn in_words(sum: &Sum) -> String {
    let mut out = String::new();
    for (index, term) in sum.terms.iter().enumerate() {
        match (index, term.sign) {
            (0, Sign::Plus) => {}
            (_, Sign::Plus) => out.push_str(" + "),
            (_, Sign::Minus) => out.push_str(" - "),
        }
        match &term.operand {
            Operand::Number(number) => out.push_str(&number.to_string()),
            Operand::Path(path) => out.push_str(&path.path),
        }
    }
    out
}

fn place(facts: &Facts, path: &Reference) -> Option<Span> {
    match &path.target {
        Target::Cell(cell) => facts.cell(*cell).and_then(Cell::span).cloned(),
        Target::Field(steps) => facts.value(steps).map(|written| written.span.clone()),
        Target::Line(_) | Target::Group => None,
    }
}
