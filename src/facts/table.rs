//! The cells of a table as written.

use rust_decimal::Decimal;

use super::Value;
use crate::source::Span;

/// Says how a table of a name is written in which nothing happened.
pub(crate) fn as_zeros(table: &str) -> String {
    format!("全年都没有发生，就整张表只写一行“{table}: 0”")
}

/// A table as written.
#[derive(Debug, Clone)]
pub struct TableFacts {
    /// Where the table's key stands; none if it is left out.
    pub span: Option<Span>,
    /// The parts, in the form's order.
    pub parts: Vec<PartFacts>,
}

/// A part of a table: a row for each row leaf, in it a cell for each column leaf.
#[derive(Debug, Clone)]
pub struct PartFacts {
    /// The cells.
    pub cells: Vec<Vec<Cell>>,
    /// Where each row's key stands, if it is written.
    pub rows: Vec<Option<Span>>,
}

/// A cell as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cell {
    /// Not there.
    #[default]
    LeftOut,
    /// There, but wrong, and a finding says so.
    Wrong,
    /// There.
    Written {
        /// The value.
        value: Value,
        /// 注: a remark printed behind the number.
        remark: Option<Remark>,
        /// Where it stands: the value itself, or the `0` of its whole row.
        span: Span,
    },
}

/// A remark behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Cell {
    /// Returns the value, if one is written.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Written { value, .. } => Some(value),
            Self::LeftOut | Self::Wrong => None,
        }
    }

    /// Returns the number, if one is written.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Written { value: Value::Number(number), .. } => Some(*number),
            Self::Written { .. } | Self::LeftOut | Self::Wrong => None,
        }
    }

    /// Returns where it is written.
    pub fn span(&self) -> Option<&Span> {
        match self {
            Self::Written { span, .. } => Some(span),
            Self::LeftOut | Self::Wrong => None,
        }
    }
}
