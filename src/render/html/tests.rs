use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    Block, Document, Inline, Inlines, Marker, Publication, Role, Table, TableGrid,
};
use crate::picture;
use crate::render::testing::expected;
use crate::render::testing::forms::{
    CELLS_2, CELLS_3, CELLS_4, FormCell, table_2, table_3, table_4,
};
use crate::render::testing::generated;
use crate::render::testing::reading::{Piece, ReadCell, pieces, tables};

fn assets() -> Assets {
    let mut assets = Assets::default();
    let page = include_str!("../../../templates/shared/page.html");
    let style = include_str!("../../../templates/shared/style.css");
    assets.insert("templates/shared/page.html", Arc::new(page));
    assets.insert("templates/shared/style.css", Arc::new(style));
    assets.insert("pictures/图 1.png", Arc::new(picture::DOT));
    assets
}

fn read_table(table: Table) -> Vec<ReadCell> {
    let html = body(&[Block::Table(table)], "", &Assets::default()).expect("no pictures");
    tables(&html).pop().expect("a table")
}

/// Finds the cell that begins at a place counted from 1.
#[track_caller]
fn at(cells: &[ReadCell], row: usize, column: usize) -> &ReadCell {
    let here = |cell: &&ReadCell| (cell.row, cell.column) == (row - 1, column - 1);
    cells.iter().find(here).expect("a cell begins there")
}

#[track_caller]
fn holds(table: Table, form: &[FormCell], count: usize) {
    let cells = read_table(table);
    assert_eq!(cells.len(), count);
    for &(row, column, row_span, column_span, label) in form {
        let cell = at(&cells, row, column);
        let place = (row, column, cell.row_span, cell.column_span, cell.text.as_str());
        assert_eq!(place, (row, column, row_span, column_span, label));
    }
}

fn body(
    blocks: &[Block],
    author: &str,
    assets: &Assets,
) -> Result<String, Vec<Diagnostic>> {
    body::body(blocks, author, assets, Marks::Absent)
}

#[test]
fn table_2_is_laid_out_as_the_form_has_it() {
    holds(table_2(), CELLS_2, 30);
}

#[test]
fn table_3_is_laid_out_as_the_form_has_it() {
    holds(table_3(), CELLS_3, 215);
}

#[test]
fn table_4_is_laid_out_as_the_form_has_it() {
    holds(table_4(), CELLS_4, 34);
}

/// Returns the labels that a cell names as its heads.
#[track_caller]
fn heads_of(table: Table, row: usize, column: usize) -> Vec<String> {
    let cells = read_table(table);
    let labels: BTreeMap<_, _> = cells
        .iter()
        .filter_map(|cell| Some((cell.id.clone()?, cell.text.clone())))
        .collect();
    at(&cells, row, column).headers.iter().map(|id| labels[id].clone()).collect()
}

#[test]
fn cells_name_their_heads_from_the_outermost_in() {
    assert_eq!(
        heads_of(table_3(), 10, 6),
        [
            "申请人情况",
            "法人或其他组织",
            "科研机构",
            "三、本年度办理结果",
            "（三）不予公开",
            "3.危及“三安全一稳定”",
        ]
    );
    assert_eq!(heads_of(table_3(), 10, 3), ["三、本年度办理结果", "（三）不予公开"]);
    assert_eq!(heads_of(table_4(), 4, 11), ["行政诉讼", "复议后起诉", "结果维持"]);
    assert_eq!(
        heads_of(table_2(), 10, 2),
        ["第二十条第（六）项", "本年处理决定数量", "行政处罚"]
    );
}

#[test]
fn corner_is_no_head() {
    assert_eq!(at(&read_table(table_3()), 1, 1).tag, "td");
    assert_eq!(at(&read_table(table_3()), 1, 4).tag, "th");
}

#[test]
fn small_report_is_written() {
    let strong = Inlines::from_iter([
        Inline::Text("开展".into()),
        Inline::Strong(Inlines::text("“五公开”")),
        Inline::LineBreak,
        Inline::Link { target: "https://a.cn/年".into(), content: "链接".into() },
        Inline::Link { target: "javascript:a".into(), content: "文字".into() },
        Inline::Code("<b>".into()),
    ]);
    let item = vec![Block::Paragraph { content: "甲".into() }];
    let blocks = [
        Block::Heading { level: 1, content: "年度报告".into() },
        Block::Paragraph { content: strong },
        Block::List { marker: Marker::Number(3), items: vec![item] },
        Block::Quote { blocks: vec![Block::Paragraph { content: "引文".into() }] },
        Block::Figure { path: "图 1.png".into(), description: "一张图".into() },
        Block::Signature { name: "某局".into(), date: Some(date(2022, 1, 18)) },
    ];
    insta::assert_snapshot!(body(&blocks, "", &assets()).expect("the picture is there"));
}

#[test]
fn title_is_cut_where_its_sense_is() {
    let written = |title: &str, author: &str| {
        let title = Block::Heading { level: 1, content: title.into() };
        body(&[title], author, &Assets::default()).expect("no pictures")
    };
    assert_eq!(
        written("甲县林业站工作报告", "甲县林业站"),
        "<h1><span class=\"part\">甲县林业站</span>\
         <span class=\"part\">工作报告</span></h1>\n"
    );
    assert_eq!(
        written("甲县2025年报告", "乙县"),
        "<h1><span class=\"part\">甲县</span><span class=\"part\">\
         <span class=\"part\">2025年</span><span class=\"part\">报告</span></span></h1>\n"
    );
    for author in ["", "乙县", "年度报告"] {
        assert_eq!(written("年度报告", author), "<h1>年度报告</h1>\n", "{author}");
    }
}

#[test]
fn stacked_table_is_one_table_with_a_body_for_each_part() {
    let html = body(&[Block::Table(table_2())], "", &Assets::default());
    insta::assert_snapshot!(html.expect("no pictures"));
}

#[test]
fn every_missing_picture_is_told() {
    let figure =
        |path: &str| Block::Figure { path: path.into(), description: String::new() };
    let findings =
        body(&[figure("a"), figure("b")], "", &assets()).expect_err("none is there");
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::BadPicture, Code::BadPicture]);
}

fn page(document: &Document, options: &PageOptions) -> String {
    let assets = assets();
    let template = PageTemplate::new(&assets).expect("the page's own template");
    template.render(document, &assets, options).expect("a page")
}

#[test]
fn page_says_what_is_given_and_no_more() {
    let mut document =
        Document { meta: generated::meta("甲<乙>\"年报"), blocks: Vec::new() };
    let options = PageOptions {
        links: vec![Link { path: "2021 年.pdf".into(), label: "PDF 版".into() }],
        ..PageOptions::default()
    };
    let bare = page(&document, &PageOptions::default());
    assert!(bare.contains("<title>甲&lt;乙&gt;&quot;年报</title>"), "{bare}");
    assert!(
        !bare.contains("SiteName") && !bare.contains("<svg") && !bare.contains("<nav")
    );
    document.meta.publication = Publication {
        url: Some("http://www.a.gov.cn/年报.html".into()),
        site_name: Some("某市人民政府".into()),
        column: Some("年报".into()),
        column_type: Some("信息公开年报".into()),
        keywords: vec!["年报".into(), "公开".into()],
        ..Publication::default()
    };
    let page = page(&document, &options);
    let (head, rest) = page.split_once("<style>").expect("a style");
    insta::assert_snapshot!(head);
    assert!(rest.contains("href=\"2021%20%E5%B9%B4.pdf\""));
    assert!(rest.contains("扫一扫在手机上查看当前页面"));
    assert!(!page.contains("PubDate"));
}

#[test]
fn unknown_name_in_the_template_is_told() {
    let mut assets = assets();
    let template = "{% if 作者 %}{{ 标题 }}{% endif %}";
    assets.insert("templates/shared/page.html", Arc::new(template));
    let findings = PageTemplate::new(&assets).expect_err("there is no such name");
    assert_eq!(findings[0].code, Code::TemplatePath);
    let findings = PageTemplate::new(&Assets::default()).expect_err("nothing is there");
    assert_eq!(findings[0].code, Code::MissingAsset);
}

/// Checks that a browser reads each cell of the grid at its place.
fn same_cells(grid: &TableGrid, read: &[ReadCell]) -> Result<(), TestCaseError> {
    prop_assert_eq!(grid.cells.len(), read.len());
    let ids: Vec<_> = read.iter().filter_map(|cell| cell.id.as_ref()).collect();
    for (cell, read) in grid.cells.iter().zip(read) {
        prop_assert_eq!((cell.row, cell.column), (read.row, read.column));
        let spans = (read.row_span, read.column_span);
        prop_assert_eq!((cell.row_span, cell.column_span), spans);
        prop_assert_eq!(&cell.content.to_plain(), &read.text);
        let is_head = !matches!(cell.role, Role::Corner | Role::Data);
        prop_assert_eq!(read.tag == "th", is_head && !cell.content.is_empty());
        prop_assert!(read.headers.iter().all(|id| ids.contains(&id)));
    }
    Ok(())
}

proptest! {
    #[test]
    fn tables_are_read_back_cell_by_cell(table in generated::table()) {
        let grid = table.grid();
        let html = body(&[Block::Table(table)], "", &Assets::default()).expect("no pictures");
        let read = tables(&html);
        prop_assert_eq!(read.len(), 1);
        same_cells(&grid, &read[0])?;
        same_cells(&grid, &tables(&embedded(&grid))[0])?;
        prop_assert!(!embedded(&grid).contains("\n\n"));
    }

    #[test]
    fn text_is_read_back_and_never_becomes_markup(document in generated::document()) {
        let html = body(&document.blocks, "", &assets()).expect("the picture is there");
        let mut read = String::new();
        for piece in pieces(&html) {
            match piece {
                Piece::Text(text) => read.push_str(&text),
                Piece::Start(name, _) if name == "img" => read.push('!'),
                Piece::Start(name, _) => prop_assert!(name != "script" && name != "b"),
                Piece::End(_) => {}
            }
        }
        let said = expected::texts(&document.blocks).concat().replace('\n', "");
        // Captions are not among what a document says in every output.
        prop_assert_eq!(without_captions(&html, &read.replace('\n', "")), said);
    }
}

/// Takes the text of captions out of what was read.
fn without_captions(html: &str, read: &str) -> String {
    let (mut out, mut caption, mut open) = (String::new(), String::new(), false);
    for piece in pieces(html) {
        match piece {
            Piece::Start(name, _) if name == "caption" => open = true,
            Piece::End(name) if name == "caption" => open = false,
            Piece::Start(name, _) if name == "img" => out.push('!'),
            Piece::Text(text) if open => caption.push_str(&text),
            Piece::Text(text) => out.push_str(&text.replace('\n', "")),
            _ => {}
        }
    }
    assert_eq!(out.chars().count() + caption.chars().count(), read.chars().count());
    out
}
