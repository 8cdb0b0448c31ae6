//! Tables exported as workbooks.

use std::fs;

use super::{Shell, edited};

#[test]
fn an_empty_form_or_a_filled_file_is_written() {
    let shell = Shell::new();
    let said = shell.run("export 政府信息公开-2021 --xlsx");
    assert_eq!(said, "政府信息公开-2021.xlsx\n[0]");
    assert_eq!(shell.run("导出 2024.yaml --xlsx"), "2024.xlsx\n[0]");
    shell.put("甲/2024.yaml", shell.get("2024.yaml"));
    assert_eq!(shell.run("export 甲/2024.yaml --xlsx"), "甲/2024.xlsx\n[0]");
    assert_eq!(shell.run("export 甲/2024.yaml --xlsx -o 乙.xlsx"), "乙.xlsx\n[0]");
    let [one, other] = ["甲/2024.xlsx", "乙.xlsx"].map(|name| bytes(&shell, name));
    assert!(one.starts_with(b"PK") && one == other);
    assert_ne!(one, bytes(&shell, "政府信息公开-2021.xlsx"));
}

#[test]
fn a_workbook_that_is_there_stays_unless_it_is_to_go() {
    let shell = Shell::new();
    shell.put("2024.xlsx", "typed in");
    insta::assert_snapshot!(shell.run("export 2024.yaml --xlsx"), @"
    [stderr]
    错误: 2024.xlsx 已经有了，没有动它；要换掉它就加上 --force，或者用 -o 写到别的文件
    [2]
    ");
    assert_eq!(shell.get("2024.xlsx"), "typed in");
    let said = shell.run("export 政府信息公开-2021 --xlsx -o 2024.xlsx");
    assert!(said.ends_with("[2]"), "{said}");
    assert_eq!(shell.run("export 2024.yaml --xlsx --覆盖"), "2024.xlsx\n[0]");
    assert!(bytes(&shell, "2024.xlsx").starts_with(b"PK"));
    assert_eq!(shell.run("export 2024.yaml --xlsx --force"), "2024.xlsx\n[0]");
}

#[test]
fn a_file_with_errors_is_exported_as_far_as_it_can_be_read() {
    let shell = Shell::new();
    shell.put("甲.yaml", edited("行政强制: 0", "行政强制: 很多"));
    insta::assert_snapshot!(shell.run("export 甲.yaml --xlsx"), @"
    甲.xlsx
    [stderr]
    错误[S006]: “很多”不是数
      --> 甲.yaml:21:9
       |
    21 |   行政强制: 很多
       |             ^^^^
       |
       = 帮助: 只写数字，例如 20

    有 1 格读不出来，在工作簿里是空的
    [1]
    ");
    assert!(bytes(&shell, "甲.xlsx").starts_with(b"PK"));
    // Of what names no form there are no tables.
    shell.put("乙.yaml", "年度: 2024\n");
    let said = shell.run("export 乙.yaml --xlsx");
    assert!(said.contains("格式") && said.ends_with("[1]"), "{said}");
    assert!(!shell.path("乙.xlsx").exists());
}

#[test]
fn a_file_comes_before_a_form_of_its_name() {
    let shell = Shell::new();
    shell.put("政府信息公开-2021", shell.get("2024.yaml"));
    let said = shell.run("export 政府信息公开-2021 --xlsx");
    assert_eq!(said, "政府信息公开-2021.xlsx\n[0]");
    shell.run("export 2024.yaml --xlsx");
    assert_eq!(bytes(&shell, "政府信息公开-2021.xlsx"), bytes(&shell, "2024.xlsx"));
}

#[test]
fn what_is_neither_form_nor_file_is_said() {
    let shell = Shell::new();
    insta::assert_snapshot!(shell.run("export 政府信息公开-2022 --xlsx"), @"
    [stderr]
    错误: 没有名为“政府信息公开-2022”的格式。是不是想写“政府信息公开-2021”？
    [2]
    ");
    insta::assert_snapshot!(shell.run("export 2023.yaml --xlsx"), @"
    [stderr]
    错误: 读不了文件 2023.yaml：没有这个文件或文件夹
    [2]
    ");
    insta::assert_snapshot!(shell.run("export 2024.yaml"), @"
    [stderr]
    错误: 要写明导出成什么：--xlsx 是 Excel 工作簿
    [2]
    ");
    assert_eq!(shell.files(), ["2024.yaml"]);
}

fn bytes(shell: &Shell, name: &str) -> Vec<u8> {
    fs::read(shell.path(name)).expect("it is written")
}
