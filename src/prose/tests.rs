//! Prose as staff write it.

use std::fmt::Write;
use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::document::{Block, Inline, Inlines, Marker};
use crate::source::Source;
use crate::template::{Context, Engine, Markup, Value};

/// Writes inlines with `[ ]` for strong, `/ /` for emphasis, `<target|…>` for links.
fn inlines(content: &Inlines) -> String {
    let write = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(content) => format!("[{}]", inlines(content)),
        Inline::Emph(content) => format!("/{}/", inlines(content)),
        Inline::Code(text) => format!("`{text}`"),
        Inline::Link { target, content } => format!("<{target}|{}>", inlines(content)),
        Inline::LineBreak => "⏎".into(),
    };
    content.as_slice().iter().map(write).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, content } => format!("H{level} {}", inlines(content)),
        Block::Paragraph { content } => inlines(content),
        Block::List { marker, items } => {
            let mark = match marker {
                Marker::Bullet => "•".to_owned(),
                Marker::Number(first) => format!("{first}."),
            };
            let items: Vec<_> = items.iter().map(|item| blocks(item)).collect();
            format!("{mark}({})", items.join("; "))
        }
        Block::Quote { blocks: inner } => format!("「{}」", blocks(inner)),
        Block::Table(table) => {
            let part = &table.parts[0];
            let head: Vec<_> =
                part.columns.iter().map(|head| inlines(&head.label)).collect();
            let mut out = head.join("|");
            for row in &part.body {
                let cells: Vec<_> = row
                    .iter()
                    .map(|cell| format!("{}:{:?}", inlines(&cell.content), cell.align))
                    .collect();
                write!(out, " // {}", cells.join("|")).unwrap();
            }
            out
        }
        Block::Figure { path, description } => format!("图({path}|{description})"),
        Block::Signature { name, .. } => name.clone(),
    }
}

fn blocks(list: &[Block]) -> String {
    list.iter().map(block).collect::<Vec<_>>().join(" ¶ ")
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(blocks(&parse(text).blocks), expected, "{text}");
}

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
fn remarks_say_what_is_not_taken_as_written() {
    let text = "## 甲\n\n一**“乙”**[丙](javascript:x)与[丁](a.md)\n\n![](a.png)\n\n\
        | ![说明](b.png) |\n|---|\n\n戊\n===";
    let prose = parse(text);
    let mut out = blocks(&prose.blocks);
    for remark in &prose.remarks {
        write!(out, "\n{:?} {:?}", remark.kind, &text[remark.range.clone()]).unwrap();
    }
    for picture in &prose.pictures {
        write!(out, "\n{} {:?}", picture.path, &text[picture.range.clone()]).unwrap();
    }
    insta::assert_snapshot!(out);
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

/// Shows the remarks on a text, each with what it is about.
fn remarks(text: &str) -> String {
    let remarks = parse(text).remarks;
    let shown = remarks.into_iter().map(|Remark { kind, range }| {
        format!("{kind:?} {}", text[range].replace('\n', "⏎"))
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn nesting_ends_where_no_page_has_room() {
    let quotes = format!("{}甲\n\n{}乙", ">".repeat(20), ">".repeat(6));
    reads(&quotes, "「「「「「「甲」」」」」」 ¶ 「「「「「「乙」」」」」」");
    assert_eq!(remarks(&quotes), format!("TooDeep {}甲", ">".repeat(14)));
    reads(
        "- 1\n  - 2\n    - 3\n      - 4\n        - 5\n          - 6\n            - 7\n              - 8\n- 9",
        "•(1 ¶ •(2 ¶ •(3 ¶ •(4 ¶ •(5 ¶ •(6 ¶ 7 ¶ 8))))); 9)",
    );
}

#[test]
fn slips_are_remarked() {
    let slips = [
        ("###小节\n正文", "TightHeading ###小节"),
        ("正文\n　　##小节 甲", "TightHeading ##小节 甲"),
        ("#小节", "TightHeading #小节"),
        ("#政务公开#话题", ""),
        ("#1 甲", ""),
        ("\\###小节", ""),
        ("### 小节", ""),
        ("`###小节`", ""),
        ("| 甲 | 乙 |\n| 1 | 2 |", "NoDelimiterRow | 甲 | 乙 |"),
        ("说明：\n| 甲 | 乙 |\n| 1 | 2 |", "NoDelimiterRow | 甲 | 乙 |"),
        ("| 甲 | 乙 |\n|---|\n| 1 | 2 |", "NoDelimiterRow | 甲 | 乙 |"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", ""),
        ("|甲|", ""),
        ("见注[^1]。\n\n[^1]: 注", "Unsupported [^1]; Unsupported [^1]"),
        ("- [ ] 甲\n- [x] 乙\n- [丙] 丁", "Unsupported [ ]; Unsupported [x]"),
        ("甲~~乙~~丙", "Unsupported ~~乙~~"),
        ("甲~~乙", ""),
        ("`甲~~乙~~丙[^1]`", ""),
        ("> ###小节", "TightHeading ###小节"),
        ("- ###小节\n- 乙", "TightHeading ###小节"),
        ("    ###小节", "TightHeading ###小节"),
    ];
    for (text, expected) in slips {
        assert_eq!(remarks(text), expected, "{text}");
    }
}

#[test]
fn pictures_may_have_blanks_in_their_names() {
    reads("![图](我的 图 1.png)如上", "图(我的 图 1.png|图) ¶ 如上");
    reads("看![甲](a b.png \"题\")，[乙](c d)", "看 ¶ 图(a b.png|甲) ¶ ，[乙](c d)");
    reads("`![甲](a b.png)`", "`![甲](a b.png)`");
    let text = "甲![图](我的 图.png)乙[丁](x)";
    let prose = parse(text);
    assert_eq!(&text[prose.pictures[0].range.clone()], "![图](我的 图.png)");
    assert_eq!(&text[prose.remarks[0].range.clone()], "[丁](x)");
}

fn context(word: &str) -> Context {
    let applications = vec![("新收".to_owned(), Value::Integer(8))];
    Context::new(vec![
        ("申请".into(), Value::Map(applications)),
        ("词".into(), Value::Text(word.into())),
    ])
}

fn filled(text: &str, word: &str) -> (Filled, Vec<String>) {
    let engine = Engine::new(Markup::Markdown);
    let source = Source::new("2021.yaml", text);
    let (filled, findings) =
        fill(text, &|range| source.span(range), &engine, &context(word));
    let told = findings.iter().map(|finding| {
        let place = finding.place.as_ref().map(|place| format!("{:?}", place.span));
        format!("{} {} @ {}", finding.code, finding.message, place.unwrap_or_default())
    });
    (filled, told.collect())
}

#[test]
fn references_are_filled_with_a_way_back() {
    let text = "共{{ 申请.新收 }}件，{{ 词 }}。";
    let (filled, findings) = filled(text, "{{ 年度 }}*");
    assert_eq!(filled.text, "共8件，{{ 年度 }}\\*。");
    assert!(findings.is_empty());
    let back = |part: &str| {
        let at = filled.text.find(part).unwrap();
        &text[filled.source_range(at..at + part.len())]
    };
    assert_eq!(back("8"), "{{ 申请.新收 }}");
    assert_eq!(back("件，"), "件，");
    assert_eq!(back("年度"), "{{ 词 }}");
    assert_eq!(back("8件"), "{{ 申请.新收 }}件");
    assert_eq!(back("。"), "。");
}

#[test]
fn words_are_what_readers_see_with_a_way_back() {
    let text = "甲**{{ 申请.新收 }}**件\n乙[丙\\*](a.cn/9)`丁`8戊\n\na\nb";
    let (filled, findings) = filled(text, "");
    assert!(findings.is_empty());
    let outline = parse(&filled.text).outline.with_values(filled.values());
    let words = filled.words(&outline);
    assert_eq!(words.text, "甲8件乙丙* 8戊\n\na b");
    let back = |range: Range<usize>| &text[words.source_range(range)];
    let of = |part: &str| {
        let at = words.text.find(part).unwrap();
        at..at + part.len()
    };
    assert_eq!(back(of("甲8件")), "甲**{{ 申请.新收 }}**件");
    assert_eq!(back(of("件乙")), "件\n乙");
    assert_eq!(back(of(" ")), "`丁`");
    assert_eq!(back(of("戊")), "戊");
    assert!(words.is_value(of("8")) && !words.is_value(of("件乙丙* ")));
}

#[test]
fn prose_knows_references_only() {
    let (filled, findings) =
        filled(&format!("甲{{{{ {}}}}}乙{{{{ 词 }}}}", "词 ".repeat(1_000)), "丁");
    assert_eq!(findings.len(), 1);
    assert!(findings[0].starts_with("F016 从这里开始的引用太长"), "{findings:?}");
    assert!(filled.text.ends_with("乙丁"));
    let (filled, findings) = self::filled(
        "甲{% if 词 %}乙{% endif %}{# 丙 #}{{ 申请.去年 }}{{ range(end=9) }}\
         {{ 词 | 大写 }}｛｛ 词 ｝｝{{ 词",
        "丁",
    );
    assert!(filled.text.starts_with("甲{% if 词 %}乙"));
    insta::assert_snapshot!(findings.join("\n"));
}

#[test]
fn references_are_known_without_filling() {
    let text = "甲{{ 申请.新收 | 百分比(全部=总数) }}{{ 上年.乙 if 上年 else 0 }}";
    let References { paths, filters } = references(text);
    let told: Vec<_> = paths
        .iter()
        .map(|path| {
            (path.segments.join("."), &text[path.range.clone()], path.under.join(" "))
        })
        .collect();
    let expected = [
        ("申请.新收", "申请.新收", ""),
        ("总数", "总数", ""),
        ("上年", "上年", ""),
        ("上年.乙", "上年.乙", "上年"),
    ];
    let expected =
        expected.map(|(path, text, under)| (path.to_owned(), text, under.to_owned()));
    assert_eq!(told, expected);
    assert_eq!(&text[filters[0].1.clone()], "百分比");
}

#[test]
fn many_references_are_all_filled() {
    let piece = |n: u32| format!("{{{{ 申请.新收 + {n} }}}}、");
    let many = (0..4_000).map(piece).collect::<Vec<_>>().concat();
    let same = "共{{ 词 }}".repeat(100_000);
    for text in [&many, &same] {
        let (filled, _) = filled(text, "甲");
        assert!(!filled.text.is_empty());
        references(text);
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

fn plain(list: &[Block]) -> String {
    blocks(list)
}

proptest! {
    #[test]
    fn letters_stay_and_keep_their_order(
        text in "([甲乙“”《》，。（）*_#> \\-+=!<&\n　]|\\*\\*|    |\n\n|丙丁){0,40}",
    ) {
        let prose = parse(&text);
        prop_assert_eq!(letters(&plain(&prose.blocks)).replace('H', ""), letters(&text));
        for remark in prose.remarks {
            prop_assert!(text.get(remark.range).is_some());
        }
    }

    #[test]
    fn any_text_is_read(
        text in "([甲乙ab1“”，。*_#>`~|\\[\\]()!<&:/\\\\ \\-+=\n\t　]|\\*\\*|http://|!\\[|\\]\\(|\n\n|    |\\|--|\n){0,40}",
    ) {
        let prose = parse(&text);
        let ranges = prose.remarks.iter().map(|remark| &remark.range);
        for range in ranges.chain(prose.pictures.iter().map(|picture| &picture.range)) {
            prop_assert!(text.get(range.clone()).is_some(), "{:?} {:?}", range, text);
        }
    }

    #[test]
    fn no_fact_is_markup(
        word in "[甲1a“”，。*_#>`~|\\[\\]()!<&:;/\\\\ \\-+=.\"'{}%@$^?]{1,12}",
        before in "甲?", after in "乙?",
    ) {
        let (filled, findings) = filled(&format!("{before}{{{{ 词 }}}}{after}"), &word);
        prop_assert!(findings.is_empty());
        let prose = parse(&filled.text);
        let text = format!("{before}{word}{after}");
        match &prose.blocks[..] {
            [] => prop_assert_eq!(text.trim(), ""),
            [Block::Paragraph { content }] => {
                let plain = content.to_plain();
                // Blanks between Chinese are dropped.
                prop_assert_eq!(plain.replace(' ', ""), text.replace(' ', ""));
                prop_assert_eq!(content.as_slice().len(), 1);
            }
            blocks => prop_assert!(false, "{:?} from {:?}", blocks, filled.text),
        }
    }

    #[test]
    fn filled_ranges_lead_back(
        parts in prop::collection::vec("甲{0,2}|，a|\\{\\{ 词 \\}\\}|\\{\\{ 申请.新收 \\}\\}|[{}]", 0..8),
    ) {
        let text = parts.concat();
        let (filled, _) = filled(&text, "值*");
        let mut last = 0;
        for (at, c) in filled.text.char_indices() {
            let back = filled.source_range(at..at + c.len_utf8());
            let source = text.get(back.clone());
            let same = source.is_some_and(|source| {
                source == c.to_string() || source.starts_with('{')
            });
            prop_assert!(same, "{:?}", source);
            prop_assert!(back.start >= last);
            last = back.start;
        }
    }
}
