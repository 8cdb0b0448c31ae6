//! Which words can be names: of fields, tables and items in a form file, of
//! facts in a staff's file.

use super::{LAST_YEAR, SUBTOTAL};

/// 标签 marks an item without a name, so that no item can be named so.
pub(super) const LABEL: &str = "标签";

/// Why a word cannot be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadName {
    /// The program uses it itself: 标签, 小计, 上年.
    Reserved,
    /// Something other than letters, digits and `_`, or no letter first.
    Malformed,
}

/// Checks that a word can be a name. The template language reads names by the
/// same rule.
///
/// # Errors
///
/// Why it cannot.
pub fn check_name(word: &str) -> Result<(), BadName> {
    let fits = |c: char| c.is_alphabetic() || c.is_ascii_digit() || c == '_';
    if [LABEL, SUBTOTAL, LAST_YEAR].contains(&word) {
        Err(BadName::Reserved)
    } else if word.starts_with(char::is_alphabetic) && word.chars().all(fits) {
        Ok(())
    } else {
        Err(BadName::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_letters_digits_and_low_lines() {
        for word in ["规章", "ICP备案号", "危及三安全一稳定", "a_1"] {
            assert_eq!(check_name(word), Ok(()), "{word}");
        }
        for word in ["", "1甲", "_甲", "甲 乙", "一、甲", "甲①", "甲１"] {
            assert_eq!(check_name(word), Err(BadName::Malformed), "{word}");
        }
        for word in ["标签", "小计", "上年"] {
            assert_eq!(check_name(word), Err(BadName::Reserved), "{word}");
        }
    }
}
