//! The program's own explanations, which are Markdown, as HTML.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::render::html::writer::{Html, Start, attribute, tag};

/// Headings of an explanation stand so far below those of the page.
const DEEPER: usize = 1;

/// Writes an explanation: headings, paragraphs, lists, code and bold text are all
/// that one has.
pub(super) fn write(html: &mut Html, text: &'static str) {
    write_until(html, &mut Parser::new(text), None);
}

/// Writes events up to the end of an element.
fn write_until(html: &mut Html, events: &mut Parser<'static>, end: Option<TagEnd>) {
    while let Some(event) = events.next() {
        match event {
            Event::Start(start) => {
                let (element, end) = (element(&start), start.to_end());
                html.element(element, |html| write_until(html, events, Some(end)));
                html.end_line();
            }
            Event::End(found) if Some(found) == end => return,
            Event::Code(text) => html.element(tag::CODE, |html| html.text(&text)),
            Event::Text(text) => html.text(&text),
            // A line end between Chinese characters is no blank.
            _ => {}
        }
    }
}

fn element(start: &Tag<'_>) -> Start {
    match start {
        Tag::Heading { level, .. } => tag::HEADINGS[*level as usize + DEEPER].into(),
        Tag::CodeBlock(_) => tag::DIV.with(attribute::CLASS, "code"),
        Tag::List(None) => tag::UL.into(),
        Tag::List(Some(_)) => tag::OL.into(),
        Tag::Item => tag::LI.into(),
        Tag::Strong => tag::STRONG.into(),
        _ => tag::P.into(),
    }
}
