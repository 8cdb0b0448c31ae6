//! `nianbao build`: what is written where.

use insta::assert_snapshot;

use super::{Shell, edited};
use crate::findings::BASE;

#[test]
fn reports_stand_beside_their_file() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("build 2024.yaml --to html,md"), @"
    2024.html
    2024.md
    [0]
    ");
    assert_eq!(shell.files(), ["2024.html", "2024.md", "2024.yaml"]);
    assert!(shell.get("2024.html").starts_with("<!DOCTYPE html>"));
    assert!(shell.get("2024.html").contains(r#"<a href="2024.md">"#));
    assert!(shell.get("2024.md").starts_with("# 青禾县水利局2024年"));
}

#[cfg(feature = "pdf")]
#[test]
fn all_formats_are_written_where_none_is_named() {
    let shell = Shell::new();
    shell.run("build 2024.yaml");
    assert_eq!(shell.files(), ["2024.html", "2024.md", "2024.pdf", "2024.yaml"]);
    let first = std::fs::read(shell.path("2024.pdf")).expect("it is there");
    assert!(first.starts_with(b"%PDF-"));
    shell.run("build 2024.yaml --to pdf");
    let again = std::fs::read(shell.path("2024.pdf")).expect("it is there");
    assert!(first == again, "equal files give equal bytes");
}

#[cfg(feature = "pdf")]
#[test]
fn time_zone_and_language_of_the_machine_change_nothing() {
    let places = [("Asia/Shanghai", "zh_CN.UTF-8"), ("America/Los_Angeles", "C")];
    let written = places.map(|(zone, language)| {
        let shell = Shell::new();
        let run = std::process::Command::new(super::BINARY)
            .args(["build", "2024.yaml"])
            .current_dir(shell.0.path())
            .envs([("TZ", zone), ("LANG", language), ("LC_ALL", language)])
            .output()
            .expect("it runs");
        assert!(run.status.success());
        ["2024.html", "2024.md", "2024.pdf"]
            .map(|name| std::fs::read(shell.path(name)).expect("it is there"))
    });
    assert!(written[0] == written[1]);
}

#[test]
fn chinese_name_of_the_command_works() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("生成 2024.yaml --to md"), @"
    2024.md
    [0]
    ");
}

#[test]
fn folder_is_made() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("build 2024.yaml --to md -o 输出/2024"), @"
    输出/2024/2024.md
    [0]
    ");
    assert_eq!(shell.files(), ["2024.yaml", "输出/2024/2024.md"]);
}

#[test]
fn folder_is_not_made_for_nothing() {
    let shell = Shell::new();
    shell.put("模板/shared/page.html", "{{");
    shell.put("a.yaml", edited("行政强制: 0", "行政强制: /"));
    let broken = shell.run("build 2024.yaml --to html -o 输出 --templates 模板");
    assert!(broken.ends_with("[2]"), "{broken}");
    let wrong = shell.run("build a.yaml --to md -o 输出");
    assert!(wrong.ends_with("[1]"), "{wrong}");
    assert!(!shell.path("输出").exists());
}

#[test]
fn one_report_goes_to_standard_output() {
    let shell = Shell::new();
    let said = shell.run("build 2024.yaml --to md -o -");
    assert!(said.starts_with("# 青禾县水利局2024年"), "{said}");
    assert!(said.ends_with("2025年1月17日\n[0]"), "{said}");
    assert_eq!(shell.files(), ["2024.yaml"]);
    assert_snapshot!(shell.run("build 2024.yaml --to html,md -o -"), @"
    [stderr]
    错误: -o - 一次只输出一份报告的一种格式，请用 --to 写明是哪一种
    [2]
    ");
    shell.put("2023.yaml", BASE);
    assert_snapshot!(shell.run("build 2023.yaml 2024.yaml --to md -o -"), @"
    [stderr]
    错误: -o - 一次只输出一份报告的一种格式，请用 --to 写明是哪一种
    [2]
    ");
}

#[test]
fn file_is_read_from_standard_input() {
    let shell = Shell::new();
    let said = shell.run_on("build - --to md -o -", BASE);
    assert!(said.starts_with("# 青禾县水利局2024年"), "{said}");
    assert_snapshot!(shell.run_on("build - --to md", BASE), @"
    nianbao.md
    [0]
    ");
    assert_eq!(shell.files(), ["2024.yaml", "nianbao.md"]);
    assert_snapshot!(shell.run_on("build - --to md --format short", "年度：2024\n"), @"
    标准输入：没有生成
    [stderr]
    标准输入:1:3: 错误[Y002] “：”是中文冒号，名称后面要用英文冒号加一个空格
    [1]
    ");
}

#[test]
fn tables_may_be_pipe_tables() {
    let shell = Shell::new();
    shell.run("build 2024.yaml --to md --tables pipe");
    assert!(!shell.get("2024.md").contains("<table>"));
}

#[test]
fn errors_keep_a_report_from_being_written() {
    let shell = Shell::new();
    shell.put("2024.md", "旧的");
    shell.put("2024.yaml", edited("行政强制: 0", "行政强制: /"));
    assert_snapshot!(shell.run("build 2024.yaml --to html,md"), @"
    2024.yaml：没有生成
    [stderr]
    错误[S005]: 这一格写的是“/”，没有发生要写 0
      --> 2024.yaml:21:9
       |
    21 |   行政强制: /
       |             ^
       |
       = 帮助: 没有发生就写 0；格式不允许空着或画斜线
    改法: 改为 0
       |
    21 -   行政强制: /
    21 +   行政强制: 0
       |

    [1]
    ");
    assert_eq!(shell.files(), ["2024.md", "2024.yaml"]);
    assert_eq!(shell.get("2024.md"), "旧的");
}

#[test]
fn warnings_keep_none_unless_they_are_denied() {
    let shell = Shell::new();
    shell.put("2024.yaml", edited("规章: {制发: 0,", "规章: {制发: 1,"));
    let denied = "build 2024.yaml --to md --format short --deny-warnings";
    assert_snapshot!(shell.run(denied), @r#"
    2024.yaml：没有生成
    [stderr]
    2024.yaml:17:12: 警告[S003] 规章.制发 1 + 规章.废止 0 + 规章.现行有效 0 = 1，应当是 0 (主动公开.规章.制发)
    [1]
    "#);
    assert_eq!(shell.files(), ["2024.yaml"]);
    assert_snapshot!(shell.run("build 2024.yaml --to md --format short"), @"
    2024.md
    [stderr]
    2024.yaml:17:12: 警告[S003] 规章.制发 1 + 规章.废止 0 + 规章.现行有效 0 = 1，应当是 0 (主动公开.规章.制发)
    [0]
    ");
    assert_eq!(shell.files(), ["2024.md", "2024.yaml"]);
}

#[test]
fn existing_reports_are_replaced() {
    let shell = Shell::new();
    shell.put("2024.md", "旧的");
    shell.run("build 2024.yaml --to md");
    assert!(shell.get("2024.md").starts_with("# 青禾县"));
    let first = shell.get("2024.md");
    shell.run("build 2024.yaml --to md");
    assert_eq!(shell.get("2024.md"), first);
}

#[test]
fn what_a_page_lacks_of_its_tags_is_said_where_a_page_is_written() {
    let shell = Shell::new();
    let with = |publication: &str, more: &str| {
        shell.put("2024.yaml", format!("{BASE}发布: {publication}\n{more}"));
    };
    let given = "{网址: \"http://slj.qinghe.example/a\", 栏目: }";
    with(given, "");
    assert_snapshot!(shell.run("build 2024.yaml --to html,md --format short"), @"
    2024.html
    2024.md
    [stderr]
    2024.yaml:39:5: 警告[L005] “发布”里没有写站点名称、站点标识码、栏目、来源 (发布)
    [0]
    ");
    assert_snapshot!(shell.run("build 2024.yaml --to md"), @"
    2024.md
    [0]
    ");
    assert_snapshot!(shell.run("check 2024.yaml"), @r#"
    2024.yaml：没有发现问题，可以发布
    [0]
    "#);
    assert_snapshot!(shell.run("build 2024.yaml --to html --deny-warnings"), @r#"
    2024.yaml：没有生成
    [stderr]
    警告[L005]: “发布”里没有写站点名称、站点标识码、栏目、来源
      --> 2024.yaml:39:5
       |
    39 | 发布: {网址: "http://slj.qinghe.example/a", 栏目: }
       |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = 帮助: 请补上；网页上必须有的标签 SiteName、SiteIDCode、ColumnName、ContentSource 由它们生成
       = 帮助: 标签由网站后台生成的，就在“核实”里写：L005 发布: 理由

    [1]
    "#);
    with(given, "核实: {L005 发布: 由网站后台生成}\n");
    assert_snapshot!(
        shell.run("build 2024.yaml --to html --deny-warnings --format short"),
        @"
    2024.html
    [stderr]
    2024.yaml:39:5: 提示[L005] “发布”里没有写站点名称、站点标识码、栏目、来源（已核实：由网站后台生成） (发布)
    [0]
    "
    );
    assert_snapshot!(shell.run("check 2024.yaml"), @"
    2024.yaml：没有发现问题，可以发布
    [0]
    ");

    with("{网址: \"http://a.example/\", 站点名称: 甲, 站点标识码: 9, 栏目: 乙}", "");
    let one = shell.run("build 2024.yaml --to html --format short");
    assert!(one.contains("[L005] “发布”里没有写来源 (发布.来源)"), "{one}");
    // One that is left out asks for nothing.
    shell.put("2024.yaml", BASE);
    assert_snapshot!(shell.run("build 2024.yaml --to html"), @"
    2024.html
    [0]
    ");
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_without_pdf_says_so() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("build 2024.yaml"), @"
    2024.html
    2024.md
    [stderr]
    提示: 这个程序编译时没有带 PDF 功能，没有生成 PDF
    [0]
    ");
    assert_snapshot!(shell.run("build 2024.yaml --to pdf"), @"
    [stderr]
    错误: “--to <种类>”不能写“pdf”：这个程序编译时没有带 PDF 功能，可以写：html、fragment、md
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    ");
    let help = shell.run("build --help").replace(['\n', ' '], "");
    assert!(
        help.contains("html、md，不写就是这两种") && help.contains("没有带PDF功能"),
        "{help}"
    );
}
