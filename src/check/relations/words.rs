//! Relations in words.

use super::terms::total;
use super::{Instance, TermValue};
use crate::form::{Comparison, Relation, Sign};

/// Says what does not hold, both sums written out.
pub(in crate::check) fn message(relation: &Relation, case: &Instance) -> String {
    let column = of_column(case);
    let left = side(&case.left);
    let constant = matches!(&case.right[..], [term] if term.name.is_empty());
    let right = if constant { total(&case.right).to_string() } else { side(&case.right) };
    match relation.comparison {
        Comparison::Equal if constant => format!("{column}{left}，应当是 {right}"),
        Comparison::Equal => {
            format!("{column}{left}，{right}，两边应当相等，差 {}", case.difference.abs())
        }
        Comparison::AtMost => format!("{column}{left}，应当不大于 {right}"),
        Comparison::AtLeast => format!("{column}{left}，应当不小于 {right}"),
    }
}

/// Returns how a sentence on a case begins that is in a column: “自然人”这一列：.
pub(in crate::check) fn of_column(case: &Instance) -> String {
    case.column_name().map_or(String::new(), |name| format!("“{name}”这一列："))
}

/// Writes a side out: 本年新收 40 + 上年结转 3 = 43.
pub(in crate::check) fn side(terms: &[TermValue]) -> String {
    let mut out = String::new();
    for (index, term) in terms.iter().enumerate() {
        match (index, term.sign) {
            (0, Sign::Plus) => {}
            (0, Sign::Minus) => out.push_str("- "),
            (_, Sign::Plus) => out.push_str(" + "),
            (_, Sign::Minus) => out.push_str(" - "),
        }
        if !term.name.is_empty() {
            out.push_str(&term.name);
            out.push(' ');
        }
        out.push_str(&term.number.to_string());
    }
    if terms.len() > 1 {
        out.push_str(" = ");
        out.push_str(&total(terms).to_string());
    }
    out
}

/// Returns a path without its table.
pub(in crate::check) fn below_the_table(path: &str) -> &str {
    path.split_once('.').map_or(path, |(_, rest)| rest)
}
