//! The text of a new staff's file: every key of a form with its help as comments,
//! nothing invented; from last year's facts what stays the same.
//!
//! What last year's file gives is sorted in [`carried`], the lines are written in
//! [`fields`] and [`tables`] on a [`page`].

mod carried;
mod dated;
mod fields;
mod page;
mod scalar;
mod tables;
#[cfg(test)]
mod tests;

use crate::facts::Facts;
use crate::form::Form;
use carried::Carried;
use page::Page;

/// What is known of a new report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// 单位.名称: one line, no control characters.
    pub body: String,
    /// 年度.
    pub year: i16,
    /// 单位.类别, if it is known.
    pub kind: Option<String>,
    /// 上年文件, if it must be named: relative to the new file.
    pub last_year_file: Option<String>,
    /// Where the form's JSON Schema will be, relative to the new file.
    pub schema: Option<String>,
}

/// A new file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// Its text.
    pub text: String,
    /// What last year's file says and this form has no place for.
    pub unfit: Vec<Unfit>,
}

/// Something of last year's that has no place in the new file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// The dotted path it had.
    pub path: String,
    /// What it said.
    pub said: String,
}

/// Writes the file of a new report by its form.
///
/// `last` are the facts of an earlier report, of whatever form: texts that stand
/// for longer than a year are taken over, prose and numbers become comments, and
/// what the form's 跨年 says to be last year's number is written, if it is last
/// year's report.
pub fn start(form: &Form, answers: &Answers, last: Option<&Facts>) -> Started {
    let carried = Carried::new(form, answers, last);
    let mut page = Page::default();
    fields::opening(&mut page, form, answers, carried.year);
    fields::write(&mut page, form, &carried);
    for (index, table) in form.tables.iter().enumerate() {
        tables::write(&mut page, index, table, &carried);
    }
    Started { text: page.finish(), unfit: carried.unfit }
}
