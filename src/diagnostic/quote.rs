//! Texts of the user's that messages quote.

/// Characters of a quoted text that are shown.
const MOST: usize = 24;

/// Returns a text as a message quotes it: on one line, and no longer than anyone
/// needs to recognise it. A value can be as long as its file.
pub fn shorten(text: &str) -> String {
    let shown = text.char_indices().nth(MOST).map_or(text, |(end, _)| &text[..end]);
    let cut = if shown.len() < text.len() { "…" } else { "" };
    let line = shown.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    format!("{line}{cut}")
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn long_texts_are_cut_and_line_ends_are_blanks() {
        assert_eq!(shorten("甲\r\n乙\n丙"), "甲 乙 丙");
        assert_eq!(shorten(&"字".repeat(24)), "字".repeat(24));
        assert_eq!(shorten(&"字".repeat(25)), format!("{}…", "字".repeat(24)));
    }
}
