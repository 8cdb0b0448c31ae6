//! The cells of a table that was found, read by its form.

use rust_decimal::Decimal;

use super::Fault;
use super::find::Found;
use super::sheet::{Position, Value};
use crate::document;
use crate::facts::{Answer, Entered, NewCell, Value as Fact, entered};
use crate::form::{
    Axis, Blank, CellRef, Form, LineKind, PartForm, TableForm, ValueType, Written,
};

/// What the cells of a table gave.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The cells; none of a table that nobody has filled in, or with a fault.
    pub(super) cells: Option<Vec<NewCell>>,
    pub(super) faults: Vec<Fault>,
    pub(super) remarks: Vec<Fault>,
}

/// Reads the parts of a table.
pub(super) fn read(form: &Form, index: usize, parts: &[Found<'_>]) -> Read {
    let table = &form.tables[index];
    let mut read = Read::default();
    let mut cells = Vec::new();
    let mut is_empty = true;
    for (part, found) in parts.iter().enumerate() {
        let mut reader = PartReader {
            table,
            form: &table.parts[part],
            first: CellRef { table: index, part, row: 0, column: 0 },
            found,
            read: Read::default(),
        };
        let values = reader.values();
        is_empty &= values.iter().flatten().all(|cell| *cell == Content::Blank);
        cells.extend(reader.cells(&values));
        read.faults.extend(reader.read.faults);
        read.remarks.extend(reader.read.remarks);
    }
    if is_empty && read.faults.iter().all(|fault| fault.message == EMPTY) {
        return Read::default();
    }
    if read.faults.is_empty() {
        read.cells = Some(cells);
    }
    read
}

const EMPTY: &str = "这一格空着，没有发生请写 0";

/// What a cell of a sheet says.
#[derive(Debug, Clone, PartialEq)]
enum Content {
    /// Nothing.
    Blank,
    /// Something that cannot be taken; it is told.
    Wrong,
    /// A number, and a remark behind it.
    Number(Decimal, Option<String>),
    /// Another value.
    Other(Fact),
}

impl Content {
    fn number(&self) -> Option<Decimal> {
        match self {
            Self::Blank => Some(Decimal::ZERO),
            Self::Number(number, _) => Some(*number),
            Self::Wrong | Self::Other(_) => None,
        }
    }
}

struct PartReader<'a> {
    table: &'a TableForm,
    form: &'a PartForm,
    first: CellRef,
    found: &'a Found<'a>,
    read: Read,
}

impl PartReader<'_> {
    /// Reads what the sheet has for each row and column.
    fn values(&mut self) -> Vec<Vec<Content>> {
        let mut all = Vec::new();
        for row in 0..self.form.rows.leaves {
            let columns = 0..self.form.columns.leaves;
            all.push(columns.map(|column| self.value(row, column)).collect());
        }
        all
    }

    fn position(&self, row: usize, column: usize) -> Option<Position> {
        Some(Position { row: self.found.rows[row]?, column: self.found.columns[column]? })
    }

    fn value(&mut self, row: usize, column: usize) -> Content {
        // What is missing is told already.
        let Some(at) = self.position(row, column) else { return Content::Wrong };
        let Some(value) = self.found.sheet.cells.get(&at) else { return Content::Blank };
        // A total without its result is computed, as one that is left out.
        if *value == Value::Uncalculated && self.is_total(row, column) {
            return Content::Blank;
        }
        let kind = self.form.value_type(row, column);
        match content(kind, value) {
            Ok(content) => content,
            Err(message) => {
                self.fault(at, message);
                Content::Wrong
            }
        }
    }

    fn fault(&mut self, at: Position, message: impl Into<String>) {
        let place = self.found.sheet.place(at);
        self.read.faults.push(Fault::at(place, message));
    }

    /// Turns what was read into cells of the form.
    fn cells(&mut self, values: &[Vec<Content>]) -> Vec<NewCell> {
        let mut cells = Vec::new();
        for (row, line) in values.iter().enumerate() {
            for (column, content) in line.iter().enumerate() {
                let cell = CellRef { row, column, ..self.first };
                let (value, remark) = if self.is_total(row, column) {
                    let Some(total) = self.total(values, row, column) else { continue };
                    (Fact::Number(total), None)
                } else {
                    match content {
                        Content::Number(number, remark) => {
                            (Fact::Number(*number), remark.clone())
                        }
                        Content::Other(value) => (value.clone(), None),
                        Content::Blank if self.is_zero(row, column) => {
                            (Fact::Number(Decimal::ZERO), None)
                        }
                        Content::Blank | Content::Wrong => continue,
                    }
                };
                cells.push(NewCell { cell, value, remark });
            }
            self.missing(values, row);
        }
        cells
    }

    /// Says what of a row has to be written and is not.
    fn missing(&mut self, values: &[Vec<Content>], row: usize) {
        let line = &self.form.rows.lines[row];
        let blank: Vec<usize> = (0..values[row].len())
            .filter(|&column| !self.is_total(row, column))
            .filter(|&column| values[row][column] == Content::Blank)
            .collect();
        let wanted: Vec<usize> = match self.table.blank {
            Blank::Asked => {
                let required = |column: usize| {
                    line.required.or(self.form.columns.lines[column].required)
                };
                let is_free = |&column: &usize| required(column) == Some(Written::Free);
                blank.into_iter().filter(|column| !is_free(column)).collect()
            }
            Blank::Zero if line.required == Some(Written::Asked) => {
                let is_blank = |content: &Content| *content == Content::Blank;
                let first = blank.first().copied();
                first.filter(|_| values[row].iter().all(is_blank)).into_iter().collect()
            }
            Blank::Zero => Vec::new(),
        };
        for column in wanted {
            if let Some(at) = self.position(row, column) {
                self.fault(at, EMPTY);
            }
        }
    }

    fn is_zero(&self, row: usize, column: usize) -> bool {
        self.table.blank == Blank::Zero && self.form.value_type(row, column).is_number()
    }

    fn is_total(&self, row: usize, column: usize) -> bool {
        let sums = |axis: &Axis, line: usize| axis.lines[line].kind != LineKind::Leaf;
        sums(&self.form.rows, row) || sums(&self.form.columns, column)
    }

    /// Returns a total: as the sheet has it, else as it is computed. Says so where
    /// the two differ.
    fn total(
        &mut self,
        values: &[Vec<Content>],
        row: usize,
        column: usize,
    ) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        let columns = self.form.columns.base(column);
        for row in self.form.rows.base(row) {
            for &column in &columns {
                sum += values[row][column].number()?;
            }
        }
        let Content::Number(written, _) = values[row][column] else { return Some(sum) };
        if written != sum {
            let at = self.position(row, column)?;
            let message = format!("合计写的是 {written}，各项相加是 {sum}，请核对");
            self.read.remarks.push(Fault::at(self.found.sheet.place(at), message));
        }
        Some(written)
    }
}

/// Reads a cell that is to hold a value of a type.
fn content(kind: &ValueType, value: &Value) -> Result<Content, String> {
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Error(error) => {
            return Err(format!("这一格是错误“{error}”，请先在表格软件里改好"));
        }
        Value::Uncalculated => {
            let message = "这一格的公式还没有算出结果，请用表格软件打开，保存一次";
            return Err(message.to_owned());
        }
        Value::Date if kind.is_number() => {
            let message = "这一格是日期，不是数；请把单元格的格式改成“常规”，看是多少";
            return Err(message.to_owned());
        }
        Value::Date | Value::Logical => {
            return Err("这一格是日期或逻辑值，请改成文字".to_owned());
        }
    };
    if !kind.is_number() {
        return Ok(other(kind, &text).map_or(Content::Blank, Content::Other));
    }
    Ok(match entered(kind, &text)? {
        Entered::Nothing => Content::Number(Decimal::ZERO, None),
        Entered::Number(number, remark) => Content::Number(number, remark),
    })
}

/// Marks that stand before an option that is taken.
const TAKEN: [char; 4] = [document::TAKEN, '☑', '√', '✓'];
/// Marks that stand before one that is not.
const LEFT: [char; 2] = [document::LEFT, '☐'];

/// Reads a value that is no number; none if no option is taken.
fn other(kind: &ValueType, text: &str) -> Option<Fact> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_listed = text.contains(TAKEN) || text.contains(LEFT);
    let taken = if is_listed { options(&text) } else { vec![text.clone()] };
    Some(match kind {
        ValueType::Choices(_) if is_listed => Fact::Choices(taken),
        ValueType::Choices(_) => {
            let parts = text.split(['、', '，', ',', ' ']).map(str::to_owned);
            Fact::Choices(parts.filter(|part| !part.is_empty()).collect())
        }
        _ => {
            let word = taken.into_iter().next()?;
            match Answer::of(&word).filter(|_| *kind == ValueType::YesNo) {
                Some(answer) => Fact::YesNo(answer),
                None => Fact::Text(word),
            }
        }
    })
}

/// Returns the options that are taken: those behind a mark that says so.
fn options(text: &str) -> Vec<String> {
    let marks = [TAKEN.as_slice(), &LEFT].concat();
    let mut taken = Vec::new();
    for (at, mark) in text.match_indices(marks.as_slice()) {
        let rest = &text[at + mark.len()..];
        let option = rest.split(marks.as_slice()).next().unwrap_or_default().trim();
        if mark.contains(TAKEN) && !option.is_empty() {
            taken.push(option.to_owned());
        }
    }
    taken
}
