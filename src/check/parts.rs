//! 其中: the parts that a sentence lists, against the total before them.
//!
//! Silent wherever the parts may be other than they look: only some of them (等), a
//! part that is a total, a second list, vague numbers. Where a list ends is not
//! marked either, so it is enough that it adds up somewhere.

use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;
use rust_decimal::Decimal;

use super::Text;
use super::quantities::{Amount, Exactness, Unit, amounts};
use super::sentences::sentences_at;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// What begins a list of parts.
pub(super) const AMONG: &str = "其中";

/// Words that make a list one of some parts, or of parts within parts.
const NOT_A_PARTITION: [&str; 3] = ["等", "含", "包括"];

/// Marks between a total and 其中, or 其中 and the first part.
pub(super) const OPENS: [char; 9] = ['，', ',', '；', ';', '：', ':', '（', '(', ' '];

/// Marks between clauses.
const CLAUSE: [char; 4] = ['，', ',', '；', ';'];

/// What joins parts besides.
const JOINS: [char; 6] = ['、', '和', '及', '与', '（', '('];

/// Words of a part that is itself a total.
const TOTAL: [&str; 5] = ["共", "总", "合计", "累计", "小计"];

/// Words that only look like those.
const NO_TOTAL: [&str; 5] = ["公共", "共享", "共同", "总局", "总体"];

/// Words that begin another statement than the next part.
const OTHER_STATEMENT: [&str; 10] =
    ["同比", "上年", "去年", "较", "增", "减", "此外", "同时", "另", "分别"];

/// Reports the lists of a field that do not add up. A number that another finding
/// is about is not told again.
pub(super) fn check(text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let words = &text.filled.text;
    let mut told = None;
    let lists = memmem::find_iter(words.as_bytes(), AMONG);
    for (at, sentence) in sentences_at(words, lists) {
        let Some(list) = list(words, sentence, at) else { continue };
        let told = told.get_or_insert_with(|| places(text.path, findings));
        let is_told = |digits: Range<usize>| {
            let span = text.place(digits);
            told.contains(&span.range().start)
        };
        if !list.digits().any(is_told) {
            findings.extend(list.finding(text));
        }
    }
}

/// Returns where the places begin that the findings about a field name.
fn places(path: &str, findings: &[Diagnostic]) -> HashSet<usize> {
    let of_field = findings.iter().filter(|known| known.path.as_deref() == Some(path));
    let places = of_field.flat_map(|known| known.place.iter().chain(&known.related));
    places.map(|place| place.span.range().start).collect()
}

/// A total and what is listed of it.
struct List<'a> {
    total: Amount<'a>,
    unit: &'a str,
    parts: Vec<Amount<'a>>,
}

/// Reads the list behind the only 其中 of a sentence, at a byte; none if there is
/// none, or if it need not add up.
fn list(text: &str, sentence: Range<usize>, at: usize) -> Option<List<'_>> {
    let start = at + AMONG.len();
    let end = end_of_brackets(text, start..sentence.end);
    let lists_some = NOT_A_PARTITION.iter().any(|word| text[start..end].contains(word));
    if lists_some || text[start..sentence.end].contains(AMONG) {
        return None;
    }
    let all = amounts(text, sentence);
    let before = text[..at].trim_end_matches(OPENS);
    let index = all.iter().position(|amount| amount.end == before.len())?;
    let total = all[index].clone();
    let Unit::Measure(unit) = total.unit else { return None };
    let depth = all.get(index + 1)?.depth;
    let behind: Vec<_> = all
        .into_iter()
        .skip(index + 1)
        .filter(|amount| amount.digits.start < end && amount.depth == depth)
        .collect();
    let counted = || behind.iter().filter(|amount| is_part(amount, unit));
    let exact = |amount: &Amount<'_>| amount.exactness == Exactness::Exact;
    if !exact(&total) || !counted().all(exact) {
        return None;
    }
    let mut sum = Decimal::ZERO;
    let adds_up = counted().any(|part| {
        sum += part.number;
        sum == total.number
    });
    let listed = length(text, start, &behind, unit)?;
    let parts = behind.iter().take(listed).filter(|part| is_part(part, unit));
    let parts = nearest(parts.cloned().collect(), total.number);
    let list = List { total, unit, parts };
    let told = list.parts.len() > 1 && (!adds_up || list.lacks_a_unit());
    told.then_some(list)
}

/// Tells whether an amount can be one of some parts: by its unit, or without any.
fn is_part(amount: &Amount<'_>, unit: &str) -> bool {
    match amount.unit {
        Unit::Measure(other) => other == unit,
        Unit::Nothing => true,
        Unit::Percent | Unit::Other => false,
    }
}

/// Returns where the bracket that is open before a range ends, or the range.
fn end_of_brackets(text: &str, range: Range<usize>) -> usize {
    let mut depth = 0_i32;
    let closing = text[range.clone()].char_indices().find(|(_, c)| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        depth < 0
    });
    closing.map_or(range.end, |(at, _)| range.start + at)
}

/// Returns how many amounts behind 其中 belong to its list; none if one of them is
/// a total itself. Shares may stand between.
fn length(text: &str, start: usize, behind: &[Amount<'_>], unit: &str) -> Option<usize> {
    let mut end = start;
    for (index, amount) in behind.iter().enumerate() {
        let gap = text[end..amount.digits.start].trim_start_matches(match index {
            0 => &OPENS[..],
            _ => &[],
        });
        let clauses = gap.matches(CLAUSE).count();
        let joined = index == 0 || gap.contains(CLAUSE) || gap.contains(JOINS);
        let holds = |words: &[&str]| words.iter().any(|word| gap.contains(word));
        let listed = is_part(amount, unit) || amount.unit == Unit::Percent;
        if clauses > usize::from(index > 0)
            || !joined
            || !listed
            || holds(&OTHER_STATEMENT)
        {
            return Some(index);
        }
        if amount.unit != Unit::Percent && is_total(gap) {
            return None;
        }
        end = amount.end;
    }
    Some(behind.len())
}

/// Tells whether the words before a part make it a total.
fn is_total(words: &str) -> bool {
    let count =
        |of: &[&str]| -> usize { of.iter().map(|it| words.matches(it).count()).sum() };
    count(&TOTAL) > count(&NO_TOTAL)
}

/// Returns the beginning of a list, of two parts at least, whose sum is nearest to
/// the total: where it ends is not marked.
fn nearest(mut parts: Vec<Amount<'_>>, total: Decimal) -> Vec<Amount<'_>> {
    let sum =
        |count: usize| -> Decimal { parts[..count].iter().map(|part| part.number).sum() };
    let count = (2..=parts.len()).min_by_key(|&count| (sum(count) - total).abs());
    parts.truncate(count.unwrap_or_default());
    parts
}

impl List<'_> {
    fn digits(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        [&self.total].into_iter().chain(&self.parts).map(|amount| amount.digits.clone())
    }

    fn sum(&self) -> Decimal {
        self.parts.iter().map(|part| part.number).sum()
    }

    /// Returns the first part that lost its unit.
    fn bare(&self) -> Option<&Amount<'_>> {
        self.parts.iter().find(|part| part.unit == Unit::Nothing)
    }

    /// Tells whether a list that adds up lost a unit. In a short way of writing only
    /// the last part has one.
    fn lacks_a_unit(&self) -> bool {
        let first = self.parts.first().map(|part| part.unit);
        self.sum() == self.total.number
            && self.bare().is_some()
            && matches!(first, Some(Unit::Measure(_)))
    }

    fn message(&self) -> String {
        let (total, unit, sum) = (self.total.number, self.unit, self.sum());
        let bare =
            self.bare().map(|part| format!("“{}”后面没有写单位“{unit}”", part.number));
        let bare = bare.unwrap_or_default();
        if sum == total {
            return bare;
        }
        let terms: Vec<_> =
            self.parts.iter().map(|part| part.number.to_string()).collect();
        let terms = terms.join(" + ");
        let differs = if sum < total { "少了" } else { "多了" };
        let difference = (total - sum).abs();
        let mark = if bare.is_empty() { "" } else { "；" };
        format!(
            "其中 {terms} = {sum}，前面说 {total} {unit}，{differs} {difference} {unit}{mark}{bare}"
        )
    }

    /// Makes the finding; none if every number is the report's own.
    fn finding(&self, text: Text<'_>) -> Option<Diagnostic> {
        let mut typed =
            self.digits().filter(|digits| !text.filled.is_value(digits.clone()));
        let first = typed.next()?;
        let adds_up = self.sum() == self.total.number;
        let main = match self.bare() {
            Some(bare) if adds_up => bare.digits.clone(),
            _ => first,
        };
        // Without its unit a number may be something else.
        let severity =
            if self.bare().is_some() { Severity::Note } else { Severity::Warning };
        let place = |digits: Range<usize>| text.place(digits);
        let mut finding =
            Diagnostic::new(Code::PartsOfSentence, severity, self.message())
                .at(place(main.clone()), "")
                .path(text.path);
        if adds_up {
            return Some(finding);
        }
        for digits in self.digits().filter(|digits| *digits != main) {
            finding = finding.related(place(digits), "");
        }
        Some(finding.help("请核对这几个数；只列出一部分，就在后面加“等”"))
    }
}
