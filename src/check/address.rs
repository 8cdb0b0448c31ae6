//! Addresses in prose that nobody can follow: a colon lost or full-width, `＠`.

use std::sync::OnceLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Printed;

/// The wrong part is the group.
const PATTERN: &str =
    r"https?(?<slashes>//|：/*)[A-Za-z0-9]|[A-Za-z0-9](?<at>＠)[A-Za-z0-9]";

/// Reports each address that has a wrong mark.
pub(super) fn check(printed: &Printed<'_>, findings: &mut Vec<Diagnostic>) {
    static REGEX: OnceLock<Regex> = OnceLock::new();
    if !printed.is_prose() {
        return; // its field's type asks for more
    }
    let regex = REGEX.get_or_init(|| Regex::new(PATTERN).expect("the pattern is right"));
    for found in regex.captures_iter(&printed.text) {
        let (mark, message, right) = match (found.name("slashes"), found.name("at")) {
            (Some(mark), _) => (mark, "网址里要有英文的“://”，照这样写打不开", "://"),
            (None, Some(mark)) => (mark, "邮箱里的“＠”是全角的，照这样写寄不到", "@"),
            (None, None) => continue,
        };
        let place = printed.locate(mark.range());
        findings.push(
            Diagnostic::warning(Code::BadText, message)
                .at(place.clone(), "")
                .path(&printed.path)
                .fix(format!("改为“{right}”"), place, right),
        );
    }
}
