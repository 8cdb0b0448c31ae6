//! Finding the fonts on this machine, by `fonts.yaml`.
//!
//! Files are matched by name first, which costs a listing of folders; only when
//! a role is left without a face are the names inside all other files read.
//! Nothing is cached between runs.

mod folders;
mod map;
mod names;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::assets::{Assets, Bytes};
use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::{Face, FaceId, Family, FontPlan, Fonts, Role};
use crate::yaml;
use names::NamedFace;

/// The plan among the assets.
const PLAN: &str = "templates/shared/fonts.yaml";

/// Finds the fonts by the `fonts.yaml` among the assets.
///
/// # Errors
///
/// The faults of `fonts.yaml`, or that it is missing.
pub(super) fn installed(assets: &Assets) -> Result<Fonts, Vec<Diagnostic>> {
    let Some(source) = yaml::template(assets, PLAN) else {
        return Err(vec![Diagnostic::error(Code::MissingAsset, format!("缺少 {PLAN}"))]);
    };
    let tree = yaml::load(&source.map_err(|finding| vec![*finding])?);
    match tree.root {
        Some(root) if tree.findings.is_empty() => Ok(find(&FontPlan::read(&root)?, &[])),
        _ => Err(tree.findings),
    }
}

/// Finds the faces of each role, in `extra` folders first.
///
/// A file that cannot be read is passed over, as if it were not there.
pub fn find(plan: &FontPlan, extra: &[PathBuf]) -> Fonts {
    let known = plan.folders.iter().flat_map(|folder| folders::expand(folder));
    let extra = extra.iter().map(|path| folders::Folder::whole(path));
    find_in(plan, extra.chain(known))
}

/// Finds the faces of each role in some folders.
fn find_in(plan: &FontPlan, folders: impl Iterator<Item = folders::Folder>) -> Fonts {
    let mut finder = Finder::new(plan, folders);
    for role in Role::ALL {
        finder.serve(role, Finder::by_file);
    }
    for role in Role::ALL {
        if finder.fonts.chain(role).next().is_none() {
            finder.serve(role, Finder::by_name);
        }
    }
    finder.fonts
}

/// The search while it goes on.
struct Finder<'a> {
    plan: &'a FontPlan,
    /// Font files by their name in small letters; of two the first found.
    files: BTreeMap<String, PathBuf>,
    open: HashMap<PathBuf, Option<Opened>>,
    /// What was found for a family, by its index in the plan.
    found: HashMap<usize, FaceId>,
    fonts: Fonts,
}

/// A mapped font file and the faces in it.
struct Opened {
    bytes: Bytes,
    faces: Vec<NamedFace>,
}

impl<'a> Finder<'a> {
    fn new(plan: &'a FontPlan, folders: impl Iterator<Item = folders::Folder>) -> Self {
        let mut files = BTreeMap::new();
        for path in folders.flat_map(|folder| folder.font_files()) {
            if let Some(name) = path.file_name() {
                files.entry(name.to_string_lossy().to_lowercase()).or_insert(path);
            }
        }
        let (open, found) = (HashMap::new(), HashMap::new());
        Self { plan, files, open, found, fonts: Fonts::default() }
    }

    /// Makes the chain of a role of all its families that `look` finds.
    fn serve(
        &mut self,
        role: Role,
        look: fn(&mut Self, &Family) -> Option<(PathBuf, u32)>,
    ) {
        let plan = self.plan;
        for (index, family) in plan.chain(role) {
            let id = self.found.get(&index).copied().or_else(|| {
                let (path, face) = look(self, family)?;
                let id = self.face(family, &path, face)?;
                self.found.insert(index, id);
                Some(id)
            });
            if let Some(id) = id {
                self.fonts.append(role, id);
            }
        }
    }

    fn by_file(&mut self, family: &Family) -> Option<(PathBuf, u32)> {
        family.files.iter().find_map(|file| {
            let path = self.files.get(&file.to_lowercase())?.clone();
            let index = names::choose(&self.open(&path)?.faces, family)?.index;
            Some((path, index))
        })
    }

    fn by_name(&mut self, family: &Family) -> Option<(PathBuf, u32)> {
        let paths: Vec<_> = self.files.values().cloned().collect();
        let faces = paths.into_iter().filter_map(|path| {
            let face = names::choose(&self.open(&path)?.faces, family)?;
            Some((face.distance(family), path, face.index))
        });
        faces.min().map(|(_, path, index)| (path, index))
    }

    fn open(&mut self, path: &Path) -> Option<&Opened> {
        let open = || {
            let bytes = map::map(path).ok()?;
            let faces = names::faces((*bytes).as_ref());
            Some(Opened { bytes, faces })
        };
        self.open.entry(path.to_owned()).or_insert_with(open).as_ref()
    }

    fn face(&mut self, family: &Family, path: &Path, index: u32) -> Option<FaceId> {
        let file = self.open(path)?.bytes.clone();
        let (name, style) = (family.name.clone(), family.style.clone());
        let path = path.display().to_string();
        Some(self.fonts.add(Face { family: name, style, path, file, index }))
    }
}

#[cfg(test)]
mod tests;
