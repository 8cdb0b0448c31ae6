//! The faces as typst takes them: opened when first asked for.
//!
//! typst would look a face up by the family name in its file, with style words
//! cut off and the nearest weight taken. Here every face goes by a name of our
//! own instead, so the chain alone decides; and an unopened face costs nothing.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Coverage, Font, FontBook, FontFlags, FontInfo, FontVariant};
use typst::utils::{LazyHash, hash128};

use super::bytes::share;
use crate::assets;
use crate::fonts::{Face, FaceId, FontFile, Fonts, Role, is_restricted};

/// Characters that Latin and Chinese faces both have, and that are the Chinese
/// face's among Chinese: what typst's `latin-in-cjk` leaves out.
const SHARED: &[char] = &[
    '\u{b7}', '\u{2013}', '\u{2014}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}',
    '\u{2025}', '\u{2026}', '\u{2027}', '\u{2e3a}',
];

/// The marks that tell whether a face has quotes of Chinese width. Dash and
/// middle dot are narrow even in faces whose quotes are wide.
const QUOTES: [char; 4] = ['“', '”', '‘', '’'];

/// Marks that are narrower, in em, are Latin to typst: none of them is
/// compressed, and the line looks wrong.
const FULL_WIDTH: f64 = 0.9;

/// The faces of [`Fonts`], ready for typst.
#[derive(Debug)]
pub(super) struct Faces {
    fonts: Fonts,
    book: LazyHash<FontBook>,
    /// Each face, once it was asked for.
    opened: Vec<OnceLock<Result<Opened, Fault>>>,
}

/// A face that can be used.
#[derive(Debug)]
struct Opened {
    font: Font,
    /// What it covers, in order: typst's own list is read from its start for
    /// every character.
    characters: Vec<u32>,
}

/// Why a face that was found cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The file cannot be read: why.
    Unreadable(String),
    /// The file is cut short or no font.
    Broken,
    /// Its maker forbids embedding, which PDF/A demands.
    Restricted,
}

/// A family in a chain, as `layout.typ` reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    name: String,
    covers: Covers,
}

/// Which characters a family of a chain is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Covers {
    /// All.
    All,
    /// All but those that are the Chinese face's among Chinese.
    Latin,
    /// Those only.
    Quotes,
}

/// The chains of all roles, as `layout.typ` reads them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Chains(std::collections::BTreeMap<&'static str, Vec<Link>>);

/// How a character is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Served {
    /// By the first face, by Latin, or by another face of the same style.
    Well,
    /// By a face of another style.
    Otherwise(FaceId),
    /// By none.
    Not,
}

impl Faces {
    pub(super) fn new(fonts: &Fonts) -> Self {
        let count = fonts.faces().len();
        let infos = (0..count).map(|index| FontInfo {
            family: name(index),
            variant: FontVariant::default(),
            flags: FontFlags::empty(),
            axes: Vec::new(),
            coverage: Coverage::from_vec(Vec::new()),
        });
        let book = LazyHash::new(FontBook::from_infos(infos));
        let opened = std::iter::repeat_with(OnceLock::new).take(count).collect();
        Self { fonts: fonts.clone(), book, opened }
    }

    pub(super) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// Returns a face, opened; none if there is no such face or it cannot be used.
    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.opened(index).map(|face| face.font.clone())
    }

    fn opened(&self, index: usize) -> Option<&Opened> {
        let slot = self.opened.get(index)?;
        slot.get_or_init(|| self.open(index)).as_ref().ok()
    }

    fn open(&self, index: usize) -> Result<Opened, Fault> {
        let Face { file, index, .. } = &self.fonts.faces()[index];
        let bytes =
            file.bytes().map_err(|reason| Fault::Unreadable(reason.to_owned()))?;
        let font = open(self.data(file, bytes), *index)?;
        let characters = font.info().coverage.iter().collect();
        Ok(Opened { font, characters })
    }

    /// Returns a file's bytes as typst takes them: the same for all its faces, or
    /// each would be hashed anew.
    fn data(&self, file: &Arc<FontFile>, bytes: &assets::Bytes) -> Bytes {
        let faces = self.fonts.faces().iter().zip(&self.opened);
        let mut siblings = faces.filter(|(face, _)| Arc::ptr_eq(&face.file, file));
        let known = siblings.find_map(|(_, slot)| slot.get()?.as_ref().ok());
        known.map_or_else(|| share(bytes), |face| face.font.data().clone())
    }

    /// Opens the faces that most reports need, then hashes them as typst will.
    pub(super) fn warm_up(&self) {
        let firsts = Role::ALL.into_iter().filter_map(|role| self.usable(role).next());
        let firsts: Vec<_> = firsts.map(|(id, _)| id).collect();
        for font in firsts.into_iter().filter_map(|id| self.font(id.get())) {
            let _kept_in_the_font = hash128(&font);
        }
    }

    /// Returns the faces that were asked for and cannot be used.
    pub(super) fn faults(&self) -> impl Iterator<Item = (&Face, &Fault)> {
        let faces = self.fonts.faces().iter().zip(&self.opened);
        faces.filter_map(|(face, slot)| Some((face, slot.get()?.as_ref().err()?)))
    }

    /// Tells whether a role has a face that can be used.
    pub(super) fn serves(&self, role: Role) -> bool {
        self.usable(role).next().is_some()
    }

    /// Returns the faces of a role's chain that can be used, opened one by one.
    fn usable(&self, role: Role) -> impl Iterator<Item = (FaceId, &Face)> {
        self.fonts.chain(role).filter(|(id, _)| self.opened(id.get()).is_some())
    }

    /// Returns the chains as the layout reads them.
    pub(super) fn chains(&self) -> Chains {
        let chain = |role: Role| (role.name(), self.links(role));
        Chains(Role::ALL.into_iter().map(chain).collect())
    }

    /// Tells how a role serves a character. One of private use is not served
    /// even by a face that draws it: nobody else could read it, and PDF/A
    /// forbids it.
    pub(super) fn serve(&self, role: Role, character: char) -> Served {
        if is_private(character) {
            return Served::Not;
        }
        let latin = !SHARED.contains(&character)
            && self.fonts.chain(Role::Latin).any(|(id, _)| self.has(id, character));
        if latin {
            return Served::Well;
        }
        let mut chain = self.usable(role);
        let Some((id, face)) = chain.next() else { return Served::Not };
        if self.has(id, character) {
            return Served::Well;
        }
        match chain.find(|&(id, _)| self.has(id, character)) {
            Some((_, other)) if other.style == face.style => Served::Well,
            Some((id, _)) => Served::Otherwise(id),
            None => Served::Not,
        }
    }

    fn has(&self, id: FaceId, character: char) -> bool {
        let character = u32::from(character);
        self.opened(id.get())
            .is_some_and(|face| face.characters.binary_search(&character).is_ok())
    }

    fn links(&self, role: Role) -> Vec<Link> {
        let link = |id: FaceId, covers| Link { name: name(id.get()), covers };
        let latin = self.fonts.chain(Role::Latin).map(|(id, _)| link(id, Covers::Latin));
        let quotes = self.quotes(role).map(|id| link(id, Covers::Quotes));
        let own = self.fonts.chain(role).map(|(id, _)| link(id, Covers::All));
        if role == Role::Title {
            // 小标宋 is heavy: digits of another face would look faint beside it.
            return quotes.into_iter().chain(own).chain(latin).collect();
        }
        latin.chain(quotes).chain(own).collect()
    }

    /// Returns the face to take quotes and dashes from, if the role's first face
    /// has narrow ones.
    fn quotes(&self, role: Role) -> Option<FaceId> {
        let mut chain = self.usable(role).map(|(id, _)| id);
        if role == Role::Latin || self.has_wide_quotes(chain.next()?) {
            return None;
        }
        chain.find(|&id| self.has_wide_quotes(id)).or_else(|| {
            let others = Role::ALL.into_iter().filter(|&role| role != Role::Latin);
            others
                .flat_map(|role| self.fonts.chain(role))
                .map(|(id, _)| id)
                .find(|&id| self.has_wide_quotes(id))
        })
    }

    fn has_wide_quotes(&self, id: FaceId) -> bool {
        let Some(font) = self.font(id.get()) else { return false };
        let Ok(face) = ttf_parser::Face::parse(font.data(), font.index()) else {
            return false;
        };
        let least = FULL_WIDTH * f64::from(face.units_per_em());
        let is_wide = |mark: &char| {
            let glyph = face.glyph_index(*mark);
            let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
            advance.is_some_and(|advance| f64::from(advance) >= least)
        };
        QUOTES.iter().all(is_wide)
    }
}

/// Opens a face, as far as the PDF needs it.
fn open(data: Bytes, index: u32) -> Result<Font, Fault> {
    let face = ttf_parser::Face::parse(&data, index).map_err(|_| Fault::Broken)?;
    let tables = face.tables();
    if tables.glyf.is_none() && tables.cff.is_none() && tables.cff2.is_none() {
        return Err(Fault::Broken);
    }
    let metrics = face.raw_face().table(ttf_parser::Tag::from_bytes(b"OS/2"));
    if metrics.is_some_and(is_restricted) {
        return Err(Fault::Restricted);
    }
    Font::new(data, index).ok_or(Fault::Broken)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Returns the family name by which typst and the layout know a face.
fn name(index: usize) -> String {
    format!("face {index}")
}
