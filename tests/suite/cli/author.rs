//! What an author of forms meets who changes a copy.

use std::fs;

use insta::assert_snapshot;

use super::Shell;
use crate::findings::{BASE, last_year};
use crate::reports::root;

const FORM: &str = "政府信息公开-2021";

/// A small form of one's own.
const SMALL: &str = "\
名称: 值班
年度: {自: 2024}
字段:
  热线: {类型: 整数, 单位: 件}
  说明段: 正文
  有无: 是否
  经费: {类型: 小数, 单位: 万元}
表格:
  值班:
    列: [次数]
    行: [白天, 夜间]
";

const SMALL_FILE: &str = "\
格式: 值班
年度: 2024
单位: {名称: 甲局}
联系方式: {部门: 办公室, 电话: 0500-3333020}
落款: {日期: 2025-01-17}
值班: [1, 2]
";

/// A copy of the program's form, with a piece of `form.yaml` replaced.
#[track_caller]
fn copy(from: &str, to: &str) -> Shell {
    let own = |file: &str| {
        let path = root().join("templates").join(FORM).join(file);
        fs::read_to_string(path).expect("the form has one")
    };
    let form = own("form.yaml");
    assert_eq!(form.matches(from).count(), 1, "the form has {from:?} once");
    let shell = Shell::new();
    shell.put(&format!("模板/{FORM}/form.yaml"), form.replace(from, to));
    shell.put(&format!("模板/{FORM}/report.md"), own("report.md"));
    shell
}

/// The small form with more in it, its template and a file.
fn small(more: &str, report: &str) -> Shell {
    let shell = Shell::new();
    shell.put("模板/值班/form.yaml", format!("{SMALL}{more}"));
    shell.put("模板/值班/report.md", report);
    shell.put("2024.yaml", SMALL_FILE);
    shell
}

const REPORT: &str = "# {{ 单位.名称 }}值班\n\n{{ 表格.值班 }}\n\n{{ 落款 }}\n";

/// Returns what the author of the small form is told.
fn doubts(shell: &Shell) -> String {
    let said = shell.run("forms 值班 --templates 模板");
    said.split_once("[stderr]\n").map_or(said.clone(), |(_, doubts)| doubts.to_owned())
}

#[test]
fn last_years_file_that_lacks_what_the_form_newly_asks_for_serves_for_the_rest() {
    let shell = copy(
        "行: [行政处罚, 行政强制]",
        "行: [行政处罚, 行政强制, {行政检查: 行政检查（次）}]",
    );
    let this = BASE.replace("  行政强制: 0\n", "  行政强制: 0\n  行政检查: 1\n");
    shell
        .put("2024.yaml", this.replace("上年结转: {自然人: 1}", "上年结转: {自然人: 2}"));
    shell.put("2023.yaml", last_year());
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"");
    shell.put("2024.yaml", this.replace("公开的形式", "上年{{ 上年.年度 }}，公开的形式"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"");
}

#[test]
fn file_of_another_report_is_no_last_years() {
    let shell = small("", REPORT);
    shell.put("2023.yaml", last_year().replace("青禾县水利局", "甲局"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"");
    assert_snapshot!(
        shell.run("check 2024.yaml --templates 模板 --last-year 2023.yaml"), @"");
    shell.put("模板/值班/form.yaml", format!("{SMALL}说名: 甲\n"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"");
}

#[test]
fn relation_of_totals_that_nobody_wrote_is_told_at_its_rows() {
    let shell = copy(
        "\n勾稽:\n",
        "\n勾稽:\n  - {关系: 申请.办理结果.予以公开.总计 <= 申请.本年新收.总计, 级别: 警告}\n",
    );
    let this = BASE
        .replace(
            "本年新收: {自然人: 7, 商业企业: 1}",
            "本年新收: {自然人: 3, 商业企业: 1}",
        )
        .replace("上年结转: {自然人: 1}", "上年结转: {自然人: 5}");
    shell.put("2024.yaml", &this);
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"");
    let key = "核实: {S003 申请.本年新收.总计: 有去年的}\n";
    shell.put("2024.yaml", format!("{this}{key}"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"");
}

#[test]
fn number_in_a_sentence_is_compared_in_its_unit() {
    let rule = r"叙述核对: [{句式: '支出(?P<数>[\d.]+)万?元', 应为: [经费]}]";
    let shell = small(rule, &format!("{REPORT}\n{{{{ 说明段 }}}}\n"));
    let said = |words: &str| {
        shell.put("2024.yaml", format!("{SMALL_FILE}经费: 3.50\n说明段: {words}。\n"));
        shell.run("check 2024.yaml --templates 模板 --format short")
    };
    for words in ["支出3.5万元", "支出35000元", "支出约9万元", "去年支出9万元"]
    {
        assert_eq!(said(words), "2024.yaml：没有发现问题\n[0]", "{words}");
    }
    assert_snapshot!(said("支出9万元"), @"");
    assert_snapshot!(said("支出3.5元"), @"");
}

#[test]
fn wording_is_looked_for_in_all_that_staff_wrote_and_is_printed() {
    let rule = "用语: [{句式: 再上台阶, 说明: 年报写事实}]";
    let shell = small(rule, &format!("{REPORT}\n{{{{ 说明段 }}}}\n"));
    let more = "标题: 甲局再上台阶\n事实: {甲: 今年再上台阶}\n附注: {值班: 再上台阶}\n\
        说明段: 工作**再上**台阶，{{ 事实.甲 }}。\n";
    shell.put("2024.yaml", format!("{SMALL_FILE}{more}"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"");
    shell.put("模板/值班/report.md", format!("{REPORT}\n工作再上台阶。\n"));
    assert_snapshot!(doubts(&shell), @"");
}

#[test]
fn what_a_template_surely_does_not_mean_is_told_to_its_author() {
    let report = "\
# {{ 单位.名称 }}值班

# 又一个标题

##一、情况

共{ 值班.白天.次数 }次，<b>夜间</b>不算，热线{{ 热线 }}件。
{% if 热线 is defined %}{{ 热线 }}{% endif %}{{ 热线 | default(value=0) }}
";
    let shell = small("", report);
    shell.put(
        "模板/值班/form.yaml",
        SMALL.replace("    列:", "    列宽: [1, 2, 3]\n    列:"),
    );
    assert_snapshot!(doubts(&shell), @"");
    shell.put("模板/值班/report.md", "没有标题，{{ 年度 }}年。\n");
    let said = shell.run("forms 值班 --templates 模板");
    assert!(said.contains("警告[T007]: 模板没有标题"), "{said}");
    assert!(said.contains("单位要填表“值班”，report.md 里没有印它"), "{said}");
}

#[test]
fn forms_of_the_program_are_without_doubt() {
    let said = Shell::new().run("forms");
    assert!(!said.contains("[stderr]"), "{said}");
}

#[test]
fn slips_of_templates_are_told_for_what_they_are() {
    let said = |text: &str| {
        let report = format!("# {{{{ 单位.名称 }}}}\n\n{text}\n");
        let said =
            small("", &report).run("build 2024.yaml --to md -o - --templates 模板");
        said.replace("2024.yaml：没有生成\n[stderr]\n", "")
    };
    assert_snapshot!(said("有{{ 年度 }年，其中{{ 年度 }}年。"), @"");
    assert_snapshot!(said("{% if 热线 } 有 {% endif %}"), @"");
    assert_snapshot!(said("{% if 热线 %}有\n\n{% endfi %}"), @"");
    assert_snapshot!(said("{% if 热线 %}有{% else if 说明段 %}无{% endif %}"), @"");
    assert_snapshot!(said("{% if 年度 = 2024 && 热线 || 说明段 %}有{% endif %}"), @"");
    assert_snapshot!(said("接听{{ 热线 }}件，{{ 单位.简称 }}。"), @"");
    assert_snapshot!(said("甲\n\n**{{ 表格.值班 }}**"), @"");
    assert_snapshot!(said("{% if 有无 == \"是\" %}有{% endif %}"), @"");
    assert_snapshot!(said("{% if 上年 %}{{ 年度 | 百分比 }}{% endif %}"), @"");
    assert_snapshot!(said("{{ 年份 }}{{ 年度 | 大写 }}{{ 说明文 }}"), @"");
}

#[test]
fn slips_of_forms_say_what_to_do() {
    let said = |from: &str, to: &str| {
        assert_eq!(SMALL.matches(from).count(), 1, "{from}");
        let shell = small("", REPORT);
        shell.put("模板/值班/form.yaml", SMALL.replace(from, to));
        shell.run("forms 值班 --templates 模板")
    };
    let rows = "    行: [白天, 夜间]\n";
    assert_snapshot!(said(rows, "    行: [白天, 白天]\n"), @"");
    assert_snapshot!(said(rows, "    行: [白天, {夜间: {行: [{全部: {合计: 是}}]}}]\n"), @"");
    let rule = |rule: &str| said(rows, &format!("{rows}{rule}\n"));
    assert_snapshot!(rule("叙述核对: [{句式: '值班(?P<数>\\d+)次', 应为: [值班.白天]}]"), @"");
    assert_snapshot!(rule("跨年: [值班.白天.次数 >= 去年.值班.白天.次数]"), @"");
    assert_snapshot!(rule("勾稽: [白天.次数 >= 值班。夜间。次数]"), @"");
    assert_snapshot!(rule("勾稽: [值班.白天.次数 ＞＝ 1]"), @"");
    assert_snapshot!(rule("用语: [圆满]"), @"");
    assert_snapshot!(rule("用语: [{句式: '圆(满', 说明: 甲}]"), @"");
    assert_snapshot!(said(SMALL, ""), @"");
}

#[test]
fn files_of_a_form_that_are_not_there_or_named_otherwise() {
    let shell = small("", REPORT);
    let rename = |from: &str, to: &str| {
        fs::rename(shell.path(from), shell.path(to)).expect("it is there");
    };
    assert_snapshot!(shell.run("check 2024.yaml --format short"), @"");
    rename("模板/值班/report.md", "模板/值班/Report.md");
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"");
    rename("模板/值班/Report.md", "模板/值班/草稿.md");
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"");
    assert_snapshot!(shell.run("check 模板/值班/form.yaml"), @"");
    rename("模板/值班/form.yaml", "模板/值班/form.yml");
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"");
}
