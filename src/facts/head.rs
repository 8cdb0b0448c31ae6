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

fn scalar(node: &Node, key: &str) -> Option<(String, Span)> {
    match &node.get(key)?.node {
        Node { value: Value::Scalar(scalar), span } => {
            let text = scalar.text.trim();
            (!text.is_empty()).then(|| (text.to_owned(), span.clone()))
        }
        _ => None,
    }
}
