//! What the author of a template writes otherwise than templates have it: said at
//! its place, with the mend where it is certain.

use std::borrow::Cow;
use std::ops::Range;

use super::expression;
use super::frames::Frame;
use super::lex::{Part, Piece, Token, TokenKind};
use super::vocabulary::{Kind, vocabulary};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, shorten};
use crate::source::Span;
use crate::spelling::nearest;

/// Tells where a byte range of the scanned text stands.
pub(crate) type Locate<'a> = &'a dyn Fn(Range<usize>) -> Span;

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

/// The findings of a scan.
pub(super) struct Slips<'a> {
    code: Code,
    locate: Locate<'a>,
    /// In the order they were found.
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Slips<'a> {
    pub(super) fn new(code: Code, locate: Locate<'a>) -> Self {
        Self { code, locate, found: Vec::new() }
    }

    /// Reports the first full-width mark of a tag; the mend is that of all.
    pub(super) fn wide_marks(&mut self, piece: &Piece<'_>) {
        let Some((first, _)) = piece.wide.first() else { return };
        let span = (self.locate)(first.clone());
        let message =
            format!("标记里要用半角符号，这里是全角的“{}”", shorten(span.text()));
        let finding = Diagnostic::error(self.code, message).at(span, "");
        self.found.push(Diagnostic { fix: Some(self.narrow(piece)), ..finding });
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

    /// Reports an argument that a filter or test cannot do without.
    pub(super) fn missing_arguments(
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
                self.found.push(self.error(range.clone(), message).help(word.help));
            }
        }
    }

    pub(super) fn unknown_tag(&mut self, word: &Token<'_>) {
        let message = format!("没有“{}”这种标签", shorten(&word.text));
        let finding = self.error(word.range.clone(), message);
        self.found.push(match nearest(&word.text, TAGS) {
            Some(near) => finding.help(format!("是不是想写“{near}”？")),
            None => finding.help(format!("标签有 {}", TAGS.join("、"))),
        });
    }

    /// Reports a loop that binds two names.
    pub(super) fn several_names(&mut self, first: &Token<'_>, last: &Token<'_>) {
        let range = first.range.start..last.range.end;
        let finding = self.error(range, "循环一次只能取一个名称");
        let help = "写成 `{% for 项 in … %}`，再用 `项.名称` 取其中的内容";
        self.found.push(finding.help(help));
    }

    pub(super) fn else_if(&mut self, range: Range<usize>) {
        self.meant(range, "没有 `else if`，另一种情况写 `elif`", "elif");
    }

    /// Reports marks of other languages in a condition.
    pub(super) fn foreign_marks(&mut self, tokens: &[Token<'_>]) {
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

    /// Reports what is written as in another language, and mends it.
    fn meant(&mut self, range: Range<usize>, message: &str, right: &str) {
        let place = (self.locate)(range.clone());
        let finding = self.error(range, message);
        self.found.push(finding.fix(format!("改成 `{right}`"), place, right));
    }

    /// Reports a piece that ends with one brace.
    pub(super) fn half_closed(&mut self, piece: &Piece<'_>) {
        let (open, close) = braces(piece.part);
        let end = piece.range.end;
        let message = format!("`{open}` 要用 `{close}` 结束，这里只有一个 `}}`");
        self.meant(end - 1..end, &message, close);
    }

    /// Reports a piece that does not end.
    pub(super) fn unclosed(&mut self, piece: &Piece<'_>) {
        let quote = piece.tokens.last().filter(|last| last.kind == TokenKind::Quoted);
        let finding = if let Some(quote) = quote {
            let at = quote.range.start;
            self.error(at..at + 1, "从这里开始的引号没有配对")
        } else {
            let (start, (open, close)) = (piece.range.start, braces(piece.part));
            self.error(start..start + 2, format!("从这里开始的 `{open}` 没有结束"))
                .help(format!("在内容后面写上 `{close}`"))
        };
        self.found.push(finding);
    }

    /// Reports a tag that nothing closes, unless another slip may be the cause.
    pub(super) fn left_open(&mut self, frame: &Frame) {
        if !self.found.is_empty() {
            return;
        }
        let (open, close) = frame.kind.words();
        let message = format!("从这里开始的 `{open}` 没有结束");
        let finding = self.error(frame.open.clone(), message);
        self.found.push(finding.help(format!("在它管的内容后面写上 `{close}`")));
    }

    fn error(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.code, message).at((self.locate)(range), "")
    }
}

/// Returns what opens a piece, and what closes it.
fn braces(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Comment => ("{#", "#}"),
        Part::Raw => ("{% raw %}", "{% endraw %}"),
        Part::Tag => ("{%", "%}"),
        Part::Output | Part::Text => ("{{", "}}"),
    }
}
