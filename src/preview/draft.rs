//! What reading a file gave.

use crate::assets::Assets;
use crate::compose::Origin;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::pipeline::Reading;

/// What reading the file gave.
#[derive(Debug)]
pub enum Draft {
    /// The file could not be read; why.
    Unread(String),
    /// It was read.
    Read {
        /// What was found.
        findings: Vec<Diagnostic>,
        /// The report, unless something found keeps it from being shown.
        made: Option<Box<Made>>,
    },
}

/// A report as it was made.
#[derive(Debug)]
pub struct Made {
    /// The file.
    pub reading: Reading,
    /// The document.
    pub document: Document,
    /// Where its blocks come from.
    pub origins: Vec<Origin>,
    /// Templates and pictures.
    pub assets: Assets,
    /// The document in its formats.
    pub printed: Printed,
}

/// A report in the formats that are shown at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The web page, its parts marked.
    pub html: String,
    /// Markdown.
    pub markdown: String,
}
