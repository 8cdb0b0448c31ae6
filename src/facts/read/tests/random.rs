//! What holds of every file.

use std::sync::Arc;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{form, read};
use crate::facts::{Cell, Facts};
use crate::form::{CellRef, Form, LineKind};
use crate::source::Source;
use crate::yaml;

/// A form with something of everything.
const FORM: &str = "\
字段:
  引言: {类型: 正文, 必填: 是}
  组: {必填: 建议, 字段: {甲: {类型: 是否, 必填: 是}, 乙: {类型: 多选, 选项: [甲, 乙]}}}
  事项: {每项: {甲: 文字, 乙: 小数}}
表格:
  申请:
    标题: 收到的申请
    缺省: 0
    列: [{标签: 人, 列: [甲, 数]}, {丙: {类型: 增减}}, {总计: {合计: 是}}]
    行: [甲, {乙: [甲, 丁, {总计: {合计: 是}}]}, {丁: {必填: 是}}]
  诉讼:
    部分:
      - 列: [甲, {乙: [数, 丁, {总计: {合计: 是}}]}]
      - {列: [甲, {丁: {类型: 文字}}], 行: [丙, {丁: {必填: 否}}]}
      - {列: [{标签: 数量}], 行: [戊]}
  网页:
    行: [{甲: {类型: 网址}}, {乙: {类型: 选项, 选项: [甲, 乙]}}, {数: {必填: 否}}]
";

fn the_form() -> Arc<Form> {
    form(FORM)
}

/// What people write as a value.
const SCALARS: [&str; 19] = [
    "",
    "0",
    "1",
    "12",
    "-3",
    "-0",
    "1.5",
    "１２",
    "1,000",
    "无",
    "约3",
    "甲",
    "是",
    "\"\"",
    "' '",
    "丙：3",
    "｛甲: 1｝",
    "2021",
    "[1, x, ,1]",
];

/// What the form has, and what people write in its place.
const KEYS: [&str; 26] = [
    "甲",
    "乙",
    "丙",
    "丁",
    "戊",
    "数",
    "注",
    "总计",
    "小计",
    "申请",
    "诉讼",
    "网站",
    "收到的申请",
    "引言",
    "组",
    "事项",
    "事实",
    "附注",
    "年度",
    "单位",
    "名称",
    "上年",
    "甲：3",
    "　甲",
    "申诉",
    "人",
];

fn files() -> impl Strategy<Value = String> {
    let scalar = prop::sample::select(SCALARS.to_vec()).prop_map(str::to_owned);
    let value = scalar.prop_recursive(4, 48, 6, move |inner| {
        let key = prop::sample::select(KEYS.to_vec());
        let entries = prop::collection::vec((key, inner.clone()), 0..6);
        let map = entries.prop_map(|entries| {
            let entry = |(key, value): (&str, String)| format!("{key}: {value}");
            let entries: Vec<_> = entries.into_iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        });
        let list = prop::collection::vec(inner, 0..6)
            .prop_map(|items| format!("[{}]", items.join(", ")));
        prop_oneof![3 => map, 1 => list]
    });
    let top = prop::sample::select(KEYS.to_vec());
    prop::collection::vec((top, value), 1..8).prop_map(|entries| {
        let entry = |(key, value): (&str, String)| format!("{key}: {value}\n");
        entries.into_iter().map(entry).collect()
    })
}

/// Checks every sum of a table against its parts, and every finding's place.
fn check(facts: &Facts) -> Result<(), TestCaseError> {
    for (table, form) in facts.form.tables.iter().enumerate() {
        for (part, axes) in form.parts.iter().enumerate() {
            for row in 0..axes.rows.lines.len() {
                for column in 0..axes.columns.lines.len() {
                    check_cell(facts, CellRef { table, part, row, column })?;
                }
            }
        }
    }
    Ok(())
}

fn check_cell(facts: &Facts, cell: CellRef) -> Result<(), TestCaseError> {
    let form = facts.part_form(cell);
    let negative_zero = |number: Decimal| number.is_zero() && number.is_sign_negative();
    prop_assert!(!facts.number(cell).is_some_and(negative_zero));
    let base = |kind: &LineKind, line| match kind {
        LineKind::Leaf => vec![line],
        LineKind::Total(lines) | LineKind::Subtotal(lines) => lines.clone(),
    };
    let mut sum = Some(Decimal::ZERO);
    for &row in &base(&form.rows.lines[cell.row].kind, cell.row) {
        for &column in &base(&form.columns.lines[cell.column].kind, cell.column) {
            let part = CellRef { row, column, ..cell };
            let number = match facts.cell(part).expect("a leaf") {
                Cell::LeftOut if form.value_type(row, column).is_number() => {
                    Some(Decimal::ZERO)
                }
                other => other.number(),
            };
            sum = sum.and_then(|sum| Some(sum + number?));
        }
    }
    prop_assert_eq!(facts.computed(cell), sum);
    if facts.is_sum(cell) && matches!(facts.cell(cell), None | Some(Cell::LeftOut)) {
        prop_assert_eq!(facts.number(cell), sum);
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_file_is_read_and_totals_are_sums(text in files()) {
        let Some(root) = yaml::load(&Source::new("年报.yaml", text.as_str())).root else {
            return Ok(());
        };
        let (facts, findings) = read(&root, &the_form());
        for finding in findings {
            let place = finding.place.expect("findings of a file have a place");
            prop_assert!(text.get(place.span.range()).is_some());
        }
        check(&facts)?;
    }
}
