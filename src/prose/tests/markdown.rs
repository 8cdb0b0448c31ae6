//! What is read from Markdown.

use super::{blocks, reads};
use crate::prose::{parse, parse_report};

#[test]
fn emphasis_works_beside_chinese_punctuation() {
    reads("开展**“新声”**系列", "开展[“新声”]系列");
    reads(
        "一是**加强领导。**二是**落实“三审”制，**确保",
        "一是[加强领导。]二是[落实“三审”制，]确保",
    );
    reads("开展**(重要)**工作", "开展[(重要)]工作");
    reads("参见**《条例》**第二十条", "参见[《条例》]第二十条");
    reads("***“全部”***都", "/[“全部”]/都");
    reads("年**“十四五”**2021年", "年[“十四五”]2021年");
    reads("- **“甲”**乙", "•([“甲”]乙)");
    reads("[**“甲”**乙](http://a.cn/**b)", "<http://a.cn/**b|[“甲”]乙>");
    reads("`开展**“新声”**系列`", "`开展**“新声”**系列`");
    reads("开展\\**“新声”**", "开展**“新声”**");
    reads("**甲，\n乙。**丙", "[甲，乙。]丙");
    reads("5*（3+2）*2", "5*（3+2）*2");
    reads("甲\n\n***\n\n乙", "甲 ¶ 乙");
}

#[test]
fn line_ends_vanish_between_chinese() {
    reads("第一行\n第二行", "第一行第二行");
    reads("hello\nworld", "hello world");
    reads("中文，\nEnglish", "中文，English");
    reads("**甲**\n**乙**", "[甲][乙]");
    reads("甲  \n乙", "甲⏎乙");
    reads("甲\\\n乙", "甲⏎乙");
}

#[test]
fn blanks_vanish_between_chinese() {
    reads("甲 乙\u{a0}，\t丙", "甲乙，丙");
    reads("甲 **乙** 丙 [丁](http://a.cn) 戊", "甲[乙]丙<http://a.cn|丁>戊");
    reads("甲 A B 乙 8 丙", "甲 A B 乙 8 丙");
    reads("a **b** c [d ](http://a.cn)e", "a [b] c <http://a.cn|d> e");
    reads("“a” “b”…… “丙” 丁", "“a” “b”…… “丙”丁");
    reads("甲\u{3000}乙 `丙` 丁", "甲\u{3000}乙 `丙`丁");
    reads("甲  \n乙 \n丙", "甲⏎乙丙");
    reads("| 甲 乙 |\n|---|", "甲乙");
}

#[test]
fn characters_without_width_vanish() {
    reads("甲\u{200B}乙\u{FEFF} **\u{2060}丙**\u{AD}", "甲乙[丙]");
    reads("\u{200B}　　甲\n\u{200B}　　乙", "甲 ¶ 乙");
    reads("co\u{AD}operate `a\u{200B}b`", "cooperate `a\u{200B}b`");
    reads("\u{200B}", "");
}

#[test]
fn indented_paragraphs_are_paragraphs() {
    reads("　　甲**乙**\n　　丙\n丁", "甲[乙] ¶ 丙丁");
    reads("    依据**《条例》**编制\n\n    乙", "依据[《条例》]编制 ¶ 乙");
    let text = "甲\n\n        # 乙";
    let prose = parse(text);
    assert_eq!(blocks(&prose.blocks), "甲 ¶ H3 乙");
    assert_eq!(&text[prose.remarks[0].range.clone()], "# 乙");
}

#[test]
fn hostile_text_is_text() {
    for text in [
        "#panic()",
        "$a$",
        "a | b",
        "<script>alert(1)</script>",
        "@ref",
        "a ` b",
        "<!-- 甲",
    ] {
        reads(text, text);
    }
    reads("<div>\n**“甲”**乙\n</div>", "<div>[“甲”]乙</div>");
    reads("[甲]: http://a.cn", "[甲]: http://a.cn");
    reads("A&amp;B &nbsp;", "A&B \u{a0}");
    reads("甲\u{E001}乙", "甲\u{E001}乙");
    reads("```\n<b>  *甲*\n\n#乙\n```", "`<b>  *甲*`⏎⏎`#乙`");
}

#[test]
fn structure_is_kept() {
    reads("# 甲\n### 乙\n#### 丙\n丁\n---", "H3 甲 ¶ H3 乙 ¶ H4 丙 ¶ H3 丁");
    reads("3. 甲\n4. 乙\n   - 丙\n\n> 丁\n> 戊", "3.(甲; 乙 ¶ •(丙)) ¶ 「丁戊」");
    reads(
        "| 甲 | 乙 | 丙 |\n|---|:-:|--:|\n| 1 | **2** | 3 |",
        "甲|乙|丙 // 1:Start|[2]:Center|3:End",
    );
    reads("<http://a.cn> <b@c.cn>", "<http://a.cn|http://a.cn> <mailto:b@c.cn|b@c.cn>");
    reads("看图：![说明*文*字](图.png)如上", "看图： ¶ 图(图.png|说明文字) ¶ 如上");
    reads("**甲![说明](图.png)乙**丙", "[甲乙]丙 ¶ 图(图.png|说明)");
}

#[test]
fn reports_keep_their_chapters() {
    let prose = parse_report("# 甲\n## 一、乙\n\u{E001}\n### 丙");
    assert_eq!(blocks(&prose.blocks), "H1 甲 ¶ H2 一、乙 ¶ \u{E001} ¶ H3 丙");
    assert!(prose.remarks.is_empty());
}

#[test]
fn deep_nesting_is_flattened() {
    let quotes = format!("{}甲", ">".repeat(5000));
    let lists = format!("{}甲", "- ".repeat(5000));
    let strong = format!("{}甲{}", "**a ".repeat(5000), " b**".repeat(5000));
    let indented = format!("{}甲", "-     ".repeat(5000));
    for text in [quotes, lists, strong, indented, "[".repeat(5000), "![".repeat(5000)] {
        let prose = parse(&text);
        assert!(blocks(&prose.blocks).len() < 60_000);
    }
}
