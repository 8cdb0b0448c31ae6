//! `nianbao explain`.

use insta::assert_snapshot;

use super::Shell;

#[test]
fn code_is_explained_in_either_case() {
    let shell = Shell::new();
    let said = shell.run("explain s003");
    assert!(said.starts_with("# S003 勾稽关系不成立\n"), "{said}");
    assert_eq!(said, shell.run("说明 S003"));
}

#[test]
fn unknown_code_is_refused() {
    assert_snapshot!(Shell::new().run("explain S0003"), @"
    [stderr]
    错误: 没有“S0003”这个代码，是不是想写“S003”？全部代码见 nianbao explain
    [2]
    ");
    assert_snapshot!(Shell::new().run("explain 合计"), @"
    [stderr]
    错误: 没有“合计”这个代码，代码是一个字母加三位数字，例如 S003。全部代码见 nianbao explain
    [2]
    ");
}

#[test]
fn codes_are_listed_by_family() {
    let said = Shell::new().run("explain");
    assert!(said.starts_with("YAML 写法\n  Y001  不合 YAML 的写法\n"), "{said}");
    assert!(said.contains("\n\n合计和勾稽\n  S001  合计不对\n"), "{said}");
}
