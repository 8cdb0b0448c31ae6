//! Writing cells into a staff's file: those that differ are changed where they
//! stand, what is not there is added in the form's order and the file's own
//! notation, all else stays as it is.

mod spot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::read::in_flow;
use super::{Cell, Facts, Value, read};
use crate::form::{Blank, CellRef, Form, LineKind, LineRef, Written};
use crate::source::Source;
use crate::yaml::{self, Draft, Editor, Node, Value as Yaml};
use spot::Spot;

/// What a cell is to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCell {
    /// Which cell.
    pub cell: CellRef,
    /// The value.
    pub value: Value,
    /// The remark behind it; with none a remark that is there stays.
    pub remark: Option<String>,
}

/// The file cannot be changed so: something in it is written in a way that is not
/// understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettable {
    /// The dotted path of a cell that would not get its value.
    pub path: String,
}

/// Writes cells into a file and returns its new text.
///
/// A total is written only where the file has it already; else it is computed. A
/// cell of a table in which what is left out is 0 is not added for a 0, but for the
/// rows that must be written even so.
///
/// # Errors
///
/// If a cell would not have its value, or anything else another one.
pub fn set_cells(
    source: &Source,
    form: &Arc<Form>,
    new: &[NewCell],
) -> Result<String, Unsettable> {
    let fail = |path: &str| Unsettable { path: path.to_owned() };
    let root = yaml::load(source).root.ok_or_else(|| fail(source.name()))?;
    let (facts, _) = read(&root, form);
    let plan = Plan::new(&facts, new);
    let mut editor = Editor::new(source);
    plan.tables(&root, &mut editor);
    let text = editor.finish();
    match plan.misses(&root, &text) {
        None => Ok(text),
        Some(path) => Err(fail(&path)),
    }
}

/// What is to be written.
struct Plan<'a> {
    facts: &'a Facts,
    form: &'a Arc<Form>,
    new: BTreeMap<CellRef, &'a NewCell>,
    /// Rows that must be written, and have nothing but zeros.
    zeros: Vec<LineRef>,
}

impl<'a> Plan<'a> {
    fn new(facts: &'a Facts, new: &'a [NewCell]) -> Self {
        let form = &facts.form;
        let changed = new.iter().filter(|new| is_change(facts, new));
        let changed: BTreeMap<_, _> = changed.map(|new| (new.cell, new)).collect();
        let mut zeros: Vec<LineRef> = Vec::new();
        for new in new {
            let CellRef { table, part, row, .. } = new.cell;
            let line = LineRef { table, part, row };
            let cells = &facts.tables[table].parts[part].cells[row];
            if form.tables[table].blank == Blank::Zero
                && form.tables[table].parts[part].rows.lines[row].required
                    == Some(Written::Asked)
                && cells.iter().all(|cell| *cell == Cell::LeftOut)
                && !zeros.contains(&line)
            {
                zeros.push(line);
            }
        }
        Self { facts, form, new: changed, zeros }
    }

    fn tables(&self, root: &Node, editor: &mut Editor<'_>) {
        let spots: Vec<_> = (0..self.form.tables.len())
            .map(|index| Spot::table(self.form, index))
            .collect();
        let fields = self.form.fields.iter().map(|field| (field.name.as_str(), None));
        let tables = self.form.tables.iter().zip(&spots);
        let tables = tables.map(|(table, spot)| (table.name.as_str(), Some(spot)));
        let names: Vec<_> = fields.chain(tables).collect();
        self.entries(root, &names, editor);
    }

    /// Returns what is to be written at a place where nothing is; none if nothing.
    fn draft(&self, spot: &Spot<'_>) -> Option<Draft> {
        let all = |names: &[(&str, Spot<'_>)]| {
            let drafts = names
                .iter()
                .filter_map(|(name, spot)| Some(((*name).to_owned(), self.draft(spot)?)));
            Some(drafts.collect::<Vec<_>>()).filter(|drafts| !drafts.is_empty())
        };
        match spot {
            Spot::Cell(cell) => {
                let new = self.new.get(cell).filter(|new| !is_total(self.form, new.cell));
                new.map(|new| draft(new))
            }
            Spot::Line { row, names, .. } => {
                let zero = || Draft::Scalar("0".to_owned());
                let zero = self.zeros.contains(row).then(zero);
                all(names).map(Draft::Flow).or(zero)
            }
            Spot::Group(names) => all(names).map(Draft::Block),
        }
    }

    /// Changes what stands at a place.
    fn change(
        &self,
        parent: &Node,
        node: &Node,
        spot: &Spot<'_>,
        editor: &mut Editor<'_>,
    ) {
        match (spot, &node.value) {
            (Spot::Cell(cell), _) => {
                if let Some(new) = self.new.get(cell) {
                    set_cell(parent, node, new, editor);
                }
            }
            (Spot::Line { cells, .. }, Yaml::List(nodes)) => {
                let is_part = |cell: &&CellRef| !is_total(self.form, **cell);
                let listed: Vec<_> = if nodes.len() == cells.len() {
                    cells.iter().collect()
                } else {
                    cells.iter().filter(is_part).collect()
                };
                for (cell, item) in listed.into_iter().zip(nodes) {
                    if let Some(new) = self.new.get(cell) {
                        set_cell(node, item, new, editor);
                    }
                }
            }
            (Spot::Line { names, .. } | Spot::Group(names), Yaml::Map(entries))
                if !entries.is_empty() =>
            {
                let names = names.iter().map(|(name, spot)| (*name, Some(spot)));
                self.entries(node, &names.collect::<Vec<_>>(), editor);
            }
            (Spot::Line { .. } | Spot::Group(_), _) => {
                if let Some(draft) = self.draft(spot) {
                    editor.set(parent, node, &draft);
                }
            }
        }
    }

    /// Changes the entries of a map, and adds those that are not there behind the
    /// one they follow in the form.
    fn entries(
        &self,
        map: &Node,
        names: &[(&str, Option<&Spot<'_>>)],
        editor: &mut Editor<'_>,
    ) {
        let Yaml::Map(entries) = &map.value else { return };
        let (mut behind, mut new) = (None, Vec::new());
        for &(name, spot) in names {
            match (entries.iter().position(|entry| entry.key == name), spot) {
                (Some(at), spot) => {
                    add(map, behind, &mut new, editor);
                    if let Some(spot) = spot {
                        self.change(map, &entries[at].node, spot, editor);
                    }
                    behind = Some(at);
                }
                (None, Some(spot)) => {
                    let draft = self.draft(spot);
                    new.extend(draft.map(|draft| (name.to_owned(), draft)));
                }
                (None, None) => {}
            }
        }
        add(map, behind, &mut new, editor);
    }

    /// Returns the path of what is not as it should be in the new text, if anything
    /// is not.
    fn misses(&self, old: &Node, text: &str) -> Option<String> {
        let source = Source::new("", text);
        let Some(root) = yaml::load(&source).root else {
            return Some(self.form.tables.first()?.name.clone());
        };
        let (facts, _) = read(&root, self.form);
        let cells = self.facts.cells().map(|(cell, _)| cell);
        let missed = cells.into_iter().find(|&cell| match self.new.get(&cell) {
            Some(new) if is_total(self.form, cell) => {
                facts.cell(cell).is_some_and(|cell| cell.value().is_some())
                    && is_change(&facts, new)
            }
            Some(new) => is_change(&facts, new),
            None => {
                !is_total(self.form, cell)
                    && content(self.facts, cell) != content(&facts, cell)
            }
        });
        let field = |name: &str| {
            let text = |root: &Node| {
                root.get(name).map(|entry| entry.node.span.text().to_owned())
            };
            text(old) != text(&root)
        };
        let Yaml::Map(entries) = &old.value else { return None };
        let is_table = |name: &str| self.form.table(name).is_some();
        let mut others = entries.iter().map(|entry| &entry.key);
        missed
            .map(|cell| self.form.cell_path(cell))
            .or_else(|| others.find(|name| !is_table(name) && field(name)).cloned())
    }
}

/// Writes what was gathered, if anything.
fn add(
    map: &Node,
    behind: Option<usize>,
    new: &mut Vec<(String, Draft)>,
    editor: &mut Editor<'_>,
) {
    if !new.is_empty() {
        editor.add(map, behind, new);
        new.clear();
    }
}

fn set_cell(parent: &Node, node: &Node, new: &NewCell, editor: &mut Editor<'_>) {
    let Some(number) = node.get("数") else {
        return editor.set(parent, node, &draft(new));
    };
    editor.set(node, &number.node, &scalar(&new.value));
    if let Some(remark) = &new.remark {
        let remark = Draft::Scalar(in_flow(remark));
        match node.get("注") {
            Some(entry) => editor.set(node, &entry.node, &remark),
            None => editor.add(node, Some(0), &[("注".to_owned(), remark)]),
        }
    }
}

/// Writes a cell.
fn draft(new: &NewCell) -> Draft {
    let value = scalar(&new.value);
    match &new.remark {
        Some(remark) => Draft::Flow(vec![
            ("数".to_owned(), value),
            ("注".to_owned(), Draft::Scalar(in_flow(remark))),
        ]),
        None => value,
    }
}

fn scalar(value: &Value) -> Draft {
    match value {
        Value::Number(number) => Draft::Scalar(number.to_string()),
        Value::Text(text) => Draft::Scalar(in_flow(text)),
        Value::Date(day) => Draft::Scalar(day.to_string()),
        Value::Year(year) => Draft::Scalar(year.to_string()),
        Value::YesNo(answer) => Draft::Scalar(answer.word().to_owned()),
        Value::Choices(taken) => {
            Draft::List(taken.iter().map(|one| Draft::Scalar(in_flow(one))).collect())
        }
    }
}

fn is_total(form: &Form, cell: CellRef) -> bool {
    let part = &form.tables[cell.table].parts[cell.part];
    part.rows.lines[cell.row].kind != LineKind::Leaf
        || part.columns.lines[cell.column].kind != LineKind::Leaf
}

/// Tells whether a cell has not the value yet.
fn is_change(facts: &Facts, new: &NewCell) -> bool {
    let (value, remark) = content(facts, new.cell);
    value.as_ref() != Some(&new.value) || new.remark.is_some() && remark != new.remark
}

/// Returns what a cell holds; one left out may be 0.
fn content(facts: &Facts, cell: CellRef) -> (Option<Value>, Option<String>) {
    match facts.cell(cell) {
        Some(Cell::Written { value, remark, .. }) => {
            (Some(value.clone()), remark.as_ref().map(|remark| remark.text.clone()))
        }
        Some(Cell::LeftOut)
            if facts.form.tables[cell.table].blank == Blank::Zero
                && facts.form.cell_type(cell).is_number()
                && !facts.is_sum(cell) =>
        {
            (Some(Value::Number(Decimal::ZERO)), None)
        }
        _ => (None, None),
    }
}
