//! The page of GB/T 9704: its area, its lines, its folios, the signature.

use super::read::{self, BOTTOM, EM, PITCH, Run, TOP};
use super::*;

/// How far a measure may be off, in millimetres.
const OFF: f64 = 0.06;

#[track_caller]
fn assert_near(found: f64, wanted: f64, what: &str) {
    assert!((found - wanted).abs() < OFF, "{what}: {found}, not {wanted}");
}

#[test]
fn page_holds_22_lines_of_28_characters() {
    let pages = lay_out(&document(vec![paragraph(&"文".repeat(28 * 80))]));
    let lines = read::lines(&pages);
    for page in 1..=2 {
        let lines: Vec<_> = lines.iter().filter(|line| line.page == page).collect();
        let full = lines.iter().filter(|line| line.text.chars().count() == 28);
        assert!(full.count() >= 21, "page {page}");
        assert_near(lines[0].top, TOP, "first line");
        for (above, below) in lines.iter().zip(&lines[1..]) {
            assert_near(below.top - above.top, PITCH, "pitch");
        }
        let [left, right] = read::edges(page);
        for line in lines.iter().take(21) {
            assert_near(line.left, left, "left edge");
            assert_near(line.right, right, "right edge");
        }
    }
    let second: Vec<_> = lines.iter().filter(|line| line.page == 1).collect();
    assert_eq!(second.len(), 22);
    assert!(second[21].top + EM <= BOTTOM + OFF);
}

#[test]
fn title_is_second_size_with_a_line_below() {
    let lines = read::lines(&lay_out(&document(vec![paragraph("正文。")])));
    let title: Vec<_> = lines.iter().filter(|line| line.size > 20.0).collect();
    assert!((title[0].size - 22.0).abs() < 0.01);
    assert_near(title[0].top, TOP, "title");
    for line in &title {
        assert_near(
            f64::midpoint(line.left, line.right),
            28.0 + 78.0,
            "middle of the title",
        );
    }
    let two = 22.0 * 25.4 / 72.0;
    let bottom = title.last().expect("there is a title").top + two;
    let body = &lines[title.len()];
    assert_near(body.top - bottom, EM + 2.0 * 0.875 * EM, "one line left blank");
    assert_near(body.left, 28.0 + 2.0 * EM, "左空二字");
}

#[test]
fn folios_stand_outside_seven_millimetres_below() {
    let pages = lay_out(&document(vec![paragraph(&"文".repeat(28 * 80))]));
    let folios = read::folios(&pages);
    let four = 14.0 * 25.4 / 72.0;
    for (page, number) in ["1", "2", "3"].iter().enumerate() {
        let run: Vec<_> = folios.iter().filter(|run| run.page == page).collect();
        assert_eq!(run.len(), 1);
        assert_eq!(run[0].text, *number);
        assert!((run[0].size - 14.0).abs() < 0.01);
        let rules = read::rules(&pages);
        let dashes: Vec<_> = rules.iter().filter(|rule| rule.page == page).collect();
        assert_eq!(dashes.len(), 2);
        for dash in &dashes {
            assert_near(dash.start[1], BOTTOM + 7.0, "7 mm below");
            assert_near(dash.end[0] - dash.start[0], four, "as long as a character");
        }
        let [left, right] = read::edges(page);
        if page % 2 == 0 {
            assert_near(dashes[1].end[0], right - four, "居右空一字");
        } else {
            assert_near(dashes[0].start[0], left + four, "居左空一字");
        }
    }
}

#[test]
fn heading_stands_like_a_paragraph_and_turned_lines_at_the_edge() {
    let long =
        "二、标题很长，一行排不下，要看看换行以后第二行是不是顶格，和前后的行距对不对";
    let blocks = vec![report::heading(2, long), paragraph("后面。")];
    let lines = read::lines(&lay_out(&document(blocks)));
    let first = lines.iter().position(|line| line.text.starts_with("二、")).expect("it");
    assert_near(lines[first].left, 28.0 + 2.0 * EM, "左空二字");
    assert_near(lines[first + 1].left, 28.0, "回行顶格");
    assert_near(lines[first + 1].top - lines[first].top, PITCH, "pitch");
    assert_near(lines[first + 2].top - lines[first + 1].top, PITCH, "pitch");
}

#[test]
fn items_of_a_list_stand_like_paragraphs() {
    for marker in [Marker::Number(9), Marker::Bullet] {
        let item = || vec![paragraph(&"文".repeat(40)), paragraph("第二段。")];
        let list = Block::List { marker, items: vec![item(), item()] };
        let lines = read::lines(&lay_out(&document(vec![list])));
        let marks = ["9.文", "10.文", "•文"];
        let firsts: Vec<_> = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| marks.iter().any(|mark| line.text.starts_with(mark)))
            .map(|(index, _)| index)
            .collect();
        assert_eq!(firsts.len(), 2, "{lines:?}");
        for first in firsts {
            assert_near(lines[first].left, 28.0 + 2.0 * EM, "左空二字");
            assert_near(lines[first + 1].left, 28.0, "回行顶格");
            assert_eq!(lines[first + 2].text, "第二段。");
            assert_near(lines[first + 2].left, 28.0 + 2.0 * EM, "左空二字");
            assert_near(lines[first + 2].top - lines[first].top, 2.0 * PITCH, "pitch");
        }
    }
}

fn signed(name: &str) -> [Run; 3] {
    let date = Some(jiff::civil::date(2022, 11, 18));
    let signature = Block::Signature { name: name.into(), date };
    let lines = read::lines(&lay_out(&document(vec![paragraph("正文。"), signature])));
    let [.., body, name, date] = lines.as_slice() else { panic!("{lines:?}") };
    [body.clone(), name.clone(), date.clone()]
}

#[test]
fn signature_stands_by_the_rule() {
    // The date begins two characters right of the name, the longer ends two from the
    // right edge.
    let [body, name, date] = signed("海州市行政服务中心管理委员会");
    assert_eq!(date.text, "2022年11月18日");
    assert_near(name.top - body.top, 2.0 * PITCH, "one line left blank");
    assert_near(date.top - name.top, PITCH, "on the next line");
    assert_near(name.right, 184.0 - 2.0 * EM, "右空二字");
    assert_near(date.left, name.left + 2.0 * EM, "右移二字");
    let [_, name, date] = signed("某局");
    assert_near(date.right, 184.0 - 2.0 * EM, "右空二字");
    assert_near(date.left, name.left + 2.0 * EM, "右移二字");
}
