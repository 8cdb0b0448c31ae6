//! What an author of forms meets who changes a copy.

mod forms;
mod relations;
mod templates;

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
值班: {白天: [1], 夜间: [2]}
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
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"
    2024.yaml：1 处错误，1 处提示，不能发布
    [stderr]
    2024.yaml:26:15: 错误[S003] “自然人”这一列：本年新收 7 + 上年结转 2 = 9，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 1；“自然人”这一列和去年的年报也差 1，看来“上年结转”的 2 写错了，应为 1 (申请.上年结转.自然人)
    提示[F019] 2024.yaml 的去年文件 2023.yaml 有 1 处没有写：没有写“主动公开.行政检查”；写了的已经核对
    [1]
    ");
    shell.put("2024.yaml", this.replace("公开的形式", "上年{{ 上年.年度 }}，公开的形式"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"
    2024.yaml：1 处错误，不能发布
    [stderr]
    2024.yaml:39:8: 错误[F019] 2024.yaml 的去年文件 2023.yaml 有 1 处没有写：没有写“主动公开.行政检查”；写了的已经核对；正文有 1 处引用“上年”，印不出来 (问题与改进)
    [1]
    ");
}

#[test]
fn file_of_another_report_is_no_last_years() {
    let shell = small("", REPORT);
    shell.put("2023.yaml", last_year().replace("青禾县水利局", "甲局"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    2024.yaml：没有发现问题，可以发布
    [0]
    ");
    assert_snapshot!(
        shell.run("check 2024.yaml --templates 模板 --last-year 2023.yaml"), @"
    2024.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    警告[F019]: 2024.yaml 的去年文件 2023.yaml 是“政府信息公开-2021”格式的，和这份的“值班”没有相同的表
     |
     = 帮助: 去年的数没有核对；请换成去年的文件

    [0]
    ");
    shell.put("模板/值班/form.yaml", format!("{SMALL}说名: 甲\n"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"
    2024.yaml：1 处错误，不能发布
    [stderr]
    模板/值班/form.yaml:12:1: 错误[T101] 这里没有“说名”这一项，可以写：名称、说明、依据、栏目类型、年度、期限、字段、表格、勾稽、跨年、叙述核对、用语
    [1]
    ");
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
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    2024.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    警告[S003]: 办理结果.予以公开.总计 5，应当不大于 本年新收.总计 4
      --> 2024.yaml:24:3
       |
    24 |   本年新收: {自然人: 3, 商业企业: 1}
       |   ^^^^^^^^ 4
       |
       = 帮助: 确认无误，就在“核实”里写：S003 申请.本年新收.总计: 理由

    [0]
    ");
    let key = "核实: {S003 申请.本年新收.总计: 有去年的}\n";
    shell.put("2024.yaml", format!("{this}{key}"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"
    2024.yaml：1 处提示，可以发布
    [stderr]
    2024.yaml:24:3: 提示[S003] 办理结果.予以公开.总计 5，应当不大于 本年新收.总计 4（已核实：有去年的） (申请.本年新收.总计)
    [0]
    ");
}

#[test]
fn number_in_a_sentence_is_compared_in_its_unit() {
    let rule = r"叙述核对: [{句式: '支出(?P<数>[\d.]+)万?元', 应为: [经费]}]";
    let shell = small(rule, &format!("{REPORT}\n{{{{ 说明段 }}}}\n"));
    let said = |words: &str| {
        shell.put("2024.yaml", format!("{SMALL_FILE}经费: 3.50\n说明段: {words}。\n"));
        shell.run("check 2024.yaml --templates 模板 --format short")
    };
    for words in ["支出3.5万元", "支出35000元", "支出约9万元", "上年支出9万元"]
    {
        assert_eq!(said(words), "2024.yaml：没有发现问题，可以发布\n[0]", "{words}");
    }
    assert_snapshot!(said("支出9万元"), @"
    2024.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    2024.yaml:8:8: 警告[P001] 这里说“支出9万元”，“经费”是 3.50，对不上 (说明段)
    [0]
    ");
    assert_snapshot!(said("支出3.5元"), @"
    2024.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    2024.yaml:8:8: 警告[P001] 这里说“支出3.5元”，“经费”是 3.50，对不上 (说明段)
    [0]
    ");
}

#[test]
fn wording_is_looked_for_in_all_that_staff_wrote_and_is_printed() {
    let rule = "用语: [{句式: 再上台阶, 说明: 年报写事实}]";
    let shell = small(rule, &format!("{REPORT}\n{{{{ 说明段 }}}}\n"));
    let more = "标题: 甲局再上台阶\n事实: {甲: 今年再上台阶}\n附注: {值班: 再上台阶}\n\
        说明段: 工作**再上**台阶，{{ 事实.甲 }}。\n";
    shell.put("2024.yaml", format!("{SMALL_FILE}{more}"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"
    2024.yaml：4 处警告，可以发布，请先看过警告
    [stderr]
    2024.yaml:7:7: 警告[W006] “再上台阶”这样写不对 (标题)
    2024.yaml:8:11: 警告[W006] “再上台阶”这样写不对 (事实.甲)
    2024.yaml:9:10: 警告[W006] “再上台阶”这样写不对 (附注.值班)
    2024.yaml:10:10: 警告[W006] “再上台阶”这样写不对 (说明段)
    [0]
    ");
    shell.put("模板/值班/report.md", format!("{REPORT}\n工作再上台阶。\n"));
    assert_snapshot!(doubts(&shell), @"
    警告[T007]: 模板自己写了“再上台阶”，是“用语”里说不用的
     --> 模板/值班/report.md:7:3
      |
    7 | 工作再上台阶。
      |     ^^^^^^^^
      |
      = 帮助: 年报写事实

    [0]
    ");
}

#[test]
fn what_a_template_never_prints_or_prints_twice_is_told_to_its_author() {
    let shell = small("", "# {{ 单位.名称 }}值班\n\n# 又一个标题\n");
    let form = SMALL.replace("    列:", "    列宽: [1, 2, 3]\n    列:");
    shell.put("模板/值班/form.yaml", form);
    assert_snapshot!(doubts(&shell), @"
    警告[T007]: 单位要填表“值班”，report.md 里没有印它
     --> 模板/值班/form.yaml:9:3
      |
    9 |   值班:
      |   ^^^^
      |
      = 帮助: 在要印的地方单独一段写 {{ 表格.值班 }}

    警告[T007]: 列宽写了 3 个，这张表连行头只有 2 列
     --> 模板/值班/form.yaml:9:3
      |
    9 |   值班:
      |   ^^^^
      |
      = 帮助: 删去多的；行头有几层就占几列，从左边数起

    警告[T007]: 报告只有一个标题，这是第二个
     --> 模板/值班/report.md:3:1
      |
    3 | # 又一个标题
      | ^^^^^^^^^^^^
      |
      = 帮助: 一部分的标题用“## ”，再下一层用“### ”

    [0]
    ");
    shell.put("模板/值班/report.md", "没有标题，{{ 年度 }}年。\n");
    let said = doubts(&shell);
    assert!(said.contains("警告[T007]: 模板没有标题"), "{said}");
}

#[test]
fn what_a_template_prints_as_it_stands_is_told_to_its_author() {
    let text = "##一、情况\n\n共{ 值班.白天.次数 }次，<b>夜间</b>不算。\n";
    assert_snapshot!(doubts(&small("", &format!("{REPORT}\n{text}"))), @"
    警告[T007]: `#` 后面没有空格，不是标题，会照原样印出来
     --> 模板/值班/report.md:7:1
      |
    7 | ##一、情况
      | ^^^^^^^^^^
      |
      = 帮助: “#”和标题之间空一格

    警告[T007]: “{ 值班.白天.次数 }”会照原样印出来
     --> 模板/值班/report.md:9:2
      |
    9 | 共{ 值班.白天.次数 }次，<b>夜间</b>不算。
      |   ^^^^^^^^^^^^^^^^^^
      |
    改法: 改成 `{{ 值班.白天.次数 }}`
      |
    9 - 共{ 值班.白天.次数 }次，<b>夜间</b>不算。
    9 + 共{{ 值班.白天.次数 }}次，<b>夜间</b>不算。
      |

    警告[T007]: “<b>”会照原样印出来
     --> 模板/值班/report.md:9:16
      |
    9 | 共{ 值班.白天.次数 }次，<b>夜间</b>不算。
      |                         ^^^
      |
      = 帮助: 不能用 HTML；加粗写 **…**，换段空一行

    [0]
    ");
}

#[test]
fn what_may_be_left_out_and_is_printed_is_told_to_its_author() {
    let text = "热线{{ 热线 }}件。\n{% if 热线 is defined %}{{ 热线 }}{% endif %}\
        {{ 热线 | default(value=0) }}\n";
    assert_snapshot!(doubts(&small("", &format!("{REPORT}\n{text}"))), @r#"
    警告[T007]: “热线”可以不填，没有填的单位生成不了报告
     --> 模板/值班/report.md:7:6
      |
    7 | 热线{{ 热线 }}件。
      |        ^^^^
      |
      = 帮助: 先判断 `{% if 热线 is defined %}…{% endif %}`，或者写明没有时用什么：`| default(value="…")`；一定要填的，在 form.yaml 里写“必填: 是”

    [0]
    "#);
}

#[test]
fn forms_of_the_program_are_without_doubt() {
    let said = Shell::new().run("forms");
    assert!(!said.contains("[stderr]"), "{said}");
}

#[test]
fn rows_that_are_printed_alike_are_told_to_their_author() {
    let shell = small("", REPORT);
    let form = SMALL.replace("[白天, 夜间]", "[白天, {夜间: 白天}]");
    shell.put("模板/值班/form.yaml", form);
    assert_snapshot!(doubts(&shell), @"
    警告[T007]: 印出来都是“白天”，分不清是哪一项
      --> 模板/值班/form.yaml:11:14
       |
    11 |     行: [白天, {夜间: 白天}]
       |          ----   ^^^^
       |          |
       |          先写的在这里
       |
       = 帮助: 改一处的标签：“名称: 标签”的后一半

    [0]
    ");
}

/// A row of figures with a remark, in a table without 缺省, and a total below.
fn with_remarks(report: &str) -> Shell {
    let shell = small("", report);
    let form = SMALL.replace("[次数]", "[次数, {备注: {类型: 文字, 必填: 否}}]");
    let form = form.replace("夜间]", "夜间, {全部: {标签: 合计, 合计: 是}}]");
    shell.put("模板/值班/form.yaml", form);
    shell
}

#[test]
fn remark_is_printed_only_if_it_is_there() {
    let report = "# {{ 单位.名称 }}值班\n\n{{ 表格.值班 }}\n\n{{ 值班.全部.备注 }}\n";
    let shell = with_remarks(report);
    assert_snapshot!(doubts(&shell), @r#"
    警告[T007]: “值班.全部.备注”可以不填，没有填的单位生成不了报告
     --> 模板/值班/report.md:5:4
      |
    5 | {{ 值班.全部.备注 }}
      |    ^^^^^^^^^^^^^^
      |
      = 帮助: 先判断 `{% if 值班.全部.备注 is defined %}…{% endif %}`，或者写明没有时用什么：`| default(value="…")`；一定要填的，在 form.yaml 里写“必填: 是”

    [0]
    "#);
    shell.put("模板/值班/report.md", REPORT);
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    2024.yaml：2 处错误，不能发布
    [stderr]
    错误[F012]: 要写 2 项，这里有 1 项
     --> 2024.yaml:6:10
      |
    6 | 值班: {白天: [1], 夜间: [2]}
      |              ^^^
      |
      = 帮助: 依次是：次数、备注
      = 帮助: 不填“备注”的，写明各列的名称，只写有的：{列: 数, 列: 数}

    错误[F012]: 要写 2 项，这里有 1 项
     --> 2024.yaml:6:19
      |
    6 | 值班: {白天: [1], 夜间: [2]}
      |                         ^^^
      |
      = 帮助: 依次是：次数、备注
      = 帮助: 不填“备注”的，写明各列的名称，只写有的：{列: 数, 列: 数}

    [1]
    ");
}

#[test]
fn remarks_are_printed_and_not_taken_over() {
    let shell = with_remarks(REPORT);
    let file = SMALL_FILE.replace("夜间: [2]", "夜间: {次数: 2, 备注: 夜里两人}");
    shell.put("2024.yaml", file.replace("白天: [1]", "白天: {次数: 1}"));
    assert_snapshot!(shell.run("build 2024.yaml --templates 模板 --to md -o -"), @r#"
    # 甲局值班

    |  | 次数 | 备注 |
    | --- | :-: | --- |
    | 白天 | 1 |  |
    | 夜间 | 2 | 夜里两人 |
    | 合计 | 3 |  |

    甲局\
    2025年1月17日
    [0]
    "#);
    assert_snapshot!(
        shell.run("new --from 2024.yaml --templates 模板 -o 2025.yaml"), @"
    建好了 2025.yaml
    旁边的 值班.schema.json 是给编辑器用的，用来补全栏目、显示说明
    下一步：
      1. 打开 2025.yaml，照里面的说明填写
      2. nianbao check 2025.yaml --templates 模板
    [0]
    "
    );
    let new = shell.get("2025.yaml");
    let table = new.split_once("\n值班:").expect("the table is there").1;
    assert_snapshot!(table, @"
    # 各列依次是次数、备注（可以不写）
    白天: {次数: , 备注: }
    夜间: {次数: , 备注: }  # 备注，2024年：夜里两人
    ");
}

/// A form that does not ask for 联系方式 may not print it.
#[test]
fn contact_that_no_form_asks_for_may_stay_blank() {
    let shell = small("", REPORT);
    let blank = "联系方式: {部门: , 电话: , 邮箱: }";
    let file = SMALL_FILE.replace("联系方式: {部门: 办公室, 电话: 0500-3333020}", blank);
    shell.put("2024.yaml", file);
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    2024.yaml：没有发现问题，可以发布
    [0]
    ");
    let form = SMALL.replace("字段:\n", "字段:\n  联系方式: {必填: 建议}\n");
    shell.put("模板/值班/form.yaml", form);
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板 --format short"), @"
    2024.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    2024.yaml:4:7: 警告[F003] “联系方式”里电话、邮箱、地址都没有写 (联系方式)
    [0]
    ");
}

/// A group of columns that is left out, in braces.
#[test]
fn cell_that_stands_outside_of_its_group() {
    let shell = small("", REPORT);
    let form = SMALL.replace("列: [次数]", "列: [{渠道: [网站, 公报]}, 次数]");
    shell.put("模板/值班/form.yaml", form);
    let row =
        "值班:\n  白天: {网站: 1, 公报: 2, 次数: 3}\n  夜间: {渠道: [1, 2], 次数: 3}\n";
    let file = SMALL_FILE.split_once("值班: {白天").expect("the table is last").0;
    shell.put("2024.yaml", format!("{file}{row}"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    2024.yaml：2 处错误，不能发布
    [stderr]
    错误[F006]: “值班.白天”下面没有“网站”这一项
     --> 2024.yaml:7:8
      |
    7 |   白天: {网站: 1, 公报: 2, 次数: 3}
      |          ^^^^
      |
      = 帮助: “网站”是“值班.渠道”下面的一项，写成 渠道: {网站: …}

    错误[F006]: “值班.白天”下面没有“公报”这一项
     --> 2024.yaml:7:15
      |
    7 |   白天: {网站: 1, 公报: 2, 次数: 3}
      |                   ^^^^
      |
      = 帮助: “公报”是“值班.渠道”下面的一项，写成 渠道: {公报: …}

    [1]
    ");
}
