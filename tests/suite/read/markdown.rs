//! Reads Markdown as a forge does.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;

/// Returns the text of each paragraph, heading, item and cell, in order; a line
/// break is a line end.
#[track_caller]
pub(crate) fn texts(markdown: &str) -> Vec<String> {
    let (mut texts, mut text, mut table) = (Vec::new(), String::new(), String::new());
    for event in parse(markdown) {
        match event {
            Event::Text(read) | Event::Code(read) => text.push_str(&read),
            Event::HardBreak => text.push('\n'),
            Event::InlineHtml(tag) => match &*tag {
                "<br>" => text.push('\n'),
                "<strong>" | "</strong>" | "<em>" | "</em>" | "<code>" | "</code>" => {}
                other => panic!("unexpected tag {other}"),
            },
            Event::Html(read) => table.push_str(&read),
            Event::End(TagEnd::HtmlBlock) => {
                let cells = html::tables(&table).into_iter().flatten();
                texts.extend(cells.map(|cell| cell.text));
                table.clear();
            }
            Event::Start(tag) if is_inline(&tag) => {}
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            Event::Start(_) | Event::End(_) => texts.push(std::mem::take(&mut text)),
            other => panic!("unexpected {other:?} in:\n{markdown}"),
        }
    }
    texts
}

/// Returns the rows of all pipe tables, heads left out.
#[track_caller]
pub(crate) fn pipe_rows(markdown: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut text) = (Vec::new(), Vec::new(), String::new());
    for event in parse(markdown) {
        match event {
            Event::Start(Tag::TableCell) => text.clear(),
            Event::Text(read) | Event::Code(read) => text.push_str(&read),
            Event::End(TagEnd::TableCell) => row.push(std::mem::take(&mut text)),
            Event::End(TagEnd::TableHead) => row.clear(),
            Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
            _ => {}
        }
    }
    rows
}

fn parse(markdown: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options)
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. })
}
