//! `nianbao check`: findings as text, as lines and as JSON.

use insta::assert_snapshot;
use serde_json::Value;

use super::{Shell, edited};
use crate::findings::BASE;

#[test]
fn nothing_wrong() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("check 2024.yaml"), @r#"
    2024.yaml：没有发现问题，可以发布
    [0]
    "#);
    assert_snapshot!(shell.run("检查 2024.yaml --format json"), @"
    []
    [0]
    ");
    assert_eq!(shell.files(), ["2024.yaml"]);
}

#[test]
fn findings_are_shown_with_their_lines() {
    let shell = Shell::new();
    shell.put("2024.yaml", edited("行政强制: 0", "行政强制: /"));
    assert_snapshot!(shell.run("check 2024.yaml"), @r#"
    2024.yaml：1 处错误，不能发布
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
    "#);
    assert_snapshot!(shell.run("check 2024.yaml --format short"), @r#"
    2024.yaml：1 处错误，不能发布
    [stderr]
    2024.yaml:21:9: 错误[S005] 这一格写的是“/”，没有发生要写 0 (主动公开.行政强制)
    [1]
    "#);
}

#[test]
fn json_is_one_array_for_all_files() {
    let shell = Shell::new();
    shell.put("a.yaml", edited("行政强制: 0", "行政强制: /"));
    shell.put("b.yaml", edited("规章: {制发: 0,", "规章: {制发: 1,"));
    let said = shell.run("check a.yaml b.yaml --format json");
    let json = said.strip_suffix("[1]").expect("the first file has an error");
    let findings: Value = serde_json::from_str(json).expect("it is JSON");
    let all = findings.as_array().expect("it is an array");
    let brief = all.iter().map(|it| {
        let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        [text("file"), text("code"), text("severity"), text("path")]
    });
    let expected = [
        ["a.yaml", "S005", "error", "主动公开.行政强制"],
        ["b.yaml", "S003", "warning", "主动公开.规章.制发"],
    ];
    assert_eq!(brief.collect::<Vec<_>>(), expected);
    assert_eq!((&all[0]["line"], &all[0]["column"]), (&21.into(), &9.into()));
    assert_eq!(all[0]["fix"]["edits"][0]["text"], "0");
}

#[test]
fn warnings_pass_unless_they_are_denied() {
    let shell = Shell::new();
    shell.put("2024.yaml", edited("规章: {制发: 0,", "规章: {制发: 1,"));
    assert_snapshot!(shell.run("check 2024.yaml --format short"), @r#"
    2024.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    2024.yaml:17:12: 警告[S003] 规章.制发 1 + 规章.废止 0 + 规章.现行有效 0 = 1，应当是 0 (主动公开.规章.制发)
    [0]
    "#);
    assert_snapshot!(shell.run("check 2024.yaml --format short --deny-warnings"), @r#"
    2024.yaml：1 处警告，不能发布
    [stderr]
    2024.yaml:17:12: 警告[S003] 规章.制发 1 + 规章.废止 0 + 规章.现行有效 0 = 1，应当是 0 (主动公开.规章.制发)
    [1]
    "#);
}

#[test]
fn many_files_are_counted() {
    let shell = Shell::new();
    shell.put("b.yaml", edited("行政强制: 0", "行政强制: /"));
    assert_snapshot!(shell.run("check 2024.yaml b.yaml c.yaml --format short"), @r#"
    2024.yaml：没有发现问题，可以发布
    b.yaml：1 处错误，不能发布
    [stderr]
    b.yaml:21:9: 错误[S005] 这一格写的是“/”，没有发生要写 0 (主动公开.行政强制)
    错误: 读不了文件 c.yaml：没有这个文件或文件夹
    共 3 份
    读写失败：1 份
      c.yaml
    不能发布：1 份
      b.yaml：1 处错误
    可以发布：1 份
    [2]
    "#);
}

#[test]
fn standard_input_is_named() {
    let shell = Shell::new();
    assert_snapshot!(shell.run_on("check -", BASE), @r#"
    标准输入：没有发现问题，可以发布
    [0]
    "#);
    assert_snapshot!(shell.run_on("check - --format short", "年度: 2024\n"), @r#"
    标准输入：1 处错误，不能发布
    [stderr]
    标准输入:1:1: 错误[F015] 没有写“格式”，不知道按哪一种格式读 (格式)
    [1]
    "#);
}

#[test]
fn a_page_of_findings_can_be_mailed() {
    let shell = Shell::new();
    shell.put("a.yaml", edited("行政强制: 0", "行政强制: /"));
    assert_snapshot!(shell.run("check a.yaml 2024.yaml c.yaml --format html -o 结果.html"), @r#"
    结果.html
    [stderr]
    错误: 读不了文件 c.yaml：没有这个文件或文件夹
    [2]
    "#);
    let page = shell.get("结果.html");
    assert!(page.contains("<mark>/</mark>") && page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("c.yaml") && page.contains("没有这个文件"), "{page}");
    let printed = shell.run("check a.yaml 2024.yaml --format html");
    assert!(printed.starts_with("<!DOCTYPE html>") && printed.ends_with("[1]"));
    assert_snapshot!(shell.run("check a.yaml -o 结果.html"), @r#"
    [stderr]
    错误: -o 用于 --format json、sarif、html，请写明是哪一种
    [2]
    "#);
}

#[test]
fn sarif_is_one_log_for_all_files() {
    let shell = Shell::new();
    shell.put("甲 局/2024.yaml", edited("行政强制: 0", "行政强制: /"));
    let paths = ["check", "甲 局/2024.yaml", "--format", "sarif"];
    let said = shell.run_words(&paths.map(std::ffi::OsStr::new), "");
    let json = said.strip_suffix("[1]").expect("the file has an error");
    let log: Value = serde_json::from_str(json).expect("it is JSON");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "S005");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    let uri = "%E7%94%B2%20%E5%B1%80/2024.yaml";
    assert_eq!(place["artifactLocation"]["uri"], uri);
    assert_eq!(place["region"]["startLine"], 21);
}
