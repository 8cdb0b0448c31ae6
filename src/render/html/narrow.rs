//! How narrow the columns of a table can be on the screen of a phone.
//!
//! The form's widths are those of a page of paper, where labels take half the line.
//! On a phone they would leave no room for what they label. So labels turn there
//! after a few characters, numbers stay whole, and what is still too wide scrolls.

use crate::document::{Inlines, PlacedCell, Role, TableGrid};
use crate::render::words;

/// The widths of a table's columns on a narrow screen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Narrow {
    /// What fits in each column, in characters of full width.
    pub(super) columns: Vec<f64>,
    /// How many of them are columns of labels.
    stub: usize,
}

impl Narrow {
    pub(super) fn new(grid: &TableGrid) -> Self {
        let mut columns = vec![LEAST; grid.width];
        for cell in grid.cells.iter().filter(|cell| cell.column_span == 1) {
            columns[cell.column] = columns[cell.column].max(need(cell));
        }
        Self { columns, stub: grid.stub }
    }

    /// Returns what the style sheet reads: the characters of all columns, and those
    /// before each column of labels but the first.
    pub(super) fn style(&self) -> String {
        let sum = |columns: &[f64]| columns.iter().sum::<f64>();
        let count = self.columns.len();
        let all = tenths(sum(&self.columns));
        let labels = (1..self.stub.min(count)).map(|column| {
            format!("--at-{column}:{}", tenths(sum(&self.columns[..column])))
        });
        let style = [format!("--columns:{count}"), format!("--letters:{all}")];
        style.into_iter().chain(labels).collect::<Vec<_>>().join(";")
    }
}

const LEAST: f64 = 2.0;

/// Returns how many characters a cell must hold in a line.
fn need(cell: &PlacedCell) -> f64 {
    let extent = extent(&cell.content);
    #[expect(clippy::cast_precision_loss, reason = "a word has ten characters")]
    let word = words::longest(cell) as f64;
    let need = match cell.role {
        // 「（三）」 cannot be cut.
        Role::RowHead { .. } => (extent / 3.0).ceil().clamp(3.0, 7.0),
        Role::Title | Role::ColumnHead { .. } | Role::Corner => {
            if extent <= 3.0 {
                extent
            } else {
                (extent / 3.0).ceil().clamp(2.0, 4.0)
            }
        }
        Role::Data if is_number(cell) => extent.min(10.0),
        Role::Data if extent <= 5.0 => extent,
        Role::Data => (extent / 3.0).ceil().clamp(4.0, 8.0),
    };
    need.max(word)
}

fn is_number(cell: &PlacedCell) -> bool {
    let in_number =
        |character: char| matches!(character, '0'..='9' | '.' | ',' | '%' | '-');
    cell.content.to_plain().chars().all(in_number)
}

/// Returns how wide a text is about, in characters of full width.
fn extent(content: &Inlines) -> f64 {
    let width = |character: char| if character.is_ascii() { 0.6 } else { 1.0 };
    content.to_plain().chars().map(width).sum()
}

/// Writes a width with one digit after the point, as rounding sums leaves more.
pub(super) fn tenths(width: f64) -> String {
    let text = format!("{width:.1}");
    text.strip_suffix(".0").map(ToOwned::to_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::forms::table_3;

    #[test]
    fn labels_turn_and_numbers_do_not() {
        let narrow = Narrow::new(&table_3().grid());
        assert_eq!(narrow.columns[..3], [3.0, 3.0, 7.0]);
        assert!(narrow.columns[3..].iter().all(|&letters| letters <= 3.0), "{narrow:?}");
        assert!(narrow.style().contains(";--at-1:3;--at-2:6"), "{}", narrow.style());
    }
}
