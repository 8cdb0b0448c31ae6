//! Which face serves which role of the page: plain data, found at the edge.
//!
//! `templates/shared/fonts.yaml` says which families may serve a role
//! ([`FontPlan`]); the edge looks for their files and hands the faces down as
//! [`Fonts`]. The chain of a role decides, never the machine: a character comes
//! from the first face of its chain that has it.
//!
//! | 角色 | [`Role`] | serves |
//! | --- | --- | --- |
//! | 标题 | `Title` | the report's title, 小标宋 |
//! | 正文 | `Body` | paragraphs, 仿宋 |
//! | 一级标题 | `Heading` | headings of the form's parts and strong text, 黑体 |
//! | 二级标题 | `Subheading` | headings below them and emphasis, 楷体 |
//! | 表格 | `Table` | tables and folios, 宋体 |
//! | 数字 | `Latin` | digits and Latin everywhere |

mod plan;

pub use plan::{Family, FontPlan};

use std::fmt;

use serde::{Serialize, Serializer};

use crate::assets::Bytes;

/// What a face is used for. The faces are those of GB/T 9704-2012, 5.2.2 and 7.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 标题, in 小标宋.
    Title,
    /// 正文, in 仿宋.
    Body,
    /// 一级标题 and strong text, in 黑体.
    Heading,
    /// 二级标题 and emphasis, in 楷体.
    Subheading,
    /// 表格 and 页码, in 宋体.
    Table,
    /// Digits and Latin, in every role.
    Latin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::Title,
        Self::Body,
        Self::Heading,
        Self::Subheading,
        Self::Table,
        Self::Latin,
    ];

    /// Returns the role's name in `fonts.yaml` and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "标题",
            Self::Body => "正文",
            Self::Heading => "一级标题",
            Self::Subheading => "二级标题",
            Self::Table => "表格",
            Self::Latin => "数字",
        }
    }

    /// Returns the role of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One face of a font file.
#[derive(Clone)]
pub struct Face {
    /// The family's name in `fonts.yaml`, for messages.
    pub family: String,
    /// The class of style (宋, 仿宋, …): another one in a line catches the eye.
    pub style: String,
    /// The file's path, for messages.
    pub path: String,
    /// The whole file; faces of one collection share it.
    pub file: Bytes,
    /// Which face of the file.
    pub index: u32,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { family, style, path, file: _, index } = self;
        write!(f, "Face({family}, {style}, {path}:{index})")
    }
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

/// The faces there are, and the chain of each role.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    faces: Vec<Face>,
    chains: [Vec<FaceId>; Role::ALL.len()],
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

    /// Returns the roles that no page can do without and that have no face. For
    /// digits and Latin the Chinese face has some of its own.
    pub fn unserved(&self) -> impl Iterator<Item = Role> {
        let needed = |role: &Role| *role != Role::Latin;
        Role::ALL
            .into_iter()
            .filter(needed)
            .filter(|&role| self.chains[role as usize].is_empty())
    }
}
