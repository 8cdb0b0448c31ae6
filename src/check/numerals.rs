//! Small numbers that count what stands behind them: 六个部分, 三方面.

use std::ops::Range;

use crate::numeral;

/// Reads the number from 2 to 10, as a numeral or in digits, that ends where a text
/// does, and tells its bytes. 第六 counts nothing.
pub(super) fn number_at_end(text: &str) -> Option<(usize, Range<usize>)> {
    let last = text.chars().next_back()?;
    let (number, length) = if last.is_ascii_digit() {
        let digits =
            text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (text[text.len() - digits..].parse().ok()?, digits)
    } else {
        let two = matches!(last, '两' | '俩').then_some(2);
        (two.or_else(|| numeral::from_words(&[last]))?, last.len_utf8())
    };
    let range = text.len() - length..text.len();
    let before = text[..range.start].chars().next_back();
    let counts = before.is_none_or(|c| {
        c != '第' && c != '十' && !c.is_ascii_digit() && c != '.' && c != '/'
    });
    ((2..=10).contains(&number) && counts).then_some((number, range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_read_at_the_end() {
        let read = |text| number_at_end(text).map(|(number, _)| number);
        assert_eq!(read("共六"), Some(6));
        assert_eq!(read("共分6"), Some(6));
        assert_eq!(read("两"), Some(2));
        for text in ["第六", "十二", "一", "12", "2.6", "部", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
