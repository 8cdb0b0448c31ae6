//! Heads, and how each cell of a page is tied to its own.
//!
//! `scope` alone cannot say which cells a nested or repeated head stands for, so
//! there each cell names its heads by id (WCAG technique H43); `scope` stays for
//! tools that read nothing else. A group of heads has the scope `col` or `row`
//! like a leaf: with its span, that is exactly the columns or rows it stands
//! over, while `colgroup` and `rowgroup` would reach to the end of the table.

use super::writer::{Start, attribute};
use crate::document::{CellId, PlacedCell, Role, RowKind, TableGrid};

/// Tells whether a cell is the head of others. One without text is not: it would
/// be read aloud as a head that says nothing.
pub(super) fn is_head(cell: &PlacedCell) -> bool {
    let head = match cell.role {
        Role::Title | Role::ColumnHead { .. } | Role::RowHead { .. } => true,
        Role::Corner | Role::Data => false,
    };
    head && !cell.content.is_empty()
}

/// Returns the `scope` of a head.
pub(super) fn scope(cell: &PlacedCell) -> Option<&'static str> {
    match cell.role {
        _ if !is_head(cell) => None,
        // The table has one column group, all its columns.
        Role::Title => Some("colgroup"),
        Role::ColumnHead { .. } => Some("col"),
        Role::RowHead { .. } => Some("row"),
        Role::Corner | Role::Data => None,
    }
}

/// The ids of a table's heads.
pub(super) struct Ids {
    number: usize,
    /// For each cell the ids it names, outermost head first; nothing for any
    /// where `scope` is enough.
    headers: Vec<String>,
}

impl Ids {
    pub(super) fn new(grid: &TableGrid, number: usize) -> Self {
        if scope_is_enough(grid) {
            return Self { number, headers: Vec::new() };
        }
        let titles = titles(grid);
        let headers = |cell: &PlacedCell| {
            let title = titles[grid.rows[cell.row].part];
            headers(grid, number, cell, title)
        };
        Self { number, headers: grid.cells.iter().map(headers).collect() }
    }

    /// Adds the id of a head, and the ids of the heads a cell stands under.
    pub(super) fn mark(&self, start: Start, cell: &PlacedCell, id: CellId) -> Start {
        let named = is_head(cell) && !self.headers.is_empty();
        let headers = self.headers.get(id.0).filter(|ids| !ids.is_empty());
        start
            .with_some(attribute::ID, named.then(|| name(self.number, id)))
            .with_some(attribute::HEADERS, headers)
    }
}

fn name(number: usize, id: CellId) -> String {
    format!("t{number}-{}", id.0)
}

/// Tells whether each cell's heads stand straight above and left of it, one
/// each.
fn scope_is_enough(grid: &TableGrid) -> bool {
    let one_part = grid.rows.iter().all(|row| row.part == 0);
    let nested = |cell: &PlacedCell| cell.role != Role::Data && !cell.heads.is_empty();
    let titled = grid.rows.iter().any(|row| row.kind == RowKind::Title);
    one_part && !titled && !grid.cells.iter().any(nested)
}

/// Returns for each part its title: the outermost head of all its cells.
fn titles(grid: &TableGrid) -> Vec<Option<CellId>> {
    let parts = grid.rows.last().map_or(0, |row| row.part + 1);
    let mut titles = vec![None; parts];
    for (index, cell) in grid.cells.iter().enumerate() {
        if cell.role == Role::Title {
            titles[grid.rows[cell.row].part] = Some(CellId(index));
        }
    }
    titles
}

fn headers(
    grid: &TableGrid,
    number: usize,
    cell: &PlacedCell,
    title: Option<CellId>,
) -> String {
    let title = match cell.role {
        Role::Title | Role::Corner => None,
        Role::ColumnHead { .. } | Role::RowHead { .. } | Role::Data => title,
    };
    let ids = title.iter().chain(&cell.heads);
    let named = ids.filter(|id| is_head(&grid.cells[id.0]));
    named.map(|&id| name(number, id)).collect::<Vec<_>>().join(" ")
}
