//! Numbers as people write them.

use rust_decimal::Decimal;

use crate::width::narrow;

/// Digits a number may have before its point; more is a slip of the keyboard.
const MOST_DIGITS: usize = 15;
/// Digits a number may have after its point.
const MOST_DECIMALS: usize = 10;

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// A mark that stands for nothing: `/`, `-`, 无.
    Blank,
    /// 约, 余 or another word that makes it no exact number.
    Vague(String),
    /// A number with a unit or a multiplier behind it.
    Unit {
        /// The number.
        number: Decimal,
        /// What stands behind it.
        unit: String,
    },
    /// Commas that do not part groups of three digits.
    Grouping,
    /// More digits than any count or amount has.
    TooLong,
    /// Something else.
    Unreadable,
}

/// Reads a number: full-width digits, groups of three and a sign are
/// understood; a decimal keeps its digits as they are, trailing zeros included.
///
/// # Errors
///
/// Why the text is no number.
pub(crate) fn parse(text: &str) -> Result<Decimal, Malformed> {
    if let Some(number) = plain(text) {
        return Ok(number);
    }
    let text: String = text.trim().chars().map(fold).collect();
    if is_blank_mark(&text) {
        return Err(Malformed::Blank);
    }
    if let Some(word) = vague_word(&text) {
        return Err(Malformed::Vague(word));
    }
    let (sign, digits) = split_sign(&text);
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    let (digits, rest) = digits.split_at(end.unwrap_or(digits.len()));
    let number = unsigned(digits.trim_end_matches(['.', ',']))?;
    // There is one zero: `-0` would be printed with its sign.
    let negative = sign == Some('-') && !number.is_zero();
    let number = if negative { -number } else { number };
    let unit = rest.trim();
    if digits.ends_with(['.', ',']) {
        Err(Malformed::Unreadable)
    } else if unit.is_empty() {
        Ok(number)
    } else if unit.chars().all(char::is_alphabetic) && unit.chars().count() <= 3 {
        Err(Malformed::Unit { number, unit: unit.to_owned() })
    } else {
        Err(Malformed::Unreadable)
    }
}

/// Reads a count as nearly all are written: digits alone.
fn plain(text: &str) -> Option<Decimal> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let digits = digits && text.len() <= MOST_DIGITS;
    digits.then(|| text.parse::<u64>().ok()).flatten().map(Decimal::from)
}

/// Turns full-width digits and marks into their ASCII twins.
fn fold(c: char) -> char {
    match c {
        '\u{2212}' | '\u{2013}' => '-',
        '\u{3000}' | '\u{a0}' => ' ',
        _ => narrow(c),
    }
}

fn is_blank_mark(text: &str) -> bool {
    let marks = |c| matches!(c, '/' | '-' | '\\' | '—' | '–' | '─' | ' ');
    !text.is_empty() && text.chars().all(marks)
        || ["无", "零", "〇", "没有", "暂无"].contains(&text)
        || text.eq_ignore_ascii_case("n/a")
}

fn vague_word(text: &str) -> Option<String> {
    let word = ["大约", "约", "近", "超过", "超", "余", "多", "以上", "左右", "不足"]
        .into_iter()
        .find(|word| text.contains(word))?;
    text.chars().any(|c| c.is_ascii_digit()).then(|| word.to_owned())
}

fn split_sign(text: &str) -> (Option<char>, &str) {
    match text.chars().next() {
        Some(sign @ ('-' | '+')) => (Some(sign), text[1..].trim_start()),
        _ => (None, text),
    }
}

/// Reads digits with commas and one point.
fn unsigned(digits: &str) -> Result<Decimal, Malformed> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    if whole.is_empty() || fraction.is_some_and(|f| f.contains(['.', ','])) {
        return Err(Malformed::Unreadable);
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    if !rest.is_empty()
        && (first.is_empty() || first.len() > 3 || rest.iter().any(|g| g.len() != 3))
    {
        return Err(Malformed::Grouping);
    }
    let plain = whole.replace(',', "");
    let significant = plain.trim_start_matches('0');
    let fraction = fraction.unwrap_or_default();
    if significant.len() > MOST_DIGITS || fraction.len() > MOST_DECIMALS {
        return Err(Malformed::TooLong);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("0{significant}{point}{fraction}").parse().map_err(|_| Malformed::Unreadable)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn reads(text: &str, number: &str) {
        assert_eq!(parse(text).map(|number| number.to_string()), Ok(number.to_owned()));
    }

    #[test]
    fn understands_what_people_write() {
        reads("12", "12");
        reads(" １２ ", "12");
        reads("1,234,567", "1234567");
        reads("４５，０００", "45000");
        reads("007", "7");
        reads("-3", "-3");
        reads("-0", "0");
        reads("－0.0", "0.0");
        reads("＋3", "3");
        reads("72701.2578", "72701.2578");
        reads("100.50", "100.50");
        reads("0.00", "0.00");
    }

    #[test]
    fn says_why_a_text_is_no_number() {
        let unit = |number: i64, unit: &str| Malformed::Unit {
            number: number.into(),
            unit: unit.to_owned(),
        };
        for (text, fault) in [
            ("/", Malformed::Blank),
            ("——", Malformed::Blank),
            ("无", Malformed::Blank),
            ("约20", Malformed::Vague("约".into())),
            ("20余", Malformed::Vague("余".into())),
            ("12件", unit(12, "件")),
            ("25 万元", unit(25, "万元")),
            ("12,34", Malformed::Grouping),
            ("12345678901234567890", Malformed::TooLong),
            ("5.", Malformed::Unreadable),
            ("1.2.3", Malformed::Unreadable),
            ("1e3", Malformed::Unreadable),
            ("十二", Malformed::Unreadable),
            ("", Malformed::Unreadable),
        ] {
            assert_eq!(parse(text), Err(fault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC*") {
            drop(parse(&text));
        }

        #[test]
        fn reads_back_what_it_prints(number in 0u64..1_000_000_000_000_000) {
            reads(&number.to_string(), &number.to_string());
        }
    }
}
