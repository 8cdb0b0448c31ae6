//! The templates: those that travel with the program, those of a folder before
//! them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use super::input::{explained, read_bytes};
use crate::assets::Assets;

/// What all forms share.
const SHARED: &str = "shared";
/// What makes a folder a form; one named as a form of the program's may hold the
/// wording alone.
const FORM: &str = "form.yaml";
const REPORT: &str = "report.md";

/// Returns the templates that travel with the program, those of a folder before
/// them.
pub(super) fn assets(folder: Option<&Path>) -> anyhow::Result<Assets> {
    let mut assets = Assets::embedded();
    if let Some(folder) = folder {
        let name = folder.display();
        let found = add(&mut assets, folder);
        if found.with_context(|| format!("读不了模板文件夹 {name}"))? == 0 {
            anyhow::bail!(
                "模板文件夹 {name} 里没有模板：要有放着 {FORM} 的格式文件夹\
                 （文件夹的名称就是格式的名称），或者 {SHARED} 文件夹"
            );
        }
    }
    Ok(assets)
}

/// Adds the files that templates are made of, and returns of how many folders.
/// Nothing else is read: the folder may hold anything.
fn add(assets: &mut Assets, folder: &Path) -> anyhow::Result<usize> {
    let shared = format!("templates/{SHARED}/");
    let shared: Vec<_> =
        assets.paths(&shared).map(|path| path[shared.len()..].to_owned()).collect();
    let form = [FORM.to_owned(), REPORT.to_owned()];
    let mut found = 0;
    for (name, folder) in folders(folder)? {
        let files = if name == SHARED {
            shared.as_slice()
        } else if folder.join(FORM).is_file() || known(assets, &name) {
            form.as_slice()
        } else {
            continue;
        };
        found += 1;
        for file in files {
            let path = folder.join(file);
            if path.is_file() {
                let bytes = Arc::new(read_bytes(&path)?);
                let origin = path.display().to_string();
                assets.insert_from(format!("templates/{name}/{file}"), bytes, origin);
            }
        }
    }
    Ok(found)
}

fn known(assets: &Assets, form: &str) -> bool {
    assets.get(&format!("templates/{form}/{FORM}")).is_some()
}

/// Lists the folders in a folder by name; links and hidden ones are none.
#[expect(clippy::disallowed_methods, reason = "cli touches files")]
fn folders(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| explained(&error))? {
        let entry = entry.map_err(|error| explained(&error))?;
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let name = entry.file_name().into_string();
        if let (true, Ok(name)) = (is_folder, name)
            && !name.starts_with('.')
        {
            folders.push((name, entry.path()));
        }
    }
    folders.sort();
    Ok(folders)
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
