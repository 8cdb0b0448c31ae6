//! A remark behind a number, as a number format.
//!
//! `{数: 22, 注: 其中修订16件}` is the number 22 whose format prints what the report
//! prints: 22（其中修订16件）. So it stays a number that sums add.

use rust_decimal::Decimal;

/// Characters that a number format may have.
const LONGEST: usize = 255;

/// Returns a number format that prints a remark in brackets behind the number;
/// none if it would be longer than Excel allows.
pub(in crate::workbook) fn format(number: &str, remark: &str) -> Option<String> {
    let literal = |part: &str| format!("\"{part}\"");
    // A quotation mark ends a literal; outside one it is written after a backslash.
    let text = format!("（{remark}）");
    let parts: Vec<_> = text.split('"').map(literal).collect();
    let format = format!("{number}{}", parts.join("\\\""));
    (format.chars().count() <= LONGEST).then_some(format)
}

/// Returns the remark that a number format prints behind a number, if it does.
pub(in crate::workbook) fn of(format: &str) -> Option<String> {
    let start = format.find(['"', '\\', '（'])?;
    let (number, rest) = format.split_at(start);
    let is_plain = number.eq_ignore_ascii_case("general")
        || number.chars().all(|c| matches!(c, '0' | '#' | '?' | ',' | '.'));
    if !is_plain {
        return None;
    }
    let text = literal(rest)?;
    let remark = text.strip_prefix('（')?.strip_suffix('）')?;
    Some(remark.to_owned())
}

/// Returns the remark that is seen behind a number, in what a program shows of it.
pub(in crate::workbook) fn shown(text: &str) -> Option<&str> {
    let (number, remark) = text.strip_suffix('）')?.split_once('（')?;
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || "-,.".contains(c));
    (is_plain && !number.is_empty()).then_some(remark)
}

/// Returns a number with a remark as people type it.
pub(in crate::workbook) fn typed(number: &Decimal, remark: &str) -> String {
    format!("{number}（{remark}）")
}

/// Reads the rest of a format that prints nothing but text.
fn literal(format: &str) -> Option<String> {
    let mut text = String::new();
    let mut is_quoted = false;
    let mut characters = format.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\\' if !is_quoted => text.push(characters.next()?),
            c if is_quoted || !c.is_ascii() => text.push(c),
            // A section, a colour or a digit: it prints more than a remark.
            _ => return None,
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{format, of, shown};

    #[test]
    fn remarks_are_printed_behind_the_number() {
        let written = |remark| format("0", remark).unwrap();
        assert_eq!(written("其中修订16件"), "0\"（其中修订16件）\"");
        assert_eq!(written("\"甲\"类"), r#"0"（"\""甲"\""类）""#);
        assert_eq!(format("0", &"长".repeat(300)), None);
    }

    #[test]
    fn remarks_are_read_from_the_format() {
        for remark in ["其中修订16件", "\"甲\"类", "a\\b；c", "（一）5件"] {
            for number in ["0", "0.00", "General", "#,##0"] {
                let format = format(number, remark).unwrap();
                assert_eq!(of(&format).as_deref(), Some(remark), "{format}");
            }
        }
        // As LibreOffice writes it.
        assert_eq!(of("0（其中\\5件）").as_deref(), Some("其中5件"));
        for other in
            ["0", "General", "0.0%", "0\"件\"", "0;\"（负）\"", "yyyy\"（年）\"", "@"]
        {
            assert_eq!(of(other), None, "{other}");
        }
    }
    #[test]
    fn remarks_are_read_from_what_is_shown() {
        assert_eq!(shown("22（其中（一）5件）"), Some("其中（一）5件"));
        assert_eq!(shown("-1,234.50（甲）"), Some("甲"));
        for other in ["22", "（甲）", "甲（乙）", "12%（甲）", "22（甲）件"]
        {
            assert_eq!(shown(other), None, "{other}");
        }
    }
}
