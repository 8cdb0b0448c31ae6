//! The right reports that mutants are made of.

use nianbao::diagnostic::{Code, Diagnostic, short};
use nianbao::pipeline::Reading;
use nianbao::source::Source;

use super::dice::Dice;
use super::sheet::{Places, Sheet, Totals};
use super::{mutation, reckoning};
use crate::findings::{BASE, last_year};
use crate::reports::{COUNTY, COUNTY_LAST_YEAR, OFFICE};

/// The name of this year's file.
pub(super) const THIS: &str = "甲.yaml";

#[derive(Debug, Clone)]
pub(super) struct Original {
    pub(super) sheet: Sheet,
    last_year: Option<(Sheet, Reading)>,
}

/// Returns the numbers of a county two years running, and some made up, with all
/// their totals written, with some and with none.
pub(super) fn originals() -> Vec<Original> {
    let county = Sheet::parse(COUNTY.source().text());
    let before = Sheet::parse(COUNTY_LAST_YEAR.source().text());
    let last = Source::new("去年.yaml", with_tables(&last_year(), &before).0);
    let last = OFFICE.forms.read(&last);
    let counties = [Totals::All, Totals::All, Totals::OfColumns, Totals::None];
    let counties = counties.map(|totals| {
        Original::new(county.clone().with(totals), Some((before.clone(), last.clone())))
    });
    let small = [Totals::All; 5].into_iter().chain([Totals::None]).zip(1..);
    let small = small.map(|(totals, seed)| {
        Original::new(mutation::small_report(&mut Dice::new(seed)).with(totals), None)
    });
    counties.into_iter().chain(small).collect()
}

/// Puts tables into a file in place of its own; returns where the numbers stand.
fn with_tables(text: &str, sheet: &Sheet) -> (String, Places) {
    let start = text.find("申请:\n").expect("it has the tables");
    let end = text.find("信息处理费:").expect("it goes on after them");
    let (tables, places) = sheet.to_yaml();
    let moved = places
        .into_iter()
        .map(|(at, range)| (at, range.start + start..range.end + start));
    (format!("{}{tables}{}", &text[..start], &text[end..]), moved.collect())
}

impl Original {
    #[track_caller]
    fn new(sheet: Sheet, last_year: Option<(Sheet, Reading)>) -> Self {
        let original = Self { sheet, last_year };
        assert!(!reckoning::is_broken(&original.sheet, original.last_sheet()));
        let said = original.said(&original.sheet).0;
        assert!(said.is_empty(), "{}", short::render(&said));
        original
    }

    pub(super) fn last_sheet(&self) -> Option<&Sheet> {
        self.last_year.as_ref().map(|(sheet, _)| sheet)
    }

    /// Returns what is said of a sheet, and where its numbers stand.
    pub(super) fn said(&self, sheet: &Sheet) -> (Vec<Diagnostic>, Places) {
        let (text, places) = with_tables(BASE, sheet);
        let reading = OFFICE.forms.read(&Source::new(THIS, text));
        let mut findings = match &self.last_year {
            Some((_, last)) => reading.compose(Some(last), &OFFICE.assets).findings,
            None => reading.findings,
        };
        // A number ten times last year's is worth a word whether or not it adds up.
        findings.retain(|finding| finding.code != Code::Change);
        (findings, places)
    }

    /// Returns this report with a paragraph about requests.
    pub(super) fn with_prose(&self, prose: &str) -> String {
        let (text, _) = with_tables(BASE, &self.sheet);
        let field = format!("总体情况:\n  依申请公开: |\n    {prose}\n");
        text.replacen("总体情况:\n", &field, 1)
    }
}
