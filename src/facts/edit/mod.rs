//! Writing cells into a staff's file: those that differ are changed where they
//! stand, what is not there is added in the form's order and the file's own
//! notation, all else stays as it is.

mod spot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::read::{in_flow, is_nothing};
use super::{Cell, Facts, Value, read};
use crate::form::{
    Blank, CellRef, Form, LineKind, LineRef, NUMBER_KEY, REMARK_KEY, TableForm, Written,
};
use crate::source::Source;
use crate::yaml::{self, Draft, Editor, Node, Place, Value as Yaml};
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
    let plan = Plan::new(&root, form, new);
    let mut editor = Editor::new(source);
    plan.tables(&mut editor);
    let text = editor.finish();
    match plan.misses(&text) {
        None => Ok(text),
        Some(path) => Err(fail(&path)),
    }
}

/// What is to be written.
struct Plan<'a> {
    root: &'a Node,
    form: &'a Arc<Form>,
    /// The file as it is.
    facts: Facts,
    new: BTreeMap<CellRef, &'a NewCell>,
    /// Rows that must be written, and have nothing but zeros.
    zero_rows: Vec<LineRef>,
    /// Tables that are not there, are to be, and may be 0 as a whole.
    zero_tables: Vec<&'a str>,
}

impl<'a> Plan<'a> {
    fn new(root: &'a Node, form: &'a Arc<Form>, new: &'a [NewCell]) -> Self {
        let facts = facts(root, form);
        let is_wanted = |&(index, table): &(usize, &TableForm)| {
            table.blank == Blank::Zero
                && is_absent(root, table)
                && new.iter().any(|new| new.cell.table == index)
        };
        let zero_tables = form.tables.iter().enumerate().filter(is_wanted);
        let zero_tables = zero_tables.map(|(_, table)| table.name.as_str()).collect();
        let changed = new.iter().filter(|new| is_change(&facts, new));
        let changed = changed.map(|new| (new.cell, new)).collect();
        let zero_rows = zero_rows(&facts, new);
        Self { root, form, facts, new: changed, zero_rows, zero_tables }
    }

    fn tables(&self, editor: &mut Editor<'_>) {
        let spots: Vec<_> = (0..self.form.tables.len())
            .map(|index| Spot::table(self.form, index))
            .collect();
        let tables = self.form.tables.iter().zip(&spots);
        let names: Vec<_> =
            tables.map(|(table, spot)| (table.name.as_str(), spot)).collect();
        self.entries(self.root, &names, editor);
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
                let zero = self.zero_rows.contains(row).then(zero);
                let has_groups =
                    names.iter().any(|(_, spot)| matches!(spot, Spot::Line { .. }));
                let draft = if has_groups { Draft::Block } else { Draft::Flow };
                all(names).map(draft).or(zero)
            }
            Spot::Group(names) => all(names).map(Draft::Block),
        }
    }

    /// Tells whether a cell is changed that no other ones add up to.
    fn is_changed(&self, spot: &Spot<'_>) -> bool {
        match spot {
            Spot::Cell(cell) => {
                self.new.contains_key(cell) && !is_total(self.form, *cell)
            }
            Spot::Line { names, .. } | Spot::Group(names) => {
                names.iter().any(|(_, spot)| self.is_changed(spot))
            }
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
            // A row of empty names says nothing yet.
            (Spot::Line { row, .. }, Yaml::Map(_))
                if self.zero_rows.contains(row) && !self.is_changed(spot) =>
            {
                editor.set(parent, node, &Draft::Scalar("0".to_owned()));
            }
            (Spot::Line { names, .. } | Spot::Group(names), Yaml::Map(entries))
                if !entries.is_empty() =>
            {
                let names = names.iter().map(|(name, spot)| (*name, spot));
                self.entries(node, &names.collect::<Vec<_>>(), editor);
            }
            // A bare 0 stays where all is 0.
            (Spot::Line { .. } | Spot::Group(_), _) if self.is_changed(spot) => {
                if let Some(draft) = self.draft(spot) {
                    editor.set(parent, node, &draft);
                }
            }
            (Spot::Line { .. } | Spot::Group(_), _) => {}
        }
    }

    /// Changes the entries of a map, and adds those that are not there behind the
    /// one they follow in the form, else before the one that follows them.
    fn entries(&self, map: &Node, names: &[(&str, &Spot<'_>)], editor: &mut Editor<'_>) {
        let Yaml::Map(entries) = &map.value else { return };
        let at = |name: &str| entries.iter().position(|entry| entry.key == name);
        let next = names.iter().find_map(|(name, _)| at(name));
        let mut place = match next {
            Some(next) => Place::Before(next),
            None => Place::Behind(entries.len().saturating_sub(1)),
        };
        let mut new = Vec::new();
        for &(name, spot) in names {
            let draft = || self.draft(spot).or_else(|| self.zero_table(map, name));
            let Some(at) = at(name) else {
                new.extend(draft().map(|draft| (name.to_owned(), draft)));
                continue;
            };
            add(map, place, &mut new, editor);
            let node = &entries[at].node;
            if !is_nothing(node) || matches!(spot, Spot::Cell(_)) {
                self.change(map, node, spot, editor);
            } else if let Some(draft) = draft() {
                editor.set(map, node, &draft);
            }
            place = Place::Behind(at);
        }
        add(map, place, &mut new, editor);
    }

    /// Returns the 0 that stands for a whole table, if the name is that of one which
    /// is to be so.
    fn zero_table(&self, map: &Node, name: &str) -> Option<Draft> {
        let is_one = std::ptr::eq(map, self.root) && self.zero_tables.contains(&name);
        is_one.then(|| Draft::Scalar("0".to_owned()))
    }

    /// Returns the path of what is not as it should be in the new text, if anything
    /// is not.
    fn misses(&self, text: &str) -> Option<String> {
        let source = Source::new("", text);
        let Some(root) = yaml::load(&source).root else {
            return Some(self.form.tables.first()?.name.clone());
        };
        let facts = facts(&root, self.form);
        let cells = self.facts.cells().map(|(cell, _)| cell);
        let missed = cells.into_iter().find(|&cell| match self.new.get(&cell) {
            Some(new) if is_total(self.form, cell) => {
                facts.cell(cell).is_some_and(|cell| cell.value().is_some())
                    && is_change(&facts, new)
            }
            Some(new) => is_change(&facts, new),
            None => {
                !is_total(self.form, cell)
                    && content(&self.facts, cell) != content(&facts, cell)
            }
        });
        let field = |name: &str| {
            let text = |root: &Node| {
                root.get(name).map(|entry| entry.node.span.text().to_owned())
            };
            text(self.root) != text(&root)
        };
        let Yaml::Map(entries) = &self.root.value else { return None };
        let is_table = |name: &str| self.form.table(name).is_some();
        let mut others = entries.iter().map(|entry| &entry.key);
        missed
            .map(|cell| self.form.cell_path(cell))
            .or_else(|| others.find(|name| !is_table(name) && field(name)).cloned())
    }
}

/// Reads a file; what is in a table that is not there is left out, not wrong.
fn facts(root: &Node, form: &Arc<Form>) -> Facts {
    let (mut facts, _) = read(root, form);
    for (table, form) in facts.tables.iter_mut().zip(&form.tables) {
        if is_absent(root, form) {
            let rows = table.parts.iter_mut().flat_map(|part| &mut part.cells);
            rows.for_each(|row| row.fill(Cell::LeftOut));
        }
    }
    facts
}

fn is_absent(root: &Node, table: &TableForm) -> bool {
    root.get(&table.name).is_none_or(|entry| is_nothing(&entry.node))
}

/// Returns the rows with cells to be set that must be written and are not.
fn zero_rows(facts: &Facts, new: &[NewCell]) -> Vec<LineRef> {
    let mut rows: Vec<LineRef> = Vec::new();
    for CellRef { table, part, row, .. } in new.iter().map(|new| new.cell) {
        let form = &facts.form.tables[table];
        let required = form.parts[part].rows.lines[row].required;
        let written = &facts.tables[table].parts[part];
        let is_written = written.rows[row].is_some()
            && written.cells[row].iter().any(|cell| *cell != Cell::LeftOut);
        let line = LineRef { table, part, row };
        if form.blank == Blank::Zero
            && required == Some(Written::Asked)
            && !is_written
            && !rows.contains(&line)
        {
            rows.push(line);
        }
    }
    rows
}

/// Writes what was gathered, if anything.
fn add(
    map: &Node,
    place: Place,
    new: &mut Vec<(String, Draft)>,
    editor: &mut Editor<'_>,
) {
    if !new.is_empty() {
        editor.add(map, place, new);
        new.clear();
    }
}

fn set_cell(parent: &Node, node: &Node, new: &NewCell, editor: &mut Editor<'_>) {
    let Some(number) = node.get(NUMBER_KEY) else {
        return editor.set(parent, node, &draft(new));
    };
    editor.set(node, &number.node, &scalar(&new.value));
    if let Some(remark) = &new.remark {
        let remark = Draft::Scalar(in_flow(remark));
        match node.get(REMARK_KEY) {
            Some(entry) => editor.set(node, &entry.node, &remark),
            None => {
                editor.add(node, Place::Behind(0), &[(REMARK_KEY.to_owned(), remark)]);
            }
        }
    }
}

/// Writes a cell.
fn draft(new: &NewCell) -> Draft {
    let value = scalar(&new.value);
    match &new.remark {
        Some(remark) => Draft::Flow(vec![
            (NUMBER_KEY.to_owned(), value),
            (REMARK_KEY.to_owned(), Draft::Scalar(in_flow(remark))),
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
