//! Text within a line.

use std::sync::LazyLock;

use regex::Regex;

use super::writer::{Html, attribute, tag};
use crate::document::{Inline, Inlines};
use crate::render::{href, writable};

/// How a telephone number, or digits else with hyphens between, is kept on a line:
/// browsers end lines behind hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// By a class of the page's style sheet.
    Classed,
    /// By inline style.
    Styled,
    /// Not at all.
    Plain,
}

/// Digits with hyphens between, no longer than a phone's line.
static HYPHENED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[0-9]{1,8}(?:-[0-9]{1,8}){1,2}").expect("the pattern is right")
});

/// Writes text within a line.
pub(super) fn inlines(html: &mut Html, content: &Inlines, numbers: Numbers) {
    pieces(html, &writable::writable(content), numbers);
}

fn pieces(html: &mut Html, content: &Inlines, numbers: Numbers) {
    for inline in content.as_slice() {
        match inline {
            Inline::Text(words) => text(html, words, numbers),
            Inline::Strong(content) => {
                html.element(tag::STRONG, |html| pieces(html, content, numbers));
            }
            Inline::Emph(content) => {
                html.element(tag::EM, |html| pieces(html, content, numbers));
            }
            Inline::Code(text) => html.element(tag::CODE, |html| html.text(text)),
            Inline::Link { target, content } => link(html, target, content, numbers),
            Inline::LineBreak => html.void(tag::BR),
        }
    }
}

fn text(html: &mut Html, text: &str, numbers: Numbers) {
    let (attribute, value) = match numbers {
        Numbers::Classed => (attribute::CLASS, "whole"),
        Numbers::Styled => (attribute::STYLE, "white-space:nowrap"),
        Numbers::Plain => return html.text(text),
    };
    let mut end = 0;
    for found in HYPHENED.find_iter(text) {
        html.text(&text[end..found.start()]);
        html.element(tag::SPAN.with(attribute, value), |html| html.text(found.as_str()));
        end = found.end();
    }
    html.text(&text[end..]);
}

/// Writes a link. It leaves the site and tells it nothing about the reader.
fn link(html: &mut Html, target: &str, content: &Inlines, numbers: Numbers) {
    let Some(address) = href::link(target) else {
        return pieces(html, content, numbers);
    };
    let start = tag::A
        .with(attribute::HREF, address)
        .with(attribute::REL, "external noopener noreferrer");
    html.element(start, |html| pieces(html, content, numbers));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(numbers: Numbers) -> String {
        let mut html = Html::default();
        inlines(&mut html, &"电话：0500-6600101、12345，1-2-3-4".into(), numbers);
        html.finish()
    }

    #[test]
    fn telephone_numbers_stay_on_a_line() {
        assert_eq!(
            written(Numbers::Classed),
            "电话：<span class=\"whole\">0500-6600101</span>、12345，\
             <span class=\"whole\">1-2-3</span>-4"
        );
        assert_eq!(
            written(Numbers::Styled),
            "电话：<span style=\"white-space:nowrap\">0500-6600101</span>、12345，\
             <span style=\"white-space:nowrap\">1-2-3</span>-4"
        );
        assert_eq!(written(Numbers::Plain), "电话：0500-6600101、12345，1-2-3-4");
    }
}
