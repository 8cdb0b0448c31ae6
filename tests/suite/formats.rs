//! What one output says the others say too: every text and every number, in order.

#[cfg(feature = "pdf")]
use std::collections::BTreeSet;

#[cfg(feature = "pdf")]
use nianbao::document::Role;
use nianbao::document::{Block, Document, Inlines, Marker, Table};
use nianbao::pipeline::Format;
use nianbao::render::markdown::SpannedTables;
use nianbao::source::Source;
use proptest::prelude::*;

use crate::generated::{self, Report};
use crate::read::{html, markdown};
use crate::reports::{EXAMPLES, OFFICE};

#[test]
fn outputs_of_the_examples_say_what_their_documents_say() {
    for example in EXAMPLES {
        assert_same(&example.document());
    }
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_of_the_examples_says_what_their_documents_say() {
    for example in EXAMPLES {
        assert_same_in_pdf(&example.document());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn outputs_of_any_report_say_what_its_document_says(report in generated::report()) {
        let document = document(&report);
        assert_same(&document);
        assert_eq!(numbers(&document), report.cells());
    }
}

#[cfg(feature = "pdf")]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn pdf_of_any_report_says_what_its_document_says(report in generated::report()) {
        assert_same_in_pdf(&document(&report));
    }
}

#[track_caller]
fn document(report: &Report) -> Document {
    OFFICE.document(&Source::new("甲.yaml", report.to_yaml()))
}

#[track_caller]
pub(crate) fn assert_same(document: &Document) {
    let print = |format, tables| OFFICE.text(document, format, tables);
    let said = lines(&texts(&document.blocks));
    let page = print(Format::Html, SpannedTables::Html);
    assert_eq!(lines(&html::texts(&page)), said);
    let pasted = print(Format::Fragment, SpannedTables::Html);
    let marked = texts(&with_written_marks(&document.blocks, 0));
    assert_eq!(lines(&html::texts_of(&pasted)), lines(&marked), "{pasted}");
    let text = print(Format::Markdown, SpannedTables::Html);
    assert_eq!(lines(&markdown::texts(&text)), said, "{text}");
    let piped = print(Format::Markdown, SpannedTables::Pipe);
    assert_eq!(markdown::pipe_rows(&piped), rows(&document.blocks), "{piped}");
    let beside = |texts: Vec<String>| lines(&texts);
    assert_eq!(
        beside(markdown::texts(&without_tables(&piped))),
        lines(&texts_beside_tables(&document.blocks)),
    );
}

/// Turns lists, within so many numbered ones, into paragraphs that begin with their
/// marks, as a fragment does.
fn with_written_marks(blocks: &[Block], numbered: usize) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        let Block::List { marker, items } = block else {
            out.push(match block {
                Block::Quote { blocks } => {
                    Block::Quote { blocks: with_written_marks(blocks, numbered) }
                }
                block => block.clone(),
            });
            continue;
        };
        for (item, index) in items.iter().zip(0..) {
            let (mark, inner) = match marker {
                Marker::Bullet => ("•".to_owned(), numbered),
                Marker::Number(first) => {
                    let number = first.saturating_add(index);
                    let mark = match numbered {
                        0 => format!("{number}."),
                        _ => format!("（{number}）"),
                    };
                    (mark, numbered + 1)
                }
            };
            let mut content = Inlines::text(&mark);
            let rest = match item.split_first() {
                Some((Block::Paragraph { content: first }, rest)) => {
                    let latin =
                        first.to_plain().starts_with(|c: char| c.is_ascii_alphanumeric());
                    if mark == "•" || (latin && mark.ends_with('.')) {
                        content.append(Inlines::text(" "));
                    }
                    content.append(first.clone());
                    rest
                }
                _ => item,
            };
            out.push(Block::Paragraph { content });
            out.extend(with_written_marks(rest, inner));
        }
    }
    out
}

/// Compares what a screen reader reads; where lines end is the layout's.
#[cfg(feature = "pdf")]
#[track_caller]
pub(crate) fn assert_same_in_pdf(document: &Document) {
    let bytes = OFFICE.print(document, Format::Pdf, SpannedTables::Html);
    let pdf = crate::read::pdf::read(bytes);
    let elements = pdf.root.all().into_iter();
    let read: Vec<_> = elements
        .filter(|element| element.is_text_block() && element.tag != "Lbl")
        .map(|element| squeezed(&element.text()))
        .filter(|text| !text.is_empty())
        .collect();
    let said = texts(&document.blocks);
    let said = said.iter().map(|text| squeezed(text)).filter(|text| !text.is_empty());
    assert_eq!(without_repeated_heads(read, document), said.collect::<Vec<_>>());
}

/// Takes away the heads that a table cut at a page end repeats below it: those
/// that stand where the document goes on with something else.
#[cfg(feature = "pdf")]
fn without_repeated_heads(read: Vec<String>, document: &Document) -> Vec<String> {
    let repeatable = heads(&document.blocks);
    let said = texts(&document.blocks);
    let mut said = said.iter().map(|text| squeezed(text)).filter(|text| !text.is_empty());
    let mut next = said.next();
    let mut kept = Vec::new();
    for text in read {
        if next.as_ref() == Some(&text) {
            next = said.next();
        } else if repeatable.contains(text.trim_end_matches("（续）")) {
            continue;
        }
        kept.push(text);
    }
    kept
}

/// Returns the text of every cell above or left of a table's values.
#[cfg(feature = "pdf")]
fn heads(blocks: &[Block]) -> BTreeSet<String> {
    let cells = blocks.iter().flat_map(|block| match block {
        Block::Table(table) => table.grid().cells,
        _ => Vec::new(),
    });
    let heads = cells.filter(|cell| !matches!(cell.role, Role::Data));
    heads.map(|cell| squeezed(&cell.content.to_plain())).collect()
}

#[cfg(feature = "pdf")]
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Returns the text of each heading, paragraph, item and cell, in order.
fn texts(blocks: &[Block]) -> Vec<String> {
    said(blocks, &|table| {
        let mut cells = table.grid().cells;
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let texts = cells.iter().map(|cell| cell.content.to_plain());
        texts.chain(table.note.as_ref().map(Inlines::to_plain)).collect()
    })
}

fn texts_beside_tables(blocks: &[Block]) -> Vec<String> {
    said(blocks, &|table| {
        let titles = table.parts.iter().filter_map(|part| part.title.clone());
        titles.chain(table.note.as_ref().map(Inlines::to_plain)).collect()
    })
}

fn said(blocks: &[Block], of_table: &dyn Fn(&Table) -> Vec<String>) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => {
                out.push(content.to_plain());
            }
            Block::List { items, .. } => {
                out.extend(items.iter().flat_map(|item| said(item, of_table)));
            }
            Block::Quote { blocks } => out.extend(said(blocks, of_table)),
            Block::Table(table) => out.extend(of_table(table)),
            Block::Figure { description, .. } => out.push(description.clone()),
            Block::Signature { name, date } => {
                out.push(name.clone());
                out.extend(date.map(|date| {
                    format!("{}年{}月{}日", date.year(), date.month(), date.day())
                }));
            }
        }
    }
    out
}

/// Returns the rows of all tables as pipe tables have them: in a row that has
/// labels, their path, then its values.
fn rows(blocks: &[Block]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for table in tables(blocks) {
        for part in &table.parts {
            let mut labels = Vec::new();
            for header in &part.rows {
                collect_paths(header, "", &mut labels);
            }
            for (index, row) in part.body.iter().enumerate() {
                let label = labels.get(index).cloned();
                let values = row.iter().map(|cell| cell.content.to_plain());
                out.push(label.into_iter().chain(values).collect());
            }
        }
    }
    out
}

fn collect_paths(
    header: &nianbao::document::Header,
    above: &str,
    paths: &mut Vec<String>,
) {
    let label = header.label.to_plain();
    let path = if above.is_empty() { label } else { format!("{above}／{label}") };
    if header.children.is_empty() {
        return paths.push(path);
    }
    for child in &header.children {
        collect_paths(child, &path, paths);
    }
}

/// Returns every value of the form's tables; tables in prose have no title.
fn numbers(document: &Document) -> Vec<String> {
    let tables = tables(&document.blocks).filter(|table| !table.title.is_empty());
    let parts = tables.flat_map(|table| &table.parts);
    let cells = parts.flat_map(|part| part.body.iter().flatten());
    cells.map(|cell| cell.content.to_plain()).collect()
}

fn tables(blocks: &[Block]) -> impl Iterator<Item = &Table> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// Leaves pipe tables out of Markdown.
fn without_tables(markdown: &str) -> String {
    let kept = markdown.lines().filter(|line| !line.starts_with('|'));
    kept.collect::<Vec<_>>().join("\n")
}

/// Returns the lines of texts, none empty.
fn lines(texts: &[String]) -> Vec<String> {
    let lines = texts.iter().flat_map(|text| text.split('\n'));
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
