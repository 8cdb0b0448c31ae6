//! What holds for every report, wherever its pages end.

use proptest::prelude::*;

use super::read::{self, BOTTOM, EM, Run, TOP};
use super::*;
use crate::document::{Inline, Inlines};

/// Each paragraph is of a character of its own, so that its lines can be told.
const CHARACTERS: &str = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒";
/// The pattern of headings' texts.
const HEADING: &str = "题题";

/// A block yet without its character.
#[derive(Debug, Clone)]
enum Piece {
    Paragraph(usize),
    Heading(u8),
    List(Vec<usize>),
    Quote(usize),
    Groups(Vec<usize>),
    Stacked,
    Requests,
    Figure,
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        6 => (1..200_usize).prop_map(Piece::Paragraph),
        3 => (2..4_u8).prop_map(Piece::Heading),
        2 => prop::collection::vec(1..80_usize, 1..4).prop_map(Piece::List),
        1 => (1..90_usize).prop_map(Piece::Quote),
        2 => prop::collection::vec(1..25_usize, 1..6).prop_map(Piece::Groups),
        1 => Just(Piece::Stacked),
        1 => Just(Piece::Requests),
        1 => Just(Piece::Figure),
    ]
}

fn blocks(pieces: &[Piece]) -> Vec<Block> {
    let mut characters = CHARACTERS.chars().cycle();
    let mut text = |length: usize| {
        let c = characters.next().expect("they come again").to_string();
        paragraph(&format!("{}。", c.repeat(length)))
    };
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Paragraph(length) => text(*length),
            Piece::Heading(level) => report::heading(*level, HEADING),
            Piece::List(lengths) => Block::List {
                marker: Marker::Number(1),
                items: lengths.iter().map(|length| vec![text(*length)]).collect(),
            },
            Piece::Quote(length) => Block::Quote { blocks: vec![text(*length)] },
            Piece::Groups(counts) => Block::Table(tables::grouped(counts)),
            Piece::Stacked => Block::Table(report::disclosures()),
            Piece::Requests => Block::Table(requests("8")),
            Piece::Figure => {
                Block::Figure { path: "图.png".into(), description: "大厅".into() }
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn pages_end_well(pieces in prop::collection::vec(piece(), 1..14), signed: bool) {
        let mut blocks = blocks(&pieces);
        if signed {
            blocks.push(report::signature());
        }
        let document = document(blocks);
        let pages = lay_out(&document);
        let lines = read::lines(&pages);
        nothing_leaves_the_type_area(&read::runs(&pages));
        no_heading_ends_a_page(&lines);
        paragraphs_leave_no_line_alone(&lines);
        no_page_is_empty(&read::texts(&pages));
        if signed {
            signature_is_not_alone(&lines, pieces.last().expect("there is one"));
        }
    }
}

#[track_caller]
fn nothing_leaves_the_type_area(runs: &[Run]) {
    for run in runs {
        let [left, right] = read::edges(run.page);
        let height = run.size * 25.4 / 72.0;
        // The space that spreads a line follows its last character too.
        let inside = left - 0.1 < run.left && run.right < right + EM / 4.0;
        assert!(inside && run.top > TOP - 0.1, "{run:?}");
        assert!(run.top + height < BOTTOM + 0.1, "{run:?}");
    }
}

#[track_caller]
fn no_heading_ends_a_page(lines: &[Run]) {
    for (at, line) in lines.iter().enumerate() {
        let last = lines.get(at + 1).is_some_and(|next| next.page != line.page);
        assert!(!last || !line.text.contains(HEADING), "on page {}", line.page);
    }
}

/// Of a paragraph that two pages share each has two lines at least.
#[track_caller]
fn paragraphs_leave_no_line_alone(lines: &[Run]) {
    let mut from = 0;
    while from < lines.len() {
        let of = lines[from].text.chars().last().filter(|c| CHARACTERS.contains(*c));
        let same = |line: &&Run| of.is_some_and(|of| line.text.contains(of));
        let count = lines[from..].iter().take_while(same).count().max(1);
        let paragraph = &lines[from..from + count];
        let (first, last) = (paragraph[0].page, paragraph[count - 1].page);
        if first != last {
            for page in [first, last] {
                let there = paragraph.iter().filter(|line| line.page == page).count();
                assert!(there >= 2, "{paragraph:#?}");
            }
        }
        from += count;
    }
}

#[track_caller]
fn no_page_is_empty(texts: &[String]) {
    assert!(texts.iter().all(|text| !text.is_empty()), "{texts:#?}");
}

/// What stands above the signature stands on its page too, with two lines if it is
/// text of two or more.
#[track_caller]
fn signature_is_not_alone(lines: &[Run], last: &Piece) {
    let [above @ .., name, date] = lines else { panic!("no signature") };
    assert!(date.text.starts_with("2022年"), "{date:?}");
    assert_eq!(name.page, date.page);
    let text = above.last().expect("there is text");
    assert_eq!(text.page, name.page, "{last:?}");
    if let Piece::Paragraph(length) | Piece::Quote(length) = last {
        assert!((name.top - text.top - 3.75 * EM).abs() < 0.1, "{name:?} under {text:?}");
        let two = *length > 56;
        let before = &above[above.len() - 2];
        assert!(!two || before.page == text.page, "{before:?}");
    }
}

#[test]
fn only_the_last_lines_go_with_the_signature() {
    // The lines of a long paragraph that fits the page alone stay there, but for two.
    let mut moved = 0;
    for length in (300..620).step_by(28) {
        let blocks =
            vec![paragraph(&format!("{}。", "文".repeat(length))), report::signature()];
        let lines = read::lines(&lay_out(&document(blocks)));
        let last = lines.last().expect("a line").page;
        let there =
            lines.iter().filter(|line| line.page == last && line.text.contains('文'));
        if last == 1 {
            moved += usize::from(there.count() == 2);
        }
    }
    assert!(moved > 1, "{moved}");
}

#[test]
fn last_line_is_not_one_character() {
    let mut alone = 0;
    for length in 27..400 {
        // With marks, as text has them.
        let clause = "全年公开政府信息，";
        let text: String = clause.chars().cycle().take(length).collect();
        let lines =
            read::lines(&lay_out(&document(vec![paragraph(&format!("{text}全。"))])));
        let last = lines.last().expect("a line");
        alone += usize::from(last.text.chars().count() <= 2 && lines.len() > 3);
    }
    assert_eq!(alone, 0);
}

#[test]
fn strong_last_words_hold_the_signature_too() {
    for length in 330..350 {
        let mut content = Inlines::text("文".repeat(length));
        content.push(Inline::Strong("加粗的结尾。".into()));
        let blocks = vec![Block::Paragraph { content }, report::signature()];
        let lines = read::lines(&lay_out(&document(blocks)));
        let [.., above, name, _] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!(above.page, name.page, "{length}");
    }
}

#[test]
fn picture_and_its_words_share_a_page() {
    for before in 0..22 {
        let mut blocks = vec![paragraph("没有。"); before];
        blocks.push(report::heading(2, HEADING));
        blocks
            .push(Block::Figure { path: "图.png".into(), description: "大厅".into() });
        let pages = lay_out(&document(blocks));
        let words = read::runs(&pages).into_iter().find(|run| run.text == "大厅");
        let words = words.expect("the words are set").page;
        let pictures = pages.pages().iter().map(|page| {
            let mut pictures = 0;
            visit(&page.frame, &mut |item| {
                pictures += usize::from(matches!(item, FrameItem::Image(..)));
            });
            pictures
        });
        let pictures: Vec<usize> = pictures.collect();
        assert_eq!(pictures.iter().sum::<usize>(), 1);
        assert_eq!(pictures[words], 1, "{before}");
        no_heading_ends_a_page(&read::lines(&pages));
    }
}
