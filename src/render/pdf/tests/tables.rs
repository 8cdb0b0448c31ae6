//! Tables: where pages cut them, what is said again, how wide columns are.

use super::read::{self, BOTTOM};
use super::*;
use crate::document::{Align, BodyCell, Header, Part, Table};

/// Makes a table of groups of rows, `counts` of them in each; every row has a value.
pub(super) fn grouped(counts: &[usize]) -> Table {
    let rows: Vec<_> = counts
        .iter()
        .enumerate()
        .map(|(group, count)| {
            let rows = (0..*count).map(|row| Header::leaf(&*format!("行{group}-{row}")));
            Header::group(&*format!("组{group}"), rows.collect())
        })
        .collect();
    let count = counts.iter().sum();
    Table {
        title: "分组的表".into(),
        widths: vec![],
        parts: vec![Part {
            title: None,
            corner: "事项".into(),
            columns: vec![Header::leaf("数量")],
            rows,
            body: vec![vec![value("1", Align::Center)]; count],
        }],
        note: Some("注：按组统计。".into()),
    }
}

pub(super) fn value(text: &str, align: Align) -> BodyCell {
    BodyCell { content: text.into(), align }
}

/// Makes a table as prose draws one.
fn drawn(heads: &[&str], rows: &[&[&str]]) -> Table {
    let row = |row: &&[&str]| row.iter().map(|text| value(text, Align::Start)).collect();
    Table {
        title: String::new(),
        widths: vec![],
        parts: vec![Part {
            title: None,
            corner: String::new(),
            columns: heads.iter().map(|head| Header::leaf(*head)).collect(),
            rows: vec![],
            body: rows.iter().map(row).collect(),
        }],
        note: None,
    }
}

/// Returns the pages on which a text stands.
fn pages_of(texts: &[String], wanted: &str) -> Vec<usize> {
    let with = texts.iter().enumerate().filter(|(_, text)| text.contains(wanted));
    with.map(|(page, _)| page).collect()
}

#[test]
fn remark_stands_whole_below_its_number() {
    let mut table = report::disclosures();
    table.parts[0].body[1] = ["17（其中修订5件）", "12（其中自然失效4件）", "71"]
        .map(|text| value(text, Align::Center))
        .to_vec();
    let runs = read::runs(&lay_out(&document(vec![Block::Table(table)])));
    let top = |text: &str| {
        let run = runs.iter().find(|run| run.text.contains(text));
        run.unwrap_or_else(|| panic!("{text} in one run")).top
    };
    let beside = |one: &str, other: &str| (top(one) - top(other)).abs() < 1.0;
    assert!(beside("17", "其中修订") && !beside("12", "其中自然失效"), "{runs:?}");
    // The runs end at the 4.
    let below = |run: &&read::Run| (run.top - top("其中自然失效")).abs() < 1.0;
    let remark: String = runs.iter().filter(below).map(|run| &*run.text).collect();
    assert_eq!(remark, "（其中自然失效4件）");
}

#[test]
fn group_of_rows_is_not_cut_where_it_fits_a_page() {
    let counts = [17, 5, 23, 11, 30, 8, 19];
    for before in [0, 5, 9] {
        let mut blocks = vec![paragraph("没有。"); before];
        blocks.push(report::heading(2, "一、甲"));
        blocks.push(Block::Table(grouped(&counts)));
        let texts = read::texts(&lay_out(&document(blocks)));
        for (group, count) in counts.iter().enumerate() {
            let on = pages_of(&texts, &format!("组{group}"));
            assert_eq!(on.len(), 1, "group {group} after {before}");
            for row in [0, count - 1] {
                assert_eq!(pages_of(&texts, &format!("行{group}-{row}")), on, "{before}");
            }
        }
        assert!(texts.len() > 3 && !texts.concat().contains("（续）"));
        assert_eq!(pages_of(&texts, "一、甲"), pages_of(&texts, "组0"));
    }
}

#[test]
fn label_of_a_group_longer_than_a_page_is_said_again() {
    let pages = lay_out(&document(vec![Block::Table(grouped(&[3, 120]))]));
    let texts = read::texts(&pages);
    let with_rows = pages_of(&texts, "行1-");
    assert!(with_rows.len() > 2, "{texts:#?}");
    let first = with_rows[0];
    assert!(texts[first].contains("组1") && !texts[first].contains("（续）"));
    for page in &with_rows[1..] {
        assert_eq!(count(&texts[*page], "组1（续）"), 1, "page {page}");
    }
    // Every row once, beside its value.
    let lines = read::lines(&pages);
    for row in 0..120 {
        let end = format!("行1-{row}1");
        assert!(lines.iter().any(|line| line.text.ends_with(&end)), "row {row}");
    }
}

#[test]
fn head_and_word_of_continuation_stand_on_later_pages() {
    let pages = lay_out(&document(vec![Block::Table(report::long_table(120))]));
    let texts = read::texts(&pages);
    assert!(texts.len() > 2);
    for (page, text) in texts.iter().enumerate() {
        assert_eq!(count(text, "续表"), usize::from(page > 0), "page {page}");
        assert_eq!(count(text, "数量"), 1, "page {page}");
    }
    let runs = read::runs(&pages);
    for run in runs.iter().filter(|run| run.text == "续表") {
        let [_, right] = read::edges(run.page);
        assert!((run.right - right).abs() < 0.1 && run.top < 37.1, "{run:?}");
    }
}

#[test]
fn part_that_is_cut_has_its_title_and_heads_again() {
    let mut table = report::disclosures();
    let part = &mut table.parts[1];
    part.rows = (0..80).map(|row| Header::leaf(&*format!("第{row}类"))).collect();
    part.body = vec![vec![value("1", Align::Center)]; 80];
    let texts = read::texts(&lay_out(&document(vec![Block::Table(table)])));
    let with = pages_of(&texts, "类");
    assert!(with.len() > 1);
    for page in &with[1..] {
        assert_eq!(count(&texts[*page], "第二十条第（五）项（续）"), 1);
        assert!(count(&texts[*page], "信息内容") >= 1);
    }
}

#[test]
fn note_stays_with_the_last_rows() {
    for rows in 30..50 {
        let texts =
            read::texts(&lay_out(&document(vec![Block::Table(grouped(&[rows, 4]))])));
        assert_eq!(pages_of(&texts, "按组统计"), pages_of(&texts, "行1-3"), "{rows}");
    }
}

#[test]
fn table_is_as_wide_as_the_lines() {
    for table in [requests("8"), requests("123456789"), report::disclosures()] {
        let pages = lay_out(&document(vec![Block::Table(table)]));
        let mut found = vec![[f64::MAX, f64::MIN]; pages.pages().len()];
        let above = |rule: &read::Rule| rule.start[1].min(rule.end[1]) < BOTTOM;
        for rule in read::rules(&pages).into_iter().filter(above) {
            let [left, right] = &mut found[rule.page];
            *left = left.min(rule.start[0]);
            *right = right.max(rule.end[0]);
        }
        for (page, [left, right]) in found.into_iter().enumerate() {
            let [first, last] = read::edges(page);
            // A rule is half within.
            assert!((left - first).abs() < 0.1 && (right - last).abs() < 0.1, "{page}");
        }
    }
}

#[test]
fn long_counts_shrink_all_figures_and_keep_within_their_cells() {
    for (digits, least) in [("123456", 9.0), ("123456789", 7.5)] {
        let mut table = requests("8");
        table.parts[0].body[3][0] = value(digits, Align::Center);
        let pages = lay_out(&document(vec![Block::Table(table)]));
        let figures: Vec<_> = read::runs(&pages)
            .into_iter()
            .filter(|run| run.text == digits || run.text == "8")
            .collect();
        assert_eq!(figures.len(), 25 * 7);
        let size = figures[0].size;
        assert!(figures.iter().all(|run| (run.size - size).abs() < 1e-6));
        assert!((size - least).abs() < 1e-6, "{digits} at {size}");
        let long = figures.iter().find(|run| run.text == digits).expect("it is set");
        let across = read::rules(&pages).into_iter().filter(|rule| {
            let [top, bottom] =
                [rule.start[1].min(rule.end[1]), rule.start[1].max(rule.end[1])];
            rule.page == long.page
                && (rule.start[0] - rule.end[0]).abs() < 1e-6
                && top < long.top
                && long.top < bottom
        });
        for rule in across {
            let at = rule.start[0];
            assert!(at < long.left || long.right < at, "{at} cuts {long:?}");
        }
    }
}

#[test]
fn remark_in_a_cell_stays_on_the_line() {
    let heads = ["序号", "事项", "数量", "备注"];
    let rows: &[&[&str]] = &[
        &["1", "政策解读材料", "22（其中修订16件）", "无"],
        &["2", &"很长的一段说明文字，".repeat(8), "3.5", "全部按时办结"],
    ];
    let pages = lay_out(&document(vec![Block::Table(drawn(&heads, rows))]));
    let lines = read::lines(&pages);
    // Columns are as wide as they need: only the long text has several lines.
    assert!(
        lines.iter().any(|line| line.text == "1政策解读材料22（其中修订16件）无"),
        "{lines:?}"
    );
    assert!(read::runs(&pages).iter().any(|run| run.text == "全部按时办结"));
}

#[test]
fn row_taller_than_a_page_loses_nothing() {
    let text = "文".repeat(4000);
    let rows: &[&[&str]] = &[&["1", "前"], &["2", &text], &["3", "后"]];
    let pages = lay_out(&document(vec![Block::Table(drawn(&["序号", "事项"], rows))]));
    let runs = read::runs(&pages);
    let set: usize = runs.iter().map(|run| count(&run.text, "文")).sum();
    assert_eq!(set, 4000);
    assert!(runs.iter().all(|run| run.top < BOTTOM - 3.0));
    assert!(read::texts(&pages).concat().contains('后'));
}

#[test]
fn table_and_signature_share_the_last_page() {
    for rows in 20..48 {
        let blocks = vec![Block::Table(grouped(&[rows, 2])), report::signature()];
        let texts = read::texts(&lay_out(&document(blocks)));
        let last = texts.last().expect("there is a page");
        assert!(last.contains("2022年1月18日") && last.contains("行1-1"), "{rows}");
    }
}

#[test]
fn table_in_a_list_is_cut_between_rows() {
    let item = vec![paragraph("如下："), Block::Table(report::long_table(90))];
    let list = Block::List { marker: Marker::Bullet, items: vec![item] };
    let lines = read::lines(&lay_out(&document(vec![list])));
    assert!(lines.iter().all(|line| line.top < BOTTOM - 3.0));
    for row in [0, 45, 89] {
        let label = format!("第{row}项");
        assert!(lines.iter().any(|line| line.text.starts_with(&label)), "{label}");
    }
}
