//! A folder with last year's files of many bodies.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Bodies, Candidate, Found, Library, explained};
use crate::cli::input::Input;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::facts::{self, Head};
use crate::pipeline::Reading;
use crate::yaml;

/// How many files that cannot be told are named.
const MOST_NAMED: usize = 3;

/// The YAML files of a folder.
pub(in crate::cli) struct Folder {
    path: PathBuf,
    /// The files by the body and year they are of, in order of name.
    files: BTreeMap<(String, i16), Vec<PathBuf>>,
    /// Those that do not say whose they are.
    unknown: Vec<PathBuf>,
}

impl Folder {
    /// Lists the files by what their heads say.
    #[expect(clippy::disallowed_methods, reason = "cli touches files")]
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(path).map_err(|error| explained(&error))? {
            paths.push(entry.map_err(|error| explained(&error))?.path());
        }
        paths.sort();
        let mut folder =
            Self { path: path.to_owned(), files: BTreeMap::new(), unknown: Vec::new() };
        for path in paths {
            let ending = path.extension().unwrap_or_default();
            if !["yaml", "yml"].iter().any(|it| ending.eq_ignore_ascii_case(it)) {
                continue;
            }
            match head(&path).as_ref().and_then(key) {
                Some(key) => folder.files.entry(key).or_default().push(path),
                None => folder.unknown.push(path),
            }
        }
        Ok(folder)
    }

    /// Takes the file that is of the same body and the year before.
    pub(super) fn find(&self, reading: &Reading, library: &Library<'_>) -> Option<Found> {
        let (body, year) = key(&reading.head)?;
        let paths = self.files.get(&(body, year.checked_sub(1)?))?;
        let path = paths.first()?;
        let candidate = Candidate::of(reading, path, Severity::Note);
        let mut found = candidate.judge(reading, library.read(path), Bodies::Same);
        if paths.len() > 1 {
            let message = format!(
                "{} 的去年文件有 {} 份：{}；用的是第一份",
                reading.source.name(),
                paths.len(),
                listed(paths)
            );
            found.findings.push(Diagnostic::note(Code::LastYearFile, message));
        }
        Some(found)
    }

    /// Says that there is no such file, unless the report does not say whose it is.
    pub(super) fn lacks(&self, reading: &Reading) -> Found {
        let Some((body, year)) = key(&reading.head) else { return Found::default() };
        let message = format!(
            "{} 的去年文件没有找到：文件夹 {} 里没有“{body}”{} 年度的",
            reading.source.name(),
            self.path.display(),
            year.saturating_sub(1)
        );
        let finding = Diagnostic::note(Code::LastYearFile, message)
            .help("去年的数没有核对；单位改过名称的，用“上年文件”写明是哪一份");
        let finding = match &self.unknown[..] {
            [] => finding,
            unknown => {
                let named = listed(&unknown[..unknown.len().min(MOST_NAMED)]);
                finding.help(format!(
                    "有 {} 份看不出是谁的：{named}，先用 nianbao check 检查",
                    unknown.len()
                ))
            }
        };
        Found { reading: None, findings: vec![finding] }
    }
}

fn listed(paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    names.join("、")
}

/// Reads no more of a file than what it says of itself.
fn head(path: &Path) -> Option<Head> {
    let source = Input::File(path.to_owned()).read().ok()?.ok()?;
    yaml::load(&source).root.as_ref().map(facts::head)
}

/// Returns the body and year a file is of.
fn key(head: &Head) -> Option<(String, i16)> {
    Some((head.body.clone()?, head.year?))
}
