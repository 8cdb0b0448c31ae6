//! Tables that do not fit: nothing of the file is taken.

use super::{TABLE_2, TABLE_3, TABLE_4, imported, laid, row, with, workbook};

#[test]
fn rows_missing_doubled_or_unknown_are_told() {
    let second = row(TABLE_3, "2.重复申请");
    let table = with(TABLE_3, &format!("{second}\n"), "");
    insta::assert_snapshot!(laid(&[(2, 1, &table)]).refused(), @r#"
    [stderr]
    表1!B3：从这里开始的表缺“2.重复申请”这一行
    表.xlsx：有 1 处不对，没有导入
    [1]
    "#);
    let table = with(TABLE_3, second, &format!("{second}\n{second}"));
    insta::assert_snapshot!(laid(&[(2, 1, &table)]).refused(), @r#"
    [stderr]
    表1!D23：“2.重复申请”这一行有两处
    表.xlsx：有 1 处不对，没有导入
    [1]
    "#);
    let table = with(TABLE_3, second, &format!("{second}\n^|^|小计|1|0|0|0|0|0|1"));
    insta::assert_snapshot!(laid(&[(2, 1, &table)]).refused(), @r#"
    [stderr]
    表1!D23：“小计”不是这张表的行
    表.xlsx：有 1 处不对，没有导入
    [1]
    "#);
    let table = with(TABLE_3, "四、结转下年度继续办理", "四、尚未办完的");
    insta::assert_snapshot!(laid(&[(2, 1, &table)]).refused(), @r#"
    [stderr]
    表1!B3：从这里开始的表缺“四、结转下年度继续办理”这一行
    表1!B30：“四、尚未办完的”不是这张表的行
    表.xlsx：有 2 处不对，没有导入
    [1]
    "#);
    let table = with(TABLE_3, second, &format!("{second}\n^|^||1|0|0|0|0|0|1"));
    insta::assert_snapshot!(laid(&[(2, 1, &table)]).refused(), @r#"
    [stderr]
    表1!E23：这一行有数，没有行名
    表.xlsx：有 1 处不对，没有导入
    [1]
    "#);
}

#[test]
fn columns_missing_doubled_or_unknown_are_told() {
    let drop = |line: &str, at: usize| {
        let mut cells: Vec<_> = line.split('|').collect();
        cells.remove(at);
        cells.join("|")
    };
    let table: Vec<_> = TABLE_3.lines().map(|line| drop(line, 5)).collect();
    insta::assert_snapshot!(laid(&[(0, 0, &table.join("\n"))]).refused(), @r#"
    [stderr]
    表1!A1：从这里开始的表缺“科研机构”这一列
    表.xlsx：有 1 处不对，没有导入
    [1]
    "#);
    let table = with(TABLE_3, "科研机构|社会公益组织", "商业企业|社会公益组织");
    insta::assert_snapshot!(laid(&[(0, 0, &table)]).refused(), @r#"
    [stderr]
    表1!A1：从这里开始的表缺“科研机构”这一列
    表1!F3：“商业企业”这一列有两处
    表.xlsx：有 2 处不对，没有导入
    [1]
    "#);
    let table = with(TABLE_3, "科研机构|社会公益组织", "事业单位|社会公益组织");
    insta::assert_snapshot!(laid(&[(0, 0, &table)]).refused(), @r#"
    [stderr]
    表1!A1：从这里开始的表缺“科研机构”这一列
    表1!F3：“事业单位”不是这张表的列
    表.xlsx：有 2 处不对，没有导入
    [1]
    "#);
    // In the second of three groups that are named alike.
    let table: Vec<_> = TABLE_4.lines().map(|line| drop(line, 6)).collect();
    insta::assert_snapshot!(laid(&[(0, 0, &table.join("\n"))]).refused(), @r#"
    [stderr]
    表1!A1：从这里开始的表缺“结果纠正”这一列
    表.xlsx：有 1 处不对，没有导入
    [1]
    "#);
}

#[test]
fn a_part_missing_is_told_and_all_faults_are() {
    let (table, _) = TABLE_2.split_once("第二十条第（八）项").expect("the last part");
    let other = with(TABLE_4, "1|0|0|0|1|0", "x|0|0|0|1|0");
    insta::assert_snapshot!(laid(&[(0, 0, table), (30, 0, &other)]).refused(), @r#"
    [stderr]
    “主动公开”缺“第二十条第（八）项”这一部分
    表1!A34：“x”不是数
    表.xlsx：有 2 处不对，没有导入
    [1]
    "#);
}

#[test]
fn another_edition_is_not_taken() {
    // （六） was one row until 2020.
    let start = TABLE_3.find("^|（六）其他处理").expect("the group");
    let end = TABLE_3.find("^|（七）总计").expect("the total");
    let table = format!(
        "{}^|（六）其他处理|>|0|0|0|0|0|0|0\n{}",
        &TABLE_3[..start],
        &TABLE_3[end..]
    );
    insta::assert_snapshot!(laid(&[(0, 0, &table)]).refused(), @r#"
    [stderr]
    表1!A1：从这里开始的表缺“1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请”这一行
    表1!A1：从这里开始的表缺“2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请”这一行
    表1!A1：从这里开始的表缺“3.其他”这一行
    表1!B24：“（六）其他处理”不是这张表的行
    表.xlsx：有 4 处不对，没有导入
    [1]
    "#);
}

#[test]
fn a_workbook_without_the_forms_tables_is_told() {
    let book = workbook(&[("名单", &[(0, 0, "姓名|电话\n甲|1\n乙|2")])]);
    insta::assert_snapshot!(imported(&book).said, @r#"
    [stderr]
    错误: 表.xlsx 里没有找到“政府信息公开-2021”的表（主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况）；表头和行名要和格式的一样
    [2]
    "#);
}
