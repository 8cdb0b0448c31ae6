//! What users can do where a face is missing, on their system.

use super::Role;

/// What to do for want of some faces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// The systems it is good for.
    pub systems: Systems,
    /// What it brings.
    pub purposes: Vec<Purpose>,
    /// The advice, a sentence without its full stop.
    pub text: String,
}

/// What a face is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To serve a role.
    Role(Role),
    /// 生僻字: to have the rare characters that the faces of the roles lack.
    Rare,
}

impl Purpose {
    /// Returns the purpose of a name in `fonts.yaml`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "生僻字" => Some(Self::Rare),
            _ => Role::from_name(name).map(Self::Role),
        }
    }
}

/// Systems that keep fonts each in their own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Systems {
    /// Windows.
    Windows,
    /// macOS.
    MacOs,
    /// Linux, 统信 UOS and 银河麒麟 among them, and all others.
    Linux,
    /// 各系统: all of them.
    All,
}

impl Systems {
    /// Their names in `fonts.yaml`.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("Windows", Self::Windows),
        ("macOS", Self::MacOs),
        ("Linux", Self::Linux),
        ("各系统", Self::All),
    ];

    /// Returns the systems of a name in `fonts.yaml`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, it)| it)
    }

    /// Returns the system that Rust names so.
    pub fn from_target(os: &str) -> Self {
        match os {
            "windows" => Self::Windows,
            "macos" => Self::MacOs,
            _ => Self::Linux,
        }
    }

    /// Tells whether another one is among them.
    pub fn include(self, other: Self) -> bool {
        self == Self::All || self == other
    }
}
