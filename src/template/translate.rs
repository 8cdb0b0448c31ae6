//! The translation of a template: names inside tags, and nothing else.

use super::expression::is_keyword;
use super::lex::{Piece, Token, TokenKind};
use super::names::Names;

/// Translates a template; the result has the length of the original.
pub(super) fn translate(text: &str, pieces: &[Piece<'_>], names: &mut Names) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces {
        let mut at = piece.range.start;
        for (index, token) in piece.tokens.iter().enumerate() {
            let is_name = match token.kind {
                TokenKind::Name => true,
                TokenKind::Quoted => is_quoted_name(&piece.tokens, index),
                TokenKind::Number | TokenKind::Mark => false,
            };
            if is_name && !token.text.is_ascii() {
                // A quoted name stands inside its quotes.
                let quote = usize::from(token.kind == TokenKind::Quoted);
                let start = token.range.start + quote;
                out.push_str(&text[at..start]);
                out.push_str(&names.translate(&token.text));
                at = start + token.text.len();
            }
        }
        out.push_str(&text[at..piece.range.end]);
    }
    out
}

/// Tells whether a quoted text is a name: alone in brackets behind a value, a key
/// of a map, or the attribute that a filter asks for.
fn is_quoted_name(tokens: &[Token<'_>], at: usize) -> bool {
    let back = |count: usize| at.checked_sub(count).and_then(|at| tokens.get(at));
    let back_is =
        |count: usize, mark: &str| back(count).is_some_and(|token| token.is_mark(mark));
    let next_is =
        |mark: &str| tokens.get(at + 1).is_some_and(|token| token.is_mark(mark));
    let behind_value = back(2).is_some_and(|token| match token.kind {
        TokenKind::Name => !is_keyword(token),
        TokenKind::Quoted => true,
        TokenKind::Number => false,
        TokenKind::Mark => token.is_mark(")") || token.is_mark("]"),
    });
    let subscript = behind_value && (back_is(1, "[") || back_is(1, "?[")) && next_is("]");
    let key = next_is(":") && (back_is(1, "{") || back_is(1, ","));
    let attribute =
        back_is(1, "=") && back(2).is_some_and(|token| token.is_word("attribute"));
    // Neither escapes nor full-width quotes nor a missing end.
    let token = &tokens[at];
    let plain = !token.text.contains('\\') && token.range.len() == token.text.len() + 2;
    plain && (subscript || key || attribute)
}
