//! Years that a text names: 2024年, 2023—2024年.

use std::ops::Range;

use memchr::memmem;

/// A year that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The year.
    pub(super) year: i16,
    /// Its digits and the 年 behind them, if that is its own.
    pub(super) range: Range<usize>,
}

const YEAR: &str = "年";

/// What joins the first year of a span to its last.
const JOINTS: [&str; 10] = ["-", "－", "—", "–", "~", "～", "至", "到", "、", "和"];

/// Returns the years of four digits that a text names, in order.
pub(super) fn named(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), YEAR) {
        let Some((year, start)) = digits_before(text, at) else { continue };
        let joint = JOINTS.iter().find(|joint| text[..start].ends_with(**joint));
        let before = joint.map_or(start, |joint| start - joint.len());
        if let Some((year, first)) =
            digits_before(text, before).filter(|_| before < start)
        {
            found.push(Named { year, range: first..before });
        }
        found.push(Named { year, range: start..at + YEAR.len() });
    }
    found
}

/// Reads four digits, and no more, that end before a byte; also where they begin.
fn digits_before(text: &str, end: usize) -> Option<(i16, usize)> {
    let text = text[..end].trim_end_matches(' ');
    let mut digits =
        text.char_indices().rev().map_while(|(at, c)| Some((at, digit(c)?))).take(5);
    let mut year = 0;
    let mut start = 0;
    for unit in [1, 10, 100, 1_000] {
        let (at, digit) = digits.next()?;
        year += digit * unit;
        start = at;
    }
    digits.next().is_none().then_some((year, start))
}

fn digit(c: char) -> Option<i16> {
    let zero = if c.is_ascii_digit() { '0' } else { '０' };
    let value = u32::from(c).checked_sub(u32::from(zero))?;
    i16::try_from(value).ok().filter(|value| *value < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(text: &str) -> Vec<(i16, &str)> {
        named(text).into_iter().map(|named| (named.year, &text[named.range])).collect()
    }

    #[test]
    fn reads_years_of_four_digits() {
        assert_eq!(
            years("2024年，２０２５ 年"),
            [(2024, "2024年"), (2025, "２０２５ 年")]
        );
        assert_eq!(years("20245年、224年、十年、年"), []);
    }

    #[test]
    fn reads_both_ends_of_a_span() {
        assert_eq!(years("2023—2024年"), [(2023, "2023"), (2024, "2024年")]);
        assert_eq!(years("2023年至2024年"), [(2023, "2023年"), (2024, "2024年")]);
        assert_eq!(years("第12-2024年"), [(2024, "2024年")]);
    }
}
