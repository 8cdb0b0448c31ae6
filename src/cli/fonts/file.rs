//! Font files on the disk.
//!
//! They are read, not mapped: a mapped file that somebody cuts short takes the
//! process with it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use memmap2::MmapMut;

use crate::assets::Bytes;
use crate::cli::input::explained;
use crate::fonts::FontFile;

/// No font is larger, in bytes: the largest collections have some 150 MB.
const LARGEST: u64 = 1 << 28;

/// Takes a file that is read when it is needed.
pub(super) fn at(path: &Path) -> Arc<FontFile> {
    let owned = path.to_owned();
    FontFile::new(path.display().to_string(), move || {
        whole(&owned).map_err(|error| reason(&error))
    })
}

/// Opens a file, and returns its length in bytes. What is no plain file is not
/// opened: a pipe would be waited on.
pub(super) fn open(path: &Path) -> io::Result<(File, u64)> {
    let about = path.metadata()?;
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(io::Error::other("这不是普通的文件"));
    }
    if about.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok((File::open(path)?, about.len()))
}

/// Says in Chinese why a file cannot be read.
pub(super) fn reason(error: &io::Error) -> String {
    format!("打不开，{}", explained(error))
}

fn whole(path: &Path) -> io::Result<Bytes> {
    let (mut file, length) = open(path)?;
    let mut bytes = MmapMut::map_anon(usize::try_from(length).unwrap_or_default())?;
    large_pages(&bytes);
    file.read_exact(&mut bytes)?;
    Ok(Arc::new(bytes))
}

/// Asks for large pages: with small ones the kernel takes longer to provide
/// thirty megabytes than to copy them. A kernel that has none says so, which is
/// no harm.
fn large_pages(bytes: &MmapMut) {
    #[cfg(target_os = "linux")]
    let _asked = bytes.advise(memmap2::Advice::HugePage);
    #[cfg(not(target_os = "linux"))]
    let _: &MmapMut = bytes;
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn file_is_read_when_it_is_asked_for_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("甲.ttf");
        let file = at(&path);
        File::create(&path).unwrap().write_all(b"bytes").unwrap();
        let length = file.bytes().map(|bytes| (**bytes).as_ref().len());
        std::fs::remove_file(&path).unwrap();
        assert_eq!(length, Ok(5));
        assert!(file.bytes().is_ok());
        assert_eq!(at(&path).bytes().err(), Some("打不开，没有这个文件或文件夹"));
        assert_eq!(at(folder.path()).bytes().err(), Some("打不开，这是一个文件夹"));
    }

    #[test]
    fn huge_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("甲.ttf");
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert_eq!(at(&path).bytes().err(), Some("打不开，文件太大"));
    }
}
