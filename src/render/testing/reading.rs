//! Reads HTML and Markdown back as their readers do.

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A start tag, an end tag or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) enum Piece {
    Start(String, Vec<(String, String)>),
    End(String),
    Text(String),
}

/// Cuts HTML as browsers do; anything but tags and text fails the test.
#[track_caller]
pub(in crate::render) fn pieces(html: &str) -> Vec<Piece> {
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let mut out: Vec<Piece> = Vec::new();
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
            other => panic!("unexpected {other:?} in {html}"),
        }
    }
    out
}

/// A cell as a browser places it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct ReadCell {
    pub(in crate::render) row: usize,
    pub(in crate::render) column: usize,
    pub(in crate::render) row_span: usize,
    pub(in crate::render) column_span: usize,
    pub(in crate::render) tag: String,
    pub(in crate::render) text: String,
    pub(in crate::render) id: Option<String>,
    pub(in crate::render) headers: Vec<String>,
}

/// Reads the cells of all tables, placed by HTML's own rule ("forming a table").
#[track_caller]
pub(in crate::render) fn tables(html: &str) -> Vec<Vec<ReadCell>> {
    let mut tables: Vec<Vec<ReadCell>> = Vec::new();
    let (mut rows, mut open) = (0, false);
    for piece in pieces(html) {
        match piece {
            Piece::Start(name, _) if name == "table" => {
                tables.push(Vec::new());
                rows = 0;
            }
            Piece::Start(name, _) if name == "tr" => rows += 1,
            Piece::Start(tag, attributes) if tag == "td" || tag == "th" => {
                let table = tables.last_mut().expect("a cell is in a table");
                table.push(place(table, rows - 1, tag, &attributes));
                open = true;
            }
            Piece::Start(tag, _) if tag == "br" && open => text(&mut tables, "\n"),
            Piece::Text(read) if open => text(&mut tables, &read),
            Piece::End(name) if name == "td" || name == "th" => open = false,
            _ => {}
        }
    }
    tables
}

fn text(tables: &mut [Vec<ReadCell>], text: &str) {
    let cell = tables.last_mut().and_then(|table| table.last_mut());
    cell.expect("a cell is open").text.push_str(text);
}

fn place(
    table: &[ReadCell],
    row: usize,
    tag: String,
    attributes: &[(String, String)],
) -> ReadCell {
    let get = |name: &str| {
        attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    };
    let span = |name| get(name).map_or(1, |value| value.parse().expect("a number"));
    let taken = |column: usize| {
        table.iter().any(|cell| {
            (cell.row..cell.row + cell.row_span).contains(&row)
                && (cell.column..cell.column + cell.column_span).contains(&column)
        })
    };
    ReadCell {
        row,
        column: (0..1000).find(|&column| !taken(column)).expect("a free column"),
        row_span: span("rowspan"),
        column_span: span("colspan"),
        tag,
        text: String::new(),
        id: get("id"),
        headers: get("headers")
            .map(|ids| ids.split(' ').map(str::to_owned).collect())
            .unwrap_or_default(),
    }
}

/// Reads the text of each paragraph, heading, item and cell of Markdown, in
/// order; a line break is a line end.
#[track_caller]
pub(in crate::render) fn markdown_texts(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let (mut texts, mut text, mut html) = (Vec::new(), String::new(), String::new());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(read) | Event::Code(read) => text.push_str(&read),
            Event::HardBreak => text.push('\n'),
            Event::InlineHtml(tag) => text.push_str(inline_tag(&tag)),
            Event::Html(read) => html.push_str(&read),
            Event::End(TagEnd::HtmlBlock) => {
                let cells = tables(&html).into_iter().flatten();
                texts.extend(cells.map(|cell| cell.text));
                html.clear();
            }
            Event::Start(Tag::Image { .. }) => text.push('!'),
            Event::Start(tag) if is_inline(&tag) => {}
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            Event::Start(_) | Event::End(_) => texts.push(std::mem::take(&mut text)),
            other => panic!("unexpected {other:?} in:\n{markdown}"),
        }
    }
    texts
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. })
}

#[track_caller]
fn inline_tag(tag: &str) -> &'static str {
    match tag {
        "<br>" => "\n",
        "<strong>" | "</strong>" | "<em>" | "</em>" | "<code>" | "</code>" => "",
        other => panic!("unexpected tag {other}"),
    }
}
