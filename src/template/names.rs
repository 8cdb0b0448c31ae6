//! Chinese names as ASCII ones of the same length, and back.
//!
//! A character of n UTF-8 bytes becomes n ASCII bytes, so every byte range that
//! Tera reports is true of the original too. The way back never guesses from
//! the look of a word: only names that were really met are turned back.

use std::collections::HashMap;

/// Tera's name for all that a template sees.
pub const EVERYTHING: &str = "__tera_context";

/// First bytes: an identifier begins with a letter.
const FIRST: &[u8; 52] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// All further bytes.
const REST: &[u8; 63] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/// Names that were met, each under its ASCII form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names(HashMap<String, String>);

impl Names {
    /// Translates a name and remembers it; a dotted one step by step.
    pub(crate) fn translate(&mut self, name: &str) -> String {
        for step in name.split('.').filter(|step| !step.is_ascii()) {
            self.0.insert(encode(step), step.to_owned());
        }
        encode(name)
    }

    fn get(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(String::as_str)
    }
}

/// Translates a name into ASCII of the same number of bytes.
pub(crate) fn encode(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        // 52 * 63 covers two bytes, 52 * 63^2 three and 52 * 63^3 four: all of
        // Unicode fits, and FIRST is never overrun.
        let mut value = c as usize;
        let mut code = ['0'; 4];
        let length = c.len_utf8();
        for slot in code[1..length].iter_mut().rev() {
            *slot = char::from(REST[value % REST.len()]);
            value /= REST.len();
        }
        code[0] = char::from(FIRST[value % FIRST.len()]);
        out.extend(&code[..length]);
    }
    out
}

/// Turns back every whole ASCII word of `message` that is one of the names.
pub(crate) fn decode(message: &str, names: &[&Names]) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while !rest.is_empty() {
        let word = run(rest, is_word);
        let name = names.iter().find_map(|names| names.get(&rest[..word]));
        out.push_str(name.unwrap_or(&rest[..word]));
        rest = &rest[word..];
        let gap = run(rest, |c| !is_word(c));
        out.push_str(&rest[..gap]);
        rest = &rest[gap..];
    }
    out
}

/// Returns the length of the run of characters `of` at the beginning of `text`.
fn run(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of(c)).unwrap_or(text.len())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_character_of_a_name_has_its_own_code() {
        let mut codes = HashSet::new();
        let all = (0x80..=0x0010_FFFF).filter_map(char::from_u32);
        for c in all.filter(|c| c.is_alphanumeric()) {
            let code = encode(&c.to_string());
            assert_eq!(code.len(), c.len_utf8());
            assert!(code.starts_with(|first: char| first.is_ascii_alphabetic()));
            assert!(
                !["and", "not", "for", "set", "raw", "if", "in", "is", "or"]
                    .contains(&code.as_str())
            );
            assert!(codes.insert(code), "{c}");
        }
    }

    #[test]
    fn only_names_that_were_met_are_turned_back() {
        let mut names = Names::default();
        let code = names.translate("单位.名称");
        assert_eq!(
            decode(&format!("Field `{code}` of A_B"), &[&names]),
            "Field `单位.名称` of A_B"
        );
        let other = encode("网站");
        assert_eq!(decode(&other, &[&names]), other);
    }

    proptest! {
        #[test]
        fn names_keep_their_length_and_come_back(name in "[\\p{L}\\p{N}_]{1,12}") {
            let mut names = Names::default();
            let code = names.translate(&name);
            prop_assert!(code.is_ascii());
            prop_assert_eq!(code.len(), name.len());
            prop_assert_eq!(decode(&code, &[&names]), name);
        }
    }
}
