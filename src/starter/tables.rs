//! The tables of a new file: every cell by its name, the totals left out.

use super::carried::Carried;
use super::page::Page;
use crate::form::{
    Axis, Blank, CellRef, Item, LineKind, PartForm, TableForm, ValueType, Written,
    leaf_at, named, only_leaf,
};

/// Writes a table.
pub(super) fn write(page: &mut Page, index: usize, table: &TableForm, carried: &Carried) {
    page.gap();
    page.comment(0, &format!("（必填）{}。{}", table.title, rule(table)));
    let mut writer = Writer { page, index, table, carried };
    if let [part] = &table.parts[..]
        && let (Some(row), Some(column)) =
            (only_leaf(&part.rows.items), only_leaf(&part.columns.items))
    {
        return writer.cell((0, row, column), 0, &table.name, "");
    }
    writer.page.entry(0, &table.name, "", "");
    for (part, form) in table.parts.iter().enumerate() {
        writer.part(part, form);
    }
}

/// Says what a cell left out is, and how a table without anything is written.
fn rule(table: &TableForm) -> String {
    let name = &table.name;
    let left_out = match table.blank {
        Blank::Zero => format!(
            "没有发生的可以空着，空着就是 0；全年都没有发生，就把下面各行删去，写成“{name}: 0”"
        ),
        Blank::Asked => "每一格都要写，没有就写 0".to_owned(),
    };
    let totals =
        table.parts.iter().any(|part| has_total(&part.rows) || has_total(&part.columns));
    let totals = if totals { "；合计不用写，由程序算" } else { "" };
    format!("{left_out}{totals}")
}

fn has_total(axis: &Axis) -> bool {
    axis.leaf_lines().iter().any(|line| is_total(axis, line))
}

fn is_total(_: &Axis, line: &crate::form::Line) -> bool {
    matches!(line.kind, LineKind::Total(_))
}

struct Writer<'a> {
    page: &'a mut Page,
    index: usize,
    table: &'a TableForm,
    carried: &'a Carried,
}

/// A part, a row and a column.
type At = (usize, usize, usize);

impl Writer<'_> {
    fn part(&mut self, part: usize, form: &PartForm) {
        let columns = column_help(form);
        let words = [form.title.as_deref().unwrap_or_default(), &columns];
        let words: Vec<_> = words.into_iter().filter(|words| !words.is_empty()).collect();
        if !words.is_empty() {
            self.page.comment(1, &words.join("。"));
        }
        match only_leaf(&form.rows.items) {
            Some(row) => self.columns(part, row, &form.columns.items),
            None => self.rows(part, &form.rows.items, 1),
        }
    }

    fn rows(&mut self, part: usize, items: &[Item], depth: usize) {
        let form = &self.table.parts[part];
        for item in named(items) {
            let name = item.name.as_deref().unwrap_or_default();
            match leaf_at(item) {
                Some(row) if matches!(form.rows.lines[row].kind, LineKind::Total(_)) => {}
                Some(row) => self.row(part, row, item, depth),
                None => {
                    self.page.entry(depth, name, "", &label(item));
                    self.rows(part, &item.children, depth + 1);
                }
            }
        }
    }

    fn row(&mut self, part: usize, row: usize, item: &Item, depth: usize) {
        let form = &self.table.parts[part];
        let name = item.name.as_deref().unwrap_or_default();
        let mut words = label(item);
        if self.table.blank == Blank::Zero
            && form.rows.lines[row].required == Some(Written::Asked)
        {
            words = if words.is_empty() {
                "必填".to_owned()
            } else {
                format!("必填。{words}")
            };
        }
        match only_leaf(&form.columns.items) {
            Some(column) => self.cell((part, row, column), depth, name, &words),
            None => {
                let value = self.flow(part, row, &form.columns.items);
                if let Some((_, path)) = self.given(part, row).next() {
                    let year = self.carried.year.unwrap_or_default();
                    let table = path.split('.').next().unwrap_or_default();
                    let from = path.trim_start_matches(table).trim_start_matches('.');
                    let from = from.rsplit_once('.').map_or(from, |(from, _)| from);
                    words = format!("照{year}年的“{from}”。{words}");
                }
                self.page.entry(depth, name, &value, words.trim_end_matches('。'));
            }
        }
    }

    /// Writes the cells of a table whose rows have no names.
    fn columns(&mut self, part: usize, row: usize, items: &[Item]) {
        for item in named(items) {
            let name = item.name.as_deref().unwrap_or_default();
            match leaf_at(item) {
                Some(column) if self.is_total(part, column) => {}
                Some(column) => self.cell((part, row, column), 1, name, &label(item)),
                None => {
                    let value = self.flow(part, row, &item.children);
                    self.page.entry(1, name, &value, &label(item));
                }
            }
        }
    }

    fn cell(&mut self, (part, row, column): At, depth: usize, name: &str, words: &str) {
        let kind = self.table.parts[part].value_type(row, column);
        let value = self.value(part, row, column);
        let more = type_help(kind);
        let words: Vec<_> =
            [words, &more].into_iter().filter(|words| !words.is_empty()).collect();
        self.page.entry(depth, name, &value, &words.join("。"));
    }

    /// Returns the cells of a row as `{名称: 数, …}`; a bare 0 where all are 0.
    fn flow(&self, part: usize, row: usize, items: &[Item]) -> String {
        let columns = &self.table.parts[part].columns;
        let wanted =
            columns.leaf_lines().iter().filter(|line| line.kind == LineKind::Leaf);
        let zeros = self.given(part, row).filter(|(number, _)| number.is_zero()).count();
        if self.table.blank == Blank::Zero && zeros > 0 && zeros >= wanted.count() {
            return "0".to_owned();
        }
        let cells = named(items).into_iter().filter_map(|item| {
            let name = item.name.as_deref().unwrap_or_default();
            match leaf_at(item) {
                Some(column) if self.is_total(part, column) => None,
                Some(column) => {
                    Some(format!("{name}: {}", self.value(part, row, column)))
                }
                None => Some(format!("{name}: {}", self.flow(part, row, &item.children))),
            }
        });
        format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
    }

    fn is_total(&self, part: usize, column: usize) -> bool {
        let line = &self.table.parts[part].columns.lines[column];
        matches!(line.kind, LineKind::Total(_))
    }

    /// Returns the numbers of a row that last year's report gives, totals left out.
    fn given(
        &self,
        part: usize,
        row: usize,
    ) -> impl Iterator<Item = &(rust_decimal::Decimal, String)> {
        let columns = self.table.parts[part].columns.leaves;
        (0..columns)
            .filter(move |&column| !self.is_total(part, column))
            .filter_map(move |column| self.carried.cells.get(&self.at(part, row, column)))
    }

    fn value(&self, part: usize, row: usize, column: usize) -> String {
        let given = self.carried.cells.get(&self.at(part, row, column));
        given.map(|(number, _)| number.to_string()).unwrap_or_default()
    }

    fn at(&self, part: usize, row: usize, column: usize) -> CellRef {
        CellRef { table: self.index, part, row, column }
    }
}

/// Says in which order the columns stand, and what they are printed as.
fn column_help(form: &PartForm) -> String {
    if only_leaf(&form.columns.items).is_some() {
        let label = form.columns.leaf_lines().first().map_or("", |line| &line.label);
        return label.to_owned();
    }
    if only_leaf(&form.rows.items).is_some() {
        return String::new();
    }
    let names = named(&form.columns.items);
    let names = names.iter().filter_map(|item| {
        let name = item.name.as_deref()?;
        Some(match &item.label[..] {
            label if label == name => name.to_owned(),
            label => format!("{name}（{label}）"),
        })
    });
    format!("各列依次是：{}", names.collect::<Vec<_>>().join("、"))
}

/// Returns what is printed for an item, if its name does not say it, and its help.
fn label(item: &Item) -> String {
    let name = item.name.as_deref().unwrap_or_default();
    let label = if item.label.ends_with(name) { "" } else { &item.label };
    let words = [label, &item.help].into_iter().filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join("。")
}

fn type_help(kind: &ValueType) -> String {
    match kind {
        ValueType::Choice(all) => format!("可以写：{}", all.join("、")),
        ValueType::Choices(all) => format!("可以写几个：[{}]", all.join(", ")),
        ValueType::YesNo => "写 是 或 否".to_owned(),
        _ => String::new(),
    }
}
