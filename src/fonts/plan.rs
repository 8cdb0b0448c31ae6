//! `fonts.yaml`: the families of each role in order, and where their files lie.

use super::Role;
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::{Node, Value};

/// What `fonts.yaml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontPlan {
    /// Folders to look in, the first one first; `~`, `$NAME` and `*` as in a
    /// shell, `/**` at the end for the folders below.
    pub folders: Vec<String>,
    /// Every family.
    pub families: Vec<Family>,
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
}

impl FontPlan {
    /// Reads `fonts.yaml`.
    pub fn read(root: &Node) -> Result<Self, Vec<Diagnostic>> {
        let mut reader = Reader::default();
        reader.plan(root);
        if reader.findings.is_empty() { Ok(reader.plan) } else { Err(reader.findings) }
    }

    /// Returns the families of a role, in order, each with its index.
    pub fn chain(&self, role: Role) -> impl Iterator<Item = (usize, &Family)> {
        self.chains[role as usize].iter().map(|&index| (index, &self.families[index]))
    }
}

/// The plan so far, and what is wrong with the file.
#[derive(Default)]
struct Reader {
    plan: FontPlan,
    findings: Vec<Diagnostic>,
}

impl Reader {
    fn plan(&mut self, root: &Node) {
        for (key, node) in self.entries(root) {
            match key {
                "文件夹" => self.plan.folders = self.texts(node),
                "字体" => self.families(node),
                "角色" => {}
                _ => self.unknown_key(key, node),
            }
        }
        // The chains name families, which may stand below them in the file.
        match root.get("角色") {
            Some(entry) => self.roles(&entry.node),
            None => self.complain(Code::FormMissingKey, root, "缺少“角色”一项"),
        }
    }

    fn families(&mut self, node: &Node) {
        for (name, node) in self.entries(node) {
            let mut family = Family { name: name.to_owned(), ..Family::default() };
            for (key, node) in self.entries(node) {
                match key {
                    "名称" => family.names = self.texts(node),
                    "文件" => family.files = self.texts(node),
                    "风格" => family.style = self.text(node),
                    "字重" => family.weight = self.weight(node),
                    _ => self.unknown_key(key, node),
                }
            }
            if family.names.is_empty() {
                family.names.push(name.to_owned());
            }
            self.plan.families.push(family);
        }
    }

    fn roles(&mut self, node: &Node) {
        for (name, node) in self.entries(node) {
            let Some(role) = Role::from_name(name) else {
                self.unknown_key(name, node);
                continue;
            };
            for item in self.items(node) {
                let wanted = self.text(item);
                let known = |family: &Family| family.name == wanted;
                if let Some(index) = self.plan.families.iter().position(known) {
                    self.plan.chains[role as usize].push(index);
                } else {
                    let message = format!("“字体”里没有“{wanted}”");
                    self.complain(Code::FormUnknownPath, item, message);
                }
            }
        }
    }

    fn weight(&mut self, node: &Node) -> Option<u16> {
        let weight = self.text(node).parse().ok();
        if weight.is_none() {
            self.complain(Code::FormBadValue, node, "字重要写成数，例如 400、700");
        }
        weight
    }

    fn entries<'a>(&mut self, node: &'a Node) -> Vec<(&'a str, &'a Node)> {
        match &node.value {
            Value::Map(entries) => {
                let pair = |entry: &'a crate::yaml::Entry| (&*entry.key, &entry.node);
                entries.iter().map(pair).collect()
            }
            Value::Empty | Value::Scalar(_) | Value::List(_) => {
                self.complain(Code::FormBadValue, node, "这里要写成“名称: 内容”");
                Vec::new()
            }
        }
    }

    fn items<'a>(&mut self, node: &'a Node) -> &'a [Node] {
        match &node.value {
            Value::List(items) => items,
            Value::Empty | Value::Scalar(_) | Value::Map(_) => {
                self.complain(Code::FormBadValue, node, "这里要写成一列，每项一行");
                &[]
            }
        }
    }

    fn texts(&mut self, node: &Node) -> Vec<String> {
        self.items(node).iter().map(|item| self.text(item)).collect()
    }

    fn text(&mut self, node: &Node) -> String {
        let Some(scalar) = node.scalar() else {
            self.complain(Code::FormBadValue, node, "这里要写一个词");
            return String::new();
        };
        scalar.text.clone()
    }

    fn unknown_key(&mut self, key: &str, node: &Node) {
        let message = format!("字体表里没有“{key}”这一项");
        self.complain(Code::FormUnknownKey, node, message);
    }

    fn complain(&mut self, code: Code, node: &Node, message: impl Into<String>) {
        self.findings.push(Diagnostic::error(code, message).at(node.span.clone(), ""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::yaml;

    #[test]
    fn shipped_plan_names_only_families_it_has() {
        let plan = read(include_str!("../../templates/shared/fonts.yaml")).unwrap();
        for role in Role::ALL {
            assert!(plan.chain(role).next().is_some(), "{role}");
        }
        let known = |family: &&Family| family.name == "FandolSong 粗";
        assert_eq!(plan.families.iter().find(known).unwrap().weight, Some(700));
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
