//! One cause, one finding: cases of the 2021 form.

use std::sync::Arc;

use insta::assert_snapshot;

use crate::facts;
use crate::form;
use crate::source::Source;
use crate::yaml;

const FORM: &str = include_str!("../../templates/政府信息公开-2021/form.yaml");
const REST: &str = "
格式: 政府信息公开-2021
年度: 2025
单位: {名称: 某局, 类别: 部门}
联系方式: {电话: 0500-3333020}
总体情况: {综述: 甲。, 平台建设: 甲。, 监督保障: 甲。}
主动公开:
  规章: 0
  行政规范性文件: {制发: 0, 废止: 0, 现行有效: 0}
  行政许可: 0
  行政处罚: 0
  行政强制: 0
  行政事业性收费: 0
问题与改进: 乙。
";

/// Returns the sums and relations that are wrong with a table 申请 (and 复议诉讼).
fn said(tables: &str) -> String {
    let form = form::read(&Source::new("templates/政府信息公开-2021/form.yaml", FORM));
    let form = Arc::new(form.expect("the form is good"));
    let rest = REST.replace("规章: 0", "规章: {制发: 0, 废止: 0, 现行有效: 0}");
    let source = Source::new("2025.yaml", format!("{rest}{tables}"));
    let root = yaml::load(&source).root.expect("the file is YAML");
    let (facts, mut findings) = facts::read(&root, &form);
    super::check(&facts, &mut findings);
    let line = |finding: &crate::diagnostic::Diagnostic| {
        let path = finding.path.as_deref().unwrap_or("");
        let help = finding
            .help
            .iter()
            .find(|help| help.contains("写上“") || help.contains("应当写“"));
        let help = help.map_or("", String::as_str);
        format!("{} {path} {} {help}\n", finding.code, finding.message)
    };
    findings.iter().map(line).collect::<String>().replace(" \n", "\n")
}

#[test]
fn sound_numbers_are_silent() {
    assert_snapshot!(said("
申请:
  本年新收: {自然人: 3, 商业企业: 1, 总计: 4}
  上年结转: [1, 0, 0, 0, 0, 0]
  办理结果: {予以公开: {自然人: 3}, 总计: {自然人: 3, 总计: 3}}
  结转下年度: {自然人: 1, 商业企业: 1}
复议诉讼: {行政复议: [1, 0, 0, 0, 1]}
"), @"");
}

#[test]
fn wrong_cell_is_one_finding() {
    assert_snapshot!(said("
申请:
  本年新收: {自然人: 3, 总计: 3}
  办理结果: {予以公开: {自然人: 12, 总计: 2}, 部分公开: {自然人: 1}, 总计: {自然人: 3, 总计: 3}}
  结转下年度: 0
复议诉讼: 0
"), @"S001 申请.办理结果.予以公开.自然人 “予以公开”这一行：只有自然人 12，“总计”写的是 2；“自然人”这一列也差 10，看来“自然人”的 12 写错了，应为 2");
}

#[test]
fn wrong_cell_with_computed_totals_is_one_finding() {
    assert_snapshot!(said("
申请:
  本年新收: {自然人: 30, 总计: 3}
  办理结果: {予以公开: {自然人: 3}}
  结转下年度: 0
复议诉讼: 0
"), @"S001 申请.本年新收.自然人 “本年新收”这一行：只有自然人 30，“总计”写的是 3；“自然人”这一列的勾稽关系也差 27，看来“自然人”的 30 写错了，应为 3");
}

#[test]
fn forgotten_line_is_proposed() {
    assert_snapshot!(said("
申请:
  本年新收: {自然人: 8, 商业企业: 2}
  上年结转: 0
  办理结果: {予以公开: {自然人: 4}}
复议诉讼: 0
"), @"F010 申请.结转下年度 没有写“申请.结转下年度”，没有也要写 0 按勾稽关系算出来，应当写“结转下年度: {自然人: 4, 商业企业: 2}”");
}

#[test]
fn line_of_zeros_is_one_finding() {
    assert_snapshot!(said("
申请:
  本年新收: {自然人: 8, 商业企业: 2}
  上年结转: 0
  办理结果: {予以公开: {自然人: 4}}
  结转下年度: 0
复议诉讼: 0
"), @"S003 申请.结转下年度.自然人 “自然人”这一列：本年新收 8 + 上年结转 0 = 8，办理结果.总计 4 + 结转下年度 0 = 4，两边应当相等，差 4（共 2 列不等） 是不是漏填了？写上“结转下年度: {自然人: 4, 商业企业: 2}”，两边就相等");
}

#[test]
fn two_causes_with_equal_differences_are_both_said() {
    assert_snapshot!(said("
申请:
  本年新收: {自然人: 8, 总计: 10}
  办理结果: {予以公开: {自然人: 8}, 总计: {自然人: 8, 总计: 10}}
  结转下年度: 0
复议诉讼: 0
"), @"
    S001 申请.本年新收.总计 “本年新收”这一行：只有自然人 8，“总计”写的是 10
    S001 申请.办理结果.总计.总计 “总计”这一行：各项加起来是 8，“总计”写的是 10，差 2
    ");
}

#[test]
fn corner_that_repeats_a_wrong_row_is_silent() {
    assert_snapshot!(said("
申请:
  本年新收: {自然人: 8, 总计: 11}
  办理结果: {予以公开: {自然人: 8, 总计: 9}, 总计: {自然人: 8, 总计: 9}}
  结转下年度: 0
复议诉讼: 0
"), @r"
S001 申请.本年新收.总计 “本年新收”这一行：只有自然人 8，“总计”写的是 11
S001 申请.办理结果.予以公开.总计 “予以公开”这一行：只有自然人 8，“总计”写的是 9
");
}

#[test]
fn broken_relation_is_not_hidden_by_a_wrong_total() {
    assert_snapshot!(said("
申请:
  本年新收: {自然人: 6}
  办理结果: {予以公开: {自然人: 4}, 总计: {自然人: 5, 总计: 5}}
  结转下年度: 0
复议诉讼: 0
"), @"
    S001 申请.办理结果.总计.自然人 “自然人”这一列：只有予以公开 4，“总计”写的是 5
    S003 申请.结转下年度.自然人 “自然人”这一列：本年新收 6 + 上年结转 0 = 6，办理结果.总计 5 + 结转下年度 0 = 5，两边应当相等，差 1 是不是漏填了？写上“结转下年度: {自然人: 1}”，两边就相等
    ");
}

#[test]
fn zero_total_has_its_own_words() {
    assert_snapshot!(said("
申请: 0
复议诉讼:
  行政复议: {结果维持: 6, 结果纠正: 1, 总计: 0}
"), @"S004 复议诉讼.行政复议.总计 “行政复议”的“总计”写成了 0，而结果维持 6 + 结果纠正 1 = 7");
}
