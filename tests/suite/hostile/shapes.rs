//! Values of the wrong kind, in every place of every form.

use nianbao::diagnostic::{Diagnostic, short};
use nianbao::pipeline::Format;
use nianbao::render::markdown::SpannedTables;
use nianbao::source::Source;
use serde_json::{Value, json};

use super::filled::{self, Words};
use super::forms;
use crate::reports::OFFICE;

/// Values of every kind there is.
fn values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(""),
        json!("　"),
        json!("字"),
        json!("一\n二"),
        json!(7),
        json!(-1),
        json!(1.5),
        json!(true),
        json!([]),
        json!([null]),
        json!(["字"]),
        json!([1, 2, 3, 4, 5, 6, 7, 8, 9]),
        json!([[1]]),
        json!({}),
        json!({ "甲": 1 }),
        json!({ "数": 1 }),
        json!({ "甲": { "乙": [{ "丙": 1 }] } }),
    ]
}

/// Whatever stands in a place: there is a finding about it, or the report can be
/// made of it.
#[test]
fn every_value_in_every_place() {
    // The older edition has the fields of the newer one.
    for form in forms().iter().filter(|form| form.last_year.is_none()) {
        let words =
            Words { text: &|_| "文字".to_owned(), prose: &|_| "正文".to_owned() };
        let right = filled::report(form, &words);
        for place in filled::pointers(&right) {
            for value in values() {
                let mut report = right.clone();
                *report.pointer_mut(&place).expect("it is there") = value.clone();
                judge(&report, &format!("{}{place}: {value}", form.name));
            }
        }
    }
}

#[test]
fn every_place_left_out() {
    for form in forms() {
        let words =
            Words { text: &|_| "文字".to_owned(), prose: &|_| "正文".to_owned() };
        let right = filled::report(&form, &words);
        for place in filled::pointers(&right) {
            let mut report = right.clone();
            let (above, name) = place.rsplit_once('/').expect("it begins so");
            match report.pointer_mut(above) {
                Some(Value::Object(map)) => drop(map.shift_remove(name)),
                Some(Value::Array(list)) => {
                    list.remove(name.parse().expect("an index"));
                }
                _ => panic!("{above} holds {name}"),
            }
            judge(&report, &place);
        }
    }
}

#[track_caller]
fn judge(report: &Value, case: &str) {
    let source = Source::new("甲.yaml", format!("{report:#}"));
    let composed = OFFICE.compose(&source);
    let errors: Vec<_> =
        composed.findings.iter().filter(|finding| finding.is_error()).collect();
    for error in &errors {
        let place = error.place.as_ref();
        let span = &place.unwrap_or_else(|| panic!("{case}: {error:?}")).span;
        assert_eq!(span.source().name(), "甲.yaml", "{case}");
        assert!(source.text().get(span.range()).is_some(), "{case}: {error:?}");
    }
    match composed.document {
        None => assert!(!errors.is_empty(), "{case}"),
        Some(document) => {
            assert!(errors.is_empty(), "{case}");
            OFFICE.text(&document, Format::Markdown, SpannedTables::Pipe);
        }
    }
    // A wrong value is one cause: it must not bury the file in findings.
    let said: Vec<Diagnostic> = errors.into_iter().cloned().collect();
    assert!(said.len() <= MOST, "{case}\n{}", short::render(&said));
}

/// Findings that one value may make: a list of that many values is one of ours.
const MOST: usize = 9;
