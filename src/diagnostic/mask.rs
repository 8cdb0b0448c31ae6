//! Masks the numbers of persons in whatever is shown.
//!
//! A finding is read by others than those who wrote the file, is mailed and kept in
//! logs. So every rendering shows [`masked`] findings, and excerpts of files by
//! [`masked_part`]. Digits give way to stars of the same width and as many bytes:
//! places stay where they are.

use std::borrow::Cow;
use std::ops::Range;

use super::Diagnostic;
use crate::personal;

/// Digits left to see, so that the number can be found in the file.
const SHOWN_FIRST: usize = 3;
const SHOWN_LAST: usize = 4;

/// Bytes on each side of a part that may belong to a number which it cuts.
const REACH: usize = 80;

/// Returns a finding without the numbers of persons that its texts quote.
pub(crate) fn masked(finding: &Diagnostic) -> Diagnostic {
    let mut masked = finding.clone();
    let places = masked.place.iter_mut().chain(&mut masked.related);
    let fix = masked.fix.iter_mut().flat_map(|fix| {
        fix.edits.iter_mut().map(|edit| &mut edit.text).chain([&mut fix.title])
    });
    let texts = places.map(|place| &mut place.label).chain(fix).chain(&mut masked.help);
    for text in texts.chain(&mut masked.path).chain([&mut masked.message]) {
        if let Cow::Owned(hidden) = masked_text(text) {
            *text = hidden;
        }
    }
    masked
}

/// Returns a finding as [`masked`] does, for programs that may apply its mend: one
/// that would write stars into the file is left out.
pub(super) fn masked_for_programs(finding: &Diagnostic) -> Diagnostic {
    let mut masked = masked(finding);
    masked.fix = masked.fix.filter(|fix| finding.fix.as_ref() == Some(fix));
    masked
}

/// Returns a text without the numbers of persons in it.
pub(crate) fn masked_text(text: &str) -> Cow<'_, str> {
    masked_part(text, 0..text.len())
}

/// Returns a part of a text, as many bytes, without the numbers of persons that it
/// holds or cuts.
pub(crate) fn masked_part(text: &str, part: Range<usize>) -> Cow<'_, str> {
    let from = text.floor_char_boundary(part.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary((part.end + REACH).min(text.len()));
    let found = personal::find(text, from..to);
    if found.is_empty() {
        return text[part].into();
    }
    let mut shown = text[from..to].to_owned();
    for (_, number) in found.into_iter().rev() {
        let hidden = stars(&text[number.clone()]);
        // A number that begins near the end may go on beyond it.
        let end = number.end.min(to);
        shown.replace_range(
            number.start - from..end - from,
            &hidden[..end - number.start],
        );
    }
    shown[part.start - from..part.end - from].to_owned().into()
}

/// Returns a number with stars for the digits in its middle.
fn stars(number: &str) -> String {
    let is_digit = |c: char| !matches!(c, ' ' | '-');
    let digits = number.chars().filter(|&c| is_digit(c)).count();
    let hidden = SHOWN_FIRST..digits.saturating_sub(SHOWN_LAST);
    let mut at = 0;
    let star = |c: char| {
        if !is_digit(c) {
            return c;
        }
        at += 1;
        match hidden.contains(&(at - 1)) {
            true if c.is_ascii() => '*',
            true => '＊',
            false => c,
        }
    };
    number.chars().map(star).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_hidden_and_the_width_kept() {
        assert_eq!(masked_text("张三13812345678，"), "张三138****5678，");
        assert_eq!(masked_text("138-1234-5678"), "138-****-5678");
        assert_eq!(masked_text("１３８１２３４５６７８"), "１３８＊＊＊＊５６７８");
        assert_eq!(masked_text("11010519491231002X"), "110***********002X");
        assert_eq!(masked_text("6222 0212 3456 7894"), "622* **** **** 7894");
        assert_eq!(masked_text("0595-22132218"), "0595-22132218");
    }

    #[test]
    fn a_number_that_a_part_cuts_is_hidden() {
        let text = format!("{}13812345678{}", "字".repeat(40), "字".repeat(40));
        for (start, end) in [(120, 126), (126, 131), (60, 127), (0, text.len())] {
            let part = masked_part(&text, start..end);
            assert_eq!(part.len(), end - start);
            assert!(!part.contains("45"), "{part}");
        }
    }
}
