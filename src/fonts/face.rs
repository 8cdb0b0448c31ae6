//! Faces, the files they are in, and the chains that roles make of them.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::{Purpose, Remedy, Role};
use crate::assets::Bytes;

/// How the edge reads a file; the error is its reason, for messages.
type Read = dyn Fn() -> Result<Bytes, String> + Send + Sync;

/// A font file, read when its bytes are first asked for: of all that serve a role
/// a report needs few.
pub struct FontFile {
    path: String,
    read: Box<Read>,
    bytes: OnceLock<Result<Bytes, String>>,
}

impl FontFile {
    /// Takes a path, for messages, and the way to read the file, whose error is a
    /// reason that completes 打不开：….
    pub fn new(
        path: impl Into<String>,
        read: impl Fn() -> Result<Bytes, String> + Send + Sync + 'static,
    ) -> Arc<Self> {
        let (path, read) = (path.into(), Box::new(read));
        Arc::new(Self { path, read, bytes: OnceLock::new() })
    }

    /// Returns the path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the whole file.
    ///
    /// # Errors
    ///
    /// Why it cannot be read; asked again, it says the same.
    pub fn bytes(&self) -> Result<&Bytes, &str> {
        self.bytes.get_or_init(&self.read).as_ref().map_err(String::as_str)
    }
}

impl fmt::Debug for FontFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FontFile").field(&self.path).finish()
    }
}

/// One face of a font file.
#[derive(Debug, Clone)]
pub struct Face {
    /// The family's name in `fonts.yaml`, for messages.
    pub family: String,
    /// The class of style (宋, 仿宋, …): another one in a line catches the eye.
    pub style: String,
    /// Its file; faces of one collection share it.
    pub file: Arc<FontFile>,
    /// Which face of the file.
    pub index: u32,
}

/// A font file that was found and cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoilt {
    /// The family it should hold.
    pub family: String,
    /// Its path.
    pub path: String,
    /// What is wrong with it.
    pub reason: String,
    /// The roles that it would serve before all others, were it sound.
    pub roles: Vec<Role>,
}

/// Index of a face in [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(usize);

impl FaceId {
    /// Returns the index.
    pub fn get(self) -> usize {
        self.0
    }
}

/// The faces there are, the chain of each role, and what to do where one is
/// missing.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    faces: Vec<Face>,
    chains: [Vec<FaceId>; Role::ALL.len()],
    /// Files that were passed over.
    pub spoilt: Vec<Spoilt>,
    /// What to do on this system.
    pub remedies: Vec<Remedy>,
}

impl Fonts {
    /// Adds a face that roles may share.
    pub fn add(&mut self, face: Face) -> FaceId {
        self.faces.push(face);
        FaceId(self.faces.len() - 1)
    }

    /// Puts a face at the end of a role's chain, unless it is in it.
    pub fn append(&mut self, role: Role, id: FaceId) {
        let chain = &mut self.chains[role as usize];
        if !chain.contains(&id) {
            chain.push(id);
        }
    }

    /// Returns every face.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// Returns a role's faces, from the one that is asked first.
    pub fn chain(&self, role: Role) -> impl Iterator<Item = (FaceId, &Face)> {
        self.chains[role as usize].iter().map(|&id| (id, &self.faces[id.0]))
    }

    /// Returns the roles that no page can do without and that have no face.
    pub fn unserved(&self) -> Vec<Role> {
        let mut needed = Role::NEEDED.to_vec();
        needed.retain(|&role| self.chains[role as usize].is_empty());
        needed
    }

    /// Returns what to do for want of any of some faces, each advice once.
    pub fn remedies(&self, wanted: &[Purpose]) -> impl Iterator<Item = &str> {
        let helps = |remedy: &&Remedy| remedy.purposes.iter().any(|p| wanted.contains(p));
        self.remedies.iter().filter(helps).map(|remedy| &*remedy.text)
    }
}
