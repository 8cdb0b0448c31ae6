//! `OpenDocument` spreadsheets (OASIS ODF 1.2, part 1, section 9), read as a stream:
//! a cell may be repeated a million times in some bytes, so that what it unrolls to
//! is counted on the way.

use std::io::{BufRead, BufReader, Cursor, Read as _};

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::{MOST_CELLS, Skipped, Unreadable, Workbook, broken, number};
use crate::workbook::import::sheet::{Position, Sheet, Value};
use crate::workbook::remark;

/// Reads ods.
pub(super) fn ods(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut manifest = String::new();
    if let Ok(mut file) = zip.by_name("META-INF/manifest.xml") {
        file.read_to_string(&mut manifest).map_err(broken)?;
    }
    if manifest.contains("encryption-data") {
        return Err(Unreadable::Password);
    }
    let content = zip.by_name("content.xml").map_err(broken)?;
    let mut xml = Reader::from_reader(BufReader::new(content));
    xml.config_mut().expand_empty_elements = true;
    let mut document = Document { xml, buffer: Vec::new() };
    let mut workbook = Workbook::default();
    while let Some(event) = document.next()? {
        if let Event::Start(start) = event
            && start.name().as_ref() == "table:table"
        {
            let name = attribute(&start, "table:name").unwrap_or_default();
            match document.sheet(name)? {
                Ok(sheet) => workbook.sheets.push(sheet),
                Err(skipped) => workbook.skipped.push(skipped),
            }
        }
    }
    Ok(workbook)
}

struct Document<R> {
    xml: Reader<R>,
    buffer: Vec<u8>,
}

/// A cell on the way.
struct Cell {
    value: Option<Value>,
    columns: u32,
}

impl<R: BufRead> Document<R> {
    fn next(&mut self) -> Result<Option<Event<'_>>, Unreadable> {
        self.buffer.clear();
        let event = self.xml.read_event_into(&mut self.buffer);
        match event.map_err(broken)? {
            Event::Eof => Ok(None),
            event => Ok(Some(event)),
        }
    }

    /// Reads a sheet; one with too many cells to its end, without keeping them.
    fn sheet(&mut self, name: String) -> Result<Result<Sheet, Skipped>, Unreadable> {
        let mut sheet = Sheet { name, ..Sheet::default() };
        let mut row = 0u32;
        let mut is_too_large = false;
        loop {
            let repeated = match self.next()? {
                None => break,
                Some(Event::End(end)) if end.name().as_ref() == "table:table" => break,
                Some(Event::Start(start))
                    if start.name().as_ref() == "table:table-row" =>
                {
                    repeated(&start, "table:number-rows-repeated")
                }
                Some(_) => continue,
            };
            let cells = self.row()?;
            let filled = cells.iter().filter(|cell| cell.value.is_some());
            let filled: usize = filled.map(|cell| cell.columns as usize).sum();
            let more = filled.saturating_mul(repeated as usize);
            is_too_large |= sheet.cells.len().saturating_add(more) > MOST_CELLS;
            if !is_too_large && more > 0 {
                for row in row..row.saturating_add(repeated) {
                    put(&mut sheet, row, &cells);
                }
            }
            row = row.saturating_add(repeated);
        }
        let skipped = Skipped { name: sheet.name.clone(), cells: MOST_CELLS };
        Ok(if is_too_large { Err(skipped) } else { Ok(sheet) })
    }

    fn row(&mut self) -> Result<Vec<Cell>, Unreadable> {
        let mut cells = Vec::new();
        loop {
            let (value, columns) = match self.next()? {
                None => break,
                Some(Event::End(end)) if end.name().as_ref() == "table:table-row" => {
                    break;
                }
                Some(Event::Start(start)) => match start.name().as_ref() {
                    "table:table-cell" => (
                        Some(Typed::new(&start)),
                        repeated(&start, "table:number-columns-repeated"),
                    ),
                    // What lies under a merged cell is not seen.
                    "table:covered-table-cell" => {
                        (None, repeated(&start, "table:number-columns-repeated"))
                    }
                    _ => continue,
                },
                Some(_) => continue,
            };
            let text = self.text()?;
            let value = value.and_then(|typed| typed.value(text.trim()));
            cells.push(Cell { value, columns });
        }
        Ok(cells)
    }

    /// Reads to the end of a cell; returns its text, without the comments on it.
    fn text(&mut self) -> Result<String, Unreadable> {
        let mut text = String::new();
        // The elements that are open within the cell.
        let mut open: Vec<String> = Vec::new();
        while let Some(event) = self.next()? {
            let is_text = open.first().is_some_and(|name| name == "text:p");
            match event {
                Event::Start(start) => {
                    let name = start.name().as_ref().to_owned();
                    match name.as_str() {
                        "text:p" if open.is_empty() && !text.is_empty() => {
                            text.push('\n');
                        }
                        "text:s" | "text:tab" | "text:line-break" if is_text => {
                            text.push(' ');
                        }
                        _ => {}
                    }
                    open.push(name);
                }
                Event::End(_) => match open.pop() {
                    Some(_) => {}
                    None => break,
                },
                Event::Text(piece) if is_text => text.push_str(&piece.xml10_content()),
                Event::CData(piece) if is_text => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) if is_text => {
                    let character = reference.resolve_char_ref().ok().flatten();
                    match (character, &*reference) {
                        (Some(character), _) => text.push(character),
                        (None, name) => {
                            text.push_str(resolve_xml_entity(name).unwrap_or_default());
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(text)
    }
}

/// What the attributes of a cell say of its value.
struct Typed {
    kind: String,
    number: Option<f64>,
    is_formula: bool,
}

impl Typed {
    fn new(start: &BytesStart<'_>) -> Self {
        // An error is a text to readers that do not know this one.
        let kind = attribute(start, "calcext:value-type").filter(|kind| kind == "error");
        let kind = kind.or_else(|| attribute(start, "office:value-type"));
        Self {
            kind: kind.unwrap_or_default(),
            number: attribute(start, "office:value").and_then(|text| text.parse().ok()),
            is_formula: attribute(start, "table:formula").is_some(),
        }
    }

    fn value(&self, text: &str) -> Option<Value> {
        Some(match (self.kind.as_str(), self.number) {
            ("float" | "percentage" | "currency", Some(value)) => {
                match (number(value), remark::shown(text)) {
                    (Value::Number(number), Some(remark)) => {
                        Value::Text(remark::typed(&number, remark))
                    }
                    (value, _) => value,
                }
            }
            ("date" | "time", _) => Value::Date,
            ("boolean", _) => Value::Logical,
            ("error", _) => Value::Error(text.to_owned()),
            _ if !text.is_empty() => Value::Text(text.to_owned()),
            _ if self.is_formula => Value::Uncalculated,
            _ => return None,
        })
    }
}

/// Puts the cells of a row on a sheet.
fn put(sheet: &mut Sheet, row: u32, cells: &[Cell]) {
    let mut column = 0u32;
    for cell in cells {
        let next = column.saturating_add(cell.columns);
        if let Some(value) = &cell.value {
            for column in column..next {
                sheet.cells.insert(Position { row, column }, value.clone());
            }
        }
        column = next;
    }
}

fn repeated(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}
