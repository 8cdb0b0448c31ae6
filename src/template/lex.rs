//! Cuts a template into text and tags, and tags into tokens, where Tera would.
//!
//! Full-width marks inside tags are read as what was meant and told apart, so
//! that each gets its own finding with its mend.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2_iter;

use crate::width;

/// What a piece of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Printed as it stands.
    Text,
    /// `{# … #}`.
    Comment,
    /// `{% raw %} … {% endraw %}`.
    Raw,
    /// `{{ … }}`.
    Output,
    /// `{% … %}`.
    Tag,
}

/// A piece of a template; the pieces follow each other without a gap.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'a> {
    /// What it is.
    pub part: Part,
    /// Where it stands, with its braces.
    pub range: Range<usize>,
    /// Whether its end was found; text always ends.
    pub closing: Closing,
    /// What stands between the braces.
    pub(super) tokens: Vec<Token<'a>>,
    /// Full-width marks, each with the mark that was meant.
    pub(super) wide: Vec<(Range<usize>, Cow<'static, str>)>,
}

impl Piece<'_> {
    /// Returns the word that a tag begins with; empty where nothing stands in it.
    pub(crate) fn word(&self) -> &str {
        self.tokens.first().map_or("", |token| &token.text)
    }
}

/// A word or mark inside a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
    /// As written; a full-width mark as its ASCII one, a quoted text without quotes.
    pub(super) text: Cow<'a, str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Name,
    Number,
    Quoted,
    Mark,
}

impl Token<'_> {
    pub(super) fn is_mark(&self, mark: &str) -> bool {
        self.kind == TokenKind::Mark && self.text == mark
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Name && self.text == word
    }
}

/// Marks of more than one character, the longest first.
const LONG_MARKS: [&str; 10] =
    ["...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

/// Cuts a template into its pieces.
pub(crate) fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (start, open) = find_open(text, at);
        if start > at {
            pieces.push(plain(Part::Text, at..start, Closing::Found));
        }
        let Some(open) = open else { break };
        let piece = match open.part {
            Part::Comment => comment(text, start),
            Part::Tag => raw(text, start).unwrap_or_else(|| tag(text, start, open)),
            _ => tag(text, start, open),
        };
        at = piece.range.end;
        pieces.push(piece);
    }
    pieces
}

/// Whether the end of a piece was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    /// It was.
    Found,
    /// There is one brace where two belong, the last byte of the piece.
    Half,
    /// It was not.
    Missing,
}

fn plain<'a>(part: Part, range: Range<usize>, closing: Closing) -> Piece<'a> {
    Piece { part, range, closing, tokens: Vec::new(), wide: Vec::new() }
}

/// Opening braces: what they open, and their bytes.
#[derive(Clone, Copy)]
struct Open {
    part: Part,
    length: usize,
}

/// Finds the next opening braces from `from` on, half or full width.
fn find_open(text: &str, from: usize) -> (usize, Option<Open>) {
    let braces = memchr2_iter(b'{', WIDE, &text.as_bytes()[from..]).map(|at| from + at);
    let mut braces = braces.filter(|&at| text[at..].starts_with(['{', '｛']));
    let found = braces.find_map(|at| Some((at, Some(opening(&text[at..])?))));
    found.unwrap_or((text.len(), None))
}

/// The first byte of `｛`, and of other full-width marks.
const WIDE: u8 = 0xef;

/// Reads the opening braces at the beginning of a text.
fn opening(text: &str) -> Option<Open> {
    let mut chars = text.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    let part = match (first, second) {
        ('{' | '｛', '{' | '｛') => Part::Output,
        ('{' | '｛', '%') | ('{', '％') => Part::Tag,
        ('{', '#') => Part::Comment,
        _ => return None,
    };
    Some(Open { part, length: first.len_utf8() + second.len_utf8() })
}

fn comment<'a>(text: &str, start: usize) -> Piece<'a> {
    match text[start + 2..].find("#}") {
        Some(end) => plain(Part::Comment, start..start + end + 4, Closing::Found),
        None => plain(Part::Comment, start..text.len(), Closing::Missing),
    }
}

/// Reads `{% raw %} … {% endraw %}`, where that is what stands at `start`.
fn raw<'a>(text: &str, start: usize) -> Option<Piece<'a>> {
    let mut at = start + bare_tag(&text[start..], "raw")?;
    while let Some(next) = text[at..].find("{%") {
        at += next;
        if let Some(length) = bare_tag(&text[at..], "endraw") {
            return Some(plain(Part::Raw, start..at + length, Closing::Found));
        }
        at += 2;
    }
    Some(plain(Part::Raw, start..text.len(), Closing::Missing))
}

/// Returns the length of a tag of the one word `word` at the beginning of `text`.
fn bare_tag(text: &str, word: &str) -> Option<usize> {
    let space = |c: char| c.is_ascii_whitespace();
    let rest = text.strip_prefix("{%")?;
    let rest = rest.strip_prefix('-').unwrap_or(rest).trim_start_matches(space);
    let rest = rest.strip_prefix(word)?.trim_start_matches(space);
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(text.len() - rest.len())
}

/// Reads `{{ … }}` or `{% … %}`.
fn tag(text: &str, start: usize, open: Open) -> Piece<'_> {
    let mut piece = plain(open.part, start..text.len(), Closing::Missing);
    let mut at = start + open.length;
    let (braces, close) = match open.part {
        Part::Output => ("{{", "}}"),
        _ => ("{%", "%}"),
    };
    if !text[start..at].is_ascii() {
        piece.wide.push((start..at, braces.into()));
    }
    // White-space control.
    if text[at..].starts_with('-') {
        at += 1;
    }
    // Maps that are open.
    let mut depth = 0_usize;
    while let Some(first) = text[at..].chars().next() {
        if first.is_ascii_whitespace() {
            at += first.len_utf8();
        } else if let Some(end) = closing(&text[at..], close) {
            if !text[at..at + end].is_ascii() {
                piece.wide.push((at..at + end, close.into()));
            }
            piece.range.end = at + end;
            piece.closing = Closing::Found;
            break;
        } else if first == '}' && depth == 0 {
            piece.range.end = at + first.len_utf8();
            piece.closing = Closing::Half;
            break;
        } else if opening(&text[at..]).is_some() {
            // No tag stands in another: the next one begins here.
            piece.range.end = at;
            break;
        } else {
            depth += usize::from(first == '{');
            depth -= usize::from(first == '}');
            at = token(text, at, first, &mut piece);
        }
    }
    piece
}

/// Returns the length of the closing braces at the beginning of `text`.
fn closing(text: &str, close: &str) -> Option<usize> {
    let rest = text.strip_prefix('-').unwrap_or(text);
    let mut found = rest.chars();
    let fits = close.chars().all(|wanted| {
        found.next().is_some_and(|c| c == wanted || narrow(c) == Some(wanted))
    });
    fits.then(|| text.len() - found.as_str().len())
}

/// Reads one token at `at` and returns where it ends.
fn token<'a>(text: &'a str, at: usize, first: char, piece: &mut Piece<'a>) -> usize {
    let rest = &text[at..];
    let length_of =
        |of: &dyn Fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
    let long = LONG_MARKS.iter().find(|mark| rest.starts_with(**mark));
    let (kind, length) = if let Some(mark) = long {
        (TokenKind::Mark, mark.len())
    } else if is_name_start(first) {
        (TokenKind::Name, length_of(&is_name))
    } else if first.is_ascii_digit() {
        (TokenKind::Number, number(rest))
    } else if let Some(quote) = quote_end(first) {
        return quoted(text, at, quote, piece);
    } else {
        (TokenKind::Mark, first.len_utf8())
    };
    let range = at..at + length;
    let token = match narrow(first).filter(|_| kind == TokenKind::Mark) {
        Some(meant) => {
            piece.wide.push((range.clone(), meant.to_string().into()));
            meant.to_string().into()
        }
        None => Cow::Borrowed(&text[range.clone()]),
    };
    // A full-width space is no token.
    if token != " " {
        piece.tokens.push(Token { kind, range: range.clone(), text: token });
    }
    range.end
}

fn number(text: &str) -> usize {
    let mut dots = 0;
    let end = text.find(|c: char| {
        dots += usize::from(c == '.');
        !(c.is_ascii_digit() || (c == '.' && dots == 1))
    });
    end.unwrap_or(text.len())
}

/// Returns the quote that ends a text begun with `first`, if it is a quote.
fn quote_end(first: char) -> Option<char> {
    match first {
        '"' | '\'' | '`' => Some(first),
        '“' => Some('”'),
        '‘' => Some('’'),
        _ => None,
    }
}

fn quoted<'a>(text: &'a str, at: usize, quote: char, piece: &mut Piece<'a>) -> usize {
    let opened = at + text[at..].chars().next().map_or(1, char::len_utf8);
    let mut escaped = false;
    let close = text[opened..].find(|c| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    let inner = opened..close.map_or(text.len(), |length| opened + length);
    let end = close.map_or(text.len(), |_| inner.end + quote.len_utf8());
    if !quote.is_ascii() {
        piece.wide.push((at..opened, "\"".into()));
        if close.is_some() {
            piece.wide.push((inner.end..end, "\"".into()));
        }
    }
    let text = Cow::Borrowed(&text[inner]);
    piece.tokens.push(Token { kind: TokenKind::Quoted, range: at..end, text });
    end
}

pub(super) fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Returns the ASCII character a full-width one was meant for.
fn narrow(c: char) -> Option<char> {
    match c {
        '。' => Some('.'),
        '、' => Some(','),
        '×' => Some('*'),
        '÷' => Some('/'),
        '”' => Some('"'),
        '’' => Some('\''),
        '【' => Some('['),
        '】' => Some(']'),
        '\u{3000}' | '\u{a0}' => Some(' '),
        _ => Some(width::narrow(c)).filter(|narrow| *narrow != c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> Vec<(Part, &str)> {
        cut(text).into_iter().map(|piece| (piece.part, &text[piece.range])).collect()
    }

    #[test]
    fn pieces_end_where_tera_ends_them() {
        assert_eq!(
            parts("甲{{ \"}}\" }}{#{{#}{%- raw -%}{{ 甲 }}{% endraw %}{% if 甲 %}"),
            [
                (Part::Text, "甲"),
                (Part::Output, "{{ \"}}\" }}"),
                (Part::Comment, "{#{{#}"),
                (Part::Raw, "{%- raw -%}{{ 甲 }}{% endraw %}"),
                (Part::Tag, "{% if 甲 %}"),
            ]
        );
    }

    #[test]
    fn full_width_braces_open_and_close() {
        assert_eq!(
            parts("｛｛ 甲 ｝｝。"),
            [(Part::Output, "｛｛ 甲 ｝｝"), (Part::Text, "。")]
        );
    }

    #[test]
    fn one_brace_ends_a_tag_too_but_not_a_map() {
        assert_eq!(
            parts("{{ 甲 }座，{{ {\"a\": 1} }}{% if 甲 }乙"),
            [
                (Part::Output, "{{ 甲 }"),
                (Part::Text, "座，"),
                (Part::Output, "{{ {\"a\": 1} }}"),
                (Part::Tag, "{% if 甲 }"),
                (Part::Text, "乙"),
            ]
        );
    }

    #[test]
    fn a_tag_that_does_not_end_leaves_the_next_one_alone() {
        assert_eq!(
            parts("有{{ 甲 件。\n{%- if 乙 {{ 丙 }}"),
            [
                (Part::Text, "有"),
                (Part::Output, "{{ 甲 件。\n"),
                (Part::Tag, "{%- if 乙 "),
                (Part::Output, "{{ 丙 }}"),
            ]
        );
    }

    proptest! {
        #[test]
        fn pieces_cover_any_text(text in "([{}%#\"'`“”.。｛｝|甲a1 -]|raw|endraw){0,24}") {
            let mut at = 0;
            for piece in cut(&text) {
                prop_assert_eq!(piece.range.start, at);
                at = piece.range.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
