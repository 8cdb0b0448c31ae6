//! A passage as its readers see it: characters side by side, the markup between
//! them left out.

use std::ops::Range;

use crate::check::Text;
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::prose::{Opaque, OpaqueKind, Role, is_without_width};
use crate::source::Span;

/// A character that readers see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// The character.
    pub(super) c: char,
    /// Its byte in the filled text.
    pub(super) at: usize,
    /// What it is; of one that will be mended, what it becomes.
    pub(super) class: Class,
    /// Where it comes from.
    pub(super) origin: Origin,
}

/// What a character is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A Chinese character.
    Han,
    /// A Chinese mark: ，。、；：！？ and the like.
    Mark,
    /// A Chinese bracket or quote that opens.
    Open,
    /// A Chinese bracket or quote that closes.
    Close,
    /// A digit of either width, or a percent sign.
    Digit,
    /// A letter of another script.
    Letter,
    /// A mark of ASCII.
    Ascii,
    /// A blank of any kind.
    Blank,
    /// A character that takes no room.
    Hidden,
    /// Anything else.
    Other,
}

/// Where a character comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Plain words that staff wrote.
    Words,
    /// The same, but another finding is about it.
    Taken,
    /// An address.
    Address,
    /// A `{{ }}`, or code.
    Elsewhere,
}

/// A passage and what is behind it.
pub(super) struct Row<'a> {
    /// The text it belongs to.
    pub(super) text: Text<'a>,
    /// What it is.
    pub(super) role: Role,
    /// Its characters.
    pub(super) glyphs: Vec<Glyph>,
    /// The indices of those that are no Chinese ones: most slips have one.
    pub(super) others: Vec<usize>,
    /// The classes that occur among them, by bits.
    classes: u16,
    /// Bytes at which a character without width stands between them.
    pub(super) hidden: Vec<usize>,
    /// What follows it.
    pub(super) behind: Behind,
}

/// What follows a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// Nothing: it is the last one.
    Nothing,
    /// An item of a list, in Markdown or by an ordinal that begins a paragraph.
    Item,
    /// Another passage.
    Passage,
}

impl<'a> Row<'a> {
    /// Makes a row without a passage.
    pub(super) fn new(text: Text<'a>) -> Self {
        let (glyphs, others, hidden) = (Vec::new(), Vec::new(), Vec::new());
        let (role, behind) = (Role::Code, Behind::Nothing);
        Self { text, role, glyphs, others, classes: 0, hidden, behind }
    }

    /// Reads a passage; `opaque` is what of the text ends behind its beginning.
    pub(super) fn read(&mut self, range: Range<usize>, opaque: &[Opaque]) {
        self.glyphs.clear();
        self.others.clear();
        self.hidden.clear();
        self.classes = 0;
        let mut opaque = opaque.iter().peekable();
        let mut at = range.start;
        while at < range.end {
            while opaque.next_if(|opaque| opaque.range.end <= at).is_some() {}
            let (end, kind) = match opaque.peek() {
                Some(next) if next.range.start <= at => (next.range.end, Some(next.kind)),
                Some(next) => (next.range.start, None),
                None => (range.end, None),
            };
            let end = end.min(range.end);
            let origin = match kind {
                None => Some(Origin::Words),
                Some(OpaqueKind::Address) => Some(Origin::Address),
                Some(OpaqueKind::Value | OpaqueKind::Code) => Some(Origin::Elsewhere),
                Some(OpaqueKind::Markup) => None,
            };
            if let Some(origin) = origin {
                self.add(at..end, origin);
            }
            at = end;
        }
    }

    fn add(&mut self, range: Range<usize>, origin: Origin) {
        let words = &self.text.filled.text[range.clone()];
        self.glyphs.reserve(words.len() / '字'.len_utf8());
        for (offset, c) in words.char_indices() {
            let at = range.start + offset;
            let class = class(c);
            if class == Class::Hidden {
                if origin == Origin::Words {
                    self.hidden.push(at);
                }
                continue;
            }
            if class != Class::Han {
                self.classes |= 1 << class as u16;
                self.others.push(self.glyphs.len());
            }
            self.glyphs.push(Glyph { c, at, class, origin });
        }
    }

    /// Tells whether it had a character of a class other than Chinese when it was
    /// read.
    pub(super) fn has(&self, class: Class) -> bool {
        self.classes & 1 << class as u16 != 0
    }

    /// Returns the character of plain words at an index.
    pub(super) fn word(&self, index: usize) -> Option<char> {
        let glyph = self.glyphs.get(index)?;
        (glyph.origin == Origin::Words).then_some(glyph.c)
    }

    /// Returns the character at an index, wherever it comes from.
    pub(super) fn seen(&self, index: usize) -> Option<char> {
        self.glyphs.get(index).map(|glyph| glyph.c)
    }

    /// Returns the character before an index.
    pub(super) fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|index| self.seen(index))
    }

    /// Tells whether nothing stands between a character and the next, not even
    /// markup.
    pub(super) fn touch(&self, index: usize) -> bool {
        let next = self.glyphs.get(index + 1);
        let glyph = self.glyphs[index];
        next.is_some_and(|next| next.at == glyph.at + glyph.c.len_utf8())
    }

    /// Leaves a character to the finding that is about it.
    pub(super) fn take(&mut self, index: usize) {
        self.glyphs[index].origin = Origin::Taken;
    }

    /// Returns the bytes of characters of the filled text.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let glyphs = &self.glyphs[range];
        match (glyphs.first(), glyphs.last()) {
            (Some(first), Some(last)) => first.at..last.at + last.c.len_utf8(),
            _ => 0..0,
        }
    }

    /// Returns the characters as a text.
    pub(super) fn string(&self, range: Range<usize>) -> String {
        self.glyphs[range].iter().map(|glyph| glyph.c).collect()
    }

    /// Returns where characters stand in the file.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        self.text.place(self.bytes(range))
    }

    /// Makes a warning about characters.
    pub(super) fn warning(
        &self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::warning(code, message).at(self.place(range), "").path(self.text.path)
    }

    /// Returns the edit that puts other words in place of one character.
    pub(super) fn edit(&self, index: usize, words: &str) -> Option<Edit> {
        self.text.edit(self.bytes(index..index + 1), words)
    }
}

/// Tells whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '々'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Tells whether a character stands in a number in words.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '〇'
            | '零'
            | '两'
    )
}

/// Tells whether a text of one line without such characters has no slip for sure.
pub(super) fn is_suspect(c: char) -> bool {
    matches!(
        class(c),
        Class::Open | Class::Close | Class::Ascii | Class::Blank | Class::Hidden
    )
}

#[inline]
fn class(c: char) -> Class {
    if is_han(c) { Class::Han } else { class_of_other(c) }
}

/// Returns the class of a character that is no Chinese one, as few are.
#[inline(never)]
fn class_of_other(c: char) -> Class {
    match c {
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '…' | '—' | '·' | '～' => {
            Class::Mark
        }
        '“' | '‘' | '《' | '〈' | '（' | '〔' | '【' | '「' | '『' | '［' => {
            Class::Open
        }
        '”' | '’' | '》' | '〉' | '）' | '〕' | '】' | '」' | '』' | '］' => {
            Class::Close
        }
        '0'..='9' | '０'..='９' | '%' | '％' | '‰' => Class::Digit,
        ' ' | '\t' | '\n' | '\r' => Class::Blank,
        _ if c.is_ascii_alphabetic() => Class::Letter,
        _ if c.is_ascii() => Class::Ascii,
        '\u{3000}'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}' => Class::Blank,
        _ if is_without_width(c) => Class::Hidden,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Other,
    }
}
