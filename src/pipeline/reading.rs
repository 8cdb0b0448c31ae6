//! A staff's file, read as far as it can be.

use std::sync::Arc;

use super::last_year::tell_once;
use super::passed_on::passed_on;
use crate::assets::Assets;
use crate::check;
use crate::compose::{
    self, Composition, Filling, Material, Origin, PictureUse, ProseField, ReportTemplate,
};
use crate::diagnostic::{Code, Diagnostic, Family};
use crate::document::Document;
use crate::facts::{Facts, Head};
#[cfg(feature = "pdf")]
use crate::render::pdf::check_picture;
use crate::source::Source;
use crate::yaml;

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
    /// Whether all of it could be read: what is wrong beyond that are numbers and
    /// words that do not agree.
    pub(super) is_whole: bool,
}

/// What keeps a file from serving as last year's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// It is of another year.
    Year {
        /// The year before this file's.
        wanted: i16,
        /// The year it is of.
        found: i16,
    },
    /// It has errors of its own, other than that something is not written.
    Errors,
    /// Its form and this file's have no table in common.
    Form,
}

/// A document, and what was found on the way to it.
#[derive(Debug)]
pub struct Composed {
    /// The document; none if something found forbids it.
    pub document: Option<Document>,
    /// For each block of the document where it comes from.
    pub origins: Vec<Origin>,
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
        self.head.body.is_some() && self.head.body == other.head.body
    }

    /// Tells what keeps another file from serving as last year's of this one. Its
    /// body does not: bodies are renamed. Nor does what is not written in it: a form
    /// may ask for more than it did then, and what is there can be compared.
    pub fn misfit(&self, other: &Self) -> Option<Misfit> {
        let are_forms_known = self.facts.is_some() && other.facts.is_some();
        if are_forms_known && !self.is_of_same_report(other) {
            return Some(Misfit::Form);
        }
        let wanted = self.head.year.map(|year| year.saturating_sub(1));
        match wanted.zip(other.head.year) {
            Some((wanted, found)) if wanted != found => {
                return Some(Misfit::Year { wanted, found });
            }
            _ => {}
        }
        let is_unknown = other.facts.is_none() || other.head.year.is_none();
        // How the report is worded matters to no number.
        let is_wrong = |it: &Diagnostic| {
            it.is_error()
                && it.code != Code::Missing
                && it.code.family() != Family::Templates
        };
        let errs =
            is_unknown && other.has_errors() || other.findings.iter().any(is_wrong);
        errs.then_some(Misfit::Errors)
    }

    /// Tells whether the other is of the same report as far as can be told: of the
    /// same form, or of another edition of it.
    pub fn is_of_same_report(&self, other: &Self) -> bool {
        let names = self.head.form.as_ref().zip(other.head.form.as_ref());
        let is_named_alike = names.is_none_or(|((this, _), (other, _))| this == other);
        let forms = self.facts.as_ref().zip(other.facts.as_ref());
        is_named_alike
            || forms.is_some_and(|(this, other)| this.form.is_edition_of(&other.form))
    }

    /// Returns the other if it can serve as last year's file.
    fn fitting<'a>(&self, other: Option<&'a Self>) -> Option<&'a Self> {
        other.filter(|other| self.misfit(other).is_none())
    }

    /// Returns the facts of last year's report for this one's template, whose
    /// words are only those of the same form, and may be any of them.
    fn facts_of_last_year<'a>(&self, other: Option<&'a Self>) -> Option<&'a Facts> {
        let other = self.fitting(other).filter(|other| !other.has_errors())?;
        let (facts, last) = (self.facts.as_ref()?, other.facts.as_ref()?);
        (facts.form.name == last.form.name).then_some(last)
    }

    /// Returns the text of the form's `report.md`, if the form is known.
    pub fn wording(&self) -> Option<&Source> {
        self.template.as_ref().map(|template| template.source())
    }

    /// Returns the text of the form's `form.yaml`, if the form is known.
    pub fn form(&self, assets: &Assets) -> Option<Source> {
        let name = &self.facts.as_ref()?.form.name;
        yaml::template(assets, &format!("templates/{name}/form.yaml"))?.ok()
    }

    /// Tells whether references can be filled in.
    fn filling(&self) -> Filling {
        if self.has_errors() { Filling::CheckOnly } else { Filling::Fill }
    }

    /// Returns the pictures that a report shows, so that they can be put among
    /// its assets at `pictures/PATH`. A reference may name one, so that last
    /// year's file is asked for as in [`compose`](Self::compose).
    pub fn pictures(&self, last_year: Option<&Self>) -> Vec<PictureUse> {
        let (Some(facts), Some(template)) = (&self.facts, &self.template) else {
            return Vec::new();
        };
        let last_year = self.facts_of_last_year(last_year);
        let material = Material { facts, last_year, template };
        let filling = if self.is_whole { Filling::Fill } else { Filling::CheckOnly };
        compose::pictures(&material, filling)
    }

    /// Checks the file's prose and composes its document.
    ///
    /// `last_year` is the reading of last year's file, whatever its form;
    /// `assets` hold the pictures the report shows.
    pub fn compose(&self, last_year: Option<&Self>, assets: &Assets) -> Composed {
        let (made, findings) = self.finish(last_year, assets, compose::compose);
        let (document, origins) = made.map(|made| (made.document, made.origins)).unzip();
        Composed { document, origins: origins.unwrap_or_default(), findings }
    }

    /// Composes the document as it stands, to be looked at and not to be published:
    /// also where numbers do not agree, or words with them. None if something could
    /// not be read, or has no place in a document.
    pub fn sketch(
        &self,
        last_year: Option<&Self>,
        assets: &Assets,
    ) -> Option<Composition> {
        let (facts, template) = (self.facts.as_ref()?, self.template.as_ref()?);
        if !self.is_whole {
            return None;
        }
        let last_year = self.facts_of_last_year(last_year);
        let material = Material { facts, last_year, template };
        let mut findings = Vec::new();
        let fields = compose::fields(&material, Filling::Fill, &mut findings);
        check_pictures(&fields, assets, &mut findings);
        if findings.iter().any(Diagnostic::is_error) {
            return None;
        }
        compose::compose(&material, fields).ok()
    }

    /// Returns all that [`compose`](Self::compose) finds, for less than a document
    /// costs.
    pub fn check(&self, last_year: Option<&Self>, assets: &Assets) -> Vec<Diagnostic> {
        self.finish(last_year, assets, compose::check).1
    }

    /// Checks the file's prose; if nothing forbids a report, ends with what `end`
    /// makes of it.
    fn finish(
        &self,
        last_year: Option<&Self>,
        assets: &Assets,
        end: impl FnOnce(
            &Material<'_>,
            Vec<ProseField<'_>>,
        ) -> Result<Composition, Diagnostic>,
    ) -> (Option<Composition>, Vec<Diagnostic>) {
        let mut findings = self.findings.clone();
        let made = self.made(last_year, assets, end, &mut findings);
        if let Some(facts) = &self.facts {
            let unseen: &[Family] = match self.fitting(last_year) {
                Some(_) => &[Family::Layout],
                None => &[Family::Layout, Family::Years],
            };
            check::stand_by(facts, unseen, &mut findings);
        }
        in_order(&mut findings, &self.source);
        (made, findings)
    }

    fn made(
        &self,
        last_year: Option<&Self>,
        assets: &Assets,
        end: impl FnOnce(
            &Material<'_>,
            Vec<ProseField<'_>>,
        ) -> Result<Composition, Diagnostic>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Composition> {
        let (facts, template) = (self.facts.as_ref()?, self.template.as_ref()?);
        let last = self.fitting(last_year).and_then(|other| other.facts.as_ref());
        if let Some(last) = last {
            check::check_years(facts, last, findings);
        }
        let last_year = self.facts_of_last_year(last_year);
        let material = Material { facts, last_year, template };
        let fields = compose::fields(&material, self.filling(), findings);
        tell_once(findings, last.filter(|last| last.form.name != facts.form.name));
        let said = check_prose(facts, &fields, findings);
        check_pictures(&fields, assets, findings);
        if findings.iter().any(Diagnostic::is_error) {
            return None;
        }
        let made = end(&material, fields)
            .map_err(|finding| findings.extend(passed_on([finding])));
        let made = made.ok()?;
        check::check_document(facts, &made.document.blocks, &said, findings);
        Some(made)
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

/// Checks the prose fields, and returns what they say of the whole report.
fn check_prose(
    facts: &Facts,
    fields: &[ProseField<'_>],
    findings: &mut Vec<Diagnostic>,
) -> check::OfReport {
    let ways: Vec<_> =
        fields.iter().map(|field| |range| field.prose.locate(range)).collect();
    let texts = fields.iter().zip(&ways).map(|(field, locate)| check::Text {
        path: &field.path,
        filled: &field.filled,
        outline: &field.outline,
        locate,
    });
    let texts: Vec<_> = texts.collect();
    check::check_prose(facts, &texts, findings)
}

fn check_pictures(
    fields: &[ProseField<'_>],
    assets: &Assets,
    findings: &mut Vec<Diagnostic>,
) {
    for used in fields.iter().flat_map(|field| &field.pictures) {
        if let Err(fault) = check_picture(assets, &used.path) {
            findings.push(fault.at(used.span.clone(), "").path(&used.field));
        }
    }
}

/// Finds what keeps a picture from being shown, as far as can be told without
/// decoding it.
#[cfg(not(feature = "pdf"))]
fn check_picture(assets: &Assets, path: &str) -> Result<(), Diagnostic> {
    crate::picture::find(assets, path).map(|_| ())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::picture;
    use crate::pipeline::Forms;

    const FORM: &str = "\
名称: 小
年度: {自: 2020}
字段: {综述: 正文}
表格: {甲: {行: [乙]}}
";
    const REPORT: &str = "# {{ 年度 }}\n\n{{ 综述 }}\n";

    fn assets() -> Assets {
        let mut assets = Assets::default();
        for (path, text) in
            [("templates/小/form.yaml", FORM), ("templates/小/report.md", REPORT)]
        {
            assets.insert(path, Arc::new(text));
        }
        assets
    }

    /// Reads a small file with something more in it.
    #[track_caller]
    fn read(year: i16, more: &str) -> Reading {
        let text = format!(
            "格式: 小\n年度: {year}\n单位: {{名称: 甲局}}\n\
             联系方式: {{部门: 办公室, 电话: 0500-1234567}}\n甲: {{乙: 1}}\n{more}"
        );
        Forms::new(&assets()).read(&Source::new("甲.yaml", text))
    }

    #[test]
    fn a_reference_may_name_a_picture() {
        let reading = read(2021, "事实: {图: 楼.png}\n综述: '![楼]({{ 事实.图 }})'\n");
        let pictures = reading.pictures(None);
        assert_eq!(pictures.len(), 1, "{:?}", reading.findings);
        assert_eq!(pictures[0].path, "楼.png");
        assert_eq!(pictures[0].span.text(), "![楼]({{ 事实.图 }})");

        let mut assets = assets();
        let composed = reading.compose(None, &assets);
        assert_eq!(composed.findings[0].message, "找不到图片“楼.png”");
        assets.insert(picture::asset_path("楼.png"), Arc::new(picture::DOT));
        assert!(reading.compose(None, &assets).document.is_some());
    }

    #[test]
    fn check_finds_what_keeps_a_document_from_being_composed() {
        let said = |report: &'static str, prose: &str| {
            let mut assets = assets();
            assets.insert("templates/小/report.md", Arc::new(report));
            let text = format!(
                "格式: 小\n年度: 2021\n单位: {{名称: 甲局}}\n甲: {{乙: 1}}\n综述: {prose:?}"
            );
            let reading = Forms::new(&assets).read(&Source::new("甲.yaml", text));
            let composed = reading.compose(None, &assets);
            assert_eq!(reading.check(None, &assets), composed.findings, "{report}");
            let codes = composed.findings.iter().map(|it| it.code.to_string());
            let others = codes.filter(|code| code != "F003" && code != "P008");
            (composed.document.is_some(), others.collect())
        };
        let good = (true, Vec::new());
        let bad = (false, vec!["T005".to_owned()]);
        assert_eq!(said("# {{ 年度 }}\n\n{{ 综述 }}\n\n{{ 表格.甲 }}", "- 甲"), good);
        assert_eq!(said("# {{ 年度 }}\n\n## {{ 综述 }}", "甲"), good);
        assert_eq!(said("# {{ 年度 }}\n\n## {{ 综述 }}", "- 甲"), bad);
        assert_eq!(said("# {{ 年度 }}\n\n**{{ 表格.甲 }}**", "甲"), bad);
        assert_eq!(said("{{ 综述 }}", "甲"), bad);
        let all = "# {{ 年度 }}\n\n{% if 甲 %}{{ 甲.乙 }}{% endif %}";
        assert_eq!(said(all, "甲"), good);
    }

    #[test]
    fn what_keeps_a_file_from_serving_as_last_years() {
        let this = read(2021, "");
        assert_eq!(this.misfit(&read(2020, "")), None);
        let year = Misfit::Year { wanted: 2020, found: 2019 };
        assert_eq!(this.misfit(&read(2019, "")), Some(year));
        assert_eq!(this.misfit(&read(2020, "错: 1\n")), Some(Misfit::Errors));
        assert!(this.is_of_same_body(&read(2020, "错: 1\n")));
    }
}
