//! What is missing in a table, said once for each cause.

use super::{At, Item, TableReader, leaves_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Cell, join};
use crate::form::{Blank, LineKind, Written};
use crate::source::Span;

impl TableReader<'_, '_> {
    pub(super) fn missing_table(&mut self, place: &Span, what: &str) {
        let name = &self.table.name;
        let help = match self.table.blank {
            Blank::Zero => format!("请按表填写；全年都没有发生，就写“{name}: 0”"),
            Blank::Asked => {
                let names = self
                    .named_rows()
                    .into_iter()
                    .filter_map(|(_, item)| item.name.clone());
                format!("下面要写：{}", names.collect::<Vec<_>>().join("、"))
            }
        };
        let message = format!("表“{name}”{what}");
        let finding = Diagnostic::error(Code::Missing, message)
            .at(place.clone(), "")
            .path(name)
            .help(help);
        self.reader.report(finding);
        self.spoil(None);
    }

    /// Handles a row, or a group of rows, that is not there or empty.
    pub(super) fn absent(&mut self, part: usize, item: &Item, place: &Span, path: &str) {
        match self.table.blank {
            Blank::Zero => self.ask(part, item, place, path),
            Blank::Asked => {
                let wanted = leaves_of(item)
                    .into_iter()
                    .any(|row| self.is_wanted(At { part, row }));
                if wanted {
                    let finding =
                        Diagnostic::error(Code::Missing, format!("没有写“{path}”"))
                            .at(place.clone(), "")
                            .path(path);
                    let finding = match &item.help[..] {
                        "" => finding.help("每一格都要写，没有发生就写 0"),
                        help => finding.help(help),
                    };
                    self.reader.report(finding);
                    self.spoil_rows(part, item);
                }
            }
        }
    }

    /// Asks for the rows at and below an item that must be written, 0 included.
    fn ask(&mut self, part: usize, item: &Item, place: &Span, path: &str) {
        for child in &item.children {
            let below =
                child.name.as_deref().map_or(path.to_owned(), |name| join(path, name));
            self.ask(part, child, place, &below);
        }
        let rows = &self.table.parts[part].rows;
        let asked = |row: usize| rows.lines[row].required == Some(Written::Asked);
        if item.leaf.is_some_and(asked) {
            let help = match &item.help[..] {
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
    pub(super) fn missing_cell(
        &mut self,
        at: At,
        column: usize,
        place: &Span,
        path: &str,
    ) {
        let part = &self.table.parts[at.part];
        let total = part.columns.lines[column].kind != LineKind::Leaf;
        if self.table.blank == Blank::Zero || total || !self.is_wanted(at) {
            return;
        }
        let finding = Diagnostic::error(Code::Missing, format!("“{path}”没有填"))
            .at(place.clone(), "")
            .path(path)
            .help("每一格都要写，没有发生就写 0");
        self.reader.report(finding);
        self.facts.parts[at.part].cells[at.row][column] = Cell::Wrong;
    }

    /// Tells whether a line of a table that asks for every cell must be written.
    fn is_wanted(&self, at: At) -> bool {
        let line = &self.table.parts[at.part].rows.lines[at.row];
        line.kind == LineKind::Leaf && line.required != Some(Written::Free)
    }
}
