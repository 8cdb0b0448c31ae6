//! Excel's files, new and old, by calamine.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, Reader as _, StyleRange, Xls, XlsError, Xlsb, Xlsx,
    XlsxError,
};
use rust_decimal::Decimal;

use super::{MOST_CELLS, Remarks, Skipped, Unreadable, Workbook, broken, number};
use crate::workbook::import::sheet::{Position, Sheet, Value};
use crate::workbook::remark;

/// Reads xlsx and xlsm, sheet by sheet and cell by cell.
pub(super) fn xlsx(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(of_xlsx)?;
    let mut workbook = Workbook::default();
    for name in file.sheet_names() {
        match xlsx_cells(&mut file, &name)? {
            Some(mut cells) => {
                let styles = file.worksheet_style(&name).map_err(of_xlsx)?;
                add_remarks(&mut cells, &styles);
                let merged = file.merge_cells_by_sheet_name(&name).map_err(of_xlsx)?;
                workbook.add(name, cells, &merged);
            }
            None => workbook.skipped.push(Skipped { name, cells: MOST_CELLS }),
        }
    }
    Ok(workbook)
}

/// Returns the cells of a sheet; none if they are too many.
fn xlsx_cells(
    file: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
) -> Result<Option<BTreeMap<Position, Value>>, Unreadable> {
    let mut reader = match file.worksheet_cells_reader(name) {
        // A chart has a tab of its own.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Some(BTreeMap::new())),
        reader => reader.map_err(of_xlsx)?,
    };
    let mut cells = BTreeMap::new();
    let mut count = 0;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(of_xlsx)? {
        count += 1;
        if count > MOST_CELLS {
            return Ok(None);
        }
        let value = match (cell.value, cell.formula) {
            (DataRef::Empty, Some(_)) => Some(Value::Uncalculated),
            (data, _) => value(&Data::from(data)),
        };
        let (row, column) = cell.pos;
        cells.extend(value.map(|value| (Position { row, column }, value)));
    }
    Ok(Some(cells))
}

/// Adds to numbers the remarks that their formats print behind them.
fn add_remarks(cells: &mut BTreeMap<Position, Value>, styles: &StyleRange) {
    for (at, value) in cells {
        let Value::Number(number) = value else { continue };
        let style = styles.get((at.row, at.column));
        let format = style.and_then(|style| style.number_format.as_ref());
        if let Some(remark) = format.and_then(|format| remark::of(&format.format_code)) {
            *value = Value::Text(remark::typed(number, &remark));
        }
    }
}

/// Reads xls.
pub(super) fn xls(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut file = match Xls::new(Cursor::new(bytes)) {
        Ok(file) => file,
        // What has a password is wrapped in the same kind of file.
        Err(XlsError::Password) => return Err(Unreadable::Password),
        Err(_) => {
            return Err(match Xlsx::new(Cursor::new(bytes)) {
                Err(XlsxError::Password) => Unreadable::Password,
                _ => Unreadable::Broken,
            });
        }
    };
    let mut workbook = Workbook { remarks: Remarks::Unseen, ..Workbook::default() };
    for name in file.sheet_names() {
        let merged = file.merge_cells_by_sheet_name(&name).map_err(broken)?;
        let range = file.worksheet_range(&name).map_err(broken)?;
        workbook.range(name, &range, &merged);
    }
    Ok(workbook)
}

/// Reads xlsb.
pub(super) fn xlsb(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut file = Xlsb::new(Cursor::new(bytes)).map_err(broken)?;
    let mut workbook = Workbook { remarks: Remarks::Unseen, ..Workbook::default() };
    for name in file.sheet_names() {
        let range = file.worksheet_range(&name).map_err(broken)?;
        workbook.range(name, &range, &[]);
    }
    Ok(workbook)
}

impl Workbook {
    fn range(
        &mut self,
        name: String,
        range: &calamine::Range<Data>,
        merged: &[Dimensions],
    ) {
        let (row, column) = range.start().unwrap_or_default();
        let used = range.used_cells();
        if used.clone().nth(MOST_CELLS).is_some() {
            return self.skipped.push(Skipped { name, cells: MOST_CELLS });
        }
        let at = |offset: usize, start: u32| {
            u32::try_from(offset).map_or(u32::MAX, |offset| start.saturating_add(offset))
        };
        let cells = used.filter_map(|(down, right, data)| {
            let at = Position { row: at(down, row), column: at(right, column) };
            Some((at, value(data)?))
        });
        self.add(name, cells.collect(), merged);
    }

    /// Adds a sheet. What lies under a merged cell is not seen, and so not there.
    fn add(
        &mut self,
        name: String,
        mut cells: BTreeMap<Position, Value>,
        merged: &[Dimensions],
    ) {
        for area in merged.iter().map(from_corner) {
            let first = Position { row: area.start.0, column: area.start.1 };
            let last = Position { row: area.end.0, column: u32::MAX };
            let covered: Vec<Position> = cells
                .range(first..=last)
                .map(|(at, _)| *at)
                .filter(|at| *at != first && area.contains(at.row, at.column))
                .collect();
            for at in covered {
                cells.remove(&at);
            }
        }
        self.sheets.push(Sheet { name, cells });
    }
}

/// Returns an area from its upper left to its lower right, whichever corners a file
/// names.
fn from_corner(area: &Dimensions) -> Dimensions {
    let Dimensions { start, end } = *area;
    Dimensions::new(
        (start.0.min(end.0), start.1.min(end.1)),
        (start.0.max(end.0), start.1.max(end.1)),
    )
}

fn value(data: &Data) -> Option<Value> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => {
            let text = text.trim();
            return (!text.is_empty()).then(|| Value::Text(text.to_owned()));
        }
        Data::Int(number) => Value::Number(Decimal::from(*number)),
        Data::Float(float) => number(*float),
        Data::Bool(_) => Value::Logical,
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => Value::Date,
        Data::Error(error) => Value::Error(error.to_string()),
    })
}

fn of_xlsx(error: XlsxError) -> Unreadable {
    if let XlsxError::Password = error { Unreadable::Password } else { broken(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_may_be_named_from_any_corner() {
        let at = |column| Position { row: 1, column };
        let cell = |column| (at(column), Value::Text("甲".to_owned()));
        for area in [((1, 0), (1, 1)), ((1, 1), (1, 0)), ((2, 0), (0, 1))] {
            let mut workbook = Workbook::default();
            let cells = (0..3).map(cell).collect();
            workbook.add("表".to_owned(), cells, &[Dimensions::new(area.0, area.1)]);
            let left: Vec<_> = workbook.sheets[0].cells.keys().copied().collect();
            let expected = if area.0.0 == 2 { vec![at(2)] } else { vec![at(0), at(2)] };
            assert_eq!(left, expected);
        }
    }
}
