//! Comma-separated values, in whatever encoding offices save them.

use super::{MOST_CELLS, Skipped, Unreadable, Workbook, broken};
use crate::workbook::import::sheet::{Position, Sheet, Value};
use crate::yaml;

const OTHER: &str = "别的文件";

/// Reads a csv file, also one parted by tabs or semicolons.
pub(super) fn csv(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let text = match yaml::decode("", bytes) {
        Ok(source) => source.text().trim_start_matches('\u{feff}').to_owned(),
        Err(_) if bytes.contains(&0) => return Err(Unreadable::OtherKind(OTHER)),
        Err(_) => yaml::from_gbk(bytes).ok_or(Unreadable::Encoding)?,
    };
    if text.contains('\0') {
        return Err(Unreadable::OtherKind(OTHER));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut record = csv::StringRecord::new();
    let mut rows = 0..;
    while reader.read_record(&mut record).map_err(broken)? {
        // The reader passes over blank lines; they are rows all the same.
        let Some(row) = rows.nth(blank_lines(&text, &record)) else { break };
        for (column, text) in (0..).zip(&record) {
            let text = text.trim();
            if !text.is_empty() {
                let value = Value::Text(text.to_owned());
                sheet.cells.insert(Position { row, column }, value);
            }
            if sheet.cells.len() > MOST_CELLS {
                let skipped = Skipped { name: sheet.name, cells: MOST_CELLS };
                return Ok(Workbook { skipped: vec![skipped], ..Workbook::default() });
            }
        }
    }
    Ok(Workbook { sheets: vec![sheet], ..Workbook::default() })
}

/// Returns how many blank lines stand before a record.
fn blank_lines(text: &str, record: &csv::StringRecord) -> usize {
    let start = record.position().and_then(|at| usize::try_from(at.byte()).ok());
    let rest = start.and_then(|start| text.as_bytes().get(start..));
    rest.map_or(0, |rest| rest.iter().take_while(|&&byte| byte == b'\n').count())
}

/// Returns the mark that parts the fields: the one there is most of.
fn delimiter(text: &str) -> u8 {
    let count = |mark: u8| text.bytes().filter(|&byte| byte == mark).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|&mark| count(mark)).unwrap_or(b',')
}
