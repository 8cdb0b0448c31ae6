//! A form: `form.yaml` to rows, columns, totals and relations.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::form::{self, CellRef, Form, Target};
use nianbao::source::Source;

fuzz_target!(|text: &str| {
    let source = Source::new("templates/甲/form.yaml", text);
    match form::read(&source) {
        Ok(form) => cells(&form),
        Err(findings) => {
            assert!(!findings.is_empty());
            invariants::findings(&findings, &source);
        }
    }
});

/// The path of each cell leads back to it.
fn cells(form: &Form) {
    let _listing = form::paths(form);
    for (table, of) in form.tables.iter().enumerate() {
        for (part, of) in of.parts.iter().enumerate() {
            for row in 0..of.rows.lines.len() {
                for column in 0..of.columns.lines.len() {
                    let cell = CellRef { table, part, row, column };
                    let path = form.cell_path(cell);
                    let steps: Vec<_> = path.split('.').collect();
                    match form.resolve(&steps) {
                        Ok(Target::Cell(found)) => assert_eq!(found, cell, "{path}"),
                        other => panic!("{path} leads to {other:?}"),
                    }
                }
            }
        }
    }
}
