//! Addresses in prose that nobody can follow: a colon lost or full-width, `＠`.

use std::sync::OnceLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Printed;

/// What may be a wrong mark; the mark is a group. It begins with letters, so that
/// texts without one are passed over quickly.
const PATTERN: &str = "https?(?<slashes>//|：/*)|(?<at>＠)";

/// Reports each address that has a wrong mark.
pub(super) fn check(printed: &Printed<'_>, findings: &mut Vec<Diagnostic>) {
    static REGEX: OnceLock<Regex> = OnceLock::new();
    if !printed.is_prose() {
        return; // its field's type asks for more
    }
    let regex = REGEX.get_or_init(|| Regex::new(PATTERN).expect("the pattern is right"));
    for found in regex.captures_iter(&printed.text) {
        let whole = found.get_match();
        let before = printed.text[..whole.start()].ends_with(is_of_address);
        let behind = printed.text[whole.end()..].starts_with(is_of_address);
        if !behind || found.name("at").is_some() && !before {
            continue;
        }
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

fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric()
}
