//! Where lines and pages end.

use super::*;
use crate::document::{Inline, Inlines};

/// The right end of a line on odd and even pages, from the left of the paper.
const MARGINS: [f64; 2] = [210.0 - 26.0, 210.0 - 28.0];

#[test]
fn stacked_table_is_not_cut_where_a_page_holds_it() {
    let said = ["第二十条第（一）项", "行政许可", "行政强制", "行政事业性收费"];
    let mut moved = 0;
    for lines in 6..20 {
        let mut blocks = vec![paragraph("没有。"); lines];
        blocks.push(report::heading(2, "二、主动公开"));
        blocks.push(Block::Table(report::disclosures()));
        let pages = pages(&document(blocks));
        let with = |text: &str| pages.iter().position(|page| page.contains(text));
        let heading = with("二、主动公开");
        for text in said {
            assert_eq!(with(text), heading, "{lines}: {text}");
        }
        moved += heading.unwrap_or_default();
    }
    assert!(
        (1..14).contains(&moved),
        "it moves where it has no room, not before: {moved}"
    );
}

#[test]
fn heading_is_never_last_on_a_page() {
    let followers = [
        paragraph("后面。"),
        Block::List { marker: Marker::Bullet, items: vec![vec![paragraph("后面。")]] },
        Block::Quote { blocks: vec![paragraph("后面。")] },
        Block::Table(report::disclosures()),
    ];
    for (lines, follower) in (14..22).flat_map(|n| followers.iter().map(move |f| (n, f)))
    {
        let mut blocks = vec![paragraph("没有。"); lines];
        blocks.push(report::heading(2, "一、甲"));
        blocks.push(report::heading(3, "（一）乙"));
        blocks.push(follower.clone());
        let pages = pages(&document(blocks));
        let page = pages.iter().find(|page| page.contains("一、甲")).expect("it is set");
        assert!(page.contains("（一）乙"), "{lines}: {page}");
        let after = ["后面。", "第二十条第（一）项"];
        assert!(after.iter().any(|text| page.contains(text)), "{lines}: {page}");
    }
}

#[test]
fn signature_is_never_alone_on_a_page() {
    for lines in 13..23 {
        let mut blocks = vec![paragraph("没有。"); lines];
        let items = vec![vec![paragraph("没有。")]];
        blocks.push(Block::List { marker: Marker::Bullet, items });
        blocks.push(report::signature());
        let pages = lay_out(&document(blocks));
        let last = pages.pages().last().expect("there is a page");
        let last = text(&last.frame);
        assert!(last.contains("没有。") && last.contains("2022年1月18日"), "{lines}");
    }
}

#[test]
fn run_without_a_blank_ends_at_the_margin() {
    let address = format!("http://www.example.gov.cn/{}", "a".repeat(400));
    let runs =
        ["A".repeat(500), address, "1".repeat(300), "é".repeat(300), "…".repeat(200)];
    let sets: [fn(&str) -> Block; 5] = [
        |run| paragraph(&format!("网址为{run}。")),
        |run| Block::Quote { blocks: vec![paragraph(run)] },
        |run| {
            let code = Inlines::from_iter([Inline::Code(run.to_owned())]);
            let items = vec![vec![Block::Paragraph { content: code }]];
            Block::List { marker: Marker::Bullet, items }
        },
        |run| report::heading(3, run),
        |run| report::heading(1, run),
    ];
    for (run, set) in runs.iter().flat_map(|run| sets.iter().map(move |set| (run, set))) {
        let pages = lay_out(&document(vec![set(run)]));
        let mut all = String::new();
        for (page, right) in pages.pages().iter().zip(MARGINS.iter().cycle()) {
            all.push_str(&within(&page.frame, *right));
        }
        // A folio may stand between two pages of it.
        assert!(all.contains(&run[..run.len() / 4 * 2]), "{all}");
    }
}

#[test]
fn address_is_cut_after_its_marks_only() {
    let addresses = [
        "http://wlj.qinghe.example/zwgk/20210118.html",
        "zhengwu.gongkai@mail.qinghe.example",
    ];
    for (before, address) in (1..28).flat_map(|n| addresses.map(|address| (n, address))) {
        let text = format!("{}{address}。", "文".repeat(before));
        let lines = read::lines(&lay_out(&document(vec![paragraph(&text)])));
        let first =
            lines.iter().position(|line| line.text.starts_with('文')).expect("it");
        for line in &lines[first..lines.len() - 1] {
            assert!(
                line.text.ends_with(['文', '/', '.', '@']),
                "{before}: {}",
                line.text
            );
            // No more is left blank than the longest word would take.
            let letters = line.text.chars().filter(|c| *c == '文').count();
            assert!(
                letters + 8 > 20 || line.text.contains('e'),
                "{before}: {}",
                line.text
            );
        }
    }
}

#[test]
fn short_word_of_an_address_is_not_parted() {
    let addresses = ["https://www.qinghe.example", "http://www.qinghe.gov.cn/nb/"];
    for (before, address) in (1..28).flat_map(|n| addresses.map(|address| (n, address))) {
        let text = format!("{}{address}。", "文".repeat(before));
        for line in read::lines(&lay_out(&document(vec![paragraph(&text)]))) {
            let text = line.text;
            let short = ["www.", "gov.", "https:", "http:"];
            assert!(!short.iter().any(|end| text.ends_with(end)), "{before}: {text}");
            let rest = ["/", ".", "cn", "nb"];
            assert!(
                !rest.iter().any(|start| text.starts_with(start)),
                "{before}: {text}"
            );
        }
    }
}

#[test]
fn deep_nesting_does_no_harm() {
    let mut block = paragraph("最里面。");
    for level in 0..16 {
        block = match level % 3 {
            0 => Block::Quote { blocks: vec![block] },
            1 => Block::List { marker: Marker::Bullet, items: vec![vec![block]] },
            _ => Block::List { marker: Marker::Number(1), items: vec![vec![block]] },
        };
    }
    write(&document(vec![block]));
}

#[test]
fn heads_are_cut_between_words() {
    let pages = lay_out(&document(vec![Block::Table(requests("8"))]));
    let mut lines = Vec::new();
    for page in pages.pages() {
        visit(&page.frame, &mut |item| {
            if let FrameItem::Text(text) = item {
                lines.push(text.text.to_string());
            }
        });
    }
    for head in ["自然人", "商业", "企业", "社会", "公益", "组织", "总计"]
    {
        assert!(lines.iter().any(|line| line == head), "{head}: {lines:?}");
    }
}

/// Returns a page's text, none of which stands to the right of the margin.
#[track_caller]
fn within(frame: &Frame, right: f64) -> String {
    let mut all = String::new();
    read::visit(frame, Point::zero(), &mut |at, item| {
        if let FrameItem::Text(text) = item {
            let end = (at.x + text.width()).to_mm();
            assert!(end < right + 0.1, "“{}” ends at {end}", text.text);
            all.push_str(&text.text);
        }
    });
    all
}
