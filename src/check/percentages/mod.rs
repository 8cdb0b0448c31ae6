//! Percentages against the numbers of their sentence: shares and growth.
//!
//! A percentage is recomputed only where the words name both numbers. Its last digit
//! may be rounded or cut off.

mod growth;
mod share;
mod whole;

use memchr::{memchr_iter, memmem};
use rust_decimal::{Decimal, RoundingStrategy};

use super::Text;
use super::quantities::{Amount, Exactness, Unit, amounts};
use super::sentences::sentences_at;
use crate::diagnostic::{Code, Diagnostic};

/// Reports the percentages of a field that their sentence does not bear out.
pub(super) fn check(text: Text<'_>, findings: &mut Vec<Diagnostic>) {
    let words = &text.filled.text;
    for (_, range) in sentences_at(words, signs(words).into_iter()) {
        let sentence = Sentence { text, start: range.start, all: amounts(words, range) };
        let before = findings.len();
        findings
            .extend((0..sentence.all.len()).filter_map(|index| sentence.wrong(index)));
        if findings.len() == before {
            findings.extend(whole::wrong(&sentence));
        }
    }
}

/// Returns where percent signs of either width stand, in order.
fn signs(text: &str) -> Vec<usize> {
    let wide = memmem::find_iter(text.as_bytes(), "％");
    let mut signs: Vec<_> = memchr_iter(b'%', text.as_bytes()).chain(wide).collect();
    signs.sort_unstable();
    signs
}

/// A sentence with its amounts.
struct Sentence<'a> {
    text: Text<'a>,
    start: usize,
    all: Vec<Amount<'a>>,
}

/// What a percentage should be.
struct Computed {
    value: Decimal,
    /// The sum written out: `46 占 805`.
    words: String,
    /// The way the text says it grew; empty for a share.
    said: &'static str,
    /// The amounts it is computed from.
    from: [usize; 2],
}

impl<'a> Sentence<'a> {
    /// Returns the words between an amount and the one before it.
    fn gap(&self, index: usize) -> &'a str {
        let start =
            index.checked_sub(1).map_or(self.start, |before| self.all[before].end);
        &self.text.filled.text[start..self.all[index].digits.start]
    }

    /// Returns the measure of an exact count.
    fn measure(&self, index: usize) -> Option<&'a str> {
        let amount = self.all.get(index)?;
        match amount.unit {
            Unit::Measure(measure) if amount.exactness == Exactness::Exact => {
                Some(measure)
            }
            _ => None,
        }
    }

    /// Returns the finding about an amount if it is a percentage that the words and
    /// numbers before it do not bear out.
    fn wrong(&self, index: usize) -> Option<Diagnostic> {
        let percentage = &self.all[index];
        let typed = !self.text.filled.is_value(percentage.digits.clone());
        let exact = percentage.exactness == Exactness::Exact;
        if percentage.unit != Unit::Percent || !typed || !exact {
            return None;
        }
        let computed = if share::is_one(self, index) {
            share::wrong(self, index)
        } else {
            growth::wrong(self, index)
        };
        computed.map(|computed| self.finding(index, &computed))
    }

    fn finding(&self, index: usize, computed: &Computed) -> Diagnostic {
        let percentage = &self.all[index];
        let digits = percentage.number.scale().max(1);
        let rounding = RoundingStrategy::MidpointAwayFromZero;
        let value = computed.value.round_dp_with_strategy(digits, rounding);
        let printed = &self.text.filled.text[percentage.digits.clone()];
        let Computed { words, said, .. } = computed;
        let message = format!("{words} {value}%，写的是{said} {printed}%");
        let mut finding = Diagnostic::warning(Code::Percentage, message)
            .at(self.text.place(percentage.digits.clone()), format!("应为 {value}"))
            .path(self.text.path);
        for from in computed.from {
            finding = finding.related(self.text.place(self.all[from].digits.clone()), "");
        }
        finding.help("请核对这几个数；最后一位四舍五入或截去都可以")
    }
}

/// Returns 100 times a quotient.
fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)
}

/// Tells whether a printed number is a value with its last digit rounded or cut off.
fn agrees(value: Decimal, printed: Decimal) -> bool {
    let digits = printed.scale();
    let rounded =
        value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    let cut = value.trunc_with_scale(digits);
    printed == rounded || printed == cut
}
