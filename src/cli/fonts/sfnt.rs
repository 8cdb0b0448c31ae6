//! What tells the faces of a font file apart, read without their outlines: a few
//! kilobytes of a file of many megabytes (OpenType, “Organization of an OpenType
//! font”).

use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use ttf_parser::{Face, RawFaceTables, name_id};

use super::file;
use crate::fonts::{Family, is_restricted};

/// Faces of one file that are looked at; no collection has more.
const MOST_FACES: u32 = 64;
/// Bytes of a table that are read; names take some kilobytes.
const LARGEST_TABLE: u32 = 1 << 20;
/// Tables without which a face draws nothing, or wrongly.
const VITAL: [&[u8; 4]; 10] = [
    b"CFF ", b"CFF2", b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp",
    b"name",
];
/// Tables that hold outlines.
const OUTLINES: [&[u8; 4]; 3] = [b"CFF ", b"CFF2", b"glyf"];

/// What a face of a file calls itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedFace {
    /// Which face of the file.
    pub(super) index: u32,
    /// Its family, in every language it is given in.
    families: Vec<String>,
    weight: u16,
    slant: Slant,
    pub(super) embedding: Embedding,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slant {
    Upright,
    Italic,
}

/// Whether a face may be put into a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Embedding {
    Allowed,
    Restricted,
}

/// What is wrong with a font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Flaw {
    Unreadable(String),
    Empty,
    NoFont,
    CutShort,
    Restricted,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable(reason) => reason,
            Self::Empty => "是空文件",
            Self::NoFont => "不是能用的字体文件",
            Self::CutShort => "不完整，可能没有复制完",
            Self::Restricted => "不许嵌入 PDF，存档用的 PDF 必须嵌入字体",
        })
    }
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::CutShort,
            _ => Self::Unreadable(file::reason(&error)),
        }
    }
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

/// Reads the names of every face in a file.
pub(super) fn faces(path: &Path) -> Result<Vec<NamedFace>, Flaw> {
    let (mut file, length) = file::open(path)?;
    if length == 0 {
        return Err(Flaw::Empty);
    }
    let faces: Vec<_> = starts(&mut file)?
        .into_iter()
        .zip(0..)
        .map(|(start, index)| Ok(Directory::read(&mut file, start, length)?.face(index)))
        .collect::<Result<_, Flaw>>()?;
    let faces: Vec<_> = faces.into_iter().flatten().collect();
    if faces.is_empty() { Err(Flaw::NoFont) } else { Ok(faces) }
}

/// Returns where the directories of the faces begin.
fn starts(file: &mut (impl Read + Seek)) -> Result<Vec<u32>, Flaw> {
    let tag = bytes(file, 0, 4).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => Flaw::NoFont,
        _ => error.into(),
    })?;
    match &*tag {
        b"ttcf" => {
            let count = u32_at(&bytes(file, 8, 4)?, 0).min(MOST_FACES);
            let offsets = bytes(file, 12, 4 * count)?;
            Ok(offsets.chunks_exact(4).map(|offset| u32_at(offset, 0)).collect())
        }
        b"\0\x01\0\0" | b"OTTO" | b"true" => Ok(vec![0]),
        _ => Err(Flaw::NoFont),
    }
}

/// The tables of a face that are read.
struct Directory(Vec<([u8; 4], Vec<u8>)>);

impl Directory {
    fn read(
        file: &mut (impl Read + Seek),
        start: u32,
        length: u64,
    ) -> Result<Self, Flaw> {
        let count = u16_at(&bytes(file, start.saturating_add(4), 2)?, 0);
        let records =
            bytes(file, start.saturating_add(12), 16 * u32::from(count.min(512)))?;
        let mut tables = Vec::new();
        for record in records.chunks_exact(16) {
            let tag = [record[0], record[1], record[2], record[3]];
            let (offset, size) = (u32_at(record, 8), u32_at(record, 12));
            let wanted = [b"head", b"hhea", b"maxp", b"name", b"OS/2"].contains(&&tag);
            if VITAL.contains(&&tag) && u64::from(offset) + u64::from(size) > length {
                return Err(Flaw::CutShort);
            }
            if wanted && size <= LARGEST_TABLE {
                tables.push((tag, bytes(file, offset, size)?));
            } else if OUTLINES.contains(&&tag) {
                tables.push((tag, Vec::new()));
            }
        }
        Ok(Self(tables))
    }

    fn table(&self, tag: [u8; 4]) -> Option<&[u8]> {
        self.0.iter().find(|(known, _)| *known == tag).map(|(_, bytes)| &**bytes)
    }

    /// Reads the face's names; none if it lacks what every face has.
    fn face(&self, index: u32) -> Option<NamedFace> {
        OUTLINES.iter().find_map(|tag| self.table(**tag))?;
        let tables = RawFaceTables {
            head: self.table(*b"head")?,
            hhea: self.table(*b"hhea")?,
            maxp: self.table(*b"maxp")?,
            name: self.table(*b"name"),
            os2: self.table(*b"OS/2"),
            ..RawFaceTables::default()
        };
        let face = Face::from_raw_tables(tables).ok()?;
        let families = [name_id::FAMILY, name_id::TYPOGRAPHIC_FAMILY];
        let families = families.into_iter().flat_map(|id| named(&face, id)).collect();
        let slant = if face.is_italic() || face.is_oblique() {
            Slant::Italic
        } else {
            Slant::Upright
        };
        let embedding = if self.table(*b"OS/2").is_some_and(is_restricted) {
            Embedding::Restricted
        } else {
            Embedding::Allowed
        };
        let weight = weight(&face);
        Some(NamedFace { index, families, weight, slant, embedding })
    }
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

fn bytes(file: &mut (impl Read + Seek), offset: u32, length: u32) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length as usize];
    file.seek(SeekFrom::Start(offset.into()))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
