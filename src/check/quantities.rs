//! Amounts in a sentence: numbers with the measure word behind them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::vague;
use crate::number;

/// Measure words, a longer one before one it begins with.
const MEASURES: [&str; 50] = [
    "万元", "亿元", "人次", "件次", "条次", "户次", "条", "件", "个", "次", "篇", "期",
    "场", "份", "宗", "起", "人", "项", "部", "家", "名", "种", "处", "类", "则", "幅",
    "批", "张", "册", "例", "户", "辆", "段", "组", "套", "座", "枚", "封", "款", "本",
    "台", "所", "页", "元", "班", "堂", "课时", "架", "间", "栋",
];

/// A number in a text.
#[derive(Debug, Clone)]
pub(super) struct Amount<'a> {
    /// Bytes of its digits.
    pub(super) digits: Range<usize>,
    /// The number.
    pub(super) number: Decimal,
    /// What stands behind it.
    pub(super) unit: Unit<'a>,
    /// Where the measure ends, or the digits if there is none.
    pub(super) end: usize,
    /// Whether the words beside it make it an exact count.
    pub(super) exactness: Exactness,
    /// Brackets open before it in the sentence.
    pub(super) depth: usize,
}

/// What stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit<'a> {
    /// A measure word.
    Measure(&'a str),
    /// `%`
    Percent,
    /// A mark, or the end of the sentence.
    Nothing,
    /// Another word: 年, 号.
    Other,
}

/// Whether a number is an exact count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exactness {
    Exact,
    /// 约, 余, 万, 第.
    Vague,
}

/// Returns the amounts of a sentence, in order. A number that cannot be read is
/// vague.
pub(super) fn amounts(text: &str, sentence: Range<usize>) -> Vec<Amount<'_>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut at = sentence.start;
    while let Some(next) = text[at..sentence.end].chars().next() {
        match next {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if is_digit(next) => {
                let digits = at..at + length_of_number(&text[at..sentence.end]);
                at = digits.end;
                found.push(amount(text, digits, sentence.end, depth));
                continue;
            }
            _ => {}
        }
        at += next.len_utf8();
    }
    found
}

fn amount(text: &str, digits: Range<usize>, end: usize, depth: usize) -> Amount<'_> {
    let behind = &text[digits.end..end];
    let word = behind.trim_start_matches([' ', '\u{a0}']);
    let start = end - word.len();
    let (unit, length) = unit(word);
    let length = match unit {
        Unit::Measure(_) | Unit::Percent => start - digits.end + length,
        Unit::Nothing | Unit::Other => 0,
    };
    let number = number::parse(&text[digits.clone()]);
    let unit = match (unit, &number) {
        (Unit::Nothing, Ok(number)) if is_year(*number) => Unit::Other,
        (unit, _) => unit,
    };
    let ordinal = text[..digits.start].ends_with(['第', '〔', '-', '/']);
    let exact = number.is_ok() && !ordinal && !vague::is_vague(text, &digits);
    Amount {
        end: digits.end + length,
        number: number.unwrap_or_default(),
        unit,
        exactness: if exact { Exactness::Exact } else { Exactness::Vague },
        depth,
        digits,
    }
}

/// Reads the measure at the beginning of a text, and its length.
fn unit(word: &str) -> (Unit<'_>, usize) {
    if let Some(sign) = ["%", "％"].into_iter().find(|sign| word.starts_with(sign)) {
        return (Unit::Percent, sign.len());
    }
    match (measure(word), word.chars().next()) {
        (Some(measure), _) => (Unit::Measure(&word[..measure.len()]), measure.len()),
        (None, Some(next)) if next.is_alphanumeric() => (Unit::Other, 0),
        (None, _) => (Unit::Nothing, 0),
    }
}

/// Returns the measure word that a text begins with.
pub(super) fn measure(text: &str) -> Option<&'static str> {
    MEASURES.into_iter().find(|measure| text.starts_with(measure))
}

/// Tells whether a number without a measure may be a year.
fn is_year(number: Decimal) -> bool {
    (Decimal::from(1949)..=Decimal::from(2100)).contains(&number)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Returns the length of the number at the beginning of a text: digits, and points
/// and commas between them.
fn length_of_number(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = match c {
            '.' | ',' => chars.peek().is_some_and(|(_, next)| is_digit(*next)),
            _ => is_digit(c),
        };
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let all = amounts(text, 0..text.len()).into_iter().map(|amount| {
            let vague = if amount.exactness == Exactness::Vague { "~" } else { "" };
            format!("{vague}{} {:?} {}", amount.number, amount.unit, amount.depth)
        });
        all.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn longer_measures_come_before_what_they_begin_with() {
        for word in MEASURES {
            assert_eq!(measure(word), Some(word));
        }
    }

    #[test]
    fn numbers_have_their_measure() {
        let read = read("共发布1,234条（占50 %），约３人次，第20条，2024年，45，18余件");
        insta::assert_snapshot!(read, @r#"1234 Measure("条") 0; 50 Percent 1; ~3 Measure("人次") 0; ~20 Measure("条") 0; 2024 Other 0; 45 Nothing 0; ~18 Other 0"#);
    }
}
