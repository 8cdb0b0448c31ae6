//! What a line holds: its cells by name, in printed order, or a bare 0.

use super::faults::{which_column, wrong_length};
use super::{At, TableReader, in_row};
use crate::facts::read::keys::{Found, Known};
use crate::facts::read::{is_blank, opening, wrong_shape};
use crate::facts::{Cell, Remark, Value, join};
use crate::form::{
    Item, LineKind, NUMBER_KEY, REMARK_KEY, ValueType, leaves, named, only_leaf,
};
use crate::yaml::{Node, Value as Yaml};

impl<'r> TableReader<'r, '_> {
    /// Reads a line's cells, or a column group's.
    pub(super) fn columns(&mut self, at: At, items: &'r [Item], node: &Node, path: &str) {
        if let Some(column) = only_leaf(items) {
            return self.cell(at, column, node);
        }
        let names: Vec<_> = in_row(at, items).collect();
        match &node.value {
            Yaml::List(nodes) => self.list(at, items, (node, nodes), path),
            Yaml::Map(_) if !is_cell(items, node) => {
                self.level(&names, node, path, &opening(node));
            }
            Yaml::Scalar(_) if self.is_zero_for(&names, node) => {
                for column in leaves(items) {
                    self.put_zero(at, column, &node.span);
                }
            }
            Yaml::Empty | Yaml::Scalar(_) | Yaml::Map(_) => {
                let finding = which_column(items, node, path);
                self.reader.report(finding);
                self.spoil_columns(at, items);
            }
        }
    }

    fn list(
        &mut self,
        at: At,
        items: &[Item],
        (node, nodes): (&Node, &[Node]),
        path: &str,
    ) {
        let part = &self.table.parts[at.part];
        let all = leaves(items);
        let is_total =
            |&column: &usize| part.columns.lines[column].kind != LineKind::Leaf;
        let parts: Vec<_> =
            all.iter().copied().filter(|column| !is_total(column)).collect();
        let columns = if nodes.len() == all.len() {
            all
        } else if nodes.len() == parts.len() {
            parts
        } else {
            let finding = wrong_length(part, &all, &parts, nodes.len(), node);
            self.reader.report(finding.path(path));
            return self.spoil_columns(at, items);
        };
        for (column, node) in columns.into_iter().zip(nodes) {
            self.cell(at, column, node);
        }
    }

    pub(super) fn cell(&mut self, at: At, column: usize, node: &Node) {
        if is_blank(node) {
            return self.missing_cell(at, column, &node.span);
        }
        let kind = self.table.parts[at.part].value_type(at.row, column);
        let path = self.cell_path(at, column);
        let (node, remark) = if kind.is_number() && matches!(node.value, Yaml::Map(_)) {
            let Some(found) = self.number_and_remark(node, &path) else {
                *self.slot(at, column) = Cell::Wrong;
                return;
            };
            found
        } else {
            (node, None)
        };
        if remark.is_none() && self.reader.has_remark_typed(kind, node, &path) {
            *self.slot(at, column) = Cell::Wrong;
            return;
        }
        let value = self.reader.value(kind, node, &path);
        *self.slot(at, column) = match value {
            Some(value) => Cell::Written { value, remark, span: node.span.clone() },
            None => Cell::Wrong,
        };
    }

    /// Reads `{数: 22, 注: 其中修订16件}`: returns the number's node, and the remark.
    fn number_and_remark<'n>(
        &mut self,
        node: &'n Node,
        path: &str,
    ) -> Option<(&'n Node, Option<Remark>)> {
        let level = self.reader.entries(
            node,
            &[Known::new(NUMBER_KEY), Known::new(REMARK_KEY)],
            path,
        );
        let remark = match level.found[1] {
            Found::Entry(entry) if !is_blank(&entry.node) => {
                let path = join(path, REMARK_KEY);
                match self.reader.value(&ValueType::Text, &entry.node, &path) {
                    Some(Value::Text(text)) => {
                        Some(Remark { text, span: entry.node.span.clone() })
                    }
                    _ => None,
                }
            }
            Found::Entry(_) | Found::Absent | Found::Unreadable => None,
        };
        match level.found[0] {
            Found::Entry(entry) => Some((&entry.node, remark)),
            Found::Absent if !level.doubtful => {
                let finding =
                    wrong_shape(node, path, "写成一个数，或 {数: 22, 注: 说明}");
                self.reader.report(finding);
                None
            }
            Found::Absent | Found::Unreadable => None,
        }
    }

    fn spoil_columns(&mut self, at: At, items: &[Item]) {
        for column in leaves(items) {
            *self.slot(at, column) = Cell::Wrong;
        }
    }
}

/// Tells whether a map is one cell with its remark, `{数: 22, 注: …}`, and not
/// cells by name.
fn is_cell(items: &[Item], node: &Node) -> bool {
    let has_name = |name| named(items).iter().any(|item| item.name.as_deref() == name);
    node.get(NUMBER_KEY).is_some() && !has_name(Some(NUMBER_KEY))
}
