//! Characters of full width that have a twin in ASCII.

/// Returns the ASCII character that a full-width letter, digit or mark mirrors, and
/// any other as it is.
pub(crate) fn narrow(c: char) -> char {
    match c {
        // The block of full-width forms mirrors ASCII from `!` to `~`.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::narrow;

    #[test]
    fn full_width_forms_have_their_twins() {
        let narrowed: String = "！０Ａｚ～。　a甲".chars().map(narrow).collect();
        assert_eq!(narrowed, "!0Az~。　a甲");
    }
}
