//! Words that make a number no exact count.

use std::ops::Range;

use rust_decimal::Decimal;

/// Words before a number.
const BEFORE: [&str; 10] =
    ["约", "近", "超", "超过", "逾", "不足", "不到", "至少", "不少于", "不低于"];
/// Words behind a number.
const BEHIND: [char; 4] = ['余', '多', '来', '几'];
/// Words behind a number that multiply it: it mostly is rounded.
const MULTIPLIERS: [(char, Decimal); 2] = [
    ('万', Decimal::from_parts(10_000, 0, 0, false, 0)),
    ('亿', Decimal::from_parts(100_000_000, 0, 0, false, 0)),
];
/// Words behind a number and its unit.
const BEHIND_UNIT: [&str; 4] = ["左右", "上下", "以上", "以内"];

/// Returns the multiplier that a text behind a number begins with, and what it
/// multiplies by.
pub(super) fn multiplier(behind: &str) -> Option<(char, Decimal)> {
    MULTIPLIERS.into_iter().find(|(mark, _)| behind.starts_with(*mark))
}

/// Tells whether a text behind a number begins with a word that makes it no exact
/// one.
pub(super) fn follows(behind: &str) -> bool {
    behind.starts_with(BEHIND) || multiplier(behind).is_some()
}

/// Tells whether the words beside a number make it no exact one.
pub(super) fn is_vague(text: &str, range: &Range<usize>) -> bool {
    is_rough(text, range) || multiplier(text[range.end..].trim_start()).is_some()
}

/// Tells whether the words beside a number say that it is no exact one.
pub(super) fn is_rough(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let behind = text[range.end..].trim_start();
    let unit = behind.chars().next().map_or(0, char::len_utf8);
    BEFORE.iter().any(|word| before.ends_with(word))
        || behind.starts_with(BEHIND)
        || BEHIND_UNIT.iter().any(|word| behind[unit..].starts_with(word))
}
