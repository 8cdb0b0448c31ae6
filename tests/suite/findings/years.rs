//! This year's numbers against last year's report.

use std::fmt::Write as _;

use insta::assert_snapshot;
use nianbao::diagnostic::short;
use nianbao::source::Source;

use super::{BASE, last_year};
use crate::reports::OFFICE;

/// Last year's numbers in the edition before this year's.
fn trial() -> String {
    let text = include_str!("../../../examples/2019/2020.yaml");
    text.replace(", 邮箱: bgs@wlj.qinghe.example", "")
}

#[test]
fn numbers_that_follow_from_last_year_are_silent() {
    assert_eq!(said(BASE, &last_year()), "");
}

#[test]
fn carried_over_differs_from_last_year() {
    let last = last_year()
        .replace("本年新收: {自然人: 7,", "本年新收: {自然人: 9,")
        .replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 3}");
    assert_snapshot!(said(BASE, &last), @"
    甲.yaml:25:15: 警告[K001] “自然人”这一列：上年结转 1，去年的结转下年度 3，两边应当相等，差 2 (申请.上年结转.自然人)
      > 去年.yaml:31:16 3
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    ");
}

#[test]
fn several_columns_are_one_finding() {
    let last = last_year()
        .replace(
            "本年新收: {自然人: 7, 商业企业: 1}",
            "本年新收: {自然人: 9, 商业企业: 3}",
        )
        .replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 3, 商业企业: 2}");
    assert_snapshot!(said(BASE, &last), @"
    甲.yaml:25:15: 警告[K001] “自然人”这一列：上年结转 1，去年的结转下年度 3，两边应当相等，差 2（共 2 列不等） (申请.上年结转.自然人)
      > 去年.yaml:31:16 3
      > 甲.yaml:25:3 0
      > 去年.yaml:31:25 2
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    ");
}

#[test]
fn carried_over_left_out_is_told_at_its_table() {
    let this = BASE
        .replace("  上年结转: {自然人: 1}\n", "")
        .replace("本年新收: {自然人: 7,", "本年新收: {自然人: 8,");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:23:1: 警告[K001] “自然人”这一列：上年结转 0，去年的结转下年度 1，两边应当相等，差 1 (申请.上年结转.自然人)
      > 去年.yaml:31:16 1
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    ");
}

#[test]
fn one_wrong_number_is_told_where_this_year_s_sums_break() {
    let this = BASE.replace("上年结转: {自然人: 1}", "上年结转: {自然人: 4}");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:25:15: 错误[S003] “自然人”这一列：本年新收 7 + 上年结转 4 = 11，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 3；“自然人”这一列和去年的年报也差 3，看来“上年结转”的 4 写错了，应为 1 (申请.上年结转.自然人)
      > 甲.yaml:24:15 7
      > 甲.yaml:30:15 6
      > 甲.yaml:31:16 2
      > 去年.yaml:31:16 1
      = 请对照台账核对这一格；改为 1，这几处就都对上
      = 去年的年报里“申请.结转下年度”是 1
    ");
}

#[test]
fn stock_that_does_not_follow_is_a_note() {
    let last = last_year().replace("现行有效: 4", "现行有效: 5");
    assert_snapshot!(said(BASE, &last), @"
    甲.yaml:18:33: 提示[K001] 行政规范性文件.现行有效 6，去年的行政规范性文件.现行有效 5 + 行政规范性文件.制发 2 - 行政规范性文件.废止 0 = 7，两边应当相等，差 1 (主动公开.行政规范性文件.现行有效)
      > 去年.yaml:18:33 5
      > 甲.yaml:18:17 2
      > 甲.yaml:18:24 0
      = 如果是集中清理的结果，可以不管
    ");
}

#[test]
fn wrong_number_is_silent_across_years() {
    let this = BASE.replace("上年结转: {自然人: 1}", "上年结转: {自然人: 一件}");
    let said = said(&this, &last_year());
    assert!(said.contains("[S006]") && !said.contains("[K001]"), "{said}");
}

#[test]
fn file_of_another_year_is_not_compared() {
    let last = last_year()
        .replace("年度: 2023", "年度: 2022")
        .replace("现行有效: 4", "现行有效: 5");
    assert_eq!(said(BASE, &last), "");
}

#[test]
fn earlier_edition_is_compared_where_its_names_agree() {
    let this =
        BASE.replace("年度: 2024", "年度: 2021").replace("2025-01-17", "2022-01-17");
    assert_eq!(said(&this, &trial()), "");
    let last = trial()
        .replace("上年结转: {自然人: 1}", "上年结转: {自然人: 2}")
        .replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 2}");
    assert_snapshot!(said(&this, &last), @"
    甲.yaml:25:15: 警告[K001] “自然人”这一列：上年结转 1，去年的结转下年度 2，两边应当相等，差 1 (申请.上年结转.自然人)
      > 去年.yaml:44:16 2
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    ");
}

/// Returns what is said of a report after last year's, and where else to look.
#[track_caller]
fn said(this: &str, last: &str) -> String {
    let last = OFFICE.forms.read(&Source::new("去年.yaml", last));
    assert!(!last.has_errors(), "{}", short::render(&last.findings));
    let this = OFFICE.forms.read(&Source::new("甲.yaml", this));
    let mut out = String::new();
    for finding in this.compose(Some(&last), &OFFICE.assets).findings {
        out.push_str(&short::render(std::slice::from_ref(&finding)));
        for related in &finding.related {
            let at = related.span.start();
            let file = related.span.source().name();
            writeln!(out, "  > {file}:{}:{} {}", at.line, at.column, related.label)
                .expect("a text can be written");
        }
        for help in &finding.help {
            writeln!(out, "  = {help}").expect("a text can be written");
        }
    }
    out
}

#[test]
fn mail_of_last_year_that_is_gone() {
    let mail = "电话: 0500-33330200\n  邮箱: slj@qinghe.example";
    let last = last_year().replace("电话: 0500-33330200", mail);
    assert_snapshot!(said(BASE, &last), @"
    甲.yaml:6:3: 提示[F003] 去年的年报有邮箱，今年没有写 (联系方式.邮箱)
      > 去年.yaml:9:7 去年的邮箱
      = 邮箱还用，就写上；不用了可以不理会
    ");
    assert_eq!(said(&BASE.replace("电话: 0500-33330200", mail), &last), "");
}
