//! Small numbers as Chinese words: 六个部分, 三方面.

use std::ops::Range;

const NUMERALS: [&str; 11] =
    ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Returns the numeral of 1 to 10.
pub(super) fn numeral(number: usize) -> Option<&'static str> {
    NUMERALS.get(number).copied().filter(|numeral| !numeral.is_empty())
}

/// Reads the number from 2 to 10, as a numeral or in digits, that ends where a text
/// does, and tells its bytes. 第六 counts nothing.
pub(super) fn number_at_end(text: &str) -> Option<(usize, Range<usize>)> {
    let last = text.chars().next_back()?;
    let (number, length) = if last.is_ascii_digit() {
        let digits =
            text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (text[text.len() - digits..].parse().ok()?, digits)
    } else {
        let known = NUMERALS.iter().position(|numeral| numeral.chars().eq([last]));
        let two = matches!(last, '两' | '俩').then_some(2);
        (known.or(two)?, last.len_utf8())
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
