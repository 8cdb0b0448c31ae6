//! A form's tables as sheets of a workbook, and sheets as a form's tables.

pub mod export;
pub mod import;
mod remark;
