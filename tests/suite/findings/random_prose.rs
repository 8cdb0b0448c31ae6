//! Prose that is made up: what adds up is silent, what does not is found at its
//! digits, and nothing brings the checks down.

use std::fmt::Write as _;

use nianbao::diagnostic::{Code, Diagnostic};
use nianbao::source::Source;
use proptest::collection::vec;
use proptest::prelude::*;

use super::BASE;
use crate::reports::OFFICE;

/// Pieces that the checks of prose look for.
const PIECES: [&str; 44] = [
    "其中",
    "占",
    "%",
    "％",
    "的",
    "共",
    "个",
    "部分",
    "方面",
    "一是",
    "二是",
    "三",
    "六",
    "报告由",
    "组成",
    "，",
    "、",
    "；",
    "。",
    "：",
    "（",
    "）",
    "\n\n",
    "**",
    "条",
    "件",
    "12",
    "３",
    "1,234",
    "0.5",
    "99999999999999999999",
    "2024年",
    "比上年",
    "增长",
    "下降",
    "其他",
    "和",
    "等",
    "收到申请",
    "办结",
    "全部",
    "{{ 年度 }}",
    "`",
    "A",
];

fn findings(prose: &str) -> Vec<Diagnostic> {
    let indented = prose.replace('\n', "\n    ");
    let with = format!("总体情况:\n  依申请公开: |\n    甲{indented}\n");
    let text = BASE.replacen("总体情况:\n", &with, 1);
    OFFICE.compose(&Source::new("甲.yaml", text)).findings
}

/// Returns what is underlined by the findings of a code.
fn underlined(prose: &str, code: Code) -> Vec<String> {
    let of_code = findings(prose).into_iter().filter(|finding| finding.code == code);
    of_code.filter_map(|finding| Some(finding.place?.span.text().to_owned())).collect()
}

fn listed(total: u32, parts: &[u32], marks: &[usize]) -> String {
    let mut text = format!("发布信息{total}条，其中");
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push_str(["、", "，", "；", "和"][marks[index % marks.len()]]);
        }
        let name = ["甲", "乙", "丙", "丁"][index % 4];
        write!(text, "第{name}类{part}条").expect("a text can be written");
    }
    text.push('。');
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn any_prose_is_checked(pieces in vec(prop::sample::select(&PIECES[..]), 0..40)) {
        findings(&pieces.concat());
    }

    #[test]
    fn lists_that_add_up_are_silent_and_others_are_found(
        parts in vec(1..500u32, 2..7),
        marks in vec(0..4usize, 1..7),
        off in 1..50u32,
    ) {
        let total: u32 = parts.iter().sum();
        let right = listed(total, &parts, &marks);
        prop_assert_eq!(underlined(&right, Code::PartsOfSentence), Vec::<String>::new());
        let wrong = total + off;
        let found = underlined(&listed(wrong, &parts, &marks), Code::PartsOfSentence);
        prop_assert_eq!(found, vec![wrong.to_string()]);
    }

    #[test]
    fn shares_are_recomputed_to_their_last_digit(
        (whole, part) in (2..100_000u64).prop_flat_map(|whole| (Just(whole), 1..whole)),
        digits in 0..3u32,
        up in any::<bool>(),
    ) {
        let scale = 10u64.pow(digits);
        let cut = part * 100 * scale / whole;
        let rounded = (part * 200 * scale + whole) / (2 * whole);
        let printed = |value: u64| match digits {
            0 => value.to_string(),
            _ => format!("{}.{:0width$}", value / scale, value % scale, width = digits as usize),
        };
        let share = |value: u64| format!("发布{whole}条，其中解读{part}条，占{}%。", printed(value));
        for value in [cut, rounded] {
            prop_assert_eq!(underlined(&share(value), Code::Percentage), Vec::<String>::new());
        }
        let wrong = if up { rounded + 1 } else { cut.saturating_sub(1) };
        prop_assume!(wrong != cut && wrong != rounded);
        prop_assert_eq!(underlined(&share(wrong), Code::Percentage), vec![printed(wrong)]);
    }
}
