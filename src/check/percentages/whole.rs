//! Shares that are said to be all, for the last is that of the rest.

use rust_decimal::Decimal;

use super::Sentence;
use super::share::SHARE;
use crate::check::parts::AMONG;
use crate::check::quantities::{Exactness, Unit};
use crate::diagnostic::{Code, Diagnostic};

/// Words of the last of several shares that make up the whole.
const REST: [&str; 2] = ["其他", "其余"];

/// Words that begin a list of shares.
const BEGINS: [&str; 2] = [AMONG, APART];
const APART: &str = "分别占";

/// Returns the finding about shares that do not make 100%.
pub(super) fn wrong(sentence: &Sentence<'_>) -> Option<Diagnostic> {
    let shares = shares(sentence)?;
    let numbers = || shares.iter().map(|&index| sentence.all[index].number);
    let sum: Decimal = numbers().sum();
    let slack: Decimal = numbers().map(slack).sum();
    if (sum - Decimal::ONE_HUNDRED).abs() <= slack {
        return None;
    }
    let text = sentence.text;
    let mut digits = shares.iter().map(|&index| sentence.all[index].digits.clone());
    let first = digits.find(|digits| !text.filled.is_value(digits.clone()))?;
    let terms: Vec<_> = numbers().map(|number| number.to_string()).collect();
    let message =
        format!("这几个占比加起来是 {sum}%（{}），不是 100%", terms.join(" + "));
    let finding = Diagnostic::warning(Code::Percentage, message)
        .at(text.place(first), "")
        .path(text.path);
    Some(finding.help("请核对这几个占比"))
}

/// Returns the shares up to that of the rest, in order; none if one of them is no
/// exact share.
fn shares(sentence: &Sentence<'_>) -> Option<Vec<usize>> {
    let all = &sentence.all;
    let holds = |index: usize, words: &[&str]| {
        words.iter().any(|word| sentence.gap(index).contains(word))
    };
    let is_rest =
        |&index: &usize| all[index].unit == Unit::Percent && holds(index, &REST);
    let last = (0..all.len()).rev().find(is_rest)?;
    let counts = |&index: &usize| !matches!(all[index].unit, Unit::Nothing | Unit::Other);
    let mut shares = Vec::new();
    for index in (0..=last).rev().take_while(counts) {
        if all[index].unit == Unit::Percent {
            shares.push(index);
        }
        if holds(index, &BEGINS) {
            break;
        }
    }
    shares.reverse();
    let apart = shares.first().is_some_and(|&first| holds(first, &[APART]));
    let exact = |&index: &usize| {
        all[index].exactness == Exactness::Exact && (apart || holds(index, &[SHARE]))
    };
    (shares.len() > 1 && shares.iter().all(exact)).then_some(shares)
}

/// Returns by how much a share may be off: its last digit, a tenth at least.
fn slack(share: Decimal) -> Decimal {
    Decimal::new(1, share.scale()).max(Decimal::new(1, 1))
}
