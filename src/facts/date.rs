//! Days as people write them.

use jiff::civil::Date;

use crate::width;

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadDay {
    /// Not one of the notations understood.
    Unreadable,
    /// One of them, but the calendar has no such day.
    NoSuchDay,
}

/// Reads `2026-01-18`, `2026/1/18`, `2026.1.18`, `2026年1月18日` or
/// `二〇二六年一月十八日`. Day and month are never guessed: the year is first.
pub(super) fn parse(text: &str) -> Result<Date, BadDay> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(ascii).collect();
    let parts: Vec<&str> = if let Some(rest) = text.strip_suffix(['日', '号']) {
        rest.split(['年', '月']).collect()
    } else {
        let mark = ['-', '/', '.'].into_iter().find(|&mark| text.contains(mark));
        text.split(mark.ok_or(BadDay::Unreadable)?).collect()
    };
    let [year, month, day] = parts[..] else { return Err(BadDay::Unreadable) };
    let year = digits(year).filter(|_| year.chars().count() == 4);
    let (Some(year), Some(month), Some(day)) = (year, number(month), number(day)) else {
        return Err(BadDay::Unreadable);
    };
    let narrow = |n: i16| i8::try_from(n).map_err(|_| BadDay::NoSuchDay);
    Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| BadDay::NoSuchDay)
}

fn ascii(c: char) -> char {
    match c {
        '０'..='９' | '－' | '／' | '．' => width::narrow(c),
        _ => c,
    }
}

/// Reads digits one by one: `2026` or `二〇二六`.
fn digits(text: &str) -> Option<i16> {
    text.chars().try_fold(0i16, |number, c| {
        let digit = c.to_digit(10).map_or_else(|| chinese_digit(c), Some)?;
        number.checked_mul(10)?.checked_add(i16::try_from(digit).ok()?)
    })
}

/// Reads a month or day: `1`, `01`, `一`, `十八`, `二十`, `三十一`.
fn number(text: &str) -> Option<i16> {
    let Some((tens, ones)) = text.split_once('十') else {
        return (!text.is_empty() && text.chars().count() <= 2).then(|| digits(text))?;
    };
    let tens = if tens.is_empty() { 1 } else { digits(tens)? };
    let ones = if ones.is_empty() { 0 } else { digits(ones)? };
    (tens < 10 && ones < 10).then_some(tens * 10 + ones)
}

fn chinese_digit(c: char) -> Option<u32> {
    let position = "〇一二三四五六七八九".chars().position(|digit| digit == c);
    position
        .and_then(|digit| u32::try_from(digit).ok())
        .or((c == '零' || c == '○').then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_every_notation() {
        for text in [
            "2026-01-18",
            "2026/1/18",
            "2026.1.18",
            "2026年1月18日",
            "2026 年 01 月 18 日",
            "二〇二六年一月十八日",
            "２０２６－０１－１８",
        ] {
            assert_eq!(parse(text), Ok(Date::constant(2026, 1, 18)), "{text}");
        }
        assert_eq!(parse("二零二六年十二月三十一日"), Ok(Date::constant(2026, 12, 31)));
        assert_eq!(parse("二○二六年十月二十日"), Ok(Date::constant(2026, 10, 20)));
    }

    #[test]
    fn guesses_nothing() {
        assert_eq!(parse("18/1/2026"), Err(BadDay::Unreadable));
        assert_eq!(parse("26-1-18"), Err(BadDay::Unreadable));
        assert_eq!(parse("2026年1月"), Err(BadDay::Unreadable));
        assert_eq!(parse("20260118"), Err(BadDay::Unreadable));
        assert_eq!(parse("2026-02-30"), Err(BadDay::NoSuchDay));
        assert_eq!(parse("2026-13-01"), Err(BadDay::NoSuchDay));
        assert_eq!(parse("2026-999-01"), Err(BadDay::Unreadable));
    }
}
