//! Text within a line, read back as the same text.

use super::escape::{Around, can_flank, is_markup, line_marker};
use crate::document::{Inline, Inlines};
use crate::render::{href, writable};

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In lines of its own, where a line may begin a block.
    Paragraph,
    /// After `#`, in one line.
    Heading,
    /// In a cell of a pipe table, in one line and without `|`.
    Cell,
}

/// What stands before a line's first character and after its last.
const LINE_END: char = '\n';

/// Returns a text as Markdown; no line break at either end of it is kept.
pub(super) fn inlines(content: &Inlines, place: Place) -> String {
    let content = writable::writable(content);
    let mut line = Line::new(&content, place);
    line.pieces(without_outer_breaks(content.as_slice()), LINE_END);
    line.finish()
}

/// Returns a plain text as it stands in the brackets of a link or picture.
pub(super) fn bracketed(text: &str) -> String {
    let mut line = Line::new(&Inlines::text(text), Place::Heading);
    line.link = Link::Inside;
    line.out.push('[');
    line.text(text, ']');
    line.out.push(']');
    line.out
}

fn without_outer_breaks(mut pieces: &[Inline]) -> &[Inline] {
    while let [Inline::LineBreak, rest @ ..] | [rest @ .., Inline::LineBreak] = pieces {
        pieces = rest;
    }
    pieces
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Inside,
    Outside,
}

struct Line {
    out: String,
    place: Place,
    /// How many emphases are open.
    depth: usize,
    link: Link,
    /// Whether `~` and `$` stand in the text more than once: forges read a pair
    /// as struck out or as a formula.
    pairs: [bool; 2],
    /// Whether a `|` could make a table.
    pipes: bool,
}

impl Line {
    fn new(content: &Inlines, place: Place) -> Self {
        let plain = content.to_plain();
        Self {
            out: String::new(),
            place,
            depth: 0,
            link: Link::Outside,
            pairs: ['~', '$'].map(|mark| plain.matches(mark).count() > 1),
            pipes: place == Place::Cell || plain.contains(LINE_END),
        }
    }

    fn pieces(&mut self, pieces: &[Inline], after: char) {
        for (index, piece) in pieces.iter().enumerate() {
            let following = pieces[index + 1..].iter().find_map(|next| self.first(next));
            self.piece(piece, following.unwrap_or(after));
        }
    }

    fn piece(&mut self, piece: &Inline, after: char) {
        match piece {
            Inline::Text(text) => self.text(text, after),
            Inline::Strong(content) => self.emphasis(&STRONG, content, after),
            Inline::Emph(content) => self.emphasis(&EMPH, content, after),
            Inline::Code(text) => self.code(text),
            Inline::Link { target, content } => self.link(target, content, after),
            Inline::LineBreak if self.place == Place::Paragraph => {
                self.out.push_str("\\\n");
            }
            Inline::LineBreak => self.out.push_str("<br>"),
        }
    }

    /// Returns the first character that a piece will write, or one of its kind.
    fn first(&self, piece: &Inline) -> Option<char> {
        match piece {
            Inline::Text(text) => text.chars().next().map(visible),
            Inline::Strong(content) | Inline::Emph(content) => {
                (!content.is_empty()).then_some('<')
            }
            Inline::Code(_) => Some('`'),
            Inline::Link { .. } => Some('['),
            Inline::LineBreak if self.place == Place::Paragraph => Some(LINE_END),
            Inline::LineBreak => Some('<'),
        }
    }

    fn before(&self) -> char {
        self.out.chars().next_back().unwrap_or(LINE_END)
    }

    /// Returns what stands before a character; before an underscore, what stands
    /// before its run.
    fn before_run(&self, character: char) -> char {
        let run = if character == '_' { "_" } else { "" };
        let before = self.out.trim_end_matches(|last| run.contains(last));
        before.chars().next_back().unwrap_or(LINE_END)
    }

    fn text(&mut self, text: &str, after: char) {
        let marker = if self.place == Place::Paragraph && self.before() == LINE_END {
            line_marker(text)
        } else {
            None
        };
        for (at, character) in text.char_indices() {
            if marker == Some(at) {
                self.out.push('\\');
                self.out.push(character);
                continue;
            }
            let rest = &text[at + character.len_utf8()..];
            let before = self.before_run(character);
            let around = Around { before, rest, after };
            self.character(visible(character), around);
        }
    }

    fn character(&mut self, character: char, around: Around<'_>) {
        let ends_line = around.rest.is_empty() && around.after == LINE_END;
        if character.is_whitespace() && (around.before == LINE_END || ends_line) {
            // Readers trim a line, some of them U+3000 too.
            self.out.extend([format!("&#{};", u32::from(character))]);
        } else if character == '|' && self.pipes && around.before == '\\' {
            // Readers differ on a backslash before `\|` in a cell.
            self.out.push_str("&#124;");
        } else {
            if self.is_special(character) || is_markup(character, around) {
                self.out.push('\\');
            }
            self.out.push(character);
        }
    }

    /// Tells whether a character would be markup because of where the text stands.
    fn is_special(&self, character: char) -> bool {
        match character {
            '~' => self.pairs[0],
            '$' => self.pairs[1],
            '|' => self.pipes,
            '[' | ']' => self.link == Link::Inside,
            _ => false,
        }
    }

    /// Writes emphasis with marks, or with tags where marks would fail. Within
    /// emphasis always with tags: which mark ends what is then never in doubt.
    fn emphasis(&mut self, style: &Emphasis, content: &Inlines, after: char) {
        if content.is_empty() {
            return;
        }
        let (start, before) = (self.out.len(), self.before());
        self.out.push_str(style.mark);
        self.depth += 1;
        self.pieces(content.as_slice(), '*');
        self.depth -= 1;
        let inside = &self.out[start + style.mark.len()..];
        let (Some(first), Some(last)) =
            (inside.chars().next(), inside.chars().next_back())
        else {
            return self.out.truncate(start);
        };
        if self.depth == 0 && can_flank(before, first, last, after) {
            self.out.push_str(style.mark);
        } else {
            self.out.replace_range(start..start + style.mark.len(), style.open);
            self.out.push_str(style.close);
        }
    }

    fn code(&mut self, text: &str) {
        let text: String = text.chars().map(visible).collect();
        let in_doubt = text.is_empty()
            || self.before() == '`'
            || (self.pipes && text.contains('|'))
            // Readers look for the definition of a link before they look for code.
            || text.contains("]:")
            || text.starts_with(' ') && text.ends_with(' ');
        if in_doubt {
            self.out.push_str("<code>");
            self.text(&text, '<');
            self.out.push_str("</code>");
            return;
        }
        let fence = "`".repeat(longest_run(&text) + 1);
        let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        for part in [&fence, gap, &text, gap, &fence] {
            self.out.push_str(part);
        }
    }

    fn link(&mut self, target: &str, content: &Inlines, after: char) {
        let Some(address) = href::link(target) else {
            return self.pieces(content.as_slice(), after);
        };
        self.link = Link::Inside;
        self.out.push('[');
        self.pieces(content.as_slice(), ']');
        self.out.push_str("](");
        self.out.push_str(&address.replace('&', "&amp;"));
        self.out.push(')');
        self.link = Link::Outside;
    }

    /// Returns the line; a heading does not end in `#`, which readers take off.
    fn finish(mut self) -> String {
        if self.place == Place::Heading && self.out.ends_with('#') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out
    }
}

/// How an emphasis is written.
struct Emphasis {
    mark: &'static str,
    open: &'static str,
    close: &'static str,
}

const STRONG: Emphasis = Emphasis { mark: "**", open: "<strong>", close: "</strong>" };
const EMPH: Emphasis = Emphasis { mark: "*", open: "<em>", close: "</em>" };

/// Returns a character as it may stand in a line: neither line end nor control.
fn visible(character: char) -> char {
    match character {
        '\n' | '\r' | '\t' => ' ',
        _ if character.is_control() => '\u{fffd}',
        _ => character,
    }
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}
