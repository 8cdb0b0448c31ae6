//! The words in a cell, so that lines end between them.

use super::hold::Hold;
use super::inlines::inlines;
use super::writer::Html;
use crate::document::PlacedCell;
use crate::render::words::{self, Parts};

/// Writes the content of a cell.
pub(super) fn label(html: &mut Html, cell: &PlacedCell, hold: Hold) {
    let Some(Parts { parts, between }) = words::parts(cell) else {
        return inlines(html, &cell.content, Some(hold));
    };
    if let [words] = &parts[..] {
        return whole(html, words, hold);
    }
    for (index, words) in parts.iter().enumerate() {
        if index > 0 {
            html.text(between);
        }
        html.element(hold.part(), |html| match words[..] {
            [text] => inlines(html, &text.into(), Some(hold)),
            _ => whole(html, words, hold),
        });
    }
}

fn whole(html: &mut Html, words: &[&str], hold: Hold) {
    for word in words {
        html.element(hold.whole(), |html| html.text(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::forms::table_3;

    fn written(label: &str, hold: Hold) -> String {
        let grid = table_3().grid();
        let cell = grid.cells.iter().find(|cell| cell.content.to_plain() == label);
        let mut html = Html::default();
        super::label(&mut html, cell.expect("the form has this label"), hold);
        html.finish()
    }

    #[test]
    fn lines_end_between_the_words_of_a_label() {
        insta::assert_snapshot!(
            written("自然人", Hold::Classed),
            @r#"<span class="whole">自然人</span>"#
        );
        insta::assert_snapshot!(
            written("社会公益组织", Hold::Styled),
            @r#"<span style="white-space:nowrap">社会</span><span style="white-space:nowrap">公益</span><span style="white-space:nowrap">组织</span>"#
        );
        insta::assert_snapshot!(
            written("（三）不予公开", Hold::Classed),
            @r#"<span class="part">（三）</span><span class="part"><span class="whole">不予</span><span class="whole">公开</span></span>"#
        );
        insta::assert_snapshot!(
            written("法人或其他组织", Hold::Classed),
            @"法人或其他组织"
        );
    }
}
