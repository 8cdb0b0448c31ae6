//! Spreadsheets: from a sheet to a form's tables.

pub mod import;
