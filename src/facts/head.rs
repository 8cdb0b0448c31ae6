//! The first look into a file: which form it asks for, of whom and which year it is.

use crate::source::Span;
use crate::yaml::{Node, Value};

/// What a file says of itself before its form is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// 格式, with its place.
    pub form: Option<(String, Span)>,
    /// 年度, if it reads as a year.
    pub year: Option<i16>,
    /// 单位.名称.
    pub body: Option<String>,
    /// 上年文件, with its place.
    pub last_year: Option<(String, Span)>,
}

/// Looks for 格式, 年度, 单位.名称 and 上年文件 in a file.
pub fn head(root: &Node) -> Head {
    let body = root.get("单位").and_then(|entry| scalar(&entry.node, "名称"));
    Head {
        form: scalar(root, "格式"),
        year: scalar(root, "年度").and_then(|(text, _)| super::year(&text)),
        body: body.map(|(name, _)| name),
        last_year: scalar(root, "上年文件"),
    }
}

/// Tells whether a text, however broken as YAML, is a staff's file: a line of it
/// begins with the key 格式 and a colon, or what is typed for one.
pub fn is_staffs_file(text: &str) -> bool {
    let around = |c: char| c.is_whitespace() || "{\"'“”\u{feff}".contains(c);
    text.lines().any(|line| {
        let rest = line.trim_start_matches(around).strip_prefix("格式");
        rest.is_some_and(|rest| {
            rest.trim_start_matches(around).starts_with([':', '：', ';', '；'])
        })
    })
}

fn scalar(node: &Node, key: &str) -> Option<(String, Span)> {
    match &node.get(key)?.node {
        Node { value: Value::Scalar(scalar), span } => {
            let text = scalar.text.trim();
            (!text.is_empty()).then(|| (text.to_owned(), span.clone()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_staffs_file;

    #[test]
    fn staffs_files_are_known_before_they_can_be_read() {
        for text in [
            "年度: 2024\n格式：甲",
            "\u{feff}格式: 甲",
            "{格式: 甲, 年度",
            "\"格式\" : 甲",
        ] {
            assert!(is_staffs_file(text), "{text}");
        }
        for text in [
            "",
            "# 格式: 甲",
            "名称: 甲\n说明: 格式",
            "# 甲\n\n格式要求见附件。",
            "{{ 格式 }}年",
        ] {
            assert!(!is_staffs_file(text), "{text}");
        }
    }
}
