//! Addresses as a link or a picture has them, written so that no character of theirs
//! means anything else.

use crate::document::target;

/// Characters that stand for themselves in a path (RFC 3986, unreserved and `/`).
const PATH_MARKS: &str = "-._~/";

/// Characters other than letters and digits that may stand in an address. Round
/// brackets are left out because they would end a Markdown link.
const URL_MARKS: &str = "-._~:/?#[]@!$&'*+,;=%";

/// Returns the address of a link as it is written, or nothing where the target
/// is none that a report may link to.
pub(super) fn link(target: &str) -> Option<String> {
    target::leads_outside(target)
        .then(|| encode(target, |kept| is_ascii(kept, URL_MARKS)))
}

/// Returns the address of a file beside the output from its path, in which no
/// character has a meaning of its own.
pub(super) fn path(path: &str) -> String {
    encode(path, |kept| is_ascii(kept, PATH_MARKS))
}

/// Returns the same for Markdown, which people read: Chinese stays Chinese.
pub(super) fn readable_path(path: &str) -> String {
    let is_letter = |kept: char| !kept.is_ascii() && kept.is_alphanumeric();
    encode(path, |kept| is_letter(kept) || is_ascii(kept, PATH_MARKS))
}

fn is_ascii(character: char, marks: &str) -> bool {
    character.is_ascii_alphanumeric() || marks.contains(character)
}

fn encode(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_kept(character) {
            out.push(character);
            continue;
        }
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(hexadecimal));
        }
    }
    out
}

fn hexadecimal(digit: u8) -> char {
    char::from(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_schemes_are_links() {
        assert_eq!(link("HTTP://甲.cn/").as_deref(), Some("HTTP://%E7%94%B2.cn/"));
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link(" http://a.cn"), None);
        assert_eq!(link("年报.html"), None);
    }

    #[test]
    fn addresses_cannot_leave_their_quotes() {
        let written = link("http://a.cn/\"><script>|(x) y").expect("a web address");
        assert_eq!(written, "http://a.cn/%22%3E%3Cscript%3E%7C%28x%29%20y");
    }

    #[test]
    fn paths_have_no_special_characters() {
        assert_eq!(path("2021 年.pdf"), "2021%20%E5%B9%B4.pdf");
        assert_eq!(readable_path("图 1(2).png"), "图%201%282%29.png");
        assert_eq!(path("a%20b:c#d?.md"), "a%2520b%3Ac%23d%3F.md");
    }
}
