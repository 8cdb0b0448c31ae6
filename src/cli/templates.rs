//! The templates: those that travel with the program, those of a folder before
//! them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use super::input::{explained, read_bytes};
use super::stamp::{Stamp, stamp};
use crate::assets::Assets;

/// What all forms share.
pub(super) const SHARED: &str = "shared";
/// What makes a folder a form; one named as a form of the program's may hold the
/// wording alone.
pub(super) const FORM: &str = "form.yaml";
pub(super) const REPORT: &str = "report.md";

/// Returns the templates that travel with the program, those of a folder before
/// them.
pub(super) fn assets(folder: Option<&Path>) -> anyhow::Result<Assets> {
    let mut assets = Assets::embedded();
    if let Some(folder) = folder {
        let name = folder.display();
        for (_, form) in folders(folder).unwrap_or_default() {
            check_names(&form)?;
        }
        let found = add(&mut assets, folder);
        if found.with_context(|| unreadable(folder))? == 0 {
            anyhow::bail!(
                "模板文件夹 {name} 里没有模板：要有放着 {FORM} 的格式文件夹\
                 （文件夹的名称就是格式的名称），或者 {SHARED} 文件夹"
            );
        }
    }
    Ok(assets)
}

/// Returns how the files of a folder are now that templates are made of, those that
/// are not there too; nothing of a folder that cannot be listed.
pub(super) fn stamps(folder: &Path) -> BTreeMap<PathBuf, Stamp> {
    let all = listed(&Assets::embedded(), folder).unwrap_or_default();
    let paths = all.into_iter().flat_map(|template| template.files).map(|(_, path)| path);
    paths.map(|path| (path.clone(), stamp(&path))).collect()
}

/// Adds the files that templates are made of, and returns of how many folders.
fn add(assets: &mut Assets, folder: &Path) -> anyhow::Result<usize> {
    let all = listed(assets, folder)?;
    for Template { name, files } in &all {
        for (file, path) in files {
            if path.is_file() {
                let bytes = Arc::new(read_bytes(path)?);
                let origin = path.display().to_string();
                assets.insert_from(format!("templates/{name}/{file}"), bytes, origin);
            }
        }
    }
    Ok(all.len())
}

/// A folder of templates.
struct Template {
    name: String,
    /// The files that it is made of, there or not: what they are called in it, and
    /// where they lie.
    files: Vec<(String, PathBuf)>,
}

/// Lists what templates are made of. Nothing else is looked at: the folder may hold
/// anything.
fn listed(assets: &Assets, folder: &Path) -> anyhow::Result<Vec<Template>> {
    let endings = shared_endings(assets);
    let mut all = Vec::new();
    for (name, folder) in folders(folder)? {
        let files = if name == SHARED {
            files_below(&folder, &endings)?
        } else if folder.join(FORM).is_file() || known(assets, &name) {
            [FORM, REPORT].map(|file| (file.to_owned(), folder.join(file))).to_vec()
        } else {
            continue;
        };
        all.push(Template { name, files });
    }
    Ok(all)
}

/// Refuses a folder that has a file of a form under a name that only resembles it.
fn check_names(folder: &Path) -> anyhow::Result<()> {
    for (name, path) in entries(folder).with_context(|| unreadable(folder))? {
        let lower = name.to_lowercase();
        let meant = [(FORM, "form.yml"), (REPORT, "report.markdown")]
            .into_iter()
            .find(|(right, other)| lower == *right || lower == *other)
            .map(|(right, _)| right);
        if let Some(meant) = meant.filter(|meant| *meant != name) {
            anyhow::bail!("{} 要改名为 {meant}", path.display());
        }
    }
    Ok(())
}

/// Returns the endings of what all forms share: a layout may be made of other
/// files than the program's, but not of other kinds.
fn shared_endings(assets: &Assets) -> BTreeSet<OsString> {
    let shared = format!("templates/{SHARED}/");
    assets
        .paths(&shared)
        .filter_map(|path| Path::new(path).extension())
        .map(OsStr::to_owned)
        .collect()
}

/// Lists the files in a folder and below that have one of some endings, by their
/// paths from there.
fn files_below(
    folder: &Path,
    endings: &BTreeSet<OsString>,
) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for (name, path) in entries(folder)? {
        if path.extension().is_some_and(|ending| endings.contains(ending)) {
            files.push((name, path));
        }
    }
    for (name, folder) in folders(folder)? {
        let below = files_below(&folder, endings)?.into_iter();
        files.extend(below.map(|(file, path)| (format!("{name}/{file}"), path)));
    }
    Ok(files)
}

fn known(assets: &Assets, form: &str) -> bool {
    assets.get(&format!("templates/{form}/{FORM}")).is_some()
}

/// Lists the folders in a folder by name; links are none.
fn folders(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let is_folder = |path: &Path| path.is_dir() && !path.is_symlink();
    Ok(entries(folder)?.into_iter().filter(|(_, path)| is_folder(path)).collect())
}

fn unreadable(folder: &Path) -> String {
    format!("读不了模板文件夹 {}", folder.display())
}

/// Lists what a folder holds by name; what is hidden is left out.
#[expect(clippy::disallowed_methods, reason = "cli touches files")]
fn entries(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| explained(&error))? {
        let entry = entry.map_err(|error| explained(&error))?;
        if let Ok(name) = entry.file_name().into_string()
            && !name.starts_with('.')
        {
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
mod tests {
    use super::*;

    fn write(folder: &Path, path: &str, text: &str) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn takes_forms_and_what_they_share_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "shared/style.css",
            "shared/notes.txt",
            "shared/.layout/old.typ",
            "shared/layout/rows.typ",
            "shared/layout/parts/own.typ",
            "甲/form.yaml",
            "甲/report.md",
            "甲/草稿/form.yaml",
            "政府信息公开-2021/report.md",
            "照片/form.txt",
            "form.yaml",
            ".git/form.yaml",
        ] {
            write(folder.path(), path, "x");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), folder.path().join("甲/圈")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("甲"), folder.path().join("乙"))
            .unwrap();
        let assets = assets(Some(folder.path())).unwrap();
        let paths: Vec<_> = assets
            .paths("templates/")
            .filter(|path| assets.text(path) == Some("x"))
            .collect();
        assert_eq!(
            paths,
            [
                "templates/shared/layout/parts/own.typ",
                "templates/shared/layout/rows.typ",
                "templates/shared/style.css",
                "templates/政府信息公开-2021/report.md",
                "templates/甲/form.yaml",
                "templates/甲/report.md"
            ]
        );
        assert!(assets.get("templates/shared/page.html").is_some());
    }

    #[test]
    fn folder_without_templates_says_what_is_expected() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "form.yaml", "x");
        let error = assets(Some(folder.path())).unwrap_err();
        assert!(format!("{error:#}").contains("form.yaml 的格式文件夹"), "{error:#}");
        let error = assets(Some(&folder.path().join("无"))).unwrap_err();
        assert!(format!("{error:#}").ends_with("没有这个文件或文件夹"), "{error:#}");
    }
}
