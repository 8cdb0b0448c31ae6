//! The places of a table that staff write at, as a tree of names.

use crate::form::{CellRef, Form, Item, LineRef, leaf_at, leaves, named, only_leaf};

/// What stands at a place of the file.
pub(super) enum Spot<'f> {
    /// A cell.
    Cell(CellRef),
    /// Cells of one row, by name or in printed order.
    Line { row: LineRef, cells: Vec<CellRef>, names: Vec<(&'f str, Self)> },
    /// Rows by name.
    Group(Vec<(&'f str, Self)>),
}

impl<'f> Spot<'f> {
    /// Returns what stands below the name of a table.
    pub(super) fn table(form: &'f Form, index: usize) -> Self {
        let form = &form.tables[index];
        if let [part] = &form.parts[..]
            && let Some(row) = only_leaf(&part.rows.items)
        {
            let row = LineRef { table: index, part: 0, row };
            return columns(row, &part.columns.items);
        }
        let mut names = Vec::new();
        for (part, form) in form.parts.iter().enumerate() {
            let (items, heads) = (&form.rows.items, &form.columns.items);
            let row = |row| LineRef { table: index, part, row };
            names.extend(match only_leaf(items) {
                Some(only) => in_row(row(only), heads),
                None => rows(row(0), items, heads),
            });
        }
        Self::Group(names)
    }
}

/// Returns what stands below the names of rows.
fn rows<'f>(
    line: LineRef,
    items: &'f [Item],
    heads: &'f [Item],
) -> Vec<(&'f str, Spot<'f>)> {
    let below = |item: &'f Item| match leaf_at(item) {
        Some(row) => columns(LineRef { row, ..line }, heads),
        None => Spot::Group(rows(line, &item.children, heads)),
    };
    named(items).into_iter().map(|item| (item.key(), below(item))).collect()
}

/// Returns what stands below the name of a row, or of a group of columns.
fn columns(row: LineRef, items: &[Item]) -> Spot<'_> {
    match only_leaf(items) {
        Some(column) => Spot::Cell(row.cell(column)),
        None => Spot::Line {
            row,
            cells: leaves(items).into_iter().map(|column| row.cell(column)).collect(),
            names: in_row(row, items),
        },
    }
}

fn in_row(row: LineRef, items: &[Item]) -> Vec<(&str, Spot<'_>)> {
    let below = |item| match leaf_at(item) {
        Some(column) => Spot::Cell(row.cell(column)),
        None => columns(row, &item.children),
    };
    named(items).into_iter().map(|item| (item.key(), below(item))).collect()
}
