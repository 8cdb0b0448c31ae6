//! The number that a sentence states, and what it counts: 9万元, 1.2亿次.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::figures::Figure;
use crate::check::vague;
use crate::number::{self, Malformed};

/// A number in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stated {
    /// As it is written.
    number: Decimal,
    /// How many of the plain unit its own unit is, if the words say so.
    times: Option<Decimal>,
}

impl Stated {
    /// Reads the number at a byte range of a text; none if it is no exact one.
    pub(super) fn read(text: &str, range: &Range<usize>) -> Option<Self> {
        let (number, within) = match number::parse(&text[range.clone()]) {
            Ok(number) => (number, String::new()),
            Err(Malformed::Unit { number, unit }) => (number, unit),
            Err(_) => return None,
        };
        let behind = text[range.end..].trim_start_matches(' ');
        let unit = if within.is_empty() { behind } else { &within };
        let multiplier = vague::multiplier(unit);
        let mut range = range.clone();
        if let (Some((mark, _)), true) = (multiplier, within.is_empty()) {
            range.end = text.len() - behind.len() + mark.len_utf8();
        }
        let again = vague::multiplier(&text[range.end..]).is_some();
        if vague::is_rough(text, &range) || again {
            return None;
        }
        let times = match multiplier {
            Some((_, times)) => Some(times),
            None => unit.starts_with('元').then_some(Decimal::ONE),
        };
        Some(Self { number, times })
    }

    /// Tells whether a number of the report is the one that is stated. Where one is
    /// counted in a larger unit than the other it may be rounded, up or down.
    pub(super) fn is(&self, figure: &Figure) -> bool {
        match (self.times, figure.times) {
            (Some(stated), Some(own)) if stated != own => {
                let step = if stated > own {
                    stated * step(self.number)
                } else {
                    own * step(figure.value)
                };
                (self.number * stated - figure.value * own).abs() < step
            }
            // Nobody says what the cell counts.
            (Some(stated), None) => {
                self.number == figure.value
                    || (self.number * stated - figure.value).abs()
                        < stated * step(self.number)
            }
            _ => self.number == figure.value,
        }
    }

    /// Tells whether it is less than a number of the report.
    pub(super) fn is_less(&self, figure: &Figure) -> bool {
        match (self.times, figure.times) {
            (Some(stated), Some(own)) => self.number * stated < figure.value * own,
            _ => self.number < figure.value,
        }
    }

    /// Returns the number as a number of the report counts, if it counts alike.
    pub(super) fn in_unit_of(&self, figure: &Figure) -> Option<Decimal> {
        let alike = self.times.is_none() || self.times == figure.times;
        alike.then_some(self.number)
    }
}

/// Returns what the last digit of a number counts.
fn step(number: Decimal) -> Decimal {
    Decimal::new(1, number.scale())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: Decimal, times: Option<i64>) -> Figure {
        let times = times.map(Decimal::from);
        Figure { value, times, words: String::new(), rows: Vec::new() }
    }

    #[track_caller]
    fn read(text: &str, digits: &str) -> Option<Stated> {
        let start = text.find(digits).expect("it is there");
        Stated::read(text, &(start..start + digits.len()))
    }

    #[test]
    fn numbers_in_ten_thousands_are_compared_by_what_they_count() {
        let is = |text: &str, digits: &str, value: i64, scale: u32, times| {
            let stated = read(text, digits).expect("it is exact");
            stated.is(&figure(Decimal::new(value, scale), times))
        };
        assert!(is("支出3.5万元", "3.5", 350, 2, Some(10_000)));
        assert!(!is("支出9万元", "9", 350, 2, Some(10_000)));
        assert!(!is("支出4万元", "4", 350, 2, Some(10_000)));
        assert!(is("支出35000元", "35000", 350, 2, Some(10_000)));
        assert!(!is("支出3.5元", "3.5", 350, 2, Some(10_000)));
        assert!(is("点击9万次", "9", 90_000, 0, Some(1)));
        assert!(is("点击1.2万次", "1.2", 12_345, 0, Some(1)));
        assert!(!is("点击1.2万次", "1.2", 13_000, 0, Some(1)));
        assert!(is("支出9万元", "9万", 9, 0, Some(10_000)));
        assert!(
            is("支出9万元", "9", 9, 0, None) && is("支出9万元", "9", 90_000, 0, None)
        );
        assert!(is("共9件", "9", 9, 0, Some(1)) && !is("共9件", "9", 90_000, 0, Some(1)));
    }

    #[test]
    fn what_is_not_exact_is_none() {
        for (text, digits) in [
            ("约9万元", "9"),
            ("9余万元", "9"),
            ("9万余元", "9"),
            ("9万元左右", "9"),
            ("9万亿元", "9"),
            ("9多件", "9"),
        ] {
            assert_eq!(read(text, digits), None, "{text}");
        }
    }
}
