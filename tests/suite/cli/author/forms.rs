//! What is said of a `form.yaml` that is wrong.

use std::fs;

use insta::assert_snapshot;

use super::{REPORT, SMALL, small};

const ROWS: &str = "    行: [白天, 夜间]\n";

/// Returns what is said of the small form with a piece replaced.
#[track_caller]
fn said(from: &str, to: &str) -> String {
    assert_eq!(SMALL.matches(from).count(), 1, "{from}");
    let shell = small("", REPORT);
    shell.put("模板/值班/form.yaml", SMALL.replace(from, to));
    shell.run("forms 值班 --templates 模板")
}

/// Returns what is said of the small form with something more behind its table.
fn rule(rule: &str) -> String {
    said(ROWS, &format!("{ROWS}{rule}\n"))
}

#[test]
fn rows_and_totals() {
    assert_snapshot!(said(ROWS, "    行: [白天, 白天]\n"), @"
    [stderr]
    错误[T104]: “白天”在这一层已经有了（第 11 行）
      --> 模板/值班/form.yaml:11:13
       |
    11 |     行: [白天, 白天]
       |          ----  ^^^^
       |          |
       |          先写的在这里
       |
       = 帮助: 换一个名称；印出来的字可以一样，写成“另一个名称: 白天”

    [1]
    ");
    assert_snapshot!(said(ROWS, "    行: [白天, {夜间: {行: [{全部: {合计: 是}}]}}]\n"), @"
    [stderr]
    错误[T109]: 合计“全部”没有要加的项
      --> 模板/值班/form.yaml:11:29
       |
    11 |     行: [白天, {夜间: {行: [{全部: {合计: 是}}]}}]
       |                                     ^^^^
       |
       = 帮助: 合计加同一层的其他各项：把要加的各项和它写在一层

    [1]
    ");
}

#[test]
fn paths() {
    assert_snapshot!(rule("叙述核对: [{句式: '值班(?P<数>\\d+)次', 应为: [值班.白天]}]"), @r"
    [stderr]
    错误[T113]: “值班.白天”是一行，这里要写到一格
      --> 模板/值班/form.yaml:12:35
       |
    12 | 叙述核对: [{句式: '值班(?P<数>\d+)次', 应为: [值班.白天]}]
       |                                               ^^^^^^^^^
       |
       = 帮助: 可以写：值班.白天.次数

    [1]
    ");
}

#[test]
fn paths_of_another_year_or_table() {
    assert_snapshot!(rule("跨年: [值班.白天.次数 >= 去年.值班.白天.次数]"), @"
    [stderr]
    错误[T111]: 没有“去年”，有：值班、热线、说明段、有无、经费、格式、年度、上年文件、单位、标题、网站、联系方式等
      --> 模板/值班/form.yaml:12:18
       |
    12 | 跨年: [值班.白天.次数 >= 去年.值班.白天.次数]
       |                          ^^^^
       |
    改法: 改成“上年.值班.白天.次数”
       |
    12 - 跨年: [值班.白天.次数 >= 去年.值班.白天.次数]
    12 + 跨年: [值班.白天.次数 >= 上年.值班.白天.次数]
       |

    [1]
    ");
    assert_snapshot!(rule("勾稽: [白天.次数 >= 值班。夜间。次数]"), @"
    [stderr]
    错误[T111]: 没有“白天”，有：值班、热线、说明段、有无、经费、格式、年度、上年文件、单位、标题、网站、联系方式等
      --> 模板/值班/form.yaml:12:6
       |
    12 | 勾稽: [白天.次数 >= 值班。夜间。次数]
       |        ^^^^
       |
    改法: 改成“值班.白天.次数”
       |
    12 | 勾稽: [值班.白天.次数 >= 值班。夜间。次数]
       |        +++++

    错误[T111]: 没有“值班。夜间。次数”，有：值班、热线、说明段、有无、经费、格式、年度、上年文件、单位、标题、网站、联系方式等
      --> 模板/值班/form.yaml:12:15
       |
    12 | 勾稽: [白天.次数 >= 值班。夜间。次数]
       |                     ^^^^^^^^^^^^^^^^
       |
    改法: 改成“值班.夜间.次数”
       |
    12 - 勾稽: [白天.次数 >= 值班。夜间。次数]
    12 + 勾稽: [白天.次数 >= 值班.夜间.次数]
       |

    [1]
    ");
}

#[test]
fn signs() {
    assert_snapshot!(rule("勾稽: [值班.白天.次数 ＞＝ 1]"), @"
    [stderr]
    错误[T113]: “＞＝”要写成半角的“>=”
      --> 模板/值班/form.yaml:12:15
       |
    12 | 勾稽: [值班.白天.次数 ＞＝ 1]
       |                       ^^^^
       |
    改法: 改成“>=”
       |
    12 - 勾稽: [值班.白天.次数 ＞＝ 1]
    12 + 勾稽: [值班.白天.次数 >= 1]
       |

    [1]
    ");
}

#[test]
fn patterns() {
    assert_snapshot!(rule("用语: [圆满]"), @"
    [stderr]
    错误[T110]: “用语”要一项一项写成“名称: 内容”，这里是一个值
      --> 模板/值班/form.yaml:12:6
       |
    12 | 用语: [圆满]
       |        ^^^^
       |
       = 帮助: 写成“{句式: …, 说明: …}”

    [1]
    ");
    assert_snapshot!(rule("用语: [{句式: '圆(满', 说明: 甲}]"), @r"
    [stderr]
    错误[T114]: 句式写错了：这个 `(` 没有配上 `)`
      --> 模板/值班/form.yaml:12:13
       |
    12 | 用语: [{句式: '圆(满', 说明: 甲}]
       |                  ^
       |
       = 帮助: 要找这个字本身，前面加 `\`

    [1]
    ");
}

#[test]
fn an_empty_file() {
    assert_snapshot!(said(SMALL, ""), @"
    [stderr]
    错误[Y011]: 文件里没有内容
     --> 模板/值班/form.yaml:1:1
      |
    1 |
      | ^
      |
      = 帮助: 第一行写格式的名称，就是文件夹的名称，例如“名称: 窗口服务-2024”

    [1]
    ");
}

#[test]
fn files_of_a_form_that_are_not_there_or_named_otherwise() {
    let shell = small("", REPORT);
    let rename = |from: &str, to: &str| {
        fs::rename(shell.path(from), shell.path(to)).expect("it is there");
    };
    assert_snapshot!(shell.run("check 2024.yaml --format short"), @"
    2024.yaml：1 处错误，不能发布
    [stderr]
    2024.yaml:1:5: 错误[F015] 没有名为“值班”的格式 (格式)
    [1]
    ");
    rename("模板/值班/report.md", "模板/值班/Report.md");
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    [stderr]
    错误: 模板/值班/Report.md 要改名为 report.md
    [2]
    ");
    rename("模板/值班/Report.md", "模板/值班/草稿.md");
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    2024.yaml：1 处错误，不能发布
    [stderr]
    错误[T006]: 格式“值班”缺少文件 模板/值班/report.md
     |
     = 帮助: 新建 report.md，写报告的文字，第一行是“# ”和标题；文件名都是小写
     = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
    assert_snapshot!(shell.run("check 模板/值班/form.yaml"), @"
    模板/值班/form.yaml：1 处错误，不能发布
    [stderr]
    错误[F015]: 没有写“格式”，不知道按哪一种格式读
     --> 模板/值班/form.yaml:1:1
      |
    1 | 名称: 值班
      | ^
      |
      = 帮助: 这像是格式文件，用 nianbao forms 名称 --templates 文件夹 检查

    [1]
    ");
    rename("模板/值班/form.yaml", "模板/值班/form.yml");
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    [stderr]
    错误: 模板/值班/form.yml 要改名为 form.yaml
    [2]
    ");
}
