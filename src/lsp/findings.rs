//! Findings as an editor shows them.

use gen_lsp_types::{
    Code, Diagnostic as Published, DiagnosticRelatedInformation, DiagnosticSeverity,
    Location, Range,
};

use super::documents::{Document, Documents};
use super::ruler::{Encoding, Ruler};
use crate::diagnostic::{Diagnostic, Place, Severity, masked, shorten};
use crate::source::Span;

/// What the editor names as the origin of a finding.
const ORIGIN: &str = "nianbao";

/// Returns what there is to say of a document.
pub(super) fn published(
    document: &Document,
    documents: &Documents,
    units: Encoding,
) -> Vec<Published> {
    let desk = Publisher { document, documents, units };
    match &document.looked {
        Some(Ok(looked)) => looked.findings.iter().map(|it| desk.publish(it)).collect(),
        Some(Err(refusal)) => vec![refused(refusal)],
        None => Vec::new(),
    }
}

/// Says at the top of a document why it is not read.
fn refused(message: &str) -> Published {
    Published {
        range: Range::default(),
        severity: Some(DiagnosticSeverity::Error),
        source: Some(ORIGIN.to_owned()),
        message: message.to_owned().into(),
        ..blank()
    }
}

fn blank() -> Published {
    Published {
        range: Range::default(),
        severity: None,
        code: None,
        code_description: None,
        source: None,
        message: String::new().into(),
        tags: None,
        related_information: None,
        data: None,
    }
}

struct Publisher<'a> {
    document: &'a Document,
    documents: &'a Documents,
    units: Encoding,
}

impl Publisher<'_> {
    fn publish(&self, finding: &Diagnostic) -> Published {
        let finding = masked(finding);
        let (here, elsewhere) = match &finding.place {
            Some(place) if place.span.source().is_same(&self.document.source) => {
                (Some(place), None)
            }
            other => (None, other.as_ref()),
        };
        let places = || elsewhere.into_iter().chain(&finding.related);
        let related: Vec<_> = places().filter_map(|place| self.related(place)).collect();
        let unreachable = places().filter(|place| self.related(place).is_none());
        let mut message = finding.message.clone();
        message.extend(elsewhere.map(|place| format!("（{}）", named(&place.span))));
        let more = here.and_then(label).into_iter();
        let more =
            more.chain(unreachable.map(said_elsewhere)).chain(finding.help.clone());
        message.extend(more.map(|line| format!("\n{line}")));
        Published {
            range: here.map(|place| self.range(&place.span)).unwrap_or_default(),
            severity: Some(severity(finding.severity)),
            code: Some(Code::String(finding.code.as_str().to_owned())),
            source: Some(ORIGIN.to_owned()),
            message: message.into(),
            related_information: Some(related).filter(|related| !related.is_empty()),
            ..blank()
        }
    }

    fn range(&self, span: &Span) -> Range {
        Ruler::new(span.source().text(), self.units).range(span.range())
    }

    /// Points to another place; none if it is in a file that no editor can open.
    fn related(&self, place: &Place) -> Option<DiagnosticRelatedInformation> {
        let uri = self.documents.uri_of(place.span.source())?;
        let location = Location { uri, range: self.range(&place.span) };
        let message = label(place).unwrap_or_else(|| shorten(place.span.text()));
        Some(DiagnosticRelatedInformation { location, message })
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Note => DiagnosticSeverity::Information,
    }
}

/// Returns the words on a place, if they say more than stands there.
fn label(place: &Place) -> Option<String> {
    let says_more = !place.label.is_empty() && place.label != place.span.text();
    says_more.then(|| place.label.clone())
}

fn said_elsewhere(place: &Place) -> String {
    let label = label(place).map_or_else(String::new, |label| format!(" {label}"));
    format!("{}{label}", named(&place.span))
}

/// Returns a place in words: `templates/甲/report.md:3:5`.
fn named(span: &Span) -> String {
    let at = span.start();
    format!("{}:{}:{}", span.source().name(), at.line, at.column)
}
