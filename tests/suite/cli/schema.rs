//! A form for editors, printed or written.

use serde_json::Value;

use super::Shell;

#[test]
fn a_schema_is_printed_or_written() {
    let shell = Shell::new();
    let printed = shell.run("schema 政府信息公开-2021");
    let json = printed.strip_suffix("[0]").expect("it is done");
    let schema: Value = serde_json::from_str(json).expect("it is JSON");
    assert_eq!(schema["title"], "政府信息公开-2021");
    assert_eq!(schema["properties"]["格式"]["const"], "政府信息公开-2021");
    let said = shell.run("提示 政府信息公开-2021 -o 编辑器/年报.json");
    let missing = "[stderr]\n错误: 写不了文件 编辑器/年报.json：没有文件夹 编辑器，请先建好，或者换一个地方\n[2]";
    assert_eq!(said, missing);
    let said = shell.run("schema 政府信息公开-2021 -o 年报.json");
    assert_eq!(said, "年报.json\n[0]");
    assert_eq!(shell.get("年报.json"), json);
    let said = shell.run("schema 政府信息公开-2020");
    assert!(said.contains("是不是想写") && said.ends_with("[2]"), "{said}");
}
