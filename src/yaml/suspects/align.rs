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
    /// The last entry and the one before it.
    last: Option<Line>,
    before: Option<Line>,
    /// The first entry out of line, and the one it should be in line with.
    found: Option<(Line, Line)>,
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
        self.before = self.last.replace(line);
    }

    /// Adds a level that begins within the line of the last entry: `- 甲: 1`.
    pub(super) fn nested(&mut self, column: usize) {
        self.levels.push(column);
    }

    /// Judges an entry in whose column no other stands; `closed` are the columns
    /// that it closed.
    fn out_of_line(&self, line: Line, closed: &[usize]) -> Option<(Line, Line)> {
        let last = self.last?;
        if !closed.is_empty() {
            return Some((line, last));
        }
        if last.content == Content::Below {
            return None;
        }
        if self.closed.contains(&line.column) {
            // The entry between two in one column is the one out of line.
            return Some((last, self.before?));
        }
        // Two more may be meant as a level, which is another mistake.
        (line.column == last.column + 1).then_some((line, last))
    }

    /// Reports the first entry out of line.
    pub(in crate::yaml) fn finding(&self, source: &Source) -> Option<Diagnostic> {
        let (wrong, other) = self.found?;
        let finding = Diagnostic::error(Code::YamlSyntax, "这一行和上一行没有对齐")
            .at(text(source, wrong), format!("这里缩进 {} 格", wrong.column))
            .related(text(source, other), format!("这里缩进 {} 格", other.column));
        Some(finding.help("并列的各行缩进要一样多；下一层比上一层多两个空格"))
    }
}

/// Returns the place of a line's text.
fn text(source: &Source, line: Line) -> Span {
    let end = source.line(source.position(line.start).line).map_or(0, |line| line.end);
    let text = source.text().get(line.start..end).unwrap_or_default();
    source.span(line.start..line.start + text.trim_end().len())
}
