//! Words that make a number no exact count.

use std::ops::Range;

/// Words before a number.
const BEFORE: [&str; 10] =
    ["约", "近", "超", "超过", "逾", "不足", "不到", "至少", "不少于", "不低于"];
/// Words behind a number.
const BEHIND: [char; 6] = ['余', '多', '万', '亿', '来', '几'];
/// Words behind a number and its unit.
const BEHIND_UNIT: [&str; 4] = ["左右", "上下", "以上", "以内"];

/// Tells whether a text behind a number begins with a word that makes it no exact
/// one.
pub(super) fn follows(behind: &str) -> bool {
    behind.starts_with(BEHIND)
}

/// Tells whether the words beside a number make it no exact one.
pub(super) fn is_vague(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let behind = text[range.end..].trim_start();
    let unit = behind.chars().next().map_or(0, char::len_utf8);
    BEFORE.iter().any(|word| before.ends_with(word))
        || follows(behind)
        || BEHIND_UNIT.iter().any(|word| behind[unit..].starts_with(word))
}
