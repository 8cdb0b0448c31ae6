//! Slips that the parser takes for something else, or notices too late.

use insta::assert_snapshot;

use super::read;
use crate::source::Source;
use crate::yaml::{Value, load, odd_value};

#[test]
fn wrong_marks_of_a_line_are_one_finding() {
    assert_snapshot!(read("申请:\n  新收:{自然人: 8, 企业: 2}\n  上年: 0\n"), @r#"
    无
    2:5 Y003 冒号后面缺一个空格: ":"; 改 2:6 "" -> " "
    "#);
    assert_snapshot!(read("新收: {自然人:8, 企业:2}\n上年: 0\n"), @r#"
    无
    1:9 Y003 这一行的冒号后面都缺一个空格: ":"; 1:15 后面要有空格; 改 1:10 "" -> " "; 改 1:16 "" -> " "
    "#);
    assert_snapshot!(read("新收: {自然人：8，企业：2}\n上年: {自然人:8}\n"), @r#"
    无
    1:9 Y002 这一行用了中文标点，YAML 只认英文的括号、冒号和逗号: "："; 1:11 中文逗号; 1:14 中文冒号; 改 1:9 "：" -> ": "; 改 1:11 "，" -> ", "; 改 1:14 "：" -> ": "
    2:9 Y003 冒号后面缺一个空格: ":"; 改 2:10 "" -> " "
    "#);
    assert_snapshot!(read("新收：{自然人：8, 企业:2}\n上年: 0\n"), @r#"
    无
    1:3 Y002 这一行用了中文标点，YAML 只认英文的括号、冒号和逗号: "："; 1:8 中文冒号; 1:14 后面要有空格; 改 1:3 "：" -> ": "; 改 1:8 "：" -> ": "; 改 1:15 "" -> " "
    "#);
    assert_snapshot!(read("新收: {自然人: 8,\n  企业：3}\n甲: 'a:b'\n'丙:丁': 3\n"), @r#"
    无
    2:5 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格: "："; 改 2:5 "：" -> ": "
    "#);
    let text = "申请:\n  新收：{甲：8，乙:2}\n  结转：3\n";
    let root = load(&Source::new("甲", text)).root.expect("it is a map");
    let Value::Map(entries) = root.value else { panic!("it is a map") };
    let finding = odd_value(&entries[0].node).expect("it is odd");
    assert_eq!(finding.fix.expect("it has one").edits.len(), 5);
}

#[test]
fn text_pasted_below_a_bar_needs_indentation() {
    assert_snapshot!(read("总体情况:\n  综述: |\n  一是公开。\n  监督: 二\n"), @r#"
    无
    3:1 Y001 这一行是上面“|”的文字，缩进不够: "  "; 2:7 ; 改 3:1 "  " -> "    "
    "#);
    // One finding, and one mend, for all that was pasted.
    assert_snapshot!(read("引言: |\n  一，一。\n\n二，二。\n\n三，三。\n年度: 2021\n"), @r#"
    无
    4:1 Y001 这一行是上面“|”的文字，缩进不够: ""; 1:5 ; 改 4:1 "" -> "  "; 改 6:1 "" -> "  "
    "#);
    assert_snapshot!(read("引言: |\n一，一。\n  二\n三，三。\n年度: 2021\n"), @r#"
    无
    2:1 Y001 这一行是上面“|”的文字，缩进不够: ""; 1:5 ; 改 2:1 "" -> "  "
    "#);
    let text = "引言: |\n  一，一。\n\n（一）主动公开\n\n二，二。\n年度: 2021\n";
    let fix = load(&Source::new("甲", text)).findings[0].fix.clone();
    assert_eq!(fix.expect("it has one").edits.len(), 2);
    // A name without its colon is none of it.
    assert_snapshot!(read("引言: |\n  一\n综述\n  二，二。\n"), @r#"
    无
    3:1 Y001 这一行应当写成“名称: 内容”，却没有找到冒号: "综述"
    "#);
    assert_snapshot!(read("引言: |\n  一\n# 二，二。\n年度: 2021\n乙\n"), @r#"
    无
    5:1 Y001 这一行应当写成“名称: 内容”，却没有找到冒号: "乙"
    "#);
    let text = "引言: |\n  一，一。\n\n二，二。\n\n三，三。\n年度: 2021\n";
    let fix = load(&Source::new("甲", text)).findings[0].fix.clone();
    assert_eq!(fix.expect("it has one").edits.len(), 2);
}

#[test]
fn names_of_findings_may_have_a_full_width_colon() {
    assert_snapshot!(read("核实:\n  L005 发布: 乙\n  K001　申请.上年结转：甲\n"), @r#"
    无
    3:15 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格: "："; 改 3:15 "：" -> ": "
    "#);
    let root = load(&Source::new("甲", "核实:\n  P001 总体情况.综述：甲\n")).root;
    let Value::Map(entries) = root.expect("it is a map").value else {
        panic!("it is a map")
    };
    let finding = odd_value(&entries[0].node).expect("it is odd");
    assert_snapshot!(super::finding_of(&finding), @r#"2:15 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格: "："; 改 2:15 "：" -> ": ""#);
}

#[test]
fn numbers_cut_by_their_commas_are_whole() {
    assert_snapshot!(read("新收: {自然人: 1,234, 企业: 2,234}\n"), @r#"
    {新收: {自然人: "1,234", 企业: "2,234"}}
    1:11 S006 数里的逗号把它拆开了，要写成 1234: "1,234"; 改 1:11 "1,234" -> "1234"
    1:22 S006 数里的逗号把它拆开了，要写成 2234: "2,234"; 改 1:22 "2,234" -> "2234"
    "#);
    assert_snapshot!(read("新收: {自然人: 12,345,678.50}\n"), @r#"
    {新收: {自然人: "12,345,678.50"}}
    1:11 S006 数里的逗号把它拆开了，要写成 12345678.50: "12,345,678.50"; 改 1:11 "12,345,678.50" -> "12345678.50"
    "#);
    assert_snapshot!(read("新收: {自然人: 1,23, 企业: 2, 345: 1}\n"), @r#"{新收: {自然人: "1", 23: 空, 企业: "2", 345: "1"}}"#);
}

#[test]
fn dashes_alone_are_texts() {
    assert_snapshot!(read("许可: -\n处罚: - # 无\n新收: {甲: -, 乙: - , 丙: [-, 1]}\n收费: --\n"), @r#"{许可: "-", 处罚: "-", 新收: {甲: "-", 乙: "-", 丙: ["-", "1"]}, 收费: "--"}"#);
    assert_snapshot!(read("许可: -\n引言: |\n  甲: -\n  - \n文: \"一\n  甲: -\"\n处罚:\n  - 甲\n  -\n"), @r#"{许可: "-", 引言: "甲: -\n- \n", 文: "一 甲: -", 处罚: ["甲", 空]}"#);
    assert_snapshot!(read("许可: -\n处罚: - 甲\n"), @r#"
    无
    2:5 Y001 列表的写法不对：每一项要单独一行，以“- ”开头: "- 甲"
    "#);
}

#[test]
fn entries_out_of_line_are_told_where_they_stand() {
    let among =
        |entry: &str| read(&format!("联系:\n  部门: 甲\n{entry}\n  电话: 1\n落款: 2\n"));
    assert_snapshot!(among("邮编: 3"), @r#"
    无
    3:1 Y001 这一行写了内容，下一行却比它缩进得多: "邮编: 3"; 4:3 这里缩进 2 格
    "#);
    assert_snapshot!(read("公开:\n  许可:\n申请: 0\n  # 各列\n  新收: 1\n"), @r#"
    无
    3:1 Y001 这一行写了内容，下一行却比它缩进得多: "申请: 0"; 5:3 这里缩进 2 格
    "#);
    assert_snapshot!(among(" 邮编: 3"), @r#"
    无
    3:2 Y001 这一行和上一行没有对齐: "邮编: 3"; 2:3 这里缩进 2 格
    "#);
    assert_snapshot!(among("   邮编: 3"), @r#"
    无
    3:4 Y001 这一行和上一行没有对齐: "邮编: 3"; 2:3 这里缩进 2 格
    "#);
    assert_snapshot!(among("    邮编: 3"), @r#"
    无
    3:5 Y001 这里不能再有“名称: 内容”: "邮编: 3"
    "#);
    assert_snapshot!(read("方面:\n  - 标题: 甲\n    正文: 乙\n   注: 丙\n  - 标题: 丁\n"), @r#"
    无
    4:4 Y001 这一行和上一行没有对齐: "注: 丙"; 3:5 这里缩进 4 格
    "#);
    assert_snapshot!(read("方面:\n- 标题: 甲\n  正文: |\n    乙: 丙\n     丁\n 注: 丙\n"), @r#"
    无
    6:2 Y001 这一行和上一行没有对齐: "注: 丙"; 3:3 这里缩进 2 格
    "#);
}

#[test]
fn texts_that_begin_with_brackets_want_a_bar() {
    assert_snapshot!(read("综述: [一]重要。\n年度: 2021\n"), @r#"
    无
    1:5 Y005 文字以 YAML 的特殊符号“[”开头: "["; 改 1:5 "[一]重要。" -> "|\n  [一]重要。"
    "#);
    assert_snapshot!(read("综述: [一，二：三]，[三]重要。\n年度: 2021\n"), @r#"
    无
    1:5 Y005 文字以 YAML 的特殊符号“[”开头: "["; 改 1:5 "[一，二：三]，[三]重要。" -> "|\n  [一，二：三]，[三]重要。"
    "#);
    assert_snapshot!(read("综述: {一}重要。\n年度: 2021\n"), @r#"
    无
    1:5 Y005 文字以 YAML 的特殊符号“{”开头: "{"; 改 1:5 "{一}重要。" -> "|\n  {一}重要。"
    "#);
    assert_snapshot!(read("新收: {甲: 1} 件\n年度: 2021\n"), @r#"
    无
    1:12 Y001 右括号后面不能再有文字: "件"
    "#);
}

#[test]
fn full_width_bar() {
    assert_snapshot!(read("综述: ｜\n  一\n  二\n年度: 2021\n"), @r#"
    {综述: "｜ 一 二", 年度: "2021"}
    1:5 Y002 “｜”是中文符号，这里要用英文的“|”: "｜"; 改 1:5 "｜" -> "|"
    "#);
    assert_snapshot!(read("综述: ｜\n  一是: 二\n年度:2021\n格式: 甲\n"), @r#"
    无
    1:5 Y002 “｜”是中文符号，这里要用英文的“|”: "｜"; 改 1:5 "｜" -> "|"
    3:3 Y003 冒号后面缺一个空格: ":"; 改 3:4 "" -> " "
    "#);
    assert_snapshot!(read("综述: ｜甲\n"), @r#"{综述: "｜甲"}"#);
}

#[test]
fn characters_behind_escapes_are_seen() {
    assert_snapshot!(read("甲: \"\\uE000一\\uF8FF\"\n乙: [\"\\x07\", \"\\u200B\\xA0\"]\n"), @r#"
    {甲: "\u{e000}一\u{f8ff}", 乙: ["\u{7}", "\u{200b}\u{a0}"]}
    1:4 Y014 这段文字里用“\”写了一个自造字（U+E000）: "\"\\uE000一\\uF8FF\""
    2:5 Y014 这段文字里用“\”写了一个控制字符（U+0007）: "\"\\x07\""
    "#);
    assert_snapshot!(read("甲: \u{202e}\u{2066}\u{fffd}\u{2028}\u{fdd0}\u{1ffff}\u{f0000}\u{10fffd}\n"), @r#"
    {甲: "\u{202e}\u{2066}�\u{2028}\u{fdd0}\u{1ffff}\u{f0000}\u{10fffd}"}
    1:4 Y014 这里有一个改变文字方向的字符（U+202E）: "\u{202e}"
    1:5 Y014 这里有一个改变文字方向的字符（U+2066）: "\u{2066}"
    1:6 Y014 这里有一个乱码（U+FFFD）: "�"
    1:7 Y014 这里有一个特殊的换行符（U+2028）: "\u{2028}"
    1:8 Y014 这里有一个不是字符的编码（U+FDD0）: "\u{fdd0}"
    1:9 Y014 这里有一个不是字符的编码（U+1FFFF）: "\u{1ffff}"
    1:10 Y014 这里有一个自造字（U+F0000）: "\u{f0000}"
    1:11 Y014 这里有一个自造字（U+10FFFD）: "\u{10fffd}"
    "#);
    assert_snapshot!(read("甲: \u{200b}\u{200d}\u{a0}\u{2060}一\u{20000}\n"), @r#"{甲: "\u{200b}\u{200d}\u{a0}\u{2060}一𠀀"}"#);
}

#[test]
fn what_is_refused_leaves_no_tree() {
    assert_snapshot!(read("综述: &号。\n年度: 2021\n"), @r#"
    无
    1:5 Y007 以“&”开头的内容在 YAML 里是锚点，这里不用锚点: "&号。"
    "#);
    assert_snapshot!(read("年度: 2021\n---\n综述: 甲\n"), @r#"
    无
    2:1 Y008 “---”以后是第二份文档，一个文件只能写一份: "---"
    "#);
}

#[test]
fn messages_quote_no_more_than_is_needed() {
    let long = "名".repeat(100_000);
    for text in [
        format!("? {long}\n: 1\n"),
        format!("甲: {{乙: 1,{}}}\n", "234,".repeat(100_000)),
        format!("{0}: 1\n{0}: 2\n", "名".repeat(300)),
    ] {
        for finding in load(&Source::new("甲", text)).findings {
            assert!(finding.message.len() < 300, "{}", finding.message);
        }
    }
}

#[test]
fn tab_is_as_wide_as_the_lines_around_it() {
    let mended = |text: &str| {
        let found = load(&Source::new("甲", text)).findings;
        let edit = found[0].fix.as_ref().expect("it has one").edits[0].clone();
        edit.text.len()
    };
    assert_eq!(mended("甲:\n  乙:\n    丙: 1\n\t丁: 2\n    戊: 3\n"), 4);
    assert_eq!(mended("甲:\n  乙:\n\t丁: 2\n  戊: 3\n"), 2);
    assert_eq!(mended("甲: 1\n\t乙: 2\n丙: 3\n"), 0);
    assert_eq!(mended("甲:\n  - 丙: 1\n\t丁: 2\n  - 戊: 3\n"), 2);
}
