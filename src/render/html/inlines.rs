//! Text within a line.

use super::writer::{Html, Start, attribute, tag};
use crate::document::{Inline, Inlines};
use crate::render::address;

/// Writes text within a line.
pub(in crate::render) fn inlines(html: &mut Html, content: &Inlines) {
    for inline in content.as_slice() {
        match inline {
            Inline::Text(text) => html.text(text),
            Inline::Strong(content) => {
                html.element(tag::STRONG, |html| inlines(html, content));
            }
            Inline::Emph(content) => {
                html.element(tag::EM, |html| inlines(html, content));
            }
            Inline::Code(text) => html.element(tag::CODE, |html| html.text(text)),
            Inline::Link { target, content } => link(html, target, content),
            Inline::LineBreak => html.void(tag::BR),
        }
    }
}

/// Writes a link, or only what it shows where its target is none that a report
/// may link to.
fn link(html: &mut Html, target: &str, content: &Inlines) {
    match address::link(target) {
        Some(address) => html.element(anchor(&address), |html| {
            inlines(html, &without_links(content));
        }),
        None => inlines(html, content),
    }
}

/// Begins a link that leaves the site and tells it nothing about the reader.
fn anchor(address: &str) -> Start {
    tag::A
        .with(attribute::HREF, address)
        .with(attribute::REL, "external noopener noreferrer")
}

/// Returns text with its links taken off: HTML allows no link in a link.
fn without_links(content: &Inlines) -> Inlines {
    let mut out = Inlines::default();
    for inline in content.as_slice() {
        match inline {
            Inline::Link { content, .. } => out.append(without_links(content)),
            Inline::Strong(content) => out.push(Inline::Strong(without_links(content))),
            Inline::Emph(content) => out.push(Inline::Emph(without_links(content))),
            Inline::Text(_) | Inline::Code(_) | Inline::LineBreak => {
                out.push(inline.clone());
            }
        }
    }
    out
}
