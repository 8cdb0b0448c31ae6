//! What is said of a `report.md` that is wrong.

use insta::assert_snapshot;

use super::small;

/// Returns what is said of the small form's template with a text in it.
fn said(text: &str) -> String {
    let report = format!("# {{{{ 单位.名称 }}}}\n\n{text}\n");
    let said = small("", &report).run("build 2024.yaml --to md -o - --templates 模板");
    said.replace("2024.yaml：没有生成\n[stderr]\n", "")
}

#[test]
fn a_brace_too_few() {
    assert_snapshot!(said("有{{ 年度 }年，其中{{ 年度 }}年。"), @"
    错误[T001]: `{{` 要用 `}}` 结束，这里只有一个 `}`
     --> 模板/值班/report.md:3:8
      |
    3 | 有{{ 年度 }年，其中{{ 年度 }}年。
      |           ^
      |
      = 帮助: 这是格式和模板的问题，请转告它的作者
    改法: 改成 `}}`
      |
    3 | 有{{ 年度 }}年，其中{{ 年度 }}年。
      |            +

    [1]
    ");
    assert_snapshot!(said("{% if 热线 } 有 {% endif %}"), @"
    错误[T001]: `{%` 要用 `%}` 结束，这里只有一个 `}`
     --> 模板/值班/report.md:3:10
      |
    3 | {% if 热线 } 有 {% endif %}
      |            ^
      |
      = 帮助: 这是格式和模板的问题，请转告它的作者
    改法: 改成 `%}`
      |
    3 | {% if 热线 %} 有 {% endif %}
      |            +

    [1]
    ");
}

#[test]
fn another_word_than_a_tag() {
    assert_snapshot!(said("{% if 热线 %}有\n\n{% endfi %}"), @"
    错误[T001]: 没有“endfi”这种标签
     --> 模板/值班/report.md:5:4
      |
    5 | {% endfi %}
      |    ^^^^^
      |
      = 帮助: 是不是想写“endif”？
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
}

#[test]
fn else_if() {
    assert_snapshot!(said("{% if 热线 %}有{% else if 说明段 %}无{% endif %}"), @"
    错误[T001]: 没有 `else if`，另一种情况写 `elif`
     --> 模板/值班/report.md:3:16
      |
    3 | {% if 热线 %}有{% else if 说明段 %}无{% endif %}
      |                   ^^^^^^^
      |
      = 帮助: 这是格式和模板的问题，请转告它的作者
    改法: 改成 `elif`
      |
    3 - {% if 热线 %}有{% else if 说明段 %}无{% endif %}
    3 + {% if 热线 %}有{% elif 说明段 %}无{% endif %}
      |

    [1]
    ");
}

#[test]
fn marks_of_other_languages() {
    assert_snapshot!(said("{% if 年度 = 2024 %}有{% endif %}"), @"
    错误[T001]: 比较是不是相等，要用两个等号
     --> 模板/值班/report.md:3:10
      |
    3 | {% if 年度 = 2024 %}有{% endif %}
      |            ^
      |
      = 帮助: 这是格式和模板的问题，请转告它的作者
    改法: 改成 `==`
      |
    3 | {% if 年度 == 2024 %}有{% endif %}
      |             +

    [1]
    ");
}

/// Every mark of another language is told with what to write instead.
#[test]
fn marks_of_other_languages_between_conditions() {
    let said = said("{% if 年度 == 2024 && 热线 || 说明段 %}有{% endif %}");
    let told: Vec<_> = said
        .lines()
        .filter(|line| line.starts_with("错误") || line.starts_with("改法"))
        .collect();
    assert_eq!(
        told,
        [
            "错误[T001]: “并且”写作 `and`",
            "改法: 改成 `and`",
            "错误[T001]: “或者”写作 `or`",
            "改法: 改成 `or`",
        ]
    );
}

#[test]
fn what_a_report_leaves_out() {
    assert_snapshot!(said("接听{{ 热线 }}件，{{ 单位.简称 }}。"), @r#"
    错误[T005]: “热线”没有内容
     --> 模板/值班/report.md:3:6
      |
    3 | 接听{{ 热线 }}件，{{ 单位.简称 }}。
      |        ^^^^
      |
      = 帮助: 格式里有这一项，这份报告没有填；可以不填的，先判断 `{% if 热线 is defined %}…{% endif %}`，或者写明没有时用什么：`| default(value="…")`
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    "#);
}

#[test]
fn a_table_in_words() {
    assert_snapshot!(said("甲\n\n**{{ 表格.值班 }}**"), @"
    错误[T005]: 模板把“表格.值班”放在了标题、格子、加粗、链接或代码里面
     --> 模板/值班/report.md:5:6
      |
    5 | **{{ 表格.值班 }}**
      |      ^^^^^^^^^
      |
      = 帮助: 正文、表和落款要独占一段，前后各空一行
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
}

#[test]
fn a_yes_or_no_that_is_no_text() {
    assert_snapshot!(said("{% if 有无 == \"是\" %}有{% endif %}"), @r#"
    错误[T002]: “有无”是“是否”，和引号里的文字永远不相等
     --> 模板/值班/report.md:3:7
      |
    3 | {% if 有无 == "是" %}有{% endif %}
      |       ^^^^
      |
      = 帮助: 写成 {% if 有无 %}，“否”写成 {% if not 有无 %}
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    "#);
}

#[test]
fn a_filter_without_its_argument() {
    assert_snapshot!(said("{% if 上年 %}{{ 年度 | 百分比 }}{% endif %}"), @"
    错误[T001]: “百分比”要写明“全部”
     --> 模板/值班/report.md:3:20
      |
    3 | {% if 上年 %}{{ 年度 | 百分比 }}{% endif %}
      |                        ^^^^^^
      |
      = 帮助: 占全部的比例，一位小数：`百分比(全部=…)` 写成 5.7%
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
}

#[test]
fn several_at_a_time() {
    assert_snapshot!(said("{{ 年份 }}{{ 年度 | 大写 }}{{ 说明文 }}"), @"
    错误[T002]: 没有“年份”这一项
     --> 模板/值班/report.md:3:4
      |
    3 | {{ 年份 }}{{ 年度 | 大写 }}{{ 说明文 }}
      |    ^^^^
      |
      = 帮助: 是不是想写“年度”？
      = 帮助: 这是格式和模板的问题，请转告它的作者

    错误[T003]: 没有名为“大写”的过滤器
     --> 模板/值班/report.md:3:17
      |
    3 | {{ 年份 }}{{ 年度 | 大写 }}{{ 说明文 }}
      |                     ^^^^
      |
      = 帮助: 可以用的有：中文序号、编号、中文日期、万元、百分比、同比、default、safe、length、join、first、last、nth、reverse、sort、unique、split、replace、trim、trim_start、trim_end、truncate、upper、lower、str、int、abs、escape
      = 帮助: 这是格式和模板的问题，请转告它的作者

    错误[T002]: 没有“说明文”这一项
     --> 模板/值班/report.md:3:25
      |
    3 | {{ 年份 }}{{ 年度 | 大写 }}{{ 说明文 }}
      |                               ^^^^^^
      |
      = 帮助: 是不是想写“说明段”？
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
}

#[test]
fn braces_that_are_not_closed() {
    assert_snapshot!(said("有{{ 年度 年。\n\n## 一、情况\n\n{% if 热线 %}有{{ 热线 }}件{% endif %}"), @"
    错误[T001]: 从这里开始的 `{{` 没有结束
     --> 模板/值班/report.md:3:2
      |
    3 | 有{{ 年度 年。
      |   ^^
      |
      = 帮助: 在内容后面写上 `}}`
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
    assert_snapshot!(said("{% if 热线 {{ 热线 }}件{% endif %}"), @"
    错误[T001]: 从这里开始的 `{%` 没有结束
     --> 模板/值班/report.md:3:1
      |
    3 | {% if 热线 {{ 热线 }}件{% endif %}
      | ^^
      |
      = 帮助: 在内容后面写上 `%}`
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
    assert_snapshot!(said("{{ 表格.值班"), @"
    错误[T001]: 从这里开始的 `{{` 没有结束
     --> 模板/值班/report.md:3:1
      |
    3 | {{ 表格.值班
      | ^^
      |
      = 帮助: 在内容后面写上 `}}`
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
}

#[test]
fn another_file_is_put_in() {
    assert_snapshot!(said("{% include \"尾.md\" %}"), @r#"
    错误[T001]: 没有可以放进来的模板“尾.md”
     --> 模板/值班/report.md:3:12
      |
    3 | {% include "尾.md" %}
      |            ^^^^^^^
      |
      = 帮助: 整篇报告写在一个文件里：把那一段抄到这里，删去这个标签
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    "#);
}

#[test]
fn number_against_what_is_none() {
    assert_snapshot!(said("{% if 经费 == 0 %}没有{% endif %}"), @"
    错误[T002]: “经费”是“小数”，不能和数比较
     --> 模板/值班/report.md:3:7
      |
    3 | {% if 经费 == 0 %}没有{% endif %}
      |       ^^^^
      |
      = 帮助: 小数照写的印，在模板里是文字；是不是零写成 {% if 经费 is 为零 %}
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
    assert_snapshot!(said("{% if 说明段 > 1 %}有{% endif %}"), @"
    错误[T002]: “说明段”是“正文”，不能和数比较
     --> 模板/值班/report.md:3:7
      |
    3 | {% if 说明段 > 1 %}有{% endif %}
      |       ^^^^^^
      |
      = 帮助: 有没有填写成 {% if 说明段 %}
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
}
