//! `--templates`: a folder before the program's own templates. What is wrong in
//! it is told by the name it was given.

use insta::assert_snapshot;

use super::Shell;

const FORM: &str = "templates/政府信息公开-2021";

fn shell(template: &str) -> Shell {
    let shell = Shell::new();
    shell.put("模板/政府信息公开-2021/report.md", template);
    shell
}

#[track_caller]
fn said(template: &str) -> String {
    shell(template).run("build 2024.yaml --to md -o - --format short --templates 模板")
}

#[test]
fn changed_wording_is_printed() {
    let own = crate::reports::root().join(FORM).join("report.md");
    let own = std::fs::read_to_string(own).expect("the form has one");
    let shell = shell(&own.replace("## 六、其他需要报告的事项", "## 六、其他事项"));
    let said = shell.run("build 2024.yaml --to md -o - --templates 模板");
    assert!(said.contains("\n## 六、其他事项\n"), "{said}");
    assert!(said.ends_with("[0]"));
}

#[test]
fn template_that_cannot_be_parsed() {
    assert_snapshot!(said("# {{ 标题\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:3: 错误[T001] 从这里开始的 `{{` 没有结束
    [1]
    ");
    assert_snapshot!(said("# {% if 标题 %}甲\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:3: 错误[T001] 从这里开始的 `if` 没有结束
    [1]
    ");
    assert_snapshot!(said("# ｛｛ 年度 ｝｝\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:3: 错误[T001] 标记里要用半角符号，这里是全角的“｛｛”
    [1]
    ");
}

#[test]
fn template_that_names_what_does_not_exist() {
    assert_snapshot!(said("# {{ 单位.名字 }}\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:6: 错误[T002] “单位”下面没有“名字”
    [1]
    ");
    assert_snapshot!(said("# {% if 申请.本年新受 %}甲{% endif %}\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:9: 错误[T002] “申请”下面没有“本年新受”
    [1]
    ");
    assert_snapshot!(said("# {{ 年度 | 大写 }}\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:11: 错误[T003] 没有名为“大写”的过滤器
    [1]
    ");
}

#[test]
fn last_year_without_asking_whether_there_is_one() {
    assert_snapshot!(said("# {{ 上年.申请.本年新收.总计 }}\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:6: 错误[T004] 去年的报告不一定有，用“上年”之前要先判断
    [1]
    ");
}

#[test]
fn template_that_cannot_be_filled() {
    assert_snapshot!(said("# {{ 标题 }}\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:6: 错误[T005] “标题”没有内容
    [1]
    ");
    assert_snapshot!(said("没有标题\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:1: 错误[T005] 模板没有印出标题
    [1]
    ");
    assert_snapshot!(said("# 年报{{ 表格.申请 }}\n"), @"
    2024.yaml：没有生成
    [stderr]
    模板/政府信息公开-2021/report.md:1:8: 错误[T005] 模板把“表格.申请”放在了标题、格子、加粗、链接或代码里面
    [1]
    ");
}

#[test]
fn template_that_is_missing() {
    let shell = Shell::new();
    let form = crate::reports::root().join(FORM).join("form.yaml");
    let form = std::fs::read_to_string(form).expect("the form has one");
    shell.put(
        "模板/某格式/form.yaml",
        form.replace("名称: 政府信息公开-2021", "名称: 某格式"),
    );
    shell.put("2024.yaml", super::edited("格式: 政府信息公开-2021", "格式: 某格式"));
    assert_snapshot!(shell.run("check 2024.yaml --format short --templates 模板"), @"
    2024.yaml：1 处错误，不能发布
    [stderr]
    错误[T006] 格式“某格式”缺少文件 模板/某格式/report.md
    [1]
    ");
}

#[test]
fn form_with_a_fault() {
    let shell = Shell::new();
    shell.put(
        "模板/某格式/form.yaml",
        "名称: 某格式\n年度: {自: 2021}\n表格:\n  甲:\n    行: [乙, 乙]\n",
    );
    shell.put("模板/某格式/report.md", "# 年报\n");
    shell.put("2024.yaml", super::edited("格式: 政府信息公开-2021", "格式: 某格式"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @"
    2024.yaml：1 处错误，不能发布
    [stderr]
    错误[T104]: “乙”在这一层已经有了（第 5 行）
     --> 模板/某格式/form.yaml:5:12
      |
    5 |     行: [乙, 乙]
      |          --  ^^
      |          |
      |          先写的在这里
      |
      = 帮助: 换一个名称；印出来的字可以一样，写成“另一个名称: 乙”
      = 帮助: 这是格式和模板的问题，请转告它的作者

    [1]
    ");
    assert_snapshot!(shell.run("forms --templates 模板"), @"
    政府信息公开-2019
        2019—2020 年度　政府信息公开工作年度报告（2019、2020年，试行格式）
    政府信息公开-2021
        2021 年度起　政府信息公开工作年度报告（2021年及以后）
    [stderr]
    错误[T104]: “乙”在这一层已经有了（第 5 行）
     --> 模板/某格式/form.yaml:5:12
      |
    5 |     行: [乙, 乙]
      |          --  ^^
      |          |
      |          先写的在这里
      |
      = 帮助: 换一个名称；印出来的字可以一样，写成“另一个名称: 乙”

    [1]
    ");
}

#[test]
fn page_with_a_fault() {
    let shell = Shell::new();
    shell.put("模板/shared/page.html", "<html>{{ 正文 </html>\n");
    assert_snapshot!(shell.run("build 2024.yaml --to html --templates 模板"), @"
    [stderr]
    错误[T001]: 从这里开始的 `{{` 没有结束
     --> 模板/shared/page.html:1:7
      |
    1 | <html>{{ 正文 </html>
      |       ^^
      |
      = 帮助: 在内容后面写上 `}}`

    [2]
    ");
    let page = shell.run("build 2024.yaml --to html --templates 模板 --format html");
    assert!(page.contains("<h2>模板和字体</h2>") && page.ends_with("[2]"), "{page}");
    assert_eq!(shell.files(), ["2024.yaml", "模板/shared/page.html"]);
}
