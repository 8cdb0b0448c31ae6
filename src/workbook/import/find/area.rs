//! Rectangles of cells.

use crate::workbook::import::sheet::{Position, Sheet};

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workbook::import) struct Area {
    pub(in crate::workbook::import) first: Position,
    pub(in crate::workbook::import) last: Position,
}

impl Area {
    /// Names the place on a sheet: `表1!A3:J30`.
    pub(in crate::workbook::import) fn on(self, sheet: &Sheet) -> String {
        format!("{}:{}", sheet.place(self.first), self.last)
    }

    /// Returns the rectangle that holds both.
    pub(in crate::workbook::import) fn with(self, other: Self) -> Self {
        let corner = |row, column| Position { row, column };
        Self {
            first: corner(
                self.first.row.min(other.first.row),
                self.first.column.min(other.first.column),
            ),
            last: corner(
                self.last.row.max(other.last.row),
                self.last.column.max(other.last.column),
            ),
        }
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.first.row <= other.last.row
            && other.first.row <= self.last.row
            && self.first.column <= other.last.column
            && other.first.column <= self.last.column
    }
}
