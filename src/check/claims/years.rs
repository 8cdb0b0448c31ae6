//! Which year the words of a sentence are about.

use std::ops::Range;

use crate::number;

/// Words for the year before, or for a part of the year.
const EARLIER: [&str; 6] = ["上年", "去年", "同比", "上半年", "下半年", "季度"];

/// What begins so and is a count of this year's report.
const CARRIED_OVER: [&str; 2] = ["上年结转", "上年度结转"];

/// Tells whether the words of a sentence that matched speak of another year than
/// the one reported on: the last year named up to their end does, or, if none is,
/// the first one behind them. The year after is no other one: requests are carried
/// over to it.
pub(super) fn is_of_another_year(sentence: &str, found: Range<usize>, year: i16) -> bool {
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
