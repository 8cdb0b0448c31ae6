//! What a template uses, where, and under which conditions.
//!
//! Each tag is read with the frames (`if`, `for` …) it stands in.

use std::borrow::Cow;
use std::ops::Range;

use super::expression;
use super::frames::{Frame, FrameKind, Frames};
use super::lex::{Closing, Part, Piece, Token, TokenKind};
use super::vocabulary::{Kind, vocabulary};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, shorten};
use crate::source::Span;
use crate::spelling::nearest;

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

/// Tells where a byte range of the scanned text stands.
pub(crate) type Locate<'a> = &'a dyn Fn(Range<usize>) -> Span;

/// Scans the pieces of a template. Findings have the code given.
pub(crate) fn scan(pieces: &[Piece<'_>], code: Code, locate: Locate<'_>) -> Scan {
    let (frames, scan) = (Frames::default(), Scan::default());
    let mut reader = Reader { code, locate, frames, scan };
    for piece in pieces {
        match piece.closing {
            Closing::Found => reader.piece(piece),
            Closing::Half => {
                reader.piece(piece);
                reader.half_closed_piece(piece);
            }
            Closing::Missing => reader.unclosed_piece(piece),
        }
    }
    reader.unclosed_frame();
    reader.scan
}

/// The words that a tag may begin with.
const TAGS: [&str; 18] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "set_global",
    "endset",
    "include",
    "component",
    "endcomponent",
    "filter",
    "endfilter",
    "raw",
    "endraw",
    "break",
    "continue",
];

struct Reader<'a> {
    code: Code,
    locate: Locate<'a>,
    frames: Frames,
    scan: Scan,
}

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece<'_>) {
        if let [(first, _), ..] = &piece.wide[..] {
            let span = (self.locate)(first.clone());
            let message =
                format!("标记里要用半角符号，这里是全角的“{}”", shorten(span.text()));
            let finding = Diagnostic::error(self.code, message).at(span, "");
            self.scan
                .findings
                .push(Diagnostic { fix: Some(self.narrow(piece)), ..finding });
        }
        match piece.part {
            Part::Output => self.expression(&piece.tokens),
            Part::Tag => self.tag(piece),
            Part::Text | Part::Comment | Part::Raw => {}
        }
    }

    /// Returns the mend of all full-width marks of a tag.
    fn narrow(&self, piece: &Piece<'_>) -> Fix {
        let edit = |(range, meant): &(Range<usize>, Cow<'_, str>)| Edit {
            span: (self.locate)(range.clone()),
            text: meant.clone().into_owned(),
        };
        // The braces are read before the marks between them.
        let mut wide: Vec<_> = piece.wide.iter().collect();
        wide.sort_by_key(|(range, _)| range.start);
        Fix { title: "改成半角".into(), edits: wide.into_iter().map(edit).collect() }
    }

    /// Keeps what an expression uses, but for names that are bound.
    fn expression(&mut self, tokens: &[Token<'_>]) {
        let found = expression::read(tokens);
        self.arguments(tokens, Kind::Filter, &found.filters);
        self.arguments(tokens, Kind::Test, &found.tests);
        let locate = self.locate;
        let place = |(name, range): (String, Range<usize>)| (name, locate(range));
        let whole =
            tokens.first().zip(tokens.last()).map(|(a, b)| a.range.start..b.range.end);
        let uses = &mut self.scan.uses;
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
            let usage = if printed {
                Usage::Printed
            } else if expression::is_compared_with_text(tokens, &path.range) {
                Usage::ComparedWithText
            } else {
                Usage::Other
            };
            let span = locate(path.range);
            uses.paths.push(UsedPath { segments: path.segments, span, under, usage });
        }
    }

    /// Reports an argument that a filter or test cannot do without.
    fn arguments(
        &mut self,
        tokens: &[Token<'_>],
        kind: Kind,
        used: &[(String, Range<usize>)],
    ) {
        for (name, range) in used {
            let mut known = vocabulary().iter();
            let word = known.find(|word| word.kind == kind && word.name == name);
            let Some(word) = word else { continue };
            let given = expression::arguments(tokens, range);
            for need in word.needs.iter().filter(|need| !given.contains(*need)) {
                let message = format!("“{name}”要写明“{need}”");
                let finding = self.error(range.clone(), message).help(word.help);
                self.scan.findings.push(finding);
            }
        }
    }

    /// Reads an expression that is not printed.
    fn operand(&mut self, tokens: &[Token<'_>]) {
        let before = self.scan.uses.paths.len();
        self.expression(tokens);
        let paths = &mut self.scan.uses.paths[before..];
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
                    self.meant(range, "没有 `else if`，另一种情况写 `elif`", "elif");
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
            _ if word.kind == TokenKind::Name => self.unknown_tag(word),
            _ => {}
        }
    }

    fn unknown_tag(&mut self, word: &Token<'_>) {
        let message = format!("没有“{}”这种标签", shorten(&word.text));
        let finding = self.error(word.range.clone(), message);
        self.scan.findings.push(match nearest(&word.text, TAGS) {
            Some(near) => finding.help(format!("是不是想写“{near}”？")),
            None => finding.help(format!("标签有 {}", TAGS.join("、"))),
        });
    }

    /// Reports what is written as in another language, and mends it.
    fn meant(&mut self, range: Range<usize>, message: &str, right: &str) {
        let place = (self.locate)(range.clone());
        let finding = self.error(range, message);
        self.scan.findings.push(finding.fix(format!("改成 `{right}`"), place, right));
    }

    /// Reads a condition, unless it is written as in another language.
    fn condition(&mut self, tokens: &[Token<'_>]) {
        let before = self.scan.findings.len();
        self.foreign_marks(tokens);
        if self.scan.findings.len() == before {
            self.operand(tokens);
        }
    }

    /// Reports marks of other languages in a condition.
    fn foreign_marks(&mut self, tokens: &[Token<'_>]) {
        let mut depth = 0_usize;
        for (index, token) in tokens.iter().enumerate() {
            match &*token.text {
                _ if token.kind != TokenKind::Mark => {}
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                "=" if depth == 0 => {
                    self.meant(token.range.clone(), "比较是不是相等，要用两个等号", "==");
                }
                mark @ ("&" | "|") => {
                    let next = tokens.get(index + 1).filter(|next| {
                        next.is_mark(mark) && next.range.start == token.range.end
                    });
                    if let Some(next) = next {
                        let (message, right) = match mark {
                            "&" => ("“并且”写作 `and`", "and"),
                            _ => ("“或者”写作 `or`", "or"),
                        };
                        self.meant(token.range.start..next.range.end, message, right);
                    }
                }
                _ => {}
            }
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
            let finding =
                self.error(first.range.start..last.range.end, "循环一次只能取一个名称");
            self.scan.findings.push(
                finding.help("写成 `{% for 项 in … %}`，再用 `项.名称` 取其中的内容"),
            );
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
                self.scan.uses.filters.push((first.text.clone().into_owned(), span));
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
        self.scan.defines.push(name);
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
            self.scan.uses.includes.push((token.text.clone().into_owned(), span));
        }
    }

    fn half_closed_piece(&mut self, piece: &Piece<'_>) {
        let (open, close) = match piece.part {
            Part::Tag => ("{%", "%}"),
            _ => ("{{", "}}"),
        };
        let end = piece.range.end;
        let finding = self.error(
            end - 1..end,
            format!("`{open}` 要用 `{close}` 结束，这里只有一个 `}}`"),
        );
        let place = (self.locate)(end - 1..end);
        self.scan.findings.push(finding.fix(format!("改成 `{close}`"), place, close));
    }

    fn unclosed_piece(&mut self, piece: &Piece<'_>) {
        let start = piece.range.start;
        let (open, close) = match piece.part {
            Part::Comment => ("{#", "#}"),
            Part::Raw => ("{% raw %}", "{% endraw %}"),
            Part::Tag => ("{%", "%}"),
            Part::Output | Part::Text => ("{{", "}}"),
        };
        let quote = piece.tokens.last().filter(|last| last.kind == TokenKind::Quoted);
        let finding = match quote {
            Some(quote) => {
                let at = quote.range.start;
                self.error(at..at + 1, "从这里开始的引号没有配对")
            }
            None => self
                .error(start..start + 2, format!("从这里开始的 `{open}` 没有结束"))
                .help(format!("在内容后面写上 `{close}`")),
        };
        self.scan.findings.push(finding);
    }

    fn unclosed_frame(&mut self) {
        let Some(frame) = self.frames.left_open() else { return };
        let (open, close) = frame.kind.words();
        let message = format!("从这里开始的 `{open}` 没有结束");
        let finding = self
            .error(frame.open.clone(), message)
            .help(format!("在它管的内容后面写上 `{close}`"));
        if self.scan.findings.is_empty() {
            self.scan.findings.push(finding);
        }
    }

    fn error(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.code, message).at((self.locate)(range), "")
    }
}
