//! The head of a part: the rows of a sheet in which its columns are named.

use std::cmp::Reverse;

use super::area::Area;
use super::{PartNames, extent};
use crate::workbook::import::heads::{Headed, Matched, Stack};
use crate::workbook::import::label::Words;
use crate::workbook::import::sheet::{Position, Sheet, Value};

/// The labels on a sheet.
pub(super) struct Labels<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) cells: Vec<(Position, Words)>,
}

/// The head of a part: the rows in which its columns are named.
pub(super) struct Head {
    pub(super) area: Area,
    pub(super) columns: Matched,
    /// The column of the first leaf; the labels of rows stand before it.
    pub(super) first: u32,
}

impl Head {
    /// Returns how many columns are named.
    fn named(&self) -> usize {
        self.columns.lines.iter().flatten().count()
    }
}

impl<'s> Labels<'s> {
    pub(super) fn new(sheet: &'s Sheet, titles: &[Words]) -> Self {
        let cells = sheet.cells.iter().filter_map(|(&at, value)| match value {
            Value::Text(text) => Some((at, Words::new(text)?)),
            _ => None,
        });
        Self {
            sheet,
            cells: cells.filter(|(_, words)| !titles.contains(words)).collect(),
        }
    }

    /// Returns the labels in some rows, those given included.
    pub(super) fn rows(&self, first: u32, last: u32) -> &[(Position, Words)] {
        let start = self.cells.partition_point(|(at, _)| at.row < first);
        let end = self.cells.partition_point(|(at, _)| at.row <= last);
        &self.cells[start..end]
    }

    /// Finds the heads of a part: rows that name half of its columns at least. Of
    /// those that overlap the one that names the most is it.
    pub(super) fn heads(&self, part: &PartNames<'_>) -> Vec<Head> {
        let hits = self.cells.iter().filter(|(_, words)| part.columns.is_leaf(words));
        let mut rows: Vec<u32> = hits.map(|(at, _)| at.row).collect();
        rows.dedup();
        let mut heads: Vec<Head> =
            rows.iter().filter_map(|&row| self.head(part, row)).collect();
        heads.sort_by_key(|head| Reverse(head.named()));
        let mut kept: Vec<Head> = Vec::new();
        for head in heads {
            if !kept.iter().any(|known| known.area.overlaps(head.area)) {
                kept.push(head);
            }
        }
        kept
    }

    /// Reads the rows that end at `last` as the head of a part: as many as its heads
    /// have levels, unless fewer name as many columns with none of them twice, as
    /// where there are rows of values above.
    fn head(&self, part: &PartNames<'_>, last: u32) -> Option<Head> {
        let tops = (0..part.columns.depth).map(|level| last.saturating_sub(level));
        let heads = tops.filter_map(|top| self.head_from(part, top, last));
        heads.max_by_key(|head| (head.named(), Reverse(head.columns.doubled.len())))
    }

    fn head_from(&self, part: &PartNames<'_>, top: u32, last: u32) -> Option<Head> {
        let mut labels: Vec<_> = self.rows(top, last).to_vec();
        labels.sort_by_key(|(at, _)| (at.column, at.row));
        let mut stack = Stack::default();
        let lines: Vec<Headed> = labels
            .chunk_by(|(one, _), (other, _)| one.column == other.column)
            .filter_map(|column| {
                let heads = column.iter().map(|(at, words)| (at.row, *at, words.clone()));
                stack.line(column[0].0.column, heads)
            })
            .collect();
        let columns = part.columns.matched(&lines);
        let (first, end) = extent(&columns.lines)?;
        let own = |column: u32| lines.iter().find(|headed| headed.line == column);
        let named = columns.lines.iter().flatten();
        let is_last =
            named.clone().any(|&column| own(column).is_some_and(|it| it.at.row == last));
        if !is_last || named.count() * 2 < part.columns.len() {
            return None;
        }
        let before = lines.iter().rev().map(|headed| headed.line).find(|&it| it < first);
        let left = match before {
            _ if part.rows.len() == 0 => first,
            Some(column) if part.form.corner.is_empty() => column + 1,
            Some(column) => column,
            None => 0,
        };
        let area = Area {
            first: Position { row: top, column: left },
            last: Position { row: last, column: end },
        };
        Some(Head { area, columns, first })
    }
}
