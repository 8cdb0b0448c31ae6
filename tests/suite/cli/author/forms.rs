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

#[test]
fn table_or_field_too_far_left() {
    assert_snapshot!(
        said(ROWS, &format!("{ROWS}培训:\n  行: [线上]\n勾稽:\n  - 培训.线上 >= 1\n")), @"
    [stderr]
    错误[T101]: 这里没有“培训”这一项，可以写：名称、说明、依据、栏目类型、年度、期限、字段、表格、勾稽、跨年、叙述核对、用语
      --> 模板/值班/form.yaml:12:1
       |
    12 | 培训:
       | ^^^^
       |
       = 帮助: 看内容是“表格”里的一项：这几行都往右缩进两格

    [1]
    "
    );
    assert_snapshot!(said(ROWS, &format!("{ROWS}来信: {{类型: 整数}}\n")), @"
    [stderr]
    错误[T101]: 这里没有“来信”这一项，可以写：名称、说明、依据、栏目类型、年度、期限、字段、表格、勾稽、跨年、叙述核对、用语
      --> 模板/值班/form.yaml:12:1
       |
    12 | 来信: {类型: 整数}
       | ^^^^
       |
       = 帮助: 看内容是“字段”里的一项：这几行都往右缩进两格

    [1]
    ");
}

#[test]
fn type_by_another_name() {
    assert_snapshot!(said("经费: {类型: 小数", "经费: {类型: 数字"), @"
    [stderr]
    错误[T107]: 没有“数字”这种类型，有：整数、增减、小数、文字、正文、网址、是否、选项、多选
     --> 模板/值班/form.yaml:7:12
      |
    7 |   经费: {类型: 数字, 单位: 万元}
      |                ^^^^
      |
      = 帮助: 件数一类写“整数”，可以有小数点的写“小数”，可以是负数的写“增减”

    [1]
    ");
}

#[test]
fn signs_that_relations_do_not_have() {
    assert_snapshot!(rule("勾稽: [值班.白天.次数 > 值班.夜间.次数]"), @"
    [stderr]
    错误[T113]: “>”不能用在关系里，只有 + - = <= >=
      --> 模板/值班/form.yaml:12:15
       |
    12 | 勾稽: [值班.白天.次数 > 值班.夜间.次数]
       |                       ^
       |
       = 帮助: “甲 > 乙”写成“甲 >= 乙 + 1”

    [1]
    ");
    assert_snapshot!(rule("勾稽: [值班.白天.次数 * 2 >= 值班.夜间.次数]"), @"
    [stderr]
    错误[T113]: “*”不能用在关系里，只有 + - = <= >=
      --> 模板/值班/form.yaml:12:15
       |
    12 | 勾稽: [值班.白天.次数 * 2 >= 值班.夜间.次数]
       |                       ^
       |
       = 帮助: 几倍写成几项相加：“甲 * 2”写成“甲 + 甲”

    [1]
    ");
}

#[test]
fn wording_without_a_reason() {
    assert_snapshot!(rule("用语: [{句式: 截止目前}]"), @"
    [stderr]
    错误[T102]: 缺少“说明”
      --> 模板/值班/form.yaml:12:7
       |
    12 | 用语: [{句式: 截止目前}]
       |         ^^^^
       |
       = 帮助: 说明为什么不对、应当怎样写，印在提醒下面，如：应写“截至”

    [1]
    ");
}

#[test]
fn name_of_another_folder() {
    assert_snapshot!(said("名称: 值班\n", "名称: 夜班\n"), @"
    [stderr]
    错误[T115]: 名称“夜班”与文件夹“值班”不同
     --> 模板/值班/form.yaml:1:5
      |
    1 | 名称: 夜班
      |       ^^^^
      |
      = 帮助: 不改名称，就把文件夹改名为“夜班”
    改法: 改成“值班”
      |
    1 - 名称: 夜班
    1 + 名称: 值班
      |

    [1]
    ");
}

#[test]
fn totals_and_columns_of_texts() {
    assert_snapshot!(
        said("[次数]\n    行: [白天, 夜间]", "[{备注: {类型: 文字}}]\n    行: [白天, {全部: {合计: 是}}]"), @"
    [stderr]
    错误[T109]: 合计“全部”要加的“备注”不是数
      --> 模板/值班/form.yaml:11:19
       |
    10 |     列: [{备注: {类型: 文字}}]
       |           ----
    11 |     行: [白天, {全部: {合计: 是}}]
       |                        ^^^^
       |
       = 帮助: 这里没有可以加的数：去掉“合计: 是”，或者写明是数的类型

    [1]
    "
    );
    assert_snapshot!(said("[次数]", "[{次数: {必填: 是}}]"), @"
    [stderr]
    错误[T108]: “必填: 是”要写在行上，列上只能写“必填: 否”
      --> 模板/值班/form.yaml:10:15
       |
    10 |     列: [{次数: {必填: 是}}]
       |                  ^^^^

    [1]
    ");
}
