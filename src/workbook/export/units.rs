//! Texts as long as Excel takes them: it counts UTF-16 units, of which a rare character
//! has two.

/// Returns the beginning of a text that has no more than some units.
pub(super) fn beginning(text: &str, units: usize) -> String {
    let mut left = units;
    let fits = |c: &char| {
        let rest = left.checked_sub(c.len_utf16());
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_rare_character_counts_twice() {
        assert_eq!(beginning("甲𠮷乙", 4), "甲𠮷乙");
        assert_eq!([beginning("甲𠮷乙", 3), beginning("甲𠮷乙", 2)], ["甲𠮷", "甲"]);
        assert_eq!(beginning("", 0), "");
    }
}
