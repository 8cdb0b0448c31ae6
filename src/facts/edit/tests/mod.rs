mod random;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::*;
use crate::form;

fn form() -> Arc<Form> {
    let text = "\
名称: 甲
年度: {自: 2020}
字段: {说明: 正文}
表格:
  表一:
    部分:
      - 标题: 一
        列: [{制发: 制发件数}, {有效: {标签: 有效件数, 类型: 小数}}]
        行: [规章, 文件]
      - 标题: 二
        列: [{标签: 数量}]
        行: [许可]
  表二:
    缺省: 0
    列: [{标签: 谁, 列: [个人, {标签: 单位, 列: [企业, 其他]}, {总计: {合计: 是}}]}]
    行:
      - 新收
      - 结果: {标签: 结果, 行: [公开, {不公开: [秘密, 隐私]}, {总计: {合计: 是}}]}
      - {结转: {标签: 结转, 必填: 是}}
  表三:
    缺省: 0
    列: [{复议: [维持, 纠正, {总计: {合计: 是}}]}, {诉讼: [维持, 纠正]}]
";
    let source = Source::new("templates/甲/form.yaml", text);
    Arc::new(form::read(&source).unwrap_or_else(|faults| panic!("{faults:?}")))
}

/// A head and a field that no table is part of.
const HEAD: &str = "格式: 甲   # 头\n年度: 2024\n单位: {名称: 某局}\n";
const FIELD: &str = "\n# 说明在后面\n说明: |\n  一段\n\n  又一段\n";

#[track_caller]
fn cell(form: &Form, path: &str) -> CellRef {
    let steps: Vec<_> = path.split('.').collect();
    match form.resolve(&steps) {
        Ok(form::Target::Cell(cell)) => cell,
        other => panic!("{path}: {other:?}"),
    }
}

/// Sets cells, `PATH VALUE` or `PATH VALUE REMARK`, in the tables of a file.
#[track_caller]
fn set(tables: &str, cells: &[&str]) -> String {
    let form = form();
    let new = cells.iter().map(|text| {
        let words: Vec<_> = text.split(' ').collect();
        NewCell {
            cell: cell(&form, words[0]),
            value: Value::Number(words[1].parse().unwrap()),
            remark: words.get(2).map(|&remark| remark.to_owned()),
        }
    });
    let text = format!("{HEAD}{tables}{FIELD}");
    let source = Source::new("甲.yaml", text);
    let set = set_cells(&source, &form, &new.collect::<Vec<_>>());
    let set = set.unwrap_or_else(|unsettable| panic!("{unsettable:?}"));
    let rest = set.strip_prefix(HEAD).expect("the head stays");
    let (tables, field) = rest.split_once("\n# 说明").expect("the field stays");
    assert!(FIELD.ends_with(field));
    tables.to_owned()
}

#[test]
fn a_row_of_empty_names_that_must_be_written_becomes_0() {
    let was = "表二:\n  新收: {个人: , 企业: }\n  结转: {个人: , 企业: }   # 注\n";
    let is = "表二:\n  新收: {个人: 3, 企业: }\n  结转: 0   # 注\n";
    let nobody = ["表二.新收.个人 3", "表二.结转.个人 0", "表二.结转.企业 0"];
    assert_eq!(set(was, &nobody), is);
    let is = "表二:\n  新收: {个人: , 企业: }\n  结转: {个人: , 企业: 2}   # 注\n";
    assert_eq!(set(was, &["表二.结转.个人 0", "表二.结转.企业 2"]), is);
}

#[test]
fn a_scalar_is_changed_in_place() {
    let was =
        "表一:\n  规章: {制发: 1, 有效: '2'}   # 注\n  文件: [3, 4]\n  许可: \"5\"\n";
    let is =
        "表一:\n  规章: {制发: 7, 有效: '2.5'}   # 注\n  文件: [3, 8]\n  许可: \"6\"\n";
    let cells =
        ["表一.规章.制发 7", "表一.规章.有效 2.5", "表一.文件.有效 8", "表一.许可 6"];
    assert_eq!(set(was, &cells), is);
}

#[test]
fn a_bare_zero_becomes_what_it_is() {
    let was = "表二:\n  新收: 0  # 没有\n  结果: 0     # 分几项\n  结转: 0\n";
    let cells =
        ["表二.新收.个人 3", "表二.结果.公开.企业 2", "表二.结果.不公开.隐私.个人 1"];
    assert_eq!(
        set(was, &cells),
        "表二:\n  新收: {个人: 3}  # 没有\n  结果:     # 分几项\n    公开: {企业: 2}\n    \
         不公开:\n      隐私: {个人: 1}\n  结转: 0\n"
    );
    let was = "表二: {新收: 0, 结果: 0, 结转: 0}\n";
    assert_eq!(
        set(was, &cells),
        "表二: {新收: {个人: 3}, 结果: {公开: {企业: 2}, 不公开: {隐私: {个人: 1}}}, 结转: 0}\n"
    );
}

#[test]
fn a_bare_zero_for_a_table_keeps_what_must_be_written() {
    let all = ["表二.新收.个人 3", "表二.结转.个人 0"];
    assert_eq!(set("表二: 0", &all), "表二:\n  新收: {个人: 3}\n  结转: 0");
    assert_eq!(set("表二: 0", &all[1..]), "表二: 0");
}

#[test]
fn what_is_missing_is_added_in_the_forms_order() {
    let was = "表二:\n    结果:\n        不公开: {隐私: {个人: 1}}\n        # 尾\n    结转: 1\n";
    let was = was.replace("结转: 1", "结转: {其他: 1}");
    let cells = [
        "表二.新收.个人 3",
        "表二.结果.公开.企业 2",
        "表二.结果.不公开.秘密.个人 5",
        "表二.结转.个人 4",
    ];
    assert_eq!(
        set(&was, &cells),
        "表二:\n    新收: {个人: 3}\n    结果:\n        公开: {企业: 2}\n        \
         不公开: {秘密: {个人: 5}, 隐私: {个人: 1}}\n        # 尾\n    \
         结转: {个人: 4, 其他: 1}\n"
    );
}

#[test]
fn a_table_is_added_at_its_place() {
    let was = "表一:\n  规章: {制发: 1, 有效: 2}\n  文件: {制发: 1, 有效: 2}\n  许可: 5\n表三: 0";
    let cells = ["表二.结转.个人 0", "表三.诉讼.纠正 1", "表三.复议.总计 0"];
    assert_eq!(
        set(was, &cells),
        "表一:\n  规章: {制发: 1, 有效: 2}\n  文件: {制发: 1, 有效: 2}\n  许可: 5\n表二:\n  \
         结转: 0\n表三:\n  诉讼: {纠正: 1}"
    );
    let cells = ["表一.规章.制发 1", "表一.规章.有效 0"];
    assert_eq!(set("表三: 0", &cells), "表一:\n  规章: {制发: 1, 有效: 0}\n表三: 0");
}

#[test]
fn totals_are_written_where_they_are() {
    let was =
        "表二:\n  新收: {个人: 1, 总计: 1}\n  结转: [1, 0, 0, 1]\n  结果: {总计: 0}\n";
    let cells = [
        "表二.新收.个人 2",
        "表二.新收.总计 2",
        "表二.结转.个人 3",
        "表二.结转.总计 3",
        "表二.结果.公开.个人 4",
        "表二.结果.公开.总计 4",
    ];
    assert_eq!(
        set(was, &cells),
        "表二:\n  新收: {个人: 2, 总计: 2}\n  结转: [3, 0, 0, 3]\n  \
         结果: {公开: {个人: 4}, 总计: 0}\n"
    );
}

#[test]
fn remarks_are_written_and_stay() {
    let was = "表一:\n  规章: {制发: 1, 有效: {数: 2, 注: 旧}}\n  文件:\n    制发: {数: 1}\n    \
               有效: {数: 3, 注: 旧}\n  许可: 5\n";
    let cells = [
        "表一.规章.制发 1 其中:修订",
        "表一.规章.有效 3",
        "表一.文件.制发 1 新",
        "表一.文件.有效 3 新",
    ];
    assert_eq!(
        set(was, &cells),
        "表一:\n  规章: {制发: {数: 1, 注: \"其中:修订\"}, 有效: {数: 3, 注: 旧}}\n  文件:\n    \
         制发: {数: 1, 注: 新}\n    有效: {数: 3, 注: 新}\n  许可: 5\n"
    );
}

#[test]
fn empty_values_are_filled() {
    let was = "表一:\n  规章: {制发: , 有效:}\n  文件:\n    制发:   # 几件\n    有效:\n  许可:\n";
    let cells = [
        "表一.规章.制发 1",
        "表一.规章.有效 2",
        "表一.文件.制发 3",
        "表一.文件.有效 4",
        "表一.许可 5",
    ];
    assert_eq!(
        set(was, &cells),
        "表一:\n  规章: {制发: 1, 有效: 2}\n  文件:\n    制发: 3   # 几件\n    有效: 4\n  许可: 5\n"
    );
}

#[test]
fn line_ends_and_the_mark_stay() {
    let text = format!("\u{feff}{HEAD}表二:\n  结转: 0\n").replace('\n', "\r\n");
    let form = form();
    let new = NewCell {
        cell: cell(&form, "表二.新收.个人"),
        value: Value::Number(Decimal::ONE),
        remark: None,
    };
    let set = set_cells(&Source::new("甲", text.as_str()), &form, &[new]).unwrap();
    assert_eq!(set, text.replace("  结转", "  新收: {个人: 1}\r\n  结转"));
}

#[test]
fn what_cannot_be_set_is_told() {
    let form = form();
    let new = NewCell {
        cell: cell(&form, "表二.新收.个人"),
        value: Value::Number(Decimal::ONE),
        remark: None,
    };
    // A printed label in place of a name is not the form's key.
    let text = format!("{HEAD}表二:\n  新收: {{个人: x}}\n  新 收: 3\n  结转: 0\n");
    let set = |text: &str| {
        set_cells(&Source::new("甲", text), &form, std::slice::from_ref(&new))
    };
    assert_eq!(set(&text).map(|text| text.contains("个人: 1")), Ok(true));
    let unsettable = set(&text.replace("{个人: x}", "[1, 2]")).unwrap_err();
    assert_eq!(unsettable.path, "表二.新收.个人");
}
