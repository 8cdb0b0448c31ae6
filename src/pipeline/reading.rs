//! A staff's file, read as far as it can be.

use std::sync::Arc;

use crate::assets::Assets;
use crate::compose::{self, Filling, PictureUse, ProseField, ReportTemplate};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::facts::{Facts, Head};
use crate::picture;
use crate::source::Source;

/// What reading a file gave: facts so far, and what is wrong.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The file.
    pub source: Source,
    /// What the file says of itself: its form, its year, last year's file.
    pub head: Head,
    /// The facts; none if the file is no YAML map or its form is not known.
    pub facts: Option<Facts>,
    /// What is wrong so far, in the order of the file.
    pub findings: Vec<Diagnostic>,
    pub(super) template: Option<Arc<ReportTemplate>>,
}

/// A document, and what was found on the way to it.
#[derive(Debug)]
pub struct Composed {
    /// The document; none if something found forbids it.
    pub document: Option<Document>,
    /// Everything found, reading included.
    pub findings: Vec<Diagnostic>,
}

impl Reading {
    /// Tells whether something found forbids a report.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Diagnostic::is_error)
    }

    /// Tells whether the other is of the same body, by 单位.名称.
    pub fn is_of_same_body(&self, other: &Self) -> bool {
        let body = |reading: &Self| {
            reading
                .facts
                .as_ref()
                .and_then(|facts| facts.text(&["单位", "名称"]).map(str::to_owned))
        };
        body(self).is_some_and(|name| body(other) == Some(name))
    }

    /// Returns the facts of last year's report for this one's template: of the
    /// same form, of the year before, without errors.
    fn facts_of_last_year<'a>(&self, other: Option<&'a Self>) -> Option<&'a Facts> {
        let (facts, other) =
            (self.facts.as_ref()?, other.filter(|other| !other.has_errors())?);
        let last = other.facts.as_ref()?;
        let before =
            facts.year().zip(last.year()).is_some_and(|(this, last)| last + 1 == this);
        (before && facts.form.name == last.form.name).then_some(last)
    }

    /// Returns the pictures that a report shows, so that they can be put among
    /// its assets at `pictures/PATH`.
    pub fn pictures(&self) -> Vec<PictureUse> {
        let (Some(facts), Some(template)) = (&self.facts, &self.template) else {
            return Vec::new();
        };
        if !facts.prose().iter().any(|(_, prose)| prose.text().contains("![")) {
            return Vec::new();
        }
        let mut unheard = Vec::new();
        let fields =
            compose::fields(facts, None, template, Filling::CheckOnly, &mut unheard);
        fields.into_iter().flat_map(|field| field.pictures).collect()
    }

    /// Checks the file's prose and composes its document.
    ///
    /// `last_year` is the reading of last year's file, whatever its form;
    /// `assets` hold the pictures the report shows.
    pub fn compose(&self, last_year: Option<&Self>, assets: &Assets) -> Composed {
        let mut findings = self.findings.clone();
        let document = self.document(last_year, assets, &mut findings);
        in_order(&mut findings, &self.source);
        Composed { document, findings }
    }

    fn document(
        &self,
        last_year: Option<&Self>,
        assets: &Assets,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Document> {
        let (facts, template) = (self.facts.as_ref()?, self.template.as_ref()?);
        let filling = if self.has_errors() { Filling::CheckOnly } else { Filling::Fill };
        let last_year = self.facts_of_last_year(last_year);
        let fields = compose::fields(facts, last_year, template, filling, findings);
        check_pictures(&fields, assets, findings);
        if findings.iter().any(Diagnostic::is_error) {
            return None;
        }
        let composed = compose::compose(facts, last_year, fields, template);
        composed.map_err(|finding| findings.push(finding)).ok()
    }
}

/// Puts findings in the order of the file; those of other files, or of none, come
/// first.
pub(super) fn in_order(findings: &mut [Diagnostic], source: &Source) {
    findings.sort_by_key(|finding| {
        let span = finding.place.as_ref().map(|place| &place.span);
        span.filter(|span| span.source().name() == source.name())
            .map(|span| span.range().start)
    });
}

fn check_pictures(
    fields: &[ProseField],
    assets: &Assets,
    findings: &mut Vec<Diagnostic>,
) {
    for used in fields.iter().flat_map(|field| &field.pictures) {
        if let Err(fault) = picture::find(assets, &used.path) {
            findings.push(fault.at(used.span.clone(), "").path(&used.field));
        }
    }
}
