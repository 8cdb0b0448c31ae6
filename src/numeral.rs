//! Small numbers in Chinese words: 三, 十一, 九十九.

/// The numerals of 1 to 10.
pub(crate) const NUMERALS: [char; 10] =
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Writes a number from 1 to 99 in words; none if it is another.
pub(crate) fn in_words(number: usize) -> Option<String> {
    let digit = |digit: usize| NUMERALS.get(digit.checked_sub(1)?).copied();
    let (tens, ones) = (number / 10, number % 10);
    let first = if tens > 1 { digit(tens) } else { None };
    let ten = (tens > 0).then_some('十');
    let words = first.into_iter().chain(ten).chain(digit(ones)).collect();
    (1..100).contains(&number).then_some(words)
}

/// Reads a number from 1 to 99 in words.
pub(crate) fn from_words(words: &[char]) -> Option<usize> {
    let digit =
        |c: &char| NUMERALS.iter().take(9).position(|it| it == c).map(|at| at + 1);
    match words {
        ['十'] => Some(10),
        [one] => digit(one),
        ['十', one] => Some(10 + digit(one)?),
        [tens, '十'] => Some(10 * digit(tens)?),
        [tens, '十', one] => Some(10 * digit(tens)? + digit(one)?),
        _ => None,
    }
}

/// Returns a heading without the number it begins with: （一）, (1), 一、 or 1. It is
/// whole if it has none.
pub(crate) fn unnumbered(heading: &str) -> &str {
    let start = heading.trim_start();
    let inner = start.trim_start_matches(['（', '(']);
    let behind = inner.trim_start_matches(|c: char| {
        c.is_ascii_digit() || NUMERALS.contains(&c) || matches!(c, '〇' | '零')
    });
    let ends: &[char] =
        if inner.len() < start.len() { &['）', ')'] } else { &['、', '.', '．'] };
    let rest = behind.strip_prefix(ends).filter(|_| behind.len() < inner.len());
    rest.map_or(heading, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_and_read_back() {
        for number in 1..100 {
            let words: Vec<_> = in_words(number).unwrap().chars().collect();
            assert_eq!(from_words(&words), Some(number), "{words:?}");
        }
        assert_eq!(
            [2, 10, 11, 20, 99].map(|number| in_words(number).unwrap()),
            ["二", "十", "十一", "二十", "九十九"]
        );
        assert_eq!((in_words(0), in_words(100)), (None, None));
        for words in ["", "百", "一二", "十十", "二十十"] {
            assert_eq!(from_words(&words.chars().collect::<Vec<_>>()), None, "{words}");
        }
    }

    #[test]
    fn headings_lose_their_number_alone() {
        for heading in ["一、总体情况", "（二）总体情况", "(10) 总体情况", " 3. 总体情况"]
        {
            assert_eq!(unnumbered(heading), "总体情况", "{heading}");
        }
        for heading in ["总体情况", "一是总体", "（其他）情况", "、甲", "2024年情况"]
        {
            assert_eq!(unnumbered(heading), heading);
        }
    }
}
