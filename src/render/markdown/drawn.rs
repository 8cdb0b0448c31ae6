//! Tables drawn with lines, for terminals: merged cells are merged, and a Chinese
//! character is as wide as two others.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::document::{Align, PlacedCell, TableGrid};

/// Most columns of the terminal that a table takes, if its own are not too many.
const WIDEST: usize = 100;
/// Narrower than this no column becomes.
const NARROWEST: usize = 6;
/// A line and a blank on each side.
const FRAME: usize = 3;

/// The ways lines leave a crossing.
const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;
/// The character of each set of them.
const CROSSINGS: [char; 16] =
    [' ', '│', '│', '│', '─', '┘', '┐', '┤', '─', '└', '┌', '├', '─', '┴', '┬', '┼'];

/// Draws a table.
pub(super) fn table(grid: &TableGrid) -> String {
    let widths = widths(grid);
    let columns = edges(&widths, FRAME);
    let inner = |cell: &PlacedCell| {
        columns[cell.column + cell.column_span] - columns[cell.column] - FRAME
    };
    let texts: Vec<_> = grid
        .cells
        .iter()
        .map(|cell| wrap(&cell.content.to_plain(), inner(cell)))
        .collect();
    let rows = edges(&heights(grid, &texts), 1);
    let mut canvas = Canvas::new(
        columns.last().map_or(0, |edge| edge + 1),
        rows.last().map_or(0, |edge| edge + 1),
    );
    for (cell, text) in grid.cells.iter().zip(&texts) {
        let (left, right) =
            (columns[cell.column], columns[cell.column + cell.column_span]);
        let (top, bottom) = (rows[cell.row], rows[cell.row + cell.row_span]);
        canvas.frame(left..=right, top..=bottom);
        let above = (bottom - top - 1).saturating_sub(text.len()) / 2;
        for (index, line) in text.iter().enumerate() {
            let room = inner(cell).saturating_sub(line.width());
            let before = match cell.align {
                Align::Start => 0,
                Align::Center => room / 2,
                Align::End => room,
            };
            canvas.write(left + 2 + before, top + 1 + above + index, line);
        }
    }
    canvas.finish()
}

/// Returns where lines run: before each track, and behind the last.
fn edges(tracks: &[usize], more: usize) -> Vec<usize> {
    let mut edges = vec![0];
    for track in tracks {
        edges.push(edges.last().unwrap_or(&0) + track + more);
    }
    edges
}

/// Returns the width of each column: what its cells want, or less.
fn widths(grid: &TableGrid) -> Vec<usize> {
    let mut widths = vec![NARROWEST; grid.width];
    for cell in grid.cells.iter().filter(|cell| cell.column_span == 1) {
        let text = cell.content.to_plain();
        let wanted = text.lines().map(|line| line.width()).max().unwrap_or(0);
        widths[cell.column] = widths[cell.column].max(wanted);
    }
    let room = WIDEST.saturating_sub(1 + grid.width * FRAME);
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

/// Returns how many lines each row takes; what spans rows makes its last one higher.
fn heights(grid: &TableGrid, texts: &[Vec<String>]) -> Vec<usize> {
    let mut heights = vec![1; grid.rows.len()];
    let mut cells: Vec<_> = grid.cells.iter().zip(texts).collect();
    cells.sort_by_key(|(cell, _)| cell.row_span);
    for (cell, text) in cells {
        let rows = cell.row..cell.row + cell.row_span;
        let there = heights[rows.clone()].iter().sum::<usize>() + cell.row_span - 1;
        if let Some(last) = heights[rows].last_mut() {
            *last += text.len().saturating_sub(there);
        }
    }
    heights
}

/// Cuts a text into lines that fit.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for c in paragraph.chars() {
            if line.width() + c.width().unwrap_or(0) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
        lines.push(line);
    }
    lines
}

/// What is drawn so far.
struct Canvas {
    /// How lines leave each place.
    lines: Vec<Vec<u8>>,
    /// What is written at each place; a wide character takes the next one too.
    texts: Vec<Vec<Written>>,
}

/// What is written at a place.
#[derive(Debug, Clone, Default)]
enum Written {
    #[default]
    Nothing,
    /// A character and those without width behind it.
    Text(String),
    /// The second half of a wide character.
    Covered,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self {
            lines: vec![vec![0; width]; height],
            texts: vec![vec![Written::Nothing; width]; height],
        }
    }

    fn frame(
        &mut self,
        columns: std::ops::RangeInclusive<usize>,
        rows: std::ops::RangeInclusive<usize>,
    ) {
        let (&left, &right) = (columns.start(), columns.end());
        let (&top, &bottom) = (rows.start(), rows.end());
        for row in [top, bottom] {
            for column in left..right {
                self.lines[row][column] |= RIGHT;
                self.lines[row][column + 1] |= LEFT;
            }
        }
        for column in [left, right] {
            for row in top..bottom {
                self.lines[row][column] |= DOWN;
                self.lines[row + 1][column] |= UP;
            }
        }
    }

    fn write(&mut self, mut column: usize, row: usize, text: &str) {
        let places = &mut self.texts[row];
        for c in text.chars() {
            let width = c.width().unwrap_or(0);
            match (width, column.checked_sub(1).and_then(|at| places.get_mut(at))) {
                (0, Some(Written::Text(before))) => before.push(c),
                (0, _) => {}
                _ => {
                    places[column] = Written::Text(c.to_string());
                    for covered in &mut places[column + 1..column + width] {
                        *covered = Written::Covered;
                    }
                    column += width;
                }
            }
        }
    }

    fn finish(self) -> String {
        let rows = self.lines.into_iter().zip(self.texts).map(|(lines, texts)| {
            let mut row = String::new();
            for (line, text) in lines.into_iter().zip(texts) {
                match text {
                    Written::Nothing => row.push(CROSSINGS[usize::from(line)]),
                    Written::Text(text) => row.push_str(&text),
                    Written::Covered => {}
                }
            }
            row
        });
        rows.collect::<Vec<_>>().join("\n")
    }
}
