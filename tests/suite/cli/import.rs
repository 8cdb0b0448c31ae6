//! Spreadsheets into a staff's file.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::Shell;
use crate::findings::BASE;

/// A sheet as it is laid out: a row for each line, cells parted by `|`. A number is
/// written as one, anything else as a text; `>` goes on with the cell on its left,
/// `^` with the one above.
fn lay(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    let rows: Vec<Vec<&str>> =
        text.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let at = |down: usize, right: usize| {
        rows.get(down).and_then(|row: &Vec<&str>| row.get(right)).copied()
    };
    for (down, line) in rows.iter().enumerate() {
        for (right, cell) in line.iter().enumerate() {
            if matches!(*cell, "" | ">" | "^") {
                continue;
            }
            let mut width = 1;
            while at(down, right + width) == Some(">") {
                width += 1;
            }
            let mut height = 1;
            while at(down + height, right) == Some("^") {
                height += 1;
            }
            let (top, left) = (row + down as u32, column + right as u16);
            if width > 1 || height > 1 {
                let (bottom, end) = (top + height as u32 - 1, left + width as u16 - 1);
                sheet.merge_range(top, left, bottom, end, "", &Format::new()).unwrap();
            }
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(top, left, number).unwrap(),
                Err(_) => sheet.write_string(top, left, *cell).unwrap(),
            };
        }
    }
}

const TABLE_2: &str = "\
第二十条第（一）项|>|>|>
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|0|0|0
行政规范性文件|3|0|9
第二十条第（五）项|>|>|>
信息内容|本年处理决定数量|>|>
行政许可|31|>|>
第二十条第（六）项|>|>|>
信息内容|本年处理决定数量|>|>
行政处罚|5|>|>
行政强制|0|>|>
第二十条第（八）项|>|>|>
信息内容|本年收费金额（单位：万元）|>|>
行政事业性收费|12.75|>|>";

const TABLE_3: &str = "\
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|>|>|申请人情况|>|>|>|>|>|>
^|^|^|自然人|法人或其他组织|>|>|>|>|总计
^|^|^|^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^
一、本年新收政府信息公开申请数量|>|>|9|1|0|0|0|0|10
二、上年结转政府信息公开申请数量|>|>|1|0|0|0|0|0|1
三、本年度办理结果|（一）予以公开|>|5|1|0|0|0|0|6
^|（二）部分公开（区分处理的，只计这一情形，不计其他情形）|>|0|0|0|0|0|0|0
^|（三）不予公开|1.属于国家秘密|0|0|0|0|0|0|0
^|^|2.其他法律行政法规禁止公开|0|0|0|0|0|0|0
^|^|3.危及“三安全一稳定”|0|0|0|0|0|0|0
^|^|4.保护第三方合法权益|0|0|0|0|0|0|0
^|^|5.属于三类内部事务信息|0|0|0|0|0|0|0
^|^|6.属于四类过程性信息|0|0|0|0|0|0|0
^|^|7.属于行政执法案卷|0|0|0|0|0|0|0
^|^|8.属于行政查询事项|0|0|0|0|0|0|0
^|（四）无法提供|1.本机关不掌握相关政府信息|2|0|0|0|0|0|2
^|^|2.没有现成信息需要另行制作|0|0|0|0|0|0|0
^|^|3.补正后申请内容仍不明确|0|0|0|0|0|0|0
^|（五）不予处理|1.信访举报投诉类申请|1|0|0|0|0|0|1
^|^|2.重复申请|0|0|0|0|0|0|0
^|^|3.要求提供公开出版物|0|0|0|0|0|0|0
^|^|4.无正当理由大量反复申请|0|0|0|0|0|0|0
^|^|5.要求行政机关确认或重新出具已获取信息|0|0|0|0|0|0|0
^|（六）其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0
^|^|2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0
^|^|3.其他|0|0|0|0|0|0|0
^|（七）总计|>|8|1|0|0|0|0|9
四、结转下年度继续办理|>|>|2|0|0|0|0|0|2";

const TABLE_4: &str = "\
行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>
结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>
^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计
1|0|0|0|1|0|0|0|0|0|0|1|0|0|1";

/// A workbook of sheets with pieces laid out at places.
fn workbook(sheets: &[(&str, &[(u32, u16, &str)])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, pieces) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for &(row, column, text) in *pieces {
            lay(sheet, row, column, text);
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn shell(bytes: &[u8]) -> Shell {
    let shell = Shell::new();
    shell.put("表.xlsx", bytes);
    shell
}

#[test]
fn tables_are_found_wherever_they_lie() {
    let shell = shell(&workbook(&[
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
    ]));
    insta::assert_snapshot!(shell.run("import 表.xlsx --into 2024.yaml -y"), @r#"
    表.xlsx → 2024.yaml
    · 主动公开：汇总!A5:D17
    · 申请：汇总!C23:L50
    · 复议诉讼：复议!F6:T9
      第 18 行
      - …行政规范性文件: {制发: 2, 废止: 0, 现行有效:…
      + …行政规范性文件: {制发: 3, 废止: 0, 现行有效:…
      第 18 行
      - … 废止: 0, 现行有效: 6}
      + … 废止: 0, 现行有效: 9}
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
      -     总计: {自然人: 6, 商…
      +     不予处理:
      +       信访举报投诉类申请: {自然人: 1}
      +     总计: {自然人: 8, 商…
      第 30 行
      -     总计: {自然人: 6, 商业企业: 1}
      +     总计: {自然人: 8, 商业企业: 1}
      第 35 行
      -   复议后起诉: 0
      +   复议后起诉: {结果纠正: 1}
    2024.yaml：导入了，没有发现问题，可以发布
    [0]
    "#);
    insta::assert_snapshot!(shell.get("2024.yaml"), @r#"
    格式: 政府信息公开-2021
    年度: 2024
    单位: {名称: 青禾县水利局, 简称: 县水利局, 类别: 部门}
    网站: http://slj.qinghe.example
    联系方式:
      部门: 县水利局办公室
      邮编: 010020
      电话: 0500-33330200
    落款: {日期: 2025-01-17}
    事实: {信息条数: 268}
    总体情况:
      综述: |
        2024年，县水利局公开政府信息{{ 事实.信息条数 }}条。
      平台建设: 门户网站设有政府信息公开专栏。
      监督保障: 年内举办培训2次。
    主动公开:
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
    let _ = BASE;
}
