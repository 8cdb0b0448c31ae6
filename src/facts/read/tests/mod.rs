//! Small files read by small forms: what is found, and what the cells hold.

mod fields;
mod keys;
mod random;
mod tables;

use std::sync::Arc;

use super::read;
use crate::diagnostic::Diagnostic;
use crate::facts::{Cell, Facts, Value};
use crate::form::{self, Form};
use crate::source::Source;
use crate::yaml;

/// What every file must hold, behind what a test is about.
const ENVELOPE: &str = "格式: 例\n年度: 2021\n单位: {名称: 某局}\n";

/// A form needs a table; this one asks for nothing.
const NO_TABLE: &str = "表格: {空表: {行: [{空: {必填: 否}}]}}\n";

fn form(text: &str) -> Arc<Form> {
    let text = format!("名称: 例\n年度: {{自: 2021}}\n{text}");
    let form = form::read(&Source::new("form.yaml", text));
    Arc::new(form.expect("the form of a test is right"))
}

/// Reads a whole file.
fn read_whole(form: &Arc<Form>, text: &str) -> (Facts, Vec<Diagnostic>) {
    let tree = yaml::load(&Source::new("年报.yaml", text));
    assert_eq!(said(&tree.findings), "", "the file of a test is YAML");
    read(&tree.root.expect("it is a map"), form)
}

/// Reads a file by a form that has these fields; `{空表: …}` is added.
fn with_fields(fields: &str, text: &str) -> (Facts, String) {
    let form = form(&format!("{fields}{NO_TABLE}"));
    let (facts, findings) =
        read_whole(&form, &format!("{text}空表: {{空: }}\n{ENVELOPE}"));
    (facts, said(&findings))
}

/// Reads a file by a form that has these tables.
fn with_tables(tables: &str, text: &str) -> (Facts, String) {
    let form = form(&format!("表格:\n{tables}"));
    let (facts, findings) = read_whole(&form, &format!("{text}{ENVELOPE}"));
    (facts, said(&findings))
}

/// Says the cells of a form's first table, and what was found.
fn cells(tables: &str, text: &str) -> (String, String) {
    let (facts, found) = with_tables(tables, text);
    (shown(&facts), found)
}

/// Writes the cells of the first table, a part behind the other: `·` is left
/// out, `×` is wrong.
fn shown(facts: &Facts) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::LeftOut => "·".to_owned(),
        Cell::Wrong => "×".to_owned(),
        Cell::Written { value: Value::Number(number), remark, .. } => {
            let remark = remark.as_ref().map(|remark| format!("（{}）", remark.text));
            format!("{number}{}", remark.unwrap_or_default())
        }
        Cell::Written { value: Value::Text(text), .. } => format!("“{text}”"),
        Cell::Written { value, .. } => format!("{value:?}"),
    };
    let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
    let parts = facts.tables[0].parts.iter();
    parts.flat_map(|part| part.cells.iter().map(row)).collect::<Vec<_>>().join(" / ")
}

/// Writes findings as `LINE:COL code message`.
fn said(findings: &[Diagnostic]) -> String {
    let line = |finding: &Diagnostic| {
        let place = finding.place.as_ref().expect("a finding has a place");
        let at = place.span.start();
        format!("{}:{} {} {}", at.line, at.column, finding.code, finding.message)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}
