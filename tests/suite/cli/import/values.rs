//! What stands in the cells.

use super::{Imported, TABLE_2, TABLE_3, TABLE_4, imported, laid, row, with};

/// Table 3 with another row.
fn table_3(label: &str, values: &str) -> String {
    let old = row(TABLE_3, label);
    let head = old.rsplitn(8, '|').last().expect("a label");
    with(TABLE_3, old, &format!("{head}|{values}"))
}

#[test]
fn numbers_are_read_however_they_are_written() {
    let table = table_3("一、本年新收", "１，２３４件|12|/|—|无| |1246");
    let Imported { said, text } = laid(&[(0, 0, &table)]);
    assert!(text.contains("本年新收: {自然人: 1234, 商业企业: 12}"), "{said}");
    let table =
        with(TABLE_2, "行政规范性文件|3|0|9", "行政规范性文件|22（其中修订16件）|-|9")
            .replace("12.75", "7105.2638");
    let Imported { said, text } = laid(&[(0, 0, &table)]);
    let line = "行政规范性文件: {制发: {数: 22, 注: 其中修订16件}, 废止: 0, 现行有效: 9}";
    assert!(text.contains(line) && text.contains("行政事业性收费: 7105.2638"), "{said}");
}

#[test]
fn totals_are_compared_and_written_where_the_file_has_them() {
    let table = table_3("二、上年结转", "1|0|0|0|0|0|5");
    let table = with(&table, "（七）总计|>|8|", "（七）总计|>|9|");
    let Imported { said, text } = laid(&[(0, 0, &table)]);
    insta::assert_snapshot!(said, @r#"
    表.xlsx → 2024.yaml
    · 申请：表1!A1:J28
    · 表格里没有：主动公开、复议诉讼
    · 警告：表1!J5：合计写的是 5，各项相加是 1，请核对
    · 警告：表1!D27：合计写的是 9，各项相加是 8，请核对
      第 24 行
      -   本年新收: {自然人: 7, 商业企业: 1}
      +   本年新收: {自然人: 9, 商业企业: 1}
      第 27 行
      - …  予以公开: {自然人: 4, 商业企业: 1}
      + …  予以公开: {自然人: 5, 商业企业: 1}
      第 30 行
      -     总计: {自然人: 6, 商业企业: 1}
      +     不予处理:
      +       信访举报投诉类申请: {自然人: 1}
      +     总计: {自然人: 9, 商业企业: 1}
    2024.yaml：导入了，1 处错误，不能发布；见 nianbao check
    [1]
    "#);
    assert!(
        text.contains("上年结转: {自然人: 1}\n") && text.contains("总计: {自然人: 9,"),
        "{text}"
    );
}

#[test]
fn what_is_no_number_is_told_with_its_cell() {
    let table = table_3("一、本年新收", "约9|-1|1.5|12,34|abc|3 万元|10");
    let book = laid(&[(0, 0, &table), (40, 0, TABLE_2)]);
    insta::assert_snapshot!(book.refused(), @r#"
    [stderr]
    表1!D4：这里要写确切的数，不能写“约”
    表1!E4：这里写的是 -1，不能是负数
    表1!F4：这里写的是 1.5，要写整数
    表1!G4：“12,34”里的逗号不是按三位分节的，看不出是多少
    表1!H4：“abc”不是数
    表1!I4：这里只写数字，不写“万元”
    表.xlsx：有 6 处不对，没有导入
    [1]
    "#);
}

#[test]
fn a_blank_is_no_zero_where_the_form_asks_for_one() {
    let table = with(TABLE_2, "规章|0|0|0", "规章| |0|0");
    let last = table_3("四、结转下年度", "||||||");
    let book = laid(&[(0, 0, &table), (20, 0, &last)]);
    insta::assert_snapshot!(book.refused(), @r#"
    [stderr]
    表1!B3：这一格空着，没有发生请写 0
    表1!D48：这一格空着，没有发生请写 0
    表.xlsx：有 2 处不对，没有导入
    [1]
    "#);
}

#[test]
fn a_table_that_nobody_filled_in_is_left() {
    let empty: Vec<_> = TABLE_3
        .lines()
        .map(|line| match line.rsplitn(8, '|').collect::<Vec<_>>()[..] {
            [last, .., head] if last.parse::<u8>().is_ok() => format!("{head}|||||||"),
            _ => line.to_owned(),
        })
        .collect();
    let blank = with(TABLE_2, "规章|0|0|0\n行政规范性文件|3|0|9", "规章\n行政规范性文件");
    let blank =
        ["12.75", "31", "5"].iter().fold(blank, |text, number| text.replace(number, ""));
    let blank = with(&blank, "行政强制|0|", "行政强制||");
    let Imported { said, text } = laid(&[(0, 0, &empty.join("\n")), (40, 0, &blank)]);
    insta::assert_snapshot!(said, @r#"
    表.xlsx → 2024.yaml
    · 表格里没有：复议诉讼
    · 警告：表1!A42:D54：“主动公开”还没有填，没有导入
    · 警告：表1!A1:J28：“申请”还没有填，没有导入
    2024.yaml：没有改动
    [0]
    "#);
    assert_eq!(text, crate::findings::BASE);
}

#[test]
fn a_table_without_labels_that_nobody_filled_in_is_seen() {
    let (blank, _) = TABLE_4.rsplit_once('\n').expect("the row of values");
    let note = format!("{blank}\n\n注：没有发生的写 0。");
    for pieces in
        [vec![(3, 1, blank)], vec![(3, 1, &*note)], vec![(3, 1, blank), (9, 0, blank)]]
    {
        insta::allow_duplicates! {
            insta::assert_snapshot!(laid(&pieces).said, @r#"
            表.xlsx → 2024.yaml
            · 表格里没有：主动公开、申请
            · 警告：表1!B4:P7：“复议诉讼”还没有填，没有导入
            2024.yaml：没有改动
            [0]
            "#);
        }
    }
    // Where one is filled in, or one is meant to be, that is it.
    let book = laid(&[(0, 0, blank), (10, 0, TABLE_4), (20, 0, blank)]);
    assert!(book.said.contains("复议诉讼：表1!A11:O14"), "{}", book.said);
    let wrong = with(TABLE_4, "未经复议直接起诉", "直接起诉").replacen(
        "|结果纠正",
        "|改变结果",
        1,
    );
    let said = laid(&[(0, 0, blank), (10, 0, &wrong)]).refused();
    assert!(said.contains("表1!A11：从这里开始的表缺"), "{said}");
    // Of heads that are not all there nothing is said.
    let (part, _) = blank.split_once("|结果纠正").expect("a head");
    let said = laid(&[(0, 0, TABLE_2), (20, 0, part)]).said;
    assert!(said.contains("表格里没有：申请、复议诉讼"), "{said}");
}

#[test]
fn formulas_count_as_their_results() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    super::lay(sheet, 0, 0, TABLE_2);
    sheet.write_formula(2, 1, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_formula(2, 2, Formula::new("=A99+#REF!").set_result("#REF!")).unwrap();
    sheet.write_formula(2, 3, Formula::new("=7").set_result("7")).unwrap();
    let day = ExcelDateTime::from_ymd(1900, 1, 22).unwrap();
    let format = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_datetime_with_format(3, 1, day, &format).unwrap();
    sheet.write_boolean(3, 2, true).unwrap();
    let said = imported(&book.save_to_buffer().unwrap()).refused();
    insta::assert_snapshot!(said, @r#"
    [stderr]
    Sheet1!C3：这一格是错误“#REF!”，请先在表格软件里改好
    Sheet1!B4：这一格是日期，不是数；请把单元格的格式改成“常规”，看是多少
    Sheet1!C4：这一格是日期或逻辑值，请改成文字
    表.xlsx：有 3 处不对，没有导入
    [1]
    "#);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write_number(2, 2, 0).unwrap();
    sheet.write_number(2, 3, 0.1 + 0.2).unwrap();
    sheet.write_number(3, 1, 3).unwrap();
    sheet.write_number(3, 2, 0).unwrap();
    let said = imported(&book.save_to_buffer().unwrap()).refused();
    assert!(said.contains("!D3：这里写的是 0.3，要写整数"), "{said}");
}
