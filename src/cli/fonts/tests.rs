use std::path::PathBuf;

use super::finder::Finder;
use super::*;
use crate::fonts::{Role, Spoilt};
use crate::source::Source;
use crate::yaml;

#[test]
fn open_fonts_serve_every_role_within_their_folder() {
    let fonts = find(&plan(), None);
    assert_eq!(fonts.unserved(), [], "run `make fonts`");
    for role in Role::ALL {
        assert!(fonts.chain(role).next().is_some(), "{role}");
    }
}

#[test]
fn title_takes_the_bold_face_and_tables_the_regular_one_of_a_family() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["FandolSong-Bold.otf", "FandolSong-Regular.otf"] {
        std::fs::copy(installed(file), folder.path().join(file)).unwrap();
    }
    let fonts = found(folder.path());
    assert!(first(&fonts, Role::Title).ends_with("FandolSong-Bold.otf"));
    assert!(first(&fonts, Role::Table).ends_with("FandolSong-Regular.otf"));
    assert_eq!(fonts.unserved(), [Role::Body, Role::Heading, Role::Subheading]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
fn renamed_file_is_found_by_the_name_inside() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(installed("FandolKai-Regular.otf"), folder.path().join("楷.otf"))
        .unwrap();
    std::fs::write(folder.path().join("空.ttf"), b"no font").unwrap();
    let fonts = found(folder.path());
    assert!(first(&fonts, Role::Subheading).ends_with("楷.otf"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
fn spoilt_files_are_passed_over_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    };
    let sound = std::fs::read(installed("FandolFang-Regular.otf")).unwrap();
    put("FandolFang-Regular.otf", &sound);
    put("simfang.ttf", b"");
    put("FZFS_Document.TTF", b"<html>not found</html>");
    put("FZFSK.TTF", &sound[..sound.len() / 2]);
    put("STFANGSO.TTF", &restricted(&sound));
    put("ZhuqueFangsong-Regular.ttf", b"\0\x01\0\0");
    std::fs::create_dir(folder.path().join("FZFSJW.TTF")).unwrap();
    let fonts = found(folder.path());
    assert!(first(&fonts, Role::Body).ends_with("FandolFang-Regular.otf"));
    let told = |file: &Spoilt| {
        let Spoilt { family, path: _, reason, roles } = file;
        format!("{family} {reason} {roles:?}")
    };
    let told: Vec<_> = fonts.spoilt.iter().map(told).collect();
    assert_eq!(
        told,
        [
            "仿宋 是空文件 [Body]",
            "方正公文仿宋 不是能用的字体文件 [Body]",
            "方正仿宋_GBK 不完整，可能没有复制完 [Body]",
            "方正仿宋简体 打不开，这是一个文件夹 [Body]",
            // Restricted, and found by its file's name alone: FandolFang inside.
            "朱雀仿宋 不完整，可能没有复制完 []",
        ]
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
fn face_that_may_not_be_embedded_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let sound = std::fs::read(installed("FandolFang-Regular.otf")).unwrap();
    let path = folder.path().join("FandolFang-Regular.otf");
    std::fs::write(path, restricted(&sound)).unwrap();
    let fonts = found(folder.path());
    assert!(fonts.chain(Role::Body).next().is_none());
    assert!(fonts.spoilt[0].reason.contains("不许嵌入"), "{:?}", fonts.spoilt);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
fn sound_copy_of_a_spoilt_file_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let [first_folder, second] = ["甲", "乙"].map(|name| folder.path().join(name));
    for folder in [&first_folder, &second] {
        std::fs::create_dir(folder).unwrap();
    }
    std::fs::write(first_folder.join("FandolKai-Regular.otf"), "").unwrap();
    let sound = installed("FandolKai-Regular.otf");
    std::fs::copy(sound, second.join("FandolKai-Regular.otf")).unwrap();
    let folders = [&first_folder, &second].map(|path| Folder::whole(path));
    let fonts = find_in(&plan(), folders.into_iter());
    assert!(first(&fonts, Role::Subheading).contains("乙"));
}

/// Offices rename fonts; the open stand-in must not hide one of theirs.
#[test]
fn usual_family_under_another_name_goes_before_an_open_one() {
    let folder = tempfile::tempdir().unwrap();
    for (file, copy) in [
        ("FandolKai-Regular.otf", "单位的楷体.otf"),
        ("FandolFang-Regular.otf", "FandolFang-Regular.otf"),
    ] {
        std::fs::copy(installed(file), folder.path().join(copy)).unwrap();
    }
    let plan = "角色: {正文: [楷体, 仿宋]}\n\
        字体: {楷体: {名称: [FandolKai]}, 仿宋: {名称: [FandolFang R], \
        文件: [FandolFang-Regular.otf], 许可: 开源}}\n";
    let tree = yaml::load(&Source::new("fonts.yaml", plan));
    let plan = FontPlan::read(&tree.root.expect("it is YAML")).expect("it is a plan");
    let fonts = find_in(&plan, [Folder::whole(folder.path())].into_iter());
    let families: Vec<_> =
        fonts.chain(Role::Body).map(|(_, face)| face.family.as_str()).collect();
    assert_eq!(families, ["楷体", "仿宋"]);
}

/// Returns a font whose maker forbids to embed it.
fn restricted(font: &[u8]) -> Vec<u8> {
    let mut font = font.to_vec();
    let records = font[12..].chunks(16);
    let mut of_os2 = records.filter(|record| record.starts_with(b"OS/2"));
    let record = of_os2.next().expect("it has the table");
    let at = u32::from_be_bytes([record[8], record[9], record[10], record[11]]) as usize;
    font[at + 8..at + 10].copy_from_slice(&[0, 2]);
    font
}

fn found(folder: &Path) -> Fonts {
    find_in(&plan(), [Folder::whole(folder)].into_iter())
}

pub(super) fn plan() -> FontPlan {
    let text = include_str!("../../../templates/shared/fonts.yaml");
    let tree = yaml::load(&Source::new("fonts.yaml", text));
    FontPlan::read(&tree.root.expect("it is YAML")).expect("it is a plan")
}

#[track_caller]
fn installed(file: &str) -> PathBuf {
    let (plan, machine) = (plan(), Machine::this());
    let folders = plan.folders.iter().flat_map(|folder| machine.expand(folder));
    let path = Finder::new(&plan, folders).named(file).first().cloned();
    path.expect("Fandol is installed by `make fonts`")
}

#[track_caller]
fn first(fonts: &Fonts, role: Role) -> &str {
    fonts.chain(role).next().expect("the role has a face").1.file.path()
}
