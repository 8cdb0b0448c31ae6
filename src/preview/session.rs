//! A preview as a value.

use std::sync::Arc;

use serde::Serialize;

use super::draft::{Draft, Made};
use super::places::Places;
use super::{changes, finding, markdown};

/// A preview: the last report that could be made, what is found now, which parts
/// changed. Cloning is cheap.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// The file as its users know it.
    name: String,
    /// Goes up with everything that the page should show.
    version: u64,
    report: Option<Arc<Report>>,
    /// Which parts of the report are other than in the version before.
    changed: Arc<Vec<String>>,
    trouble: Option<Arc<str>>,
    /// Whether the report is not what the file says now.
    stale: bool,
    verdict: Arc<str>,
    findings: Arc<Vec<finding::Shown>>,
    last_year: Option<Arc<str>>,
}

/// The last report that could be made.
#[derive(Debug)]
pub struct Report {
    /// Goes up with every report that may look other, its PDF included.
    pub version: u64,
    /// What it was made of.
    pub made: Made,
    places: Places,
}

/// What the page is told of a session.
#[derive(Serialize)]
struct State<'a> {
    version: u64,
    name: &'a str,
    /// The version of the report that is shown; none if there never was one.
    report: Option<u64>,
    changed: &'a [String],
    /// Why the file cannot be read.
    trouble: Option<&'a str>,
    verdict: &'a str,
    findings: &'a [finding::Shown],
    /// Whether the report that is shown is not what the file says now.
    stale: bool,
    last_year: bool,
    pdf: bool,
}

impl Session {
    /// Begins a preview of a file.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Returns the version.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Returns the last report.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_deref()
    }

    /// Returns the session after the file was read again. It is of the same version
    /// if the page would show nothing else.
    #[must_use]
    pub fn after(&self, draft: Draft) -> Self {
        let mut next = self.clone();
        next.changed = Arc::default();
        match draft {
            Draft::Unread(why) => {
                next.trouble = Some(why.into());
                next.stale = true;
            }
            Draft::Read { findings, made } => {
                next.trouble = None;
                next.stale = made.is_none();
                next.verdict = finding::verdict(&findings, made.as_deref()).into();
                if let Some(made) = made {
                    next.show(*made);
                }
                let none = Places::default();
                let places =
                    next.report.as_deref().map_or(&none, |report| &report.places);
                next.findings = finding::shown(&findings, places).into();
            }
        }
        if !next.is_as(self) {
            next.version += 1;
        }
        next
    }

    /// Returns the session with last year's report beside it.
    #[must_use]
    pub fn beside(&self, last_year: Option<String>) -> Self {
        let last_year = last_year.map(Into::into);
        let version = self.version + 1;
        Self { version, last_year, changed: Arc::default(), ..self.clone() }
    }

    /// Tells whether the page would show the same of another.
    fn is_as(&self, other: &Self) -> bool {
        let report =
            |session: &Self| session.report.as_ref().map(|report| report.version);
        report(self) == report(other)
            && self.trouble == other.trouble
            && self.stale == other.stale
            && self.verdict == other.verdict
            && self.findings == other.findings
            && other.version > 0
    }

    /// Takes a report. One that says the same by the same templates keeps its version,
    /// and is kept all the same: its places are others.
    fn show(&mut self, made: Made) {
        let before = self.report.as_deref();
        let same = before.is_some_and(|Report { made: before, .. }| {
            before.document == made.document && before.assets == made.assets
        });
        if let Some(before) = before {
            self.changed = changes::changed(&before.made.document, &made.document).into();
        }
        let last = before.map_or(0, |before| before.version);
        self.report = Some(Arc::new(Report {
            version: if same { last } else { last + 1 },
            places: Places::new(&made.reading, &made.document, &made.origins),
            made,
        }));
    }

    /// Returns what the page is told, as JSON in one line.
    pub fn state(&self) -> String {
        let state = State {
            version: self.version,
            name: &self.name,
            report: self.report.as_ref().map(|report| report.version),
            changed: &self.changed,
            trouble: self.trouble.as_deref(),
            verdict: &self.verdict,
            findings: &self.findings,
            stale: self.stale,
            last_year: self.last_year.is_some(),
            pdf: cfg!(feature = "pdf"),
        };
        // Plain strings and numbers always serialize.
        serde_json::to_string(&state).unwrap_or_default()
    }

    pub(super) fn html(&self) -> Option<&str> {
        Some(&self.report.as_deref()?.made.printed.html)
    }

    pub(super) fn markdown(&self) -> Option<&str> {
        Some(&self.report.as_deref()?.made.printed.markdown)
    }

    pub(super) fn markdown_page(&self) -> Option<String> {
        let Made { printed, assets, .. } = &self.report.as_deref()?.made;
        Some(markdown::page(&printed.markdown, assets))
    }

    pub(super) fn last_year(&self) -> Option<&str> {
        self.last_year.as_deref()
    }

    /// Returns where a part of the report comes from, as JSON.
    pub(super) fn place(&self, mark: &str) -> Option<String> {
        let shown = self.report.as_deref()?.places.shown(mark)?;
        serde_json::to_string(&shown).ok()
    }
}
