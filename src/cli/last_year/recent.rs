//! The files that were read last: one may serve many reports.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::{Library, Read};
use crate::cli::input::Input;
use crate::pipeline::Forms;

/// How many are kept. Where each report has a file of its own, none is asked for
/// again, and memory must not grow with their number.
const KEPT: usize = 8;

/// The files read last, the newest in front.
#[derive(Default)]
pub(super) struct Recent(Mutex<VecDeque<(Version, Read)>>);

/// A file as it was when it was read.
#[derive(PartialEq, Eq)]
struct Version {
    path: PathBuf,
    /// When it was changed, and its bytes; none if it is not there.
    state: Option<(SystemTime, u64)>,
}

impl Version {
    fn of(path: &Path) -> Self {
        let known = fs::metadata(path).ok();
        let state = known.and_then(|known| Some((known.modified().ok()?, known.len())));
        Self { path: path.to_owned(), state }
    }
}

impl Recent {
    /// Reads a file, unless it was just read and has not been changed since, or an
    /// editor holds its text.
    pub(super) fn read(&self, path: &Path, library: &Library<'_>) -> Read {
        if let Some(source) = library.opened(path) {
            return Ok(Arc::new(library.forms.read(source)));
        }
        let version = Version::of(path);
        // Not locked while a file is read: two threads may read the same one.
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, read)) = lock().iter().find(|(known, _)| *known == version) {
            return read.clone();
        }
        let read = read(path, library.forms);
        let mut kept = lock();
        kept.push_front((version, read.clone()));
        kept.truncate(KEPT);
        read
    }
}

fn read(path: &Path, forms: &Forms) -> Read {
    match Input::File(path.to_owned()).read() {
        Ok(Ok(source)) => Ok(Arc::new(forms.read(&source))),
        Ok(Err(finding)) => Err(finding.message),
        Err(error) => Err(error.root_cause().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::assets::Assets;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
    fn a_file_is_read_again_only_when_it_was_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2020.yaml");
        let (recent, forms) = (Recent::default(), Forms::new(&Assets::default()));
        let library = Library { forms: &forms, opened: &BTreeMap::new() };
        assert!(recent.read(&path, &library).is_err());
        fs::write(&path, "年度: 2020").unwrap();
        let first = recent.read(&path, &library).unwrap();
        assert!(Arc::ptr_eq(&first, &recent.read(&path, &library).unwrap()));
        fs::write(&path, "年度: 2020\n").unwrap();
        assert!(!Arc::ptr_eq(&first, &recent.read(&path, &library).unwrap()));
        for other in 0..KEPT {
            drop(recent.read(&folder.path().join(other.to_string()), &library));
        }
        assert_eq!(recent.0.lock().unwrap().len(), KEPT);
    }
}
