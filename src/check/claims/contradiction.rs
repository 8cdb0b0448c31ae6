//! What is said where the numbers do not bear out a sentence.
//!
//! The words rarely say which cell they mean, so a number is compared with a set,
//! and the message writes out what each of them is made of.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use regex::{Captures, Match};
use rust_decimal::Decimal;

use super::stated::Stated;
use crate::check::Text;
use crate::check::figures::{Figure, figures, place, value};
use crate::diagnostic::{Code, Diagnostic, Place, shorten};
use crate::facts::Facts;
use crate::form::{Claim, Reference, STATED, Sentence, Sum, Target};
use crate::source::Span;

/// Marks after which a new clause begins.
const CLAUSE: [char; 8] = ['，', ',', '；', ';', '：', ':', '。', '\n'];

/// Characters of a clause that a message quotes.
const MOST_QUOTED: usize = 20;

/// Places that a finding names besides its own.
const MOST_RELATED: usize = 8;

/// A sentence that the numbers contradict.
#[derive(Debug)]
pub(super) struct Contradiction {
    finding: Diagnostic,
    /// Where its sentence begins.
    sentence: usize,
    /// Bytes of the filled text: the digits, or the words of a claim.
    range: Range<usize>,
    /// The clause, as a message quotes it.
    said: String,
    reach: Reach,
    /// The total that is written wrong, if the sentence says what it should be.
    total: Option<Span>,
}

/// How a stated number may differ from the table's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// It is smaller than all it may mean: it may be that of a part of the body.
    Narrower,
    /// It is not that.
    Other,
}

/// Compares one match of a rule, in the sentence that begins at a byte, with the
/// numbers.
pub(super) fn contradiction(
    facts: &Facts,
    rule: &Sentence,
    found: &Captures<'_>,
    text: Text<'_>,
    sentence: usize,
) -> Option<Contradiction> {
    let at = |part: Match<'_>| sentence + part.start()..sentence + part.end();
    let said = Said { facts, text, sentence, whole: at(found.get_match()) };
    let mut told = match &rule.claim {
        Claim::OneOf(sums) => said.one_of(sums, at(found.name(STATED)?)),
        Claim::Zero(paths) => said.zero(paths),
    }?;
    told.finding.severity = rule.severity;
    if !rule.explanation.is_empty() {
        told.finding.help.insert(0, rule.explanation.clone());
    }
    Some(told)
}

/// Adds what contradicts the sentences of a field to the findings. Numbers of one
/// sentence that are all smaller than the table's have one cause, the smaller body
/// it speaks of, and are one finding; a number is told once, whatever rules it
/// breaks. One that a wrong total should be is told with the total.
pub(super) fn report(told: Vec<Contradiction>, findings: &mut Vec<Diagnostic>) {
    let mut known = HashSet::new();
    // The finding of the last sentence that is about a part of the body.
    let mut narrower: Option<(usize, usize)> = None;
    for Contradiction { finding, sentence, range, said, reach, total } in told {
        let is_new = known.insert(range.start);
        if !is_new || total.is_some_and(|total| bear_out(&total, &finding, findings)) {
            continue;
        }
        match narrower {
            Some((of, index)) if of == sentence && reach == Reach::Narrower => {
                join(&mut findings[index], finding, &said);
            }
            _ => {
                if reach == Reach::Narrower {
                    narrower = Some((sentence, findings.len()));
                }
                findings.push(finding);
            }
        }
    }
}

/// Adds the place of a number to the finding of a total that should be it, if there
/// is one.
fn bear_out(total: &Span, told: &Diagnostic, findings: &mut [Diagnostic]) -> bool {
    let about = findings.iter_mut().find(|finding| {
        matches!(finding.code, Code::Total | Code::ZeroTotal)
            && finding.place.iter().chain(&finding.related).any(|it| it.span == *total)
    });
    let Some((about, place)) = about.zip(told.place.as_ref()) else { return false };
    about.related.push(Place { span: place.span.clone(), label: BORNE_OUT.into() });
    true
}

/// What is said of a number in the prose that a wrong total should be.
const BORNE_OUT: &str = "正文写的与算出来的相同";

/// Adds a finding of the same cause to the first.
fn join(first: &mut Diagnostic, next: Diagnostic, said: &str) {
    if first.related.len() >= MOST_RELATED {
        return;
    }
    write!(first.message, "；同一句的“{said}”也小于表里的数")
        .expect("a text can be written");
    first.related.extend(next.place);
}

/// A match of a rule.
struct Said<'a> {
    facts: &'a Facts,
    text: Text<'a>,
    /// Where its sentence begins.
    sentence: usize,
    /// Its bytes in the filled text.
    whole: Range<usize>,
}

impl Said<'_> {
    /// Compares the number at a byte range with those that it may be.
    fn one_of(&self, sums: &[Sum], range: Range<usize>) -> Option<Contradiction> {
        let Self { facts, text, sentence, ref whole } = *self;
        if text.filled.is_value(range.clone()) {
            return None;
        }
        let stated = Stated::read(&text.filled.text, &range)?;
        let right = figures(facts, sums)?;
        if right.is_empty() || right.iter().any(|figure| stated.is(figure)) {
            return None;
        }
        let clause = clause(&text.filled.text, whole.clone(), range.start);
        let said = ending(&text.filled.text[clause]);
        let none = if right.len() > 1 { "都对不上" } else { "对不上" };
        let all: Vec<_> = right.iter().map(|figure| figure.words.as_str()).collect();
        let only = right.iter().find_map(|figure| {
            let number = stated.in_unit_of(figure)?;
            let name = only_row(figure, number)?;
            Some(format!("；{number} 只是其中“{name}”一项"))
        });
        let only = only.unwrap_or_default();
        let message = format!("这里说“{said}”，{}，{none}{only}", all.join("，"));
        let mut finding = Diagnostic::warning(Code::SentenceNumber, message)
            .at(text.place(range.clone()), "")
            .path(text.path);
        for path in sums.iter().flat_map(Sum::references) {
            finding = related(facts, finding, path);
        }
        let finding =
            finding.stand_by_where("两处范围不同（如这里只说本级，表里是全部）");
        let narrower = right.iter().all(|figure| stated.is_less(figure));
        let reach = if narrower { Reach::Narrower } else { Reach::Other };
        let number = right.iter().find_map(|figure| stated.in_unit_of(figure));
        let total = number.and_then(|number| {
            sums.iter().find_map(|sum| wrong_total(facts, sum, number))
        });
        Some(Contradiction { finding, sentence, range, said, reach, total })
    }

    /// Looks for what is not 0 although the words say so.
    fn zero(&self, paths: &[Reference]) -> Option<Contradiction> {
        let Self { facts, text, sentence, ref whole } = *self;
        let sums: Vec<_> = paths.iter().map(Sum::of).collect();
        let known =
            sums.iter().filter_map(|sum| figures(facts, std::slice::from_ref(sum)));
        let not_zero: Vec<_> =
            known.flatten().filter(|figure| !figure.value.is_zero()).collect();
        if not_zero.is_empty() {
            return None;
        }
        let range = clause(&text.filled.text, whole.clone(), whole.end);
        let said = ending(&text.filled.text[range.clone()]);
        let all: Vec<_> = not_zero.iter().map(|figure| figure.words.as_str()).collect();
        let message = format!("这里说“{said}”，{}", all.join("，"));
        let mut finding = Diagnostic::warning(Code::SentenceZero, message)
            .at(text.place(range.clone()), "")
            .path(text.path);
        for path in paths {
            let contradicts =
                facts.number_at(&path.target).is_some_and(|number| !number.is_zero());
            if contradicts {
                finding = related(facts, finding, path);
            }
        }
        let finding = finding.help("改正文字或数").stand_by_where("两处范围不同");
        let (reach, total) = (Reach::Other, None);
        Some(Contradiction { finding, sentence, range, said, reach, total })
    }
}

/// Returns where a total is written that is wrong, if the sum is the number once
/// its totals are what their parts make.
fn wrong_total(facts: &Facts, sum: &Sum, number: Decimal) -> Option<Span> {
    let right = value(sum, |target| match target {
        Target::Cell(cell) if facts.is_sum(*cell) => facts.computed(*cell),
        _ => facts.number_at(target),
    })?;
    let totals = sum.references().filter(|path| match path.target {
        Target::Cell(cell) => facts.number(cell) != facts.computed(cell),
        _ => false,
    });
    let mut totals = totals.filter_map(|path| place(facts, path));
    totals.next().filter(|_| right == number)
}

/// Returns the name of the only row of a figure that is the stated number.
fn only_row(figure: &Figure, number: Decimal) -> Option<&str> {
    let mut same = figure.rows.iter().filter(|(_, part)| *part == number);
    let (name, _) = same.next()?;
    same.next().is_none().then_some(name)
}

/// Returns the part of a match that stands in the last clause begun before a byte:
/// what is before it only tells what the words are about.
fn clause(text: &str, whole: Range<usize>, before: usize) -> Range<usize> {
    let start = text[whole.start..before].rfind(CLAUSE).map_or(whole.start, |at| {
        let mark = text[whole.start + at..].chars().next().map_or(0, char::len_utf8);
        whole.start + at + mark
    });
    let blank = text[start..whole.end].len() - text[start..whole.end].trim_start().len();
    start + blank..whole.end
}

/// Returns a clause as a message quotes it: what it claims stands at its end.
fn ending(clause: &str) -> String {
    match clause.char_indices().rev().nth(MOST_QUOTED - 1) {
        Some((start, _)) if start > 0 => format!("…{}", shorten(&clause[start..])),
        _ => shorten(clause),
    }
}

fn related(facts: &Facts, finding: Diagnostic, path: &Reference) -> Diagnostic {
    match place(facts, path) {
        Some(span) if finding.related.iter().all(|known| known.span != span) => {
            finding.related(span, "")
        }
        _ => finding,
    }
}
