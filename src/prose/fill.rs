//! Fills the `{{ }}` of a prose field and keeps the way back.
//!
//! Each piece is filled alone and joined, so what a value says is never read as a
//! template again, and every character of the result has one place in the file.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::opaque::{Opaque, OpaqueKind};
use super::outline::Outline;
use super::script::is_cjk;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};
use crate::template::lex::{self, Closing, Part, Piece};
use crate::template::scan::{path_alone, scan};
use crate::template::{Engine, Usage, Values};

/// Bytes of the longest reference that anybody writes; reading one costs more than
/// its length.
const LONGEST: usize = 1_000;

/// A filled text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text with its references filled in.
    pub text: String,
    steps: Vec<Step>,
}

/// A stretch of the filled text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    filled: Range<usize>,
    source: Range<usize>,
    kind: StepKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StepKind {
    Literal,
    Value,
    /// A blank in place of what is no word.
    Blank,
}

/// What a prose field refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// The dotted paths.
    pub paths: Vec<Reference>,
    /// The filters, by name and bytes of the text.
    pub filters: Vec<(String, Range<usize>)>,
}

/// A dotted path in a prose field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The steps.
    pub segments: Vec<String>,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Paths, dotted, that the same piece has tested before it gets here.
    pub under: Vec<String>,
    /// How its value is used.
    pub usage: Usage,
}

/// A text, cut at its `{{ }}`.
#[derive(Debug)]
pub struct Unfilled<'a> {
    text: &'a str,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Unfilled<'a> {
    /// Cuts a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, pieces: lex::cut(text) }
    }

    /// Returns what the `{{ }}` refer to, without filling them.
    pub fn references(&self) -> References {
        let source = OnceCell::new();
        let locate = |range: Range<usize>| {
            source.get_or_init(|| Source::new("", self.text)).span(range)
        };
        let mut references = References::default();
        for piece in self.pieces.iter().filter(|piece| refused(piece).is_none()) {
            if let Some((segments, range)) = path_alone(piece) {
                let (under, usage) = (Vec::new(), Usage::Printed);
                references.paths.push(Reference { segments, range, under, usage });
                continue;
            }
            let piece = std::slice::from_ref(piece);
            let uses = scan(piece, Code::BadReference, &locate).uses;
            let paths = uses.paths.into_iter().map(|path| Reference {
                range: path.span.range(),
                segments: path.segments,
                under: path.under,
                usage: path.usage,
            });
            references.paths.extend(paths);
            let filters =
                uses.filters.into_iter().map(|(name, span)| (name, span.range()));
            references.filters.extend(filters);
        }
        references
    }

    /// Fills the `{{ }}`; `locate` tells where a byte range of the text stands in the
    /// staff's file or the form.
    ///
    /// All findings are [`Code::BadReference`]; a piece at fault stays as written.
    pub fn fill(
        &self,
        locate: &dyn Fn(Range<usize>) -> Span,
        engine: &Engine,
        values: &Values,
    ) -> (Filled, Vec<Diagnostic>) {
        let mut filled = Filled::default();
        filled.text.reserve(self.text.len());
        let mut findings = Vec::new();
        // The same reference says the same everywhere in a text.
        let mut known: HashMap<&str, String> = HashMap::new();
        for piece in &self.pieces {
            let range = piece.range.clone();
            let source = &self.text[range.clone()];
            if piece.part == Part::Text {
                filled.push(source, range, StepKind::Literal);
                continue;
            }
            if let Some(value) = known.get(source) {
                filled.push(value, range, StepKind::Value);
                continue;
            }
            match value(piece, source, locate, (engine, values)) {
                Ok(value) => {
                    filled.push(&value, range, StepKind::Value);
                    known.insert(source, value);
                }
                Err(finding) => {
                    findings.push(finding);
                    filled.push(source, range, StepKind::Literal);
                }
            }
        }
        (filled, findings)
    }
}

/// Returns what a piece, whose text is `source`, is filled with.
fn value(
    piece: &Piece<'_>,
    source: &str,
    locate: &dyn Fn(Range<usize>) -> Span,
    (engine, values): (&Engine, &Values),
) -> Result<String, Diagnostic> {
    if let Some((message, help)) = refused(piece) {
        let finding = Diagnostic::error(Code::BadReference, message);
        return Err(finding.at(locate(opening(source, &piece.range)), "").help(help));
    }
    let plain = path_alone(piece).and_then(|(path, _)| engine.print(values.get(&path)?));
    plain.map_or_else(
        || engine.render_piece(source, &locate(piece.range.clone()), values.context()),
        Ok,
    )
}

/// Returns the place of the braces that open a piece.
fn opening(piece: &str, range: &Range<usize>) -> Range<usize> {
    let length = piece.chars().take(2).map(char::len_utf8).sum::<usize>();
    range.start..range.start + length
}

/// Says why a piece is no reference that can be filled, and what to do.
fn refused(piece: &Piece<'_>) -> Option<(&'static str, &'static str)> {
    let closed = piece.closing == Closing::Found;
    match piece.part {
        Part::Output if closed && piece.range.len() > LONGEST => Some((
            "从这里开始的引用太长，多半是漏了结束的 `}}`",
            "引用写成 `{{ 项.名称 }}`，两头各两个花括号",
        )),
        Part::Output if closed => None,
        Part::Output | Part::Text => Some((
            "从这里开始的引用没有结束",
            "引用写成 `{{ 项.名称 }}`，两头各两个花括号",
        )),
        Part::Comment | Part::Raw | Part::Tag => Some((
            "正文里不能用 `{% %}` 和 `{# #}`",
            "正文里只有 `{{ 项.名称 }}` 这样的引用；要印出 `{%`，写成 `{\\%`",
        )),
    }
}

impl Filled {
    /// Takes a text as it is, references and all.
    pub fn verbatim(text: &str) -> Self {
        let mut filled = Self::default();
        filled.push(text, 0..text.len(), StepKind::Literal);
        filled
    }

    /// Returns the text as its readers see its words: marks of Markdown are left out,
    /// and a blank stands for code, an address, or the end of a line between words
    /// that are not Chinese. `outline` is that of the text.
    #[must_use]
    pub fn words(&self, outline: &Outline) -> Self {
        let mut words = Self::default();
        words.text.reserve(self.text.len());
        let mut at = 0;
        for Opaque { range, kind } in outline.opaque() {
            if *kind == OpaqueKind::Value {
                continue;
            }
            self.copy(at..range.start, &mut words);
            let is_blank = *kind != OpaqueKind::Markup || self.parts_words(range);
            if is_blank {
                words.push(" ", self.source_range(range.clone()), StepKind::Blank);
            }
            at = range.end;
        }
        self.copy(at..self.text.len(), &mut words);
        words
    }

    /// Tells whether a stretch holds the end of a line between words that are not
    /// Chinese.
    fn parts_words(&self, range: &Range<usize>) -> bool {
        let is_other = |c: Option<char>| c.is_some_and(|c| !is_cjk(c));
        self.text[range.clone()].contains('\n')
            && is_other(self.text[..range.start].chars().next_back())
            && is_other(self.text[range.end..].chars().next())
    }

    /// Adds a byte range to another text.
    fn copy(&self, range: Range<usize>, to: &mut Self) {
        let from = self.steps.partition_point(|step| step.filled.end <= range.start);
        let steps = self.steps[from..].iter();
        for step in steps.take_while(|step| step.filled.start < range.end) {
            let start = range.start.max(step.filled.start);
            let part = start..range.end.min(step.filled.end);
            if !part.is_empty() {
                let source = self.source_range(part.clone());
                to.push(&self.text[part], source, step.kind);
            }
        }
    }

    fn push(&mut self, text: &str, source: Range<usize>, kind: StepKind) {
        let start = self.text.len();
        self.text.push_str(text);
        self.steps.push(Step { filled: start..self.text.len(), source, kind });
    }

    /// Returns the bytes of the unfilled text that a byte range of the filled one
    /// came from. Any part of a value comes from the whole of its `{{ }}`.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.step(range.start).map_or(0, |step| match step.kind {
            StepKind::Literal => {
                (step.source.start + range.start - step.filled.start).min(step.source.end)
            }
            StepKind::Value | StepKind::Blank => step.source.start,
        });
        if range.end <= range.start {
            return start..start;
        }
        let end = self.step(range.end - 1).map_or(0, |step| match step.kind {
            StepKind::Literal => {
                (step.source.start + range.end - step.filled.start).min(step.source.end)
            }
            StepKind::Value | StepKind::Blank => step.source.end,
        });
        start..end.max(start)
    }

    /// Yields the bytes of the filled text that a `{{ }}` filled in, in order.
    pub fn values(&self) -> impl Iterator<Item = Range<usize>> {
        let values = self.steps.iter().filter(|step| step.kind == StepKind::Value);
        values.map(|step| step.filled.clone())
    }

    /// Tells whether any of a byte range of the filled text came from a `{{ }}`.
    pub fn is_value(&self, range: Range<usize>) -> bool {
        let from = self.steps.partition_point(|step| step.filled.end <= range.start);
        self.steps[from..]
            .iter()
            .take_while(|step| step.filled.start < range.end)
            .any(|step| step.kind == StepKind::Value)
    }

    /// Returns the stretch that holds a byte, or the last one.
    fn step(&self, byte: usize) -> Option<&Step> {
        let at = self.steps.partition_point(|step| step.filled.end <= byte);
        self.steps.get(at).or(self.steps.last())
    }
}
