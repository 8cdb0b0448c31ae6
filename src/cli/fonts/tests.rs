use super::*;
use crate::source::Source;
use crate::yaml;

#[test]
fn open_fonts_serve_every_role_within_their_folder() {
    let fonts = find(&plan(), &[]);
    assert_eq!(fonts.unserved().count(), 0, "run `make fonts`");
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
    let fonts = find_in(&plan(), [folders::Folder::whole(folder.path())].into_iter());
    assert!(first(&fonts, Role::Title).ends_with("FandolSong-Bold.otf"));
    assert!(first(&fonts, Role::Table).ends_with("FandolSong-Regular.otf"));
    let unserved: Vec<_> = fonts.unserved().collect();
    assert_eq!(unserved, [Role::Body, Role::Heading, Role::Subheading]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
fn renamed_file_is_found_by_the_name_inside() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(installed("FandolKai-Regular.otf"), folder.path().join("楷.otf"))
        .unwrap();
    std::fs::write(folder.path().join("空.ttf"), b"no font").unwrap();
    let fonts = find_in(&plan(), [folders::Folder::whole(folder.path())].into_iter());
    assert!(first(&fonts, Role::Subheading).ends_with("楷.otf"));
}

#[test]
fn patterns_name_folders() {
    let folder = tempfile::tempdir().unwrap();
    for year in ["2024", "2025"] {
        std::fs::create_dir_all(folder.path().join(year).join("fonts")).unwrap();
    }
    let pattern = format!("{}/20*/fonts/**", folder.path().display());
    let found = folders::expand(&pattern);
    assert_eq!(found[0], folders::Folder::whole(&folder.path().join("2025/fonts")));
    assert_eq!(found.len(), 2);
    assert!(folders::expand("$NIANBAO_NO_SUCH_VARIABLE/fonts").is_empty());
}

fn plan() -> FontPlan {
    let text = include_str!("../../../templates/shared/fonts.yaml");
    let tree = yaml::load(&Source::new("fonts.yaml", text));
    FontPlan::read(&tree.root.expect("it is YAML")).expect("it is a plan")
}

#[track_caller]
fn installed(file: &str) -> PathBuf {
    let plan = plan();
    let finder = Finder::new(&plan, plan.folders.iter().flat_map(|f| folders::expand(f)));
    let path = finder.files.get(&file.to_lowercase()).cloned();
    path.expect("Fandol is installed by `make fonts`")
}

#[track_caller]
fn first(fonts: &Fonts, role: Role) -> &str {
    &fonts.chain(role).next().expect("the role has a face").1.path
}
