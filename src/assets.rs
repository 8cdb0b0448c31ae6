//! Files handed down from the edge: templates and pictures.
//!
//! No room but `cli` opens a file; everything else finds bytes here by path.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

/// The templates that travel inside the program.
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The bytes of a file, shared.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Files by path. Paths use `/`: `templates/shared/page.html`,
/// `pictures/图.png`. Those are equal that hold the same.
#[derive(Clone, Default, PartialEq)]
pub struct Assets {
    files: BTreeMap<String, Asset>,
    /// Why files that are there could not be handed down.
    refused: BTreeMap<String, String>,
}

#[derive(Clone)]
struct Asset {
    bytes: Bytes,
    /// Where it was found, if that is not its path.
    origin: Option<String>,
}

impl Assets {
    /// Returns the templates that travel inside the program.
    pub fn embedded() -> Self {
        let mut assets = Self::default();
        assets.embed(&TEMPLATES);
        assets
    }

    fn embed(&mut self, dir: &'static Dir<'_>) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            self.insert(format!("templates/{path}"), Arc::new(file.contents()));
        }
        for dir in dir.dirs() {
            self.embed(dir);
        }
    }

    /// Adds a file, or replaces the one at its path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: Bytes) {
        self.files.insert(path.into(), Asset { bytes, origin: None });
    }

    /// Adds a file that users know by another name: its path on their disk.
    pub fn insert_from(
        &mut self,
        path: impl Into<String>,
        bytes: Bytes,
        origin: impl Into<String>,
    ) {
        self.files.insert(path.into(), Asset { bytes, origin: Some(origin.into()) });
    }

    /// Says why a file that is there cannot be handed down.
    pub fn refuse(&mut self, path: impl Into<String>, why: impl Into<String>) {
        self.refused.insert(path.into(), why.into());
    }

    /// Returns why a file was not handed down; none if nobody knows of one.
    pub fn refusal(&self, path: &str) -> Option<&str> {
        self.refused.get(path).map(String::as_str)
    }

    /// Returns the bytes of a file.
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path).map(|asset| &asset.bytes)
    }

    /// Returns a file as text, if it is there and is UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        let bytes: &[u8] = self.get(path)?.as_ref().as_ref();
        std::str::from_utf8(bytes).ok()
    }

    /// Returns what users know a file by: where it was found, else its path.
    pub fn origin<'a>(&'a self, path: &'a str) -> &'a str {
        self.files.get(path).and_then(|asset| asset.origin.as_deref()).unwrap_or(path)
    }

    /// Returns the files whose paths begin with `prefix`.
    #[must_use]
    pub fn below(&self, prefix: &str) -> Self {
        let is_below = |path: &str| path.starts_with(prefix);
        let files = self.files.iter().filter(|(path, _)| is_below(path));
        let refused = self.refused.iter().filter(|(path, _)| is_below(path));
        Self {
            files: files.map(|(path, asset)| (path.clone(), asset.clone())).collect(),
            refused: refused.map(|(path, why)| (path.clone(), why.clone())).collect(),
        }
    }

    /// Returns the paths that begin with `prefix`, in order.
    pub fn paths<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .range(prefix.to_owned()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |path| path.starts_with(prefix))
    }
}

impl PartialEq for Asset {
    fn eq(&self, other: &Self) -> bool {
        self.origin == other.origin
            && (Arc::ptr_eq(&self.bytes, &other.bytes)
                || (*self.bytes).as_ref() == (*other.bytes).as_ref())
    }
}

impl fmt::Debug for Assets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.files.keys()).finish()
    }
}
