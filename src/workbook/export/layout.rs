//! Widths of columns and heights of rows, so that nothing is cut.
//!
//! Excel fits no row to a merged cell, and viewers fit none at all; so each is given.
//! Measures are pixels of 1/96 inch.

use crate::document::{PlacedCell, TableGrid};

/// The width of a table on A4 between the margins.
const PAPER: f64 = 650.0;
/// A Chinese character of 10.5 points, and one of half its width.
const WIDE: f64 = 14.0;
const NARROW: f64 = 7.5;
/// What a cell keeps free at its sides, and above and below.
const SIDES: f64 = 10.0;
const ENDS: f64 = 6.0;
/// What a number may widen its column to; a wider one is set smaller.
const WIDEST: f64 = 120.0;
/// A line of type.
const LINE: f64 = 19.0;
/// What a row has at least.
const LOWEST: f64 = 27.0;

/// The widths and heights of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Of its columns.
    pub(super) widths: Vec<f64>,
    /// Of its rows.
    pub(super) heights: Vec<f64>,
}

/// What is seen in a cell of a grid.
pub(super) enum Seen<'a> {
    /// A text that may be broken.
    Broken(&'a str),
    /// A number, which may not.
    Whole(&'a str),
}

/// Lays a grid out; `seen` tells what is seen in each of its cells.
pub(super) fn layout<'a>(
    grid: &TableGrid,
    seen: impl Fn(usize, &PlacedCell) -> Seen<'a>,
) -> Layout {
    let all: f64 = grid.widths.iter().sum();
    let mut widths: Vec<_> =
        grid.widths.iter().map(|width| width / all * PAPER).collect();
    let mut cells: Vec<_> = grid
        .cells
        .iter()
        .enumerate()
        .map(|(index, cell)| (cell, seen(index, cell)))
        .collect();
    for (cell, seen) in &cells {
        if let (Seen::Whole(text), 1) = (seen, cell.column_span) {
            let needed = f64::min(line_width(text) + SIDES, WIDEST);
            widths[cell.column] = f64::max(widths[cell.column], needed);
        }
    }
    // A cell of several rows needs only what its rows do not have already.
    cells.sort_by_key(|(cell, _)| cell.row_span);
    let mut heights = vec![LOWEST; grid.rows.len()];
    for (cell, seen) in &cells {
        let columns = cell.column..cell.column + cell.column_span;
        let width: f64 = widths[columns].iter().sum();
        let lines = match seen {
            Seen::Broken(text) => lines(text, width),
            Seen::Whole(_) => 1,
        };
        raise(&mut heights, cell, height(lines));
    }
    Layout { widths, heights }
}

/// Makes the rows of a cell so high that it fits, each by as much.
fn raise(heights: &mut [f64], cell: &PlacedCell, needed: f64) {
    let rows = &mut heights[cell.row..cell.row + cell.row_span];
    let lack = needed - rows.iter().sum::<f64>();
    if lack > 0.0 {
        let each = lack / f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        for row in rows {
            *row += each;
        }
    }
}

/// Returns the height of some lines.
pub(super) fn height(lines: u32) -> f64 {
    f64::from(lines) * LINE + ENDS
}

/// Returns how many lines a text takes in a width.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    let room = f64::max(width - SIDES, WIDE);
    let lines = text.split('\n').map(|line| {
        let mut count = 1;
        let mut used = 0.0;
        for c in line.chars() {
            let needed = character_width(c);
            if used + needed > room {
                count += 1;
                used = 0.0;
            }
            used += needed;
        }
        count
    });
    lines.sum()
}

fn line_width(text: &str) -> f64 {
    text.chars().map(character_width).sum()
}

fn character_width(c: char) -> f64 {
    if c.is_ascii() { NARROW } else { WIDE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Align, BodyCell, Header, Inlines, Part, Role, Table};

    #[test]
    fn texts_are_broken_and_numbers_are_not() {
        assert_eq!([lines("", 80.0), lines("甲乙丙丁戊", 80.0)], [1, 1]);
        assert_eq!([lines("甲乙丙丁戊己", 80.0), lines("甲\n乙", 80.0)], [2, 2]);
        assert_eq!(lines("甲乙", 1.0), 2);
    }

    #[test]
    fn cells_get_the_room_that_they_need() {
        let row = || vec![BodyCell { content: Inlines::default(), align: Align::Center }];
        let long = "长".repeat(100);
        let group = Header::group(&*long, vec![Header::leaf(&*long), Header::leaf("短")]);
        let part = Part {
            title: None,
            corner: String::new(),
            columns: vec![Header::leaf("数")],
            rows: vec![group],
            body: vec![row(), row()],
        };
        let widths = vec![40.0, 20.0, 5.0];
        let table = Table { title: String::new(), widths, parts: vec![part], note: None };
        let labels = ["", "数", &long, &long, "1234567", "短", "1"];
        let Layout { widths, heights } = layout(&table.grid(), |slot, cell| {
            let seen = if cell.role == Role::Data { Seen::Whole } else { Seen::Broken };
            seen(labels[slot])
        });
        // Seven digits do not fit into a thirteenth of the page.
        assert_eq!(widths, [400.0, 200.0, 62.5]);
        // Eight lines of 13 characters; of 27 the group has only four.
        assert_eq!(heights, [LOWEST, height(8), LOWEST]);
    }
}
