//! The tables of a new file: every cell by its name, the totals left out.

use std::collections::BTreeSet;

use super::carried::{Carried, Given};
use super::page::Page;
use super::scalar::{scalar, within_brackets};
use crate::facts::as_zeros;
use crate::form::{
    Axis, Blank, CellRef, Item, LineKind, LineRef, PartForm, TableForm, ValueType,
    Written, leaf_at, leaves, named, only_leaf,
};

/// Writes the table of an index.
pub(super) fn write(page: &mut Page, index: usize, table: &TableForm, carried: &Carried) {
    page.gap();
    page.comment(0, &format!("（必填）{}。{}", table.title, rule(table)));
    let mut writer = Writer { page, index, table, carried };
    if let [part] = &table.parts[..]
        && let Some(row) = only_leaf(&part.rows.items)
        && let Some(column) = only_leaf(&part.columns.items)
    {
        let cell = CellRef { table: index, part: 0, row, column };
        return writer.cell(cell, 0, &table.name, Vec::new());
    }
    writer.page.entry(0, &table.name, "", "");
    for part in 0..table.parts.len() {
        writer.part(part);
    }
}

/// Says what a cell left out is, and how it is written that nothing happened.
fn rule(table: &TableForm) -> String {
    const FREE: &str = "没有发生的可以空着，空着就是 0";
    let any = |of: &dyn Fn(&Axis) -> bool| {
        table.parts.iter().any(|part| of(&part.rows) || of(&part.columns))
    };
    let says = |axis: &Axis, required: Written| {
        axis.leaf_lines().iter().any(|line| line.required == Some(required))
    };
    let left_out = match table.blank {
        Blank::Zero if any(&|axis| says(axis, Written::Asked)) => {
            format!("{FREE}；标“必填”的一定要写，没有就写 0")
        }
        Blank::Zero => format!("{FREE}；{}", as_zeros(&table.name)),
        Blank::Asked if any(&|axis| says(axis, Written::Free)) => {
            "没有标“可以不写”的都要写，没有发生就写 0".to_owned()
        }
        Blank::Asked => "每一格都要写，没有发生就写 0".to_owned(),
    };
    let totals = if any(&|axis| !totals(axis).is_empty()) {
        "。合计不用写，由程序算"
    } else {
        ""
    };
    format!("{left_out}{totals}")
}

/// Returns the leaves of an axis that are sums of others.
fn totals(axis: &Axis) -> BTreeSet<usize> {
    let lines = axis.leaf_lines().iter().enumerate();
    let totals = lines.filter(|(_, line)| matches!(line.kind, LineKind::Total(_)));
    totals.map(|(leaf, _)| leaf).collect()
}

struct Writer<'a> {
    page: &'a mut Page,
    index: usize,
    table: &'a TableForm,
    carried: &'a Carried,
}

impl<'a> Writer<'a> {
    fn part(&mut self, part: usize) {
        let form = &self.table.parts[part];
        let columns = column_help(form, self.table.blank);
        let words = [form.title.as_deref().unwrap_or_default(), &columns];
        self.page.comment(1, &joined(words, "："));
        match only_leaf(&form.rows.items) {
            Some(row) => self.columns(LineRef { table: self.index, part, row }),
            None => self.rows(part, &form.rows.items, 1),
        }
    }

    fn rows(&mut self, part: usize, items: &[Item], depth: usize) {
        let rows = &self.table.parts[part].rows;
        for item in named(items) {
            match leaf_at(item) {
                Some(row) if totals(rows).contains(&row) => {}
                Some(row) => {
                    self.row(LineRef { table: self.index, part, row }, item, depth);
                }
                None => {
                    self.page.entry(depth, item.key(), "", &joined(label(item), "。"));
                    self.rows(part, &item.children, depth + 1);
                }
            }
        }
    }

    fn row(&mut self, line: LineRef, item: &Item, depth: usize) {
        let form = self.form(line);
        let mut words = vec![self.asked(line)];
        words.extend(label(item).map(str::to_owned));
        if let Some(column) = only_leaf(&form.columns.items) {
            return self.cell(line.cell(column), depth, item.key(), words);
        }
        words.extend(self.origin(line));
        words.extend(self.seen(line));
        let value = self.row_value(line, &form.columns.items);
        let words = joined(words.iter().map(String::as_str), "。");
        self.page.entry(depth, item.key(), &value, &words);
    }

    /// Writes the cells of a table whose rows have no names.
    fn columns(&mut self, line: LineRef) {
        for item in named(&self.form(line).columns.items) {
            match leaf_at(item) {
                Some(column) if self.is_total(line.cell(column)) => {}
                Some(column) => {
                    let words = label(item).map(str::to_owned).to_vec();
                    self.cell(line.cell(column), 1, item.key(), words);
                }
                None => {
                    let value = self.row_value(line, &item.children);
                    self.page.entry(1, item.key(), &value, &joined(label(item), "。"));
                }
            }
        }
    }

    fn cell(&mut self, cell: CellRef, depth: usize, name: &str, mut words: Vec<String>) {
        let form = &self.table.parts[cell.part];
        let kind = form.value_type(cell.row, cell.column);
        words.extend(kind_help(kind));
        let value = match self.carried.cells.get(&cell) {
            Some(Given::Text(text)) => scalar(text),
            Some(Given::Seen(text)) => {
                words.push(self.carried.of_last_year(text));
                String::new()
            }
            Some(Given::Number(number, path)) => {
                words.push(self.from(path));
                number.to_string()
            }
            None => String::new(),
        };
        let words = joined(words.iter().map(String::as_str), "。");
        self.page.entry(depth, name, &value, &words);
    }

    /// Returns the cells of a row, or of a group of its columns, as `{名称: 数}`; a
    /// bare 0 where that says that all are.
    fn row_value(&self, line: LineRef, items: &[Item]) -> String {
        let mut cells = leaves(items).into_iter().map(|column| line.cell(column));
        let is_zero = |cell| match self.carried.cells.get(&cell) {
            Some(Given::Number(number, _)) => number.is_zero(),
            Some(Given::Text(_) | Given::Seen(_)) => false,
            None => self.is_total(cell),
        };
        let given = cells.clone().any(|cell| self.carried.cells.contains_key(&cell));
        if self.table.blank == Blank::Zero && given && cells.all(is_zero) {
            return "0".to_owned();
        }
        let cells = named(items).into_iter().filter_map(|item| {
            let value = match leaf_at(item) {
                Some(column) if self.is_total(line.cell(column)) => return None,
                Some(column) => match self.carried.cells.get(&line.cell(column)) {
                    Some(Given::Text(text)) => within_brackets(text),
                    Some(Given::Number(number, _)) => number.to_string(),
                    Some(Given::Seen(_)) | None => String::new(),
                },
                None => self.row_value(line, &item.children),
            };
            Some(format!("{}: {value}", item.key()))
        });
        format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
    }

    fn form(&self, line: LineRef) -> &'a PartForm {
        &self.table.parts[line.part]
    }

    fn is_total(&self, cell: CellRef) -> bool {
        let columns = &self.table.parts[cell.part].columns;
        matches!(columns.lines[cell.column].kind, LineKind::Total(_))
    }

    /// Says whether a row is an exception to the table's rule.
    fn asked(&self, line: LineRef) -> String {
        let required = self.form(line).rows.lines[line.row].required;
        let asked = match (self.table.blank, required) {
            (Blank::Zero, Some(Written::Asked)) => "必填",
            (Blank::Asked, Some(Written::Free)) => "可以不写",
            _ => "",
        };
        asked.to_owned()
    }

    /// Says of which of last year's rows a row has its numbers.
    fn origin(&self, line: LineRef) -> Option<String> {
        let columns = self.form(line).columns.leaf_lines();
        let mut given =
            columns.iter().enumerate().filter_map(|(column, leaf)| {
                match self.carried.cells.get(&line.cell(column))? {
                    Given::Number(_, path) => Some((path, leaf)),
                    Given::Text(_) | Given::Seen(_) => None,
                }
            });
        let (path, leaf) = given.next()?;
        let column = leaf.steps.join(".");
        let row = path.strip_suffix(column.as_str()).unwrap_or(path);
        Some(self.from(row.trim_end_matches('.')))
    }

    /// Says what stood in a row that is only to be seen.
    fn seen(&self, line: LineRef) -> Vec<String> {
        let columns = self.form(line).columns.leaf_lines().iter().enumerate();
        let seen = columns.filter_map(|(column, leaf)| {
            match self.carried.cells.get(&line.cell(column))? {
                Given::Seen(text) => {
                    Some(format!("{}，{}", leaf.label, self.carried.of_last_year(text)))
                }
                Given::Text(_) | Given::Number(..) => None,
            }
        });
        seen.collect()
    }

    fn from(&self, path: &str) -> String {
        let year = self.carried.year.unwrap_or_default();
        format!("照抄了{year}年的“{path}”")
    }
}

/// Says in which order the columns stand, what they are printed as, and how a row of
/// them may be written.
fn column_help(form: &PartForm, blank: Blank) -> String {
    let columns = &form.columns;
    if only_leaf(&columns.items).is_some() {
        return columns.leaf_lines().first().map_or("", |line| &line.label).to_owned();
    }
    if only_leaf(&form.rows.items).is_some() {
        return String::new();
    }
    let totals = totals(columns);
    let wanted = |item: &&Item| leaf_at(item).is_none_or(|leaf| !totals.contains(&leaf));
    let names = named(&columns.items).into_iter().filter(wanted).map(|item| {
        let [label, help] = label(item);
        let free = leaf_at(item)
            .filter(|&leaf| columns.lines[leaf].required == Some(Written::Free))
            .map_or("", |_| "可以不写");
        match joined([label, help, free], "，") {
            words if words.is_empty() => item.key().to_owned(),
            words => format!("{}（{words}）", item.key()),
        }
    });
    let names: Vec<_> = names.collect();
    let zero = match blank {
        Blank::Zero => "；一行全是 0，可以只写一个 0",
        Blank::Asked => "",
    };
    format!("各列依次是{}{zero}", names.join("、"))
}

/// Returns what is printed for an item, if its name does not say it, and its help.
fn label(item: &Item) -> [&str; 2] {
    let label = if item.label.ends_with(item.key()) { "" } else { &item.label };
    [label, &item.help]
}

fn kind_help(kind: &ValueType) -> Option<String> {
    match kind {
        ValueType::Choices(all) => Some(format!("可以写几个：[{}]", all.join(", "))),
        ValueType::Choice(_) | ValueType::YesNo => {
            Some(format!("可以写：{}", kind.choices().join("、")))
        }
        _ => None,
    }
}

/// Joins what is not empty.
fn joined<'a>(words: impl IntoIterator<Item = &'a str>, by: &str) -> String {
    let words = words.into_iter().filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(by)
}
