//! The examples are what they are said to be.

use std::collections::BTreeSet;
use std::iter;

use nianbao::diagnostic::{Code, short};
use nianbao::facts::Facts;
use nianbao::form::{self, PartListing, PathKind};
use nianbao::yaml::{self, Node, Value};
use rust_decimal::Decimal;

use crate::reports::{COUNTY, COUNTY_LAST_YEAR, Example, OFFICE, TOWN};

#[test]
fn county_warns_of_nothing_but_what_it_stands_by() {
    let said = |example: &Example| short::render(&example.compose().findings);
    assert_eq!(said(&COUNTY_LAST_YEAR), "");
    let said = said(&COUNTY);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("提示[P001] ") && said.contains("（已核实：41件是"), "{said}");
}

#[test]
fn county_uses_everything_the_form_has() {
    let facts = OFFICE.forms.read(&COUNTY.source()).facts.expect("it has a form");
    let listing = form::paths(&facts.form);
    let root = tree(&COUNTY);
    let fields = listing.fields.iter();
    let parts = || listing.tables.iter().flat_map(|table| &table.parts);
    let written = parts().flat_map(|part| &part.lines).chain(fields);
    let missing: Vec<_> = written
        .filter(|path| path.kind != PathKind::Subtotal)
        .map(|path| path.path.as_str())
        .filter(|path| at(&root, path).is_empty())
        .chain(parts().flat_map(|part| columns_left_out(&root, part)))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn county_begins_with_what_last_year_ended_with() {
    let facts = |example: &Example| OFFICE.forms.read(&example.source()).facts;
    let last = facts(&COUNTY_LAST_YEAR).expect("it has a form");
    let this = facts(&COUNTY).expect("it has a form");
    for column in &form::paths(&this.form).tables[1].parts[0].columns {
        let number =
            |facts, line: &str| number(facts, &format!("申请.{line}.{}", column.path));
        assert_eq!(number(&this, "上年结转"), number(&last, "结转下年度"));
    }
    for line in ["规章", "行政规范性文件"] {
        let number =
            |facts, column: &str| number(facts, &format!("主动公开.{line}.{column}"));
        let kept = number(&last, "现行有效") - number(&this, "废止");
        assert_eq!(number(&this, "现行有效"), kept + number(&this, "制发"));
    }
}

#[test]
fn town_writes_no_prose_and_is_asked_for_some() {
    let facts = OFFICE.forms.read(&TOWN.source()).facts.expect("it has a form");
    assert!(facts.prose().is_empty());
    let findings = TOWN.compose().findings;
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, BTreeSet::from([Code::Advised]));
}

#[track_caller]
fn number(facts: &Facts, path: &str) -> Decimal {
    let steps: Vec<_> = path.split('.').collect();
    let target = facts.form.resolve(&steps).expect("the form has it");
    facts.number_at(&target).expect("it is written")
}

fn tree(example: &Example) -> Node {
    yaml::load(&example.source()).root.expect("it is a map")
}

/// Returns the columns of a part that no line of it writes.
fn columns_left_out<'a>(root: &Node, part: &'a PartListing) -> Vec<&'a str> {
    let lines: Vec<_> = part.lines.iter().flat_map(|line| at(root, &line.path)).collect();
    let columns = part.columns.iter().map(|column| column.path.as_str());
    columns
        .filter(|column| lines.iter().all(|line| at(line, column).is_empty()))
        .collect()
}

/// Returns what stands at a dotted path, in each item of a list on the way.
fn at<'a>(node: &'a Node, path: &str) -> Vec<&'a Node> {
    path.split('.').fold(vec![node], |nodes, step| {
        let items = nodes.into_iter().flat_map(items);
        items.filter_map(|node| node.get(step)).map(|entry| &entry.node).collect()
    })
}

fn items(node: &Node) -> Box<dyn Iterator<Item = &Node> + '_> {
    match &node.value {
        Value::List(items) => Box::new(items.iter()),
        Value::Empty | Value::Scalar(_) | Value::Map(_) => Box::new(iter::once(node)),
    }
}
