//! The tables of a form.

use super::{Axis, ValueType};
use crate::source::Span;

/// The key of the number where a cell has a remark: `{数: 22, 注: 其中修订16件}`.
pub const NUMBER_KEY: &str = "数";
/// The key of the remark.
pub const REMARK_KEY: &str = "注";

/// A table: parts stacked one below the other, nearly always one.
#[derive(Debug, Clone)]
pub struct TableForm {
    /// The name staff, templates and relations use.
    pub name: String,
    /// 标题: the name for screen readers and messages.
    pub title: String,
    /// 缺省: what a cell left out is.
    pub blank: Blank,
    /// 列宽: relative widths from the left; empty: all equal.
    pub widths: Vec<f64>,
    /// The parts, from the top.
    pub parts: Vec<PartForm>,
    /// Where the form file has it.
    pub span: Span,
}

/// What a cell left out is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// `缺省: 0`: it is 0.
    Zero,
    /// It is asked for.
    Asked,
}

/// A part of a table.
#[derive(Debug, Clone)]
pub struct PartForm {
    /// 标题, printed across the whole width.
    pub title: Option<String>,
    /// 角标; may be empty.
    pub corner: String,
    /// 列.
    pub columns: Axis,
    /// 行.
    pub rows: Axis,
}

impl PartForm {
    /// Returns the type of a cell: its row's, else its column's, else 整数.
    pub fn value_type(&self, row: usize, column: usize) -> &ValueType {
        const WHOLE: &ValueType = &ValueType::Whole { unit: None };
        self.rows.lines[row]
            .value_type
            .as_ref()
            .or(self.columns.lines[column].value_type.as_ref())
            .unwrap_or(WHOLE)
    }
}
