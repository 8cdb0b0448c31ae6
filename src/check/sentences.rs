//! How a text is cut into sentences.
//!
//! A semicolon ends none: the year or the total at the beginning is that of all its
//! parts.

use std::ops::Range;

use memchr::memchr3_iter;

/// Bytes of the longest sentence that is one: who looks at a sentence looks at all
/// of it, and more than once.
const LONGEST: usize = 4_000;

/// What ends a sentence: each begins with one of the two bytes below, or is ASCII.
const ENDS: [char; 4] = ['。', '！', '？', '\n'];

/// The first byte of `。`, and of other Chinese punctuation.
const PUNCTUATION: u8 = 0xe3;

/// The first byte of `！`, and of other full-width marks.
const WIDE: u8 = 0xef;

/// Tells whether a character ends a sentence.
pub(super) fn is_end(c: char) -> bool {
    ENDS.contains(&c)
}

/// Cuts a text into sentences, each with its end left out; what is too long for one
/// is none.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in memchr3_iter(b'\n', PUNCTUATION, WIDE, text.as_bytes()) {
        if let Some(end) = text[at..].chars().next().filter(|c| is_end(*c)) {
            found.push(start..at);
            start = at + end.len_utf8();
        }
    }
    found.push(start..text.len());
    found.retain(|range| {
        range.len() <= LONGEST && !text[range.clone()].trim_start().is_empty()
    });
    found
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
        let all: Vec<_> = sentences(text).into_iter().map(|it| &text[it]).collect();
        assert_eq!(all, ["甲", "乙；丙", "丁"]);
        assert_eq!(&text[sentence_around(text, text.find('丙').unwrap())], "乙；丙");
        assert_eq!(sentence_around(text, 0), 0..3);
        assert_eq!(&text[sentence_around(text, text.len())], "丁");
    }

    #[test]
    fn what_is_too_long_or_empty_is_none() {
        let text = format!("甲！\n  ？{}。乙", "丙".repeat(LONGEST));
        let all: Vec<_> = sentences(&text).into_iter().map(|it| &text[it]).collect();
        assert_eq!(all, ["甲", "乙"]);
        let at: Vec<_> =
            sentences_at(&text, text.char_indices().map(|(at, _)| at)).collect();
        assert_eq!(at.first(), Some(&(0, 0..3)));
        assert!(at.iter().all(|(_, sentence)| !text[sentence.clone()].contains('丙')));
        assert_eq!(at.last().map(|(_, sentence)| &text[sentence.clone()]), Some("乙"));
    }
}
