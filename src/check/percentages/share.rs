//! Shares: 46件，占805件的5.71%.

use super::{Computed, Sentence, agrees, percent};
use crate::check::parts::{AMONG, OPENS};
use crate::check::quantities::Unit;

/// What says that a percentage is a share.
pub(super) const SHARE: &str = "占";

/// Words of a count that others are shares of.
const WHOLE: [&str; 4] = ["共", "总", "合计", "累计"];

/// Words between 占 and a share of the whole.
const OF_THE_WHOLE: [&str; 5] = ["", "比", "总数", "总量", "其"];

/// Tells whether a percentage is a share.
pub(super) fn is_one(sentence: &Sentence<'_>, index: usize) -> bool {
    sentence.gap(index).contains(SHARE) || is_of_named(sentence, index)
}

/// Tells whether a percentage is of the number before it: 占805件的5.71%.
fn is_of_named(sentence: &Sentence<'_>, index: usize) -> bool {
    let of = ["的", "总数的", "总量的"].contains(&sentence.gap(index).trim());
    of && index > 1 && sentence.gap(index - 1).trim_end().ends_with(SHARE)
}

/// Returns what a share should be, if it is not that.
pub(super) fn wrong(sentence: &Sentence<'_>, index: usize) -> Option<Computed> {
    let all = &sentence.all;
    let named = is_of_named(sentence, index);
    if !named && !is_of_the_whole(sentence.gap(index)) {
        return None;
    }
    let part = index.checked_sub(if named { 2 } else { 1 })?;
    let measure = sentence.measure(part)?;
    let same = |other: &usize| sentence.measure(*other) == Some(measure);
    let whole = if named {
        Some(index - 1).filter(same)?
    } else {
        (0..part).rev().filter(same).find(|&other| is_whole(sentence, other))?
    };
    let share = |whole: usize| percent(all[part].number, all[whole].number);
    let right =
        |other: usize| share(other).is_some_and(|value| agrees(value, all[index].number));
    // The words rarely say of what: any count before it may be meant.
    if right(whole) || (0..part).filter(same).any(right) {
        return None;
    }
    Some(Computed {
        value: share(whole)?,
        words: format!("{} 占 {} 的", all[part].number, all[whole].number),
        said: "",
        from: [part, whole],
    })
}

/// Tells whether a count is one that others are shares of.
fn is_whole(sentence: &Sentence<'_>, index: usize) -> bool {
    let amount = &sentence.all[index];
    let behind = &sentence.text.filled.text[amount.end..];
    matches!(amount.unit, Unit::Measure(_))
        && (behind.trim_start_matches(OPENS).starts_with(AMONG)
            || WHOLE.iter().any(|word| sentence.gap(index).contains(word)))
}

/// Tells whether the words between a count and its share say of what it is one: of
/// the whole, not of something else.
fn is_of_the_whole(gap: &str) -> bool {
    let Some((before, of)) = gap.rsplit_once(SHARE) else { return false };
    let before = before.trim_matches(['，', ',', '（', '(', ' ']);
    let of = of.trim_matches(['为', '达', '到', '的', ' ']);
    before.chars().count() <= 4 && OF_THE_WHOLE.contains(&of)
}
