//! From `initialize` to `exit`, and findings as the text changes.

use serde_json::{Value, json};

use super::client::{Editor, place};
use crate::cli::edited;

#[test]
fn a_session_ends_as_the_protocol_says() {
    let mut editor = Editor::ready();
    assert_eq!(editor.refused("workspace/symbol", json!({"query": ""})), -32601);
    assert_eq!(editor.refused("initialize", json!({"capabilities": {}})), -32600);
    assert_eq!(editor.end(), 0);
    let mut editor = Editor::ready();
    assert_eq!(editor.exit(), 1);
    let mut editor = Editor::start();
    assert_eq!(editor.refused("shutdown", Value::Null), -32002);
    assert_eq!(editor.wait(), 1);
}

#[test]
fn findings_follow_the_text() {
    let mut editor = Editor::start();
    let greeting = editor.initialize(json!({}));
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-16");
    let text = edited("类别: 部门}", "类别: 部门, 𬺈: 1, 错: 1}");
    editor.open("年 报.yaml", &text);
    let told = editor.told();
    assert_eq!(told["uri"], editor.uri("年 报.yaml"));
    assert_eq!(told["version"], 1);
    let found = found(&told, "F006");
    assert_eq!(found[1]["range"]["start"], place(&text, "错: 1"));
    assert_eq!(found[1]["source"], "nianbao");
    assert_eq!(editor.end(), 0);
}

/// Returns the findings of a code.
fn found<'a>(told: &'a Value, code: &str) -> Vec<&'a Value> {
    let all = told["diagnostics"].as_array().expect("a list");
    all.iter().filter(|it| it["code"] == code).collect()
}
