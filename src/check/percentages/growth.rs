//! Growth: 805条，比上年的780条增长3.2%.

use rust_decimal::Decimal;

use super::{Computed, Sentence, agrees, percent};
use crate::check::quantities::Unit;

const UP: [&str; 6] = ["增长", "增加", "上升", "提高", "增幅", "增"];
const DOWN: [&str; 6] = ["下降", "减少", "降低", "下滑", "降幅", "降"];
const THAN: [&str; 3] = ["比", "较", "与"];

/// Marks and words between two counts that are not of one thing.
const OTHER_LIST: [char; 4] = ['；', ';', '其', '、'];

/// Characters between the two counts.
const NEAR: usize = 16;

/// Characters between the last count and the percentage.
const CLOSE: usize = 8;

/// What a growth is between.
struct Growth {
    now: Decimal,
    base: Decimal,
    /// The amounts it is told by.
    from: [usize; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

impl Direction {
    fn word(self) -> &'static str {
        match self {
            Self::Up => "增长",
            Self::Down => "下降",
        }
    }
}

/// Returns what a growth should be, if it is not that.
pub(super) fn wrong(sentence: &Sentence<'_>, index: usize) -> Option<Computed> {
    let said = direction(sentence.gap(index))?;
    let Growth { now, base, from } = growth(sentence, index)?;
    let value = percent((now - base).abs(), base).filter(|_| base > Decimal::ZERO)?;
    let way = if now < base { Direction::Down } else { Direction::Up };
    if (way == said || value.is_zero()) && agrees(value, sentence.all[index].number) {
        return None;
    }
    let words = format!("{now} 比 {base} {}", way.word());
    Some(Computed { value, words, said: said.word(), from })
}

/// Returns what a growth is between, if the words before it say so: the count of now,
/// and either the count of then, or how many more or fewer it is.
fn growth(sentence: &Sentence<'_>, index: usize) -> Option<Growth> {
    let all = &sentence.all;
    let last = index.checked_sub(1)?;
    let measure = sentence.measure(last)?;
    let first = (0..last).rev().find(|&other| all[other].unit != Unit::Other)?;
    let between = &sentence.text.filled.text[all[first].end..all[last].digits.start];
    let within = |words: &str, most: usize| words.chars().count() <= most;
    if sentence.measure(first) != Some(measure)
        || !within(between, NEAR)
        || !within(sentence.gap(index), CLOSE)
        || between.contains(OTHER_LIST)
    {
        return None;
    }
    let (a, b) = (all[first].number, all[last].number);
    let from = [first, last];
    let starts = sentence.gap(first).trim_end().ends_with(['由', '从']);
    if starts && between.trim_end().ends_with(['到', '至', '为']) {
        return Some(Growth { now: b, base: a, from });
    }
    THAN.iter().find(|word| between.contains(*word))?;
    let base = match direction(between) {
        None => b,
        Some(Direction::Up) => a - b,
        Some(Direction::Down) => a + b,
    };
    Some(Growth { now: a, base, from })
}

/// Returns the way of a growth that the words before it name last.
fn direction(words: &str) -> Option<Direction> {
    let last = |all: &[&str]| all.iter().filter_map(|word| words.rfind(word)).max();
    match (last(&UP), last(&DOWN)) {
        (None, None) => None,
        (up, down) if up > down => Some(Direction::Up),
        _ => Some(Direction::Down),
    }
}
