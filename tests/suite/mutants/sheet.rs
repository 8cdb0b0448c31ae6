//! The tables of requests and of reviews as numbers, and as staff write them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::rows::{APPLICANTS, DONE, NEW, OUTCOMES, RESULTS, REVIEWS, ROWS};

/// A cell: its row among all, and its column.
pub(super) type At = (usize, usize);

/// Where numbers stand in a text.
pub(super) type Places = BTreeMap<At, Range<usize>>;

/// Which totals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Totals {
    All,
    /// Those of the columns, and of the requests that came in.
    OfColumns,
    None,
}

/// The numbers that are written; none is a cell left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) cells: Vec<Vec<Option<u64>>>,
    /// Totals whose name is written and no number behind it.
    pub(super) emptied: Vec<At>,
}

impl Sheet {
    pub(super) fn new() -> Self {
        let cells = (0..ROWS.len()).map(|row| vec![None; width(row)]).collect();
        Self { cells, emptied: Vec::new() }
    }

    /// Reads the tables of a file that writes each row on a line of its own.
    pub(super) fn parse(text: &str) -> Self {
        let mut sheet = Self::new();
        let mut group = "";
        for line in text.lines() {
            let bare = line.trim_start();
            let Some((name, value)) = bare.split_once(':') else { continue };
            if line.len() - bare.len() < 6 {
                group = if value.trim().is_empty() { name } else { "" };
            }
            let row = ROWS.iter().position(|(above, row)| {
                *row == name && (*above == group || above.is_empty())
            });
            let (Some(row), Some(open)) = (row, value.find(['{', '['])) else { continue };
            let close = value.find(['}', ']']).expect("a row is on one line");
            for (index, cell) in value[open + 1..close].split(',').enumerate() {
                let (column, number) = match cell.split_once(':') {
                    Some((column, number)) => {
                        let is_it = |name: &&str| *name == column.trim();
                        let at = columns(row).iter().position(is_it);
                        (at.expect("a column"), number)
                    }
                    None => (index, cell),
                };
                sheet.cells[row][column] = Some(number.trim().parse().expect("a number"));
            }
        }
        sheet
    }

    pub(super) fn get(&self, (row, column): At) -> Option<u64> {
        self.cells[row][column]
    }

    pub(super) fn set(&mut self, (row, column): At, number: Option<u64>) {
        self.cells[row][column] = number;
    }

    pub(super) fn written(&self) -> Vec<At> {
        all().filter(|&at| self.get(at).is_some()).collect()
    }

    /// Writes its tables: the text, and where each number stands in it.
    pub(super) fn to_yaml(&self) -> (String, Places) {
        let mut text = "申请:\n".to_owned();
        let mut places = BTreeMap::new();
        let mut group = "";
        for (row, (above, name)) in ROWS.iter().enumerate() {
            if row == RESULTS.start {
                text.push_str("  办理结果:\n");
            }
            if row == REVIEWS.start {
                text.push_str("复议诉讼:\n");
            }
            let cells = &self.cells[row];
            if cells.iter().all(Option::is_none) {
                continue;
            }
            if *above != group && !above.is_empty() {
                writeln!(text, "    {above}:").expect("a text can be written");
            }
            group = above;
            let indent = match row {
                _ if !above.is_empty() => 6,
                _ if (RESULTS.start..=DONE).contains(&row) => 4,
                _ => 2,
            };
            write!(text, "{:indent$}{name}: ", "").expect("a text can be written");
            self.write_row(row, &mut text, &mut places);
        }
        if self.cells[REVIEWS].iter().flatten().all(Option::is_none) {
            text.push_str("  行政复议: 0\n");
        }
        (text, places)
    }

    fn write_row(&self, row: usize, text: &mut String, places: &mut Places) {
        let cells = &self.cells[row];
        let is_list = cells[..cells.len() - 1].iter().all(Option::is_some)
            && !self.emptied.iter().any(|(of, _)| *of == row);
        let [open, close] = if is_list { ["[", "]"] } else { ["{", "}"] };
        text.push_str(open);
        let mut first = true;
        for (column, cell) in cells.iter().enumerate() {
            let is_emptied = self.emptied.contains(&(row, column));
            if cell.is_none() && !is_emptied {
                continue;
            }
            if !first {
                text.push_str(", ");
            }
            first = false;
            if !is_list {
                write!(text, "{}: ", columns(row)[column])
                    .expect("a text can be written");
            }
            let start = text.len();
            if let Some(number) = cell {
                write!(text, "{number}").expect("a text can be written");
            }
            places.insert((row, column), start..text.len());
        }
        text.push_str(close);
        text.push('\n');
    }

    /// Fills the totals in that are to be written, and leaves the others out.
    pub(super) fn with(mut self, totals: Totals) -> Self {
        for row in 0..ROWS.len() {
            let last = width(row) - 1;
            let is_kept = totals == Totals::All
                || totals == Totals::OfColumns && [NEW, DONE].contains(&row);
            let sum = self.cells[row][..last].iter().flatten().sum();
            let is_there = self.cells[row][..last].iter().any(Option::is_some);
            self.cells[row][last] = (is_kept && is_there && row != DONE).then_some(sum);
        }
        for column in 0..width(DONE) {
            let results = self.cells[RESULTS].iter();
            let sum: u64 = results
                .map(|row| match column {
                    6 => row[..6].iter().flatten().sum(),
                    _ => row[column].unwrap_or(0),
                })
                .sum();
            self.cells[DONE][column] = (totals != Totals::None).then_some(sum);
        }
        self
    }
}

pub(super) fn width(row: usize) -> usize {
    columns(row).len()
}

fn columns(row: usize) -> &'static [&'static str] {
    if REVIEWS.contains(&row) { &OUTCOMES } else { &APPLICANTS }
}

pub(super) fn name(row: usize) -> &'static str {
    ROWS[row].1
}

/// Returns every cell, written or not.
pub(super) fn all() -> impl Iterator<Item = At> {
    (0..ROWS.len()).flat_map(|row| (0..width(row)).map(move |column| (row, column)))
}
