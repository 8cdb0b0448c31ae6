//! The words in a cell, so that lines end between them.

use super::inlines::{Numbers, inlines};
use super::writer::{Attribute, Html, Start, attribute, tag};
use crate::document::PlacedCell;
use crate::render::words::{self, Parts};

/// How words are kept together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// By classes of the page's style sheet.
    Classed,
    /// By inline style.
    Styled,
}

impl Hold {
    fn numbers(self) -> Numbers {
        match self {
            Self::Classed => Numbers::Classed,
            Self::Styled => Numbers::Styled,
        }
    }

    /// Begins a word that is never cut.
    fn whole(self) -> Start {
        self.span("whole", "white-space:nowrap")
    }

    /// Begins a part that is only cut where no line holds it.
    fn part(self) -> Start {
        self.span("part", "display:inline-block")
    }

    fn span(self, class: &str, style: &str) -> Start {
        let (attribute, value): (Attribute, _) = match self {
            Self::Classed => (attribute::CLASS, class),
            Self::Styled => (attribute::STYLE, style),
        };
        tag::SPAN.with(attribute, value)
    }
}

/// Writes the content of a cell.
pub(super) fn label(html: &mut Html, cell: &PlacedCell, hold: Hold) {
    let Some(Parts { parts, between }) = words::parts(cell) else {
        return inlines(html, &cell.content, hold.numbers());
    };
    if let [words] = &parts[..] {
        return whole(html, words, hold);
    }
    for (index, words) in parts.iter().enumerate() {
        if index > 0 {
            html.text(between);
        }
        html.element(hold.part(), |html| match words[..] {
            [text] => inlines(html, &text.into(), hold.numbers()),
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
