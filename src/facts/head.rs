//! The first look into a file: which form it asks for, and for which year.

use crate::source::Span;
use crate::yaml::{Node, Value};

/// What a file says of itself before its form is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// 格式, with its place.
    pub form: Option<(String, Span)>,
    /// 年度, if it reads as a year.
    pub year: Option<i16>,
    /// 上年文件, with its place.
    pub last_year: Option<(String, Span)>,
}

/// Looks for 格式, 年度 and 上年文件 at the top of a file.
pub fn head(root: &Node) -> Head {
    let scalar = |key: &str| match &root.get(key)?.node {
        Node { value: Value::Scalar(scalar), span } => {
            let text = scalar.text.trim();
            (!text.is_empty()).then(|| (text.to_owned(), span.clone()))
        }
        _ => None,
    };
    Head {
        form: scalar("格式"),
        year: scalar("年度").and_then(|(text, _)| super::read::year(&text)),
        last_year: scalar("上年文件"),
    }
}
