//! What is missing in a table, said once for each cause.

use super::{At, Below, Item, TableReader};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Cell, as_zeros, join};
use crate::form::{Blank, LineKind, Written, leaf_at, leaves_of};
use crate::source::Span;

impl TableReader<'_, '_> {
    pub(super) fn missing_table(&mut self, place: &Span, what: &str) {
        let name = &self.table.name;
        let help = match self.table.blank {
            Blank::Zero => fill_in(name),
            Blank::Asked => {
                let names: Vec<_> = self.top().into_iter().map(Below::name).collect();
                match &names[..] {
                    [] => "这里写一个值".to_owned(),
                    names => format!("下面要写：{}", names.join("、")),
                }
            }
        };
        let message = format!("表“{name}”{what}");
        let finding = Diagnostic::error(Code::Missing, message)
            .at(place.clone(), "")
            .path(name)
            .help(help);
        self.reader.report(finding);
        self.spoil_all();
    }

    /// Asks whether a table is meant to be one of zeros in which names stand and
    /// nothing behind any. A cell left out is 0, but nobody may have filled it in yet.
    pub(super) fn all_zeros(&mut self, place: &Span) {
        let name = &self.table.name;
        let message = format!("表“{name}”一个数也没有填，会全部印成 0");
        let finding = Diagnostic::warning(Code::Missing, message)
            .at(place.clone(), "")
            .path(name)
            .help(fill_in(name));
        self.reader.report(finding);
    }

    /// Handles a row, a column or a group of them that is not there or empty.
    pub(super) fn absent(&mut self, below: Below<'_>, place: &Span, path: &str) {
        let cells = self.cells(below);
        let zero = self.table.blank == Blank::Zero;
        match below {
            Below::Row { part, item } if zero => {
                self.ask(part, item, place);
            }
            Below::Column { item, .. } if zero || leaf_at(item).is_some() => {
                for (at, column) in cells {
                    self.missing_cell(at, column, place);
                }
            }
            Below::Row { .. } | Below::Column { .. } => {
                if cells.iter().any(|&(at, column)| self.is_wanted(at, column)) {
                    let finding =
                        Diagnostic::error(Code::Missing, format!("没有写“{path}”"))
                            .at(place.clone(), "")
                            .path(path);
                    let finding = match &below.item().help[..] {
                        "" => finding.help("每一格都要写，没有发生就写 0"),
                        help => finding.help(help),
                    };
                    self.reader.report(finding);
                    self.spoil(below);
                }
            }
        }
    }

    /// Asks for the rows at and below some items; see [`Self::ask`].
    pub(super) fn ask_all(&mut self, part: usize, items: &[Item], place: &Span) {
        for item in items {
            self.ask(part, item, place);
        }
    }

    /// Asks for the rows at and below an item that must be written, 0 included,
    /// and of which no cell is.
    pub(super) fn ask(&mut self, part: usize, item: &Item, place: &Span) {
        let form = &self.table.parts[part].rows;
        for row in leaves_of(item) {
            let line = &form.lines[row];
            let mut cells = self.facts.parts[part].cells[row].iter();
            if self.table.blank == Blank::Asked
                || line.required != Some(Written::Asked)
                || cells.any(|cell| *cell != Cell::LeftOut)
            {
                continue;
            }
            let path = join(&self.table.name, &line.steps.join("."));
            let path = path.trim_end_matches('.');
            let help = match form.help(row) {
                "" => "没有就写 0",
                help => help,
            };
            let finding =
                Diagnostic::error(Code::Missing, format!("没有写“{path}”，没有也要写 0"))
                    .at(place.clone(), "")
                    .path(path)
                    .help(help);
            self.reader.report(finding);
        }
    }

    /// Handles a cell that is not there or empty.
    pub(super) fn missing_cell(&mut self, at: At, column: usize, place: &Span) {
        if !self.is_wanted(at, column) {
            return;
        }
        let path = self.cell_path(at, column);
        let number = self.is_number(at, column);
        let asked = self.table.blank == Blank::Asked;
        let message = if number && !asked {
            format!("没有写“{path}”，没有也要写 0")
        } else {
            format!("“{path}”没有填")
        };
        let part = &self.table.parts[at.part];
        let help = [(&part.columns, column), (&part.rows, at.row)]
            .map(|(axis, leaf)| axis.help(leaf))
            .into_iter()
            .find(|help| !help.is_empty());
        let finding =
            Diagnostic::error(Code::Missing, message).at(place.clone(), "").path(path);
        let finding = finding.help(match help {
            Some(help) => help,
            None if number => "每一格都要写，没有发生就写 0",
            None => "这一格要写",
        });
        self.reader.report(finding);
        // A number that is asked for although it may be 0 stays left out: a
        // relation then tells what it should be.
        if asked {
            *self.slot(at, column) = Cell::Wrong;
        }
    }

    /// Tells whether a cell must be written itself: every one where the form
    /// leaves none to be 0, and what 必填 says of the one or the other axis.
    /// Where cells may be 0 a row that must be written is asked for as a whole.
    fn is_wanted(&self, at: At, column: usize) -> bool {
        let part = &self.table.parts[at.part];
        let (row, column) = (&part.rows.lines[at.row], &part.columns.lines[column]);
        match self.table.blank {
            Blank::Zero => column.required == Some(Written::Asked),
            Blank::Asked => {
                let leaf = row.kind == LineKind::Leaf && column.kind == LineKind::Leaf;
                leaf && row.required.or(column.required) != Some(Written::Free)
            }
        }
    }
}

/// Says what to do with a table in which nothing stands.
fn fill_in(table: &str) -> String {
    format!("请按表填写；{}", as_zeros(table))
}
