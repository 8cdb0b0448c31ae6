//! What must hold among numbers: 勾稽 and 跨年.

use rust_decimal::Decimal;

use super::{LAST_YEAR, Target};
use crate::diagnostic::Severity;
use crate::source::Span;

/// A relation between two sums (`form-grammar` 5).
#[derive(Debug, Clone)]
pub struct Relation {
    /// The sum at the left.
    pub left: Sum,
    /// How the sums must compare.
    pub comparison: Comparison,
    /// The sum at the right.
    pub right: Sum,
    /// 级别: how bad it is when it does not hold.
    pub severity: Severity,
    /// 说明: added to the message; may be empty.
    pub explanation: String,
    /// 仅当: it holds only where all of these do.
    pub conditions: Vec<Condition>,
    /// Where the form file has it.
    pub span: Span,
}

/// How two sums must compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
}

/// Terms added up. All their paths are cells or fields, or all are lines.
#[derive(Debug, Clone)]
pub struct Sum {
    /// The terms, in order.
    pub terms: Vec<Term>,
}

/// A term with its sign.
#[derive(Debug, Clone)]
pub struct Term {
    /// Added or taken away.
    pub sign: Sign,
    /// What.
    pub operand: Operand,
}

/// Added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `+`, or first.
    Plus,
    /// `-`
    Minus,
}

impl Sign {
    /// Returns a number as it counts with the sign.
    pub fn of(self, number: Decimal) -> Decimal {
        match self {
            Self::Plus => number,
            Self::Minus => -number,
        }
    }
}

/// What a term adds.
#[derive(Debug, Clone)]
pub enum Operand {
    /// A whole number.
    Number(Decimal),
    /// A value of this year's or last year's report.
    Path(Reference),
}

/// A path in a form file, resolved.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The path as written, without 上年.
    pub path: String,
    /// Whose value.
    pub year: Year,
    /// Where it leads in this form: a field, a cell or a line.
    pub target: Target,
    /// Where the form file has it.
    pub span: Span,
}

/// Whose value a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Year {
    /// The report at hand.
    This,
    /// `上年.`: last year's report.
    Last,
}

impl Year {
    /// Returns whose value a path names, and the path in that report.
    pub fn split<S: AsRef<str>>(path: &[S]) -> (Self, &[S]) {
        match path.split_first() {
            Some((first, rest)) if first.as_ref() == LAST_YEAR => (Self::Last, rest),
            _ => (Self::This, path),
        }
    }
}

/// 仅当: a path that must have one of some values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Where the path leads: a field, or a cell of type 选项.
    pub target: Target,
    /// The values.
    pub values: Vec<String>,
}

impl Comparison {
    /// Returns the sign as the form file writes it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
        }
    }

    /// Tells whether it holds between two numbers.
    pub fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Self::Equal => left == right,
            Self::AtMost => left <= right,
            Self::AtLeast => left >= right,
        }
    }
}

impl Relation {
    /// Returns every path it names, from the left.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        self.left.references().chain(self.right.references())
    }
}

impl Sum {
    /// Makes a sum of one path.
    pub fn of(path: &Reference) -> Self {
        let operand = Operand::Path(path.clone());
        Self { terms: vec![Term { sign: Sign::Plus, operand }] }
    }

    /// Returns every path it names.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        self.terms.iter().filter_map(|term| match &term.operand {
            Operand::Path(reference) => Some(reference),
            Operand::Number(_) => None,
        })
    }
}
