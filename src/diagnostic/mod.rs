//! A finding as a value, and its renderings.
//!
//! Every stage makes findings and hands them on with its result; none prints.
//! [`terminal`], [`short`], [`json`] and [`sarif`] turn them into text.

mod code;
pub(crate) mod excerpt;
pub mod explanation;
pub mod json;
mod mask;
pub mod mend;
mod quote;
pub mod sarif;
pub mod short;
pub mod terminal;
mod verdict;

pub use code::{Code, Family};
use mask::masked_for_programs;
pub(crate) use mask::{masked, masked_part, masked_text};
pub use quote::shorten;
pub(crate) use quote::{seen, shorten_to};
pub use verdict::{Standing, Verdict};

use serde::Serialize;

use crate::source::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 提示: worth a look; nothing is asked for.
    Note,
    /// 警告: likely wrong; the report is written all the same.
    Warning,
    /// 错误: certainly wrong; no report is written.
    Error,
}

impl Severity {
    /// Returns the word shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Note => "提示",
        }
    }
}

/// One finding about a user's input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which mechanism found it.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one Chinese sentence that stands alone.
    pub message: String,
    /// The place at fault; none where there is no file or no place in it.
    pub place: Option<Place>,
    /// Dotted path of the field or cell: `申请.办理结果.总计.自然人`.
    pub path: Option<String>,
    /// Other places that belong to the cause: the terms of a sum, a first use.
    pub related: Vec<Place>,
    /// What to do, a sentence each.
    pub help: Vec<String>,
    /// The mend, where one is certain.
    pub fix: Option<Fix>,
}

/// A place, with a few words on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub span: Span,
    /// What stands there or should; may be empty.
    pub label: String,
}

/// A certain mend: edits that may be applied as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the mend does, as the title of the shown difference.
    pub title: String,
    /// Replacements, in order, none over another.
    pub edits: Vec<Edit>,
}

/// One replacement of text in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty place inserts.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// Makes a finding without a place.
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            place: None,
            path: None,
            related: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// Makes an error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// Makes a warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// Makes a note.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, message)
    }

    /// Says where, and what stands or should stand there (may be empty).
    #[must_use]
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.place = Some(Place { span, label: label.into() });
        self
    }

    /// Names the field or cell.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds another place that belongs to the cause.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Place { span, label: label.into() });
        self
    }

    /// Adds a sentence on what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Says how to stand by the finding where `when` holds: the very line to copy.
    /// To be asked for when code and path are there.
    #[must_use]
    pub fn stand_by_where(self, when: &str) -> Self {
        let path = self.path.as_ref().map_or_else(String::new, |path| format!(" {path}"));
        let help = format!("{when}，就在“核实”里写：{}{path}: 理由", self.code);
        self.help(help)
    }

    /// Adds the mend: one replacement with its title.
    #[must_use]
    pub fn fix(
        mut self,
        title: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        let edit = Edit { span, text: text.into() };
        self.fix = Some(Fix { title: title.into(), edits: vec![edit] });
        self
    }

    /// Adds the mend: replacements under one title; none is no mend.
    #[must_use]
    pub fn mended(mut self, title: impl Into<String>, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.span.range().start);
        let fix = Fix { title: title.into(), edits };
        self.fix = Some(fix).filter(|fix| !fix.edits.is_empty());
        self
    }

    /// Tells whether the finding forbids a report.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
