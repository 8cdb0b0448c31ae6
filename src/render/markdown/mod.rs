//! Markdown: `CommonMark` with GFM's tables.

mod drawn;
mod escape;
mod inlines;
mod pipe;

use jiff::civil::Date;

use self::inlines::{Place, bracketed, inlines};
use super::{href, html};
use crate::day;
use crate::document::{Block, Document, Inline, Inlines, Marker, Table};

/// How a table with merged cells is written; one without always is a pipe table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SpannedTables {
    /// As an HTML table, which most viewers show as the form has it.
    #[default]
    Html,
    /// As pipe tables, whose columns and rows are named by the paths of their
    /// heads.
    Pipe,
    /// As lines of a terminal; so are those without merged cells.
    Drawn,
}

/// Returns a report as Markdown.
pub fn write(document: &Document, tables: SpannedTables) -> String {
    let mut out = Writer { tables }.blocks(&document.blocks);
    out.push('\n');
    out
}

/// The most that `CommonMark` reads as the number of an item.
const LAST_ORDINAL: u64 = 999_999_999;

struct Writer {
    tables: SpannedTables,
}

impl Writer {
    /// Returns blocks with a blank line between each two.
    fn blocks(&self, blocks: &[Block]) -> String {
        self.written(blocks).join("\n\n")
    }

    fn written(&self, blocks: &[Block]) -> Vec<String> {
        let mut out = Vec::new();
        let mut lists = Lists::default();
        for block in blocks {
            match block {
                Block::Heading { level, content } => out.push(heading(*level, content)),
                Block::Paragraph { content } => {
                    out.push(inlines(content, Place::Paragraph));
                }
                Block::List { marker, items } => {
                    out.push(self.list(*marker, lists.next(*marker), items));
                    continue;
                }
                Block::Quote { blocks } => out.push(quote(&self.blocks(blocks))),
                Block::Table(table) => out.extend(self.table(table)),
                Block::Figure { path, description } => {
                    out.push(figure(path, description));
                }
                Block::Signature { name, date } => out.push(signature(name, *date)),
            }
            lists = Lists::default();
        }
        out.retain(|block| !block.is_empty());
        out
    }

    fn list(&self, marker: Marker, style: Style, items: &[Vec<Block>]) -> String {
        let written: Vec<_> = items.iter().map(|item| self.written(item)).collect();
        let loose = written.iter().any(|blocks| blocks.len() > 1);
        let between = if loose { "\n\n" } else { "\n" };
        let items = written.iter().zip(0..).map(|(blocks, index)| {
            let mark = mark(marker, style, index);
            let text = indent(&blocks.join("\n\n"), mark.len() + 1);
            format!("{mark} {text}").trim_end().to_owned()
        });
        items.collect::<Vec<_>>().join(between)
    }

    fn table(&self, table: &Table) -> Vec<String> {
        let grid = table.grid();
        let mut blocks = match self.tables {
            SpannedTables::Drawn => vec![drawn::table(&grid)],
            SpannedTables::Html if !pipe::holds(&grid) => vec![html::embedded(&grid)],
            SpannedTables::Html | SpannedTables::Pipe => pipe::tables(&grid),
        };
        blocks.extend(table.note.as_ref().map(|note| inlines(note, Place::Paragraph)));
        blocks
    }
}

/// Which of its two marks a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `-` and `1.`
    First,
    /// `*` and `1)`
    Second,
}

/// The list before: the next one right below it takes the other mark, or both
/// would be one list.
#[derive(Default)]
struct Lists {
    last: Option<(Marker, Style)>,
}

impl Lists {
    fn next(&mut self, marker: Marker) -> Style {
        let style = match self.last {
            Some((last, Style::First)) if same_kind(last, marker) => Style::Second,
            _ => Style::First,
        };
        self.last = Some((marker, style));
        style
    }
}

fn same_kind(one: Marker, other: Marker) -> bool {
    matches!(one, Marker::Bullet) == matches!(other, Marker::Bullet)
}

fn mark(marker: Marker, style: Style, index: u64) -> String {
    match (marker, style) {
        (Marker::Bullet, Style::First) => "-".to_owned(),
        (Marker::Bullet, Style::Second) => "*".to_owned(),
        (Marker::Number(first), style) => {
            let number = first.saturating_add(index).min(LAST_ORDINAL);
            let end = if style == Style::First { '.' } else { ')' };
            format!("{number}{end}")
        }
    }
}

/// Indents all lines but the first, and no blank one.
fn indent(text: &str, width: usize) -> String {
    let gap = " ".repeat(width);
    let mut out = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        if index > 0 && !line.is_empty() {
            out.push_str(&gap);
        }
        out.push_str(line);
    }
    out
}

fn quote(text: &str) -> String {
    let quoted = text.split('\n').map(|line| format!("> {line}").trim_end().to_owned());
    quoted.collect::<Vec<_>>().join("\n")
}

fn heading(level: u8, content: &Inlines) -> String {
    let marks = "#".repeat(usize::from(level.clamp(1, 6)));
    format!("{marks} {}", inlines(content, Place::Heading)).trim_end().to_owned()
}

fn figure(path: &str, description: &str) -> String {
    format!("!{}({})", bracketed(description), href::readable_path(path))
}

/// Returns name and date in two lines; Markdown cannot set them at the right.
fn signature(name: &str, date: Option<Date>) -> String {
    let mut content = Inlines::text(name);
    if let Some(date) = date {
        content.push(Inline::LineBreak);
        content.push(Inline::Text(day::printed(date)));
    }
    inlines(&content, Place::Paragraph)
}

#[cfg(test)]
mod tests;
