//! The `|` that a text of several lines lacks.
//!
//! Without it YAML makes one line of a table's rows, a list's items and several
//! paragraphs, or takes a row's own bar for its sign and stops.

use std::ops::Range;

use super::{Node, Style};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::{Source, Span};

/// Reports a text whose lines YAML joined though they are rows of a table, items of a
/// list or several paragraphs: to be asked where prose is expected, as other texts
/// may be folded.
pub fn missing_bar(node: &Node) -> Option<Diagnostic> {
    node.scalar().filter(|scalar| scalar.style == Style::Plain)?;
    let place = node.span.slice(joined(node.span.text())?);
    let source = node.span.source();
    let edits = behind_sign(&node.span)
        .map(|start| put(source, start..node.span.range().end))
        .unwrap_or_default();
    Some(finding(place, edits))
}

/// Finds the first line that should not have been joined to the one before.
fn joined(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut is_apart = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + line.len() - line.trim_start().len();
        let begins = is_apart || is_row(words) || words.starts_with("- ");
        if at > 0 && begins && !words.is_empty() {
            return Some(start..start + words.len());
        }
        is_apart = words.is_empty();
        at += line.len();
    }
    None
}

/// Tells whether a line is a row of a table.
pub(super) fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// Returns the byte behind the colon or dash before a text; none within brackets,
/// where no bar can be.
fn behind_sign(text: &Span) -> Option<usize> {
    let Range { start, end } = text.range();
    let (before, behind) = (&text.source().text()[..start], &text.source().text()[end..]);
    let before = before.trim_end();
    let is_within = behind.trim_start().starts_with([',', '}', ']']);
    (before.ends_with([':', '-']) && !is_within).then_some(before.len())
}

/// Makes the finding about a line, with the edits that [`put`] the bar.
pub(super) fn finding(line: Span, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::error(Code::NeedsQuotes, "多行文字前面要加“|”")
        .at(line, "")
        .help("在名称的冒号后面写“|”，文字另起一行，各行缩进一样多")
        .mended("加上“|”，文字另起一行", edits)
}

/// Puts a bar before the text of a range, which begins behind its colon or dash, and
/// all of the text below it.
pub(super) fn put(source: &Source, range: Range<usize>) -> Vec<Edit> {
    let column = column(source, range.start);
    let text = &source.text()[range.clone()];
    let mut at = range.start + text.find('\n').map_or(text.len(), |end| end + 1);
    let (first, rest) = text.split_at(at - range.start);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let indents = rest.lines().filter(|line| !line.trim().is_empty()).map(indent);
    let least = indents.min().unwrap_or(column + 2);
    let content = if least > column { least } else { column + 2 };
    let blanks = indent(first);
    let begins_below =
        matches!(first[blanks..].trim_end().chars().next(), None | Some('#'));
    let (replaced, bar) = if begins_below {
        (range.start..range.start, " |".to_owned())
    } else {
        (range.start..range.start + blanks, format!(" {}", bar_above(source, content)))
    };
    let mut edits = vec![Edit { span: source.span(replaced), text: bar }];
    for line in rest.split_inclusive('\n') {
        if content > least && !line.trim().is_empty() {
            let text = " ".repeat(content - least);
            edits.push(Edit { span: source.span(at..at), text });
        }
        at += line.len();
    }
    edits
}

/// Returns `|`, a line end as the file has them, and the indentation of the text.
pub(super) fn bar_above(source: &Source, indent: usize) -> String {
    let line_end = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    format!("|{line_end}{}", " ".repeat(indent))
}

/// Returns the column of the entry whose colon or dash ends before a byte.
pub(super) fn column(source: &Source, byte: usize) -> usize {
    let before = &source.text()[..byte];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let line = line.trim_start_matches('\u{feff}');
    let mut name = line.trim_start_matches(' ');
    while let Some(rest) = name.strip_prefix("- ") {
        name = rest.trim_start_matches(' ');
    }
    line.len() - name.len()
}
