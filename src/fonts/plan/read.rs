//! Reading `fonts.yaml`.

use super::{Family, FontPlan, Licence, Range};
use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::{Purpose, Remedy, Role, Systems};
use crate::source::Span;
use crate::spelling::nearest;
use crate::yaml::{Entry, Node, Value};

/// What the plan is made of.
const PARTS: [&str; 4] = ["文件夹", "角色", "字体", "安装"];
/// What can be said of a family.
const FAMILY: [&str; 6] = ["名称", "文件", "风格", "字重", "许可", "收字"];
/// What can be said of a remedy.
const REMEDY: [&str; 2] = ["缺", "办法"];

/// Reads a plan.
pub(super) fn plan(root: &Node) -> Result<FontPlan, Vec<Diagnostic>> {
    let mut reader = Reader::default();
    reader.plan(root);
    if reader.findings.is_empty() { Ok(reader.plan) } else { Err(reader.findings) }
}

/// The plan so far, and what is wrong with the file.
#[derive(Default)]
struct Reader {
    plan: FontPlan,
    findings: Vec<Diagnostic>,
}

impl Reader {
    fn plan(&mut self, root: &Node) {
        for Entry { key, key_span, node } in self.entries(root) {
            match &**key {
                "文件夹" => self.plan.folders = self.texts(node),
                "字体" => self.families(node),
                "安装" => self.remedies(node),
                "角色" => {}
                _ => self.unknown_key(key, key_span, &PARTS),
            }
        }
        // The chains name families, which may stand below them in the file.
        match root.get("角色") {
            Some(entry) => self.roles(&entry.node),
            None => self.complain(Code::FormMissingKey, root, "缺少“角色”一项"),
        }
    }

    fn families(&mut self, node: &Node) {
        for Entry { key: name, node, .. } in self.entries(node) {
            let mut family = Family { name: name.clone(), ..Family::default() };
            for Entry { key, key_span, node } in self.entries(node) {
                match &**key {
                    "名称" => family.names = self.texts(node),
                    "文件" => family.files = self.texts(node),
                    "风格" => family.style = self.text(node),
                    "字重" => family.weight = self.weight(node),
                    "许可" => family.licence = self.licence(node),
                    "收字" => family.range = self.range(node),
                    _ => self.unknown_key(key, key_span, &FAMILY),
                }
            }
            if family.names.is_empty() {
                family.names.push(name.clone());
            }
            self.plan.families.push(family);
        }
    }

    fn roles(&mut self, node: &Node) {
        for Entry { key: name, key_span, node } in self.entries(node) {
            let Some(role) = Role::from_name(name) else {
                self.unknown_key(name, key_span, &Role::ALL.map(Role::name));
                continue;
            };
            for item in self.items(node) {
                let wanted = self.text(item);
                let known = |family: &Family| family.name == wanted;
                if let Some(index) = self.plan.families.iter().position(known) {
                    self.plan.chains[role as usize].push(index);
                } else {
                    self.unknown_family(&wanted, &item.span);
                }
            }
        }
    }

    fn remedies(&mut self, node: &Node) {
        for Entry { key: name, key_span, node } in self.entries(node) {
            let Some(systems) = Systems::from_name(name) else {
                self.unknown_key(name, key_span, &Systems::NAMES.map(|(name, _)| name));
                continue;
            };
            for item in self.items(node) {
                let remedy = self.remedy(systems, item);
                self.plan.remedies.push(remedy);
            }
        }
    }

    fn remedy(&mut self, systems: Systems, node: &Node) -> Remedy {
        let mut remedy = Remedy { systems, purposes: Vec::new(), text: String::new() };
        for Entry { key, key_span, node } in self.entries(node) {
            match &**key {
                "缺" => remedy.purposes = self.purposes(node),
                "办法" => remedy.text = self.text(node),
                _ => self.unknown_key(key, key_span, &REMEDY),
            }
        }
        remedy
    }

    fn purposes(&mut self, node: &Node) -> Vec<Purpose> {
        let mut purposes = Vec::new();
        for item in self.items(node) {
            match Purpose::from_name(&self.text(item)) {
                Some(purpose) => purposes.push(purpose),
                None => self.complain(
                    Code::FormBadValue,
                    item,
                    "这里只能写“角色”里的名称，或者 生僻字",
                ),
            }
        }
        purposes
    }

    fn licence(&mut self, node: &Node) -> Licence {
        if self.text(node) != "开源" {
            self.complain(Code::FormBadValue, node, "许可只能写 开源，不是开源的不写");
        }
        Licence::Everybody
    }

    fn range(&mut self, node: &Node) -> Range {
        if self.text(node) != "生僻字" {
            self.complain(Code::FormBadValue, node, "收字只能写 生僻字，没有的不写");
        }
        Range::Rare
    }

    fn weight(&mut self, node: &Node) -> Option<u16> {
        let weight = self.text(node).parse().ok();
        if weight.is_none() {
            self.complain(Code::FormBadValue, node, "字重要写成数，例如 400、700");
        }
        weight
    }

    fn entries<'a>(&mut self, node: &'a Node) -> &'a [Entry] {
        match &node.value {
            Value::Map(entries) => entries,
            Value::Empty | Value::Scalar(_) | Value::List(_) => {
                self.complain(Code::FormBadValue, node, "这里要写成“名称: 内容”");
                &[]
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

    fn unknown_key(&mut self, key: &str, span: &Span, known: &[&str]) {
        let message = format!("这里没有“{key}”这一项，可以写：{}", known.join("、"));
        let finding =
            Diagnostic::error(Code::FormUnknownKey, message).at(span.clone(), "");
        self.findings.push(match nearest(key, known.iter().copied()) {
            Some(meant) => finding.help(format!("是不是要写“{meant}”")),
            None => finding,
        });
    }

    /// Says of a family of a role that nothing is known of it.
    fn unknown_family(&mut self, name: &str, span: &Span) {
        let message = format!("“字体”里没有“{name}”");
        let finding =
            Diagnostic::error(Code::FormUnknownPath, message).at(span.clone(), "");
        let known = self.plan.families.iter().map(|family| &*family.name);
        self.findings.push(match nearest(name, known) {
            Some(meant) => finding.help(format!("是不是要写“{meant}”")),
            None => finding.help(format!(
                "先在“字体”里添一项，如 {name}: {{名称: [{name}], 文件: [文件名], 风格: 仿宋}}"
            )),
        });
    }

    fn complain(&mut self, code: Code, node: &Node, message: impl Into<String>) {
        self.findings.push(Diagnostic::error(code, message).at(node.span.clone(), ""));
    }
}
