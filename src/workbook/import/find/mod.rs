//! Where on the sheets the parts of a form's tables lie.
//!
//! A part begins with the heads of its columns, at any place on a sheet; below them
//! stand its rows. What its heads and labels say decides, not where it stands: the
//! columns, then the rows, are matched to the form's ([`super::heads`]).

mod area;
mod head;

use super::Fault;
use super::heads::{AxisNames, Headed, Matched, Stack};
use super::label::Words;
use super::sheet::{Position, Sheet, Value};
use crate::form::{PartForm, TableForm};
pub(super) use area::Area;
use head::{Head, Labels};

/// What shows that a part lies at a place, from less to more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// All its heads, over a row without a label in which nothing is filled in.
    Heads,
    /// Its heads, and rows below them.
    Rows,
}

/// A part of a table as a sheet has it.
#[derive(Debug, Clone)]
pub(super) struct Found<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) evidence: Evidence,
    /// The column of each column leaf.
    pub(super) columns: Vec<Option<u32>>,
    /// The row of each row leaf.
    pub(super) rows: Vec<Option<u32>>,
    /// From the head to the last row.
    pub(super) area: Area,
    /// What keeps it from being taken.
    pub(super) faults: Vec<Fault>,
}

impl Found<'_> {
    /// Returns how many lines of the form are there.
    pub(super) fn likeness(&self) -> usize {
        self.columns.iter().chain(&self.rows).flatten().count()
    }

    /// Names the place: `表1!A3:J30`.
    pub(super) fn place(&self) -> String {
        self.area.on(self.sheet)
    }
}

/// A part of the form by what it is called.
#[derive(Debug)]
pub(super) struct PartNames<'f> {
    pub(super) form: &'f PartForm,
    columns: AxisNames,
    rows: AxisNames,
}

impl<'f> PartNames<'f> {
    fn new(form: &'f PartForm) -> Self {
        let (columns, rows) = (AxisNames::new(&form.columns), AxisNames::new(&form.rows));
        Self { form, columns, rows }
    }
}

/// The tables of a form by what they are called.
#[derive(Debug)]
pub(super) struct FormNames<'f> {
    /// The parts of each table.
    pub(super) tables: Vec<Vec<PartNames<'f>>>,
    /// What stands over tables and parts, and heads no line.
    titles: Vec<Words>,
}

impl<'f> FormNames<'f> {
    pub(super) fn new(tables: &'f [TableForm]) -> Self {
        let parts = tables.iter().flat_map(|table| &table.parts);
        let titles = parts.filter_map(|part| part.title.as_ref());
        let titles = titles.chain(tables.iter().map(|table| &table.title));
        let tables: Vec<Vec<PartNames<'_>>> = tables
            .iter()
            .map(|table| table.parts.iter().map(PartNames::new).collect())
            .collect();
        let is_head = |words: &Words| {
            let mut parts = tables.iter().flatten();
            parts.any(|part| part.columns.is_leaf(words) || part.rows.is_leaf(words))
        };
        let titles = titles.filter_map(|title| Words::new(title));
        let titles = titles.filter(|words| !is_head(words)).collect();
        Self { tables, titles }
    }

    /// Finds every place of a sheet at which a part may lie; for each table for each
    /// part its places.
    pub(super) fn on<'s>(&self, sheet: &'s Sheet) -> Vec<Vec<Vec<Found<'s>>>> {
        let labels = Labels::new(sheet, &self.titles);
        let heads: Vec<Vec<Vec<Head>>> = self
            .tables
            .iter()
            .map(|parts| parts.iter().map(|part| labels.heads(part)).collect())
            .collect();
        let all: Vec<&Head> = heads.iter().flatten().flatten().collect();
        let page = Page { labels: &labels, heads: &all };
        let places = |(part, heads): (&PartNames<'_>, &Vec<Head>)| {
            if part.columns.len() == 0 {
                return page.headless(part).into_iter().collect();
            }
            heads.iter().filter_map(|head| page.part(part, head)).collect()
        };
        self.tables
            .iter()
            .zip(&heads)
            .map(|(parts, heads)| parts.iter().zip(heads).map(places).collect())
            .collect()
    }
}

/// A sheet with all heads on it.
struct Page<'p, 's> {
    labels: &'p Labels<'s>,
    heads: &'p [&'p Head],
}

impl<'s> Page<'_, 's> {
    /// Reads what stands below a head; none if there is no row of the part.
    fn part(&self, part: &PartNames<'_>, head: &Head) -> Option<Found<'s>> {
        let found = self.up_to(part, head, self.end(head, |_| true))?;
        if found.rows.iter().all(Option::is_some) {
            return Some(found);
        }
        // Behind a page break the head stands once more.
        let is_other = |other: &Head| other.columns.lines != head.columns.lines;
        self.up_to(part, head, self.end(head, is_other))
    }

    /// Reads the rows of a head that end before `end`.
    fn up_to(&self, part: &PartNames<'_>, head: &Head, end: u32) -> Option<Found<'s>> {
        let sheet = self.labels.sheet;
        let mut faults = column_faults(part, head, sheet);
        let (rows, evidence) = if part.rows.len() == 0 {
            let (row, evidence) = self.only_row(head, end, &mut faults)?;
            (vec![Some(row)], evidence)
        } else {
            let lines = self.lines(part, head, end);
            let rows = part.rows.matched(&lines);
            faults.extend(self.row_faults(part, head, &rows)?);
            (rows.lines, Evidence::Rows)
        };
        let (_, last) = extent(&rows)?;
        let last = Position { row: last, column: head.area.last.column };
        let area = Area { first: head.area.first, last };
        let columns = head.columns.lines.clone();
        Some(Found { sheet, evidence, columns, rows, area, faults })
    }

    /// Returns the row before which the rows of a head end: the next of those heads
    /// that count.
    fn end(&self, head: &Head, counts: impl Fn(&Head) -> bool) -> u32 {
        let below = self.heads.iter().filter(|other| {
            let (next, area) = (other.area, head.area);
            counts(other)
                && next.first.row > area.last.row
                && next.first.column <= area.last.column
                && area.first.column <= next.last.column
        });
        let last = self.labels.sheet.last_row().map_or(0, |row| row + 1);
        below.map(|other| other.area.first.row).min().unwrap_or(last)
    }

    /// Returns the rows below a head that have a label.
    fn lines(&self, part: &PartNames<'_>, head: &Head, end: u32) -> Vec<Headed> {
        let labels = self.labels.rows(head.area.last.row + 1, end.saturating_sub(1));
        let mut stack = Stack::default();
        let mut lines = Vec::new();
        for row in labels.chunk_by(|(one, _), (other, _)| one.row == other.row) {
            let number = row[0].0.row;
            if self.repeats_head(part, head, number) {
                continue;
            }
            let before =
                |at: Position| (head.area.first.column..head.first).contains(&at.column);
            let heads = row.iter().filter(|(at, _)| before(*at));
            let heads = heads.map(|(at, words)| (at.column, *at, words.clone()));
            let Some(headed) = stack.line(number, heads) else { continue };
            // The label of a group has no values beside it.
            let has_values = self.values(head, number).next().is_some();
            if has_values || part.rows.is_leaf(&headed.own) {
                lines.push(headed);
            }
        }
        lines
    }

    /// Yields what a row has in the columns of a head.
    fn values(
        &self,
        head: &Head,
        row: u32,
    ) -> impl Iterator<Item = (Position, &'s Value)> {
        self.labels.sheet.row(row, head.first..head.area.last.column + 1)
    }

    /// Tells whether a row is the head again, as behind a page break.
    fn repeats_head(&self, part: &PartNames<'_>, head: &Head, row: u32) -> bool {
        let is_head = |value: &Value| match value {
            Value::Text(text) => {
                Words::new(text).is_some_and(|words| part.columns.is_head(&words))
            }
            _ => false,
        };
        let mut values = self.values(head, row).peekable();
        values.peek().is_some() && values.all(|(_, value)| is_head(value))
    }

    /// Tells whether a row under the values of several columns is a note: one text.
    fn is_note(&self, head: &Head, row: u32) -> bool {
        let mut values = self.values(head, row).map(|(_, value)| value);
        let is_text = matches!(values.next(), Some(Value::Text(text)) if Words::new(text).is_some());
        is_text && values.next().is_none() && head.first < head.area.last.column
    }

    /// Returns the row of a part that has one without a label: the first with a value
    /// below its heads; with none, if all heads are there, the row next to them.
    fn only_row(
        &self,
        head: &Head,
        end: u32,
        faults: &mut Vec<Fault>,
    ) -> Option<(u32, Evidence)> {
        let next_to = head.area.last.row + 1;
        let has_values = |row: u32| self.values(head, row).next().is_some();
        let mut rows = (next_to..end).filter(|&row| has_values(row));
        let is_first = |&row: &u32| row == next_to || !self.is_note(head, row);
        let Some(row) = rows.next().filter(is_first) else {
            let is_blank = faults.is_empty() && !has_values(next_to);
            return is_blank.then_some((next_to, Evidence::Heads));
        };
        let is_second = |&next: &u32| next == row + 1 && !self.is_note(head, next);
        if let Some(next) = rows.next().filter(is_second) {
            let at = Position { row: next, column: head.first };
            let place = self.labels.sheet.place(at);
            faults.push(Fault::at(place, "表头下面只应有一行数，这里又有一行"));
        }
        Some((row, Evidence::Rows))
    }

    /// Says which rows are missing, doubled or none of the part's; none if there is
    /// no row of it at all.
    fn row_faults(
        &self,
        part: &PartNames<'_>,
        head: &Head,
        rows: &Matched,
    ) -> Option<Vec<Fault>> {
        let (first, last) = extent(&rows.lines)?;
        let sheet = self.labels.sheet;
        let mut faults = Vec::new();
        let leaves = part.form.rows.leaf_lines();
        let missing: Vec<_> = leaves
            .iter()
            .zip(&rows.lines)
            .filter(|(_, row)| row.is_none())
            .map(|(line, _)| line.label.as_str())
            .collect();
        for label in &missing {
            let place = sheet.place(head.area.first);
            faults.push(Fault::at(place, format!("从这里开始的表缺“{label}”这一行")));
        }
        for &(leaf, at) in &rows.doubled {
            let label = &leaves[leaf].label;
            let message = format!("“{label}”这一行有两处");
            faults.push(Fault::at(sheet.place(at), message));
        }
        let is_among = |row: u32| (first..=last).contains(&row) || !missing.is_empty();
        for headed in rows.unknown.iter().filter(|headed| is_among(headed.line)) {
            let text = sheet.text(headed.at.row, headed.at.column).unwrap_or_default();
            let message = format!("“{}”不是这张表的行", one_line(text));
            faults.push(Fault::at(sheet.place(headed.at), message));
        }
        for row in first..=last {
            let is_labelled = rows.lines.contains(&Some(row))
                || sheet.row(row, head.area.first.column..head.first).next().is_some()
                || self.repeats_head(part, head, row);
            if !is_labelled && let Some((at, _)) = self.values(head, row).next() {
                faults.push(Fault::at(sheet.place(at), "这一行有数，没有行名"));
            }
        }
        Some(faults)
    }

    /// Finds a part that has no heads of columns: labels with a value behind each.
    fn headless(&self, part: &PartNames<'_>) -> Option<Found<'s>> {
        let labels = &self.labels.cells;
        let hits: Vec<Position> = labels
            .iter()
            .filter(|(_, words)| part.rows.is_leaf(words))
            .map(|(at, _)| *at)
            .collect();
        if hits.is_empty() || hits.len() * 2 < part.rows.len() {
            return None;
        }
        let (_, right) = bounds(hits.iter().map(|at| at.column))?;
        let (top, bottom) = bounds(hits.iter().map(|at| at.row))?;
        let heads = self.labels.rows(top, bottom).iter();
        let heads = heads.filter(|(_, words)| part.rows.is_head(words));
        let (left, _) = bounds(heads.map(|(at, _)| at.column))?;
        let value = right + 1;
        let head = Head {
            area: Area {
                first: Position { row: top, column: left },
                last: Position { row: top, column: value },
            },
            columns: Matched { lines: vec![Some(value)], ..Matched::default() },
            first: value,
        };
        let mut stack = Stack::default();
        let lines: Vec<Headed> = self
            .labels
            .rows(top, bottom)
            .chunk_by(|(one, _), (other, _)| one.row == other.row)
            .filter_map(|row| {
                let heads = row.iter().filter(|(at, _)| at.column < value);
                let heads = heads.map(|(at, words)| (at.column, *at, words.clone()));
                stack.line(row[0].0.row, heads)
            })
            .collect();
        let rows = part.rows.matched(&lines);
        let faults = self.row_faults(part, &head, &rows)?;
        let last = Position { row: bottom, column: value };
        let area = Area { first: head.area.first, last };
        let columns = head.columns.lines;
        let (sheet, evidence) = (self.labels.sheet, Evidence::Rows);
        Some(Found { sheet, evidence, columns, rows: rows.lines, area, faults })
    }
}

/// Says which columns are missing, doubled or none of the part's.
fn column_faults(part: &PartNames<'_>, head: &Head, sheet: &Sheet) -> Vec<Fault> {
    let mut faults = Vec::new();
    let leaves = part.form.columns.leaf_lines();
    for (line, column) in leaves.iter().zip(&head.columns.lines) {
        if column.is_none() {
            let message = format!("从这里开始的表缺“{}”这一列", line.label);
            faults.push(Fault::at(sheet.place(head.area.first), message));
        }
    }
    for &(leaf, at) in &head.columns.doubled {
        let message = format!("“{}”这一列有两处", leaves[leaf].label);
        faults.push(Fault::at(sheet.place(at), message));
    }
    let among = head.first..head.area.last.column;
    for headed in &head.columns.unknown {
        if among.contains(&headed.line) {
            let text = sheet.text(headed.at.row, headed.at.column).unwrap_or_default();
            let message = format!("“{}”不是这张表的列", one_line(text));
            faults.push(Fault::at(sheet.place(headed.at), message));
        }
    }
    faults
}

/// Returns a label as it is shown in a message.
fn one_line(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    crate::diagnostic::shorten(&text)
}

/// Returns the first and the last of the lines that are there.
fn extent(lines: &[Option<u32>]) -> Option<(u32, u32)> {
    bounds(lines.iter().flatten().copied())
}

fn bounds(numbers: impl Iterator<Item = u32> + Clone) -> Option<(u32, u32)> {
    Some((numbers.clone().min()?, numbers.max()?))
}
