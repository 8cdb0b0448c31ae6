//! What is exported and imported again is what it was.

use jiff::civil::date;
use rust_decimal::Decimal;

use nianbao::facts::{Cell, Facts, Value, set_cells};
use nianbao::form::Form;
use nianbao::source::Source;
use nianbao::workbook::export::workbook;
use nianbao::workbook::import;

use crate::reports::{EXAMPLES, OFFICE};

/// A cell as a report prints it.
#[derive(Debug, PartialEq)]
enum Printed {
    Nothing,
    Number(Decimal, Option<String>),
    Other(Value),
}

#[test]
fn examples_come_back_as_they_went() {
    for example in &EXAMPLES {
        let source = example.source();
        let facts = facts(&source);
        let bytes = workbook(&facts.form, Some(&facts), date(2022, 1, 31))
            .expect("it fits into a workbook");
        let emptied = Source::new(example.file, emptied(source.text(), &facts.form));
        assert_ne!(emptied.text(), source.text());
        let sheets = import::read(&bytes).expect("it can be read").sheets;
        let found = import::tables(&facts.form, &sheets);
        assert_eq!(found.faults, [], "{}", example.name);
        assert_eq!(found.remarks, [], "{}", example.name);
        assert_eq!(found.tables.len(), facts.form.tables.len(), "{}", example.name);
        let cells: Vec<_> = found.tables.into_iter().flat_map(|it| it.cells).collect();
        let text = set_cells(&emptied, &facts.form, &cells).expect("it can be written");
        assert_eq!(
            printed(&self::facts(&Source::new(example.file, text))),
            printed(&facts),
            "{}",
            example.name
        );
    }
}

#[test]
fn what_nobody_has_filled_in_is_not_imported() {
    for name in OFFICE.forms.catalogue().names() {
        let form = OFFICE.forms.catalogue().form(name).expect("it is there");
        let form = form.expect("it is right");
        let bytes = workbook(&form, None, date(2022, 1, 31)).expect("it fits");
        let sheets = import::read(&bytes).expect("it can be read").sheets;
        let found = import::tables(&form, &sheets);
        assert_eq!((found.faults, found.tables), (Vec::new(), Vec::new()), "{name}");
        assert_eq!(found.blank, (0..form.tables.len()).collect::<Vec<_>>(), "{name}");
        let said: Vec<_> = found.remarks.into_iter().map(|it| it.message).collect();
        assert!(said.iter().all(|it| it.ends_with("还没有填，没有导入")), "{said:?}");
    }
}

#[track_caller]
fn facts(source: &Source) -> Facts {
    OFFICE.forms.read(source).facts.expect("it can be read")
}

/// Takes the form's tables out of a file.
fn emptied(text: &str, form: &Form) -> String {
    let mut is_table = false;
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        let starts_key = line.starts_with(|c: char| !c.is_whitespace() && c != '#');
        if starts_key {
            let key = line.split(':').next().unwrap_or_default();
            is_table = form.table(key).is_some();
        }
        if !is_table {
            kept.push_str(line);
        }
    }
    kept
}

/// Returns every cell with its path, as the report prints it.
fn printed(facts: &Facts) -> Vec<(String, Printed)> {
    let cells = facts.cells().map(|(at, cell)| {
        let value = match (cell, facts.number(at)) {
            (Cell::Written { remark, .. }, Some(number)) => {
                Printed::Number(number, remark.as_ref().map(|it| it.text.clone()))
            }
            (_, Some(number)) => Printed::Number(number, None),
            (Cell::Written { value, .. }, None) => Printed::Other(value.clone()),
            (Cell::LeftOut | Cell::Wrong, None) => Printed::Nothing,
        };
        (facts.form.cell_path(at), value)
    });
    cells.collect()
}
