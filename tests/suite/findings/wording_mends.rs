//! Mends of wording: of each code one round leaves nothing that could be mended,
//! whatever is written; they touch no digit and no Latin letter.

use nianbao::diagnostic::{Code, Diagnostic, Edit, Family, short};
use nianbao::source::Source;
use proptest::collection::vec;
use proptest::prelude::*;

use super::BASE;
use crate::reports::OFFICE;

/// Pieces of which texts are made.
const PIECES: [&str; 48] = [
    "公开",
    "信息",
    "办理",
    "的",
    "和",
    "一",
    "号",
    "与会",
    ",",
    ";",
    ":",
    "(",
    ")",
    "!",
    "?",
    "\"",
    "，",
    "。",
    "、",
    "；",
    "：",
    "！",
    "“",
    "”",
    "‘",
    "’",
    "《",
    "》",
    "〈",
    "〉",
    "（",
    "）",
    "<",
    ">",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "8",
    "2021",
    "(2021)30号",
    "[2020]9号",
    "AI",
    "http://a.cn/b",
    "**",
    "`甲,乙`",
    "\n\n",
    "{{ 事实.信息条数 }}",
];

/// How the text is written in the file.
#[derive(Debug, Clone, Copy)]
enum Style {
    Literal,
    Double,
    Single,
}

fn file(text: &str, style: Style) -> String {
    let written = match style {
        Style::Literal => format!("|\n    甲{}", text.replace("\n\n", "\n\n    ")),
        Style::Double => {
            let text =
                text.replace('\\', "\\\\").replace('"', "\\\"").replace("\n\n", "\\n\\n");
            format!("\"甲{text}\"")
        }
        Style::Single => {
            format!("'甲{}'", text.replace('\'', "''").replace("\n\n", "\n\n\n    "))
        }
    };
    let with = format!("总体情况:\n  依申请公开: {written}\n");
    BASE.replacen("总体情况:\n", &with, 1)
}

fn check(text: &str) -> Vec<Diagnostic> {
    let all = OFFICE.compose(&Source::new("甲.yaml", text)).findings;
    all.into_iter().filter(|finding| finding.code.family() == Family::Wording).collect()
}

/// Applies the mends of all findings.
fn mended(text: &str, findings: &[Diagnostic]) -> String {
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span.range().start);
    for pair in edits.windows(2) {
        let (first, second) = (pair[0].span.range(), pair[1].span.range());
        assert!(first.end <= second.start, "{first:?} {second:?} {text}");
    }
    let mut text = text.to_owned();
    for edit in edits.into_iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// Returns the findings of a code that could be mended.
fn mendable(findings: Vec<Diagnostic>, code: Code) -> Vec<Diagnostic> {
    let has_fix = |it: &Diagnostic| it.code == code && it.fix.is_some();
    findings.into_iter().filter(has_fix).collect()
}

fn figures(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

proptest! {
    // Each case composes the report a dozen times.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn mending_leaves_nothing_to_mend(
        pieces in vec(prop::sample::select(PIECES.to_vec()), 1..14),
        style in prop::sample::select(vec![Style::Literal, Style::Double, Style::Single]),
    ) {
        let text = file(&pieces.concat(), style);
        let findings = check(&text);
        let mut codes: Vec<_> =
            findings.iter().filter(|it| it.fix.is_some()).map(|it| it.code).collect();
        codes.dedup();
        for code in codes {
            let own: Vec<_> =
                findings.iter().filter(|other| other.code == code).cloned().collect();
            let mended = mended(&text, &own);
            let left = mendable(check(&mended), code);
            prop_assert!(left.is_empty(), "{}\n{}\n{}", short::render(&left), text, mended);
        }
        let mut mended = mended(&text, &findings);
        for _ in 0..2 {
            mended = self::mended(&mended, &check(&mended));
        }
        let left: Vec<_> =
            Code::ALL.iter().flat_map(|code| mendable(check(&mended), *code)).collect();
        prop_assert!(left.is_empty(), "{}\n{}\n{}", short::render(&left), text, mended);
        prop_assert_eq!(figures(&text), figures(&mended));
    }
}
