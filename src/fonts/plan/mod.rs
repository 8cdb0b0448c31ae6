//! `fonts.yaml`: the families of each role in order, and where their files lie.

mod read;

use super::{Remedy, Role};
use crate::diagnostic::Diagnostic;
use crate::yaml::Node;

/// What `fonts.yaml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontPlan {
    /// Folders to look in, the first one first; `~`, `$NAME` and `*` as in a
    /// shell, `/**` at the end for the folders below.
    pub folders: Vec<String>,
    /// Every family.
    pub families: Vec<Family>,
    /// What to do where a face is missing, in the order of the file.
    pub remedies: Vec<Remedy>,
    /// For each role the indices of its families, in order.
    chains: [Vec<usize>; Role::ALL.len()],
}

/// A family of faces, or one weight of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Family {
    /// What users know it by.
    pub name: String,
    /// The names it has in font files, of which any one will do.
    pub names: Vec<String>,
    /// The files it usually comes in.
    pub files: Vec<String>,
    /// The class of style.
    pub style: String,
    /// The weight to take, where the family has several.
    pub weight: Option<u16>,
    /// Who may use it.
    pub licence: Licence,
    /// Which characters it has.
    pub range: Range,
}

/// Which Chinese characters a family has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Range {
    /// The common ones, GB 2312 at least.
    #[default]
    Common,
    /// 生僻字: those of 通用规范汉字表 and more.
    Rare,
}

/// Who may use a family.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Licence {
    /// Those who bought it, or the system or program it came with.
    #[default]
    Owners,
    /// 开源: everybody.
    Everybody,
}

/// How a family stands to what a role asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// One that offices have, of the style that the role asks for.
    Usual,
    /// An open one of the same style.
    Open,
    /// One of another style.
    StandIn,
}

impl FontPlan {
    /// Reads `fonts.yaml`.
    ///
    /// # Errors
    ///
    /// Its faults, each at its place.
    pub fn read(root: &Node) -> Result<Self, Vec<Diagnostic>> {
        read::plan(root)
    }

    /// Returns the families of a role, in order, each with its index.
    pub fn chain(&self, role: Role) -> impl Iterator<Item = (usize, &Family)> {
        self.chains[role as usize].iter().map(|&index| (index, &self.families[index]))
    }

    /// Returns the family that a role would rather have than all others. Its style
    /// is the one that the role asks for.
    pub fn wanted(&self, role: Role) -> Option<&Family> {
        self.chain(role).next().map(|(_, family)| family)
    }

    /// Tells how a family stands to what a role asks for.
    pub fn standing(&self, role: Role, family: &Family) -> Standing {
        match self.wanted(role) {
            Some(wanted) if wanted.style != family.style => Standing::StandIn,
            _ if family.licence == Licence::Everybody => Standing::Open,
            _ => Standing::Usual,
        }
    }

    /// Returns a family by its name.
    pub fn family(&self, name: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::fonts::{Purpose, Systems};
    use crate::source::Source;
    use crate::yaml;

    #[test]
    fn shipped_plan_names_only_families_it_has() {
        let plan = read(include_str!("../../../templates/shared/fonts.yaml")).unwrap();
        for role in Role::ALL {
            assert!(plan.chain(role).next().is_some(), "{role}");
        }
        let known = |family: &&Family| family.name == "FandolSong 粗";
        assert_eq!(plan.families.iter().find(known).unwrap().weight, Some(700));
    }

    #[test]
    fn role_asks_for_the_style_of_its_first_family() {
        let plan = read(
            "角色: {标题: [甲, 乙, 丙]}\n字体:\n  甲: {风格: 小标宋}\n  \
             乙: {风格: 小标宋, 许可: 开源}\n  丙: {风格: 粗宋, 许可: 开源}\n",
        )
        .unwrap();
        let chain = plan.chain(Role::Title);
        let standings: Vec<_> =
            chain.map(|(_, family)| plan.standing(Role::Title, family)).collect();
        assert_eq!(standings, [Standing::Usual, Standing::Open, Standing::StandIn]);
    }

    #[test]
    fn every_system_has_a_remedy_for_every_want() {
        let plan = read(include_str!("../../../templates/shared/fonts.yaml")).unwrap();
        let needed = Role::NEEDED.map(Purpose::Role);
        for system in [Systems::Windows, Systems::MacOs, Systems::Linux] {
            for purpose in needed.into_iter().chain([Purpose::Rare]) {
                let helps = |remedy: &Remedy| {
                    remedy.systems == system && remedy.purposes.contains(&purpose)
                };
                assert!(plan.remedies.iter().any(helps), "{system:?}: {purpose:?}");
            }
        }
    }

    #[test]
    fn slips_in_remedies_and_licences_are_told() {
        let findings = read(
            "角色: {正文: [甲]}\n字体: {甲: {许可: 自由, 收字: 多}}\n\
             安装: {Windows: [{缺: [副标题], 办法: 买, 价: 3}], DOS: []}\n",
        )
        .expect_err("five things are wrong");
        let lines: Vec<_> = findings.iter().map(|finding| &*finding.message).collect();
        let expected = [
            "许可只能写 开源，不是开源的不写",
            "收字只能写 生僻字，没有的不写",
            "这里只能写“角色”里的名称，或者 生僻字",
            "这里没有“价”这一项，可以写：缺、办法",
            "这里没有“DOS”这一项，可以写：Windows、macOS、Linux、各系统",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn unknown_keys_and_families_are_told() {
        let findings =
            read("角色: {正文: [没有], 副标题: [甲]}\n字体: {甲: {字号: 3}}\n")
                .expect_err("three things are wrong");
        let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        let expected =
            [Code::FormUnknownKey, Code::FormUnknownPath, Code::FormUnknownKey];
        assert_eq!(codes, expected);
    }

    fn read(text: &str) -> Result<FontPlan, Vec<Diagnostic>> {
        let tree = yaml::load(&Source::new("fonts.yaml", text));
        FontPlan::read(&tree.root.expect("the text is YAML"))
    }
}
