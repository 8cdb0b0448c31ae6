//! Files handed down from the edge: templates, fonts, pictures.
//!
//! No room but `cli` opens a file; everything else finds bytes here by path.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The bytes of a file, shared; a mapped file as well as a read one.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Files by path. Paths use `/`: `templates/shared/page.html`,
/// `fonts/FandolSong-Regular.otf`, `pictures/图.png`.
#[derive(Clone, Default)]
pub struct Assets(BTreeMap<String, Bytes>);

impl Assets {
    /// Adds a file, or replaces the one at its path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: Bytes) {
        self.0.insert(path.into(), bytes);
    }

    /// Returns the bytes of a file.
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.0.get(path)
    }

    /// Returns a file as text, if it is there and is UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        let bytes: &[u8] = self.0.get(path)?.as_ref().as_ref();
        std::str::from_utf8(bytes).ok()
    }

    /// Returns the paths that begin with `prefix`, in order.
    pub fn paths<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .range(prefix.to_owned()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |path| path.starts_with(prefix))
    }
}

impl fmt::Debug for Assets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
