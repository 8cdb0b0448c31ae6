//! From `initialize` to `exit`, and findings as the text changes.

use lsp_server::Message;
use serde_json::{Value, json};

use super::client::{Editor, after, place};
use crate::cli::{Shell, edited};
use crate::findings::{BASE, last_year};

#[test]
fn a_session_ends_as_the_protocol_says() {
    let mut editor = Editor::ready();
    assert_eq!(editor.refused("workspace/symbol", json!({"query": ""})), -32601);
    assert_eq!(editor.refused("textDocument/hover", json!({"a": 1})), -32602);
    assert_eq!(editor.refused("initialize", json!({"capabilities": {}})), -32600);
    editor.tell("$/cancelRequest", json!({"id": 1}));
    editor.tell("textDocument/didOpen", json!({"nonsense": 1}));
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(editor.refused("shutdown", Value::Null), -32600);
    assert_eq!(editor.exit(), 0);
    let mut editor = Editor::ready();
    assert_eq!(editor.exit(), 1);
    let mut editor = Editor::start();
    assert_eq!(editor.refused("shutdown", Value::Null), -32002);
    assert_eq!(editor.wait(), 1);
}

#[test]
fn findings_follow_the_text() {
    let mut editor = Editor::start();
    let greeting = editor.initialize(&json!({}));
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-16");
    let text = edited("类别: 部门}", "类别: 部门, 𬺈: 1, 错: 1}");
    editor.open("年 报.yaml", &text);
    let told = editor.told();
    assert_eq!(told["uri"], editor.uri("年 报.yaml"));
    assert_eq!(told["version"], 1);
    let found = &told["diagnostics"][1];
    assert_eq!(found["code"], "F006");
    assert_eq!(found["severity"], 1);
    assert_eq!(found["source"], "nianbao");
    assert_eq!(found["range"]["start"], place(&text, "错: 1"));
    assert_eq!(found["range"]["end"], after(&text, ", 错"));
    assert!(found.get("codeDescription").is_none());
    editor.change("年 报.yaml", 2, BASE);
    let told = editor.told();
    assert_eq!((&told["version"], &told["diagnostics"]), (&json!(2), &json!([])));
    editor.change("年 报.yaml", 3, &text);
    assert_eq!(editor.told()["diagnostics"].as_array().map(Vec::len), Some(2));
    editor.close("年 报.yaml");
    let told = editor.told();
    assert_eq!((told.get("version"), &told["diagnostics"]), (None, &json!([])));
    assert_eq!(editor.end(), 0);
}

#[test]
fn a_message_says_what_to_do_and_points_to_what_belongs_to_it() {
    let mut editor = Editor::ready();
    let text = edited("总计: {自然人: 6,", "总计: {自然人: 7,");
    editor.open("2024.yaml", &text);
    let told = editor.told();
    let found = &told["diagnostics"][0];
    let related = found["relatedInformation"].as_array().expect("a list");
    assert_eq!(related[0]["location"]["uri"], editor.uri("2024.yaml"));
    insta::assert_snapshot!(found["message"].as_str().unwrap_or_default(), @r"
    “自然人”这一列：予以公开 4 + 本机关不掌握相关政府信息 2 = 6，“总计”写的是 7；“自然人”这一列的勾稽关系也差 1，看来“总计”应为 6
    应为 6
    请核对这几个数；不写“总计”，程序会自己算
    ");
}

#[test]
fn columns_are_bytes_where_the_editor_offers_them() {
    let mut editor = Editor::start();
    let offer = json!({"general": {"positionEncodings": ["utf-8", "utf-16"]}});
    let greeting = editor.initialize(&offer);
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-8");
    let text = edited("类别: 部门}", "类别: 部门, 错: 1}");
    editor.open("2024.yaml", &text);
    let line = text.lines().find(|line| line.contains('错')).expect("it is there");
    let start = &editor.told()["diagnostics"][0]["range"]["start"];
    assert_eq!(start["character"], json!(line.find('错')));
}

#[test]
fn a_staffs_file_stays_one_while_its_head_is_written_anew() {
    let mut editor = Editor::ready();
    editor.open("2024.yaml", BASE);
    editor.change("2024.yaml", 2, &edited("格式: ", "格式 "));
    let told = editor.told()["diagnostics"].clone();
    assert_eq!(told[0]["code"], "Y001", "{told}");
}

#[test]
fn a_part_of_the_text_may_be_changed() {
    let mut editor = Editor::ready();
    let text = edited("类别: 部门}", "备注: 𬺈, 类别: 部门}");
    editor.open("2024.yaml", &text);
    assert_eq!(editor.told()["diagnostics"].as_array().map(Vec::len), Some(1));
    let range =
        json!({"start": place(&text, "备注: 𬺈, "), "end": place(&text, "类别: 部门}")});
    let of = json!({"uri": editor.uri("2024.yaml"), "version": 2});
    let changes = json!([{"range": range, "text": ""}]);
    editor.tell(
        "textDocument/didChange",
        json!({"textDocument": of, "contentChanges": changes}),
    );
    assert_eq!(editor.told()["diagnostics"], json!([]));
}

#[test]
fn a_file_that_is_no_data_gets_nothing() {
    let mut editor = Editor::ready();
    editor.open("a.yaml", "services:\n  web: [1, 2\n");
    editor.open("b.yaml", "");
    let at = json!({"line": 0, "character": 2});
    for method in ["hover", "definition", "completion"] {
        let method = format!("textDocument/{method}");
        assert_eq!(editor.ask_at(&method, "a.yaml", &at), Value::Null);
        assert_eq!(editor.ask_at(&method, "缺.yaml", &at), Value::Null);
    }
    let params = json!({"textDocument": {"uri": editor.uri("a.yaml")}});
    assert_eq!(editor.ask("textDocument/documentSymbol", params), Value::Null);
    // The first that is told is of the next document.
    editor.open("c.yaml", "格式: 无\n");
    assert_eq!(editor.told()["uri"], editor.uri("c.yaml"));
}

#[test]
fn a_document_that_is_no_file_is_read_too() {
    let mut editor = Editor::ready();
    let text = edited("类别: 部门}", "类别: 部门, 错: 1}");
    let uri = "untitled:Untitled-1";
    let item = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
    editor.tell("textDocument/didOpen", json!({"textDocument": item}));
    let told = editor.told();
    assert_eq!(told["uri"], uri);
    assert_eq!(told["diagnostics"][0]["code"], "F006");
}

#[test]
fn a_huge_document_is_refused() {
    let mut editor = Editor::ready();
    let text = format!("{BASE}# {}\n", "长".repeat(6 * 1024 * 1024));
    editor.open("2024.yaml", &text);
    let told = editor.told();
    assert_eq!(told["diagnostics"][0]["message"], "超过 16 MB，不会是数据文件");
    let at = json!({"line": 0, "character": 0});
    assert_eq!(editor.ask_at("textDocument/hover", "2024.yaml", &at), Value::Null);
    editor.change("2024.yaml", 2, BASE);
    assert_eq!(editor.told()["diagnostics"], json!([]));
    assert_eq!(editor.end(), 0);
}

#[test]
fn last_years_file_counts_as_it_is_in_the_editor() {
    let mut editor = Editor::ready();
    editor.shell.put("2023.yaml", last_year());
    let text = edited("上年结转: {自然人: 1}", "上年结转: {自然人: 3}");
    editor.open("2024.yaml", &text);
    let told = editor.told();
    let found = &told["diagnostics"][0];
    let related = found["relatedInformation"].as_array().expect("a list");
    let there = &related.last().expect("it is not empty")["location"];
    assert_eq!(there["uri"], editor.uri("2023.yaml"));
    let last = last_year();
    assert_eq!(there["range"]["start"], after(&last, "结转下年度: {自然人: "));
    let unsaved = last.replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 4}");
    let unsaved = unsaved.replace("本年新收: {自然人: 7,", "本年新收: {自然人: 10,");
    editor.open("2023.yaml", &unsaved);
    let told = editor.told_of("2024.yaml");
    assert!(told.to_string().contains("去年年报的“结转下年度”是 4"), "{told}");
}

#[test]
fn files_beside_it_are_watched() {
    let mut editor = Editor::start();
    let watched = json!({"didChangeWatchedFiles": {"dynamicRegistration": true}});
    let _greeting = editor.initialize(&json!({"workspace": watched}));
    let Message::Request(request) = editor.next() else { panic!("it is no request") };
    assert_eq!(request.method, "client/registerCapability");
    let registered = &request.params["registrations"][0];
    assert_eq!(registered["method"], "workspace/didChangeWatchedFiles");
    let text =
        edited("设有政府信息公开专栏。", "设有政府信息公开专栏。\\n\\n![楼](楼.png)");
    let text = text.replace("平台建设: ", "平台建设: \"").replace("楼.png)", "楼.png)\"");
    editor.open("2024.yaml", &text);
    assert!(
        editor.told()["diagnostics"][0]["message"]
            .as_str()
            .is_some_and(|it| it.contains("楼.png"))
    );
    editor.shell.put("楼.png", DOT);
    let change = json!({"uri": editor.uri("楼.png"), "type": 1});
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    assert_eq!(editor.told()["diagnostics"], json!([]));
}

#[test]
fn a_fault_of_a_template_stands_at_no_wrong_place() {
    let shell = Shell::new();
    let form = "名称: 小\n年度: {自: 2020}\n表格: {甲: {行: [乙]}}\n";
    shell.put("模板/小/form.yaml", form);
    shell.put("模板/小/report.md", "# {{ 年度 }}\n\n{{ 丙 }}\n");
    let mut editor =
        Editor::start_in(shell, &["编辑器", "--templates", "模板", "--stdio"]);
    let _greeting = editor.initialize(&json!({}));
    editor.open("2024.yaml", "格式: 小\n年度: 2024\n单位: {名称: 甲局}\n甲: {乙: 1}\n");
    let told = editor.told();
    let all = told["diagnostics"].as_array().expect("a list");
    let found = all
        .iter()
        .find(|it| it["code"].as_str().is_some_and(|code| code.starts_with('T')));
    let found = found.expect("the template is wrong");
    assert_eq!(found["range"]["end"], json!({"line": 0, "character": 0}));
    let there = &found["relatedInformation"][0]["location"];
    assert_eq!(there["uri"], editor.uri("模板/小/report.md"));
    assert_eq!(there["range"]["start"], json!({"line": 2, "character": 3}));
}

#[test]
fn templates_are_read_anew_when_one_changes() {
    let shell = Shell::new();
    let form = "名称: 小\n年度: {自: 2020}\n表格: {甲: {行: [乙]}}\n";
    let right = "# {{ 年度 }}\n\n{{ 单位.名称 }}\n\n{{ 表格.甲 }}\n";
    shell.put("模板/小/form.yaml", form);
    shell.put("模板/小/report.md", right);
    let mut editor = Editor::start_in(shell, &["lsp", "--templates", "模板"]);
    let _greeting = editor.initialize(&json!({}));
    let text = "格式: 小\n年度: 2024\n单位: {名称: 甲局}\n甲: {乙: 1}\n";
    editor.open("2024.yaml", text);
    // An answer: the program has looked, and waits for what is said next.
    let this = json!({"textDocument": {"uri": editor.uri("2024.yaml")}});
    let _outline = editor.ask("textDocument/documentSymbol", this);
    let codes = |told: &Value| {
        let all = told.as_array().expect("a list").iter();
        all.map(|it| it["code"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>()
    };
    editor.shell.put("模板/小/report.md", "# {{ 丙 }}\n");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let told = editor.told()["diagnostics"].clone();
    assert!(codes(&told).iter().any(|code| code.starts_with('T')), "{told}");
    // An editor that watches no files hears of it when it says something.
    editor.shell.put("模板/小/report.md", right);
    editor.tell("$/setTrace", json!({"value": "off"}));
    assert_eq!(editor.told()["diagnostics"], json!([]));
    editor.shell.put("模板/小/form.yaml", form.replace("[乙]", "[乙, 丁]"));
    editor.tell("$/setTrace", json!({"value": "off"}));
    let told = editor.told()["diagnostics"].to_string();
    assert!(told.contains("丁"), "{told}");
    // What is no template any more is said where it is missed.
    std::fs::remove_dir_all(editor.shell.path("模板")).expect("it is removed");
    editor.tell("$/setTrace", json!({"value": "off"}));
    let told = editor.told()["diagnostics"].clone();
    let message = told[0]["message"].as_str().unwrap_or_default();
    assert!(message.starts_with("读不了模板文件夹 "), "{told}");
    assert_eq!(editor.end(), 0);
}

/// A picture of one dot.
const DOT: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";

#[test]
fn a_message_that_is_said_to_be_endless_is_refused() {
    let shell = Shell::new();
    for size in ["10000000000", "18446744073709551615"] {
        let told = shell.run_on("lsp", &format!("Content-Length: {size}\r\n\r\n{{}}"));
        assert!(told.contains("消息超过 128 MB") && told.ends_with("[2]"), "{told}");
    }
    let told = shell.run_on("lsp", &"x".repeat(100_000));
    assert!(told.contains("消息的头太长") && told.ends_with("[2]"), "{told}");
}
