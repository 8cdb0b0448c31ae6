//! From the bytes of a spreadsheet to its sheets.
//!
//! What a file is, its first bytes say, not its name. Before anything is unpacked the
//! sizes of all that is in it are told, and checked by unpacking: a file of some
//! kilobytes may hold gigabytes.

mod excel;
mod opendocument;
mod text;
mod unpack;

use std::panic;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::sheet::{Sheet, Value};

/// Bytes of the largest file that is read.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Cells of a sheet of which more is no report: the sheet is passed over.
const MOST_CELLS: usize = 200_000;

/// A workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// Sheets that were not read to their end.
    pub skipped: Vec<Skipped>,
    /// What is known of the remarks behind its numbers.
    pub remarks: Remarks,
}

/// What is known of remarks that are part of a number's format: 22（其中修订16件）.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Remarks {
    /// They are read.
    #[default]
    Read,
    /// The reader of this kind of file tells of no formats: they are not seen.
    Unseen,
}

/// A sheet that is too large to be a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its name.
    pub name: String,
    /// It has more cells than that.
    pub cells: usize,
}

/// Why a file is no workbook that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is encrypted.
    #[error("文件有密码；请用表格软件打开，去掉密码，另存一份再导入")]
    Password,
    /// It is larger than anybody's report.
    #[error("{0}")]
    TooLarge(String),
    /// It is something else.
    #[error("这是{0}，不是表格；可以导入的是 xlsx、xlsm、xls、ods、csv 文件")]
    OtherKind(&'static str),
    /// It is damaged, or of a kind that looks like a workbook from outside.
    #[error("文件坏了，或者不是表格；请用表格软件打开，另存一份再导入")]
    Broken,
    /// There is nothing in it.
    #[error("文件是空的")]
    Empty,
    /// It is a text in an encoding that is not known.
    #[error("看不出文件是什么编码；请另存为 UTF-8 编码的 csv，或者 xlsx")]
    Encoding,
}

/// Reads a workbook.
///
/// A damaged file may make the reader below panic. That is an error as any other, but
/// the caller's panic hook is called before.
///
/// # Errors
///
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    if bytes.len() > LARGEST {
        let message = format!("文件超过 {} MB，不会是报表", LARGEST / 1024 / 1024);
        return Err(Unreadable::TooLarge(message));
    }
    match bytes {
        [b'P', b'K', 3 | 5, ..] => match unpack::kind(bytes)? {
            unpack::Kind::Excel => guarded(excel::xlsx, bytes),
            unpack::Kind::Binary => guarded(excel::xlsb, bytes),
            unpack::Kind::OpenDocument => opendocument::ods(bytes),
        },
        [0xd0, 0xcf, 0x11, 0xe0, ..] => guarded(excel::xls, bytes),
        [b'%', b'P', b'D', b'F', ..] => Err(Unreadable::OtherKind("一个 PDF 文件")),
        [] => Err(Unreadable::Empty),
        _ => text::csv(bytes),
    }
}

/// Reads a file by calamine, which panics at some files that are damaged.
fn guarded(
    read: fn(&[u8]) -> Result<Workbook, Unreadable>,
    bytes: &[u8],
) -> Result<Workbook, Unreadable> {
    panic::catch_unwind(|| read(bytes)).unwrap_or(Err(Unreadable::Broken))
}

/// Returns a number as it is shown: spreadsheets count with 15 digits, and what is
/// behind them nobody typed.
fn number(number: f64) -> Value {
    match Decimal::from_f64(number) {
        Some(number) => Value::Number(number.normalize()),
        None => Value::Text(number.to_string()),
    }
}

/// Says that a file is damaged, whatever a reader says of it.
fn broken<E>(_: E) -> Unreadable {
    Unreadable::Broken
}
