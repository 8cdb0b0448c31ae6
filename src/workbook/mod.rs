//! A form's tables as sheets of a workbook.

pub mod export;
