//! Entries that stand in line with nothing above them.
//!
//! The parser notices at the line at which it can go no further, which is often the
//! innocent one after.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// The entries so far, as far as lines can still be put in line with them.
#[derive(Debug, Default)]
pub(in crate::yaml) struct Aligned {
    /// Columns of the maps and lists that are open, outermost first.
    levels: Vec<usize>,
    /// Columns that the last entry closed.
    closed: Vec<usize>,
    /// The last entry.
    last: Option<Line>,
    found: Option<Found>,
}

/// The first thing that is wrong.
#[derive(Debug, Clone, Copy)]
enum Found {
    /// An entry out of line, and the one it should be in line with.
    OutOfLine { wrong: Line, other: Line },
    /// An entry that has a value already, and the one below it that stands further
    /// in: the value is one too many, or the entry is out of line.
    Full { entry: Line, below: Line },
}

/// An entry's line.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Byte at which its text begins.
    start: usize,
    column: usize,
    content: Content,
}

/// What stands on an entry's line behind its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing: what belongs to it may follow.
    Below,
    /// Its value.
    Here,
}

impl Aligned {
    /// Takes the next entry.
    pub(super) fn entry(&mut self, start: usize, column: usize, content: Content) {
        let line = Line { start, column, content };
        let closed: Vec<_> = {
            let kept = self.levels.partition_point(|&level| level <= column);
            self.levels.split_off(kept)
        };
        let deeper = self.levels.last().is_none_or(|&level| level < column);
        if deeper && self.found.is_none() {
            self.found = self.out_of_line(line, &closed);
        }
        if deeper {
            self.levels.push(column);
        }
        self.closed = closed;
        self.last = Some(line);
    }

    /// Adds a level that begins within the line of the last entry: `- 甲: 1`.
    pub(super) fn nested(&mut self, column: usize) {
        self.levels.push(column);
    }

    /// Judges an entry in whose column no other stands; `closed` are the columns
    /// that it closed.
    fn out_of_line(&self, line: Line, closed: &[usize]) -> Option<Found> {
        let last = self.last?;
        let wrong = Found::OutOfLine { wrong: line, other: last };
        if !closed.is_empty() {
            return Some(wrong);
        }
        if last.content == Content::Below {
            return None;
        }
        if self.closed.contains(&line.column) {
            return Some(Found::Full { entry: last, below: line });
        }
        // Two more may be meant as a level, which is another mistake.
        (line.column == last.column + 1).then_some(wrong)
    }

    /// Reports the first thing that is wrong.
    pub(in crate::yaml) fn finding(&self, source: &Source) -> Option<Diagnostic> {
        let told = |message: &str, (line, label): (Line, String), (other, beside)| {
            Diagnostic::error(Code::YamlSyntax, message)
                .at(text(source, line), label)
                .related(text(source, other), beside)
        };
        let indent = |line: Line| (line, format!("这里缩进 {} 格", line.column));
        Some(match self.found? {
            Found::OutOfLine { wrong, other } => {
                told("这一行和上一行没有对齐", indent(wrong), indent(other))
                    .help("并列的各行缩进要一样多；下一层比上一层多两个空格")
            }
            Found::Full { entry, below } => {
                let label = (entry, "后面有内容，就不能再有下一层".to_owned());
                told("这一行写了内容，下一行却比它缩进得多", label, indent(below)).help(
                    "下面各行属于它，就删去它冒号后面的内容；和它并列，就缩进得一样多",
                )
            }
        })
    }
}

/// Returns the place of a line's text.
fn text(source: &Source, line: Line) -> Span {
    let end = source.line(source.position(line.start).line).map_or(0, |line| line.end);
    let text = source.text().get(line.start..end).unwrap_or_default();
    source.span(line.start..line.start + text.trim_end().len())
}
