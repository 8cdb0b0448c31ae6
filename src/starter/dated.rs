//! Whether a text is of one year.

use crate::width::narrow;

/// The digits of years in words: 二〇二一.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Tells whether a text names a year, in digits or in Chinese ones, that is not part
/// of a longer number. In an address digits may follow: `t20220118_1.html`.
pub(super) fn names_year(text: &str, year: i16) -> bool {
    let text: String = text.chars().map(digit).collect();
    let year = year.to_string();
    let is_address = text.contains("://");
    text.match_indices(&year).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + year.len()..]);
        !before.ends_with(|c: char| c.is_ascii_digit())
            && (is_address || !behind.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Returns the ASCII digit that a character is, any other as it is.
fn digit(c: char) -> char {
    let value = match c {
        '零' | '○' => Some(0),
        _ => (0..10).zip(DIGITS).find(|&(_, it)| it == c).map(|(value, _)| value),
    };
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(narrow(c))
}

#[cfg(test)]
mod tests {
    use super::names_year;

    #[test]
    fn years_are_seen_as_people_write_them() {
        for text in [
            "（一）2021年主动公开情况",
            "２０２１年",
            "二〇二一年度",
            "http://a.gov.cn/202112/t20211231_1.html",
        ] {
            assert!(names_year(text, 2021), "{text}");
        }
        for text in ["0595-22132021", "3502021001", "362021", "2022年", "平台建设情况"]
        {
            assert!(!names_year(text, 2021), "{text}");
        }
    }
}
