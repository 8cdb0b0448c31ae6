//! Reading files: staff's, templates, pictures.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use crate::assets::Assets;
use crate::compose::PictureUse;
use crate::diagnostic::Diagnostic;
use crate::picture;
use crate::source::Source;
use crate::yaml;

/// A staff's file has some kilobytes and a picture some megabytes; what has more than
/// so many is none, and what never ends is not waited for.
const LARGEST: usize = 16 * 1024 * 1024;
/// Room for nearly every staff's file, so that it is not moved while it is read.
const USUAL: usize = 64 * 1024;
const NO_DATA: &str = "不会是数据文件";

/// Where a staff's file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    pub(super) fn new(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    /// Returns the name that users know it by.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "标准输入".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Returns the folder that pictures and outputs stand in.
    pub(super) fn folder(&self) -> PathBuf {
        match self {
            Self::Stdin => PathBuf::from("."),
            Self::File(path) => folder(path).to_owned(),
        }
    }

    /// Returns the name of its outputs without their ending.
    pub(super) fn stem(&self) -> OsString {
        let stem = match self {
            Self::Stdin => None,
            Self::File(path) => path.file_stem(),
        };
        stem.unwrap_or(OsStr::new("nianbao")).to_owned()
    }

    /// Reads the text; a text that is none is the user's to mend, a file that
    /// cannot be read is not.
    pub(super) fn read(&self) -> anyhow::Result<Result<Source, Box<Diagnostic>>> {
        Ok(yaml::decode(&self.name(), &self.bytes()?))
    }

    /// Reads the bytes, unless they are more than a staff's file has.
    pub(super) fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Stdin => {
                read_all(io::stdin().lock(), LARGEST, NO_DATA).context("读不了标准输入")
            }
            Self::File(path) => read_file(path, LARGEST, NO_DATA),
        }
    }
}

/// Reads a file that has no more than so many bytes; says `too_large` of another.
pub(super) fn read_file(
    path: &Path,
    most: usize,
    too_large: &str,
) -> anyhow::Result<Vec<u8>> {
    open(path)
        .and_then(|file| read_all(file, most, too_large))
        .with_context(|| format!("读不了文件 {}", path.display()))
}

/// Returns the folder that something lies in.
pub(super) fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Returns a path as people write it: `./2024.md` says no more than `2024.md`.
pub(super) fn shortened(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

fn open(path: &Path) -> anyhow::Result<File> {
    if path.is_dir() {
        let example = path.join("2024.yaml");
        anyhow::bail!("这是一个文件夹，要写里面的文件，例如 {}", example.display());
    }
    if is_named_pipe(path) {
        anyhow::bail!("这是一个管道，不是文件");
    }
    File::open(path).map_err(|error| explained(&error))
}

/// Tells whether opening a path would wait for somebody to write. The pipe that a
/// shell has already opened (`<(…)`, `/dev/stdin`) has no place in a folder.
#[cfg(unix)]
fn is_named_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    path.metadata().is_ok_and(|known| known.file_type().is_fifo())
        && path.canonicalize().is_ok()
}

#[cfg(not(unix))]
fn is_named_pipe(_: &Path) -> bool {
    false
}

/// Reads to the end; says `too_large` of what has none in sight.
fn read_all(
    reader: impl io::Read,
    most: usize,
    too_large: &str,
) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(USUAL);
    let mut reader = reader.take(most as u64 + 1);
    reader.read_to_end(&mut bytes).map_err(|error| explained(&error))?;
    check_size(bytes.len(), most, too_large)?;
    Ok(bytes)
}

fn check_size(bytes: usize, most: usize, too_large: &str) -> anyhow::Result<()> {
    anyhow::ensure!(bytes <= most, "超过 {} MB，{too_large}", most / 1024 / 1024);
    Ok(())
}

/// Refuses a text that is larger than a staff's file.
pub(super) fn check_text(text: &str) -> anyhow::Result<()> {
    check_size(text.len(), LARGEST, NO_DATA)
}

/// Reads a file.
#[expect(clippy::disallowed_methods, reason = "cli touches files")]
pub(super) fn read_bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path)
        .map_err(|error| explained(&error))
        .with_context(|| format!("读不了文件 {}", path.display()))
}

/// Says in Chinese what the system says of a file.
pub(super) fn explained(error: &io::Error) -> anyhow::Error {
    use io::ErrorKind;
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "这是一个文件夹",
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::AlreadyExists => "已经有同名的文件",
        ErrorKind::InvalidFilename => "文件名太长或有不能用的字符",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::QuotaExceeded => "超过了磁盘配额",
        ErrorKind::ResourceBusy => "文件正在使用中",
        ErrorKind::UnexpectedEof => "文件不完整",
        ErrorKind::InvalidInput => "路径里有不能用的字符",
        _ => return anyhow::anyhow!("系统报告“{error}”"),
    };
    anyhow::Error::msg(known)
}

/// Makes sure that a folder that the user names is one, and can be looked into.
#[expect(clippy::disallowed_methods, reason = "cli touches files")]
pub(super) fn check_folder(folder: Option<&Path>) -> anyhow::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    let about = folder.metadata().map_err(|error| explained(&error)).and_then(|about| {
        anyhow::ensure!(about.is_dir(), "这不是文件夹");
        fs::read_dir(folder).map_err(|error| explained(&error))?;
        Ok(())
    });
    about.with_context(|| format!("用不了字体文件夹 {}", folder.display()))
}

/// Puts the pictures that a report shows among its assets. One that is not there is
/// left out, one that cannot be read refused; the report says so.
pub(super) fn add_pictures(assets: &mut Assets, folder: &Path, pictures: &[PictureUse]) {
    for PictureUse { path, .. } in pictures {
        if !picture::is_beside(path) {
            continue;
        }
        let file = folder.join(path);
        if file.symlink_metadata().is_err() {
            continue;
        }
        let asset = picture::asset_path(path);
        match read_picture(&file, folder) {
            Ok(bytes) => assets.insert(asset, Arc::new(bytes)),
            Err(error) => assets.refuse(asset, error.to_string()),
        }
    }
}

/// Reads a picture that lies in a folder or below, even where a link leads on.
fn read_picture(file: &Path, folder: &Path) -> anyhow::Result<Vec<u8>> {
    let explained = |error: io::Error| explained(&error);
    let real = file.canonicalize().map_err(explained)?;
    if !real.starts_with(folder.canonicalize().map_err(explained)?) {
        anyhow::bail!("它是一个链接，指向数据文件的文件夹外面");
    }
    let known = real.metadata().map_err(explained)?;
    if known.is_dir() {
        anyhow::bail!("这是一个文件夹");
    }
    if !known.is_file() {
        anyhow::bail!("这不是文件");
    }
    read_all(File::open(real).map_err(explained)?, LARGEST, "请先把它缩小")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_staffs_file_is_said() {
        let message =
            |error: anyhow::Result<Vec<u8>>| format!("{:#}", error.unwrap_err());
        assert_eq!(
            message(read_all(io::repeat(b'a'), LARGEST, NO_DATA)),
            "超过 16 MB，不会是数据文件"
        );
        let folder = tempfile::tempdir().unwrap();
        let read = |path: &Path| {
            let error = Input::new(path).read().unwrap_err();
            format!("{error:#}").replace(&folder.path().display().to_string(), "甲")
        };
        assert_eq!(
            read(folder.path()),
            "读不了文件 甲: 这是一个文件夹，要写里面的文件，例如 甲/2024.yaml"
        );
        let missing = folder.path().join("乙.yaml");
        assert_eq!(read(&missing), "读不了文件 甲/乙.yaml: 没有这个文件或文件夹");
    }
}
