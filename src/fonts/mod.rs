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

mod face;
mod plan;
mod remedy;

pub use face::{Face, FaceId, FontFile, Fonts, Spoilt};
pub use plan::{Family, FontPlan, Licence, Standing};
pub use remedy::{Purpose, Remedy, Systems};

use std::fmt;

use serde::{Serialize, Serializer};

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

    /// The roles that no page can do without. For digits and Latin the Chinese
    /// faces have some of their own.
    pub const NEEDED: [Self; 5] =
        [Self::Title, Self::Body, Self::Heading, Self::Subheading, Self::Table];

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

/// Tells whether the maker of a face forbids to embed it, by its table `OS/2`: the
/// bit that restricts counts only where none allows (OpenType, `fsType`).
pub fn is_restricted(os2: &[u8]) -> bool {
    os2.get(9).is_some_and(|bits| bits & 0xf == 2)
}
