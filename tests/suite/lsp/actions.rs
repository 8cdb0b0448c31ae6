//! What the editor offers to change.

use serde_json::{Value, json};

use super::client::{Editor, applied, place};
use crate::cli::edited;

/// Returns the actions for a place, or for the kinds asked for.
fn offered(editor: &mut Editor, at: &Value, only: &Value) -> Vec<Value> {
    let context = match only {
        Value::Null => json!({"diagnostics": []}),
        only => json!({"diagnostics": [], "only": only}),
    };
    let params = json!({
        "textDocument": {"uri": editor.uri("2024.yaml")},
        "range": {"start": at, "end": at},
        "context": context,
    });
    let actions = editor.ask("textDocument/codeAction", params);
    actions.as_array().expect("a list").clone()
}

/// Returns the text with what an action changes.
fn done(editor: &Editor, text: &str, action: &Value) -> String {
    applied(text, &action["edit"]["changes"][editor.uri("2024.yaml")])
}

#[test]
fn a_mend_is_offered_at_its_place() {
    let text = edited("设有政府信息公开专栏。", "设有 # 𬺈,政府信息公开专栏。");
    let text = text.replace("设有 # 𬺈,", "设有𬺈,");
    let mut editor = Editor::ready();
    editor.open("2024.yaml", &text);
    let all = offered(&mut editor, &place(&text, ",政府"), &Value::Null);
    let fix = all.iter().find(|it| it["isPreferred"] == true).expect("it can be mended");
    assert_eq!(fix["title"], "改为“，”");
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["diagnostics"][0]["range"]["start"], place(&text, ",政府"));
    assert_eq!(done(&editor, &text, fix), text.replace(",政府", "，政府"));
    assert!(offered(&mut editor, &place(&text, "邮编"), &Value::Null).is_empty());
    assert!(
        offered(&mut editor, &place(&text, ",政府"), &json!(["refactor"])).is_empty()
    );
}

#[test]
fn all_that_is_certain_is_mended_at_once() {
    let text = edited("设有政府信息公开专栏。", "设有𬺈,政府信息公开专栏.");
    let text = text.replace("年内举办培训2次。", "年内举办培训2次,都好。");
    let mut editor = Editor::ready();
    editor.open("2024.yaml", &text);
    let at = json!({"line": 0, "character": 0});
    for only in ["source", "source.fixAll"] {
        let all = offered(&mut editor, &at, &json!([only]));
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0]["kind"], "source.fixAll");
        let mended = done(&editor, &text, &all[0]);
        editor.shell.put("2024.yaml", &text);
        let _said = editor.shell.run("fix --yes 2024.yaml");
        assert_eq!(mended, editor.shell.get("2024.yaml"));
    }
}

/// Stands by the first warning of a text, and gives a reason.
#[track_caller]
fn stood_by(text: &str) -> String {
    let mut editor = Editor::ready();
    editor.open("2024.yaml", text);
    let all = offered(&mut editor, &place(text, ",政府"), &Value::Null);
    let action =
        all.iter().find(|it| it["title"].as_str().is_some_and(|it| it.contains("核实")));
    let action = action.expect("it can be stood by");
    let changed = done(&editor, text, action);
    // As long as there is no reason it does not count.
    editor.change("2024.yaml", 2, &changed);
    let told = editor.told().to_string();
    assert!(told.contains("没有写理由"), "{told}");
    let reasoned = changed.replace("……", "照原样引用");
    editor.change("2024.yaml", 3, &reasoned);
    let told = editor.told();
    let all = told["diagnostics"].as_array().expect("a list");
    assert!(all.iter().all(|it| it["severity"] == 3), "{told}");
    let field = reasoned.find("核实").expect("it is there");
    reasoned[field..].trim_end().to_owned()
}

#[test]
fn a_warning_can_be_stood_by() {
    let text = edited("设有政府信息公开专栏。", "设有,政府信息公开专栏。");
    let line = stood_by(&text);
    insta::assert_snapshot!(line, @r"
    核实:
      W001 总体情况.平台建设: 照原样引用
    ");
    for (written, after) in [
        ("核实:", "核实:\n  W"),
        ("核实: # 𬺈", "核实: # 𬺈\n  W"),
        ("核实: {}", "核实: {W"),
        ("核实: {K001: 无}", "核实: {K001: 无, W"),
        ("核实: {K001: 无, }", "核实: {K001: 无, W"),
        ("核实: {K001: 无, # 说明\n  }", "核实: {K001: 无, W"),
        ("核实:\n    K001: 无 # 说明", "核实:\n    K001: 无 # 说明\n    W"),
    ] {
        let said = stood_by(&format!("{}\n{written}\n", text.trim_end()));
        assert!(said.starts_with(after), "{said}");
    }
}
