use super::{cells, shown, with_tables};
use crate::facts::Facts;
use crate::form::{CellRef, Target};

/// Tables in every shape, each with a file that fills it without a finding.
#[test]
fn every_shape_of_table_can_be_written() {
    for (table, text, expected) in [
        // A row without a name.
        ("  表: {列: [甲, 乙], 行: [{标签: 本年}]}\n", "表: {甲: 1, 乙: 2}\n", "1 2"),
        ("  表: {列: [甲, 乙], 行: [{标签: 本年}]}\n", "表: [1, 2]\n", "1 2"),
        (
            "  表: {缺省: 0, 列: [甲, 乙], 行: [{标签: 组, 行: [{标签: 本年}]}]}\n",
            "表: 0\n",
            "0 0",
        ),
        ("  表: {列: [甲, 乙], 行: [{组: [{标签: 年}]}]}\n", "表: {组: [1, 2]}\n", "1 2"),
        // A column without a name, in a nameless group or a named one.
        ("  表: {行: [甲, 乙], 列: [{标签: 数量}]}\n", "表: {甲: 1, 乙: 2}\n", "1 / 2"),
        (
            "  表: {行: [甲, 乙], 列: [{标签: 外, 列: [{标签: 内}]}]}\n",
            "表: {甲: 1, 乙: 2}\n",
            "1 / 2",
        ),
        ("  表: {行: [甲], 列: [{组: [{标签: 内}]}]}\n", "表: {甲: {组: 1}}\n", "1"),
        // One cell.
        ("  表: {行: [{标签: 本年}], 列: [{标签: 数}]}\n", "表: 3\n", "3"),
        // A part without 行 among others.
        (
            "  表: {部分: [{列: [甲, {乙: [子, 丑]}]}, {列: [金, 木], 行: [丙]}]}\n",
            "表: {丙: [3, 4], 乙: [1, 2], 甲: 0}\n",
            "0 1 2 / 3 4",
        ),
        (
            "  表: {缺省: 0, 部分: [{列: [甲, 乙]}, {列: [金, 木], 行: [丙]}]}\n",
            "表: 0\n",
            "0 0 / 0 0",
        ),
    ] {
        let (shown, found) = cells(table, text);
        assert_eq!((shown.as_str(), found.as_str()), (expected, ""), "{table}{text}");
    }
}

#[test]
fn what_is_not_written_is_asked_for_once_each() {
    let stacked =
        "  表: {部分: [{列: [甲, {乙: [子, 丑]}]}, {列: [金, 木], 行: [丙]}]}\n";
    for (table, text, expected, finding) in [
        (
            stacked,
            "表: {丙: {金: 1}}\n",
            "× × × / 1 ×",
            "1:1 F010 “表.甲”没有填\n1:1 F010 没有写“表.乙”\n1:9 F010 “表.丙.木”没有填",
        ),
        (
            stacked,
            "表: {甲: 1, 乙: , 丙: {}}\n",
            "1 × × / × ×",
            "1:11 F010 没有写“表.乙”\n1:16 F010 没有写“表.丙”",
        ),
        (stacked, "表: {}\n", "× × × / × ×", "1:1 F010 表“表”下面还没有填"),
        ("  表: {行: [{标签: 年}]}\n", "", "×", "1:1 F010 表“表”没有写"),
        // 必填 on a column where there are no rows.
        (
            "  表: {列: [甲, {乙: {必填: 否}}]}\n",
            "表: {丙丙: 1}\n",
            "× ×",
            "1:5 F006 “表”下面没有“丙丙”这一项",
        ),
        (
            "  表: {列: [甲, {乙: {必填: 否}}]}\n",
            "表: {甲: }\n",
            "× ·",
            "1:7 F010 “表.甲”没有填",
        ),
        (
            "  表: {缺省: 0, 列: [甲, {乙: {必填: 是}}]}\n",
            "表: {甲: 1}\n",
            "1 ·",
            "1:5 F010 没有写“表.乙”，没有也要写 0",
        ),
        ("  表: {缺省: 0, 列: [甲, {乙: {必填: 是}}]}\n", "表: {乙: 0}\n", "· 0", ""),
        ("  表: {缺省: 0, 列: [甲, {乙: {必填: 是}}]}\n", "表: 0\n", "0 0", ""),
    ] {
        let (shown, found) = cells(table, text);
        assert_eq!((shown.as_str(), found.as_str()), (expected, finding), "{text}");
    }
}

#[test]
fn a_line_of_which_no_cell_is_written_is_absent() {
    let table = "  表: {缺省: 0, 列: [甲, 乙], 行: [子, {丑: {必填: 是}}]}\n";
    let missing = "F010 没有写“表.丑”，没有也要写 0";
    for (text, expected, place) in [
        ("表: {子: 1, 丑: {}}\n", "× × / · ·", "1:11"),
        ("表: {子: 0}\n", "0 0 / · ·", "1:1"),
        ("表: {子: 0, 丑: }\n", "0 0 / · ·", "1:11"),
        ("表: {子: 0, 丑: {}}\n", "0 0 / · ·", "1:11"),
        ("表: {子: 0, 丑: {甲: }}\n", "0 0 / · ·", "1:11"),
        ("表: {子: 0, 丑: ['', '']}\n", "0 0 / · ·", "1:11"),
        ("表: {子: 0, 丑: \"  \"}\n", "0 0 / · ·", "1:11"),
        ("表: {子: 0, 丑: {甲: 0}}\n", "0 0 / 0 ·", ""),
        ("表: {子: 0, 丑: 0}\n", "0 0 / 0 0", ""),
        ("表: 0\n", "0 0 / 0 0", ""),
    ] {
        let (shown, found) = cells(table, text);
        assert_eq!(shown, expected, "{text}");
        let last = found.lines().last().unwrap_or_default();
        let missed =
            if place.is_empty() { String::new() } else { format!("{place} {missing}") };
        assert_eq!(last, missed, "{text}");
    }
}

#[test]
fn a_bare_zero_fills_numbers_only() {
    let columns = "  表: {缺省: 0, 列: [数量, {理由: {类型: 文字}}, {是否报: {类型: 是否}}], 行: [子]}\n";
    let rows = "  表: {缺省: 0, 列: [甲, 乙], 行: [子, {丑: {类型: 文字}}]}\n";
    let asked = "  表: {缺省: 0, 列: [数量, {理由: {类型: 文字, 必填: 是}}]}\n";
    for (table, text, expected, finding) in [
        (columns, "表: {子: 0}\n", "0 · ·", ""),
        (columns, "表: 0\n", "0 · ·", ""),
        (rows, "表: 0\n", "0 0 / · ·", ""),
        (rows, "表: {丑: 0}\n", "· · / × ×", "1:8 F018 “表.丑”只写了 0，没有说是哪一列"),
        (asked, "表: 0\n", "0 ·", "1:4 F010 “表.理由”没有填"),
    ] {
        let (shown, found) = cells(table, text);
        assert_eq!(
            (shown.as_str(), found.as_str()),
            (expected, finding),
            "{table}{text}"
        );
    }
}

#[test]
fn a_text_left_out_is_no_number() {
    let table = "  表: {缺省: 0, 列: [数量, {理由: {类型: 文字}}], 行: [子, 丑]}\n";
    let (facts, found) = with_tables(table, "表: {子: {数量: 1}}\n");
    assert_eq!(found, "");
    let number = |path: &[&str]| {
        let target = facts.form.resolve(path).expect("the form has it");
        facts.number_at(&target).map(|number| number.to_string())
    };
    assert_eq!(number(&["表", "丑", "数量"]), Some("0".to_owned()));
    assert_eq!(number(&["表", "丑", "理由"]), None);
    assert!(facts.parts(CellRef { table: 0, part: 0, row: 1, column: 1 }).is_none());
}

#[test]
fn only_what_is_at_fault_is_spoiled() {
    let table =
        "  表:\n    缺省: 0\n    列: [{外: [甲, 乙]}, {内: [丙, 丁]}]\n    行: [子]\n";
    for (text, expected, finding) in [
        (
            "表: {子: {外: 3, 内: [1, 2]}}\n",
            "× × 1 2",
            "1:12 F018 “表.子.外”只写了 3，没有说是哪一列",
        ),
        (
            "表: {子: {内: [1, 2], 外: [3]}}\n",
            "× × 1 2",
            "1:23 F012 要写 2 个数，这里有 1 个",
        ),
        // Of one list every bad cell is told, each by its own path.
        (
            "表: {子: {外: [x, y], 内: 0}}\n",
            "× × 0 0",
            "1:13 S006 “x”不是数\n1:16 S006 “y”不是数",
        ),
    ] {
        let (shown, found) = cells(table, text);
        assert_eq!((shown.as_str(), found.as_str()), (expected, finding), "{text}");
    }
}

#[test]
fn a_cell_of_a_list_is_told_by_its_whole_path() {
    let form = super::form("表格: {表: {列: [{外: [甲, 乙]}], 行: [子]}}\n");
    let text = "表: {子: [1, x]}\n格式: 例\n年度: 2021\n单位: {名称: 某局}\n";
    let (_, findings) = super::read_whole(&form, text);
    let paths: Vec<_> =
        findings.iter().filter_map(|found| found.path.as_deref()).collect();
    assert_eq!(paths, ["表.子.外.乙"]);
}

#[test]
fn numbers_may_have_remarks() {
    let table = "  表: {缺省: 0, 列: [甲, 乙], 行: [子]}\n";
    let named = "  表: {缺省: 0, 列: [数, 金额], 行: [子]}\n";
    for (table, text, expected, finding) in [
        (table, "表: {子: {甲: {数: 2, 注: 含上年}}}\n", "2（含上年） ·", ""),
        (table, "表: {子: {甲: {数: 2, 注: \"\"}}}\n", "2 ·", ""),
        (
            table,
            "表: {子: {甲: {数: 2, 注: [一, 二]}}}\n",
            "2 ·",
            "1:22 F011 “表.子.甲.注”要写成一个值，这里写的是列表",
        ),
        (
            table,
            "表: {子: {甲: {数: 2, 注: \"一\\n二\"}}}\n",
            "2 ·",
            "1:22 F017 要写在一行里",
        ),
        (
            table,
            "表: {子: {数: 2, 注: 含上年}}\n",
            "× ×",
            "1:8 F018 “表.子”要先说是哪一列，再写数和注",
        ),
        (
            table,
            "表: {子: {甲: {数目: 2}}}\n",
            "× ·",
            "1:13 F006 “表.子.甲”下面没有“数目”这一项",
        ),
        // A column may be named so.
        (named, "表: {子: {数: 2, 金额: 3}}\n", "2 3", ""),
        (named, "表: {子: {数: {数: 2, 注: 含上年}}}\n", "2（含上年） ·", ""),
    ] {
        let (shown, found) = cells(table, text);
        assert_eq!((shown.as_str(), found.as_str()), (expected, finding), "{text}");
    }
}

#[test]
fn there_is_one_zero() {
    let table = "  表: {缺省: 0, 列: [{甲: {类型: 增减}}, {乙: {类型: 增减}}, {共: {类型: 增减, 合计: 是}}], 行: [子]}\n";
    let (facts, found) = with_tables(table, "表: {子: {甲: -0}}\n");
    assert_eq!((shown(&facts).as_str(), found.as_str()), ("0 · ·", ""));
    let total = |facts: &Facts| {
        facts.form.resolve(&["表", "子", "共"]).ok().and_then(|target: Target| {
            facts.number_at(&target).map(|number| number.to_string())
        })
    };
    assert_eq!(total(&facts).as_deref(), Some("0"));
    let (facts, _) = with_tables(table, "表: {子: {甲: -3, 乙: 3}}\n");
    assert_eq!(total(&facts).as_deref(), Some("0"));
    let (facts, _) = with_tables(table, "表: {子: {甲: 3, 乙: -3}}\n");
    assert_eq!(total(&facts).as_deref(), Some("0"));
}
