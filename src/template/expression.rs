//! What an expression uses, and what is known when each part of it is reached.
//!
//! Tera 2 takes a missing name in a bare condition silently for false, so the
//! paths of a template are read here and checked by whoever knows the names.

use std::ops::Range;

use super::lex::{Token, TokenKind};

/// Words of the language itself.
const KEYWORDS: [&str; 15] = [
    "and", "or", "not", "is", "in", "if", "else", "for", "true", "True", "false",
    "False", "none", "None", "null",
];

/// Deeper brackets are left to Tera, which refuses them.
const DEEPEST: usize = 40;
/// The signs between two values that are compared.
const COMPARISONS: [&str; 6] = ["==", "!=", "<", ">", "<=", ">="];

/// What an expression uses.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) paths: Vec<FoundPath>,
    pub(super) filters: Vec<(String, Range<usize>)>,
    pub(super) tests: Vec<(String, Range<usize>)>,
    pub(super) functions: Vec<(String, Range<usize>)>,
    pub(super) components: Vec<(String, Range<usize>)>,
}

/// A dotted path, and the paths tested by conditions of the same expression.
#[derive(Debug, Clone)]
pub(super) struct FoundPath {
    pub(super) segments: Vec<String>,
    pub(super) range: Range<usize>,
    pub(super) under: Vec<String>,
}

/// Paths that are known to be there if a condition came out so.
#[derive(Debug, Clone, Default)]
pub(super) struct Guards {
    pub(super) yes: Vec<String>,
    pub(super) no: Vec<String>,
}

/// Reads an expression.
pub(super) fn read(tokens: &[Token<'_>]) -> Found {
    let mut found = Found::default();
    walk(tokens, &[], 0, &mut found);
    let bound = comprehension_names(tokens);
    found.paths.retain(|path| !bound.contains(&path.segments[0]));
    found
}

/// Returns the names that `[… for 甲, 乙 in …]` binds.
fn comprehension_names(tokens: &[Token<'_>]) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| token.is_word("for")) {
        let bound = tokens[at + 1..].iter().take_while(|token| !token.is_word("in"));
        let bound = bound.filter(|token| token.kind == TokenKind::Name);
        names.extend(bound.map(|token| token.text.clone().into_owned()));
    }
    names
}

fn walk(tokens: &[Token<'_>], under: &[String], depth: usize, found: &mut Found) {
    if depth > DEEPEST {
        return;
    }
    if let Some((then, condition, otherwise)) = ternary(tokens) {
        walk(condition, under, depth + 1, found);
        let guards = guards_within(condition, depth + 1);
        walk(then, &joined(under, &guards.yes), depth + 1, found);
        walk(otherwise, &joined(under, &guards.no), depth + 1, found);
        return;
    }
    for (word, side) in [("or", Side::No), ("and", Side::Yes)] {
        let parts = split(tokens, word);
        if parts.len() > 1 {
            let mut under = under.to_vec();
            for part in parts {
                walk(part, &under, depth + 1, found);
                let guards = guards_within(part, depth + 1);
                under.extend(side.of(guards));
            }
            return;
        }
    }
    leaf(tokens, under, depth, found);
}

#[derive(Clone, Copy)]
enum Side {
    Yes,
    No,
}

impl Side {
    fn of(self, guards: Guards) -> Vec<String> {
        match self {
            Self::Yes => guards.yes,
            Self::No => guards.no,
        }
    }
}

/// Reads what has no `if`, `and` or `or` outside brackets.
fn leaf(tokens: &[Token<'_>], under: &[String], depth: usize, found: &mut Found) {
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if opens(token) {
            let end = group_end(tokens, at);
            for part in split(&tokens[at + 1..end], ",") {
                walk(part, under, depth + 1, found);
            }
            at = end + 1;
        } else if token.kind == TokenKind::Name {
            at = name(tokens, at, under, found);
        } else {
            at += 1;
        }
    }
}

/// Reads a name by what stands around it, and returns where to go on.
fn name(tokens: &[Token<'_>], at: usize, under: &[String], found: &mut Found) -> usize {
    let token = &tokens[at];
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let is_before = |mark: &str| before(1).is_some_and(|token| token.is_mark(mark));
    let word = |back: usize, word: &str| before(back).is_some_and(|t| t.is_word(word));
    let next_is =
        |mark: &str| tokens.get(at + 1).is_some_and(|token| token.is_mark(mark));
    let entry = (token.text.clone().into_owned(), token.range.clone());
    if is_before("|") {
        found.filters.push(entry);
    } else if (word(1, "is") && token.text != "not") || (word(1, "not") && word(2, "is"))
    {
        found.tests.push(entry);
    } else if is_before("</") || (is_before("<") && begins_component(tokens, at - 1)) {
        let (segments, range, end) = path(tokens, at);
        if is_before("<") {
            found.components.push((segments.join("."), range));
        }
        return end;
    } else if is_before(".") || is_before("?.") || is_keyword(token) || next_is("=") {
        // A step after brackets, a word of the language or an argument's name.
    } else if next_is("(") {
        found.functions.push(entry);
    } else {
        let (segments, range, end) = path(tokens, at);
        found.paths.push(FoundPath { segments, range, under: under.to_vec() });
        return end;
    }
    at + 1
}

/// Reads the dotted path at `at`: its steps, its place and where it ends.
fn path(tokens: &[Token<'_>], at: usize) -> (Vec<String>, Range<usize>, usize) {
    let mut segments = vec![tokens[at].text.clone().into_owned()];
    let mut range = tokens[at].range.clone();
    let mut end = at + 1;
    loop {
        let taken = match &tokens[end..] {
            [dot, step, ..]
                if (dot.is_mark(".") || dot.is_mark("?."))
                    && step.kind == TokenKind::Name =>
            {
                segments.push(step.text.clone().into_owned());
                2
            }
            [open, step, close, ..]
                if (open.is_mark("[") || open.is_mark("?["))
                    && step.kind == TokenKind::Quoted
                    && close.is_mark("]") =>
            {
                segments.push(step.text.clone().into_owned());
                3
            }
            _ => return (segments, range, end),
        };
        end += taken;
        range.end = tokens[end - 1].range.end;
    }
}

/// Returns the names of the arguments of the filter or test at a place.
pub(super) fn arguments<'t>(tokens: &'t [Token<'_>], at: &Range<usize>) -> Vec<&'t str> {
    let Some(word) = tokens.iter().position(|token| token.range == *at) else {
        return Vec::new();
    };
    if !tokens.get(word + 1).is_some_and(|open| open.is_mark("(")) {
        return Vec::new();
    }
    let inner = &tokens[word + 2..group_end(tokens, word + 1).max(word + 2)];
    let is_named = |at: &usize| inner.get(at + 1).is_some_and(|sign| sign.is_mark("="));
    outside_brackets(inner).filter(is_named).map(|at| &*inner[at].text).collect()
}

/// Returns what a path is compared with, a text in quotes or a number; none if with
/// nothing, or with something else.
pub(super) fn compared_with(
    tokens: &[Token<'_>],
    path: &Range<usize>,
) -> Option<TokenKind> {
    let is_sign = |token: &Token<'_>| COMPARISONS.iter().any(|sign| token.is_mark(sign));
    let pairs = tokens.windows(2);
    pairs.clone().zip(pairs.skip(1)).find_map(|(first, second)| {
        let ([left, sign], [_, right]) = (first, second) else { return None };
        let other = if left.range.end == path.end {
            right
        } else if right.range.start == path.start {
            left
        } else {
            return None;
        };
        let is_value = matches!(other.kind, TokenKind::Quoted | TokenKind::Number);
        (is_sign(sign) && is_value).then_some(other.kind)
    })
}

/// Returns what is known to be there after a condition.
pub(super) fn guards(tokens: &[Token<'_>]) -> Guards {
    guards_within(tokens, 0)
}

fn guards_within(tokens: &[Token<'_>], depth: usize) -> Guards {
    if depth > DEEPEST || ternary(tokens).is_some() {
        return Guards::default();
    }
    let alternatives = split(tokens, "or");
    if alternatives.len() > 1 {
        let sides = alternatives.iter().map(|part| guards_within(part, depth + 1));
        return Guards { yes: Vec::new(), no: sides.flat_map(|side| side.no).collect() };
    }
    let conditions = split(tokens, "and");
    if conditions.len() > 1 {
        let sides = conditions.iter().map(|part| guards_within(part, depth + 1));
        return Guards { yes: sides.flat_map(|side| side.yes).collect(), no: Vec::new() };
    }
    match tokens {
        [not, rest @ ..] if not.is_word("not") => {
            let Guards { yes, no } = guards_within(rest, depth + 1);
            Guards { yes: no, no: yes }
        }
        [open, inner @ .., _]
            if open.is_mark("(") && group_end(tokens, 0) + 1 == tokens.len() =>
        {
            guards_within(inner, depth + 1)
        }
        _ => leaf_guards(tokens, depth),
    }
}

/// Returns what a condition without `and`, `or` and `not` proves.
fn leaf_guards(tokens: &[Token<'_>], depth: usize) -> Guards {
    let mut found = Found::default();
    leaf(tokens, &[], depth + 1, &mut found);
    let paths: Vec<_> = found.paths.iter().map(|path| path.segments.join(".")).collect();
    let negated =
        tokens.windows(2).any(|two| two[0].is_word("is") && two[1].is_word("not"));
    match found.tests.first().map(|(name, _)| name.as_str()) {
        Some("defined") if negated => Guards { yes: Vec::new(), no: paths },
        Some("undefined") if !negated => Guards { yes: Vec::new(), no: paths },
        Some("defined" | "undefined") => Guards { yes: paths, no: Vec::new() },
        // A bare path that came out false proves only that the way to it exists.
        None if is_bare_path(tokens) => {
            let parents = found.paths.into_iter().filter_map(|mut path| {
                path.segments.pop();
                (!path.segments.is_empty()).then(|| path.segments.join("."))
            });
            Guards { no: parents.collect(), yes: paths }
        }
        // Anything else fails where a path is missing, so both ways prove it.
        _ => Guards { yes: paths.clone(), no: paths },
    }
}

fn is_bare_path(tokens: &[Token<'_>]) -> bool {
    tokens.first().is_some_and(|token| token.kind == TokenKind::Name)
        && path(tokens, 0).2 == tokens.len()
}

/// Splits `then if condition else otherwise`.
fn ternary<'t, 'a>(
    tokens: &'t [Token<'a>],
) -> Option<(&'t [Token<'a>], &'t [Token<'a>], &'t [Token<'a>])> {
    let mut outside = outside_brackets(tokens);
    let start = outside.find(|&at| tokens[at].is_word("if"))?;
    let end = outside.find(|&at| tokens[at].is_word("else"))?;
    Some((&tokens[..start], &tokens[start + 1..end], &tokens[end + 1..]))
}

/// Splits at a word or mark outside brackets.
fn split<'t, 'a>(tokens: &'t [Token<'a>], at: &str) -> Vec<&'t [Token<'a>]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for end in outside_brackets(tokens) {
        if tokens[end].is_word(at) || tokens[end].is_mark(at) {
            parts.push(&tokens[start..end]);
            start = end + 1;
        }
    }
    parts.push(&tokens[start..]);
    parts
}

/// Yields the indices of the tokens that stand in no brackets.
fn outside_brackets<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = usize> + 't {
    let mut depth = 0_usize;
    (0..tokens.len()).filter(move |&at| {
        if opens(&tokens[at]) {
            depth += 1;
        } else if closes(&tokens[at]) {
            depth = depth.saturating_sub(1);
        }
        depth == 0
    })
}

/// Returns the index of the bracket that closes the one at `open`, or the last.
fn group_end(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if opens(token) {
            depth += 1;
        } else if closes(token) {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    tokens.len()
}

fn opens(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Mark && matches!(&*token.text, "(" | "[" | "{" | "?[")
}

fn closes(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Mark && matches!(&*token.text, ")" | "]" | "}")
}

/// Tells whether a token is a name, and no word of the language.
pub(super) fn is_name(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Name && !is_keyword(token)
}

pub(super) fn is_keyword(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Name && KEYWORDS.contains(&&*token.text)
}

/// Tells `<组件` from `甲 < 乙`: a comparison has a value before it.
fn begins_component(tokens: &[Token<'_>], at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| tokens.get(before)) {
        None => true,
        Some(before) => match before.kind {
            TokenKind::Name => is_keyword(before),
            TokenKind::Mark => !closes(before),
            TokenKind::Number | TokenKind::Quoted => false,
        },
    }
}

fn joined(left: &[String], right: &[String]) -> Vec<String> {
    left.iter().chain(right).cloned().collect()
}
