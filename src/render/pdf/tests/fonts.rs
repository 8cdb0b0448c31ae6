//! Faces: which one sets a text, and what is said of those that cannot.

use typst::text::FontInstance;

use super::*;
use crate::assets::Bytes;
use crate::fonts::{Face, FontFile, Purpose, Remedy, Systems};

/// Makes a bad font file of a good one.
type Spoil<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;

#[test]
fn character_without_glyph_is_named_once_with_its_roles() {
    let document = document(vec![
        report::heading(2, "张\u{f0000}"),
        paragraph("\u{fffd}\u{f0000}\u{f0000}"),
    ]);
    let gap = |character, roles| Gap { character, roles, instead: Vec::new() };
    let gaps = [
        gap('\u{f0000}', vec![Role::Heading, Role::Body]),
        gap('\u{fffd}', vec![Role::Body]),
    ];
    // Liberation Serif draws U+FFFD.
    let found = typesetter().gaps(&document);
    assert_eq!(found[..1], gaps[..1]);
    assert!(found.len() == 1 || found == gaps);
    let findings = typesetter()
        .write(&document, &assets(), &OPTIONS)
        .expect_err("the character has no glyph");
    assert_eq!(findings[0].code, Code::NoGlyph);
    let expected = "一级标题、正文用的字体都显示不了“\u{f0000}”（U+F0000）";
    assert_eq!(findings[0].message, expected);
    assert_eq!(findings[0].help, ["也可以换一个字，或用图片"]);
}

#[test]
fn help_for_rare_characters_names_their_fonts() {
    let gap = Gap { character: '𲎯', roles: vec![Role::Body], instead: Vec::new() };
    let remedy = |purpose, text: &str| Remedy {
        systems: Systems::All,
        purposes: vec![purpose],
        text: text.to_owned(),
    };
    let remedies =
        vec![remedy(Purpose::Role(Role::Body), "买"), remedy(Purpose::Rare, "装")];
    let mut fonts = Fonts::default();
    fonts.remedies = remedies;
    assert_eq!(gap.diagnostic(&fonts).help, ["装", "也可以换一个字，或用图片"]);
}

#[test]
fn character_of_another_style_is_a_note() {
    let typesetter = typesetter();
    let gap = |character| {
        let document = document(vec![paragraph(&format!("朱{character}基"))]);
        typesetter.gaps(&document)
    };
    assert_eq!(gap('容'), []);
    // FandolFang stops at GB 2312. Where nothing else is installed it is an error.
    let gaps = gap('镕');
    let finding = gaps.first().map(|gap| gap.diagnostic(typesetter.fonts()));
    let code = finding.as_ref().map(|finding| finding.code);
    let chain = typesetter.faces.fonts().chain(Role::Body).count();
    let expected = if chain > 1 { Code::OtherFace } else { Code::NoGlyph };
    assert!(code.is_none_or(|code| code == expected), "{finding:?}");
}

#[test]
fn no_font_for_a_role_says_what_to_do() {
    let findings = Typesetter::new(&Fonts::default(), &assets()).expect_err("no fonts");
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, Code::NoFont);
    let message = "找不到排标题、正文、一级标题、二级标题、表格的字体，PDF 排不出来";
    assert_eq!(findings[0].message, message);
    assert!(findings[0].help[0].contains("nianbao fonts"));
}

#[test]
fn face_that_cannot_be_used_is_told_and_passed_over() {
    let broken = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let restricted = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        let at = table(&bytes, *b"OS/2") + 8;
        bytes[at..at + 2].copy_from_slice(&[0, 2]);
        bytes
    };
    let spoils: [(Spoil<'_>, &str); 3] = [
        (&broken, "已经损坏"),
        (&|_| b"no font".to_vec(), "已经损坏"),
        (&restricted, "不许嵌入"),
    ];
    for (spoil, words) in spoils {
        let typesetter = typesetter_with_first(Role::Body, spoil);
        assert_eq!(typesetter.gaps(&report()), []);
        let faults = typesetter.faults();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(!faults[0].is_error() && faults[0].message.contains(words), "{faults:?}");
        typesetter.write(&report(), &assets(), &OPTIONS).expect("another face serves");
    }
}

/// 朱雀 and 霞鹜 have such quotes.
#[test]
fn narrow_quotes_are_taken_from_a_face_that_has_wide_ones() {
    let narrow: Spoil<'_> = &|bytes| {
        let mut bytes = bytes.to_vec();
        let quote = ttf_parser::Face::parse(&bytes, 0).expect("a font");
        let quote = quote.glyph_index('”').expect("it has the mark");
        let at = table(&bytes, *b"hmtx") + 4 * usize::from(quote.0);
        bytes[at..at + 2].copy_from_slice(&350_u16.to_be_bytes());
        bytes
    };
    let document = document(vec![paragraph("推进“双随机”监管")]);
    let set_by = |typesetter: &Typesetter| {
        let view = View::new(&document, OPTIONS.day, typesetter.faces.chains());
        let job = Job::new(typesetter, view.to_json(), []);
        let pages: PagedDocument = typst::compile(&job).output.expect("it works");
        let mut found = std::collections::BTreeMap::new();
        visit(&pages.pages()[0].frame, &mut |item| {
            let FrameItem::Text(text) = item else { return };
            let family = text.font.info().family.clone();
            let index = (0..typesetter.faces.fonts().faces().len()).find(|&index| {
                typesetter.faces.font(index).as_ref() == Some(text.font.font())
            });
            for c in text.text.chars() {
                found.insert(c, (family.clone(), index));
            }
        });
        (found[&'“'].clone(), found[&'”'].clone(), found[&'监'].clone())
    };
    let (open, close, han) = set_by(&typesetter());
    assert!(open == han && close == han);
    let (open, close, han) = set_by(&typesetter_with_first(Role::Body, narrow));
    assert_eq!(open, close);
    assert!(open.1 != han.1, "{open:?} {han:?}");
}

#[test]
fn role_left_without_a_usable_face_is_one_error() {
    let mut fonts = Fonts::default();
    let sound = typesetter().faces.fonts().clone();
    for role in Role::ALL {
        let (_, face) = sound.chain(role).next().expect("a face");
        let mut face = face.clone();
        if role == Role::Body {
            face.file = FontFile::new("甲.ttf", || Err("打不开，没有权限".to_owned()));
        }
        let id = fonts.add(face);
        fonts.append(role, id);
    }
    let typesetter = Typesetter::new(&fonts, &assets()).expect("fonts are there");
    let findings = typesetter.write(&report(), &assets(), &OPTIONS).expect_err("no 正文");
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, Code::NoFont);
}

#[test]
fn font_whose_outlines_are_damaged_is_told_as_a_font() {
    let spoil: Spoil<'_> = &|bytes| {
        let mut bytes = bytes.to_vec();
        let at = table(&bytes, *b"CFF ") + 200;
        bytes[at..at + 400].fill(0xff);
        bytes
    };
    let typesetter = typesetter_with_first(Role::Body, spoil);
    match typesetter.write(&report(), &assets(), &OPTIONS) {
        Ok(_) => assert_eq!(typesetter.faults().len(), 1),
        Err(findings) => assert_eq!(findings[0].code, Code::NoFont, "{findings:?}"),
    }
}

#[test]
fn every_text_is_set_in_the_faces_of_its_role() {
    let mut document = document(report::blocks());
    let nested = Block::Quote { blocks: report::blocks()[3..6].to_vec() };
    document.blocks.push(nested);
    let mut assets = assets();
    assets.insert("pictures/图.png", Arc::new(report::picture()));
    let typesetter = typesetter();
    let views = view::blocks(&document);
    let mut expected = std::collections::BTreeSet::new();
    text::each(&views, &mut |role, text| {
        expected.extend(text.chars().filter(|c| is_han(*c)).map(|c| (role, c)));
    });
    let pictures = pictures::load(&document, &assets).expect("a picture");
    let mut view = View::new(&document, OPTIONS.day, typesetter.faces.chains());
    view.pictures = pictures.sizes;
    let job = Job::new(&typesetter, view.to_json(), pictures.files);
    let pages: PagedDocument = typst::compile(&job).output.expect("the layout works");
    let mut found = std::collections::BTreeSet::new();
    for page in pages.pages() {
        visit(&page.frame, &mut |item| {
            let FrameItem::Text(text) = item else { return };
            let roles = roles(&typesetter, &text.font);
            for c in text.text.chars().filter(|c| is_han(*c)) {
                let of = |role: &&Role| expected.contains(&(**role, c));
                let role = roles.iter().find(of);
                let role = role.unwrap_or_else(|| panic!("“{c}” is set as {roles:?}"));
                found.insert((*role, c));
            }
        });
    }
    assert_eq!(found, expected);
}

/// Returns the roles whose first Chinese face a font is.
fn roles(typesetter: &Typesetter, font: &FontInstance) -> Vec<Role> {
    let first = |role: &Role| {
        let (id, _) = typesetter.faces.fonts().chain(*role).next().expect("a face");
        typesetter.faces.font(id.get()).expect("it opens") == *font.font()
    };
    Role::ALL.into_iter().filter(first).collect()
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Makes a typesetter with a spoilt copy of a role's first face before it.
fn typesetter_with_first(role: Role, spoil: Spoil<'_>) -> Typesetter {
    let sound = typesetter().faces.fonts().clone();
    let mut fonts = Fonts::default();
    for wanted in Role::ALL {
        for (index, (_, face)) in sound.chain(wanted).enumerate() {
            if wanted == role && index == 0 {
                let sound = face.file.bytes().expect("it can be read");
                let bytes: Bytes = Arc::new(spoil((**sound).as_ref()));
                let file = FontFile::new("spoilt.otf", move || Ok(Arc::clone(&bytes)));
                let id = fonts.add(Face { file, ..face.clone() });
                fonts.append(wanted, id);
            }
            let id = fonts.add(face.clone());
            fonts.append(wanted, id);
        }
    }
    Typesetter::new(&fonts, &assets()).expect("fonts and a layout")
}

/// Returns where a table of a font file begins.
fn table(bytes: &[u8], tag: [u8; 4]) -> usize {
    let at = bytes[12..].chunks(16).find(|record| record[..4] == tag).expect("a table");
    u32::from_be_bytes([at[8], at[9], at[10], at[11]]) as usize
}
