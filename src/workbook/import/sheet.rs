//! A sheet as plain cells, whatever file it came from.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

/// A sheet of a workbook: what stands in it, nothing of how it looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name on its tab; empty for a file that is one sheet.
    pub name: String,
    /// The cells with something in them. Of a merged range that is the first cell:
    /// what the others hold nobody sees.
    pub cells: BTreeMap<Position, Value>,
}

/// Where a cell stands: row, then column, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, blanks around it removed; never empty.
    Text(String),
    /// A number, typed or the cached result of a formula.
    Number(Decimal),
    /// An error such as `#REF!`.
    Error(String),
    /// A day or a time: a number that is shown as one.
    Date,
    /// TRUE or FALSE.
    Logical,
    /// A formula whose result the file does not have.
    Uncalculated,
}

impl Sheet {
    /// Returns what a cell holds; none of an empty one.
    pub fn at(&self, row: u32, column: u32) -> Option<&Value> {
        self.cells.get(&Position { row, column })
    }

    /// Returns the text of a cell, if it holds one.
    pub fn text(&self, row: u32, column: u32) -> Option<&str> {
        match self.at(row, column)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Yields the cells of a row in some columns, from the left.
    pub fn row(
        &self,
        row: u32,
        columns: std::ops::Range<u32>,
    ) -> impl Iterator<Item = (Position, &Value)> {
        let at = |column| Position { row, column };
        let cells =
            self.cells.range(at(columns.start)..at(columns.end.max(columns.start)));
        cells.map(|(&at, value)| (at, value))
    }

    /// Returns the last row with something in it.
    pub fn last_row(&self) -> Option<u32> {
        self.cells.last_key_value().map(|(at, _)| at.row)
    }

    /// Names a cell as spreadsheets do: `表1!B3`; the only sheet of a file that has
    /// no names is not named.
    pub fn place(&self, at: Position) -> String {
        if self.name.is_empty() { at.to_string() } else { format!("{}!{at}", self.name) }
    }
}

impl fmt::Display for Position {
    /// Writes `B3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", letters(self.column), self.row + 1)
    }
}

/// Names a column by letters: A, Z, AA.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        let letter = u8::try_from(left % 26).expect("a rest of 26 is small");
        letters.push(char::from(b'A' + letter));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let name = |row, column| Position { row, column }.to_string();
        assert_eq!(name(0, 0), "A1");
        assert_eq!(name(2, 25), "Z3");
        assert_eq!(name(9, 26), "AA10");
        assert_eq!(name(0, 16_383), "XFD1");
    }
}
