//! 一是, （一） and 1.: gaps, repeats, and marks that do not go together.

use std::cmp::Ordering;

use super::glyphs::{Class, Row};
use crate::check::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::numeral::{self, NUMERALS};
use crate::prose::Role;
use crate::source::Span;

/// How an ordinal is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 一是
    Is,
    /// （一）
    Bracketed,
    /// 1.
    Digits,
}

const STYLES: [Style; 3] = [Style::Is, Style::Bracketed, Style::Digits];

/// An ordinal in a passage.
struct Ordinal {
    style: Style,
    number: usize,
    start: usize,
    end: usize,
}

/// The list of one style that goes on.
#[derive(Default)]
struct List {
    /// The last number, and the byte behind it; none before a first one.
    last: Option<(usize, usize)>,
    /// The mark before its second item.
    mark: Option<char>,
    /// What was told of it.
    told: Vec<Told>,
}

/// What is told of a list once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// That its numbers are out of order; what follows has the same cause.
    Order,
    /// That its marks differ.
    Marks,
}

/// The lists of a field.
pub(super) struct Ordinals<'a> {
    text: Text<'a>,
    lists: [List; 3],
    /// The last character of the passage before.
    ended: Option<char>,
}

impl<'a> Ordinals<'a> {
    /// Begins a field.
    pub(super) fn new(text: Text<'a>) -> Self {
        Self { text, lists: Default::default(), ended: None }
    }

    /// Looks at a passage.
    pub(super) fn check(&mut self, row: &Row<'_>, findings: &mut Vec<Diagnostic>) {
        if row.role == Role::Cell || row.role == Role::Caption {
            return;
        }
        let mut read_to = 0;
        let behind_others = row.others.iter().map(|index| index + 1);
        for index in std::iter::once(0).chain(behind_others) {
            if index < read_to {
                continue;
            }
            if let Some(ordinal) = ordinal(row, index) {
                findings.extend(self.item(row, &ordinal));
                read_to = ordinal.end;
            }
        }
        self.ended = row.glyphs.last().map(|glyph| glyph.c);
    }

    /// Takes the next item of a list.
    fn item(&mut self, row: &Row<'_>, ordinal: &Ordinal) -> Option<Diagnostic> {
        let bytes = row.bytes(ordinal.start..ordinal.end);
        let style = STYLES.iter().position(|style| *style == ordinal.style)?;
        let list = &mut self.lists[style];
        let number = ordinal.number;
        if number == 1 {
            *list = List { last: Some((1, bytes.end)), ..List::default() };
            return None;
        }
        let (known, from) = list.last?;
        list.last = Some((number, bytes.end));
        let place = || row.place(ordinal.start..ordinal.end);
        if number == known + 1 {
            let mark = mark_before(row, ordinal.start).or(self.ended);
            return marks(list, ordinal.style, mark).then(|| {
                let marks = (name(ordinal.style, 2), name(ordinal.style, number));
                mixed(marks, place(), self.text.path)
            });
        }
        if list.told.contains(&Told::Order) {
            return None;
        }
        let between = &self.text.filled.text[from..bytes.start];
        if number > known && is_written(between, ordinal.style, known + 1) {
            return None;
        }
        list.told.push(Told::Order);
        let (this, before) = (name(ordinal.style, number), name(ordinal.style, known));
        let message = match number.cmp(&known) {
            Ordering::Equal => format!("“{this}”用了两次"),
            Ordering::Greater => format!("“{before}”后面直接到了“{this}”"),
            Ordering::Less => format!("“{before}”后面又是“{this}”"),
        };
        Some(
            Diagnostic::warning(Code::OrdinalOrder, message)
                .at(place(), "")
                .path(self.text.path)
                .help(format!(
                    "这里应当是“{}”，请顺着改",
                    name(ordinal.style, known + 1)
                )),
        )
    }
}

/// Takes the mark before an item behind the first, and tells whether it is another
/// than before the second one; once for a list.
fn marks(list: &mut List, style: Style, mark: Option<char>) -> bool {
    let parts = |c: &char| matches!(c, '，' | '。' | '；');
    let mark = mark.map(|c| if c == ';' { '；' } else { c }).filter(parts);
    let told = list.told.contains(&Told::Marks);
    let (Some(mark), Style::Is, false) = (mark, style, told) else { return false };
    let differs = *list.mark.get_or_insert(mark) != mark;
    if differs {
        list.told.push(Told::Marks);
    }
    differs
}

fn mixed((second, this): (String, String), place: Span, path: &str) -> Diagnostic {
    let message = format!("“{second}”和“{this}”前面的标点不同");
    Diagnostic::note(Code::OrdinalOrder, message)
        .at(place, "")
        .path(path)
        .help("并列的各项之间用同一种标点，都用“；”或者都用“。”")
}

/// Returns the mark before an index, blanks and quotes skipped.
fn mark_before(row: &Row<'_>, index: usize) -> Option<char> {
    let mut before = row.glyphs[..index].iter().rev();
    let skipped = |class: Class| matches!(class, Class::Blank | Class::Close);
    before.find(|glyph| !skipped(glyph.class)).map(|glyph| glyph.c)
}

/// Tells whether an ordinal is written somewhere, though not behind a mark.
fn is_written(text: &str, style: Style, number: usize) -> bool {
    match style {
        Style::Is => text.contains(&name(style, number)),
        Style::Bracketed => {
            text.contains(&format!("{}）", words(number)))
                || text.contains(&format!("{})", words(number)))
        }
        Style::Digits => {
            ['.', '．', '、'].iter().any(|mark| text.contains(&format!("{number}{mark}")))
        }
    }
}

fn name(style: Style, number: usize) -> String {
    match style {
        Style::Is => format!("{}是", words(number)),
        Style::Bracketed => format!("（{}）", words(number)),
        Style::Digits => format!("{number}."),
    }
}

fn words(number: usize) -> String {
    numeral::in_words(number).unwrap_or_else(|| number.to_string())
}

/// Returns the ordinal that begins at an index, if one may begin there: at the
/// beginning of a passage or behind a mark, blanks skipped.
fn ordinal(row: &Row<'_>, index: usize) -> Option<Ordinal> {
    let c = row.word(index)?;
    let style = match c {
        '（' | '(' => Style::Bracketed,
        '0'..='9' => Style::Digits,
        _ if NUMERALS.contains(&c) => Style::Is,
        _ => return None,
    };
    begins_here(row, index, style).then_some(())?;
    let ahead: Vec<char> =
        (index..index + 6).map_while(|index| row.word(index)).collect();
    let (number, length) = parse(&ahead, style)?;
    Some(Ordinal { style, number, start: index, end: index + length })
}

fn begins_here(row: &Row<'_>, index: usize, style: Style) -> bool {
    let mut before = row.glyphs[..index].iter().rev();
    match before.find(|glyph| glyph.class != Class::Blank).map(|glyph| glyph.c) {
        None | Some('。' | '；' | '：' | ';' | ':' | '！' | '？') => true,
        Some('，' | ',' | '“' | '”' | '）') => style == Style::Is,
        Some(_) => false,
    }
}

/// Reads an ordinal at the beginning of a text: its number and length.
fn parse(text: &[char], style: Style) -> Option<(usize, usize)> {
    let from = usize::from(style == Style::Bracketed);
    let is_of_number = |c: &&char| match style {
        Style::Digits => c.is_ascii_digit(),
        Style::Is | Style::Bracketed => NUMERALS.contains(c),
    };
    let length = text.get(from..)?.iter().take_while(is_of_number).count();
    let digits = &text[from..from + length];
    let mark = *text.get(from + length)?;
    let next = text.get(from + length + 1);
    let number = match (style, mark) {
        (Style::Is, '是') | (Style::Bracketed, '）' | ')') => {
            numeral::from_words(digits)
        }
        (Style::Digits, '.' | '．' | '、') if length <= 2 => {
            let next = next.is_some_and(|c| super::glyphs::is_han(*c));
            let number = digits.iter().collect::<String>().parse();
            number.ok().filter(|number| next && *number > 0)
        }
        _ => None,
    };
    Some((number?, from + length + 1))
}

/// Tells whether a text begins with an ordinal.
pub(super) fn begins(text: &str) -> bool {
    let ahead: Vec<char> = text.chars().take(6).collect();
    STYLES.iter().any(|style| match (style, ahead.first()) {
        (Style::Bracketed, Some('（' | '(')) | (Style::Is | Style::Digits, Some(_)) => {
            parse(&ahead, *style).is_some()
        }
        _ => false,
    })
}
