//! Where tables lie, and what their heads and labels say.

use super::{Imported, TABLE_2, TABLE_3, TABLE_4, imported, laid, shell, with, workbook};
use crate::cli::Shell;
use crate::findings::BASE;

#[test]
fn tables_are_found_wherever_they_lie() {
    let book = workbook(&[
        ("说明", &[(0, 0, "填表说明|单位：件")]),
        (
            "汇总",
            &[
                (2, 0, "二、主动公开政府信息情况"),
                (3, 0, TABLE_2),
                (20, 2, "三、收到和处理政府信息公开申请情况"),
                (22, 2, TABLE_3),
            ],
        ),
        ("复议", &[(5, 5, TABLE_4)]),
    ]);
    insta::assert_snapshot!(imported(&book).said, @r#"
    表.xlsx → 2024.yaml
    · 主动公开：汇总!A5:D17
    · 申请：汇总!C23:L50
    · 复议诉讼：复议!F6:T9
      第 18 行
      - …行政规范性文件: {制发: 2, 废止: 0, 现行有效: 6}
      + …行政规范性文件: {制发: 3, 废止: 0, 现行有效: 9}
      第 20 行
      -   行政处罚: 4
      +   行政处罚: 5
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
      +     总计: {自然人: 8, 商业企业: 1}
      第 35 行
      -   复议后起诉: 0
      +   复议后起诉: {结果纠正: 1}
    2024.yaml：导入了，没有发现问题，可以发布
    [0]
    "#);
}

#[test]
fn nothing_but_the_numbers_is_changed() {
    let pieces = [(0, 0, TABLE_2), (20, 2, TABLE_3), (60, 5, TABLE_4)];
    let text = laid(&pieces).taken();
    let (before, after) = text.split_once("主动公开:\n").expect("table 2");
    assert!(BASE.starts_with(before) && after.ends_with("公开的形式还不够多样。\n"));
    insta::assert_snapshot!(after, @r#"
      规章: {制发: 0, 废止: 0, 现行有效: 0}
      行政规范性文件: {制发: 3, 废止: 0, 现行有效: 9}
      行政许可: 31
      行政处罚: 5
      行政强制: 0
      行政事业性收费: 12.75
    申请:
      本年新收: {自然人: 9, 商业企业: 1}
      上年结转: {自然人: 1}
      办理结果:
        予以公开: {自然人: 5, 商业企业: 1}
        无法提供:
          本机关不掌握相关政府信息: {自然人: 2}
        不予处理:
          信访举报投诉类申请: {自然人: 1}
        总计: {自然人: 8, 商业企业: 1}
      结转下年度: {自然人: 2}
    复议诉讼:
      行政复议: {结果维持: 1, 总计: 1}
      未经复议直接起诉: 0
      复议后起诉: {结果纠正: 1}
    信息处理费: {件数: 0, 金额: 0}
    问题与改进: |
      公开的形式还不够多样。
    "#);
}

/// What the file says after the whole of table 3 is imported.
fn table_3() -> String {
    laid(&[(0, 0, TABLE_3)]).taken()
}

#[test]
fn labels_may_be_written_in_other_ways() {
    let table = TABLE_3
        .replace(
            "一、本年新收政府信息公开申请数量",
            "一.  本年新收政府\u{3000}信息公开申请数量",
        )
        .replace("三、本年度办理结果", "三 、本 年 度办 理 结果")
        .replace(
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "(二)部分公开",
        )
        .replace("（三）不予公开", "（三）不 予公开")
        .replace("1.属于国家秘密", "1、属于国家秘密")
        .replace("“三安全一稳定”", "\"三安全一稳定\"")
        .replace(
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "1.逾期不补正",
        )
        .replace(
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "2.逾期不缴费",
        )
        .replace("（七）总计", "总 计")
        .replace("四、结转下年度继续办理", "四、结转下一年度继续办理")
        .replace("商业企业", "商业 企业")
        .replace("社会公益组织", "社会公 益组织");
    assert_eq!(laid(&[(0, 0, &table)]).taken(), table_3());
    let table = with(TABLE_2, "行政规范性文件", "规范性文件")
        .replace("第二十条第（一）项", "第二十条 第(一)项")
        .replace("本年收费金额（单位：万元）", "本年收费金额(单位:万元)");
    let text = laid(&[(0, 0, &table)]).taken();
    assert!(text.contains("{制发: 3, "), "{text}");
}

#[test]
fn blank_rows_and_repeated_heads_do_not_matter() {
    let (head, rest) = TABLE_3.split_once("四、结转").expect("the last row");
    let repeated = "||||自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计";
    let table =
        format!("{head}\n{}\n\n四、结转{rest}\n填表人：张|||签字", &repeated[1..]);
    assert_eq!(laid(&[(0, 0, &table)]).taken(), table_3());
}

#[test]
fn the_same_label_in_several_groups_is_told_apart() {
    let table = with(
        TABLE_4,
        "1|0|0|0|1|0|0|0|0|0|0|1|0|0|1",
        "1|2|3|4|10|5|6|7|8|26|9|10|11|12|42",
    );
    let text = laid(&[(3, 1, &table)]).taken();
    for line in [
        "行政复议: {结果维持: 1, 结果纠正: 2, 其他结果: 3, 尚未审结: 4, 总计: 10}",
        "未经复议直接起诉: {结果维持: 5, 结果纠正: 6, 其他结果: 7, 尚未审结: 8}",
        "复议后起诉: {结果维持: 9, 结果纠正: 10, 其他结果: 11, 尚未审结: 12}",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn tables_may_stand_side_by_side_and_without_merged_cells() {
    let plain = TABLE_3.replace(['>', '^'], "");
    let Imported { said, text } =
        laid(&[(0, 0, TABLE_2), (1, 6, &plain), (32, 3, TABLE_4)]);
    assert!(said.contains("申请：表1!G2:P29"), "{said}");
    assert!(said.ends_with("[0]"), "{said}");
    for line in
        ["行政处罚: 5", "予以公开: {自然人: 5, 商业企业: 1}", "复议后起诉: {结果纠正: 1}"]
    {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn what_lies_under_a_merged_cell_is_not_seen() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    super::lay(sheet, 0, 0, TABLE_2);
    // A formula leaves its number there.
    sheet.write_number(6, 2, 99).unwrap();
    let text = imported(&book.save_to_buffer().unwrap()).taken();
    assert!(text.contains("行政许可: 31"), "{text}");
}

#[test]
fn of_two_sheets_that_fit_one_is_chosen() {
    let other = with(TABLE_4, "1|0|0|0|1|0", "4|0|0|0|4|0");
    let shell = shell(&workbook(&[
        ("去年", &[(0, 0, &other)]),
        ("今年", &[(4, 2, TABLE_4)]),
        ("第二张", &[(0, 0, TABLE_2)]),
    ]));
    insta::assert_snapshot!(shell.run("import 表.xlsx --into 2024.yaml -y"), @r#"
    [stderr]
    “复议诉讼”在几处都对得上：去年!A1:O4、今年!C5:Q8；请用 --sheet 指定工作表，或者只留一处
    表.xlsx：有 1 处不对，没有导入
    [1]
    "#);
    insta::assert_snapshot!(shell.run("导入 表.xlsx --into 2024.yaml --工作表 去年 -y"), @r#"
    表.xlsx → 2024.yaml
    · 复议诉讼：去年!A1:O4
    · 表格里没有：主动公开、申请
      第 33 行
      - … 行政复议: {结果维持: 1, 总计: 1}
      + … 行政复议: {结果维持: 4, 总计: 4}
      第 35 行
      -   复议后起诉: 0
      +   复议后起诉: {结果纠正: 1}
    2024.yaml：导入了，没有发现问题，可以发布
    [0]
    "#);
    insta::assert_snapshot!(
        shell.run("import 表.xlsx --into 2024.yaml --sheet 前年 -y"),
        @r#"
    [stderr]
    错误: 没有工作表“前年”；有：去年、今年、第二张
    [2]
    "#
    );
    // The one without a fault is it, whatever others look like it.
    let broken = with(TABLE_4, "其他结果|尚未审结|总计\n", "其他结果|尚未审结|合计\n");
    let sheets = workbook(&[("草稿", &[(0, 0, &broken)]), ("今年", &[(4, 2, TABLE_4)])]);
    let said = imported(&sheets).said;
    assert!(said.contains("复议诉讼：今年!C5:Q8"), "{said}");
}

#[test]
fn a_form_without_heads_of_columns_is_read_too() {
    let shell = Shell::new();
    shell.put(
        "模板/网站/form.yaml",
        "名称: 网站\n年度: {自: 2020}\n表格:\n  网站情况:\n    行:\n      \
         - {站名: {标签: 网站名称, 类型: 文字}}\n      \
         - 信息: {标签: 信息发布, 行: [{总数: 总数（条）}, 概况]}\n      \
         - {适老: {标签: 适老化改造, 类型: 是否}}\n",
    );
    shell.put("模板/网站/report.md", "# {{ 标题 }}\n\n{{ 表格.网站情况 }}\n");
    shell.put(
        "甲.yaml",
        "格式: 网站\n年度: 2024\n单位: {名称: 某局}\n网站情况:\n  站名: 旧\n  信息: {总数: 1, 概况: 1}\n  适老: 否\n",
    );
    let table =
        "网站名称|>|某局网\n信息发布|总数（条）|1,234\n^|概况|8\n适老化改造|>|■是 □否";
    shell.put("表.xlsx", workbook(&[("表1", &[(3, 1, table)])]));
    let said = shell.run("import 表.xlsx --into 甲.yaml --templates 模板 -y");
    assert!(said.contains("网站情况：表1!B4:D7"), "{said}");
    assert!(shell.get("甲.yaml").ends_with(
        "网站情况:\n  站名: 某局网\n  信息: {总数: 1234, 概况: 8}\n  适老: 是\n"
    ));
}
