//! Files that are not YAML, or are other YAML than was meant.

use insta::assert_snapshot;
use nianbao::diagnostic::mend::mend;
use nianbao::source::Source;

use super::{BASE, edited, said};
use crate::reports::OFFICE;

#[test]
fn full_width_colon() {
    assert_snapshot!(edited("年度: 2024", "年度：2024"), @"
    甲.yaml:2:3: 错误[Y002] “：”是中文冒号，名称后面要用英文冒号加一个空格
      + 换成英文冒号
    ");
}

#[test]
fn full_width_colon_in_braces() {
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "{自然人：7，商业企业：1}"), @r"
甲.yaml:24:13: 错误[Y002] 这一行用了中文标点，YAML 只认英文的括号、冒号和逗号
  + 换成英文标点
");
}

#[test]
fn full_width_braces() {
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "｛自然人：7，商业企业：1｝"), @"
    甲.yaml:24:9: 错误[Y002] 这里是中文括号，YAML 只认英文的括号、冒号和逗号 (申请.本年新收)
      = 写成“{名称: 内容, 名称: 内容}”，逗号和冒号后面各有一个空格
      + 换成英文符号
    ");
}

#[test]
fn no_space_after_the_colon() {
    assert_snapshot!(edited("年度: 2024", "年度:2024"), @"
    甲.yaml:2:3: 错误[Y003] 冒号后面缺一个空格
      + 加一个空格
    ");
}

#[test]
fn no_space_before_braces() {
    assert_snapshot!(edited("上年结转: {", "上年结转:{"), @r"
甲.yaml:25:7: 错误[Y003] 冒号后面缺一个空格
  + 加一个空格
");
}

#[test]
fn tab_in_the_indentation() {
    assert_snapshot!(edited("  部门: 县水利局办公室", "\t部门: 县水利局办公室"), @"
    甲.yaml:6:1: 错误[Y004] 行首有制表符（Tab），缩进只能用空格
      = 上下并列的各行缩进要一样多，一般每一层两个空格
      + 换成空格
    ");
}

#[test]
fn full_width_space_in_the_indentation() {
    assert_snapshot!(edited("  行政许可: 31", "\u{3000}行政许可: 31"), @"
    甲.yaml:19:1: 错误[Y004] 行首有全角空格，缩进只能用空格
      = 上下并列的各行缩进要一样多，一般每一层两个空格
      + 换成空格
    ");
}

#[test]
fn indentation_one_off() {
    assert_snapshot!(edited("  行政许可: 31", "   行政许可: 31"), @r"
甲.yaml:19:4: 错误[Y001] 这一行和上一行没有对齐
  = 并列的各行缩进要一样多；下一层比上一层多两个空格
");
}

#[test]
fn row_at_the_level_of_its_table() {
    assert_snapshot!(edited("  复议后起诉: 0", "复议后起诉: 0"), @"
    甲.yaml:35:1: 错误[F006] 没有“复议后起诉”这一项
      = “复议后起诉”是“复议诉讼”下面的一项，请看缩进是不是和它对齐
    ");
}

#[test]
fn colon_in_a_text() {
    assert_snapshot!(edited("部门: 县水利局办公室", "部门: 县水利局: 办公室"), @"
    甲.yaml:6:11: 错误[Y005] 文字里有 YAML 的特殊符号“:”
      = 在冒号后面写“|”，文字另起一行并缩进，里面就可以用任何符号
      + 用“|”另起一行
    ");
}

#[test]
fn prose_that_begins_with_a_reference() {
    assert_snapshot!(
        edited(
            "综述: |\n    2024年，县水利局公开政府信息{{ 事实.信息条数 }}条。",
            "综述: {{ 年度 }}年公开信息。",
        ),
        @"
    甲.yaml:12:7: 错误[Y005] 文字以 YAML 的特殊符号“{{”开头
      = 在冒号后面写“|”，文字另起一行并缩进，里面就可以用任何符号
      + 用“|”另起一行
    "
    );
}

/// Returns the finding about a text in place of 综述, and the text as it is mended.
#[track_caller]
fn barred(text: &str) -> (String, String) {
    let end = BASE.find("  平台建设:").expect("it is there");
    let start = BASE.find("  综述:").expect("it is there");
    let wrong = format!("{}{text}{}", &BASE[..start], &BASE[end..]);
    let source = Source::new("甲.yaml", wrong.as_str());
    let (mended, _) = mend(&source, &OFFICE.compose(&source).findings);
    assert_eq!(said(&mended), "", "{mended}");
    let end = mended.find("  平台建设:").expect("it is there");
    (said(&wrong), mended[start..end].to_owned())
}

#[test]
fn prose_of_several_lines_without_a_bar() {
    const TABLE: &str = "    | 甲 | 乙 |\n    | --- | --- |\n    | 1 | 2 |\n";
    let right = format!("  综述: |\n    如下。\n{TABLE}");
    let outdented = TABLE.replace("    |", "  |");
    for text in [
        format!("  综述: 如下。\n{TABLE}"),
        format!("  综述: 如下。\n{outdented}"),
        format!("  综述:\n    如下。\n{TABLE}"),
        right.replace(" |\n    如下", "\n    如下"),
    ] {
        let (said, mended) = barred(&text);
        assert!(said.contains("[Y005] 多行文字前面要加“|”"), "{said}");
        assert_eq!(said.lines().count(), 3, "{said}");
        assert_eq!(mended, right);
    }
    for text in [
        format!("  综述:\n{TABLE}"),
        format!("  综述: {}", TABLE.trim_start()),
        format!("  综述:\n{}", TABLE.replace("| 1", "| a: 1")),
        "  综述: 如下。\n    - 甲。\n    - 乙。\n".to_owned(),
        "  综述: 一。\n\n    二。\n".to_owned(),
    ] {
        let (_, mended) = barred(&text);
        assert!(mended.starts_with("  综述: |\n    "), "{mended}");
    }
    let (_, mended) = barred("  综述: 一。\r\n\r\n    二。\r\n");
    assert_eq!(mended, "  综述: |\r\n    一。\r\n\r\n    二。\r\n");
}

#[test]
fn prose_folded_into_one_paragraph_is_no_fault() {
    assert_eq!(edited("门户网站设有", "门户网站\n    设有"), "");
}

#[test]
fn prose_cut_by_a_comment() {
    assert_snapshot!(
        edited("问题与改进: |\n  公开的形式还不够多样。", "问题与改进: 见附件 #1 号。"),
        @"
    甲.yaml:37:12: 警告[Y012] “问题与改进”里“#”后面的文字被当作注释，不会印出来 (问题与改进)
      = 正文里要写“#”，就在冒号后面写“|”，正文另起一行、缩进两格
    "
    );
}

#[test]
fn prose_as_a_list() {
    assert_snapshot!(
        edited("问题与改进: |\n  公开的形式还不够多样。", "问题与改进:\n  - 形式单一。\n  - 不够及时。"),
        @"
    甲.yaml:38:3: 错误[F011] “问题与改进”要写成一段文字，这里写的是列表 (问题与改进)
      = 多行文字前面要加“|”：冒号后面写“|”，正文另起一行、缩进两格
    "
    );
}

#[test]
fn key_written_twice() {
    assert_snapshot!(edited("  行政许可: 31\n", "  行政许可: 31\n  行政许可: 32\n"), @"
    甲.yaml:20:3: 错误[Y006] “行政许可”前面已经写过
      = 两处合成一处，或者删去一处
    ");
}

#[test]
fn anchor_alias_and_tag() {
    assert_snapshot!(edited("行政许可: 31", "行政许可: &甲 31"), @"
    甲.yaml:19:9: 错误[Y007] 以“&”开头的内容在 YAML 里是锚点，这里不用锚点
      = 要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它
    ");
    assert_snapshot!(edited("行政许可: 31", "行政许可: *a"), @"
    甲.yaml:19:9: 错误[Y005] 文字以 YAML 的特殊符号“*”开头
      = 在冒号后面写“|”，文字另起一行并缩进，里面就可以用任何符号
      + 用“|”另起一行
    ");
    assert_snapshot!(edited("行政许可: 31", "行政许可: !int 31"), @"
    甲.yaml:19:9: 错误[Y007] 以“!”开头的内容在 YAML 里是类型标签，这里不用标签
      = 要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它
    ");
}

#[test]
fn second_document() {
    assert_snapshot!(said(&format!("{BASE}---\n年度: 2025\n")), @"
    甲.yaml:39:1: 错误[Y008] “---”以后是第二份文档，一个文件只能写一份
      = 删去这一行，或者把后面的内容另存为一个文件
    ");
}

#[test]
fn nested_too_deep() {
    let deep = format!("事实: {}{}", "[".repeat(200), "]".repeat(200));
    assert_snapshot!(edited("事实: {信息条数: 268}", &deep), @"
    甲.yaml:10:37: 错误[Y009] 内容嵌套超过 32 层，没有格式需要这么深
      = 检查前面的括号或缩进是不是多了
    ");
}

#[test]
fn bracket_never_closed() {
    assert_snapshot!(edited("上年结转: {自然人: 1}", "上年结转: {自然人: 1"), @"
    甲.yaml:25:9: 错误[Y001] 花括号“{”没有配对的“}”
      = 在这一段内容结束的地方补上“}”
    ");
}

#[test]
fn not_a_map() {
    assert_snapshot!(said(""), @"
    甲.yaml:1:1: 错误[Y011] 文件里没有内容
      = 第一行写明用哪种格式，例如“格式: 政府信息公开-2021”
    ");
    assert_snapshot!(said("# 只有注释\n"), @"
    甲.yaml:1:1: 错误[Y011] 文件里没有内容
      = 第一行写明用哪种格式，例如“格式: 政府信息公开-2021”
    ");
    assert_snapshot!(said("- 年度: 2024\n"), @"
    甲.yaml:1:1: 错误[Y011] 文件最外层应当是“名称: 内容”，这里是一个列表
      = 第一行写明用哪种格式，例如“格式: 政府信息公开-2021”
    ");
    assert_snapshot!(said("年报\n"), @"
    甲.yaml:1:1: 错误[Y011] 文件最外层应当是“名称: 内容”，这里是一段文字
      = 第一行写明用哪种格式，例如“格式: 政府信息公开-2021”
    ");
}

#[test]
fn chinese_quotes_are_printed() {
    assert_snapshot!(edited("部门: 县水利局办公室", "部门: “县水利局办公室”"), @r#"
    甲.yaml:6:7: 提示[Y013] 这一对中文引号是内容的一部分，会印出来 (联系方式.部门)
      = 不要引号就去掉；YAML 自己的引号是英文的 " "
      + 去掉引号
    "#);
}

#[test]
fn control_character() {
    assert_snapshot!(edited("县水利局办公室", "县水利局\u{7}办公室"), @"
    甲.yaml:6:11: 错误[Y014] 这里有一个控制字符（U+0007）
      = 它看不见，多半是复制时带来的；请删去
    ");
}

#[test]
fn byte_order_mark_and_crlf_are_no_fault() {
    assert_eq!(said(&format!("\u{feff}{}", BASE.replace('\n', "\r\n"))), "");
}

#[test]
fn plain_texts_are_what_they_look_like() {
    let text = BASE.replace("名称: 青禾县水利局", "名称: NO");
    assert_eq!(said(&text.replace("简称: 县水利局", "简称: 1e3")), "");
}
