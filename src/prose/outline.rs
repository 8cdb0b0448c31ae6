//! How a text lies, for those who check its wording: its passages, and what in it
//! is no plain word.

use std::cmp::Reverse;
use std::ops::Range;

use super::opaque::{self, Opaque, OpaqueKind};

/// The passages of a text and what stands between its words, by bytes of the text
/// that was parsed. All ranges are in order, apart from each other, and on
/// character boundaries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    passages: Vec<Passage>,
    opaque: Vec<Opaque>,
}

/// One paragraph, heading, cell or the like, without the blanks and marks around
/// its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A paragraph of the text itself.
    Paragraph,
    /// A heading.
    Heading,
    /// A paragraph of a list's item.
    Item,
    /// A cell of a pipe table.
    Cell,
    /// A paragraph of a quote.
    Quote,
    /// The description of a picture that stands alone.
    Caption,
    /// A text of one line that is no Markdown.
    Line,
    /// A fenced block of code.
    Code,
}

impl Outline {
    /// Makes the outline of a text of one line, in which nothing is Markdown.
    pub fn of_line(text: &str) -> Self {
        let mut outline = Self::default();
        outline.add_passage(0..text.len(), Role::Line);
        outline.finish(text);
        outline
    }

    /// Returns the passages.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Returns what is no plain word.
    pub fn opaque(&self) -> &[Opaque] {
        &self.opaque
    }

    /// Returns the stretch that holds a byte, if it is no plain word.
    pub fn opaque_at(&self, byte: usize) -> Option<&Opaque> {
        let at = self.opaque.partition_point(|opaque| opaque.range.end <= byte);
        self.opaque.get(at).filter(|opaque| opaque.range.start <= byte)
    }

    /// Tells whether a byte belongs to plain words.
    pub fn is_plain(&self, byte: usize) -> bool {
        self.opaque_at(byte).is_none()
    }

    /// Adds what a `{{ }}` filled in.
    #[must_use]
    pub fn with_values(mut self, values: impl Iterator<Item = Range<usize>>) -> Self {
        self.opaque.extend(values.map(|range| Opaque { range, kind: OpaqueKind::Value }));
        self.settle();
        self
    }

    /// Adds a passage, which stands behind all others.
    pub(super) fn add_passage(&mut self, range: Range<usize>, role: Role) {
        self.passages.push(Passage { range, role });
    }

    /// Adds what is no plain word.
    pub(super) fn add(&mut self, range: Range<usize>, kind: OpaqueKind) {
        if !range.is_empty() {
            self.opaque.push(Opaque { range, kind });
        }
    }

    /// Adds the outline of a part, whose ranges are of the same text.
    pub(super) fn append(&mut self, part: Self) {
        self.passages.extend(part.passages);
        self.opaque.extend(part.opaque);
    }

    /// Adds the addresses among the words, and puts everything in order.
    pub(super) fn finish(&mut self, text: &str) {
        opaque::find(text, |range, kind| self.opaque.push(Opaque { range, kind }));
        self.settle();
    }

    /// Puts what is no plain word in order; of two over each other the one that
    /// begins first stays whole, of two that begin together the longer, or the value.
    fn settle(&mut self) {
        self.opaque.sort_by_key(|Opaque { range, kind }| {
            (range.start, Reverse(range.end), *kind != OpaqueKind::Value)
        });
        let mut end = 0;
        self.opaque.retain_mut(|opaque| {
            opaque.range.start = opaque.range.start.max(end);
            let is_left = opaque.range.start < opaque.range.end;
            if is_left {
                end = opaque.range.end;
            }
            is_left
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Outline, Passage};
    use crate::prose::{Opaque, OpaqueKind, parse};

    /// Shows the passages of a text, each with its role, and what is no plain word.
    fn shown(text: &str) -> String {
        let outline = parse(text).outline;
        let passage = |Passage { range, role }: &Passage| {
            format!("{role:?} {}", &text[range.clone()])
        };
        let opaque = |Opaque { range, kind }: &Opaque| {
            format!("{kind:?} {}", &text[range.clone()])
        };
        let lines: Vec<_> = outline
            .passages()
            .iter()
            .map(passage)
            .chain(outline.opaque().iter().map(opaque))
            .map(|line| line.replace('\n', "⏎"))
            .collect();
        lines.join("; ")
    }

    #[track_caller]
    fn shows(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text}");
    }

    #[test]
    fn passages_have_their_roles() {
        shows(
            "### 甲\n　　乙。\n　　丙。 ",
            "Heading 甲; Paragraph 乙。; Paragraph 丙。",
        );
        shows(
            "1. 甲\n   - 乙\n\n     丙\n\n> 丁\n> 戊",
            "Item 甲; Item 乙; Item 丙; Quote 丁⏎> 戊; Markup ⏎> ",
        );
        shows(
            "|甲|乙|\n|-|-|\n|1|**2**|\n\n丙",
            "Cell 甲; Cell 乙; Cell 1; Cell 2; Paragraph 丙",
        );
        shows(
            "```\n甲\n```\n\n    乙\n    丙",
            "Code ```⏎甲⏎```; Paragraph 乙⏎    丙; Code ```⏎甲⏎```; Markup ⏎    ",
        );
        shows(
            "看：![图，一](a.png)如上",
            "Paragraph 看：; Caption 图，一; Paragraph 如上; Markup ![; Markup ](a.png)",
        );
        shows("", "");
    }

    #[test]
    fn what_is_no_plain_word_is_known() {
        shows(
            "甲**“乙”**丙`丁`[戊](a.md)己",
            "Paragraph 甲**“乙”**丙`丁`[戊](a.md)己; Markup **; Markup **; Code `丁`; \
             Markup [; Markup ](a.md)",
        );
        shows("见[甲](b.md)", "Paragraph 见[甲; Markup [; Markup ](b.md)");
        shows(
            "甲<http://a.cn>乙，a@b.cn；<b>丙",
            "Paragraph 甲<http://a.cn>乙，a@b.cn；<b>丙; Address <http://a.cn>; \
             Address a@b.cn; Code <b>",
        );
        shows("甲&amp;乙\\*丙", "Paragraph 甲&amp;乙\\*丙; Code &amp;; Markup \\");
        shows("**甲![乙](c.png)丁**", "Paragraph 甲![乙](c.png)丁; Markup ![乙](c.png)");
    }

    #[test]
    fn values_are_whole() {
        let text = "共http://a.cn件";
        let outline = parse(text).outline.with_values(std::iter::once(3..14));
        assert_eq!(&text[3..14], "http://a.cn");
        let value = Opaque { range: 3..14, kind: OpaqueKind::Value };
        assert_eq!(outline.opaque(), [value]);
        assert!(outline.is_plain(0) && outline.is_plain(14));
        assert!(!outline.is_plain(3) && !outline.is_plain(13));
    }

    fn in_order<'a>(
        text: &str,
        ranges: impl Iterator<Item = &'a std::ops::Range<usize>>,
    ) {
        let mut end = 0;
        for range in ranges {
            assert!(
                range.start >= end && range.start < range.end,
                "{range:?} in {text:?}"
            );
            assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
            end = range.end;
        }
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_on_boundaries(
            text in "([甲乙ab1“”，。;@.*_#>`~|\\[\\]()!<&:/\\\\ \\-+=\n\t　]|\\*\\*|http://|!\\[|\\]\\(|\n\n|    |\\|--\\||\n|a@b\\.cn|&amp;|<b>|```\n){0,40}",
        ) {
            let Outline { passages, opaque } = parse(&text).outline;
            in_order(&text, passages.iter().map(|passage| &passage.range));
            in_order(&text, opaque.iter().map(|opaque| &opaque.range));
        }
    }
}
