//! The columns or the rows of a part: a header tree and its lines.

use super::ValueType;
use super::named::help;
use crate::source::Span;

/// The step that names the sum of a group's leaves. No table prints it.
pub const SUBTOTAL: &str = "小计";

/// The columns or the rows of a part.
#[derive(Debug, Clone)]
pub struct Axis {
    /// The header tree as printed. Empty for an axis that is left out: it then
    /// has one line without name or label.
    pub items: Vec<Item>,
    /// The leaves in printed order, then the 小计 of each named group.
    pub lines: Vec<Line>,
    /// How many of `lines` are leaves.
    pub leaves: usize,
}

/// A node of the header tree.
#[derive(Debug, Clone)]
pub struct Item {
    /// The name; none for a node that is only printed.
    pub name: Option<String>,
    /// What is printed.
    pub label: String,
    /// 说明: help for the one who fills it in; may be empty.
    pub help: String,
    /// 别名: what sheets to be imported may have in place of the label.
    pub aliases: Vec<String>,
    /// What stands below; empty for a leaf.
    pub children: Vec<Item>,
    /// For a leaf its index among the axis's leaves.
    pub leaf: Option<usize>,
    /// Where the form file has it.
    pub span: Span,
}

impl Item {
    /// Returns the name staff write it by; nothing of a node that is only printed.
    pub fn key(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }
}

/// A line of cells: a leaf of the axis, or a group's 小计.
#[derive(Debug, Clone)]
pub struct Line {
    /// The names from the axis's top down to it; nameless nodes have none.
    pub steps: Vec<String>,
    /// The leaf's printed label, or its group's.
    pub label: String,
    /// What the line is.
    pub kind: LineKind,
    /// 类型 on this line; none: the other axis says it, else 整数.
    pub value_type: Option<ValueType>,
    /// 必填 on this line, where the form says something.
    pub required: Option<Written>,
    /// Where the form file has it.
    pub span: Span,
}

/// What a line of cells is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineKind {
    /// Written by staff.
    Leaf,
    /// 合计: the sum of these leaves; staff may write it.
    Total(Vec<usize>),
    /// 小计: the sum of these leaves; staff cannot write it.
    Subtotal(Vec<usize>),
}

/// 必填 on a line of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// 是: must be written, even a 0.
    Asked,
    /// 否: may be left out and then prints empty.
    Free,
}

impl Axis {
    /// Returns the axis that is left out: one line without name or label.
    pub fn absent(span: Span) -> Self {
        let line = Line {
            steps: Vec::new(),
            label: String::new(),
            kind: LineKind::Leaf,
            value_type: None,
            required: None,
            span,
        };
        Self { items: Vec::new(), lines: vec![line], leaves: 1 }
    }

    /// Returns the leaves a line stands for: itself, or those it sums.
    pub fn base(&self, line: usize) -> Vec<usize> {
        match &self.lines[line].kind {
            LineKind::Leaf => vec![line],
            LineKind::Total(leaves) | LineKind::Subtotal(leaves) => leaves.clone(),
        }
    }

    /// Returns the leaf lines in printed order.
    pub fn leaf_lines(&self) -> &[Line] {
        &self.lines[..self.leaves]
    }

    /// Returns 说明 of a leaf, or of the item whose name leads to it; empty for a 小计.
    pub fn help(&self, leaf: usize) -> &str {
        help(&self.items, leaf)
    }
}
