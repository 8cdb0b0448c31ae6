//! What a template uses, where, and under which conditions.
//!
//! Each tag is read with the frames (`if`, `for` …) it stands in.

use std::ops::Range;

use super::expression;
use super::frames::{Frame, FrameKind, Frames};
use super::lex::{Closing, Part, Piece, Token, TokenKind};
use super::slips::{Locate, Slips};
use super::vocabulary::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// What a template uses, apart from names it binds itself (`for`, `set`, the
/// parameters of components).
#[derive(Debug, Clone, Default)]
pub struct Uses {
    /// Dotted paths, in order.
    pub paths: Vec<UsedPath>,
    /// Filters.
    pub filters: Vec<(String, Span)>,
    /// Tests, the words after `is`.
    pub tests: Vec<(String, Span)>,
    /// Functions.
    pub functions: Vec<(String, Span)>,
    /// Components that are called.
    pub components: Vec<(String, Span)>,
    /// Templates that are included or extended.
    pub includes: Vec<(String, Span)>,
}

/// A dotted path and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedPath {
    /// The steps.
    pub segments: Vec<String>,
    /// Where.
    pub span: Span,
    /// Paths, dotted, that conditions around it or before it in the same expression
    /// prove to be there: `上年` under `{% if 上年 %}`.
    pub under: Vec<String>,
    /// How its value is used.
    pub usage: Usage,
}

/// How the value at a path is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// `{{ path }}`: printed as it is, so it cannot be a group.
    Printed,
    /// `path == "…"`: compared with a text.
    ComparedWithText,
    /// `path > 0`: compared with a number.
    ComparedWithNumber,
    /// In any other way.
    Other,
}

/// What was learned of a template.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// What it uses.
    pub uses: Uses,
    /// Components it defines.
    pub defines: Vec<String>,
    /// What is wrong with it already.
    pub findings: Vec<Diagnostic>,
}

/// Scans the pieces of a template. Findings have the code given.
pub(crate) fn scan(pieces: &[Piece<'_>], code: Code, locate: Locate<'_>) -> Scan {
    let mut reader = Reader {
        locate,
        frames: Frames::default(),
        uses: Uses::default(),
        defines: Vec::new(),
        slips: Slips::new(code, locate),
    };
    for piece in pieces {
        match piece.closing {
            Closing::Found => reader.piece(piece),
            Closing::Half => {
                reader.piece(piece);
                reader.slips.half_closed(piece);
            }
            Closing::Missing => reader.slips.unclosed(piece),
        }
    }
    if let Some(frame) = reader.frames.left_open() {
        reader.slips.left_open(frame);
    }
    Scan { uses: reader.uses, defines: reader.defines, findings: reader.slips.found }
}

/// Returns the dotted path that is all that a `{{ }}` holds, and where, as in most of
/// prose; [`scan`] would find the same.
pub(crate) fn path_alone(piece: &Piece<'_>) -> Option<(Vec<String>, Range<usize>)> {
    let tokens = &piece.tokens;
    let range = tokens.first()?.range.start..tokens.last()?.range.end;
    let names = tokens.iter().step_by(2);
    let mut dots = tokens.iter().skip(1).step_by(2);
    let is_path = tokens.len() % 2 == 1
        && dots.all(|token| token.is_mark("."))
        && names.clone().all(expression::is_name)
        && !Frames::default().is_bound(&tokens[0].text);
    let is_right = piece.part == Part::Output
        && piece.closing == Closing::Found
        && piece.wide.is_empty();
    let steps = || names.map(|name| name.text.clone().into_owned()).collect();
    (is_path && is_right).then(|| (steps(), range))
}

struct Reader<'a> {
    locate: Locate<'a>,
    frames: Frames,
    uses: Uses,
    defines: Vec<String>,
    slips: Slips<'a>,
}

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece<'_>) {
        self.slips.wide_marks(piece);
        match piece.part {
            Part::Output => self.expression(&piece.tokens),
            Part::Tag => self.tag(piece),
            Part::Text | Part::Comment | Part::Raw => {}
        }
    }

    /// Keeps what an expression uses, but for names that are bound.
    fn expression(&mut self, tokens: &[Token<'_>]) {
        let found = expression::read(tokens);
        self.slips.missing_arguments(tokens, Kind::Filter, &found.filters);
        self.slips.missing_arguments(tokens, Kind::Test, &found.tests);
        let locate = self.locate;
        let place = |(name, range): (String, Range<usize>)| (name, locate(range));
        let whole =
            tokens.first().zip(tokens.last()).map(|(a, b)| a.range.start..b.range.end);
        let uses = &mut self.uses;
        uses.filters.extend(found.filters.into_iter().map(place));
        uses.tests.extend(found.tests.into_iter().map(place));
        uses.functions.extend(found.functions.into_iter().map(place));
        uses.components.extend(found.components.into_iter().map(place));
        for path in found.paths {
            if self.frames.is_bound(&path.segments[0]) {
                continue;
            }
            let under = self.frames.under().cloned().chain(path.under).collect();
            let printed = whole.as_ref() == Some(&path.range);
            let usage = match expression::compared_with(tokens, &path.range) {
                _ if printed => Usage::Printed,
                Some(TokenKind::Quoted) => Usage::ComparedWithText,
                Some(TokenKind::Number) => Usage::ComparedWithNumber,
                _ => Usage::Other,
            };
            let span = locate(path.range);
            uses.paths.push(UsedPath { segments: path.segments, span, under, usage });
        }
    }

    /// Reads an expression that is not printed.
    fn operand(&mut self, tokens: &[Token<'_>]) {
        let before = self.uses.paths.len();
        self.expression(tokens);
        let paths = &mut self.uses.paths[before..];
        for path in paths.iter_mut().filter(|path| path.usage == Usage::Printed) {
            path.usage = Usage::Other;
        }
    }

    fn tag(&mut self, piece: &Piece<'_>) {
        let Some((word, rest)) = piece.tokens.split_first() else { return };
        let open = piece.range.clone();
        if let Some(kind) = FrameKind::closed_by(&word.text) {
            return self.frames.pop(kind);
        }
        match &*word.text {
            "if" => {
                self.condition(rest);
                let guards = expression::guards(rest);
                let mut frame = Frame::new(FrameKind::If, open);
                (frame.under, frame.otherwise) = (guards.yes, guards.no);
                self.frames.push(frame);
            }
            "elif" => self.elif(rest),
            "else" => {
                if let [word, ..] = rest
                    && word.is_word("if")
                {
                    let range = piece.tokens[0].range.start..word.range.end;
                    self.slips.else_if(range);
                }
                if let Some(frame) = self.frames.innermost(FrameKind::If) {
                    frame.under = frame.otherwise.clone();
                }
            }
            "for" => self.for_loop(open, rest),
            "set" | "set_global" => self.set(open, rest),
            "filter" => {
                self.filters(rest);
                self.frames.push(Frame::new(FrameKind::Filter, open));
            }
            "component" => self.component(open, rest),
            "block" => self.frames.push(Frame::new(FrameKind::Block, open)),
            "include" | "extends" => self.include(rest),
            "<" => {
                self.operand(&piece.tokens);
                self.frames.push(Frame::new(FrameKind::Call, open));
            }
            "</" => self.frames.pop(FrameKind::Call),
            "break" | "continue" | "raw" | "endraw" => {}
            _ if word.kind == TokenKind::Name => self.slips.unknown_tag(word),
            _ => {}
        }
    }

    /// Reads a condition, unless it is written as in another language.
    fn condition(&mut self, tokens: &[Token<'_>]) {
        let before = self.slips.found.len();
        self.slips.foreign_marks(tokens);
        if self.slips.found.len() == before {
            self.operand(tokens);
        }
    }

    fn elif(&mut self, condition: &[Token<'_>]) {
        if let Some(frame) = self.frames.innermost(FrameKind::If) {
            frame.under = frame.otherwise.clone();
        }
        self.condition(condition);
        let guards = expression::guards(condition);
        if let Some(frame) = self.frames.innermost(FrameKind::If) {
            frame.under.extend(guards.yes);
            frame.otherwise.extend(guards.no);
        }
    }

    fn for_loop(&mut self, open: Range<usize>, rest: &[Token<'_>]) {
        let head =
            rest.iter().position(|token| token.is_word("in")).unwrap_or(rest.len());
        let (head, list) = rest.split_at(head);
        let names: Vec<_> =
            head.iter().filter(|token| token.kind == TokenKind::Name).collect();
        if let [first, .., last] = names[..] {
            self.slips.several_names(first, last);
        }
        self.operand(list.get(1..).unwrap_or_default());
        let mut frame = Frame::new(FrameKind::For, open);
        frame.bound =
            names.into_iter().map(|token| token.text.clone().into_owned()).collect();
        self.frames.push(frame);
    }

    fn set(&mut self, open: Range<usize>, rest: &[Token<'_>]) {
        let Some((name, rest)) = rest.split_first() else { return };
        match rest.split_first() {
            Some((sign, value)) if sign.is_mark("=") => self.operand(value),
            _ => {
                self.filters(rest);
                self.frames.push(Frame::new(FrameKind::Set, open));
            }
        }
        self.frames.bind(name.text.clone().into_owned());
    }

    /// Reads `甲 | 乙(…)`, where the first word may be a filter too.
    fn filters(&mut self, tokens: &[Token<'_>]) {
        match tokens.split_first() {
            Some((first, rest)) if first.kind == TokenKind::Name => {
                let span = (self.locate)(first.range.clone());
                self.uses.filters.push((first.text.clone().into_owned(), span));
                self.operand(rest);
            }
            _ => self.operand(tokens),
        }
    }

    /// Reads `component 名(甲, @乙: string = "…", ...丙)`.
    fn component(&mut self, open: Range<usize>, rest: &[Token<'_>]) {
        let is_open = |token: &Token<'_>| token.is_mark("(");
        let head = rest.iter().position(is_open).unwrap_or(rest.len());
        let (name, parameters) = rest.split_at(head);
        let name: String = name.iter().map(|token| &*token.text).collect();
        self.defines.push(name);
        let mut frame = Frame::new(FrameKind::Component, open);
        frame.bound.push("body".into());
        for pair in parameters.windows(2) {
            let begins = pair[0].kind == TokenKind::Mark
                && matches!(&*pair[0].text, "(" | "," | "@" | "...");
            if begins && pair[1].kind == TokenKind::Name {
                frame.bound.push(pair[1].text.clone().into_owned());
            }
        }
        self.frames.push(frame);
    }

    fn include(&mut self, rest: &[Token<'_>]) {
        for token in rest.iter().filter(|token| token.kind == TokenKind::Quoted) {
            let span = (self.locate)(token.range.clone());
            self.uses.includes.push((token.text.clone().into_owned(), span));
        }
    }
}
