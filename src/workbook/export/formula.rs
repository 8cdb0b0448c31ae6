//! Formulas over cells of a workbook.

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::{cell_range, row_col_to_cell, row_col_to_cell_absolute};

use super::book::{Book, Place};
use crate::form::CellRef;

/// Characters that a formula may have.
const LONGEST: usize = 8192;
/// Arguments that a function may have.
const MOST_ARGUMENTS: usize = 255;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    first: Place,
    last: Place,
}

/// Writes the arguments of a function over printed cells of one or more tables, as
/// seen from the sheet of one of them: `D6:H6,D8`.
pub(super) fn arguments(book: &Book<'_>, from: usize, cells: &[CellRef]) -> Vec<String> {
    let mut all = Vec::new();
    for sheet in &book.sheets {
        let own = cells.iter().filter(|cell| cell.table == sheet.index);
        let places = own.map(|&cell| sheet.place(cell)).collect();
        let prefix = if sheet.index == from {
            String::new()
        } else {
            // A name has letters, digits and low lines, and so no mark to double.
            format!("'{}'!", sheet.name)
        };
        all.extend(
            ranges(places).iter().map(|range| format!("{prefix}{}", range.name())),
        );
    }
    all
}

/// Writes the sum of some cells. Text in them, also an empty one, adds nothing.
pub(super) fn sum(book: &Book<'_>, from: usize, cells: &[CellRef]) -> String {
    call("SUM", &arguments(book, from, cells))
}

/// Writes a call of a function that adds up; one with too many arguments in steps.
pub(super) fn call(function: &str, arguments: &[String]) -> String {
    if arguments.len() <= MOST_ARGUMENTS {
        return format!("{function}({})", arguments.join(","));
    }
    let steps = arguments.chunks(MOST_ARGUMENTS).map(|some| call(function, some));
    format!("({})", steps.collect::<Vec<_>>().join("+"))
}

/// Refuses a formula that is longer than Excel reads; `of` names what it computes.
pub(super) fn check_length(formula: &str, of: &str) -> Result<(), XlsxError> {
    let length = formula.trim_start_matches('=').chars().count();
    if length <= LONGEST {
        return Ok(());
    }
    let said = format!(
        "“{of}”要看的格子太散，公式有 {length} 个字，Excel 最多 {LONGEST} 个；\
         请把表拆成几张，或者少分几层合计"
    );
    Err(XlsxError::CustomError(said))
}

/// Writes a text as a formula has it.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Returns the fewest rectangles found that hold these places and no other.
fn ranges(mut places: Vec<Place>) -> Vec<Range> {
    places.sort_unstable();
    places.dedup();
    let mut lines: Vec<Range> = Vec::new();
    for place in places {
        match lines.last_mut() {
            Some(Range { last, .. })
                if last.row == place.row && last.column + 1 == place.column =>
            {
                *last = place;
            }
            _ => lines.push(Range { first: place, last: place }),
        }
    }
    let mut found: Vec<Range> = Vec::new();
    for line in lines {
        let above = found.iter_mut().find(|range| {
            range.last.row + 1 == line.first.row
                && range.first.column == line.first.column
                && range.last.column == line.last.column
        });
        match above {
            Some(range) => range.last = line.last,
            None => found.push(line),
        }
    }
    found
}

impl Range {
    fn name(self) -> String {
        let Self { first, last } = self;
        cell_range(first.row, first.column, last.row, last.column)
    }
}

impl Place {
    /// Returns the name of the cell: `C5`.
    pub(super) fn name(self) -> String {
        row_col_to_cell(self.row, self.column)
    }

    /// Returns the name of the cell, the same wherever it is used: `$C$5`.
    pub(super) fn fixed(self) -> String {
        row_col_to_cell_absolute(self.row, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: u32, column: u16) -> Place {
        Place { row, column }
    }

    #[test]
    fn neighbours_make_a_range() {
        let names = |places: &[Place]| {
            let ranges = ranges(places.to_vec());
            ranges.iter().map(|range| range.name()).collect::<Vec<_>>().join(",")
        };
        assert_eq!(names(&[at(0, 1), at(0, 0), at(0, 2)]), "A1:C1");
        assert_eq!(names(&[at(0, 0), at(1, 0), at(3, 0)]), "A1:A2,A4");
        assert_eq!(names(&[at(0, 0), at(0, 1), at(1, 0), at(1, 1)]), "A1:B2");
        assert_eq!(names(&[at(0, 0), at(0, 1), at(1, 0), at(0, 0)]), "A1:B1,A2");
        assert_eq!(names(&[at(0, 0), at(0, 2), at(1, 0), at(1, 2)]), "A1:A2,C1:C2");
    }

    #[test]
    fn long_sums_are_made_in_steps() {
        let arguments: Vec<_> = (0..300).map(|row| at(row * 2, 0).name()).collect();
        let written = call("SUM", &arguments);
        // Of one that is taken away every step is.
        assert!(written.starts_with("(SUM(A1,") && written.ends_with(",A599))"));
        assert_eq!(written.matches("SUM(").count(), 2);
        assert_eq!(written.matches(',').count(), 298);
        assert_eq!(quoted("a\"甲"), "\"a\"\"甲\"");
    }
}
