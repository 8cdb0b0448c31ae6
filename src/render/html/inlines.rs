//! Text within a line.

use super::writer::{Html, attribute, tag};
use crate::document::{Inline, Inlines};
use crate::render::{address, writable};

/// Writes text within a line.
pub(super) fn inlines(html: &mut Html, content: &Inlines) {
    pieces(html, &writable::writable(content));
}

fn pieces(html: &mut Html, content: &Inlines) {
    for inline in content.as_slice() {
        match inline {
            Inline::Text(text) => html.text(text),
            Inline::Strong(content) => {
                html.element(tag::STRONG, |html| pieces(html, content));
            }
            Inline::Emph(content) => html.element(tag::EM, |html| pieces(html, content)),
            Inline::Code(text) => html.element(tag::CODE, |html| html.text(text)),
            Inline::Link { target, content } => link(html, target, content),
            Inline::LineBreak => html.void(tag::BR),
        }
    }
}

/// Writes a link. It leaves the site and tells it nothing about the reader.
fn link(html: &mut Html, target: &str, content: &Inlines) {
    let Some(address) = address::link(target) else { return pieces(html, content) };
    let start = tag::A
        .with(attribute::HREF, address)
        .with(attribute::REL, "external noopener noreferrer");
    html.element(start, |html| pieces(html, content));
}
