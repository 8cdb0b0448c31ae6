//! Reads the cells of a table: maps by name, lists in printed order, a bare 0
//! for whatever did not happen.

mod faults;
mod missing;

use rust_decimal::Decimal;

use super::keys::{Found, Known};
use super::{Reader, opening, wrong_shape};
use crate::facts::{Cell, PartFacts, TableFacts, Value, join};
use crate::form::{Blank, Item, LineKind, TableForm};
use crate::number;
use crate::source::Span;
use crate::yaml::{self, Entry, Node, Value as Yaml};
use faults::{which_column, wrong_length};

/// Reads a table; `parent` is the file's map.
pub(super) fn read(
    reader: &mut Reader<'_>,
    table: &TableForm,
    found: Found<'_>,
    parent: &Node,
) -> TableFacts {
    let entry = found.entry();
    let parts = table.parts.iter().map(|part| PartFacts {
        cells: vec![vec![Cell::LeftOut; part.columns.leaves]; part.rows.leaves],
        rows: vec![None; part.rows.leaves],
    });
    let facts = TableFacts {
        span: entry.map(|entry| entry.key_span.clone()),
        parts: parts.collect(),
    };
    let mut reading = TableReader { reader, table, facts };
    match found {
        Found::Entry(entry) if entry.node.value != Yaml::Empty => reading.whole(entry),
        Found::Entry(entry) => reading.missing_table(&entry.key_span, "下面还没有填"),
        Found::Nothing => reading.missing_table(&opening(parent), "没有写"),
        Found::Garbled => reading.spoil(None),
    }
    reading.facts
}

/// The table being read.
struct TableReader<'r, 'f> {
    reader: &'r mut Reader<'f>,
    table: &'r TableForm,
    facts: TableFacts,
}

/// A line of cells being read: which part and row.
#[derive(Clone, Copy)]
struct At {
    part: usize,
    row: usize,
}

impl<'r> TableReader<'r, '_> {
    /// Marks cells as wrong, so that no sum is checked against them: of one line
    /// or of the whole table.
    fn spoil(&mut self, line: Option<At>) {
        for (part_index, part) in self.facts.parts.iter_mut().enumerate() {
            for (row_index, row) in part.cells.iter_mut().enumerate() {
                let here = |at: At| at.part == part_index && at.row == row_index;
                if line.is_none_or(here) {
                    row.fill(Cell::Wrong);
                }
            }
        }
    }

    fn whole(&mut self, entry: &Entry) {
        let node = &entry.node;
        let path = self.table.name.clone();
        if let [part] = &self.table.parts[..]
            && part.rows.items.is_empty()
        {
            let at = At { part: 0, row: 0 };
            self.facts.parts[0].rows[0] = Some(entry.key_span.clone());
            let items = &part.columns.items;
            return self.columns(at, items, node, &path);
        }
        let rows = self.named_rows();
        self.rows(&rows, node, &path);
    }

    /// Returns the names that may stand directly under the table.
    fn named_rows(&self) -> Vec<(usize, &'r Item)> {
        let table = self.table;
        let parts = table.parts.iter().enumerate();
        parts
            .flat_map(|(part, form)| {
                named(&form.rows.items).into_iter().map(move |item| (part, item))
            })
            .collect()
    }

    /// Reads a level of the row tree.
    fn rows(&mut self, items: &[(usize, &Item)], node: &Node, path: &str) {
        match &node.value {
            Yaml::Map(_) => {}
            Yaml::Scalar(scalar)
                if self.table.blank == Blank::Zero && is_zero(&scalar.text) =>
            {
                for &(part, item) in items {
                    self.zero(part, item, &node.span);
                }
                return;
            }
            Yaml::Empty | Yaml::Scalar(_) | Yaml::List(_) => {
                let names = items.iter().filter_map(|(_, item)| item.name.as_deref());
                let names = names.collect::<Vec<_>>().join("、");
                let finding = yaml::odd_value(node).unwrap_or_else(|| {
                    wrong_shape(node, path, "分成几项来写")
                        .help(format!("下面可以写：{names}"))
                });
                self.reader.report(finding.path(path));
                for &(part, item) in items {
                    self.spoil_rows(part, item);
                }
                return;
            }
        }
        let known: Vec<_> = items
            .iter()
            .map(|(_, item)| {
                Known::labelled(item.name.as_deref().unwrap_or(""), &item.label)
            })
            .collect();
        let found = self.reader.entries(node, &known, path);
        for (&(part, item), found) in items.iter().zip(found) {
            let below = join(path, item.name.as_deref().unwrap_or(""));
            match found {
                Found::Entry(entry) => self.row(part, item, entry, &below),
                Found::Nothing => self.absent(part, item, &opening(node), &below),
                Found::Garbled => self.spoil_rows(part, item),
            }
        }
    }

    fn row(&mut self, part: usize, item: &Item, entry: &Entry, path: &str) {
        let Some(row) = item.leaf else {
            let below: Vec<_> =
                named(&item.children).into_iter().map(|item| (part, item)).collect();
            if entry.node.value == Yaml::Empty {
                return self.absent(part, item, &entry.key_span, path);
            }
            return self.rows(&below, &entry.node, path);
        };
        let at = At { part, row };
        self.facts.parts[part].rows[row] = Some(entry.key_span.clone());
        if entry.node.value == Yaml::Empty {
            return self.absent(part, item, &entry.key_span, path);
        }
        let table = self.table;
        self.columns(at, &table.parts[part].columns.items, &entry.node, path);
    }

    /// Reads a line's cells, or a column group's.
    fn columns(&mut self, at: At, items: &[Item], node: &Node, path: &str) {
        if let Some(column) = only_cell(items) {
            return self.cell(at, column, node, path);
        }
        match &node.value {
            Yaml::List(nodes) => self.list(at, items, (node, nodes), path),
            Yaml::Map(_) if node.get("数").is_none() => {
                self.by_name(at, items, node, path);
            }
            Yaml::Empty => {
                for column in leaves(items) {
                    self.missing_cell(at, column, &node.span, path);
                }
            }
            Yaml::Scalar(scalar)
                if self.table.blank == Blank::Zero && is_zero(&scalar.text) =>
            {
                for column in leaves(items) {
                    self.put_zero(at, column, &node.span);
                }
            }
            Yaml::Scalar(_) | Yaml::Map(_) => {
                let finding = which_column(items, node, path);
                self.reader.report(finding);
                self.spoil(Some(at));
            }
        }
    }

    fn by_name(&mut self, at: At, items: &[Item], node: &Node, path: &str) {
        let named = named(items);
        let known: Vec<_> = named
            .iter()
            .map(|item| Known::labelled(item.name.as_deref().unwrap_or(""), &item.label))
            .collect();
        let before = self.reader.findings.len();
        let found = self.reader.entries(node, &known, path);
        let unknown = self.reader.findings.len() > before;
        for (item, found) in named.into_iter().zip(found) {
            let below = join(path, item.name.as_deref().unwrap_or(""));
            match (item.leaf, found.entry()) {
                (Some(column), Some(entry)) => self.cell(at, column, &entry.node, &below),
                (None, Some(entry)) => {
                    self.columns(at, &item.children, &entry.node, &below);
                }
                // A misspelt column may be the one that is missing here.
                (_, None) if unknown => {
                    for column in leaves_of(item) {
                        *self.slot(at, column) = Cell::Wrong;
                    }
                }
                (_, None) => {
                    for column in leaves_of(item) {
                        self.missing_cell(at, column, &opening(node), &below);
                    }
                }
            }
        }
    }

    fn list(
        &mut self,
        at: At,
        items: &[Item],
        (node, nodes): (&Node, &[Node]),
        path: &str,
    ) {
        let table = self.table;
        let part = &table.parts[at.part];
        let all = leaves(items);
        let is_total =
            |&column: &usize| part.columns.lines[column].kind != LineKind::Leaf;
        let parts: Vec<_> =
            all.iter().copied().filter(|column| !is_total(column)).collect();
        let columns = if nodes.len() == all.len() {
            all
        } else if nodes.len() == parts.len() {
            parts
        } else {
            let finding = wrong_length(part, &all, &parts, nodes.len(), node);
            self.reader.report(finding.path(path));
            return self.spoil(Some(at));
        };
        for (column, node) in columns.into_iter().zip(nodes) {
            let step = part.columns.lines[column].steps.last();
            self.cell(
                at,
                column,
                node,
                &step.map_or(path.to_owned(), |step| join(path, step)),
            );
        }
    }

    fn cell(&mut self, at: At, column: usize, node: &Node, path: &str) {
        let table = self.table;
        let kind = table.parts[at.part].value_type(at.row, column);
        if node.value == Yaml::Empty {
            return self.missing_cell(at, column, &node.span, path);
        }
        let mut remark = None;
        let mut value_node = node;
        if kind.is_number() && matches!(node.value, Yaml::Map(_)) {
            let before = self.reader.findings.len();
            let found =
                self.reader.entries(node, &[Known::new("数"), Known::new("注")], path);
            let Some(number) = found[0].entry() else {
                // A misspelt key says it all.
                if self.reader.findings.len() == before {
                    let finding =
                        wrong_shape(node, path, "写成一个数，或 {数: 22, 注: 说明}");
                    self.reader.report(finding);
                }
                *self.slot(at, column) = Cell::Wrong;
                return;
            };
            value_node = &number.node;
            remark = found[1].entry().and_then(|entry| entry.node.scalar());
        }
        let value = self.reader.value(kind, value_node, path);
        *self.slot(at, column) = match value {
            Some(value) => Cell::Written {
                value,
                remark: remark.map(|scalar| scalar.text.trim().to_owned()),
                span: value_node.span.clone(),
            },
            None => Cell::Wrong,
        };
    }

    /// Marks the lines at and below an item as wrong.
    fn spoil_rows(&mut self, part: usize, item: &Item) {
        for row in leaves_of(item) {
            self.spoil(Some(At { part, row }));
        }
    }

    fn slot(&mut self, at: At, column: usize) -> &mut Cell {
        &mut self.facts.parts[at.part].cells[at.row][column]
    }

    fn put_zero(&mut self, at: At, column: usize, span: &Span) {
        *self.slot(at, column) = Cell::Written {
            value: Value::Number(Decimal::ZERO),
            remark: None,
            span: span.clone(),
        };
    }

    /// Fills all lines at and below an item with 0.
    fn zero(&mut self, part: usize, item: &Item, span: &Span) {
        for row in leaves_of(item) {
            for column in 0..self.table.parts[part].columns.leaves {
                self.put_zero(At { part, row }, column, span);
            }
        }
    }
}

/// Returns the items that staff name at a level: those of nameless groups count
/// as their siblings.
fn named(items: &[Item]) -> Vec<&Item> {
    let mut found = Vec::new();
    for item in items {
        if item.name.is_some() {
            found.push(item);
        } else {
            found.extend(named(&item.children));
        }
    }
    found
}

/// Returns the leaves at or below some items, in printed order.
fn leaves(items: &[Item]) -> Vec<usize> {
    items
        .iter()
        .flat_map(|item| {
            item.leaf.map_or_else(|| leaves(&item.children), |leaf| vec![leaf])
        })
        .collect()
}

/// Returns the leaves of one item.
fn leaves_of(item: &Item) -> Vec<usize> {
    leaves(std::slice::from_ref(item))
}

/// Returns the one column of a line whose cell is written without its name.
fn only_cell(items: &[Item]) -> Option<usize> {
    match items {
        [] => Some(0),
        [item] if item.name.is_none() && item.children.is_empty() => item.leaf,
        _ => None,
    }
}

fn is_zero(text: &str) -> bool {
    number::parse(text).is_ok_and(|number| number.is_zero())
}
