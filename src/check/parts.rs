//! 其中: the parts that a sentence lists, against the total before them.
//!
//! Silent wherever the parts may be other than they look: only some of them (等), a
//! part that is a total, a second list, vague numbers. Where a list ends is not
//! marked either, so it is enough that it adds up somewhere.

use std::ops::Range;

use memchr::memmem;
use rust_decimal::Decimal;

use super::amounts::{Amount, Exactness, Unit, amounts, sentence_around};
use super::sentences::Text;
use crate::diagnostic::{Code, Diagnostic, Severity};

const AMONG: &str = "其中";

/// Words that make a list one of some parts, or of parts within parts.
const NOT_A_PARTITION: [&str; 3] = ["等", "含", "包括"];

/// Words of a part that is itself a total.
const TOTAL: [&str; 5] = ["共", "总", "合计", "累计", "小计"];

/// Words that begin another statement than the next part.
const OTHER_STATEMENT: [&str; 10] =
    ["同比", "上年", "去年", "较", "增", "减", "此外", "同时", "另", "分别"];

/// Reports the lists of a field that do not add up. A number that another finding
/// is about is not told again.
pub(super) fn check(text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let words = &text.filled.text;
    for at in memmem::find_iter(words.as_bytes(), AMONG) {
        let Some(list) = list(words, at) else { continue };
        let Some(finding) = list.finding(text) else { continue };
        let told = |digits: &Range<usize>| {
            let span = (text.locate)(text.filled.source_range(digits.clone()));
            let places = findings
                .iter()
                .flat_map(|known| known.place.iter().chain(&known.related));
            places.into_iter().any(|place| place.span == span)
        };
        if !list.digits().any(|digits| told(&digits)) {
            findings.push(finding);
        }
    }
}

/// A total and what is listed of it.
struct List<'a> {
    total: Amount<'a>,
    unit: &'a str,
    parts: Vec<Amount<'a>>,
}

/// Reads the list behind 其中 at a byte; none if there is none, or if it need not
/// add up.
fn list(text: &str, at: usize) -> Option<List<'_>> {
    let sentence = sentence_around(text, at);
    if memmem::find_iter(&text.as_bytes()[sentence.clone()], AMONG).nth(1).is_some() {
        return None;
    }
    let all = amounts(text, sentence.clone());
    let before = text[..at]
        .trim_end_matches(['，', ',', '；', ';', '：', ':', '（', '(', ' ', '*']);
    let index = all.iter().position(|amount| amount.end == before.len())?;
    let total = all[index].clone();
    let Unit::Measure(unit) = total.unit else { return None };
    let start = at + AMONG.len();
    let end = end_of_brackets(text, start..sentence.end);
    let region = &text[start..end];
    if NOT_A_PARTITION.iter().any(|word| region.contains(word)) {
        return None;
    }
    let depth = all.get(index + 1)?.depth;
    let behind: Vec<_> = all[index + 1..]
        .iter()
        .filter(|amount| amount.digits.start < end && amount.depth == depth)
        .cloned()
        .collect();
    let is_part = |amount: &Amount<'_>| {
        matches!(amount.unit, Unit::Measure(other) if other == unit)
            || amount.unit == Unit::Nothing
    };
    let counted = || behind.iter().filter(|amount| is_part(amount));
    let exact = |amount: &Amount<'_>| amount.exactness == Exactness::Exact;
    if !exact(&total) || !counted().all(exact) {
        return None;
    }
    let listed = length(text, start, &behind, unit)?;
    let mut sum = Decimal::ZERO;
    let adds_up = counted().any(|part| {
        sum += part.number;
        sum == total.number
    });
    let parts = behind.iter().take(listed).filter(|part| is_part(part));
    let parts = nearest(parts.cloned().collect(), total.number);
    let list = List { total, unit, parts };
    let told = list.parts.len() > 1 && (!adds_up || list.lacks_a_unit());
    told.then_some(list)
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
        let gap = &text[end..amount.digits.start];
        let gap = if index == 0 {
            gap.trim_start_matches(['：', ':', '，', ','])
        } else {
            gap
        };
        let clauses = gap.matches(['，', ',', '；', ';']).count();
        let most = usize::from(index > 0);
        let other = OTHER_STATEMENT.iter().any(|word| gap.contains(word));
        let is_joined = index == 0
            || gap.contains(['、', '，', ',', '；', ';', '和', '及', '与', '（', '(']);
        let listed = match amount.unit {
            Unit::Measure(other) => other == unit,
            Unit::Percent | Unit::Nothing => true,
            Unit::Other => false,
        };
        if clauses > most || other || !is_joined || !listed {
            return Some(index);
        }
        if TOTAL.iter().any(|word| gap.contains(word)) && amount.unit != Unit::Percent {
            return None;
        }
        end = amount.end;
    }
    Some(behind.len())
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
        let place =
            |digits: Range<usize>| (text.locate)(text.filled.source_range(digits));
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
