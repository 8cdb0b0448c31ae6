//! Pipe tables, which know neither merged cells nor a second head.

use super::inlines::{Place, inlines};
use crate::document::{
    Align, CellId, Inline, Inlines, PlacedCell, Reach, Role, Row, RowKind, TableGrid,
};

/// Stands between the heads of a path.
const PATH: &str = "／";

/// Tells whether a pipe table holds the grid as it is: no spans, no head below the
/// first row, one column of labels at most.
pub(super) fn holds(grid: &TableGrid) -> bool {
    !grid.has_spans()
        && grid.stub <= 1
        && grid.rows.iter().skip(1).all(|row| row.kind == RowKind::Body)
}

/// Returns a pipe table for each part, each after its title in bold. A column is
/// named by the path of its heads, a row by the path of its own.
pub(super) fn tables(grid: &TableGrid) -> Vec<String> {
    let mut blocks = Vec::new();
    for part in grid.rows.chunk_by(|one, next| one.part == next.part) {
        let cells = Cells { grid, part: part.first().map_or(0, |row| row.part) };
        if let Some(title) = cells.title() {
            let title = Inlines::from_iter([Inline::Strong(title.content.clone())]);
            blocks.push(inlines(&title, Place::Paragraph));
        }
        blocks.push(table(&cells, part));
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The cells of a part.
struct Cells<'a> {
    grid: &'a TableGrid,
    part: usize,
}

impl<'a> Cells<'a> {
    fn all(&self) -> impl Iterator<Item = &'a PlacedCell> {
        let (grid, part) = (self.grid, self.part);
        grid.cells.iter().filter(move |cell| grid.rows[cell.row].part == part)
    }

    fn title(&self) -> Option<&'a PlacedCell> {
        self.all().find(|cell| cell.role == Role::Title && !cell.content.is_empty())
    }

    /// Returns the heads right above the values, from the left.
    fn columns(&self) -> Vec<&'a PlacedCell> {
        let is_leaf = |cell: &&PlacedCell| {
            matches!(cell.role, Role::ColumnHead { reach: Reach::Leaf, .. })
        };
        let mut columns: Vec<_> = self.all().filter(is_leaf).collect();
        columns.sort_by_key(|cell| cell.column);
        columns
    }

    /// Returns the rows of values, each as its label's path and its values.
    fn body(&self) -> Vec<(Inlines, Vec<&'a PlacedCell>)> {
        let (grid, part) = (self.grid, self.part);
        let rows = (0..grid.rows.len())
            .filter(move |&row| grid.rows[row] == Row { kind: RowKind::Body, part });
        rows.map(|row| {
            let cells = || grid.cells_of_row(row).map(|(_, cell)| cell);
            let is_label = |cell: &&PlacedCell| {
                matches!(cell.role, Role::RowHead { reach: Reach::Leaf, .. })
            };
            let label = cells().find(is_label).map(|cell| self.path(cell));
            let values = cells().filter(|cell| cell.role == Role::Data).collect();
            (label.unwrap_or_default(), values)
        })
        .collect()
    }

    /// Returns the labels of a head's own heads and its own.
    fn path(&self, head: &PlacedCell) -> Inlines {
        let above = head.heads.iter().map(|&CellId(index)| &self.grid.cells[index]);
        let mut path = Inlines::default();
        for cell in above.chain([head]) {
            if !path.is_empty() && !cell.content.is_empty() {
                path.append(Inlines::text(PATH));
            }
            path.append(cell.content.clone());
        }
        path
    }
}

fn table(cells: &Cells<'_>, rows: &[Row]) -> String {
    let body = cells.body();
    let columns = cells.columns();
    let corner = cells.all().find(|cell| cell.role == Role::Corner);
    let labelled = cells.grid.stub > 0;
    let width = body.iter().map(|(_, values)| values.len()).max();
    let width = width.unwrap_or(0).max(columns.len());
    if rows.iter().all(|row| row.kind == RowKind::Title) || width == 0 {
        return String::new();
    }
    let mut lines = Vec::with_capacity(body.len() + 2);
    let first =
        labelled.then(|| corner.map(|cell| cell.content.clone()).unwrap_or_default());
    let heads = (0..width).map(|column| {
        columns.get(column).map(|head| cells.path(head)).unwrap_or_default()
    });
    lines.push(line(first.into_iter().chain(heads)));
    let label_mark = labelled.then_some("---");
    let marks: Vec<_> = label_mark
        .into_iter()
        .chain((0..width).map(|column| alignment(&body, column)))
        .collect();
    lines.push(format!("| {} |", marks.join(" | ")));
    for (label, values) in body {
        let label = labelled.then_some(label);
        let values = values.iter().map(|cell| cell.content.clone());
        lines.push(line(label.into_iter().chain(values)));
    }
    lines.join("\n")
}

fn line(cells: impl Iterator<Item = Inlines>) -> String {
    let mut line = "|".to_owned();
    for cell in cells {
        line.push(' ');
        line.push_str(&inlines(&cell, Place::Cell));
        line.push_str(" |");
    }
    line
}

/// Returns the mark of a column: as its values are set, where they agree.
fn alignment(body: &[(Inlines, Vec<&PlacedCell>)], column: usize) -> &'static str {
    let mut aligns =
        body.iter().filter_map(|(_, values)| Some(values.get(column)?.align));
    let first = aligns.next().unwrap_or(Align::Start);
    match first {
        _ if aligns.any(|align| align != first) => "---",
        Align::Start => "---",
        Align::Center => ":-:",
        Align::End => "--:",
    }
}
