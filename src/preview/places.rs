//! Where each marked part of a report comes from, and which part a finding is about.

use serde::Serialize;

use crate::compose::Origin;
use crate::diagnostic::{Diagnostic, Place, masked_text, seen, terminal};
use crate::document::{Block, Document};
use crate::facts::{Cell, Fact, Facts};
use crate::form::CellRef;
use crate::pipeline::Reading;
use crate::source::Span;

/// A part of a report, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its mark on the page: [`Marks::Present`](crate::render::html::Marks).
    pub mark: String,
    /// The dotted path of the field or cell; empty for the form's own wording.
    pub path: String,
    /// Where it is written; where what is around it is, if it is left out.
    pub span: Option<Span>,
    /// How it came about.
    pub way: Way,
}

/// How a part of a report came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Staff wrote it.
    Written,
    /// Staff left it out, and it is computed or nothing.
    LeftOut,
    /// The form's author wrote it.
    Wording,
}

/// Every marked part of a report, in the order of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Vec<Placed>);

/// A place as the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    /// `2024.yaml:12:3`; none where it is in no file.
    at: Option<String>,
    path: String,
    /// What is to be known of it; may be empty.
    note: &'static str,
    /// Its lines, the place marked; may be empty.
    lines: String,
}

impl Places {
    /// Finds where each part of a document comes from. `origins` are those of its
    /// blocks.
    pub fn new(reading: &Reading, document: &Document, origins: &[Origin]) -> Self {
        let Some(facts) = &reading.facts else { return Self::default() };
        let proses = facts.prose();
        let mut places = Vec::new();
        for (index, (block, origin)) in document.blocks.iter().zip(origins).enumerate() {
            let mark = index.to_string();
            match origin {
                Origin::Prose { field, range } => {
                    let Some((path, prose)) = proses.get(*field) else { continue };
                    let path = path.clone();
                    let span = Some(prose.locate(range.clone()));
                    places.push(Placed { mark, path, span, way: Way::Written });
                }
                Origin::Table(table) => places.extend(of_table(facts, *table, &mark)),
                Origin::Signature => places.push(of_field(facts, "落款", mark)),
                Origin::Title => places.push(of_field(facts, "标题", mark)),
                Origin::Wording
                    if is_title(block) && facts.value(&["标题"]).is_some() =>
                {
                    places.push(of_field(facts, "标题", mark));
                }
                Origin::Wording => places.push(Placed {
                    mark,
                    path: String::new(),
                    span: None,
                    way: Way::Wording,
                }),
            }
        }
        Self(places)
    }

    /// Returns the part with a mark. A cell of a table that staff drew themselves is
    /// shown with all of the table.
    pub(super) fn shown(&self, mark: &str) -> Option<Shown> {
        let of = |mark: &str| self.0.iter().find(|placed| placed.mark == mark);
        let block = || mark.split_once('.').and_then(|(block, _)| of(block));
        of(mark).or_else(block).map(Placed::shown)
    }

    /// Returns the mark of the part that a finding is about: the one at its path,
    /// else the smallest part around its place, else the first below its path.
    pub(super) fn mark_of(&self, finding: &Diagnostic) -> Option<&str> {
        let path = finding.path.as_deref().filter(|path| !path.is_empty());
        let of_value = || {
            let exact = |placed: &&Placed| Some(placed.path.as_str()) == path;
            self.0.iter().filter(|placed| placed.mark.contains('.')).find(exact)
        };
        let around = || {
            let span = &finding.place.as_ref()?.span;
            let all = self.0.iter().filter(|placed| placed.holds(span));
            all.min_by_key(|placed| placed.span.as_ref().map(|span| span.range().len()))
        };
        let below = || {
            let path = path?;
            self.0.iter().find(|placed| is_below(&placed.path, path))
        };
        of_value().or_else(around).or_else(below).map(|placed| placed.mark.as_str())
    }
}

impl Placed {
    /// Tells whether staff wrote a place's beginning in it.
    fn holds(&self, place: &Span) -> bool {
        self.span.as_ref().filter(|_| self.way == Way::Written).is_some_and(|span| {
            let range = span.range();
            span.source().is_same(place.source())
                && range.start <= place.range().start
                && place.range().start <= range.end
        })
    }

    fn shown(&self) -> Shown {
        let note = match (self.way, &self.span) {
            (Way::Written, _) => "",
            (Way::LeftOut, Some(_)) => "没有单独写，由程序算出或按 0 计；在这一行里补写",
            (Way::LeftOut, None) => "数据文件里没有写",
            (Way::Wording, _) => "这是报告模板的话，不在数据文件里",
        };
        let place = |span: &Span| Place { span: span.clone(), label: String::new() };
        Shown {
            at: self.span.as_ref().map(at),
            path: masked_text(&self.path).into_owned(),
            note,
            lines: self
                .span
                .as_ref()
                .map(place)
                .map_or_else(String::new, |place| terminal::lines(&place)),
        }
    }
}

/// Writes a place as editors understand it.
pub(super) fn at(span: &Span) -> String {
    let start = span.start();
    format!("{}:{}:{}", seen(span.source().name()), start.line, start.column)
}

fn is_title(block: &Block) -> bool {
    matches!(block, Block::Heading { level: 1, .. })
}

fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn of_field(facts: &Facts, name: &str, mark: String) -> Placed {
    let span = match facts.field(&[name]) {
        Some(Fact::One(written)) => Some(written.span.clone()),
        Some(Fact::Group(group)) => group.span.clone(),
        _ => None,
    };
    let way = if span.is_some() { Way::Written } else { Way::LeftOut };
    Placed { mark, path: name.to_owned(), span, way }
}

fn of_table(facts: &Facts, index: usize, mark: &str) -> Vec<Placed> {
    let form = &facts.form.tables[index];
    let whole = Placed {
        mark: mark.to_owned(),
        path: form.name.clone(),
        span: facts.tables[index].span.clone(),
        way: Way::Written,
    };
    let note = facts.value(&["附注", &form.name]).map(|note| Placed {
        mark: format!("{mark}.note"),
        path: format!("附注.{}", form.name),
        span: Some(note.span.clone()),
        way: Way::Written,
    });
    let cells = facts.form.cells(index).enumerate();
    let cells = cells.map(|(at, cell)| of_cell(facts, cell, format!("{mark}.{at}")));
    [whole].into_iter().chain(cells).chain(note).collect()
}

fn of_cell(facts: &Facts, cell: CellRef, mark: String) -> Placed {
    let path = facts.form.cell_path(cell);
    if let Some(span) = facts.cell(cell).and_then(Cell::span) {
        return Placed { mark, path, span: Some(span.clone()), way: Way::Written };
    }
    let table = &facts.tables[cell.table];
    let row = table.parts[cell.part].rows.get(cell.row).and_then(Option::as_ref);
    let span = row.or(table.span.as_ref()).cloned();
    Placed { mark, path, span, way: Way::LeftOut }
}
