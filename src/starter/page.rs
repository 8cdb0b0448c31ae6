//! Lines of a new file: entries, and comments wrapped to a screen.

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter};

use crate::yaml;

/// Columns of a comment's line: forty characters of full width.
const WIDTH: usize = 80;

/// Column at which the comment behind an entry begins, if the entry is shorter.
const BEHIND: usize = 24;

/// A file being written.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// Leaves a line empty, unless one is already.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Leaves the line empty in which a text is to begin.
    pub(super) fn room(&mut self) {
        self.text.push('\n');
    }

    /// Adds a line, without what may stand in no file.
    pub(super) fn line(&mut self, depth: usize, line: &str) {
        let indented = format!("{}{line}", indent(depth));
        let allowed = |c: &char| yaml::is_allowed(*c);
        self.text.extend(indented.trim_end().chars().filter(allowed));
        self.text.push('\n');
    }

    /// Adds a comment, wrapped; the lines of an item (`· …`) hang.
    pub(super) fn comment(&mut self, depth: usize, words: &str) {
        let options = Options::new(WIDTH - indent(depth).len() - "# ".len())
            .subsequent_indent(if words.starts_with("· ") { "  " } else { "" })
            .word_separator(WordSeparator::Custom(words_to_wrap))
            .word_splitter(WordSplitter::NoHyphenation);
        if words.is_empty() {
            return;
        }
        for line in textwrap::wrap(words, options) {
            self.line(depth, &format!("# {line}"));
        }
    }

    /// Adds a comment whose lines stay as they are, two deeper: without its signs it
    /// is the text of the entry above it.
    pub(super) fn kept(&mut self, depth: usize, text: &str) {
        for line in text.split(['\n', '\r']) {
            self.line(depth, &format!("#   {line}"));
        }
    }

    /// Adds a key with its value, which may be empty, and a comment: behind it where
    /// there is room, else above it.
    pub(super) fn entry(&mut self, depth: usize, key: &str, value: &str, words: &str) {
        let entry = format!("{}{key}: {value}", indent(depth));
        if words.is_empty() {
            return self.line(0, &entry);
        }
        let blanks = BEHIND.saturating_sub(display_width(&entry)).max(2);
        let whole = format!("{entry}{}# {words}", " ".repeat(blanks));
        if display_width(&whole) <= WIDTH {
            self.line(0, &whole);
        } else {
            self.comment(depth, words);
            self.line(0, &entry);
        }
    }

    /// Returns the text.
    pub(super) fn finish(self) -> String {
        format!("{}\n", self.text.trim_end())
    }
}

/// What is to be typed as it stands, and so on one line: placeholders, quoted words.
const WHOLE: [(&str, &str); 2] = [("{{", "}}"), ("“", "”")];

/// Divides a line where it may be wrapped.
fn words_to_wrap(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let is_whole = |piece: &str| {
        WHOLE.iter().all(|(opens, closes)| {
            piece.matches(opens).count() == piece.matches(closes).count()
        })
    };
    let (mut start, mut end) = (0, 0);
    let mut words = Vec::new();
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        end += word.word.len() + word.whitespace.len();
        if is_whole(&line[start..end]) {
            words.push(Word::from(&line[start..end]));
            start = end;
        }
    }
    words.extend((start < end).then(|| Word::from(&line[start..end])));
    Box::new(words.into_iter())
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}
