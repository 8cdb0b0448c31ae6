//! Which characters of a text would be read as Markdown, and which would not.
//!
//! A backslash stands only where a `CommonMark` or GFM reader needs it, since
//! people read and edit the file: `2021-2022`, `a_b` and `1.属于` stay as they are.

/// What is around a character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// The character written before it, or before its run where it is an
    /// underscore; a line end where there is none.
    pub(super) before: char,
    /// What follows it in the same text.
    pub(super) rest: &'a str,
    /// The character that follows the text; a line end where there is none.
    pub(super) after: char,
}

impl Around<'_> {
    /// Returns the next character.
    fn next(&self) -> char {
        self.rest.chars().next().unwrap_or(self.after)
    }

    /// Tells whether the text ends here, so that what follows is markup.
    fn is_last(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Tells whether a character would be read as markup, wherever in a line it
/// stands.
pub(super) fn is_markup(character: char, around: Around<'_>) -> bool {
    let next = around.next();
    match character {
        '`' => true,
        // A backslash before anything else stands for itself.
        '\\' => around.is_last() || !next.is_alphanumeric(),
        '*' => !(around.before == ' ' && next == ' '),
        '_' => !is_inside_word(around),
        '<' => {
            around.is_last()
                || next.is_ascii_alphabetic()
                || matches!(next, '/' | '!' | '?')
        }
        '&' => begins_reference(around.rest),
        // A link, an image or a definition, but `[2021]` is only text.
        ']' => around.is_last() || matches!(next, '(' | '[' | ':'),
        '!' => next == '[',
        _ => false,
    }
}

/// Tells whether an underscore, or a run of them, stands between letters or
/// digits, where `CommonMark` never reads emphasis.
fn is_inside_word(around: Around<'_>) -> bool {
    let next = around.rest.chars().find(|&next| next != '_').unwrap_or(around.after);
    around.before.is_alphanumeric() && next.is_alphanumeric()
}

/// Tells whether what follows an `&` makes it a character reference.
fn begins_reference(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns where in a text that begins a line the character stands that would
/// make the line something else than a paragraph.
pub(super) fn line_marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let found = match first {
        '#' => ends_marker(text.trim_start_matches('#')),
        '>' | '=' => true,
        // A list, a break, a setext underline, or the second line of a table.
        '-' => ends_marker(rest) || rest.starts_with(['-', ':', '|']),
        '+' | '*' => ends_marker(rest),
        ':' => rest.starts_with('-'),
        '[' => is_task(rest),
        '0'..='9' => return ordinal_mark(text),
        _ => false,
    };
    found.then_some(0)
}

/// Returns where the mark of an ordinal stands: `1.` and `1)`, up to nine digits.
fn ordinal_mark(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = text.len() - rest.len();
    let after = rest.strip_prefix(['.', ')'])?;
    (digits <= 9 && ends_marker(after)).then_some(digits)
}

fn ends_marker(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t'])
}

fn is_task(rest: &str) -> bool {
    ["[ ]", "[x]", "[X]"].iter().any(|task| rest.starts_with(&task[1..]))
}

/// Tells whether both `**` or `*` marks around a text would be read as emphasis.
///
/// `before` and `after` stand outside, `first` and `last` inside the marks. The
/// rule is that of left- and right-flanking runs (`CommonMark` 6.2), narrowed to
/// what all its versions agree on: `**“甲”**乙` is no emphasis.
pub(super) fn can_flank(before: char, first: char, last: char, after: char) -> bool {
    flanks(before, first) && flanks(after, last)
}

fn flanks(outside: char, inside: char) -> bool {
    let beside_word = inside.is_alphanumeric();
    let beside_gap = outside.is_whitespace() || is_punctuation(outside);
    // A mark beside a mark would make a longer run.
    outside != '*'
        && inside != '*'
        && (beside_word || beside_gap && is_punctuation(inside))
}

fn is_punctuation(character: char) -> bool {
    const CHINESE: &str = "，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕…—·";
    character.is_ascii_punctuation() || CHINESE.contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_lines_have_no_marker() {
        for text in
            ["1.属于国家秘密", "（一）予以公开", "2021-2022", "-5", "#标签", "[2021]30号"]
        {
            assert_eq!(line_marker(text), None, "{text}");
        }
    }

    #[test]
    fn block_marks_are_found() {
        assert_eq!(line_marker("12. 甲"), Some(2));
        assert_eq!(line_marker("1)"), Some(1));
        for text in [
            "# 甲", "######", "> 甲", "- 甲", "---", "+ 甲", "* 甲", "=", ":-:", "[ ] 甲",
        ] {
            assert_eq!(line_marker(text), Some(0), "{text}");
        }
        assert_eq!(line_marker("1234567890. 甲"), None);
    }

    #[test]
    fn emphasis_beside_chinese_marks_is_seen_to_fail() {
        assert!(can_flank('展', '刺', '声', '系'));
        assert!(!can_flank('展', '“', '”', '系'));
        assert!(can_flank('，', '“', '”', '。'));
        assert!(!can_flank('\n', ' ', '甲', '\n'));
        assert!(!can_flank('*', '甲', '乙', '\n'));
    }
}
