//! What people see.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Style, lines, render};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};
use crate::yaml;

fn shown(finding: Diagnostic) -> String {
    render(&[finding], Style::Plain)
}

#[track_caller]
fn place(source: &Source, text: &str) -> Span {
    let at = source.text().find(text).expect("the text has it");
    source.span(at..at + text.len())
}

#[test]
fn fault_parts_help_and_mend() {
    let text = "\u{feff}年度: 2021\n申请:\n  自然人: 8\n  商业企业: ３\n  科研机构: 0\n  其他: 0\n  总计: 10 # 注\n";
    let source = Source::new("甲/2021.yaml", text);
    let finding = Diagnostic::error(Code::Total, "“总计”应当是 11，写的是 10")
        .at(place(&source, "10"), "应当是 11")
        .related(place(&source, "8"), "8")
        .related(place(&source, "３"), "3")
        .help("删去这一项，由程序来算")
        .fix("改成算出来的数", place(&source, "10"), "11");
    assert_snapshot!(shown(finding), @r#"
    错误[S001]: “总计”应当是 11，写的是 10
     --> 甲/2021.yaml:7:7
      |
    3 |   自然人: 8
      |           - 8
    4 |   商业企业: ３
      |             -- 3
    ...
    7 |   总计: 10 # 注
      |         ^^ 应当是 11
      |
      = 帮助: 删去这一项，由程序来算
    改法: 改成算出来的数
      |
    7 -   总计: 10 # 注
    7 +   总计: 11 # 注
      |
    "#);
}

#[test]
fn without_a_place() {
    let finding =
        Diagnostic::error(Code::Encoding, "甲.yaml 不是文本文件").help("另存为 UTF-8");
    assert_snapshot!(shown(finding), @r#"
    错误[Y010]: 甲.yaml 不是文本文件
     |
     = 帮助: 另存为 UTF-8
    "#);
    assert_snapshot!(shown(Diagnostic::note(Code::Encoding, "没有别的")), @"提示[Y010]: 没有别的");
}

#[test]
fn two_files() {
    let this = Source::new("2021.yaml", "结转: 4\n");
    let last = Source::new("2020.yaml", "年度: 2020\n结转下年度: 5\n");
    let finding = Diagnostic::warning(Code::Relation, "上年结转与上年的年报不一致")
        .at(place(&this, "4"), "")
        .related(place(&last, "5"), "上年写的是 5");
    assert_snapshot!(shown(finding), @r#"
    警告[S003]: 上年结转与上年的年报不一致
     --> 2021.yaml:1:5
      |
    1 | 结转: 4
      |       ^
      |
     ::: 2020.yaml:2:8
      |
    2 | 结转下年度: 5
      |             - 上年写的是 5
    "#);
}

#[test]
fn tabs_wide_characters_and_several_lines() {
    let source =
        Source::new("甲.yaml", "引言: |\r\n\t一二三：\t四\r\n  五六\r\n  七\r\n");
    let finding = Diagnostic::error(Code::FullWidthMark, "中文冒号")
        .at(place(&source, "："), "这里")
        .fix("换成空格", place(&source, "\t"), "  ");
    assert_snapshot!(shown(finding), @r#"
    错误[Y002]: 中文冒号
     --> 甲.yaml:2:5
      |
    2 |     一二三：    四
      |           ^^ 这里
      |
    改法: 换成空格
      |
    2 |   一二三：    四
      | ++
    "#);
    let finding = Diagnostic::note(Code::OwnChapter, "几行")
        .at(place(&source, "四\r\n  五六\r\n  七"), "从这里到这里");
    assert_snapshot!(shown(finding), @r#"
    提示[F007]: 几行
     --> 甲.yaml:2:7
      |
    2 |       一二三：    四
      |  _________________^
    3 | |   五六
    4 | |   七
      | |____^ 从这里到这里
    "#);
    let end = source.span(source.text().len()..source.text().len());
    assert_snapshot!(shown(Diagnostic::note(Code::OwnChapter, "末尾").at(end, "")), @r#"
    提示[F007]: 末尾
     --> 甲.yaml:5:1
      |
    5 |
      | ^
    "#);
}

#[test]
fn long_paragraph_is_shown_around_the_place() {
    let text = format!("引言: {}误{}\n", "字".repeat(2_000), "字".repeat(2_000));
    let source = Source::new("甲.yaml", text);
    let finding = Diagnostic::error(Code::BadText, "这个字写错了")
        .at(place(&source, "误"), "错在这里")
        .fix("改正", place(&source, "误"), "对");
    assert_snapshot!(shown(finding.clone()), @r#"
    错误[F017]: 这个字写错了
     --> 甲.yaml:1:2005
      |
    1 | …字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字误字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字…
      |                                                              ^^ 错在这里
      |
    改法: 改正
      |
    1 - …字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字误字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字…
    1 + …字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字对字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字…
      |
    "#);
    let place = finding.place.clone().expect("it has one");
    for text in [render(&[finding], Style::Colour), lines(&place)] {
        assert!(text.contains("误") && !text.contains(":::"), "{text}");
    }
}

#[test]
fn huge_line_is_quick() {
    let source = Source::new("甲.yaml", format!("{}误", "字".repeat(3_000_000)));
    let whole = source.span(0..source.text().len());
    let finding = Diagnostic::error(Code::BadText, "错").at(place(&source, "误"), "");
    assert!(shown(finding.related(whole, "全部")).len() < 4_000);
}

#[test]
fn places_far_apart_are_shown_apart() {
    let text = format!("甲: 1\n{}乙: 2\n丙: 3\n", "字: 0\n".repeat(100_000));
    let source = Source::new("甲.yaml", text);
    let finding = Diagnostic::error(Code::Total, "“乙”应当是 1，写的是 2")
        .at(place(&source, "2"), "应当是 1")
        .related(place(&source, "1"), "1")
        .related(place(&source, "3"), "3")
        .related(source.span(0..source.text().len()), "全部");
    assert_snapshot!(shown(finding), @r#"
    错误[S001]: “乙”应当是 1，写的是 2
          --> 甲.yaml:100002:4
           |
    100002 | 乙: 2
           |     ^ 应当是 1
    100003 | 丙: 3
           |     - 3
           |
          ::: 甲.yaml:1:4
           |
         1 | 甲: 1
           | -----
           | |   |
           | |   1
           | 全部
    "#);
}

#[test]
fn thousands_of_findings_are_quick() {
    let source = Source::new("甲.yaml", "字: 0，".repeat(100_000));
    let finding = |at: usize| {
        Diagnostic::error(Code::BadText, "错").at(source.span(at * 90..at * 90 + 3), "")
    };
    let findings: Vec<_> = (0..10_000).map(finding).collect();
    assert_eq!(render(&findings, Style::Plain).matches("错误[F017]").count(), 10_000);
}

#[test]
fn many_edits_are_shown_in_part() {
    let source = Source::new("甲.yaml", format!("甲:\n{}", "\t乙: 1\n".repeat(9)));
    let findings = yaml::load(&source).findings;
    assert_snapshot!(render(&findings, Style::Plain), @r#"
    错误[Y004]: 行首有制表符（Tab），缩进只能用空格
     --> 甲.yaml:2:1
      |
    2 |     乙: 1
      | ^^^^ 换成空格
      |
      = 帮助: 上下并列的各行缩进要一样多，一般每一层两个空格
    改法: 换成空格
      |
    2 |   乙: 1
      | ++
    3 |   乙: 1
      | ++
    4 |   乙: 1
      | ++
    5 |   乙: 1
      | ++
    6 |   乙: 1
      | ++
      = 另外: 还有 4 处改动
    "#);
}

#[test]
fn mend_of_several_lines() {
    let source = Source::new("甲.yaml", "综述: 一是: 二是\n年度：2021\n");
    assert_snapshot!(render(&yaml::load(&source).findings, Style::Plain), @r#"
    错误[Y005]: 文字里有 YAML 的特殊符号“:”
     --> 甲.yaml:1:7
      |
    1 | 综述: 一是: 二是
      |           ^
      |
      = 帮助: 在冒号后面写“|”，文字另起一行并缩进，里面就可以用任何符号
    改法: 用“|”另起一行
      |
    1 ~ 综述: |
    2 ~   一是: 二是
      |

    错误[Y002]: “：”是中文冒号，名称后面要用英文冒号加一个空格
     --> 甲.yaml:2:3
      |
    2 | 年度：2021
      |     ^^ 中文冒号
      |
    改法: 换成英文冒号
      |
    2 - 年度：2021
    2 + 年度: 2021
      |
    "#);
}

#[test]
fn colour_is_asked_for() {
    let finding = [Diagnostic::error(Code::BadText, "错")];
    assert!(render(&finding, Style::Colour).contains("\u{1b}["));
    assert!(!render(&finding, Style::Plain).contains('\u{1b}'));
}

proptest! {
    #[test]
    fn any_place_can_be_shown(
        text in "[甲a\n\r\t\u{feff}\u{3000}: \u{1}𠀀\u{301}]{0,60}",
        places in prop::collection::vec((0..120_usize, 0..40_usize), 1..4),
        mend in "[甲\n ]{0,4}",
    ) {
        let source = Source::new("甲", text);
        let mut spans = places.iter().map(|&(at, length)| source.span(at..at + length));
        let first = spans.next().expect("there is one");
        let mut finding = Diagnostic::error(Code::BadText, "错")
            .at(first.clone(), "一")
            .fix("改", first, mend);
        for span in spans {
            finding = finding.related(span, "二");
        }
        prop_assert!(shown(finding).starts_with("错误[F017]: 错"));
    }
}
