//! Every path of a form, for those who write templates and relations.
//!
//! A table has rows times columns of cells; listed are its lines, and once a
//! part the columns that can follow each, so that it stays readable.

use super::{
    Axis, Field, FieldKind, Form, Line, LineKind, PartForm, Requirement, ValueType,
    Written,
};
use crate::form::{Blank, TableForm};

/// The paths of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Fields and groups, those of the envelope first.
    pub fields: Vec<PathHelp>,
    /// The tables, in order.
    pub tables: Vec<TableListing>,
}

/// The paths of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableListing {
    /// Its name, the first step of each path.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its parts, from the top.
    pub parts: Vec<PartListing>,
}

/// The paths of a part of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartListing {
    /// 标题, printed above it.
    pub title: Option<String>,
    /// Whole paths, in printed order: of lines where there are `columns`, else of
    /// cells.
    pub lines: Vec<PathHelp>,
    /// The steps that lead from each line to its cells.
    pub columns: Vec<PathHelp>,
}

/// What there is to know of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathHelp {
    /// The path, or the steps after a line's.
    pub path: String,
    /// What is printed there; empty for a field.
    pub label: String,
    /// What it is.
    pub kind: PathKind,
    /// The type's name; none for a group, and where the other axis says it.
    pub type_name: Option<&'static str>,
    /// 单位, for messages.
    pub unit: Option<String>,
    /// The choices of a 选项 or 多选.
    pub choices: Vec<String>,
    /// Whether it may be left out.
    pub requirement: Requirement,
    /// 说明; may be empty.
    pub help: String,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// A value that staff write, or a line of such.
    Written,
    /// 合计: computed where staff do not write it.
    Total,
    /// 小计: always computed.
    Subtotal,
    /// A group of fields.
    Group,
    /// A list of groups; the paths below are those of each.
    Each,
    /// A map whose names staff choose.
    Open,
}

impl PathKind {
    /// Returns the word for what is special about it; empty for a value.
    pub fn name(self) -> &'static str {
        match self {
            Self::Written => "",
            Self::Total => "合计",
            Self::Subtotal => "小计",
            Self::Group => "组",
            Self::Each => "每项",
            Self::Open => "名称自定",
        }
    }
}

/// Lists every path of a form, in order.
pub fn paths(form: &Form) -> Listing {
    let mut fields = Vec::new();
    list_fields(&form.fields, "", &mut fields);
    Listing { fields, tables: form.tables.iter().map(list_table).collect() }
}

fn list_fields(fields: &[Field], above: &str, listed: &mut Vec<PathHelp>) {
    for field in fields {
        let path = joined(above, &[&field.name]);
        let kind = match &field.kind {
            FieldKind::Value(_) | FieldKind::Several(_) => PathKind::Written,
            FieldKind::Group(_) => PathKind::Group,
            FieldKind::Each(_) => PathKind::Each,
            FieldKind::Open(..) => PathKind::Open,
        };
        let typed = PathHelp::new(path.clone(), kind, field.value_type());
        let help = field.help.clone();
        listed.push(PathHelp { requirement: field.requirement, help, ..typed });
        list_fields(field.children(), &path, listed);
    }
}

fn list_table(table: &TableForm) -> TableListing {
    let parts = table.parts.iter().map(|part| list_part(table, part)).collect();
    TableListing { name: table.name.clone(), title: table.title.clone(), parts }
}

fn list_part(table: &TableForm, part: &PartForm) -> PartListing {
    let title = part.title.clone();
    let only = |axis: &Axis| axis.lines.len() == 1 && axis.lines[0].steps.is_empty();
    let (rows, columns) = (&part.rows, &part.columns);
    // Types stand on one axis only; the other has none to tell.
    let by_columns = columns.lines.iter().any(|line| line.value_type.is_some());
    let of_row = |row: usize| {
        let typed = only(columns) || !by_columns;
        typed.then(|| part.value_type(row, 0))
    };
    let of_column = |column: usize| {
        let typed = only(rows) || by_columns;
        typed.then(|| part.value_type(0, column))
    };
    let (lines, columns) = if only(columns) {
        (list_axis(rows, &table.name, table.blank, &of_row), Vec::new())
    } else if only(rows) {
        (list_axis(columns, &table.name, table.blank, &of_column), Vec::new())
    } else {
        let lines = list_axis(rows, &table.name, table.blank, &of_row);
        (lines, list_axis(columns, "", table.blank, &of_column))
    };
    PartListing { title, lines, columns }
}

/// Lists the lines of an axis in printed order, a 小计 after its group.
fn list_axis<'a>(
    axis: &'a Axis,
    above: &str,
    blank: Blank,
    value_type: &dyn Fn(usize) -> Option<&'a ValueType>,
) -> Vec<PathHelp> {
    let mut order: Vec<usize> = (0..axis.lines.len()).collect();
    order.sort_by_key(|&line| printed_at(axis, line));
    let listed = order.into_iter().map(|index| {
        let line = &axis.lines[index];
        let path = joined(above, &line.steps);
        let help = PathHelp::new(path, kind(line), value_type(index));
        PathHelp {
            label: line.label.clone(),
            requirement: requirement(line, blank),
            help: axis.help(index).to_owned(),
            ..help
        }
    });
    listed.collect()
}

/// Returns a key by which a 小计 comes after the leaves of its group, an inner
/// group's before the outer's.
fn printed_at(axis: &Axis, line: usize) -> (usize, usize, usize) {
    if line < axis.leaves {
        return (line, 0, 0);
    }
    let steps = &axis.lines[line].steps;
    let group = &steps[..steps.len().saturating_sub(1)];
    let last = axis.leaf_lines().iter().rposition(|leaf| leaf.steps.starts_with(group));
    (last.unwrap_or(line), 1, usize::MAX - steps.len())
}

fn kind(line: &Line) -> PathKind {
    match line.kind {
        LineKind::Leaf => PathKind::Written,
        LineKind::Total(_) => PathKind::Total,
        LineKind::Subtotal(_) => PathKind::Subtotal,
    }
}

fn requirement(line: &Line, blank: Blank) -> Requirement {
    match (&line.kind, line.required, blank) {
        (LineKind::Leaf | LineKind::Total(_), Some(Written::Asked), _)
        | (LineKind::Leaf, None, Blank::Asked) => Requirement::Required,
        _ => Requirement::Optional,
    }
}

fn joined<S: AsRef<str>>(above: &str, steps: &[S]) -> String {
    let above = Some(above).filter(|above| !above.is_empty());
    let steps = above.into_iter().chain(steps.iter().map(AsRef::as_ref));
    steps.collect::<Vec<_>>().join(".")
}

impl PathHelp {
    /// Returns what is to be known of its value, in words: `整数，单位件，必填`.
    pub fn notes(&self) -> String {
        let mut notes = Vec::new();
        notes.extend(self.type_name.map(str::to_owned));
        notes.extend(self.unit.as_ref().map(|unit| format!("单位{unit}")));
        if !self.kind.name().is_empty() {
            notes.push(self.kind.name().to_owned());
        }
        match self.requirement {
            Requirement::Required => notes.push("必填".to_owned()),
            Requirement::Advised => notes.push("建议填写".to_owned()),
            Requirement::Optional => {}
        }
        if !self.choices.is_empty() {
            notes.push(format!("可以写 {}", self.choices.join("、")));
        }
        notes.join("，")
    }

    /// Returns the printed label, where the path does not end with it.
    pub fn other_label(&self) -> Option<&str> {
        let differs = !self.label.is_empty() && !self.path.ends_with(&self.label);
        differs.then_some(&self.label)
    }

    fn new(path: String, kind: PathKind, value_type: Option<&ValueType>) -> Self {
        let choices = match value_type {
            Some(ValueType::Choice(choices) | ValueType::Choices(choices)) => {
                choices.clone()
            }
            _ => Vec::new(),
        };
        Self {
            path,
            label: String::new(),
            kind,
            type_name: value_type.map(ValueType::name),
            unit: value_type.and_then(ValueType::unit).map(str::to_owned),
            choices,
            requirement: Requirement::default(),
            help: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::read;
    use crate::source::Source;

    const FORM: &str = "\
名称: 例
年度: {自: 2021}
字段:
  费用: {说明: 收的费, 字段: {金额: {类型: 小数, 单位: 元}}}
表格:
  申请:
    缺省: 0
    列: [自然人, {总计: {合计: 是}}]
    行:
      - 结果: [公开, {不公开: [秘密, 其他]}, {总计: {标签: 合计数, 合计: 是}}]
      - {结转: {标签: 四、结转, 必填: 是, 说明: 没有就写 0}}
  报表:
    行: [{种类: {类型: 选项, 选项: [门户, 部门]}}, {访问量: {必填: 否}}]
  值守: {行: [{热线: {说明: 接听的, 行: [{标签: 件}]}}]}
";

    fn shown(help: &PathHelp) -> String {
        let PathHelp { path, label, kind, type_name, unit, choices, requirement, help } =
            help;
        let kind = kind.name();
        format!(
            "{path} {label:?} {kind} {type_name:?} {unit:?} {choices:?} {requirement:?} {help}"
        )
    }

    #[test]
    fn lists_fields_then_lines_and_columns() {
        let form = read(&Source::new("form.yaml", FORM)).expect("the form is good");
        let listing = paths(&form);
        let own = listing.fields.iter().skip_while(|field| field.path != "费用");
        let mut text: Vec<String> = own.map(shown).collect();
        for table in &listing.tables {
            for part in &table.parts {
                text.push(format!("[{}]", table.title));
                text.extend(part.lines.iter().map(shown));
                text.push("[列]".to_owned());
                text.extend(part.columns.iter().map(shown));
            }
        }
        insta::assert_snapshot!(text.join("\n"), @r#"
    费用 "" 组 None None [] Optional 收的费
    费用.金额 ""  Some("小数") Some("元") [] Optional 
    [申请]
    申请.结果.公开 "公开"  Some("整数") None [] Optional 
    申请.结果.不公开.秘密 "秘密"  Some("整数") None [] Optional 
    申请.结果.不公开.其他 "其他"  Some("整数") None [] Optional 
    申请.结果.不公开.小计 "不公开" 小计 Some("整数") None [] Optional 
    申请.结果.总计 "合计数" 合计 Some("整数") None [] Optional 
    申请.结果.小计 "结果" 小计 Some("整数") None [] Optional 
    申请.结转 "四、结转"  Some("整数") None [] Required 没有就写 0
    [列]
    自然人 "自然人"  None None [] Optional 
    总计 "总计" 合计 None None [] Optional 
    [报表]
    报表.种类 "种类"  Some("选项") None ["门户", "部门"] Required 
    报表.访问量 "访问量"  Some("整数") None [] Optional 
    [列]
    [值守]
    值守.热线 "件"  Some("整数") None [] Required 接听的
    值守.热线.小计 "热线" 小计 Some("整数") None [] Optional 
    [列]
    "#);
    }

    #[test]
    fn every_listed_path_leads_somewhere() {
        let form = read(&Source::new("form.yaml", FORM)).expect("the form is good");
        let listing = paths(&form);
        let parts = listing.tables.iter().flat_map(|table| &table.parts);
        for line in listing.fields.iter().chain(parts.flat_map(|part| &part.lines)) {
            let steps: Vec<&str> = line.path.split('.').collect();
            assert!(form.resolve(&steps).is_ok(), "{}", line.path);
        }
    }
}
