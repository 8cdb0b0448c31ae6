//! Text within a line.

use std::sync::LazyLock;

use regex::Regex;

use super::hold::Hold;
use super::writer::{Html, attribute, tag};
use crate::document::{Inline, Inlines};
use crate::render::{href, writable};

/// Digits with hyphens between, no longer than a phone's line.
static HYPHENED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[0-9]{1,8}(?:-[0-9]{1,8}){1,2}").expect("the pattern is right")
});

/// Writes text within a line; telephone numbers, or digits else with hyphens between,
/// are held together if `hold` says how.
pub(super) fn inlines(html: &mut Html, content: &Inlines, hold: Option<Hold>) {
    pieces(html, &writable::writable(content), hold);
}

fn pieces(html: &mut Html, content: &Inlines, hold: Option<Hold>) {
    for inline in content.as_slice() {
        match inline {
            Inline::Text(words) => text(html, words, hold),
            Inline::Strong(content) => {
                html.element(tag::STRONG, |html| pieces(html, content, hold));
            }
            Inline::Emph(content) => {
                html.element(tag::EM, |html| pieces(html, content, hold));
            }
            Inline::Code(text) => html.element(tag::CODE, |html| html.text(text)),
            Inline::Link { target, content } => link(html, target, content, hold),
            Inline::LineBreak => html.void(tag::BR),
        }
    }
}

fn text(html: &mut Html, text: &str, hold: Option<Hold>) {
    let Some(hold) = hold else { return html.text(text) };
    let mut end = 0;
    for found in HYPHENED.find_iter(text) {
        html.text(&text[end..found.start()]);
        html.element(hold.whole(), |html| html.text(found.as_str()));
        end = found.end();
    }
    html.text(&text[end..]);
}

/// Writes a link. It leaves the site and tells it nothing about the reader.
fn link(html: &mut Html, target: &str, content: &Inlines, hold: Option<Hold>) {
    let Some(address) = href::link(target) else {
        return pieces(html, content, hold);
    };
    let start = tag::A
        .with(attribute::HREF, address)
        .with(attribute::REL, "external noopener noreferrer");
    html.element(start, |html| pieces(html, content, hold));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(hold: Option<Hold>) -> String {
        let mut html = Html::default();
        inlines(&mut html, &"电话：0500-6600101、12345，1-2-3-4".into(), hold);
        html.finish()
    }

    #[test]
    fn telephone_numbers_stay_on_a_line() {
        assert_eq!(
            written(Some(Hold::Classed)),
            "电话：<span class=\"whole\">0500-6600101</span>、12345，\
             <span class=\"whole\">1-2-3</span>-4"
        );
        assert_eq!(
            written(Some(Hold::Styled)),
            "电话：<span style=\"white-space:nowrap\">0500-6600101</span>、12345，\
             <span style=\"white-space:nowrap\">1-2-3</span>-4"
        );
        assert_eq!(written(None), "电话：0500-6600101、12345，1-2-3-4");
    }
}
