//! Finding last year's file: named on the command line, in the file itself, or
//! lying beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::input::{Input, explained};
use crate::diagnostic::{Code, Diagnostic};
use crate::pipeline::{Forms, Reading};

/// Where last year's files may be, by the command line.
pub(super) enum LastYear {
    /// It says nothing.
    Unsaid,
    /// One file for all.
    File(PathBuf),
    /// A folder; its files by the body and year they are of.
    Folder(BTreeMap<(String, i16), PathBuf>),
}

/// Last year's file of a report.
#[derive(Default)]
pub(super) struct Found {
    /// Its reading, if there is one.
    pub(super) reading: Option<Reading>,
    /// What there is to say about it.
    pub(super) finding: Option<Diagnostic>,
}

impl LastYear {
    /// Looks at what the command line names.
    #[expect(clippy::disallowed_methods, reason = "cli touches files")]
    pub(super) fn new(path: Option<&Path>, forms: &Forms) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::Unsaid) };
        if !path.is_dir() {
            fs::metadata(path)
                .map_err(|error| explained(&error))
                .with_context(|| format!("读不了去年的文件 {}", path.display()))?;
            return Ok(Self::File(path.to_owned()));
        }
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(path)? {
            let path = entry?.path();
            let is_yaml = path
                .extension()
                .is_some_and(|ending| ending == "yaml" || ending == "yml");
            if is_yaml && let Some(reading) = read(&path, forms)? {
                files.extend(key(&reading).map(|key| (key, path)));
            }
        }
        Ok(Self::Folder(files))
    }

    /// Finds last year's file of a report whose file lies in `folder`.
    pub(super) fn of(
        &self,
        reading: &Reading,
        folder: &Path,
        forms: &Forms,
    ) -> anyhow::Result<Found> {
        let path = match self {
            Self::File(path) => Some(path.clone()),
            Self::Folder(files) => {
                let this = key(reading);
                this.and_then(|(body, year)| files.get(&(body, year - 1)).cloned())
            }
            Self::Unsaid => {
                if let Some((name, span)) = &reading.head.last_year {
                    let path = folder.join(name);
                    let Ok(Some(found)) = read(&path, forms) else {
                        let message =
                            format!("读不了去年的文件“{name}”，去年的数没有核对");
                        let finding = Diagnostic::warning(Code::LastYearFile, message)
                            .at(span.clone(), "")
                            .path("上年文件")
                            .help("写去年数据文件与这个文件的相对位置，例如 ../2024/2024.yaml");
                        return Ok(Found { reading: None, finding: Some(finding) });
                    };
                    return Ok(Found { reading: Some(found), finding: None });
                }
                return sibling(reading, folder, forms);
            }
        };
        let reading = path.map(|path| read(&path, forms)).transpose()?.flatten();
        Ok(Found { reading, finding: None })
    }
}

/// Takes `<year-1>.yaml` beside the file, if it is of the same body.
fn sibling(reading: &Reading, folder: &Path, forms: &Forms) -> anyhow::Result<Found> {
    let Some(year) = reading.head.year else { return Ok(Found::default()) };
    let path = folder.join(format!("{}.yaml", year - 1));
    if !path.is_file() {
        return Ok(Found::default());
    }
    let found = read(&path, forms)?.filter(|other| other.is_of_same_body(reading));
    Ok(Found { reading: found, finding: None })
}

/// Reads a file; none if it is no text.
fn read(path: &Path, forms: &Forms) -> anyhow::Result<Option<Reading>> {
    let source = Input::File(path.to_owned()).read()?;
    Ok(source.ok().map(|source| forms.read(&source)))
}

/// Returns the body and year a file is of.
fn key(reading: &Reading) -> Option<(String, i16)> {
    let facts = reading.facts.as_ref()?;
    Some((facts.text(&["单位", "名称"])?.to_owned(), facts.year()?))
}
