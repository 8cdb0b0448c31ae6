//! Writing files: whole or not at all.
//!
//! The files of a report are written beside their places, then renamed one by one,
//! each old file kept under a second name until all are in place; should one
//! fail, those before it are put back. What remains: a program that is killed
//! between two renames leaves some files new and some old, each of them whole,
//! and beside them hidden files whose names begin with `.nianbao-`. Nobody removes
//! these: an old file under its second name is as old as the report it holds, so
//! that what a killed program left cannot be told from what another needs.
//!
//! A new folder is filled under such a name, then renamed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::{NamedTempFile, TempPath};

use super::input::{self, explained, folder};
use super::print;

/// Begins the names of files that are not yet in their places.
const HIDDEN: &str = ".nianbao-";

/// A file to be written.
pub(super) struct Output {
    /// Where.
    pub(super) path: PathBuf,
    /// What.
    pub(super) bytes: Vec<u8>,
}

/// Writes the files of one report, all or none, and returns where.
pub(super) fn write(outputs: &[Output]) -> anyhow::Result<Vec<PathBuf>> {
    let ready =
        |output: &Output| Ready::new(output).with_context(|| unwritable(&output.path));
    replace(outputs.iter().map(ready).collect::<anyhow::Result<_>>()?)
}

/// Writes files that are not there yet, all or none. What is there already, or comes
/// there meanwhile, stays as it is.
pub(super) fn create(outputs: &[Output]) -> anyhow::Result<()> {
    let ready = |output: &Output| {
        let written = new_file(output).map_err(|error| explained(&error));
        written.with_context(|| unwritable(&output.path))
    };
    let ready = outputs.iter().map(ready).collect::<anyhow::Result<Vec<_>>>()?;
    let mut done: Vec<Replaced> = Vec::new();
    for (written, output) in ready.into_iter().zip(outputs) {
        let path = output.path.clone();
        match written.persist_noclobber(&path) {
            Ok(_) => done.push(Replaced { target: path.clone(), path, old: None }),
            Err(error) => {
                let error = explained(&error.error).context(unwritable(&path));
                return Err(restore(done, error));
            }
        }
    }
    Ok(())
}

/// Writes a file beside its place.
fn new_file(output: &Output) -> io::Result<NamedTempFile> {
    let mut written = builder().tempfile_in(folder(&output.path))?;
    written.write_all(&output.bytes)?;
    written.as_file().sync_all()?;
    Ok(written)
}

/// Refuses to write over a file that the command reads.
pub(super) fn check_not_read<'a>(
    path: &Path,
    read: impl IntoIterator<Item = &'a PathBuf>,
) -> anyhow::Result<()> {
    let Ok(target) = path.canonicalize() else { return Ok(()) };
    let is_target = |file: &&PathBuf| file.canonicalize().is_ok_and(|it| it == target);
    if let Some(over) = read.into_iter().find(is_target) {
        anyhow::bail!(
            "不能写到 {}：这会覆盖数据文件 {}；请用 -o 换一个文件名",
            path.display(),
            over.display()
        );
    }
    Ok(())
}

/// Refuses `-` where what is written is no text for standard output.
pub(super) fn check_is_place(path: &Path) -> anyhow::Result<()> {
    let reason = "“-”是标准输出，这里不能输出到那里；请在 -o 后面写名称";
    anyhow::ensure!(path.as_os_str() != "-", reason);
    Ok(())
}

/// Writes a text to a file and says where, or to standard output, which is where
/// `-` leads too.
pub(super) fn deliver(text: String, path: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        return print(text.as_bytes());
    };
    write(&[Output { path: path.to_owned(), bytes: text.into_bytes() }])?;
    print(format!("{}\n", path.display()).as_bytes())
}

/// Makes a folder and those above it.
pub(super) fn make_folder(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)
        .map_err(|error| explained(&error))
        .with_context(|| format!("建不了文件夹 {}", folder.display()))
}

/// Makes a folder with files in it, whole or not at all, and returns where they
/// are. What is there already stays as it is.
#[expect(clippy::disallowed_methods, reason = "cli touches files")]
pub(super) fn write_folder(
    folder: &Path,
    files: &[(&str, &[u8])],
) -> anyhow::Result<Vec<PathBuf>> {
    if folder.symlink_metadata().is_ok() {
        anyhow::bail!("{} 已经有了，没有动它；请换一个地方", folder.display());
    }
    let above = input::folder(folder);
    make_folder(above)?;
    let fill = || -> io::Result<()> {
        let new = folder_builder().tempdir_in(above)?;
        for (name, bytes) in files {
            let path = new.path().join(name);
            fs::create_dir_all(input::folder(&path))?;
            fs::write(path, bytes)?;
        }
        fs::rename(new.path(), folder)?;
        // It is not there any more under the name it would be removed by.
        let _renamed = new.keep();
        Ok(())
    };
    fill()
        .map_err(|error| explained(&error))
        .with_context(|| format!("写不了文件夹 {}", folder.display()))?;
    Ok(files.iter().map(|(name, _)| folder.join(name)).collect())
}

fn unwritable(path: &Path) -> String {
    format!("写不了文件 {}", path.display())
}

/// A complete file beside its place.
struct Ready {
    path: PathBuf,
    /// What the path leads to, if it is a link.
    target: PathBuf,
    written: NamedTempFile,
}

/// A file in its place.
struct Replaced {
    path: PathBuf,
    target: PathBuf,
    /// What was there before; goes away when it is no longer needed.
    old: Option<TempPath>,
}

impl Ready {
    fn new(Output { path, bytes }: &Output) -> anyhow::Result<Self> {
        let target = if path.is_symlink() {
            path.canonicalize()
                .map_err(|error| explained(&error))
                .context("这是一个链接，它指向的文件打不开")?
        } else {
            path.clone()
        };
        let there = fs::metadata(&target).ok();
        match &there {
            Some(there) if there.is_dir() => anyhow::bail!("这里有一个同名的文件夹"),
            Some(there) if !there.is_file() => {
                anyhow::bail!("这里有一个同名的设备或管道，不能用报告替换它")
            }
            Some(_) | None => {}
        }
        let folder = folder(&target);
        if let Ok(false) = folder.try_exists() {
            anyhow::bail!("没有文件夹 {}，请先建好，或者换一个地方", folder.display());
        }
        let mut written =
            builder().tempfile_in(folder).map_err(|error| explained(&error))?;
        written.write_all(bytes).map_err(|error| explained(&error))?;
        // Who may read the old file may read the new one, and nobody else.
        if let Some(rights) =
            there.map(|there| there.permissions()).filter(|rights| !rights.readonly())
        {
            let kept = written.as_file().set_permissions(rights);
            kept.map_err(|error| explained(&error))?;
        }
        written.as_file().sync_all().map_err(|error| explained(&error))?;
        Ok(Self { path: path.clone(), target, written })
    }

    fn replace(self) -> anyhow::Result<Replaced> {
        let Self { path, target, written } = self;
        let old = keep(&target).map_err(|error| explained(&error))?;
        written.persist(&target).map_err(|error| explained(&error.error))?;
        Ok(Replaced { path, target, old })
    }
}

impl Replaced {
    /// Puts back what was there before.
    fn restore(self) -> io::Result<()> {
        match self.old {
            Some(old) => old.persist(&self.target).map_err(|error| error.error),
            None => fs::remove_file(&self.target),
        }
    }
}

fn replace(all: Vec<Ready>) -> anyhow::Result<Vec<PathBuf>> {
    let mut done: Vec<Replaced> = Vec::new();
    for ready in all {
        let failed = unwritable(&ready.path);
        match ready.replace() {
            Ok(replaced) => done.push(replaced),
            Err(error) => return Err(restore(done, error.context(failed))),
        }
    }
    Ok(done.into_iter().map(|replaced| replaced.path).collect())
}

/// Puts everything back, and adds to the error what could not be.
fn restore(done: Vec<Replaced>, mut error: anyhow::Error) -> anyhow::Error {
    for replaced in done {
        let path = replaced.path.display().to_string();
        if let Err(cause) = replaced.restore() {
            let cause = explained(&cause);
            error = error.context(format!("{path} 已经是新的，恢复不了（{cause}）"));
        }
    }
    error
}

/// Gives a file a second name beside it; none if there is no file.
fn keep(target: &Path) -> io::Result<Option<TempPath>> {
    if !target.exists() {
        return Ok(None);
    }
    let link = |name: &Path| match fs::hard_link(target, name) {
        // Memory sticks know no second names.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            fs::copy(target, name).map(|_| ())
        }
        result => result,
    };
    let kept = builder().make_in(folder(target), link)?;
    Ok(Some(kept.into_temp_path()))
}

/// A report is for others to read, so its file has the usual rights, not those
/// of a secret.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(HIDDEN);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

fn folder_builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(HIDDEN);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    builder
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
mod tests {
    use super::*;

    fn output(folder: &Path, name: &str) -> Output {
        Output { path: folder.join(name), bytes: b"new".to_vec() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[track_caller]
    fn text(folder: &Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).unwrap()
    }

    #[test]
    fn old_files_give_way_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("a.html"), "old").unwrap();
        write(&[output(folder, "a.html"), output(folder, "a.md")]).unwrap();
        assert_eq!(names(folder), ["a.html", "a.md"]);
        assert_eq!(text(folder, "a.html"), "new");
    }

    #[test]
    fn nothing_is_replaced_if_one_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("a.html"), "old").unwrap();
        fs::create_dir(folder.join("a.md")).unwrap();
        let error = write(&[output(folder, "a.html"), output(folder, "a.md")]);
        assert!(format!("{:#}", error.unwrap_err()).contains("a.md"));
        assert_eq!(names(folder), ["a.html", "a.md"]);
        assert_eq!(text(folder, "a.html"), "old");
    }

    #[test]
    fn those_before_a_failure_are_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("a.html"), "old").unwrap();
        let outputs = ["a.html", "a.md", "a.pdf"].map(|name| output(folder, name));
        let ready = outputs.iter().map(|output| Ready::new(output).unwrap()).collect();
        // It comes between the writing and the renaming.
        fs::create_dir(folder.join("a.pdf")).unwrap();
        let error = replace(ready).unwrap_err();
        assert!(error.to_string().contains("a.pdf"), "{error:#}");
        assert_eq!(names(folder), ["a.html", "a.pdf"]);
        assert_eq!(text(folder, "a.html"), "old");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::create_dir(folder.join("www")).unwrap();
        fs::write(folder.join("www/a.html"), "old").unwrap();
        std::os::unix::fs::symlink("www/a.html", folder.join("a.html")).unwrap();
        std::os::unix::fs::symlink("www/b.html", folder.join("b.html")).unwrap();
        write(&[output(folder, "a.html")]).unwrap();
        assert!(folder.join("a.html").is_symlink());
        assert_eq!(text(folder, "www/a.html"), "new");
        assert!(write(&[output(folder, "b.html")]).is_err());
    }

    #[test]
    fn what_is_there_stays_and_nothing_is_created_beside() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("b"), "mine").unwrap();
        let error = create(&[output(folder, "a"), output(folder, "b")]).unwrap_err();
        assert!(format!("{error:#}").ends_with("已经有同名的文件"), "{error:#}");
        assert_eq!(names(folder), ["b"]);
        assert_eq!(text(folder, "b"), "mine");
        create(&[output(folder, "a"), output(folder, "c")]).unwrap();
        assert_eq!(names(folder), ["a", "b", "c"]);
    }

    #[test]
    fn folder_is_whole_and_never_written_over() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("new/form");
        let written = write_folder(&folder, &[("a", b"new"), ("b", b"new")]).unwrap();
        assert_eq!(written, [folder.join("a"), folder.join("b")]);
        assert_eq!(names(&folder), ["a", "b"]);
        fs::write(folder.join("a"), "mine").unwrap();
        let error = write_folder(&folder, &[("a", b"new")]).unwrap_err();
        assert!(error.to_string().contains("已经有了"), "{error:#}");
        assert_eq!(text(&folder, "a"), "mine");
        let other = scratch.path().join("new/other");
        assert!(write_folder(&other, &[("a", b"new"), ("a/b", b"new")]).is_err());
        assert_eq!(names(&scratch.path().join("new")), ["form"]);
        write_folder(&other, &[("a", b"new"), ("b/c", b"new")]).unwrap();
        assert_eq!(text(&other, "b/c"), "new");
    }
}
