//! The search through the font files of some folders.

use std::collections::{BTreeMap, HashMap};
use std::env::consts::OS;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::sfnt::{self, Embedding, Flaw, NamedFace};
use super::{file, folders::Folder};
use crate::fonts::{
    Face, FaceId, Family, FontFile, FontPlan, Fonts, Role, Spoilt, Standing, Systems,
};

/// A Chinese face has thousands of outlines: a file with fewer bytes holds none.
const SMALLEST_CHINESE: u64 = 1 << 20;

/// Finds the faces of each role in some folders.
pub(super) fn find_in(plan: &FontPlan, folders: impl Iterator<Item = Folder>) -> Fonts {
    let mut finder = Finder::new(plan, folders);
    for role in Role::ALL {
        for (index, family) in plan.chain(role) {
            finder.by_file(index, family);
        }
    }
    for role in Role::ALL {
        finder.better(role);
    }
    for role in Role::ALL {
        finder.serve(role);
    }
    let system = Systems::from_target(OS);
    let remedies = plan.remedies.iter().filter(|remedy| remedy.systems.include(system));
    finder.fonts.remedies = remedies.cloned().collect();
    finder.fonts
}

/// The search while it goes on.
pub(super) struct Finder<'a> {
    plan: &'a FontPlan,
    /// Font files by their name in small letters, in the order of the folders.
    files: BTreeMap<String, Vec<PathBuf>>,
    opened: HashMap<PathBuf, Result<Vec<NamedFace>, Flaw>>,
    /// The file of each path, shared by its faces.
    shared: HashMap<PathBuf, Arc<FontFile>>,
    /// What was found for a family, by its index in the plan.
    found: BTreeMap<usize, FaceId>,
    /// What was wrong with a family's files, by its index in the plan.
    flawed: BTreeMap<usize, Vec<(PathBuf, Flaw)>>,
    fonts: Fonts,
}

impl<'a> Finder<'a> {
    pub(super) fn new(plan: &'a FontPlan, folders: impl Iterator<Item = Folder>) -> Self {
        let mut files: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for path in folders.flat_map(|folder| folder.font_files()) {
            if let Some(name) = path.file_name() {
                let paths = files.entry(name.to_string_lossy().to_lowercase());
                paths.or_default().push(path);
            }
        }
        Self {
            plan,
            files,
            opened: HashMap::new(),
            shared: HashMap::new(),
            found: BTreeMap::new(),
            flawed: BTreeMap::new(),
            fonts: Fonts::default(),
        }
    }

    /// Returns the files of a name, in the order of the folders.
    pub(super) fn named(&self, file: &str) -> &[PathBuf] {
        self.files.get(&file.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Looks for a family in the files it usually comes in.
    fn by_file(&mut self, index: usize, family: &Family) {
        if self.found.contains_key(&index) || self.flawed.contains_key(&index) {
            return;
        }
        let files = family.files.iter();
        let paths: Vec<_> = files.flat_map(|file| self.named(file)).cloned().collect();
        for path in paths {
            match choose(self.open(&path), family) {
                Ok(None) => {}
                Ok(Some((_, face))) => return self.take(index, family, &path, face),
                Err(flaw) => self.flawed.entry(index).or_default().push((path, flaw)),
            }
        }
    }

    /// Looks inside all files for what would serve a role better than what was
    /// found, unless that is a family that offices have.
    fn better(&mut self, role: Role) {
        let plan = self.plan;
        let chain: Vec<_> = plan.chain(role).collect();
        let first = chain.iter().position(|(index, _)| self.found.contains_key(index));
        let usual = |at: usize| plan.standing(role, chain[at].1) == Standing::Usual;
        let missing = match first {
            Some(at) if usual(at) => return,
            Some(at) => &chain[..at],
            // Digits need no face of their own.
            None if role == Role::Latin => return,
            None => &chain[..],
        };
        let paths = self.chinese();
        for &(index, family) in missing {
            let best = paths.iter().filter_map(|path| {
                let (distance, face) = choose(self.open(path), family).ok()??;
                Some((distance, path, face))
            });
            if let Some((_, path, face)) = best.min() {
                self.take(index, family, path, face);
                if plan.standing(role, family) == Standing::Usual {
                    return;
                }
            }
        }
    }

    /// Returns the files that are large enough for a Chinese face.
    fn chinese(&self) -> Vec<PathBuf> {
        let large = |path: &&PathBuf| {
            path.metadata().is_ok_and(|about| about.len() >= SMALLEST_CHINESE)
        };
        self.files.values().flatten().filter(large).cloned().collect()
    }

    /// Makes the chain of a role, and names the files that should have come first.
    fn serve(&mut self, role: Role) {
        let plan = self.plan;
        let mut is_first = true;
        for (index, family) in plan.chain(role) {
            for (path, flaw) in self.flawed.get(&index).into_iter().flatten() {
                let roles = if is_first { vec![role] } else { Vec::new() };
                tell(&mut self.fonts.spoilt, family, path, flaw, roles);
            }
            if let Some(&id) = self.found.get(&index) {
                self.fonts.append(role, id);
                is_first = false;
            }
        }
    }

    fn open(&mut self, path: &Path) -> &Result<Vec<NamedFace>, Flaw> {
        self.opened.entry(path.to_owned()).or_insert_with(|| sfnt::faces(path))
    }

    fn take(&mut self, index: usize, family: &Family, path: &Path, face: u32) {
        let shared = self.shared.entry(path.to_owned());
        let file = Arc::clone(shared.or_insert_with(|| file::at(path)));
        let (name, style) = (family.name.clone(), family.style.clone());
        let id = self.fonts.add(Face { family: name, style, file, index: face });
        self.found.insert(index, id);
    }
}

/// Returns the face of a file that serves a family: how far it is from the weight
/// asked for, and its index.
fn choose(
    faces: &Result<Vec<NamedFace>, Flaw>,
    family: &Family,
) -> Result<Option<(u16, u32)>, Flaw> {
    let faces = faces.as_ref().map_err(Clone::clone)?;
    let Some(face) = sfnt::choose(faces, family) else { return Ok(None) };
    match face.embedding {
        Embedding::Allowed => Ok(Some((face.distance(family), face.index))),
        Embedding::Restricted => Err(Flaw::Restricted),
    }
}

/// Adds a file to those passed over, or roles to it.
fn tell(
    spoilt: &mut Vec<Spoilt>,
    family: &Family,
    path: &Path,
    flaw: &Flaw,
    roles: Vec<Role>,
) {
    let path = path.display().to_string();
    if let Some(known) = spoilt.iter_mut().find(|known| known.path == path) {
        known.roles.extend(roles);
        return;
    }
    let (family, reason) = (family.name.clone(), flaw.to_string());
    spoilt.push(Spoilt { family, path, reason, roles });
}
