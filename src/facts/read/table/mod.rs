//! Reads the cells of a table: maps by name, lists in printed order, a bare 0
//! for whatever did not happen.
//!
//! The levels of names stand here, what a line holds in [`mod@line`], what is not
//! there in [`missing`].

mod faults;
mod line;
mod missing;

use rust_decimal::Decimal;

use super::keys::{Found, Known};
use super::{Reader, is_blank, is_nothing, opening, wrong_shape};
use crate::facts::{Cell, PartFacts, TableFacts, Value, join};
use crate::form::{
    Blank, CellRef, Item, TableForm, leaf_at, leaves_of, named, only_leaf,
};
use crate::number;
use crate::source::Span;
use crate::yaml::{self, Entry, Node, Value as Yaml};

/// Reads the table of an index; `parent` is the file's map.
pub(super) fn read(
    reader: &mut Reader<'_>,
    index: usize,
    found: Found<'_>,
    parent: &Node,
) -> TableFacts {
    let table = &reader.form.tables[index];
    let parts = table.parts.iter().map(|part| PartFacts {
        cells: vec![vec![Cell::LeftOut; part.columns.leaves]; part.rows.leaves],
        rows: vec![None; part.rows.leaves],
    });
    let facts = TableFacts { span: None, parts: parts.collect() };
    let mut reading = TableReader { reader, index, table, facts };
    match found {
        Found::Unreadable => reading.spoil_all(),
        Found::Absent => reading.missing_table(&opening(parent), "没有写"),
        Found::Entry(entry) => {
            reading.facts.span = Some(entry.key_span.clone());
            if is_nothing(&entry.node) {
                reading.missing_table(&entry.key_span, "下面还没有填");
            } else {
                let before = reading.reader.findings.len();
                reading.whole(entry);
                let is_silent = reading.reader.findings.len() == before;
                if is_silent && table.blank == Blank::Zero && is_unfilled(&entry.node) {
                    reading.all_zeros(&entry.key_span);
                }
            }
        }
    }
    reading.facts
}

/// The table being read.
struct TableReader<'r, 'f> {
    reader: &'r mut Reader<'f>,
    index: usize,
    table: &'r TableForm,
    facts: TableFacts,
}

/// A line of cells: which part and row.
#[derive(Clone, Copy)]
struct At {
    part: usize,
    row: usize,
}

/// What a name in a table leads to.
#[derive(Clone, Copy)]
enum Below<'r> {
    /// A row, or a group of rows.
    Row { part: usize, item: &'r Item },
    /// A column, or a group of columns, in one row.
    Column { at: At, item: &'r Item },
}

impl<'r> Below<'r> {
    fn item(self) -> &'r Item {
        match self {
            Self::Row { item, .. } | Self::Column { item, .. } => item,
        }
    }

    fn name(self) -> &'r str {
        self.item().key()
    }
}

impl<'r> TableReader<'r, '_> {
    fn whole(&mut self, entry: &Entry) {
        let table = self.table;
        if let [part] = &table.parts[..]
            && let Some(row) = only_leaf(&part.rows.items)
        {
            let at = At { part: 0, row };
            self.facts.parts[0].rows[row] = Some(entry.key_span.clone());
            self.columns(at, &part.columns.items, &entry.node, &table.name);
            return self.ask_all(0, &part.rows.items, &entry.key_span);
        }
        self.level(&self.top(), &entry.node, &table.name, &entry.key_span);
    }

    /// Returns the names that may stand directly under the table: of rows, and of
    /// the columns of a part whose rows have no names.
    fn top(&self) -> Vec<Below<'r>> {
        let mut top = Vec::new();
        for (part, form) in self.table.parts.iter().enumerate() {
            match only_leaf(&form.rows.items) {
                Some(row) => top.extend(in_row(At { part, row }, &form.columns.items)),
                None => top.extend(in_part(part, &form.rows.items)),
            }
        }
        top
    }

    /// Reads a level of names; what is missing of them is said at `key`, below
    /// which they stand.
    fn level(&mut self, names: &[Below<'r>], node: &Node, path: &str, key: &Span) {
        match &node.value {
            Yaml::Map(_) => {}
            Yaml::Scalar(_) if self.is_zero_for(names, node) => {
                for &below in names {
                    self.zero(below, &node.span);
                }
                return;
            }
            Yaml::Empty | Yaml::Scalar(_) | Yaml::List(_) => {
                let known: Vec<_> = names.iter().map(|below| below.name()).collect();
                let finding = yaml::odd_value(node).unwrap_or_else(|| {
                    wrong_shape(node, path, "分成几项来写")
                        .help(format!("下面可以写：{}", known.join("、")))
                });
                self.reader.report(finding.path(path));
                for &below in names {
                    self.spoil(below);
                }
                return;
            }
        }
        let known: Vec<_> = names
            .iter()
            .map(|below| Known::labelled(below.name(), &below.item().label))
            .collect();
        let level = self.reader.entries(node, &known, path);
        for (&below, found) in names.iter().zip(level.found) {
            let path = join(path, below.name());
            match (found, below) {
                (Found::Entry(entry), Below::Row { part, item }) => {
                    self.row(part, item, entry, &path);
                }
                (Found::Entry(entry), Below::Column { at, item }) => {
                    self.column(at, item, entry, &path);
                }
                (Found::Absent, _) if !level.doubtful => {
                    self.absent(below, key, &path);
                }
                // A finding says already what may stand for it.
                (Found::Absent | Found::Unreadable, _) => self.spoil(below),
            }
        }
    }

    fn row(&mut self, part: usize, item: &'r Item, entry: &Entry, path: &str) {
        let table = self.table;
        let node = &entry.node;
        let leaf = leaf_at(item);
        if let Some(row) = leaf {
            self.facts.parts[part].rows[row] = Some(entry.key_span.clone());
        }
        match leaf {
            _ if is_nothing(node) => {
                self.absent(Below::Row { part, item }, &entry.key_span, path);
            }
            Some(row) => {
                let columns = &table.parts[part].columns.items;
                self.columns(At { part, row }, columns, node, path);
                self.ask(part, item, &entry.key_span);
            }
            None => {
                let below: Vec<_> = in_part(part, &item.children).collect();
                self.level(&below, node, path, &entry.key_span);
            }
        }
    }

    fn column(&mut self, at: At, item: &'r Item, entry: &Entry, path: &str) {
        match leaf_at(item) {
            Some(column) => self.cell(at, column, &entry.node),
            None if is_nothing(&entry.node) => {
                self.absent(Below::Column { at, item }, &entry.key_span, path);
            }
            None => self.columns(at, &item.children, &entry.node, path),
        }
    }

    /// Returns the cells that a name leads to, or that stand below it.
    fn cells(&self, below: Below<'_>) -> Vec<(At, usize)> {
        match below {
            Below::Column { at, item } => {
                leaves_of(item).into_iter().map(|column| (at, column)).collect()
            }
            Below::Row { part, item } => {
                let columns = self.table.parts[part].columns.leaves;
                leaves_of(item)
                    .into_iter()
                    .flat_map(|row| {
                        (0..columns).map(move |column| (At { part, row }, column))
                    })
                    .collect()
            }
        }
    }

    /// Marks cells as wrong, so that no sum is checked against them.
    fn spoil(&mut self, below: Below<'_>) {
        for (at, column) in self.cells(below) {
            *self.slot(at, column) = Cell::Wrong;
        }
    }

    fn spoil_all(&mut self) {
        for part in &mut self.facts.parts {
            for row in &mut part.cells {
                row.fill(Cell::Wrong);
            }
        }
    }

    /// Tells whether a value is the `0` that may stand for all these names.
    fn is_zero_for(&self, names: &[Below<'_>], node: &Node) -> bool {
        self.is_bare_zero(node)
            && names.iter().any(|&below| {
                let mut cells = self.cells(below).into_iter();
                cells.any(|(at, column)| self.is_number(at, column))
            })
    }

    fn is_bare_zero(&self, node: &Node) -> bool {
        let is_zero = |text| number::parse(text).is_ok_and(|number| number.is_zero());
        self.table.blank == Blank::Zero
            && node.scalar().is_some_and(|scalar| is_zero(&scalar.text))
    }

    fn is_number(&self, at: At, column: usize) -> bool {
        self.table.parts[at.part].value_type(at.row, column).is_number()
    }

    /// Fills what stands below a name with 0.
    fn zero(&mut self, below: Below<'_>, span: &Span) {
        for (at, column) in self.cells(below) {
            self.put_zero(at, column, span);
        }
        if let Below::Row { part, item } = below {
            self.ask(part, item, span);
        }
    }

    /// Fills a cell with 0; one that holds no number stays left out.
    fn put_zero(&mut self, at: At, column: usize, span: &Span) {
        if self.is_number(at, column) {
            *self.slot(at, column) = Cell::Written {
                value: Value::Number(Decimal::ZERO),
                remark: None,
                span: span.clone(),
            };
        } else {
            self.missing_cell(at, column, span);
        }
    }

    fn slot(&mut self, at: At, column: usize) -> &mut Cell {
        &mut self.facts.parts[at.part].cells[at.row][column]
    }

    fn cell_path(&self, at: At, column: usize) -> String {
        let At { part, row } = at;
        self.reader.form.cell_path(CellRef { table: self.index, part, row, column })
    }
}

/// Returns the names of rows at a level.
fn in_part(part: usize, items: &[Item]) -> impl Iterator<Item = Below<'_>> {
    named(items).into_iter().map(move |item| Below::Row { part, item })
}

/// Returns the names of columns at a level.
fn in_row(at: At, items: &[Item]) -> impl Iterator<Item = Below<'_>> {
    named(items).into_iter().map(move |item| Below::Column { at, item })
}

/// Tells whether names stand below a node, and nothing behind any of them.
fn is_unfilled(node: &Node) -> bool {
    match &node.value {
        Yaml::Map(entries) => entries.iter().all(|entry| is_unfilled(&entry.node)),
        Yaml::List(nodes) => nodes.iter().all(is_unfilled),
        Yaml::Empty | Yaml::Scalar(_) => is_blank(node),
    }
}
