//! Spreadsheets: a form's tables as sheets of a workbook, and from sheets.

pub mod export;
pub mod import;
