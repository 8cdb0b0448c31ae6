use jiff::civil::date;
use proptest::prelude::*;

use super::inlines::{Place, inlines};
use super::*;
use crate::document::{Align, BodyCell, Header, Part};
use crate::render::testing::expected;
use crate::render::testing::forms::{
    CELLS_2, CELLS_3, CELLS_4, FormCell, table_2, table_3, table_4,
};
use crate::render::testing::generated;
use crate::render::testing::reading::{markdown_texts, tables};

fn document(blocks: Vec<Block>) -> Document {
    Document { meta: generated::meta("年报"), blocks }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: text.into() }
}

#[track_caller]
fn unchanged(text: &str) {
    assert_eq!(inlines(&text.into(), Place::Paragraph), text);
}

#[test]
fn ordinary_text_needs_no_backslash() {
    unchanged("（一）2021-2022年，受理a_b类申请[2021]30号“五公开”！");
    unchanged("1.属于国家秘密");
    unchanged("a__b、AT&T、5 < 6、C:\\年报、约3~5件、3 * 4、$5、#标签");
    unchanged("http://www.a.gov.cn/a_b/?c=1&d=2");
}

#[test]
fn text_that_looks_like_markup_is_escaped() {
    let escaped = |text: &str| inlines(&text.into(), Place::Paragraph);
    assert_eq!(escaped("1. 甲"), "1\\. 甲");
    assert_eq!(escaped("# 甲"), "\\# 甲");
    assert_eq!(escaped("**甲** _乙_"), "\\*\\*甲\\*\\* \\_乙\\_");
    assert_eq!(escaped("<b>&amp;`"), "\\<b>\\&amp;\\`");
    assert_eq!(escaped("\u{3000}甲 "), "&#12288;甲&#32;");
    assert_eq!(escaped("[甲](http://a)"), "[甲\\](http://a)");
    assert_eq!(inlines(&"a|b".into(), Place::Cell), "a\\|b");
    assert_eq!(inlines(&"C #".into(), Place::Heading), "C \\#");
}

#[test]
fn emphasis_is_marks_where_they_work_and_tags_elsewhere() {
    let around = |before: &str, strong: &str, after: &str| {
        let pieces = [
            Inline::Text(before.into()),
            Inline::Strong(strong.into()),
            Inline::Text(after.into()),
        ];
        inlines(&Inlines::from_iter(pieces), Place::Paragraph)
    };
    assert_eq!(around("开展", "刺桐新声", "系列"), "开展**刺桐新声**系列");
    assert_eq!(
        around("开展", "“刺桐新声”", "系列"),
        "开展<strong>“刺桐新声”</strong>系列"
    );
    assert_eq!(around("", "（一）", ""), "**（一）**");
}

#[test]
fn code_is_no_definition_of_a_link() {
    let code = |text: &str| Inline::Code(text.into());
    let link = Inline::Link {
        target: "http://a.cn".into(),
        content: Inlines::from_iter([code("\\[甲]: b")]),
    };
    for pieces in [vec![link], vec![Inline::Text("[".into()), code("甲]: b")]] {
        let content = Inlines::from_iter(pieces);
        let said = content.to_plain();
        let quote = Block::Quote { blocks: vec![Block::Paragraph { content }] };
        let markdown = write(&document(vec![quote]), SpannedTables::Html);
        assert!(markdown_texts(&markdown).contains(&said), "{markdown}");
    }
}

#[test]
fn small_report_is_written() {
    let item = |text: &str| vec![paragraph(text)];
    let nested = vec![
        paragraph("乙"),
        Block::List { marker: Marker::Bullet, items: vec![item("丙"), item("丁")] },
    ];
    let blocks = vec![
        Block::Heading { level: 1, content: "年度报告".into() },
        paragraph("第一段。"),
        Block::List { marker: Marker::Number(9), items: vec![item("甲"), nested] },
        Block::List { marker: Marker::Number(1), items: vec![item("戊"), item("己")] },
        Block::Quote { blocks: vec![paragraph("引文"), paragraph("第二段")] },
        Block::Figure { path: "图 1.png".into(), description: "一张[图]".into() },
        Block::Signature { name: "某局".into(), date: Some(date(2022, 1, 18)) },
    ];
    insta::assert_snapshot!(write(&document(blocks), SpannedTables::Html));
}

#[test]
fn plain_table_is_a_pipe_table() {
    let cell = |text: &str, align| BodyCell { content: text.into(), align };
    let part = Part {
        title: None,
        corner: String::new(),
        columns: vec![Header::leaf("件数"), Header::leaf("金额|元")],
        rows: vec![Header::leaf("甲"), Header::leaf("乙")],
        body: vec![
            vec![cell("1", Align::Center), cell("2.50", Align::End)],
            vec![cell("", Align::Center), cell("4", Align::End)],
        ],
    };
    let table =
        Table { title: "表".into(), widths: Vec::new(), parts: vec![part], note: None };
    insta::assert_snapshot!(
        write(&document(vec![Block::Table(table)]), SpannedTables::Html),
        @r"
    |  | 件数 | 金额\|元 |
    | --- | :-: | --: |
    | 甲 | 1 | 2.50 |
    | 乙 |  | 4 |
    "
    );
}

#[test]
fn form_tables_are_html_tables() {
    let blocks = vec![Block::Table(table_2()), Block::Table(table_4())];
    insta::assert_snapshot!(write(&document(blocks), SpannedTables::Html));
}

#[test]
fn form_tables_are_pipe_tables_with_paths() {
    let blocks = [table_2(), table_3(), table_4()].map(Block::Table);
    insta::assert_snapshot!(write(&document(blocks.into()), SpannedTables::Pipe));
}

#[track_caller]
fn holds(table: Table, form: &[FormCell]) {
    let markdown = write(&document(vec![Block::Table(table)]), SpannedTables::Html);
    let cells = tables(&markdown).pop().expect("a table");
    for &(row, column, row_span, column_span, label) in form {
        let found = cells.iter().any(|cell| {
            (cell.row + 1, cell.column + 1, cell.row_span, cell.column_span)
                == (row, column, row_span, column_span)
                && cell.text == label
        });
        assert!(found, "{label} at {row}, {column}");
    }
}

#[test]
fn form_tables_are_laid_out_as_the_form_has_them() {
    holds(table_2(), CELLS_2);
    holds(table_3(), CELLS_3);
    holds(table_4(), CELLS_4);
}

#[test]
fn pipe_tables_hold_every_number() {
    let markdown = write(&document(vec![Block::Table(table_3())]), SpannedTables::Pipe);
    let numbers = markdown_texts(&markdown).into_iter();
    let numbers: Vec<usize> = numbers.filter_map(|text| text.parse().ok()).collect();
    assert_eq!(numbers, (1..=175).collect::<Vec<_>>());
}

proptest! {
    #[test]
    fn text_is_read_back_and_never_becomes_markup(document in generated::document()) {
        let markdown = write(&document, SpannedTables::Html);
        let read = expected::essential(&markdown_texts(&markdown));
        let said = expected::essential(&expected::texts(&document.blocks));
        prop_assert_eq!(read, said, "{}", markdown);
    }

    #[test]
    fn pipe_tables_hold_every_value(table in generated::table()) {
        let grid = table.grid();
        let markdown = write(&document(vec![Block::Table(table)]), SpannedTables::Pipe);
        let read = markdown_texts(&markdown);
        let mut rest = read.iter();
        for cell in grid.cells.iter().filter(|cell| cell.role == crate::document::Role::Data) {
            let text = cell.content.to_plain();
            let text = text.trim_matches('\n');
            prop_assert!(rest.any(|read| read.trim_matches('\n') == text), "{}\n{}", text, markdown);
        }
    }
}
