//! What is answered about a place: hover, definition, completion, outline.

use serde_json::{Value, json};

use super::client::{Editor, after, place};
use crate::cli::edited;
use crate::findings::{BASE, last_year};

/// Opens this year's file with last year's beside it.
fn opened(text: &str) -> Editor {
    let mut editor = Editor::ready();
    editor.shell.put("2023.yaml", last_year());
    editor.open("2024.yaml", text);
    editor
}

/// Returns what is shown at a place.
#[track_caller]
fn shown(editor: &mut Editor, at: &Value) -> String {
    let hover = editor.ask_at("textDocument/hover", "2024.yaml", at);
    assert_eq!(hover["contents"]["kind"], "plaintext", "{hover}");
    hover["contents"]["value"].as_str().expect("a text").to_owned()
}

#[test]
fn a_key_is_explained() {
    let mut editor = opened(BASE);
    insta::assert_snapshot!(shown(&mut editor, &place(BASE, "邮编")), @r"
    联系方式.邮编
    六位数字
    邮编，可以不写
    去年：010020
    ");
    insta::assert_snapshot!(shown(&mut editor, &place(BASE, "部门}")), @r"
    单位.类别
    政府、部门、乡镇街道或其他；有些核对只对某类单位
    选项，可以写 政府、部门、乡镇街道、其他，可以不写
    去年：部门
    ");
    insta::assert_snapshot!(shown(&mut editor, &place(BASE, "信息处理费")), @r"
    信息处理费
    依申请公开收取的信息处理费；没有收取就写 {件数: 0, 金额: 0}。写了，第六部分第一句就说收费，“其他事项”里不必再说
    组
    ");
    insta::assert_snapshot!(shown(&mut editor, &place(BASE, "信息条数: 268")), @r"
    事实.信息条数
    正文要引用的数和文字，名称自定
    数或文字，名称自定
    去年：268
    ");
}

#[test]
fn a_cell_shows_its_sum_and_last_years() {
    let text = edited("总计: {自然人: 6,", "总计: {自然人: 7,");
    let mut editor = opened(&text);
    insta::assert_snapshot!(shown(&mut editor, &after(&text, "上年结转: {自然人: ")), @r"
    申请.上年结转.自然人
    整数，可以不写
    印作“二、上年结转政府信息公开申请数量”
    自然人：1
    去年 0，增加 1
    总计：1（只有自然人 1）
    ");
    insta::assert_snapshot!(shown(&mut editor, &after(&text, "总计: {自然人: ")), @r"
    申请.办理结果.总计.自然人
    整数，合计
    印作“（七）总计”
    自然人：予以公开 4 + 本机关不掌握相关政府信息 2 = 6，写的是 7
    去年 6，增加 1
    ");
    insta::assert_snapshot!(shown(&mut editor, &place(&text, "本年新收")), @r"
    申请.本年新收
    整数，可以不写
    印作“一、本年新收政府信息公开申请数量”
    总计：自然人 7 + 商业企业 1 = 8
    去年 8，没有变
    ");
    // A row of one number.
    insta::assert_snapshot!(shown(&mut editor, &place(&text, "行政许可")), @r"
    主动公开.行政许可
    整数，必填
    行政许可：31
    去年 31，没有变
    ");
    // The `0` of a whole row is explained as its name is.
    let value = shown(&mut editor, &after(&text, "未经复议直接起诉: "));
    assert_eq!(shown(&mut editor, &place(&text, "未经复议直接起诉")), value);
    insta::assert_snapshot!(value, @r"
    复议诉讼.未经复议直接起诉.小计
    整数，小计
    印作“未经复议直接起诉”
    小计：各项加起来是 0
    去年 0，没有变
    ");
    insta::assert_snapshot!(shown(&mut editor, &place(&text, "无法提供")), @r"
    申请.办理结果.无法提供
    整数，小计
    印作“（四）无法提供”
    总计：2（只有自然人 2）
    去年 2，没有变
    ");
}

#[test]
fn a_path_in_prose_shows_its_value() {
    let text = edited(
        "{{ 事实.信息条数 }}",
        "𬺈{{ 事实.信息条数 }}{{ 申请.本年新收.总计 }}{{ 上年.申请.结转下年度.总计 | 编号 }}",
    );
    let mut editor = opened(&text);
    let at = place(&text, "事实.信息条数");
    let hover = editor.ask_at("textDocument/hover", "2024.yaml", &at);
    assert_eq!(hover["range"]["start"], at);
    assert_eq!(hover["range"]["end"], after(&text, "事实.信息条数"));
    insta::assert_snapshot!(shown(&mut editor, &at), @r"
    事实.信息条数
    正文要引用的数和文字，名称自定
    数或文字，名称自定
    今年：268
    去年：268
    ");
    insta::assert_snapshot!(shown(&mut editor, &place(&text, "申请.本年新收.总计")), @r"
    申请.本年新收.总计
    整数，可以不写
    印作“一、本年新收政府信息公开申请数量”
    合计
    总计：自然人 7 + 商业企业 1 = 8
    去年 8，没有变
    ");
    insta::assert_snapshot!(shown(&mut editor, &place(&text, "申请.结转下年度")), @r"
    申请.结转下年度.总计
    到12月31日还没有办结的申请；没有就写 0
    整数，必填
    印作“四、结转下年度继续办理”
    合计
    去年 1
    ");
}

#[test]
fn a_definition_leads_to_last_year_or_to_the_cell() {
    let text = edited(
        "{{ 事实.信息条数 }}",
        "{{ 申请.本年新收.自然人 }}{{ 上年.事实.信息条数 }}",
    );
    let text = text.replace("类别: 部门}", "类别: 部门} # 𬺈");
    let mut editor = opened(&text);
    let last = last_year();
    let mut goes = |from: Value| {
        let there = editor.ask_at("textDocument/definition", "2024.yaml", &from);
        let name = there["uri"].as_str().and_then(|uri| uri.rsplit('/').next());
        (name.unwrap_or_default().to_owned(), there["range"]["start"].clone())
    };
    let (this_year, last_year) = ("2024.yaml".to_owned(), "2023.yaml".to_owned());
    let cell = after(&text, "本年新收: {自然人: ");
    assert_eq!(goes(place(&text, "申请.本年新收.自然人")), (this_year, cell.clone()));
    assert_eq!(goes(cell), (last_year.clone(), after(&last, "本年新收: {自然人: ")));
    let fact = place(&last, "信息条数: ");
    assert_eq!(goes(place(&text, "事实.信息条数 }}")), (last_year.clone(), fact.clone()));
    assert_eq!(goes(place(&text, "信息条数: ")), (last_year.clone(), fact));
    assert_eq!(goes(place(&text, "联系方式:")), (last_year, place(&last, "联系方式:")));
}

/// Returns what may be written at the mark `▮`, and what that puts into the text.
#[track_caller]
fn offered(editor: &mut Editor, text: &str) -> Vec<String> {
    let at = place(text, "▮");
    let text = text.replace('▮', "");
    editor.change("2024.yaml", 2, &text);
    let items = editor.ask_at("textDocument/completion", "2024.yaml", &at);
    let items = items.as_array().expect("a list");
    let words = items.iter().map(|item| {
        assert_eq!(item["textEdit"]["range"]["end"], at);
        let new = item["textEdit"]["newText"].as_str().expect("a text");
        assert_eq!(new.trim_end_matches(": "), item["label"]);
        new.to_owned()
    });
    words.collect()
}

#[test]
fn what_is_missing_is_offered() {
    let mut editor = opened(BASE);
    let mut offered = |from: &str, to: &str| offered(&mut editor, &edited(from, to));
    let top = offered("网站: ", "标▮\n网站: ");
    assert!(top.contains(&"标题: ".to_owned()), "{top:?}");
    assert!(!top.contains(&"网站: ".to_owned()), "{top:?}");
    assert_eq!(offered("  邮编", "  ▮\n  邮编"), ["地址: ", "传真: ", "邮箱: "]);
    let columns = [
        "商业企业: ",
        "科研机构: ",
        "社会公益组织: ",
        "法律服务机构: ",
        "其他: ",
        "总计: ",
    ];
    assert_eq!(offered("{自然人: 7, 商业企业: 1}", "{自然人: 7, ▮}"), columns);
    // The braces are not closed yet.
    assert_eq!(offered("{自然人: 7, 商业企业: 1}", "{自然人: 7, ▮"), columns);
    let rows = ["部分公开: ", "不予公开: ", "不予处理: ", "其他处理: "];
    assert_eq!(offered("    予以公开", "    ▮\n    予以公开"), rows);
    assert_eq!(
        offered("类别: 部门", "𬺈: 1, 类别: 部▮"),
        ["政府", "部门", "乡镇街道", "其他"]
    );
    assert_eq!(offered("类别: 部门", "类▮: 部门"), ["类别"]);
    assert!(offered("门户网站设有", "▮门户网站设有").is_empty());
}

#[test]
fn paths_and_filters_are_offered_in_prose() {
    let mut editor = opened(BASE);
    let mut offered = |to: &str| {
        offered(&mut editor, &edited("{{ 事实.信息条数 }}", &format!("𬺈{to}")))
    };
    assert_eq!(offered("{{ 事实.▮ }}"), ["信息条数"]);
    assert_eq!(offered("{{ 上年.事实.信▮ }}"), ["信息条数"]);
    assert_eq!(offered("{{ 申请.▮"), ["本年新收", "上年结转", "办理结果", "结转下年度"]);
    let top = offered("{{▮}}");
    assert!(
        top.contains(&"申请".to_owned()) && top.contains(&"上年".to_owned()),
        "{top:?}"
    );
    // Behind a path stands a mark, if anything.
    for whole in ["{{ 事实.信息条数 ▮ }}", "{{ 事实.信息条数 | 编号 ▮ }}"]
    {
        assert!(offered(whole).is_empty(), "{whole}");
    }
    for word in ["if", "else", "and", "or", "not", "in"] {
        assert_eq!(offered(&format!("{{{{ 年度 {word} ▮ }}}}")), top, "{word}");
    }
    let filters = offered("{{ 事实.信息条数 | ▮ }}");
    assert!(filters.contains(&"同比".to_owned()), "{filters:?}");
    assert!(!filters.contains(&"safe".to_owned()), "{filters:?}");
}

#[test]
fn the_outline_is_that_of_the_keys() {
    let mut editor = opened(BASE);
    let params = json!({"textDocument": {"uri": editor.uri("2024.yaml")}});
    let outline = editor.ask("textDocument/documentSymbol", params);
    let body = &outline[2];
    assert_eq!(
        (&body["name"], &body["selectionRange"]["start"]),
        (&json!("单位"), &place(BASE, "单位:"))
    );
    assert_eq!(body["range"]["end"], after(BASE, "类别: 部门}"));
    assert_eq!(body["children"][2]["name"], "类别");
    assert_eq!(body["children"][2]["detail"], "部门");
}

#[test]
fn a_file_that_cannot_be_read_is_answered_as_it_was() {
    let text = edited("{{ 事实.信息条数 }}", "{{ 申请.本年新收.自然人 }}");
    let mut editor = opened(&text);
    // A line more, so that what follows stands elsewhere.
    let broken = text.replace("类别: 部门}", "类别: 部门\n#");
    editor.change("2024.yaml", 2, &broken);
    let at = place(&broken, "申请.本年新收.自然人");
    let hover = editor.ask_at("textDocument/hover", "2024.yaml", &at);
    assert_eq!(hover["range"]["start"], at);
    insta::assert_snapshot!(hover["contents"]["value"].as_str().unwrap_or_default(), @r"
    申请.本年新收.自然人
    整数，可以不写
    印作“一、本年新收政府信息公开申请数量”
    自然人：7
    去年 7，没有变
    （文件现在读不了，这是上一次读到的）
    ");
    let cell = after(&broken, "本年新收: {自然人: ");
    let there = editor.ask_at("textDocument/definition", "2024.yaml", &at);
    assert_eq!(there["uri"], editor.uri("2024.yaml"));
    assert_eq!(there["range"]["start"], cell);
    let there = editor.ask_at("textDocument/definition", "2024.yaml", &cell);
    assert_eq!(there["uri"], editor.uri("2023.yaml"));
    // The line that is broken says nothing that could be known.
    let at = place(&broken, "类别: 部门");
    assert_eq!(editor.ask_at("textDocument/hover", "2024.yaml", &at), Value::Null);
    let typed = broken.replace("{{ 申请.本年新收.自然人 }}", "{{ 事实.▮ }}");
    assert_eq!(offered(&mut editor, &typed), ["信息条数"]);
    editor.change("2024.yaml", 3, &text);
    assert!(!shown(&mut editor, &place(&text, "邮编")).contains("上一次"));
}
