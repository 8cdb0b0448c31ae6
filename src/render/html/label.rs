//! Where the words in a cell of the page may part into lines.
//!
//! A browser ends lines between any two Chinese characters: 社会公／益组织, 自然／人,
//! 信息发布（单／位：条）. What a tight column holds has better places.

use std::sync::LazyLock;

use regex::Regex;

use super::inlines::{Numbers, inlines};
use super::writer::{Html, attribute, tag};
use crate::document::{Inline, Inlines, PlacedCell, Role};

/// Writes the content of a cell.
pub(super) fn label(html: &mut Html, cell: &PlacedCell) {
    if let Some(head) = tight_head(cell) {
        words(html, head);
    } else if let Some(parts) = with_remark(&cell.content) {
        for part in parts {
            html.element(tag::SPAN.with(attribute::CLASS, "part"), |html| {
                inlines(html, &part.into(), Numbers::Classed);
            });
        }
    } else {
        inlines(html, &cell.content, Numbers::Classed);
    }
}

/// Writes a head so that lines end between words: up to three characters are one,
/// and of an even number of them most words have two.
fn words(html: &mut Html, head: &str) {
    let letters: Vec<char> = head.chars().collect();
    let word = if letters.len() <= 3 { 3 } else { 2 };
    for word in letters.chunks(word) {
        html.element(tag::SPAN.with(attribute::CLASS, "whole"), |html| {
            html.text(&String::from_iter(word));
        });
    }
}

/// Returns what stands over a single column, if its words are known by their number.
fn tight_head(cell: &PlacedCell) -> Option<&str> {
    let single = matches!(cell.role, Role::ColumnHead { .. }) && cell.column_span == 1;
    let head = lone_text(&cell.content).filter(|text| single && HAN.is_match(text))?;
    let length = head.chars().count();
    (length <= 3 || length % 2 == 0).then_some(head)
}

static HAN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\p{Han}+$").expect("the pattern is right"));

static WITH_REMARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^([^（）]+)(（[^（）]+）)$").expect("the pattern is right")
});

/// Returns what a cell says and the remark in brackets behind it, which goes below
/// where there is no room beside.
fn with_remark(content: &Inlines) -> Option<[&str; 2]> {
    let found = WITH_REMARK.captures(lone_text(content)?)?;
    Some(found.extract().1)
}

fn lone_text(content: &Inlines) -> Option<&str> {
    match content.as_slice() {
        [Inline::Text(text)] => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::forms::table_3;

    fn written(label: &str) -> String {
        let grid = table_3().grid();
        let cell = grid.cells.iter().find(|cell| cell.content.to_plain() == label);
        let mut html = Html::default();
        super::label(&mut html, cell.expect("the form has this label"));
        html.finish()
    }

    #[test]
    fn lines_end_between_the_words_of_a_tight_head() {
        insta::assert_snapshot!(written("自然人"), @r#"<span class="whole">自然人</span>"#);
        insta::assert_snapshot!(
            written("社会公益组织"),
            @r#"<span class="whole">社会</span><span class="whole">公益</span><span class="whole">组织</span>"#
        );
        // It stands over many columns.
        insta::assert_snapshot!(written("法人或其他组织"), @"法人或其他组织");
    }

    #[test]
    fn remarks_part_from_what_they_are_said_of() {
        let parts = |text: &str| with_remark(&text.into()).map(|parts| parts.join("|"));
        assert_eq!(
            parts("信息发布（单位：条）").as_deref(),
            Some("信息发布|（单位：条）")
        );
        assert_eq!(parts("（三）不予公开"), None);
        assert_eq!(parts("（试行）"), None);
    }
}
