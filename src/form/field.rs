//! What staff may write outside the tables.

use super::ValueType;

/// A field, a group of fields, or a list of groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name staff, templates and relations use.
    pub name: String,
    /// 说明: help for the one who fills it in; may be empty.
    pub help: String,
    /// 必填: whether it may be left out.
    pub requirement: Requirement,
    /// What it holds.
    pub kind: FieldKind,
}

/// Whether a field may be left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Requirement {
    /// 否: nothing is said.
    #[default]
    Optional,
    /// 建议: leaving it out is a warning.
    Advised,
    /// 是: leaving it out is an error.
    Required,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One value.
    Value(ValueType),
    /// One value or a list of them. In the envelope only.
    Several(ValueType),
    /// 字段: a group of fields.
    Group(Vec<Field>),
    /// 每项: a list of groups.
    Each(Vec<Field>),
    /// A map whose names staff choose. In the envelope only.
    Open(Names, ValueType),
}

/// Which names an open map takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Any name (事实).
    Any,
    /// The form's tables (附注).
    Tables,
    /// A code, or a code and a path (核实).
    Findings,
}

/// 期限: the last day for signing a report, in the year after the one reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The 类别 it is for; none: for all.
    pub kind: Option<String>,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
}

impl Field {
    /// Returns the type of its value, or of each of several.
    pub fn value_type(&self) -> Option<&ValueType> {
        match &self.kind {
            FieldKind::Value(value_type)
            | FieldKind::Several(value_type)
            | FieldKind::Open(_, value_type) => Some(value_type),
            FieldKind::Group(_) | FieldKind::Each(_) => None,
        }
    }

    /// Returns the fields below, if it is a group or a list of groups.
    pub fn children(&self) -> &[Self] {
        match &self.kind {
            FieldKind::Group(fields) | FieldKind::Each(fields) => fields,
            FieldKind::Value(_) | FieldKind::Several(_) | FieldKind::Open(..) => &[],
        }
    }
}
