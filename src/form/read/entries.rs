//! Maps, lists and texts of a form file, each asked for by what must be there.

use super::faults::{Faults, fault};
use crate::diagnostic::Code;
use crate::source::Span;
use crate::spelling::nearest;
use crate::yaml::{Entry, Node, Value};

/// Joins names for a message.
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("、")
}

/// Puts each name in quotation marks.
pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().flat_map(|name| ["“", name, "”"]).collect()
}

/// Returns the entry of a key.
pub(super) fn find<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.key == key)
}

/// Returns where to say that something is missing in a map: at its first key,
/// since its whole place may be many lines.
pub(super) fn head(node: &Node) -> Span {
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => entries[0].key_span.clone(),
        Value::Map(_) | Value::List(_) | Value::Scalar(_) | Value::Empty => {
            node.span.clone()
        }
    }
}

/// Returns what a node is, for messages.
fn shape(node: &Node) -> &'static str {
    match &node.value {
        Value::Empty => "空的",
        Value::Scalar(_) => "一个值",
        Value::List(_) => "列表",
        Value::Map(_) => "“名称: 内容”",
    }
}

impl Faults {
    /// Returns the entries of a map; nothing written is an empty one.
    pub(super) fn map<'a>(&mut self, key: &str, node: &'a Node) -> Option<&'a [Entry]> {
        match &node.value {
            Value::Map(entries) => Some(entries),
            Value::Empty => Some(&[]),
            Value::Scalar(_) | Value::List(_) => {
                self.wrong_shape(key, node, "一项一项写成“名称: 内容”");
                None
            }
        }
    }

    /// Returns the entries of a map that looks as an example does.
    pub(super) fn map_like<'a>(
        &mut self,
        key: &str,
        node: &'a Node,
        example: &str,
    ) -> Option<&'a [Entry]> {
        let entries = self.map(key, node);
        if entries.is_none() {
            self.help_last(&format!("写成“{example}”"));
        }
        entries
    }

    /// Returns the items of a list; nothing written is an empty one.
    pub(super) fn list<'a>(&mut self, key: &str, node: &'a Node) -> Option<&'a [Node]> {
        match &node.value {
            Value::List(items) => Some(items),
            Value::Empty => Some(&[]),
            Value::Scalar(_) | Value::Map(_) => {
                self.wrong_shape(key, node, "写成列表，每项前面有“-”，或放在 [ ] 里");
                None
            }
        }
    }

    /// Returns a text of one line.
    pub(super) fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = node.scalar().map_or("", |scalar| scalar.text.trim());
        if text.is_empty() || text.contains('\n') {
            self.wrong_shape(key, node, "写一行文字");
            return None;
        }
        Some(text.to_owned())
    }

    /// Returns the text of a key that may be left out.
    pub(super) fn optional_text(
        &mut self,
        entries: &[Entry],
        key: &str,
    ) -> Option<String> {
        let entry = find(entries, key)?;
        self.text(key, &entry.node)
    }

    /// Says that something else was expected at a node.
    pub(super) fn wrong_shape(&mut self, key: &str, node: &Node, expected: &str) {
        let found = match node.scalar() {
            Some(scalar) if scalar.text.contains('\n') => "好几行",
            _ => shape(node),
        };
        let message = format!("“{key}”要{expected}，这里是{found}");
        self.push(fault(Code::FormBadValue, &head(node), message));
    }

    /// Says of each key that is not known that it is not. Returns the keys that
    /// were likely meant, so that they are not called missing as well.
    pub(super) fn unknown_keys(
        &mut self,
        entries: &[Entry],
        allowed: &[&'static str],
    ) -> Vec<&'static str> {
        let mut meant = Vec::new();
        for entry in entries.iter().filter(|entry| !allowed.contains(&&*entry.key)) {
            meant.extend(self.unknown_key(entry, allowed));
        }
        meant
    }

    /// Says that a key is not known. Returns the key that was likely meant.
    fn unknown_key(
        &mut self,
        entry: &Entry,
        allowed: &[&'static str],
    ) -> Option<&'static str> {
        let message =
            format!("这里没有“{}”这一项，可以写：{}", entry.key, listed(allowed));
        let mut finding = fault(Code::FormUnknownKey, &entry.key_span, message);
        let meant = nearest(&entry.key, allowed.iter().copied());
        if let Some(meant) = meant {
            finding = finding.help(format!("是不是要写“{meant}”"));
        }
        self.push(finding);
        meant
    }

    /// Says of unknown keys which of the parts of a form their content is of: it stands
    /// too far left.
    pub(super) fn outdented(&mut self, entries: &[Entry], allowed: &[&str]) {
        for entry in entries.iter().filter(|entry| !allowed.contains(&&*entry.key)) {
            let Value::Map(below) = &entry.node.value else { continue };
            let has = |keys: &[&str]| keys.iter().any(|key| find(below, key).is_some());
            let above = if has(&["列", "行", "部分"]) {
                "表格"
            } else if has(&["类型", "字段", "每项"]) {
                "字段"
            } else {
                continue;
            };
            self.help_at(
                &entry.key_span,
                &format!("看内容是“{above}”里的一项：这几行都往右缩进两格"),
            );
            self.doubt_roots();
        }
    }

    /// Says that a key is missing.
    pub(super) fn missing(&mut self, key: &str, span: &Span) {
        self.push(fault(Code::FormMissingKey, span, format!("缺少“{key}”")));
    }

    /// Returns which of a closed list of words stands at a key.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        entry: &Entry,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let written = entry.node.scalar().map(|scalar| scalar.text.trim());
        if let Some((_, value)) = words.iter().find(|(word, _)| Some(*word) == written) {
            return Some(*value);
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("“{}”只能是：{}", entry.key, listed(&names));
        self.push(fault(Code::FormBadValue, &head(&entry.node), message));
        None
    }
}
