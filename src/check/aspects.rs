//! 三方面: how many are announced, against 一是, 二是 behind.

use std::ops::Range;

use memchr::memmem;

use super::numerals::{number_at_end, numeral};
use super::sentences::Text;
use crate::diagnostic::{Code, Diagnostic};

const ASPECTS: &str = "方面";

/// Characters between the announcement and the first of its list.
const NEAR: usize = 12;

/// Reports each list of a field that has not as many members as announced.
pub(super) fn check(text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let words = &text.filled.text;
    for at in memmem::find_iter(words.as_bytes(), "一是") {
        let Some((announced, place)) = announced(&words[..at]) else { continue };
        let Some(listed) = listed(&words[at..]) else { continue };
        if listed == announced || text.filled.is_value(place.clone()) {
            continue;
        }
        let said = &words[place.clone()];
        let last = numeral(listed).unwrap_or_default();
        let message = match listed {
            1 => format!("这里说“{said}”，后面只有“一是”"),
            _ if listed < announced => {
                format!("这里说“{said}”，后面只有“一是”到“{last}是”")
            }
            _ => format!("这里说“{said}”，后面有“一是”到“{last}是”"),
        };
        let place = (text.locate)(text.filled.source_range(place));
        let finding = Diagnostic::warning(Code::ListOfParts, message).at(place, "");
        findings.push(finding.path(text.path).help("改数，或者补上、删去一项"));
    }
}

/// Returns the number announced right before a list, and the bytes that say it.
fn announced(before: &str) -> Option<(usize, Range<usize>)> {
    let before =
        before.trim_end_matches(['：', ':', '，', ',', '。', ' ', '*', '—', '\n', '　']);
    let word = before.rfind(ASPECTS)?;
    let end = word + ASPECTS.len();
    let between = &before[end..];
    if between.chars().count() > NEAR || between.contains(['。', '；', ';', '\n']) {
        return None;
    }
    let counted = before[..word].trim_end_matches(['个', '大']);
    let (number, range) = number_at_end(counted)?;
    Some((number, range.start..end))
}

/// Counts 一是, 二是 … up to the end of the text or the next list; none if one is
/// left out, which is another fault.
fn listed(list: &str) -> Option<usize> {
    let first = "一是".len();
    let next = memmem::find_iter(&list.as_bytes()[first..], "一是")
        .map(|at| first + at)
        .find(|&at| !list[..at].ends_with(|c: char| c.is_alphanumeric()));
    let list = &list[..next.unwrap_or(list.len())];
    let has = |number: usize| {
        numeral(number).is_some_and(|numeral| list.contains(&format!("{numeral}是")))
    };
    let count = (2..=10).take_while(|&number| has(number)).count() + 1;
    (count + 2..=10).all(|number| !has(number)).then_some(count)
}
