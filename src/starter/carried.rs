//! What last year's report gives to a new one.
//!
//! Texts that stand for longer than a year are taken over: the body, its contact,
//! its site, and a form's own short texts. One that names last year, or the body by
//! a name it has no more, is left to be seen as a comment, and so are prose, numbers
//! and days. The numbers that 跨年 says to be last year's are written.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::dated::names_year;
use super::{Answers, Unfit};
use crate::diagnostic::Severity;
use crate::facts::{Cell, Fact, Facts, Group, Value, Written, join};
use crate::form::{
    CellRef, Comparison, FieldKind, Form, Operand, Reference, Relation, Sign, Sum,
    Target, ValueType, Year,
};
use crate::yaml;

/// Fields of one report only.
const OWN: [&str; 5] = ["格式", "年度", LAST_FILE, "附注", "核实"];
const LAST_FILE: &str = "上年文件";
const BODY: [&str; 2] = ["单位", "名称"];
const SHORT: [&str; 2] = ["单位", "简称"];
const KIND: &str = "单位.类别";

/// What a new file holds from the start.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Values by the dotted path of their field.
    pub(super) values: BTreeMap<String, Vec<String>>,
    /// What last year's report said, in one line or many, by the path of the field.
    pub(super) seen: BTreeMap<String, String>,
    /// Names in open maps with what last year's report said, by the map's path.
    pub(super) names: BTreeMap<String, Vec<(String, String)>>,
    /// Values of cells.
    pub(super) cells: BTreeMap<CellRef, Given>,
    /// The year of the earlier report, if there is one.
    pub(super) year: Option<i16>,
    /// What has no place.
    pub(super) unfit: Vec<Unfit>,
}

/// What last year's report gives to a cell.
#[derive(Debug)]
pub(super) enum Given {
    /// A text that stands for longer than a year.
    Text(String),
    /// A text that is only to be seen.
    Seen(String),
    /// Last year's number of a path.
    Number(Decimal, String),
}

impl Carried {
    pub(super) fn new(form: &Form, answers: &Answers, last: Option<&Facts>) -> Self {
        let mut carried = Self::default();
        if let Some(last) = last {
            carried.year = last.year();
            let mut sorting = Sorting { form, answers, last, carried: &mut carried };
            sorting.group(&last.fields, "");
            sorting.texts();
            if last.year().and_then(|year| year.checked_add(1)) == Some(answers.year) {
                sorting.numbers();
            }
        }
        carried.answer("格式", &form.name);
        carried.answer("年度", &answers.year.to_string());
        carried.answer(&BODY.join("."), &answers.body);
        for (path, answer) in
            [(KIND, &answers.kind), (LAST_FILE, &answers.last_year_file)]
        {
            if let Some(answer) = answer {
                carried.answer(path, answer);
            }
        }
        carried
    }

    /// Says what an earlier report said, in one line.
    pub(super) fn of_last_year(&self, said: &str) -> String {
        let said = said.replace(['\n', '\r'], " ");
        match self.year {
            Some(year) => format!("{year}年：{said}"),
            None => format!("以前：{said}"),
        }
    }

    fn answer(&mut self, path: &str, value: &str) {
        self.seen.remove(path);
        self.values.insert(path.to_owned(), vec![value.to_owned()]);
    }
}

/// Last year's facts being sorted.
struct Sorting<'a> {
    form: &'a Form,
    answers: &'a Answers,
    last: &'a Facts,
    carried: &'a mut Carried,
}

impl Sorting<'_> {
    fn group(&mut self, group: &Group, above: &str) {
        for (name, fact) in &group.facts {
            let path = join(above, name);
            if !OWN.contains(&path.as_str()) {
                self.fact(fact, path);
            }
        }
    }

    fn fact(&mut self, fact: &Fact, path: String) {
        match fact {
            Fact::LeftOut | Fact::Wrong => {}
            Fact::One(written) => self.values(std::slice::from_ref(written), path),
            Fact::Several(all) => self.values(all, path),
            Fact::Prose(prose) => {
                self.leave(path, prose.text().trim_end().to_owned());
            }
            Fact::Group(group) => self.group(group, &path),
            Fact::Each(groups) if groups.is_empty() => {}
            Fact::Each(groups) => self.leave(path, in_lines(groups)),
            Fact::Open(named) => {
                let said = named.iter().filter_map(|named| match &named.fact {
                    Fact::One(written) => {
                        Some((named.name.clone(), written.value.to_string()))
                    }
                    _ => None,
                });
                self.carried.names.insert(path, said.collect());
            }
        }
    }

    fn kind(&self, path: &str) -> Option<&FieldKind> {
        let steps: Vec<_> = path.split('.').collect();
        self.form.field(&steps).map(|field| &field.kind)
    }

    /// Takes the values of a field over if they still hold, else leaves them to be
    /// seen.
    fn values(&mut self, all: &[Written], path: String) {
        let texts: Vec<_> = all.iter().map(|written| written.value.to_string()).collect();
        if texts.is_empty() {
            return;
        }
        let stands = match self.kind(&path) {
            Some(FieldKind::Value(kind)) => {
                texts.len() == 1 && stands(kind, &texts, &path)
            }
            Some(FieldKind::Several(kind)) => stands(kind, &texts, &path),
            _ => false,
        };
        let allowed = |text: &String| text.chars().all(yaml::is_allowed);
        if stands && texts.iter().all(|text| allowed(text) && !self.is_past(text)) {
            self.carried.values.insert(path, texts);
        } else {
            self.leave(path, texts.join("、"));
        }
    }

    /// Leaves something to be seen where the form has its field.
    fn leave(&mut self, path: String, said: String) {
        match self.kind(&path) {
            Some(FieldKind::Value(_) | FieldKind::Several(_) | FieldKind::Each(_)) => {
                self.carried.seen.insert(path, said);
            }
            Some(FieldKind::Group(_) | FieldKind::Open(..)) | None => {
                self.carried.unfit.push(Unfit { path, said });
            }
        }
    }

    /// Tells whether a text names last year, the year its report was published in, or
    /// the body by a name that it has no more.
    fn is_past(&self, text: &str) -> bool {
        let year = self.last.year();
        let years = year.into_iter().flat_map(|year| [year, year.saturating_add(1)]);
        years.into_iter().any(|year| names_year(text, year)) || self.names_old_body(text)
    }

    fn names_old_body(&self, text: &str) -> bool {
        self.last.text(&BODY).is_some_and(|old| old != self.answers.body)
            && [BODY, SHORT]
                .iter()
                .any(|path| self.last.text(path).is_some_and(|old| text.contains(old)))
    }

    /// Takes over the texts in tables that still hold, and leaves the others to be
    /// seen.
    fn texts(&mut self) {
        for (at, cell) in self.last.cells() {
            let Cell::Written { value: Value::Text(text), .. } = cell else { continue };
            let path = self.last.form.cell_path(at);
            let steps: Vec<_> = path.split('.').collect();
            let Ok(Target::Cell(cell)) = self.form.resolve(&steps) else {
                self.carried.unfit.push(Unfit { path, said: text.clone() });
                continue;
            };
            let holds =
                stands(self.form.cell_type(cell), std::slice::from_ref(text), &path)
                    && !is_beside_numbers(self.form, cell)
                    && text.chars().all(yaml::is_allowed)
                    && !self.is_past(text);
            let given = if holds { Given::Text } else { Given::Seen };
            self.carried.cells.insert(cell, given(text.clone()));
        }
    }

    /// Writes the numbers that a relation of 跨年 says to be last year's.
    fn numbers(&mut self) {
        let form = self.form;
        for (mine, theirs) in form.cross_year.iter().filter_map(equal_to_last_years) {
            match &mine.target {
                Target::Cell(cell) => self.number(*cell, &theirs.path),
                Target::Line(line) => {
                    let columns = &form.tables[line.table].parts[line.part].columns;
                    for (column, leaf) in columns.leaf_lines().iter().enumerate() {
                        let path = [&theirs.path].into_iter().chain(&leaf.steps);
                        let path = path.map(String::as_str).collect::<Vec<_>>().join(".");
                        self.number(line.cell(column), &path);
                    }
                }
                Target::Field(steps) => {
                    if let Some(number) = self.last_number(&theirs.path) {
                        self.carried.answer(&steps.join("."), &number.to_string());
                    }
                }
                Target::Group => {}
            }
        }
    }

    fn number(&mut self, cell: CellRef, path: &str) {
        if let Some(number) = self.last_number(path) {
            self.carried.cells.insert(cell, Given::Number(number, path.to_owned()));
        }
    }

    fn last_number(&self, path: &str) -> Option<Decimal> {
        let steps: Vec<_> = path.split('.').collect();
        self.last.number_at(&self.last.form.resolve(&steps).ok()?)
    }
}

/// Tells whether a cell stands in a row of numbers: a text there is about those of its
/// year.
fn is_beside_numbers(form: &Form, cell: CellRef) -> bool {
    let part = &form.tables[cell.table].parts[cell.part];
    let mut columns = 0..part.columns.leaves;
    !part.rows.items.is_empty()
        && columns.any(|column| part.value_type(cell.row, column).is_number())
}

/// Returns the two sides of `甲 = 上年.乙`, the one of this year first; none if they
/// may well differ.
fn equal_to_last_years(relation: &Relation) -> Option<(&Reference, &Reference)> {
    let sides = (alone(&relation.left)?, alone(&relation.right)?);
    let always = relation.comparison == Comparison::Equal
        && relation.conditions.is_empty()
        && relation.severity > Severity::Note;
    match (sides.0.year, sides.1.year) {
        (Year::This, Year::Last) if always => Some(sides),
        (Year::Last, Year::This) if always => Some((sides.1, sides.0)),
        _ => None,
    }
}

fn alone(sum: &Sum) -> Option<&Reference> {
    match &sum.terms[..] {
        [term] if term.sign == Sign::Plus => match &term.operand {
            Operand::Path(reference) => Some(reference),
            Operand::Number(_) => None,
        },
        _ => None,
    }
}

/// Tells whether texts are of a type that stands for longer than a year, and may be
/// written there. A choice that a form adds is a fact of the year.
fn stands(kind: &ValueType, texts: &[String], path: &str) -> bool {
    texts.iter().all(|text| match kind {
        ValueType::Text => !text.contains('\n'),
        ValueType::Url => text.starts_with("http://") || text.starts_with("https://"),
        ValueType::Postcode => text.len() == 6,
        ValueType::Choice(choices) => path == KIND && choices.contains(text),
        _ => false,
    })
}

/// Returns a list of groups as staff write it.
fn in_lines(groups: &[Group]) -> String {
    let mut lines = Vec::new();
    for group in groups {
        let mut sign = "- ";
        for (name, fact) in &group.facts {
            match fact {
                Fact::One(written) => {
                    let value = super::scalar::scalar(&written.value.to_string());
                    lines.push(format!("{sign}{name}: {value}"));
                }
                Fact::Prose(prose) => {
                    lines.push(format!("{sign}{name}: |"));
                    let text = prose.text().trim_end().lines();
                    lines.extend(text.map(|line| format!("    {line}")));
                }
                _ => continue,
            }
            sign = "  ";
        }
    }
    lines.join("\n")
}
