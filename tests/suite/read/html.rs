//! Reads HTML as a browser does.

use html5gum::{Token, Tokenizer};

/// A cell as a browser places it; rows and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) row_span: usize,
    pub(crate) column_span: usize,
    pub(crate) text: String,
}

/// A start tag, an end tag or text.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Start(String, Vec<(String, String)>),
    End(String),
    Text(String),
}

/// Returns the text of each paragraph, heading, item and cell of the article, in
/// order; a line break is a line end. What only screen readers are told, the
/// names of tables, is left out.
#[track_caller]
pub(crate) fn texts(html: &str) -> Vec<String> {
    let (_, article) = html.split_once("<article>").expect("there is an article");
    let (article, _) = article.split_once("</article>").expect("it ends");
    texts_of(article)
}

/// Returns the same of HTML that has no page around it.
#[track_caller]
pub(crate) fn texts_of(article: &str) -> Vec<String> {
    let (mut texts, mut text, mut hidden) = (Vec::new(), String::new(), false);
    for piece in pieces(article) {
        match piece {
            Piece::Start(name, _) if name == "caption" => hidden = true,
            Piece::End(name) if name == "caption" => hidden = false,
            Piece::Start(name, _) if name == "br" => text.push('\n'),
            Piece::Start(name, _) | Piece::End(name) => {
                if !is_inline(&name) {
                    texts.push(std::mem::take(&mut text));
                }
            }
            Piece::Text(read) if !hidden => text.push_str(&read),
            Piece::Text(_) => {}
        }
    }
    texts.push(text);
    texts
}

/// Returns the cells of all tables, placed by HTML's own rule ("forming a table").
#[track_caller]
pub(crate) fn tables(html: &str) -> Vec<Vec<Cell>> {
    let mut tables: Vec<Vec<Cell>> = Vec::new();
    let (mut row, mut open) = (0, false);
    for piece in pieces(html) {
        match piece {
            Piece::Start(name, _) if name == "table" => {
                tables.push(Vec::new());
                row = 0;
            }
            Piece::Start(name, _) if name == "tr" => row += 1,
            Piece::Start(name, attributes) if is_cell(&name) => {
                let table = tables.last_mut().expect("a cell is in a table");
                table.push(place(table, row, &attributes));
                open = true;
            }
            Piece::End(name) if is_cell(&name) => open = false,
            Piece::Text(text) if open => {
                let cell = tables.last_mut().and_then(|table| table.last_mut());
                cell.expect("a cell is open").text.push_str(&text);
            }
            _ => {}
        }
    }
    tables
}

fn place(table: &[Cell], row: usize, attributes: &[(String, String)]) -> Cell {
    let span = |name: &str| {
        let found = attributes.iter().find(|(key, _)| key == name);
        found.map_or(1, |(_, value)| value.parse().expect("a span is a number"))
    };
    let taken = |column: usize| {
        table.iter().any(|cell| {
            (cell.row..cell.row + cell.row_span).contains(&row)
                && (cell.column..cell.column + cell.column_span).contains(&column)
        })
    };
    Cell {
        row,
        column: (1..100).find(|&column| !taken(column)).expect("a free column"),
        row_span: span("rowspan"),
        column_span: span("colspan"),
        text: String::new(),
    }
}

pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let mut out = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes =
                    attributes.map(|(name, value)| (utf8(name), utf8(value)));
                out.push(Piece::Start(utf8(&tag.name), attributes.collect()));
            }
            Token::EndTag(tag) => out.push(Piece::End(utf8(&tag.name))),
            Token::String(text) => out.push(Piece::Text(utf8(&text))),
            Token::Doctype(_) => {}
            other => panic!("unexpected {other:?}"),
        }
    }
    out
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

fn is_inline(name: &str) -> bool {
    matches!(name, "a" | "strong" | "em" | "code" | "span" | "time")
}
