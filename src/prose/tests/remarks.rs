//! What a reader hears about a text, and where.

use std::fmt::Write;

use super::{blocks, reads};
use crate::prose::{Remark, parse};

/// Shows the remarks on a text, each with what it is about.
fn remarks(text: &str) -> String {
    let remarks = parse(text).remarks;
    let shown = remarks.into_iter().map(|Remark { kind, range }| {
        format!("{kind:?} {}", text[range].replace('\n', "⏎"))
    });
    shown.collect::<Vec<_>>().join("; ")
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
