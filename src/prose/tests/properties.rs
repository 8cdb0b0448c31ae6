//! What holds for any text.

use proptest::prelude::*;

use super::{blocks, filled};
use crate::document::Block;
use crate::prose::parse;

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

fn plain(list: &[Block]) -> String {
    blocks(list)
}

proptest! {
    #[test]
    fn letters_stay_and_keep_their_order(
        text in "([甲乙“”《》，。（）*_#> \\-+=!<&\n　]|\\*\\*|    |\n\n|丙丁){0,40}",
    ) {
        let prose = parse(&text);
        prop_assert_eq!(letters(&plain(&prose.blocks)).replace('H', ""), letters(&text));
        for remark in prose.remarks {
            prop_assert!(text.get(remark.range).is_some());
        }
    }

    #[test]
    fn any_text_is_read(
        text in "([甲乙ab1“”，。*_#>`~|\\[\\]()!<&:/\\\\ \\-+=\n\t　]|\\*\\*|http://|!\\[|\\]\\(|\n\n|    |\\|--|\n){0,40}",
    ) {
        let prose = parse(&text);
        let ranges = prose.remarks.iter().map(|remark| &remark.range);
        for range in ranges.chain(prose.pictures.iter().map(|picture| &picture.range)) {
            prop_assert!(text.get(range.clone()).is_some(), "{:?} {:?}", range, text);
        }
    }

    #[test]
    fn no_fact_is_markup(
        word in "[甲1a“”，。*_#>`~|\\[\\]()!<&:;/\\\\ \\-+=.\"'{}%@$^?]{1,12}",
        before in "甲?", after in "乙?",
    ) {
        let (filled, findings) = filled(&format!("{before}{{{{ 词 }}}}{after}"), &word);
        prop_assert!(findings.is_empty());
        let prose = parse(&filled.text);
        let text = format!("{before}{word}{after}");
        match &prose.blocks[..] {
            [] => prop_assert_eq!(text.trim(), ""),
            [Block::Paragraph { content }] => {
                let plain = content.to_plain();
                // Blanks between Chinese are dropped.
                prop_assert_eq!(plain.replace(' ', ""), text.replace(' ', ""));
                prop_assert_eq!(content.as_slice().len(), 1);
            }
            blocks => prop_assert!(false, "{:?} from {:?}", blocks, filled.text),
        }
    }

    #[test]
    fn filled_ranges_lead_back(
        parts in prop::collection::vec("甲{0,2}|，a|\\{\\{ 词 \\}\\}|\\{\\{ 申请.新收 \\}\\}|[{}]", 0..8),
    ) {
        let text = parts.concat();
        let (filled, _) = filled(&text, "值*");
        let mut last = 0;
        for (at, c) in filled.text.char_indices() {
            let back = filled.source_range(at..at + c.len_utf8());
            let source = text.get(back.clone());
            let same = source.is_some_and(|source| {
                source == c.to_string() || source.starts_with('{')
            });
            prop_assert!(same, "{:?}", source);
            prop_assert!(back.start >= last);
            last = back.start;
        }
    }
}
