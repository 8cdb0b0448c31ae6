//! Days as a report prints them.

use jiff::civil::Date;

/// Returns a day as GB/T 9704-2012 (7.3.5.4) prints it: Arabic digits, the full
/// year, no padding zeros.
pub(crate) fn printed(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_not_padded() {
        assert_eq!(printed(Date::constant(2022, 1, 8)), "2022年1月8日");
    }
}
