//! The texts of one line that are printed: names, headings, notes and remarks.

use std::ops::Range;

use super::glyphs::is_suspect;
use crate::facts::{Cell, Fact, Facts, Group, Value, Written, join};
use crate::form::{CellRef, Field, ValueType};
use crate::prose::{Filled, Outline};
use crate::source::Span;

/// Fields of the envelope that are read by the program and printed nowhere as they
/// stand.
const NOT_PRINTED: [&str; 5] = ["格式", "上年文件", "发布", "事实", "核实"];

/// A text of one line.
pub(super) struct Line<'a> {
    /// The dotted path of its field or cell.
    pub(super) path: String,
    /// What it says.
    pub(super) filled: Filled,
    /// Where its words are.
    pub(super) outline: Outline,
    /// Where the whole value stands.
    span: &'a Span,
    /// Where in that place the text begins; none if it is not written there as it
    /// is read.
    start: Option<usize>,
}

impl<'a> Line<'a> {
    fn new(path: String, text: &str, span: &'a Span) -> Self {
        let (filled, outline) = (Filled::verbatim(text), Outline::of_line(text));
        Self { path, filled, outline, span, start: span.text().find(text) }
    }

    /// Returns where a byte range of the text stands in the file.
    pub(super) fn locate(&self, range: Range<usize>) -> Span {
        match self.start {
            Some(start) => self.span.slice(start + range.start..start + range.end),
            None => self.span.clone(),
        }
    }
}

/// Returns the printed texts of one line of a file.
pub(super) fn of(facts: &Facts) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    for (field, (name, fact)) in facts.form.fields.iter().zip(&facts.fields.facts) {
        if !NOT_PRINTED.contains(&name.as_str()) {
            collect(field, fact, "", name, &mut found);
        }
    }
    cells(facts, &mut found);
    found
}

fn collect<'a>(
    field: &Field,
    fact: &'a Fact,
    above: &str,
    name: &str,
    found: &mut Vec<Line<'a>>,
) {
    let path = || join(above, name);
    let is_text = matches!(field.value_type(), Some(ValueType::Text | ValueType::Title));
    let mut add = |written: &'a Written, path: &dyn Fn() -> String| {
        if let Value::Text(text) = &written.value
            && is_text
        {
            // A title may be written in several lines.
            let lines = text.lines().filter(|line| may_have_slips(line));
            found.extend(lines.map(|line| Line::new(path(), line, &written.span)));
        }
    };
    match fact {
        Fact::One(written) => add(written, &path),
        Fact::Several(all) => all.iter().for_each(|written| add(written, &path)),
        Fact::Open(all) => {
            for named in all {
                if let Fact::One(written) = &named.fact {
                    add(written, &|| join(&path(), &named.name));
                }
            }
        }
        Fact::Group(group) => fields(field, group, &path(), found),
        Fact::Each(groups) => {
            let path = path();
            for (index, group) in groups.iter().enumerate() {
                fields(field, group, &join(&path, &(index + 1).to_string()), found);
            }
        }
        Fact::LeftOut | Fact::Wrong | Fact::Prose(_) => {}
    }
}

fn fields<'a>(field: &Field, group: &'a Group, above: &str, found: &mut Vec<Line<'a>>) {
    for (child, (name, fact)) in field.children().iter().zip(&group.facts) {
        collect(child, fact, above, name, found);
    }
}

/// Adds the words of cells.
fn cells<'a>(facts: &'a Facts, found: &mut Vec<Line<'a>>) {
    found.extend(facts.cells().filter_map(|(at, cell)| text_of(facts, cell, at)));
}

/// Returns the words of a cell: its remark, or a text that is its value.
fn text_of<'a>(facts: &Facts, cell: &'a Cell, at: CellRef) -> Option<Line<'a>> {
    let Cell::Written { value, remark, span } = cell else { return None };
    let kind = || facts.part_form(at).value_type(at.row, at.column);
    let (text, span) = match (remark, value) {
        (Some(remark), _) => (&remark.text, &remark.span),
        (None, Value::Text(text)) if *kind() == ValueType::Text => (text, span),
        (None, _) => return None,
    };
    may_have_slips(text).then(|| Line::new(facts.form.cell_path(at), text, span))
}

/// Tells whether a text has any character that a slip needs.
fn may_have_slips(text: &str) -> bool {
    text.chars().any(is_suspect)
}
