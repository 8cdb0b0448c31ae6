//! Where the lines of a title end.

use proptest::prelude::*;

use super::*;
use crate::document::{Inline, Inlines};

#[test]
fn title_is_cut_at_its_sense() {
    let cases: [(&str, &[&str]); 5] = [
        ("某局2021年年度报告", &["某局2021年年度报告"]),
        (
            "海州市行政服务中心管理委员会关于2021年政府信息公开工作年度报告",
            &["海州市行政服务中心管理委员会", "关于2021年政府信息公开工作年度报告"],
        ),
        (
            "海州市行政服务中心管理委员会政府网站工作年度报表（2021年度）",
            &["海州市行政服务中心管理委员会", "政府网站工作年度报表（2021年度）"],
        ),
        // Cut at the next best place, the second line would be a waist.
        (
            "海州市行政服务中心管理委员会海州市大数据局关于2021年政府信息公开工作年度报告",
            &[
                "海州市行政服务中心管理委员会",
                "海州市大数据局关于2021年",
                "政府信息公开工作年度报告",
            ],
        ),
        (
            "海州市人民政府办公室、海州市行政服务中心管理委员会2021年政府信息公开工作年度报告",
            &[
                "海州市人民政府办公室、",
                "海州市行政服务中心管理委员会",
                "2021年政府信息公开工作年度报告",
            ],
        ),
    ];
    for (title, lines) in cases {
        assert_eq!(title_lines(title.into()), lines, "{title}");
    }
}

#[test]
fn title_is_cut_where_its_author_says() {
    let mut content = Inlines::text("海州市行政服务中心");
    content.push(Inline::LineBreak);
    content.push(Inline::Text("2021年报告".into()));
    assert_eq!(title_lines(content), ["海州市行政服务中心", "2021年报告"]);
}

#[test]
fn longest_name_keeps_within_the_lines() {
    let title =
        format!("{}2021年政府信息公开工作年度报告", "海州市行政服务局".repeat(25));
    let lines = title_lines(title.as_str().into());
    assert_eq!(lines.concat(), title);
    assert!(lines.iter().all(|line| line.chars().count() <= 20), "{lines:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_title_has_few_even_lines(name in "[海州青禾东北]{2,50}(局|委员会|办公室)", about: bool) {
        let about = if about { "关于" } else { "" };
        let title = format!("{name}{about}2021年政府信息公开工作年度报告");
        let lines = title_lines(title.as_str().into());
        prop_assert_eq!(&lines.concat(), &title);
        // Four digits are as wide as two characters.
        let widths: Vec<_> = lines.iter().map(|line| width(line)).collect();
        prop_assert!(widths.iter().all(|width| *width <= 20.5), "{lines:#?}");
        prop_assert!(widths.iter().all(|width| *width >= 4.0), "{lines:#?}");
        let fewest = (width(&title) / 20.0).ceil();
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let count = lines.len() as f64;
        prop_assert!(count <= fewest + 1.0, "{lines:#?}");
    }
}

fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// Returns the lines of a title.
fn title_lines(title: Inlines) -> Vec<String> {
    let mut document = document(vec![paragraph("正文。")]);
    document.blocks[0] = Block::Heading { level: 1, content: title };
    let lines = read::lines(&lay_out(&document));
    lines.into_iter().filter(|line| line.size > 20.0).map(|line| line.text).collect()
}
