//! Years in the prose and the title that a report on this year does not speak of.
//!
//! Last year's text is taken over and its years are forgotten; the digits of a year
//! are mistyped. Earlier years are named rightly all the time, to compare with or in
//! the name of something, so a sentence is doubted only if it states a result and
//! names last year alone.

mod claims;
mod named;

use std::ops::Range;

use super::Text;
use super::sentences::sentence_around;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::facts::Facts;
use claims::{Place, is_compared, period, states_result};
use named::{Named, named};

/// The field of the report's title.
const TITLE: &str = "标题";
/// The first year that reports speak of.
const FIRST: i16 = 1949;
/// Years from the one reported on to the last that plans reach.
const AHEAD: i16 = 10;
/// Years that national plans name, however far they are.
const GOALS: [i16; 3] = [2035, 2049, 2050];
/// How many places a finding names besides the first.
const MOST_RELATED: usize = 9;

/// Reports a title that names years, but not the one reported on.
pub(super) fn check_title(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let (Some(year), Some(title)) = (reported(facts), facts.value(&[TITLE])) else {
        return;
    };
    let years = named(facts.text(&[TITLE]).unwrap_or_default());
    let Some(first) = years.first().filter(|_| years.iter().all(|it| it.year != year))
    else {
        return;
    };
    let message = format!("标题写的是 {} 年，这份报告的年度是 {year}", first.year);
    let finding = Diagnostic::warning(Code::StaleYear, message)
        .at(title.span.clone(), "")
        .path(TITLE);
    findings.push(and_the_year(facts, finding).help("改标题；年度写错了就改“年度”"));
}

/// Reports the years of a prose field that cannot be meant.
pub(super) fn check(facts: &Facts, text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(year) = reported(facts) else { return };
    let years = named(&text.filled.text);
    if years.iter().all(|named| named.year == year) {
        return;
    }
    let reader = Reader { facts, year, text };
    let mut stale = Vec::new();
    for sentence in sentences(&text.filled.text, &years) {
        if reader.period(&sentence, findings) {
            continue;
        }
        reader.far(&sentence, findings);
        stale.extend(reader.stale(&sentence));
    }
    findings.extend(reader.stale_sentences(&stale));
}

/// Returns the year reported on; none if it is wrong itself.
fn reported(facts: &Facts) -> Option<i16> {
    facts.year().filter(|year| facts.form.covers(*year))
}

/// A sentence that names years.
struct Sentence<'a> {
    start: usize,
    words: &'a str,
    years: &'a [Named],
}

impl Sentence<'_> {
    /// Returns where a byte range of the text stands in the sentence.
    fn within(&self, range: &Range<usize>) -> Range<usize> {
        range.start - self.start..range.end - self.start
    }
}

/// Cuts out the sentences that name years.
fn sentences<'a>(text: &'a str, years: &'a [Named]) -> Vec<Sentence<'a>> {
    let mut found = Vec::new();
    let mut rest = years;
    while let Some(first) = rest.first() {
        let Range { start, end } = sentence_around(text, first.range.start);
        let (years, others) =
            rest.split_at(rest.partition_point(|it| it.range.start < end));
        found.push(Sentence { start, words: &text[start..end], years });
        rest = others;
    }
    found
}

/// Reads the sentences of a field.
struct Reader<'a> {
    facts: &'a Facts,
    year: i16,
    text: Text<'a>,
}

impl Reader<'_> {
    /// Tells whether a year is that of a reference, which staff can trust.
    fn is_value(&self, named: &Named) -> bool {
        self.text.filled.is_value(named.range.clone())
    }

    /// Reports a statistical period of another year; tells whether the sentence
    /// states the period at all.
    fn period(&self, sentence: &Sentence<'_>, findings: &mut Vec<Diagnostic>) -> bool {
        let Some(period) = period(sentence) else { return false };
        let wrong: Vec<_> = period
            .years
            .iter()
            .filter(|named| named.year != self.year && !self.is_value(named))
            .collect();
        let Some((first, others)) = wrong.split_first() else { return true };
        let message = format!(
            "统计期限写的是“{}”，这份报告的年度是 {}",
            shorten(period.words),
            self.year
        );
        let finding = Diagnostic::error(Code::StaleYear, message)
            .at(self.text.place(first.range.clone()), "")
            .path(self.text.path);
        let finding = others.iter().fold(finding, |finding, named| {
            finding.related(self.text.place(named.range.clone()), "")
        });
        findings.push(and_the_year(self.facts, finding).help(format!(
            "改成“{0}年1月1日至{0}年12月31日”；年度写错了就改“年度”",
            self.year
        )));
        true
    }

    /// Reports years that are too far from the one reported on.
    fn far(&self, sentence: &Sentence<'_>, findings: &mut Vec<Diagnostic>) {
        let far = |named: &Named| {
            named.year < FIRST
                || named.year > self.year.saturating_add(AHEAD)
                    && !GOALS.contains(&named.year)
        };
        if !sentence.years.iter().any(far) {
            return;
        }
        let places = Place::of(sentence);
        for (named, place) in sentence.years.iter().zip(&places) {
            if far(named) && !place.is_far_rightly() && !self.is_value(named) {
                let message = format!(
                    "这里写的是 {} 年，这份报告的年度是 {}，年份是不是打错了",
                    named.year, self.year
                );
                findings.push(
                    Diagnostic::warning(Code::StaleYear, message)
                        .at(self.text.place(named.range.clone()), "")
                        .path(self.text.path)
                        .help("请核对")
                        .stand_by_where("没有错"),
                );
            }
        }
    }

    /// Returns the year of a sentence that states last year's results as if they
    /// were this year's.
    fn stale(&self, sentence: &Sentence<'_>) -> Option<Range<usize>> {
        let last = self.year - 1;
        if sentence.years.iter().all(|named| named.year != last)
            || is_row(sentence.words)
            || !states_result(sentence)
        {
            return None;
        }
        let places = Place::of(sentence);
        let mut meant = sentence.years.iter().zip(&places).filter(|(named, place)| {
            !place.is_a_name() && (named.year == last || !place.is_handed_on())
        });
        let (first, _) = meant.clone().next()?;
        let last_alone = meant.all(|(named, place)| {
            named.year == last && !place.is_earlier_rightly() && !self.is_value(named)
        });
        // As written, a reference may name last year.
        let written =
            self.text.place(sentence.start..sentence.start + sentence.words.len());
        let compared = is_compared(sentence.words) || is_compared(written.text());
        (last_alone && !compared).then(|| first.range.clone())
    }

    /// Reports the sentences of the field once: they have one cause.
    fn stale_sentences(&self, stale: &[Range<usize>]) -> Option<Diagnostic> {
        let (first, others) = stale.split_first()?;
        let (year, last) = (self.year, self.year - 1);
        let said = match others.len() {
            0 => "这一句".to_owned(),
            more => format!("这里有 {} 句", more + 1),
        };
        let message = format!(
            "这是 {year} 年的报告，{said}说的却是 {last} 年的数字，是去年的稿子没改吗"
        );
        let finding = Diagnostic::warning(Code::StaleYear, message)
            .at(self.text.place(first.clone()), "")
            .path(self.text.path);
        let finding = others.iter().take(MOST_RELATED).fold(finding, |finding, range| {
            finding.related(self.text.place(range.clone()), "")
        });
        Some(finding.help(format!(
            "请核对数字，把年份改成 {year}；确实要说去年的，写明是“上年”，或者和今年比较着写"
        )))
    }
}

/// Tells whether a line is a row of a table, whose head may name other years.
fn is_row(words: &str) -> bool {
    words.trim_start().starts_with('|')
}

/// Names the year reported on as a place that belongs to the cause.
fn and_the_year(facts: &Facts, finding: Diagnostic) -> Diagnostic {
    match facts.value(&["年度"]) {
        Some(year) => finding.related(year.span.clone(), ""),
        None => finding,
    }
}
