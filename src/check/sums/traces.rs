//! What shows by which slip of the hand a number came to stand for another.

use rust_decimal::Decimal;

use super::hypothesis::Change;
use super::system::System;

/// Smaller numbers are alike by chance.
const LEAST: Decimal = Decimal::TEN;

/// A trace of a slip, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trace {
    /// Last year's report has a number where nobody filled one in.
    LeftOut,
    /// The number is last year's.
    LastYears,
    /// Two neighbouring digits stand in each other's place.
    Exchanged,
    /// A digit was not typed.
    Missed,
    /// A digit was typed that is none of the number.
    Added,
}

impl Trace {
    /// Asks whether it was so.
    pub(super) fn question(self) -> &'static str {
        match self {
            Self::LeftOut => "去年有数，是不是漏填了？",
            Self::LastYears => "它和去年的数一样，是不是忘了改？",
            Self::Exchanged => "是不是数字前后颠倒了？",
            Self::Missed => "是不是漏打了一位？",
            Self::Added => "是不是多打了一位？",
        }
    }
}

impl System<'_> {
    /// Returns the trace of a slip in a number that would have to be another.
    pub(super) fn trace(&self, change: Change) -> Option<Trace> {
        let last = self.last_years(change.quantity);
        if self.is_unfilled(change.quantity) {
            return last.is_some_and(|last| !last.is_zero()).then_some(Trace::LeftOut);
        }
        let written = self.quantities[change.quantity].value;
        let right = written + change.delta;
        let digits = || [written, right].map(|number| number.to_string());
        if written >= LEAST && last == Some(written) {
            Some(Trace::LastYears)
        } else if are_exchanged(digits()) {
            Some(Trace::Exchanged)
        } else if written.min(right) < LEAST {
            None
        } else if is_one_missed(digits()) {
            Some(Trace::Missed)
        } else {
            let [written, right] = digits();
            is_one_missed([right, written]).then_some(Trace::Added)
        }
    }
}

/// Tells whether two numbers differ by two neighbouring digits exchanged.
fn are_exchanged([one, other]: [String; 2]) -> bool {
    let pairs = one.bytes().zip(other.bytes()).enumerate();
    let differing: Vec<_> = pairs.filter(|(_, (a, b))| a != b).collect();
    match &differing[..] {
        [(first, (a, b)), (second, (c, d))] => {
            one.len() == other.len() && second - first == 1 && a == d && b == c
        }
        _ => false,
    }
}

/// Tells whether a number is another without one of its digits.
fn is_one_missed([short, long]: [String; 2]) -> bool {
    let same = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    short.len() + 1 == long.len()
        && long.as_bytes()[same].is_ascii_digit()
        && short[same..] == long[same + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_tell_of_slips() {
        let of = |one: &str, other: &str| [one.to_owned(), other.to_owned()];
        assert!(are_exchanged(of("1328", "1238")));
        assert!(!are_exchanged(of("1328", "1823")));
        assert!(!are_exchanged(of("12", "120")));
        assert!(is_one_missed(of("128", "1328")));
        assert!(is_one_missed(of("132", "1328")));
        assert!(is_one_missed(of("328", "1328")));
        assert!(is_one_missed(of("33", "333")));
        assert!(!is_one_missed(of("183", "1328")));
        assert!(!is_one_missed(of("1328", "132")));
        assert!(!is_one_missed(of("125", "12.5")));
    }
}
