//! Which characters of a document no face has, or only one of another style.

use std::collections::BTreeSet;

use super::faces::{Faces, Served};
use super::text;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::fonts::Role;

/// A character that the faces of its role do not have.
///
/// The document knows no places: whoever has the staff's file finds the
/// character there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The character.
    pub character: char,
    /// The role that sets it.
    pub role: Role,
    /// The family that it is taken from instead, if any has it.
    pub instead: Option<String>,
}

impl Gap {
    /// Tells about the gap: an error when nothing can show the character, else a
    /// note.
    pub fn diagnostic(&self) -> Diagnostic {
        let Self { character, role, instead } = self;
        let code = u32::from(*character);
        if let Some(family) = instead {
            let message = format!(
                "{role}的字体里没有“{character}”（U+{code:04X}），\
                 这个字改用“{family}”，样子会和旁边的字不同"
            );
            return Diagnostic::note(Code::OtherFace, message);
        }
        let message = format!("{role}用的字体都显示不了“{character}”（U+{code:04X}）");
        Diagnostic::error(Code::NoGlyph, message)
            .help("安装收字多的字体，例如 Noto CJK（Debian、UOS 上是 fonts-noto-cjk）")
            .help("如果这个字是误写的，改成别的字")
    }
}

/// Finds the gaps of a document, in order of role and character.
pub(super) fn gaps(document: &Document, faces: &Faces) -> Vec<Gap> {
    let mut seen = BTreeSet::new();
    text::each(document, &mut |role, text| {
        seen.extend(text.chars().filter(|&c| is_printed(c)).map(|c| (role, c)));
    });
    seen.into_iter().filter_map(|(role, character)| gap(faces, role, character)).collect()
}

fn gap(faces: &Faces, role: Role, character: char) -> Option<Gap> {
    let instead = match faces.serve(role, character) {
        Served::Well => return None,
        Served::Otherwise(id) => Some(faces.fonts().faces()[id.get()].family.clone()),
        Served::Not => None,
    };
    Some(Gap { character, role, instead })
}

/// Tells whether a character needs a glyph: spaces that every face can make and
/// signs that only steer the text around them do not.
fn is_printed(c: char) -> bool {
    let steers = matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0100}'..='\u{e01ef}');
    !steers && !c.is_control() && (!c.is_whitespace() || c == '\u{3000}')
}
