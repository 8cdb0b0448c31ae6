//! Writing files: whole or not at all.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::NamedTempFile;

use super::input::explained;

/// A file to be written.
pub(super) struct Output {
    /// Where.
    pub(super) path: PathBuf,
    /// What.
    pub(super) bytes: Vec<u8>,
}

/// Writes files of one report: all are written beside their places first and
/// renamed only when every one of them is complete.
pub(super) fn write(outputs: Vec<Output>) -> anyhow::Result<Vec<PathBuf>> {
    let mut ready = Vec::new();
    for Output { path, bytes } in outputs {
        let written = beside(&path, &bytes).with_context(|| unwritable(&path))?;
        ready.push((written, path));
    }
    let mut done = Vec::new();
    for (written, path) in ready {
        let renamed = written.persist(&path).map_err(|error| explained(&error.error));
        renamed.with_context(|| unwritable(&path))?;
        done.push(path);
    }
    Ok(done)
}

/// Makes a folder and those above it.
pub(super) fn make_folder(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)
        .map_err(|error| explained(&error))
        .with_context(|| format!("建不了文件夹 {}", folder.display()))
}

fn unwritable(path: &Path) -> String {
    format!("写不了文件 {}", path.display())
}

fn beside(path: &Path, bytes: &[u8]) -> anyhow::Result<NamedTempFile> {
    if path.is_dir() {
        anyhow::bail!("这里有一个同名的文件夹");
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = builder().tempfile_in(folder).map_err(|error| explained(&error))?;
    file.write_all(bytes).map_err(|error| explained(&error))?;
    file.as_file().sync_all().map_err(|error| explained(&error))?;
    Ok(file)
}

/// A report is for others to read, so its file has the usual rights, not those
/// of a secret.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nianbao-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
