//! Which characters of a document no face has, or only one of another style.

use std::collections::{BTreeMap, BTreeSet};

use super::faces::{Faces, Served};
use super::text;
use super::view::BlockView;
use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::{Fonts, Purpose, Role};

/// A character that the faces of its roles do not have.
///
/// The document knows no places: whoever has the staff's file finds the
/// character there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The character.
    pub character: char,
    /// The roles that lack it, in the order in which they set it.
    pub roles: Vec<Role>,
    /// The families that it is taken from instead; none if a role has no face at
    /// all for it.
    pub instead: Vec<String>,
}

impl Gap {
    /// Tells about the gap: an error when nothing can show the character, else a
    /// note. The fonts say what can be done for one.
    pub fn diagnostic(&self, fonts: &Fonts) -> Diagnostic {
        let Self { character, roles, instead } = self;
        let code = u32::from(*character);
        let roles = roles.iter().map(|role| role.name()).collect::<Vec<_>>().join("、");
        if !instead.is_empty() {
            let families = instead.join("”“");
            let message = format!(
                "{roles}的字体里没有“{character}”（U+{code:04X}），\
                 这个字改用“{families}”，样子会和旁边的字不同"
            );
            return Diagnostic::note(Code::OtherFace, message);
        }
        let message = format!("{roles}用的字体都显示不了“{character}”（U+{code:04X}）");
        let mut finding = Diagnostic::error(Code::NoGlyph, message);
        if is_han(*character) {
            for remedy in fonts.remedies(&[Purpose::Rare]) {
                finding = finding.help(remedy);
            }
        }
        finding.help("也可以换一个字，或用图片")
    }
}

/// Finds the gaps of a document, in the order in which the characters are met.
/// A role that no face serves is no gap of its characters.
pub(super) fn gaps(blocks: &[BlockView<'_>], faces: &Faces) -> Vec<Gap> {
    let mut seen = BTreeSet::new();
    let mut gaps = Gaps::default();
    text::each(blocks, &mut |role, text| {
        for character in text.chars().filter(|&c| is_printed(c)) {
            if seen.insert((role, character)) {
                gaps.look(faces, role, character);
            }
        }
    });
    gaps.found
}

/// The gaps so far, one for each character.
#[derive(Default)]
struct Gaps {
    found: Vec<Gap>,
    places: BTreeMap<char, usize>,
}

impl Gaps {
    fn look(&mut self, faces: &Faces, role: Role, character: char) {
        match faces.serve(role, character) {
            Served::Otherwise(id) => {
                let family = faces.fonts().faces()[id.get()].family.clone();
                self.add(role, character, Some(family));
            }
            Served::Not if faces.serves(role) => self.add(role, character, None),
            Served::Well | Served::Not => {}
        }
    }

    /// Adds a role to a character's gap. Where one role has no face for it, the
    /// roles that have another one are no longer of interest.
    fn add(&mut self, role: Role, character: char, family: Option<String>) {
        let Some(&place) = self.places.get(&character) else {
            self.places.insert(character, self.found.len());
            let (roles, instead) = (vec![role], Vec::from_iter(family));
            self.found.push(Gap { character, roles, instead });
            return;
        };
        let gap = &mut self.found[place];
        match (family, gap.instead.is_empty()) {
            (Some(_), true) => {}
            (None, false) => (gap.roles, gap.instead) = (vec![role], Vec::new()),
            (family, _) => {
                gap.roles.push(role);
                gap.instead.extend(family.filter(|name| !gap.instead.contains(name)));
            }
        }
    }
}

/// Tells whether a character is a Chinese one: radicals, the unified ideographs
/// with all their extensions, the compatible ones.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
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
