//! What people type, and what is said about it.

mod properties;
mod slips;

use std::fmt::Write;

use insta::assert_snapshot;

use super::{Node, Value, load};
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Shows the tree and every finding: place, code, message, the text at the
/// place, and the line as the fix leaves it.
#[track_caller]
fn read(text: &str) -> String {
    let source = Source::new("甲.yaml", text);
    let tree = load(&source);
    let mut shown = match &tree.root {
        Some(root) => tree_of(root),
        None => "无".to_owned(),
    };
    for finding in &tree.findings {
        shown.push('\n');
        shown.push_str(&finding_of(finding));
    }
    shown
}

fn finding_of(finding: &Diagnostic) -> String {
    let place = finding.place.as_ref().expect("findings of a text have a place");
    let at = place.span.start();
    let mut shown = format!(
        "{}:{} {} {}: {:?}",
        at.line,
        at.column,
        finding.code,
        finding.message,
        place.span.text()
    );
    for related in &finding.related {
        let at = related.span.start();
        write!(shown, "; {}:{} {}", at.line, at.column, related.label).unwrap();
    }
    for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
        let at = edit.span.start();
        let old = edit.span.text();
        write!(shown, "; 改 {}:{} {old:?} -> {:?}", at.line, at.column, edit.text)
            .unwrap();
    }
    shown
}

fn tree_of(node: &Node) -> String {
    match &node.value {
        Value::Empty => "空".to_owned(),
        Value::Scalar(scalar) => format!("{:?}", scalar.text),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(tree_of).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|entry| format!("{}: {}", entry.key, tree_of(&entry.node)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#[test]
fn scalars_stay_as_written() {
    assert_snapshot!(read("邮编: 010020\n名称: NO\n编号: 1e3\n日期: 2022-01-18\n时间: 12:30\n数: ０８\n空: \n无: ~\n零: null\n"), @r#"{邮编: "010020", 名称: "NO", 编号: "1e3", 日期: "2022-01-18", 时间: "12:30", 数: "０８", 空: 空, 无: "~", 零: "null"}"#);
    assert_snapshot!(read("行: [8, 1,234]\n列: {甲: , 乙, 丙: 'it''s'}\n"), @r#"{行: ["8", "1", "234"], 列: {甲: 空, 乙: 空, 丙: "it's"}}"#);
    assert_snapshot!(read("文: |\n  一\n   二\n\n折: >-\n  一\n  二\n空: |\n"), @r#"{文: "一\n 二\n", 折: "一 二", 空: 空}"#);
    assert_snapshot!(read("<<: 甲\n"), @r#"{<<: "甲"}"#);
}

#[test]
fn byte_order_mark_and_line_ends_do_not_matter() {
    assert_snapshot!(read("\u{feff}年度: 2021\r\n单位:\r\n  名称: 某局\r\n"), @r#"{年度: "2021", 单位: {名称: "某局"}}"#);
}

#[test]
fn places_are_those_of_the_file() {
    let source = Source::new(
        "甲",
        "\u{feff}甲:  \n  乙: [一, {二: 三}] # 注\n丁: |\n  文\n\n# 注\n",
    );
    let root = load(&source).root.expect("it is a map");
    let first = root.get("甲").expect("is there");
    assert_eq!(first.node.span.text(), "乙: [一, {二: 三}]");
    let inner = first.node.get("乙").expect("is there");
    assert_eq!(inner.node.span.text(), "[一, {二: 三}]");
    assert_eq!(root.get("丁").expect("is there").node.span.text(), "文");
    assert_eq!(
        root.span.range(),
        3..root.get("丁").expect("is there").node.span.range().end
    );
    let source = Source::new("甲", "甲 :  # 注\n乙:\n");
    let root = load(&source).root.expect("it is a map");
    assert_eq!(root.get("甲").expect("is there").node.span.range(), 5..5);
}

#[test]
fn a_file_needs_a_map_at_its_top() {
    assert_snapshot!(read(""), @r#"
    无
    1:1 Y011 文件里没有内容: ""
    "#);
    assert_snapshot!(read("# 只有注释\n---\n"), @r#"
    无
    1:1 Y011 文件里没有内容: ""
    "#);
    assert_snapshot!(read("- 甲\n- 乙\n"), @r#"
    无
    1:1 Y011 文件最外层应当是“名称: 内容”，这里是一个列表: "- 甲"
    "#);
    assert_snapshot!(read("一段文字\n又一段\n"), @r#"
    无
    1:1 Y011 文件最外层应当是“名称: 内容”，这里是一段文字: "一段文字"
    "#);
    assert_snapshot!(read("年度：2021\n"), @r#"
    无
    1:3 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格: "："; 改 1:3 "：" -> ": "
    "#);
}

#[test]
fn repeated_and_refused() {
    assert_snapshot!(read("甲: 1\n乙: 2\n甲: 3\n"), @r#"
    {甲: "1", 乙: "2"}
    3:1 Y006 “甲”前面已经写过: "甲"; 1:1 第一次
    "#);
    assert_snapshot!(read("甲: &x 1\n乙: *x\n"), @r#"
    无
    1:4 Y007 以“&”开头的内容在 YAML 里是锚点，这里不用锚点: "&x"
    2:4 Y007 以“*”开头的内容在 YAML 里是引用别处的别名，这里不用别名: "*x"
    "#);
    assert_snapshot!(read("甲: !t 3\n乙: !!str 4\n丙: !<x> [1]\n"), @r#"
    无
    1:4 Y007 以“!”开头的内容在 YAML 里是类型标签，这里不用标签: "!t"
    2:4 Y007 以“!”开头的内容在 YAML 里是类型标签，这里不用标签: "!!str"
    3:4 Y007 以“!”开头的内容在 YAML 里是类型标签，这里不用标签: "!<x>"
    "#);
    assert_snapshot!(read("甲: 1\n---\n乙: 2\n"), @r#"
    无
    2:1 Y008 “---”以后是第二份文档，一个文件只能写一份: "---"
    "#);
    assert_snapshot!(read("[甲]: 1\n? {乙: 丙}\n: 2\n: 3\n"), @r#"
    无
    1:1 Y001 冒号前面应当是一个名称，这里却是一组内容: "[甲]"
    2:3 Y001 冒号前面应当是一个名称，这里却是一组内容: "{乙: 丙}"
    4:1 Y001 冒号前面缺少名称: ""
    "#);
    assert_snapshot!(read("%YAML 1.1\n---\n甲: 1\n"), @r#"
    无
    1:1 Y001 行首的“%”在 YAML 里是指令，这里不用指令: "%YAML 1.1"
    "#);
}

#[test]
fn full_width_marks() {
    assert_snapshot!(read("申请:\n  新收：3\n  上年: 0\n"), @r#"
    无
    2:5 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格: "："; 改 2:5 "：" -> ": "
    "#);
    assert_snapshot!(read("年度：2025\n单位：\n  名称： 某局\n标题: 甲\n"), @r#"
    无
    1:3 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格: "："; 改 1:3 "：" -> ": "
    2:3 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格: "："; 改 2:3 "：" -> ":"
    3:5 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格: "："; 改 3:5 "：" -> ":"
    "#);
    assert_snapshot!(read("新收: {自然人: 8， 总计: 8}\n"), @r#"
    无
    1:12 Y002 “，”是中文逗号，括号里各项之间要用英文逗号加一个空格: "，"; 改 1:12 "，" -> ","
    "#);
    assert_snapshot!(read("新收: ｛自然人: 8｝\n"), @r#"
    无
    1:5 Y002 这一行用了中文标点，YAML 只认英文的括号、冒号和逗号: "｛"; 1:12 中文括号; 改 1:5 "｛" -> "{"; 改 1:12 "｝" -> "}"
    "#);
    assert_snapshot!(read("新收: ｛自然人：8，企业：2｝\n年度: 2021\n"), @r#"{新收: "｛自然人：8，企业：2｝", 年度: "2021"}"#);
    assert_snapshot!(read("新收: [8，0, 0］\n年度: 2021\n"), @r#"
    无
    1:7 Y002 这一行用了中文标点，YAML 只认英文的括号、冒号和逗号: "，"; 1:12 中文括号; 改 1:7 "，" -> ", "; 改 1:12 "］" -> "]"
    "#);
    assert_snapshot!(read("新收: {自然人: 8,\n  企业：3， 其他：4]\n"), @r#"
    无
    2:5 Y002 这一行用了中文标点，YAML 只认英文的括号、冒号和逗号: "："; 2:7 中文逗号; 2:11 中文冒号; 改 2:5 "：" -> ": "; 改 2:7 "，" -> ","; 改 2:11 "：" -> ": "
    "#);
}

#[test]
fn missing_spaces() {
    assert_snapshot!(read("申请:\n  新收:3\n  上年: 0\n"), @r#"
    无
    2:5 Y003 冒号后面缺一个空格: ":"; 改 2:6 "" -> " "
    "#);
    assert_snapshot!(read("年度:2021\n格式: 甲\n"), @r#"
    无
    1:3 Y003 冒号后面缺一个空格: ":"; 改 1:4 "" -> " "
    "#);
    assert_snapshot!(read("申请:{自然人: 3}\n年度: 2021\n"), @r#"
    无
    1:3 Y003 冒号后面缺一个空格: ":"; 改 1:4 "" -> " "
    "#);
    assert_snapshot!(read("网站: http://a.b\nhttp://c.d\n年度:2021\n"), @r#"
    无
    3:3 Y003 冒号后面缺一个空格: ":"; 改 3:4 "" -> " "
    "#);
}

#[test]
fn indentation() {
    assert_snapshot!(read("申请:\n\t新收: 3\n\t上年: 0\n单位: 甲\n"), @r#"
    无
    2:1 Y004 行首有制表符（Tab），缩进只能用空格: "\t"; 改 2:1 "\t" -> "  "; 改 3:1 "\t" -> "  "
    "#);
    assert_snapshot!(read("申请:\n    新收: 3\n单位:\n\t名称: 甲\n"), @r#"
    无
    4:1 Y004 行首有制表符（Tab），缩进只能用空格: "\t"; 改 4:1 "\t" -> "    "
    "#);
    assert_snapshot!(read("申请: 1\n　　\n单位: 甲\n"), @r#"
    无
    2:1 Y004 行首有全角空格，缩进只能用空格: "\u{3000}\u{3000}"; 改 2:1 "\u{3000}\u{3000}" -> ""
    "#);
    assert_snapshot!(read("申请:\n  甲: 1\n　乙:\n    丙: 1\n  丁: 2\n"), @r#"
    无
    3:1 Y004 行首有全角空格，缩进只能用空格: "\u{3000}"; 改 3:1 "\u{3000}" -> "  "
    "#);
    assert_snapshot!(read("引言: |\n  一\n　　二\n年度: 2021\n"), @r#"
    无
    3:1 Y004 “|”下面的文字要用空格缩进，这里是全角空格: "\u{3000}\u{3000}"; 改 3:1 "\u{3000}\u{3000}" -> "  "
    "#);
    assert_snapshot!(read("引言: |\n　　二\n年度: 2021\n"), @r#"
    无
    2:1 Y004 “|”下面的文字要用空格缩进，这里是全角空格: "\u{3000}\u{3000}"; 改 2:1 "\u{3000}\u{3000}" -> "  "
    "#);
    assert_snapshot!(read("引言: |\n    一\n  二\n年度: 2021\n"), @r#"
    无
    3:1 Y001 这一行的缩进比“|”下面第一行少: "  "; 改 3:1 "  " -> "    "
    "#);
    assert_snapshot!(read("申请:\n  - 甲\n 乙: 1\n"), @r#"
    无
    3:2 Y001 这一行和上一行没有对齐: "乙: 1"; 2:3 这里缩进 2 格
    "#);
    assert_snapshot!(read("甲: 1\n  乙: 2\n"), @r#"
    无
    2:3 Y001 这里不能再有“名称: 内容”: "乙: 2"
    "#);
    assert_snapshot!(read("申请:\n  甲: 1\n\u{a0}\u{a0}乙: 2\n  丙:3\n  丁: 4"), @r#"
    无
    3:1 Y004 行首有不换行空格（从网页或 Word 复制来的），缩进只能用空格: "\u{a0}\u{a0}"; 改 3:1 "\u{a0}\u{a0}" -> "  "
    4:4 Y003 冒号后面缺一个空格: ":"; 改 4:5 "" -> " "
    "#);
}

#[test]
fn special_signs() {
    assert_snapshot!(read("综述: 一是: 二是\n"), @r#"
    无
    1:7 Y005 文字里有 YAML 的特殊符号“:”: ":"; 改 1:5 "一是: 二是" -> "|\n  一是: 二是"
    "#);
    assert_snapshot!(read("综述: *加粗* 字\r\n"), @r#"
    无
    1:5 Y005 文字以 YAML 的特殊符号“*”开头: "*"; 改 1:5 "*加粗* 字" -> "|\r\n  *加粗* 字"
    "#);
    assert_snapshot!(read("总体:\n  综述: @abc # 注\n"), @r#"
    无
    2:7 Y005 文字以 YAML 的特殊符号“@”开头: "@"; 改 2:7 "@abc" -> "|\n    @abc"
    "#);
    assert_snapshot!(read("项:\n  - `x`\n  - 标题: %5\n"), @r#"
    无
    2:5 Y005 文字以 YAML 的特殊符号“`”开头: "`"; 改 2:5 "`x`" -> "|\n      `x`"
    3:9 Y005 文字以 YAML 的特殊符号“%”开头: "%"; 改 3:9 "%5" -> "|\n      %5"
    "#);
    assert_snapshot!(read("引言: {{ 年度 }}年\n"), @r#"
    无
    1:5 Y005 文字以 YAML 的特殊符号“{{”开头: "{{"; 改 1:5 "{{ 年度 }}年" -> "|\n  {{ 年度 }}年"
    "#);
    assert_snapshot!(read("{{ 年度 }}: 1\n"), @r#"
    无
    1:1 Y005 文字以 YAML 的特殊符号“{{”开头: "{{ 年度 }}"
    "#);
    assert_snapshot!(read("引言: \"关于\"某事\n"), @r#"
    无
    1:5 Y005 引号“"”后面还有文字，YAML 会读错: "\""; 改 1:5 "\"关于\"某事" -> "|\n  \"关于\"某事"
    "#);
    assert_snapshot!(read("引言: | 文字\n年度: 2021\n"), @r#"
    无
    1:7 Y005 “|”后面要换行，文字从下一行开始: "文字"; 改 1:5 "| 文字" -> "|\n  文字"
    "#);
    assert_snapshot!(read("引言: *甲* 乙\n  丙\n"), @r#"
    无
    1:5 Y005 文字以 YAML 的特殊符号“*”开头: "*"
    "#);
    assert_snapshot!(read("单位: {标题: 关于: 某, 址: @甲}\n"), @r#"
    无
    1:12 Y005 这段文字里有 YAML 的特殊符号“:”: ":"
    1:20 Y005 这段文字里有 YAML 的特殊符号“@”: "@"
    "#);
    assert_snapshot!(read("综述: - 甲\n"), @r#"
    无
    1:5 Y001 列表的写法不对：每一项要单独一行，以“- ”开头: "- 甲"
    "#);
}

#[test]
fn unclosed() {
    assert_snapshot!(read("甲: {乙: 1\n丙: 3\n"), @r#"
    无
    1:4 Y001 花括号“{”没有配对的“}”: "{"; 2:2 读到这里还没有结束
    "#);
    assert_snapshot!(read("甲: [1, 2\n丙: 3\n"), @r#"
    无
    1:4 Y001 方括号“[”没有配对的“]”: "["; 2:2 读到这里还没有结束
    "#);
    assert_snapshot!(read("甲: \"乙\n丙: 3\n"), @r#"
    无
    1:4 Y001 引号“"”没有配对的“"”: "\""
    "#);
    assert_snapshot!(read("甲: 'it''s\n丙: 3\n"), @r#"
    无
    1:4 Y001 引号“'”没有配对的“'”: "'"
    "#);
    assert_snapshot!(read("甲: {乙: 1\n丙:\n  丁: 一，二：三\n"), @r#"
    无
    1:4 Y001 花括号“{”没有配对的“}”: "{"; 2:2 读到这里还没有结束
    "#);
    assert_snapshot!(read("甲: [1, 2}\n丙: 3\n"), @r#"
    无
    1:4 Y001 括号没有成对: "[1, 2}"
    "#);
    assert_snapshot!(read("甲: 1}\n乙: [}\n"), @r#"
    无
    2:4 Y001 括号没有成对: "[}"
    "#);
}

#[test]
fn without_a_suspect_the_parser_is_translated() {
    assert_snapshot!(read("甲: 乙\n丙丁\n戊: 1\n"), @r#"
    无
    2:1 Y001 这一行应当写成“名称: 内容”，却没有找到冒号: "丙丁"
    "#);
    assert_snapshot!(read("甲: \"\\q\"\n"), @r#"
    无
    1:4 Y001 双引号里的“\”有特殊的意思，这里读不懂: "\"\\q\""
    "#);
    assert_snapshot!(read("- 甲\n乙: 1\n"), @r#"
    无
    2:1 Y001 列表的写法不对：每一项要单独一行，以“- ”开头: "乙: 1"
    "#);
}

#[test]
fn forbidden_characters() {
    assert_snapshot!(read("甲: 1\u{1}\n乙: \u{e5e5}字\n"), @r#"
    无
    1:5 Y014 这里有一个控制字符（U+0001）: "\u{1}"
    2:4 Y014 这里有一个自造字（U+E5E5）: "\u{e5e5}"
    "#);
    assert_snapshot!(read("甲: 1\n\u{1}: 2\n"), @r#"
    无
    2:1 Y014 这里有一个控制字符（U+0001）: "\u{1}"
    "#);
    let many = "\u{1}".repeat(10_000);
    assert_eq!(load(&Source::new("甲", many)).findings.len(), 20);
}

#[test]
fn depth_is_limited() {
    assert_snapshot!(read(&"[".repeat(5_000)), @r#"
    无
    1:33 Y009 内容嵌套超过 32 层，没有格式需要这么深: "["
    "#);
    assert_snapshot!(read(&format!("甲: {}", "- ".repeat(5))), @r#"
    无
    1:4 Y001 列表的写法不对：每一项要单独一行，以“- ”开头: "- - - - -"
    "#);
    assert_snapshot!(read(&"- ".repeat(5_000)), @r#"
    无
    1:65 Y009 内容嵌套超过 32 层，没有格式需要这么深: "-"
    "#);
    assert_snapshot!(read(&"{甲: ".repeat(300)), @r#"
    无
    1:129 Y009 内容嵌套超过 32 层，没有格式需要这么深: "{"
    "#);
}
