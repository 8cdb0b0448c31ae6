//! Stand-ins of a draft that nobody replaced.
//!
//! Only what no finished text has: 待补充 as a remark in brackets (有待补充 is prose),
//! two crosses (one is a sign), `……` alone (behind words it is a mark). One regular
//! expression finds what may be one, in a text that has some literal of it; its
//! surroundings decide.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::{Captures, Regex};

use crate::diagnostic::{Code, Diagnostic, Severity, shorten};
use crate::facts::Printed;

/// What may be a stand-in, each kind a group.
const CANDIDATES: &str = r"(?<cross>[XxＸ×✕╳]{2,})|(?<later>待补充|待填写|待完善|待填|待补)|(?<here>此处填写)|(?<todo>TODO|TBD)|(?<asking>[?？]{2,})|(?<braces>\{\{[^{}\n]*\}\}|｛｛[^\n]*?｝｝)|(?<dots>…+|\.{3,})|(?<zeros>000-0000000)";

/// Literals, one of which every candidate has, but for `{{`. The few characters of
/// two bytes are looked for by themselves: so the others are found by three.
const SHORT: [&str; 10] = ["XX", "Xx", "X×", "xX", "xx", "x×", "×X", "×x", "××", "??"];
const LONG: [&str; 16] = [
    "Ｘ",
    "✕",
    "╳",
    "待补",
    "待填",
    "待完善",
    "此处填写",
    "TODO",
    "TBD",
    "?？",
    "？?",
    "？？",
    "｛｛",
    "…",
    "...",
    "000-0000000",
];

/// A stand-in.
#[derive(Debug)]
struct Found {
    range: Range<usize>,
    severity: Severity,
    help: &'static str,
}

/// Reports the stand-ins of a text: one finding for the text.
pub(super) fn check(printed: &Printed<'_>, findings: &mut Vec<Diagnostic>) {
    let braces = if printed.is_prose() { Braces::Reference } else { Braces::Text };
    let found = find(&printed.text, braces);
    let first = |severity| found.iter().find(|found| found.severity == severity);
    let Some(worst) = first(Severity::Error).or(first(Severity::Warning)) else { return };
    let said = shorten(&printed.text[worst.range.clone()]);
    let count = match found.len() {
        1 => String::new(),
        count => format!("，共 {count} 处"),
    };
    let message = format!("“{}”里还有没填的“{said}”{count}", printed.path);
    let mut finding = Diagnostic::new(Code::Placeholder, worst.severity, message)
        .at(printed.locate(worst.range.clone()), "")
        .path(&printed.path)
        .help(worst.help);
    for other in found.iter().filter(|other| other.range != worst.range) {
        finding = finding.related(printed.locate(other.range.clone()), "");
    }
    if !finding.is_error() {
        finding = finding.stand_by_where("本来就要这样印");
    }
    findings.push(finding);
}

/// What `{{ }}` in a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Braces {
    /// A reference, or none that can be read, and told where references are read.
    Reference,
    /// Characters, printed as they stand.
    Text,
}

/// Tells whether a text may have a stand-in, as hardly one has.
fn is_suspect(text: &str, braces: Braces) -> bool {
    static SCREENS: OnceLock<[AhoCorasick; 2]> = OnceLock::new();
    let screen = |literals: &[&str]| {
        AhoCorasick::builder()
            // The kind that looks at many bytes at a time.
            .match_kind(MatchKind::LeftmostFirst)
            .build(literals)
            .expect("there are few literals")
    };
    let screens = SCREENS.get_or_init(|| [screen(&SHORT), screen(&LONG)]);
    screens.iter().any(|screen| screen.is_match(text))
        || braces == Braces::Text && text.contains("{{")
}

fn find(text: &str, braces: Braces) -> Vec<Found> {
    if is_suspect(text, braces) { search(text, braces) } else { Vec::new() }
}

fn search(text: &str, braces: Braces) -> Vec<Found> {
    static PATTERN: OnceLock<Regex> = OnceLock::new();
    let pattern =
        PATTERN.get_or_init(|| Regex::new(CANDIDATES).expect("the pattern is right"));
    let found = pattern.captures_iter(text).filter_map(|candidate| {
        let Range { mut start, mut end } = candidate.get_match().range();
        let (severity, help) = judge(text, &candidate, braces)?;
        if candidate.name("zeros").is_some() {
            start = text[..start].trim_end_matches('0').len();
            end = text.len() - text[end..].trim_start_matches('0').len();
        }
        Some(Found { range: start..end, severity, help })
    });
    found.collect()
}

/// Tells how bad a candidate is, and what to do; none if it is no stand-in.
fn judge(
    text: &str,
    candidate: &Captures<'_>,
    braces: Braces,
) -> Option<(Severity, &'static str)> {
    const FILL: &str = "请填上，或者把这一处删去";
    const BRACES: &str = "这里的花括号会照原样印出来；引用只能用在正文里，写成“{{ 项.名称 }}”，花括号用英文的";
    let is = |kind: &str| candidate.name(kind).is_some();
    let whole = candidate.get_match();
    let (before, behind) = (&text[..whole.start()], &text[whole.end()..]);
    let sure = Some((Severity::Error, FILL));
    let likely = Some((Severity::Warning, FILL));
    if is("braces") {
        let reference = braces == Braces::Reference && whole.as_str().starts_with("{{");
        return if reference { None } else { Some((Severity::Error, BRACES)) };
    }
    if is("later") {
        return sure.filter(|_| is_remark(before, behind));
    }
    if is("here") {
        return sure.filter(|_| begins(before.trim_end_matches(['请', '在'])));
    }
    if is("dots") {
        return likely.filter(|_| begins(before) && ends(behind));
    }
    if is("zeros") {
        return likely;
    }
    let word = whole.as_str();
    likely
        .filter(|_| !word.is_ascii() || stands_alone(before, behind))
        .filter(|_| !word.starts_with('x') || is_beside_chinese(before, behind))
}

const OPENING: [char; 8] = ['（', '(', '【', '[', '〔', '“', '<', '《'];
const CLOSING: [char; 8] = ['）', ')', '】', ']', '〕', '”', '>', '》'];

/// Tells whether words are all that a bracket or a line says, or its end:
/// （数字待补充）.
fn is_remark(before: &str, behind: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let inner = line.rsplit(OPENING).next().unwrap_or_default();
    let bracketed = inner.len() < line.len() && behind.starts_with(CLOSING);
    let alone = begins(before) && ends(behind);
    let part_of_words = inner.ends_with(['有', '尚', '仍', '亟', '还', '需']);
    alone || bracketed && !part_of_words && !inner.contains(['。', '；', '，'])
}

/// Tells whether a line, a list item or a bracket begins behind a text.
fn begins(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    let line =
        line.trim_start_matches(|c: char| c.is_ascii_digit() || "-*>#.、|".contains(c));
    line.trim().is_empty() || line.ends_with(OPENING)
}

/// Tells whether a line ends before a text.
fn ends(behind: &str) -> bool {
    let line = behind.split('\n').next().unwrap_or_default();
    line.trim_matches(|c: char| c.is_whitespace() || "。；，|".contains(c)).is_empty()
}

/// Tells whether ASCII characters are a word of their own, and no part of an
/// address.
fn stands_alone(before: &str, behind: &str) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || "/-_=%&#.".contains(c);
    !before.ends_with(joins) && !behind.starts_with(joins)
}

fn is_beside_chinese(before: &str, behind: &str) -> bool {
    let chinese =
        |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    chinese(before.chars().next_back()) || chinese(behind.chars().next())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(text: &str, braces: Braces) -> String {
        let found = find(text, braces);
        let all = found.iter().map(|found| {
            format!("{} {}", found.severity.name(), &text[found.range.clone()])
        });
        all.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn stand_ins_are_found() {
        for (text, expected) in [
            ("全年公开信息XX条，收到申请××件。", "警告 XX; 警告 ××"),
            ("XXX局2024年", "警告 XXX"),
            ("xx县水利局", "警告 xx"),
            ("甲（待补充）", "错误 待补充"),
            ("甲（数字待补充）。", "错误 待补充"),
            ("待填写", "错误 待填写"),
            ("- 待补充。\n- 乙", "错误 待补充"),
            ("（此处填写单位名称）", "错误 此处填写"),
            ("请在此处填写综述", "错误 此处填写"),
            ("甲TODO乙", "警告 TODO"),
            ("公开信息？？条", "警告 ？？"),
            ("公开信息??条", "警告 ??"),
            ("甲。\n\n……\n\n乙。", "警告 ……"),
            ("1. ...", "警告 ..."),
            ("电话：0000-00000000", "警告 0000-00000000"),
            ("｛｛ 年度 ｝｝年", "错误 ｛｛ 年度 ｝｝"),
        ] {
            assert_eq!(said(text, Braces::Reference), expected, "{text}");
        }
        assert_eq!(said("{{ 单位.名称 }}年报", Braces::Text), "错误 {{ 单位.名称 }}");
    }

    proptest! {
        #[test]
        fn a_text_with_stand_ins_is_suspect(
            text in "([XxＸ×✕╳]{0,3}|待补充|待填写?|待完善|此处填写|TODO|TBD|[?？]{0,3}|[{]{2}甲[}]{2}|｛｛甲｝｝|…|[.]{0,4}|0{3}-0{7}|[甲（） \n]){0,4}",
        ) {
            for braces in [Braces::Reference, Braces::Text] {
                let found = search(&text, braces);
                prop_assert!(found.is_empty() || is_suspect(&text, braces), "{found:?}");
            }
        }
    }

    #[test]
    fn finished_texts_are_none() {
        for text in [
            "3×4米",
            "XXL",
            "http://a.example/XX/?a=1&b=??",
            "iXX",
            "v1.XX",
            "0xxf",
            "公开的内容有待补充完善。",
            "机制（有待完善）",
            "内容尚待补充",
            "（甲，仍待完善）",
            "点击此处填写申请表",
            "“……公开是常态”",
            "公开、解读、回应……",
            "办TODOS",
            "什么是公开？",
            "公开了吗？！",
            "0500-33330200",
            "{{ 年度 }}年",
            "等等...",
        ] {
            assert_eq!(said(text, Braces::Reference), "", "{text}");
        }
        assert_eq!(said("{甲}", Braces::Text), "");
    }
}
