//! References filled in.

use std::ops::Range;

use super::filled;
use crate::prose::{References, Unfilled, parse};

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
         {{ __tera_context }}\
         {{ 词 | 大写 }}｛｛ 词 ｝｝{{ 词",
        "丁",
    );
    assert!(filled.text.starts_with("甲{% if 词 %}乙"));
    insta::assert_snapshot!(findings.join("\n"));
}

#[test]
fn references_are_known_without_filling() {
    let text = "甲{{ 申请.新收 | 百分比(全部=总数) }}{{ 上年.乙 if 上年 else 0 }}";
    let References { paths, filters } = Unfilled::new(text).references();
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
        Unfilled::new(text).references();
    }
}
