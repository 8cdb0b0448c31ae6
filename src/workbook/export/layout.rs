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
    let cells: Vec<_> = grid
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
        let each = lack / rows.len() as f64;
        rows.iter_mut().for_each(|row| *row += each);
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
