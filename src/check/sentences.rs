//! How a text is cut into sentences.
//!
//! A semicolon ends none: the year or the total at the beginning is that of all its
//! parts.

use std::ops::Range;

/// Bytes of the longest sentence that is one: who looks at a sentence looks at all
/// of it, and more than once.
const LONGEST: usize = 4_000;

/// What ends a sentence.
const ENDS: [char; 4] = ['。', '！', '？', '\n'];

/// Tells whether a character ends a sentence.
pub(super) fn is_end(c: char) -> bool {
    ENDS.contains(&c)
}

/// Tells whether what stands between two ends is a sentence: neither blank nor too
/// long for one.
pub(super) fn is_sentence(words: &str) -> bool {
    words.len() <= LONGEST && !words.trim_start().is_empty()
}

/// Yields the sentences that hold some bytes, which ascend: each once, with the first
/// byte of its own. What is too long for a sentence is left out.
pub(super) fn sentences_at(
    text: &str,
    bytes: impl Iterator<Item = usize>,
) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut read_to = 0;
    bytes.filter_map(move |at| {
        if at < read_to {
            return None;
        }
        let sentence = sentence_around(text, at);
        read_to = sentence.end;
        (sentence.len() <= LONGEST).then_some((at, sentence))
    })
}

/// Returns the sentence around a byte, without its end.
pub(super) fn sentence_around(text: &str, at: usize) -> Range<usize> {
    let before = text[..at].rfind(ENDS);
    let start = before
        .map_or(0, |mark| mark + text[mark..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(ENDS).map_or(text.len(), |length| at + length);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_hold_their_semicolons() {
        let text = "甲。乙；丙\n丁";
        for (c, sentence) in [('甲', "甲"), ('丙', "乙；丙"), ('丁', "丁")] {
            assert_eq!(&text[sentence_around(text, text.find(c).unwrap())], sentence);
        }
        assert_eq!(sentence_around(text, 3), 0..3);
        assert_eq!(&text[sentence_around(text, text.len())], "丁");
    }

    #[test]
    fn what_is_too_long_or_empty_is_none() {
        let long = "丙".repeat(LONGEST);
        assert!(is_sentence(" 甲") && !is_sentence("  ") && !is_sentence(&long));
        let text = format!("甲！\n  ？{long}。乙");
        let at: Vec<_> =
            sentences_at(&text, text.char_indices().map(|(at, _)| at)).collect();
        assert_eq!(at.first(), Some(&(0, 0..3)));
        assert!(at.iter().all(|(_, sentence)| !text[sentence.clone()].contains('丙')));
        assert_eq!(at.last().map(|(_, sentence)| &text[sentence.clone()]), Some("乙"));
    }
}
