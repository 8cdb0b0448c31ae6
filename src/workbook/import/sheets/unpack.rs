//! What is in a zip file, and how much.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Unreadable, broken};

/// Bytes of all sheets, unpacked; so many hold about a million rows.
const MOST_OF_SHEETS: u64 = 256 * 1024 * 1024;
/// Bytes of all else, unpacked: texts, styles, pictures.
const MOST_OF_REST: u64 = 64 * 1024 * 1024;
/// Parts of a workbook.
const MOST_PARTS: usize = 10_000;

/// What kind of workbook a zip file is.
pub(super) enum Kind {
    /// xlsx or xlsm.
    Excel,
    /// xlsb.
    Binary,
    /// ods.
    OpenDocument,
}

/// Tells what kind of workbook a zip file is, and makes sure that it unpacks to no
/// more than a workbook has.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(of_zip)?;
    if zip.len() > MOST_PARTS {
        return Err(Unreadable::TooLarge("文件里的部件太多，不会是报表".to_owned()));
    }
    let names: Vec<String> =
        zip.file_names().filter_map(Result::ok).map(Into::into).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    let kind = if has("xl/workbook.xml") {
        Kind::Excel
    } else if has("xl/workbook.bin") {
        Kind::Binary
    } else if has("content.xml") && is_spreadsheet(&mut zip) {
        Kind::OpenDocument
    } else if has("encrypted-package") {
        return Err(Unreadable::Password);
    } else {
        return Err(Unreadable::OtherKind(other_kind(&names)));
    };
    measure(&mut zip)?;
    Ok(kind)
}

fn is_spreadsheet(zip: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(file) = zip.by_name("mimetype") else { return false };
    let mut kind = String::new();
    let read = file.take(100).read_to_string(&mut kind);
    read.is_ok() && kind.contains("opendocument.spreadsheet")
}

/// Names what else a zip file may be.
fn other_kind(names: &[String]) -> &'static str {
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("word/") {
        "一个 Word 文件"
    } else if has("ppt/") {
        "一个演示文稿"
    } else if has("content.xml") {
        "另一种 OpenDocument 文件"
    } else {
        "一个压缩包"
    }
}

/// Unpacks everything, keeps nothing, and counts: what a file says of its sizes may
/// be a lie.
fn measure(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Unreadable> {
    let (mut sheets, mut rest) = (MOST_OF_SHEETS, MOST_OF_REST);
    for index in 0..zip.len() {
        let file = zip.by_index(index).map_err(of_zip)?;
        let is_sheet = file.name().is_ok_and(|name| name.contains("worksheets/"));
        let left = if is_sheet { &mut sheets } else { &mut rest };
        let declared = file.size();
        let most = *left;
        let size = if declared > most {
            declared
        } else {
            io::copy(&mut file.take(most + 1), &mut io::sink()).map_err(broken)?
        };
        *left = left.checked_sub(size).ok_or_else(|| {
            let most = if is_sheet { MOST_OF_SHEETS } else { MOST_OF_REST };
            Unreadable::TooLarge(format!(
                "文件解压后超过 {} MB，不会是报表；请把报表所在的工作表另存为一个文件",
                most / 1024 / 1024
            ))
        })?;
    }
    Ok(())
}

fn of_zip(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Password,
        error => broken(error),
    }
}
