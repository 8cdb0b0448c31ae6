//! 三方面: how many are announced, against 一是, 二是 behind.

use std::ops::Range;

use memchr::memmem;

use super::Text;
use super::numerals::number_at_end;
use crate::diagnostic::{Code, Diagnostic};
use crate::numeral::in_words;

const ASPECTS: &str = "方面";

/// Characters between the announcement and the first of its list.
const NEAR: usize = 12;

/// Marks before the first of a list.
const OPENS: [char; 9] = ['：', ':', '，', ',', '。', ' ', '—', '\n', '\u{3000}'];

/// Reports each list of a field that has not as many members as announced.
pub(super) fn check(text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let words = &text.filled.text;
    for at in memmem::find_iter(words.as_bytes(), "一是") {
        if !begins_a_clause(words, at) {
            continue;
        }
        let Some((announced, place)) = announced(words, at) else { continue };
        let Some(listed) = listed(&words[at..]) else { continue };
        if listed == announced || text.filled.is_value(place.clone()) {
            continue;
        }
        let said = &words[place.clone()];
        let last = in_words(listed).unwrap_or_default();
        let message = match listed {
            1 => format!("这里说“{said}”，后面只有“一是”"),
            _ if listed < announced => {
                format!("这里说“{said}”，后面只有“一是”到“{last}是”")
            }
            _ => format!("这里说“{said}”，后面有“一是”到“{last}是”"),
        };
        let place = text.place(place);
        let finding = Diagnostic::warning(Code::ListOfParts, message).at(place, "");
        findings.push(finding.path(text.path).help("改数，或者补上、删去一项"));
    }
}

fn begins_a_clause(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric())
}

/// Returns the number announced right before a list, and the bytes that say it.
fn announced(text: &str, list: usize) -> Option<(usize, Range<usize>)> {
    let near = text[..list].char_indices().rev().nth(NEAR + ASPECTS.chars().count());
    let start = near.map_or(0, |(start, _)| start);
    let end = start + text[start..list].rfind(ASPECTS)? + ASPECTS.len();
    let between = text[end..list].trim_end_matches(OPENS);
    if between.contains(['。', '；', ';', '\n']) {
        return None;
    }
    let before = &text[..end - ASPECTS.len()];
    let counted = before.trim_end_matches(['个', '大']);
    let (number, range) = number_at_end(counted)?;
    Some((number, range.start..end))
}

/// Counts 一是, 二是 … up to the end of the text or the next list; none if one is
/// left out, which is another fault.
fn listed(list: &str) -> Option<usize> {
    let first = "一是".len();
    let next = memmem::find_iter(&list.as_bytes()[first..], "一是")
        .map(|at| first + at)
        .find(|&at| begins_a_clause(list, at));
    let list = &list[..next.unwrap_or(list.len())];
    let has = |number: usize| {
        in_words(number).is_some_and(|words| list.contains(&format!("{words}是")))
    };
    let count = (2..=10).take_while(|&number| has(number)).count() + 1;
    (count + 2..=10).all(|number| !has(number)).then_some(count)
}
