//! A remark behind a number, as a number format.
//!
//! `{数: 22, 注: 其中修订16件}` is the number 22 whose format prints what the report
//! prints: 22（其中修订16件）. So it stays a number that sums add.

/// Characters that a number format may have.
const LONGEST: usize = 255;

/// Returns a number format that prints a remark in brackets behind the number;
/// none if it would be longer than Excel allows.
pub(super) fn format(number: &str, remark: &str) -> Option<String> {
    let literal = |part: &str| format!("\"{part}\"");
    // A quotation mark ends a literal; outside one it is written after a backslash.
    let text = format!("（{remark}）");
    let parts: Vec<_> = text.split('"').map(literal).collect();
    let format = format!("{number}{}", parts.join("\\\""));
    (format.chars().count() <= LONGEST).then_some(format)
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn remarks_are_printed_behind_the_number() {
        let written = |remark| format("0", remark).unwrap();
        assert_eq!(written("其中修订16件"), "0\"（其中修订16件）\"");
        assert_eq!(written("\"甲\"类"), r#"0"（"\""甲"\""类）""#);
        assert_eq!(format("0", &"长".repeat(300)), None);
    }
}
