//! The names inside a font file, without reading its characters.

use ttf_parser::{Face, name_id};

use crate::fonts::Family;

/// What a face of a file calls itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedFace {
    /// Which face of the file.
    pub(super) index: u32,
    /// Its family, in every language it is given in.
    families: Vec<String>,
    weight: u16,
    slant: Slant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slant {
    Upright,
    Italic,
}

impl NamedFace {
    /// Returns how far the face is from the weight asked for.
    pub(super) fn distance(&self, family: &Family) -> u16 {
        family.weight.unwrap_or(400).abs_diff(self.weight)
    }

    fn is_of(&self, family: &Family) -> bool {
        let same = |name: &String| family.names.iter().any(|other| alike(name, other));
        self.slant == Slant::Upright && self.families.iter().any(same)
    }
}

/// Reads the names of every face in a file; none if it is no font.
pub(super) fn faces(bytes: &[u8]) -> Vec<NamedFace> {
    let count = ttf_parser::fonts_in_collection(bytes).unwrap_or(1);
    (0..count).filter_map(|index| read(bytes, index)).collect()
}

/// Returns the face of a family that comes nearest to its weight, if there is
/// one that serves: a family asked for by weight is not served by a far one.
pub(super) fn choose<'a>(
    faces: &'a [NamedFace],
    family: &Family,
) -> Option<&'a NamedFace> {
    let near = |face: &&NamedFace| family.weight.is_none() || face.distance(family) < 200;
    faces
        .iter()
        .filter(|face| face.is_of(family))
        .filter(near)
        .min_by_key(|face| face.distance(family))
}

fn read(bytes: &[u8], index: u32) -> Option<NamedFace> {
    let face = Face::parse(bytes, index).ok()?;
    let families = [name_id::FAMILY, name_id::TYPOGRAPHIC_FAMILY];
    let families = families.into_iter().flat_map(|id| named(&face, id)).collect();
    let slant = if face.is_italic() || face.is_oblique() {
        Slant::Italic
    } else {
        Slant::Upright
    };
    Some(NamedFace { index, families, weight: weight(&face), slant })
}

/// Returns the weight of a face. Some bold faces, Fandol's among them, say 400
/// in their table and Bold in their name.
fn weight(face: &Face) -> u16 {
    let stated = face.weight().to_number();
    let bold = face.is_bold()
        || named(face, name_id::SUBFAMILY).iter().any(|name| alike(name, "Bold"));
    if bold { stated.max(700) } else { stated }
}

fn named(face: &Face, id: u16) -> Vec<String> {
    let names = face.names().into_iter().filter(|name| name.name_id == id);
    names.filter_map(|name| name.to_string()).collect()
}

/// Tells whether two names differ in nothing but capitals.
fn alike(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
