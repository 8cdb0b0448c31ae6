//! Where the cells of a table lie: the one layout that every output reads.

use serde::Serialize;

use super::table::{depth, width};
use super::{Align, BodyCell, Header, Inlines, Part, Table};

/// A table laid out: every slot is the first of one cell or covered by one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableGrid {
    /// Columns in all, label columns included.
    pub width: usize,
    /// Columns of row labels.
    pub stub: usize,
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// Every cell, in reading order.
    pub cells: Vec<PlacedCell>,
    /// Relative column widths, one for each column.
    pub widths: Vec<f64>,
    /// Rows at the top that repeat on each page: the head of a one-part table.
    pub repeated: usize,
}

/// A row of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What the row is.
    pub kind: RowKind,
    /// Which part it belongs to, from 0.
    pub part: usize,
}

/// What a row of the grid is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A part's title.
    Title,
    /// Column heads.
    Head,
    /// Values with their labels.
    Body,
}

/// Index of a cell in [`TableGrid::cells`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CellId(pub usize);

/// A cell at its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacedCell {
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// Rows it takes, at least 1.
    pub row_span: usize,
    /// Columns it takes, at least 1.
    pub column_span: usize,
    /// What the cell is.
    pub role: Role,
    /// What is printed.
    pub content: Inlines,
    /// How it is set across.
    pub align: Align,
    /// The heads that say what the cell means: column heads from the outermost
    /// in, then row heads likewise. Of a head, the heads it stands under.
    pub heads: Vec<CellId>,
}

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A part's title, across the whole width.
    Title,
    /// The cell above the row labels: no head of anything.
    Corner,
    /// A column head at its level from 0.
    ColumnHead {
        /// 0 is the outermost.
        level: usize,
        /// What it stands over.
        reach: Reach,
    },
    /// A row head at its level from 0.
    RowHead {
        /// 0 is the outermost.
        level: usize,
        /// What it stands before.
        reach: Reach,
    },
    /// A value.
    Data,
}

/// What a head stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// One line of values.
    Leaf,
    /// A group of heads.
    Group,
}

impl Table {
    /// Lays the table out, as `form-grammar` 3 (layout) prescribes.
    ///
    /// The label columns are as many as the deepest row tree, the value columns
    /// as many as the widest part has leaves. In a narrower part the last leaf
    /// takes what is left.
    ///
    /// # Panics
    ///
    /// If a body has not a row for each row leaf and a cell for each column leaf.
    pub fn grid(&self) -> TableGrid {
        let stub = self.parts.iter().map(|part| depth(&part.rows)).max().unwrap_or(0);
        let values =
            self.parts.iter().map(|part| width(&part.columns).max(1)).max().unwrap_or(1);
        let mut layout = Layout { stub, values, rows: Vec::new(), cells: Vec::new() };
        for (index, part) in self.parts.iter().enumerate() {
            layout.part(index, part);
        }
        layout.finish(&self.widths, self.parts.len())
    }
}

impl TableGrid {
    /// Returns the cells that begin in a row, from the left.
    pub fn cells_of_row(
        &self,
        row: usize,
    ) -> impl Iterator<Item = (CellId, &PlacedCell)> {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let cells = self.cells[start..].iter().take_while(move |cell| cell.row == row);
        cells.enumerate().map(move |(offset, cell)| (CellId(start + offset), cell))
    }

    /// Tells whether any cell takes more than one slot.
    pub fn has_spans(&self) -> bool {
        self.cells.iter().any(|cell| cell.row_span > 1 || cell.column_span > 1)
    }
}

/// The grid while its parts are laid one below the other. Cells are added in
/// reading order, so an id given out stays true.
struct Layout {
    stub: usize,
    values: usize,
    rows: Vec<Row>,
    cells: Vec<PlacedCell>,
}

/// The slots a cell takes.
#[derive(Clone, Copy)]
struct Area {
    row: usize,
    column: usize,
    row_span: usize,
    column_span: usize,
}

/// The column heads of a part: for each column leaf, from the outermost in.
struct ColumnHeads {
    part: usize,
    of_leaf: Vec<Vec<CellId>>,
}

/// A column head still to be placed: its first leaf, and the heads above it.
struct Pending<'a> {
    header: &'a Header,
    first: usize,
    above: Vec<CellId>,
}

impl Layout {
    fn part(&mut self, index: usize, part: &Part) {
        if let Some(title) = &part.title {
            let area = Area {
                row: self.rows.len(),
                column: 0,
                row_span: 1,
                column_span: self.width(),
            };
            self.place(area, Role::Title, Inlines::text(title), Vec::new());
            self.rows.push(Row { kind: RowKind::Title, part: index });
        }
        let heads = self.heads(index, part);
        if part.rows.is_empty() {
            for values in &part.body {
                self.unlabelled_row(values, &heads);
            }
        } else {
            let mut body = part.body.iter();
            for header in &part.rows {
                self.row_header(header, &[], &mut body, &heads);
            }
        }
    }

    /// Places corner and column heads; returns for each column leaf its heads.
    fn heads(&mut self, index: usize, part: &Part) -> ColumnHeads {
        let depth = depth(&part.columns);
        let top = self.rows.len();
        self.rows.extend((0..depth).map(|_| Row { kind: RowKind::Head, part: index }));
        if self.stub > 0 && depth > 0 {
            let area =
                Area { row: top, column: 0, row_span: depth, column_span: self.stub };
            self.place(area, Role::Corner, Inlines::text(&part.corner), Vec::new());
        }
        let leaves = width(&part.columns);
        let mut of_leaf = vec![Vec::new(); leaves.max(1)];
        let mut line = Vec::new();
        let mut first = 0;
        for header in &part.columns {
            line.push(Pending { header, first, above: Vec::new() });
            first += header.width();
        }
        for level in 0..depth {
            let mut below = Vec::new();
            for Pending { header, first, above } in line {
                let (reach, row_span) = if header.children.is_empty() {
                    (Reach::Leaf, depth - level)
                } else {
                    (Reach::Group, 1)
                };
                let area = Area {
                    row: top + level,
                    column: self.stub + first,
                    row_span,
                    column_span: self.span(first, header.width(), leaves),
                };
                let role = Role::ColumnHead { level, reach };
                let id = self.place(area, role, header.label.clone(), above.clone());
                let chain: Vec<_> = above.into_iter().chain([id]).collect();
                let mut child_first = first;
                for child in &header.children {
                    below.push(Pending {
                        header: child,
                        first: child_first,
                        above: chain.clone(),
                    });
                    child_first += child.width();
                }
                if reach == Reach::Leaf {
                    of_leaf[first] = chain;
                }
            }
            line = below;
        }
        ColumnHeads { part: index, of_leaf }
    }

    /// Places a row head, and below it its children or its line of values.
    fn row_header<'a>(
        &mut self,
        header: &Header,
        above: &[CellId],
        body: &mut impl Iterator<Item = &'a Vec<BodyCell>>,
        heads: &ColumnHeads,
    ) {
        let level = above.len();
        let (reach, column_span) = if header.children.is_empty() {
            (Reach::Leaf, self.stub - level)
        } else {
            (Reach::Group, 1)
        };
        let area = Area {
            row: self.rows.len(),
            column: level,
            row_span: header.width(),
            column_span,
        };
        let role = Role::RowHead { level, reach };
        let id = self.place(area, role, header.label.clone(), above.to_vec());
        let chain: Vec<_> = above.iter().copied().chain([id]).collect();
        if reach == Reach::Leaf {
            let values = body.next().expect("a body has a row for each row leaf");
            self.values(values, heads, &chain);
        }
        for child in &header.children {
            self.row_header(child, &chain, body, heads);
        }
    }

    /// Places a line of values that has no label of its own.
    fn unlabelled_row(&mut self, values: &[BodyCell], heads: &ColumnHeads) {
        if self.stub > 0 {
            let area = Area {
                row: self.rows.len(),
                column: 0,
                row_span: 1,
                column_span: self.stub,
            };
            self.place(area, Role::Corner, Inlines::default(), Vec::new());
        }
        self.values(values, heads, &[]);
    }

    fn values(&mut self, values: &[BodyCell], heads: &ColumnHeads, row_heads: &[CellId]) {
        assert_eq!(
            values.len(),
            heads.of_leaf.len(),
            "a body has a cell for each column leaf"
        );
        for (leaf, (value, column_heads)) in values.iter().zip(&heads.of_leaf).enumerate()
        {
            let area = Area {
                row: self.rows.len(),
                column: self.stub + leaf,
                row_span: 1,
                column_span: self.span(leaf, 1, values.len()),
            };
            let above = column_heads.iter().chain(row_heads).copied().collect();
            let id = self.place(area, Role::Data, value.content.clone(), above);
            self.cells[id.0].align = value.align;
        }
        self.rows.push(Row { kind: RowKind::Body, part: heads.part });
    }

    /// Returns how many columns some leaves take: the part's last leaf takes
    /// what a wider part leaves over.
    fn span(&self, first: usize, count: usize, leaves: usize) -> usize {
        if first + count >= leaves { self.values - first } else { count }
    }

    fn place(
        &mut self,
        area: Area,
        role: Role,
        content: Inlines,
        heads: Vec<CellId>,
    ) -> CellId {
        let Area { row, column, row_span, column_span } = area;
        let align = match role {
            // A corner beside one row of heads reads as one of them; a taller one
            // holds a note.
            Role::Corner if row_span > 1 => Align::Start,
            Role::RowHead { .. } => Align::Start,
            Role::Title | Role::Corner | Role::ColumnHead { .. } | Role::Data => {
                Align::Center
            }
        };
        self.cells.push(PlacedCell {
            row,
            column,
            row_span,
            column_span,
            role,
            content,
            align,
            heads,
        });
        CellId(self.cells.len() - 1)
    }

    fn width(&self) -> usize {
        self.stub + self.values
    }

    fn finish(self, relative: &[f64], parts: usize) -> TableGrid {
        let width = self.width();
        let last = relative.last().copied().unwrap_or(1.0);
        let widths = (0..width)
            .map(|column| relative.get(column).copied().unwrap_or(last))
            .collect();
        let heads = self.rows.iter().take_while(|row| row.kind != RowKind::Body).count();
        let repeated = if parts == 1 { heads } else { 0 };
        TableGrid {
            width,
            stub: self.stub,
            rows: self.rows,
            cells: self.cells,
            widths,
            repeated,
        }
    }
}

#[cfg(test)]
mod tests;
