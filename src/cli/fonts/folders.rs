//! Folders as `fonts.yaml` writes them, and the font files in them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Folders are not followed deeper: no font tree is.
const DEEPEST: usize = 8;

/// A folder to look in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder {
    path: PathBuf,
    /// How many levels of folders below it belong to it.
    depth: usize,
}

impl Folder {
    /// Takes a folder with all that is below it.
    pub(super) fn whole(path: &Path) -> Self {
        Self { path: path.to_owned(), depth: DEEPEST }
    }

    /// Returns the paths of the font files in it, in order of their names.
    pub(super) fn font_files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(&self.path, self.depth, &mut files);
        files
    }
}

/// Fills in `~`, `$NAME` and `*`; none if the variable is not set or no such
/// folder exists.
pub(super) fn expand(pattern: &str) -> Vec<Folder> {
    let (pattern, depth) = match pattern.strip_suffix("/**") {
        Some(above) => (above, DEEPEST),
        None => (pattern, 0),
    };
    let Some((start, rest)) = start(pattern) else { return Vec::new() };
    let mut paths = vec![start];
    for part in rest.split('/').filter(|part| !part.is_empty()) {
        paths = match part.split_once('*') {
            None => paths.iter().map(|path| path.join(part)).collect(),
            Some(ends) => paths.iter().flat_map(|path| matching(path, ends)).collect(),
        };
    }
    paths.into_iter().map(|path| Folder { path, depth }).collect()
}

/// Splits a pattern into where it starts and what follows.
fn start(pattern: &str) -> Option<(PathBuf, &str)> {
    let (first, rest) = pattern.split_once('/').unwrap_or((pattern, ""));
    let start = match (first, first.strip_prefix('$')) {
        ("~", _) => home()?,
        (_, Some(name)) => variable(name)?.into(),
        ("", None) => PathBuf::from("/"),
        (_, None) => PathBuf::from(first),
    };
    Some((start, rest))
}

fn home() -> Option<PathBuf> {
    variable("HOME").or_else(|| variable("USERPROFILE")).map(PathBuf::from)
}

fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Returns the folders in `path` whose names begin and end as asked.
fn matching(path: &Path, (prefix, suffix): (&str, &str)) -> Vec<PathBuf> {
    let fits = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.len() >= prefix.len() + suffix.len()
            && name.starts_with(prefix)
            && name.ends_with(suffix)
    };
    // Of two years of TeX the later one is better.
    entries(path).into_iter().rev().filter(fits).collect()
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if is_font(&path) {
            files.push(path);
        } else if depth > 0 && !path.is_symlink() && path.is_dir() {
            collect(&path, depth - 1, files);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let Some(extension) = path.extension() else { return false };
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[expect(clippy::disallowed_methods, reason = "this is cli: it may list folders")]
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}
