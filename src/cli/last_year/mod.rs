//! Finding last year's file: named in the file itself, else on the command line,
//! else lying beside it.

mod folder;
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
use super::input::{Input, explained, shortened};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pipeline::{Forms, Misfit, Reading};
use crate::source::{Source, Span};
use folder::Folder;

/// Where last year's files may be, by the command line.
pub(super) enum LastYear {
    /// It says nothing.
    Unsaid,
    /// One file, read once.
    File(PathBuf, Read, Bodies),
    /// A folder with the files of many bodies.
    Folder(Folder),
}

/// How last year's files are read: by which forms, and in place of which files on
/// disk an editor's texts, by their real paths.
pub(super) struct Library<'a> {
    pub(super) forms: &'a Forms,
    pub(super) opened: &'a BTreeMap<PathBuf, Source>,
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
    pub(super) fn new(
        args: &DeskArgs,
        files: usize,
        forms: &Forms,
    ) -> anyhow::Result<Self> {
        let Some(path) = &args.last_year else { return Ok(Self::Unsaid) };
        let unreadable = || format!("读不了去年的文件 {}", path.display());
        if path.is_dir() {
            return Ok(Self::Folder(Folder::open(path).with_context(unreadable)?));
        }
        fs::metadata(path).map_err(|error| explained(&error)).with_context(unreadable)?;
        let bodies = if files == 1 { Bodies::Any } else { Bodies::Same };
        let library = Library { forms, opened: &BTreeMap::new() };
        Ok(Self::File(path.clone(), library.read(path), bodies))
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
            return candidate.judge(
                reading,
                library.read(&folder.join(name)),
                Bodies::Any,
            );
        }
        match self {
            Self::File(path, read, bodies) => {
                let candidate = Candidate::of(reading, path, Severity::Warning);
                candidate.judge(reading, read.clone(), *bodies)
            }
            Self::Folder(files) => files
                .find(reading, library)
                .or_else(|| sibling(reading, folder, library))
                .unwrap_or_else(|| files.lacks(reading)),
            Self::Unsaid => sibling(reading, folder, library).unwrap_or_default(),
        }
    }
}

/// Takes `<year-1>.yaml` beside the file, if it is of the same body.
fn sibling(reading: &Reading, folder: &Path, library: &Library<'_>) -> Option<Found> {
    let year = reading.head.year?.checked_sub(1)?;
    let path = shortened(folder.join(format!("{year}.yaml")));
    if !path.is_file() {
        return None;
    }
    let read = library.read(&path);
    if read.as_ref().is_ok_and(|other| !other.is_of_same_body(reading)) {
        return None;
    }
    let candidate = Candidate::of(reading, &path, Severity::Note);
    Some(candidate.judge(reading, read, Bodies::Same))
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
            (Some(Misfit::Errors), _) => {
                let errors = other.findings.iter().filter(|finding| finding.is_error());
                let first = errors.clone().next().map_or("", |first| &first.message);
                self.unused(
                    &format!("有 {} 处错误，不能用来核对：{first}", errors.count()),
                    "去年的数没有核对；先用 nianbao check 检查去年的文件",
                )
            }
            (None, renamed) => {
                let note = renamed.map(|message| {
                    self.finding(Severity::Note, &message)
                        .help("改了名称的不用理会，去年的数已经用上；拿错了文件的请改正")
                });
                Found { reading: Some(other), findings: note.into_iter().collect() }
            }
        }
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

impl Library<'_> {
    fn read(&self, path: &Path) -> Read {
        let opened = path.canonicalize().ok().and_then(|path| self.opened.get(&path));
        if let Some(source) = opened {
            return Ok(Arc::new(self.forms.read(source)));
        }
        match Input::File(path.to_owned()).read() {
            Ok(Ok(source)) => Ok(Arc::new(self.forms.read(&source))),
            Ok(Err(finding)) => Err(finding.message),
            Err(error) => Err(error.root_cause().to_string()),
        }
    }
}
