//! Numbers that do not add up: one cause, one finding.

use insta::assert_snapshot;

use super::{BASE, edited, said};

#[test]
fn wrong_total_of_a_row() {
    assert_snapshot!(
        edited("    予以公开: {自然人: 4, 商业企业: 1}", "    予以公开: {自然人: 4, 商业企业: 1, 总计: 4}"),
        @"
    甲.yaml:27:33: 错误[S001] “予以公开”这一行：自然人 4 + 商业企业 1 = 5，“总计”写的是 4 (申请.办理结果.予以公开.总计)
      = 请核对这几个数；不写“总计”，程序会自己算
    "
    );
}

#[test]
fn wrong_total_of_a_column() {
    assert_snapshot!(edited("总计: {自然人: 6, 商业企业: 1}", "总计: {自然人: 8, 商业企业: 1}"), @"
    甲.yaml:30:15: 错误[S001] “自然人”这一列：予以公开 4 + 本机关不掌握相关政府信息 2 = 6，“总计”写的是 8 (申请.办理结果.总计.自然人)
      = 请核对这几个数；不写“总计”，程序会自己算
    ");
}

#[test]
fn total_left_at_zero() {
    assert_snapshot!(edited("{结果维持: 1, 总计: 1}", "{结果维持: 6, 结果纠正: 1, 总计: 0}"), @"
    甲.yaml:33:32: 错误[S004] “行政复议”的“总计”写成了 0，各项加起来是 7 (复议诉讼.行政复议.总计)
      = 请核对这几个数；不写“总计”，程序会自己算
    ");
}

#[test]
fn wrong_cell_that_breaks_its_row_its_column_and_the_relation() {
    let text = BASE
        .replace(
            "    予以公开: {自然人: 4, 商业企业: 1}",
            "    予以公开: [4, 1, 0, 0, 0, 0, 5]",
        )
        .replace("总计: {自然人: 6, 商业企业: 1}", "总计: [6, 1, 0, 0, 0, 0, 7]");
    assert_eq!(said(&text), "");
    assert_snapshot!(said(&text.replace("[4, 1, 0, 0, 0, 0, 5]", "[3, 1, 0, 0, 0, 0, 5]")), @"
    甲.yaml:27:30: 错误[S001] “予以公开”这一行：自然人 3 + 商业企业 1 = 4，“总计”写的是 5 (申请.办理结果.予以公开.总计)
      = 请核对这几个数；不写“总计”，程序会自己算
    ");
}

#[test]
fn requests_in_and_out_differ() {
    assert_snapshot!(edited("本年新收: {自然人: 7,", "本年新收: {自然人: 9,"), @"甲.yaml:31:16: 错误[S003] “自然人”这一列：本年新收 9 + 上年结转 1 = 10，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 2 (申请.结转下年度.自然人)");
}

#[test]
fn requests_in_and_out_differ_in_two_columns() {
    assert_snapshot!(
        edited("本年新收: {自然人: 7, 商业企业: 1}", "本年新收: {自然人: 9, 商业企业: 2}"),
        @"
    甲.yaml:30:24: 错误[S003] “商业企业”这一列：本年新收 2 + 上年结转 0 = 2，办理结果.总计 1 + 结转下年度 0 = 1，两边应当相等，差 1 (申请.办理结果.总计.商业企业)
      = 是不是漏填了？写上“结转下年度: {商业企业: 1}”，两边就相等
    甲.yaml:31:16: 错误[S003] “自然人”这一列：本年新收 9 + 上年结转 1 = 10，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 2 (申请.结转下年度.自然人)
    "
    );
}

#[test]
fn forgotten_carry_over_is_proposed() {
    assert_snapshot!(edited("  结转下年度: {自然人: 2}\n", ""), @"
    甲.yaml:24:3: 错误[F010] 没有写“申请.结转下年度”，没有也要写 0 (申请.结转下年度)
      = 到12月31日还没有办结的申请；没有就写 0
      = 按勾稽关系算出来，应当写“结转下年度: {自然人: 2}”
    ");
    assert_snapshot!(edited("  结转下年度: {自然人: 2}\n", "  结转下年度:\n"), @"
    甲.yaml:31:3: 错误[F010] 没有写“申请.结转下年度”，没有也要写 0 (申请.结转下年度)
      = 到12月31日还没有办结的申请；没有就写 0
      = 按勾稽关系算出来，应当写“结转下年度: {自然人: 2}”
    ");
}

#[test]
fn cell_of_the_carry_over_is_proposed() {
    assert_snapshot!(edited("结转下年度: {自然人: 2}", "结转下年度: {商业企业: 0}"), @"
    甲.yaml:30:15: 错误[S003] “自然人”这一列：本年新收 7 + 上年结转 1 = 8，办理结果.总计 6 + 结转下年度 0 = 6，两边应当相等，差 2 (申请.办理结果.总计.自然人)
      = 是不是漏填了？写上“结转下年度: {自然人: 2}”，两边就相等
    ");
}

#[test]
fn wrong_cell_silences_what_depends_on_it() {
    assert_snapshot!(edited("结转下年度: {自然人: 2}", "结转下年度: {自然人: 两件}"), @"
    甲.yaml:31:16: 错误[S006] “两件”不是数 (申请.结转下年度.自然人)
      = 只写数字，例如 20
    ");
    assert_snapshot!(edited("    予以公开: {自然人: 4,", "    予以公开: {自然人: 4件,"), @"
    甲.yaml:27:17: 错误[S006] 这里只写数字，不写“件” (申请.办理结果.予以公开.自然人)
      + 改为 4
    ");
}

#[test]
fn rules_made_by_a_bureau() {
    assert_snapshot!(edited("规章: {制发: 0,", "规章: {制发: 1,"), @"
    甲.yaml:17:28: 警告[S003] 规章.制发 1 + 规章.废止 0 + 规章.现行有效 0 = 1，应当是 0 (主动公开.规章.现行有效)
      = 规章只能由国务院部门、省级和设区的市级政府制定，这里一般是 0；其他文件请填“行政规范性文件”
    ");
    let government = BASE.replace("类别: 部门", "类别: 政府");
    assert_eq!(said(&government.replace("规章: {制发: 0,", "规章: {制发: 1,")), "");
}

#[test]
fn last_year_s_requests_counted_as_new() {
    assert_snapshot!(edited("  上年结转: {自然人: 1}\n", ""), @"
    甲.yaml:30:16: 错误[S003] “自然人”这一列：本年新收 7 + 上年结转 0 = 7，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 1 (申请.结转下年度.自然人)
      = 是不是漏填了？写上“上年结转: {自然人: 1}”，两边就相等
    ");
}

#[test]
fn amount_with_more_decimals_than_money_has() {
    assert_snapshot!(edited("收费: 12.75", "收费: 12.7500005"), @"
    甲.yaml:22:12: 错误[S007] “行政事业性收费”写的是 12.7500005，单位是万元，小数最多 6 位（到分） (主动公开.行政事业性收费)
      = 请按原来的元数重算：除以 10000，不要四舍五入
    ");
    for exact in ["12.750005", "12", "12.7500000", "316441"] {
        assert_eq!(edited("收费: 12.75", &format!("收费: {exact}")), "", "{exact}");
    }
}

#[test]
fn amount_too_large_for_a_town() {
    let town = BASE.replace("类别: 部门", "类别: 乡镇街道");
    let amount = |amount: &str| said(&town.replace("12.75", amount));
    assert_snapshot!(amount("127500"), @"
    甲.yaml:22:12: 警告[S007] “行政事业性收费”写的是 127500，单位是万元，乡镇街道一般没有这么多，是不是按“元”填的 (主动公开.行政事业性收费)
      = 按元填的，除以 10000，写 12.75；确实是这个数，就在“核实”里写明
    ");
    for amount_that_occurs in ["9999", "12750.5"] {
        assert_eq!(amount(amount_that_occurs), "", "{amount_that_occurs}");
    }
}

#[test]
fn amounts_in_other_units_are_silent() {
    // 信息处理费 is in 元: it is no measure of 收费, nor has it its limits.
    let fee = "信息处理费: {件数: 3, 金额: 127500}";
    assert_eq!(edited("信息处理费: {件数: 0, 金额: 0}", fee), "");
}
