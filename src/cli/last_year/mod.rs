//! Finding last year's file: named in the file itself, else on the command line,
//! else lying beside it.

mod folder;
mod recent;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
mod tests;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use super::args::DeskArgs;
use super::input::{explained, shortened};
use crate::diagnostic::{Code, Diagnostic, Family, Severity};
use crate::pipeline::{Forms, Misfit, Reading};
use crate::source::{Source, Span};
use folder::Folder;
use recent::Recent;

/// Where last year's files may be.
pub(super) struct LastYear {
    said: Said,
    recent: Recent,
}

/// What the command line says of them.
enum Said {
    /// Nothing.
    Nothing,
    /// One file.
    File(PathBuf, Bodies),
    /// A folder with the files of many bodies.
    Folder(Folder),
}

/// How last year's files are read: by which forms, and in place of which files on
/// disk an editor's texts, by their real paths.
pub(super) struct Library<'a> {
    pub(super) forms: &'a Forms,
    pub(super) opened: &'a BTreeMap<PathBuf, Source>,
}

impl Library<'_> {
    /// Returns the text that an editor holds of a file.
    fn opened(&self, path: &Path) -> Option<&Source> {
        if self.opened.is_empty() {
            return None;
        }
        self.opened.get(&path.canonicalize().ok()?)
    }
}

/// A file read, or why it could not be.
type Read = Result<Arc<Reading>, String>;

/// Whose reports a file serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bodies {
    /// It was meant for the report: bodies are renamed.
    Any,
    /// There are many reports; only those of its body.
    Same,
}

/// Last year's file of a report.
#[derive(Default)]
pub(super) struct Found {
    /// Its reading, if there is one that serves.
    pub(super) reading: Option<Arc<Reading>>,
    /// What there is to say about it.
    pub(super) findings: Vec<Diagnostic>,
}

impl LastYear {
    /// Looks at what the command line names.
    ///
    /// `files` is how many files are read: with one, last year's may be of a body
    /// of another name.
    pub(super) fn new(args: &DeskArgs, files: usize) -> anyhow::Result<Self> {
        let said = Said::new(args, files)?;
        Ok(Self { said, recent: Recent::default() })
    }

    /// Finds last year's file of a report whose file lies in `folder`.
    pub(super) fn of(
        &self,
        reading: &Reading,
        folder: &Path,
        library: &Library<'_>,
    ) -> Found {
        if let Some((name, span)) = &reading.head.last_year
            && !name.is_empty()
        {
            let candidate = Candidate {
                name: format!("上年文件“{name}”"),
                place: Some(span.clone()),
                severity: Severity::Warning,
            };
            let read = self.recent.read(&folder.join(name), library);
            return candidate.judge(reading, read, Bodies::Any);
        }
        let sibling = || self.sibling(reading, folder, library);
        match &self.said {
            Said::File(path, bodies) => {
                let candidate = Candidate::of(reading, path, Severity::Warning);
                candidate.judge(reading, self.recent.read(path, library), *bodies)
            }
            Said::Folder(files) => {
                let read = |path: &Path| self.recent.read(path, library);
                let found = files.find(reading, &read).or_else(sibling);
                found.unwrap_or_else(|| files.lacks(reading))
            }
            Said::Nothing => sibling().unwrap_or_default(),
        }
    }

    /// Takes `<year-1>.yaml` beside the file, if it is of the same body or cannot be
    /// read: what else could have that name.
    fn sibling(
        &self,
        reading: &Reading,
        folder: &Path,
        library: &Library<'_>,
    ) -> Option<Found> {
        let year = reading.head.year?.checked_sub(1)?;
        let path = shortened(folder.join(format!("{year}.yaml")));
        if !path.is_file() {
            return None;
        }
        let read = self.recent.read(&path, library);
        let is_other = |other: &Arc<Reading>| {
            !is_unreadable(other)
                && (!other.is_of_same_body(reading) || !reading.is_of_same_report(other))
        };
        if read.as_ref().is_ok_and(is_other) {
            return None;
        }
        let candidate = Candidate::of(reading, &path, Severity::Note);
        Some(candidate.judge(reading, read, Bodies::Same))
    }
}

/// Tells whether a file is no YAML, so that nobody knows whose it is.
fn is_unreadable(reading: &Reading) -> bool {
    let is_broken = |finding: &Diagnostic| {
        finding.is_error() && finding.code.family() == Family::Yaml
    };
    reading.head.year.is_none() && reading.findings.iter().any(is_broken)
}

impl Said {
    fn new(args: &DeskArgs, files: usize) -> anyhow::Result<Self> {
        let Some(path) = &args.last_year else { return Ok(Self::Nothing) };
        let unreadable = || format!("读不了去年的文件 {}", path.display());
        if path.is_dir() {
            return Ok(Self::Folder(Folder::open(path).with_context(unreadable)?));
        }
        fs::metadata(path).map_err(|error| explained(&error)).with_context(unreadable)?;
        let bodies = if files == 1 { Bodies::Any } else { Bodies::Same };
        Ok(Self::File(path.clone(), bodies))
    }
}

/// A file that may be last year's, as it is spoken of.
struct Candidate {
    name: String,
    /// Where it is named.
    place: Option<Span>,
    /// How much is lost if it does not serve: a file that was named was counted on.
    severity: Severity,
}

impl Candidate {
    /// Speaks of a file that the report itself does not name.
    fn of(reading: &Reading, path: &Path, severity: Severity) -> Self {
        let name = format!("{} 的去年文件 {} ", reading.source.name(), path.display());
        Self { name, place: None, severity }
    }

    /// Says whether it serves, and if not, why.
    fn judge(&self, reading: &Reading, read: Read, bodies: Bodies) -> Found {
        let other = match read {
            Ok(other) => other,
            Err(cause) => {
                let message = format!("用不上：{cause}");
                let help = "去年的数没有核对；文件名要写与这个文件的相对位置，例如 ../2024/2024.yaml";
                return self.unused(&message, help);
            }
        };
        let names = reading.head.body.as_ref().zip(other.head.body.as_ref());
        let renamed = names
            .filter(|(this, last)| this != last)
            .map(|(this, last)| format!("是“{last}”的，这份是“{this}”的"));
        match (reading.misfit(&other), renamed) {
            (_, Some(message)) if bodies == Bodies::Same => self.unused(
                &message,
                "去年的数没有核对；几份报告一起时，要写存放去年文件的文件夹",
            ),
            (Some(Misfit::Year { wanted, found }), _) => {
                let (message, help) = of_another_year(wanted, found);
                self.unused(&message, help)
            }
            // The form is at fault, and this report says so.
            (Some(Misfit::Errors), _)
                if reading.facts.is_none() && reading.is_of_same_report(&other) =>
            {
                Found::default()
            }
            (Some(Misfit::Errors), _) => {
                let errors = other.findings.iter().filter(|finding| finding.is_error());
                let first = errors.clone().next().map_or("", |first| &first.message);
                self.unused(
                    &format!("有 {} 处错误，不能用来核对：{first}", errors.count()),
                    "去年的数没有核对；先用 nianbao check 检查去年的文件。\
                     去年的文件是对的，就是格式后来改过：去掉、改名的栏目，请转告改格式的人",
                )
            }
            (Some(Misfit::Form), _) => {
                let names = reading.head.form.as_ref().zip(other.head.form.as_ref());
                let (this, last) =
                    names.map_or(("", ""), |(this, last)| (&this.0, &last.0));
                self.unused(
                    &format!("是“{last}”格式的，和这份的“{this}”没有相同的表"),
                    "去年的数没有核对；请换成去年的文件",
                )
            }
            (None, renamed) => {
                let note = renamed.map(|message| {
                    self.finding(Severity::Note, &message)
                        .help("改了名称的不用理会，去年的数已经用上；拿错了文件的请改正")
                });
                let findings = note.into_iter().chain(self.lacking(&other)).collect();
                Found { reading: Some(other), findings }
            }
        }
    }

    /// Says what a file that serves lacks.
    fn lacking(&self, other: &Reading) -> Option<Diagnostic> {
        let is_lacking = |finding: &&Diagnostic| finding.code == Code::Missing;
        let mut lacking = other.findings.iter().filter(is_lacking);
        let first = &lacking.next()?.message;
        let count = lacking.count() + 1;
        let message = format!("有 {count} 处没有写：{first}；写了的已经核对");
        let help =
            "格式后来加了必填的栏目或行，就会这样；去年有这些数的，补在去年的文件里";
        Some(self.finding(Severity::Note, &message).help(help))
    }

    fn unused(&self, message: &str, help: &str) -> Found {
        let finding = self.finding(self.severity, message).help(help);
        Found { reading: None, findings: vec![finding] }
    }

    fn finding(&self, severity: Severity, message: &str) -> Diagnostic {
        let message = format!("{}{message}", self.name);
        let finding = Diagnostic::new(Code::LastYearFile, severity, message);
        match &self.place {
            Some(place) => finding.at(place.clone(), "").path("上年文件"),
            None => finding,
        }
    }
}

/// Says of which year a file is, and what may have happened.
fn of_another_year(wanted: i16, found: i16) -> (String, &'static str) {
    let this = wanted.saturating_add(1);
    match found.cmp(&this) {
        Ordering::Equal => (
            format!("也是 {found} 年度的，应当是 {wanted} 年度的"),
            "去年的数没有核对；请换成去年的文件，或者看看是不是这份的“年度”忘了改",
        ),
        Ordering::Greater => (
            format!(
                "是 {found} 年度的，比这份（{this} 年度）还晚，应当是 {wanted} 年度的"
            ),
            "去年的数没有核对；两份文件是不是弄反了",
        ),
        Ordering::Less => (
            format!("是 {found} 年度的，应当是 {wanted} 年度的"),
            "去年的数没有核对；请换成去年的文件",
        ),
    }
}
