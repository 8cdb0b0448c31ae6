//! What last year's report gives to a new one.
//!
//! Texts that stand for longer than a year are taken over: the body, its contact,
//! its site, and a form's own short texts. One that names last year, or the body by
//! the name it had, is left as a comment, and so are prose, numbers and days. The
//! numbers that 跨年 says to be last year's are written.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Answers, Unfit};
use crate::facts::{Answer, Fact, Facts, Group, Value, Written, join};
use crate::form::{
    CellRef, Comparison, FieldKind, Form, Operand, Reference, Relation, Sign, Sum,
    Target, ValueType, Year,
};
use crate::width::narrow;

/// Fields that are of one report only, or that a new file is asked for.
const OWN: [&str; 5] = ["格式", "年度", "上年文件", "附注", "核实"];
const BODY: &str = "单位.名称";
const KIND: &str = "单位.类别";
const SHORT: &str = "单位.简称";

/// What a new file holds from the start.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Values by the dotted path of their field.
    pub(super) values: BTreeMap<String, Vec<String>>,
    /// What last year's report said, by the dotted path of the field, to be seen.
    pub(super) said: BTreeMap<String, String>,
    /// Names in open maps with what last year's report said, by the map's path.
    pub(super) names: BTreeMap<String, Vec<(String, String)>>,
    /// Numbers of cells, with the path of last year's.
    pub(super) cells: BTreeMap<CellRef, (Decimal, String)>,
    /// The year of the earlier report, if there is one.
    pub(super) year: Option<i16>,
    /// What has no place.
    pub(super) unfit: Vec<Unfit>,
}

impl Carried {
    pub(super) fn new(form: &Form, answers: &Answers, last: Option<&Facts>) -> Self {
        let mut carried = Self::default();
        if let Some(last) = last {
            carried.year = last.year();
            let mut sorting = Sorting { form, answers, last, carried: &mut carried };
            sorting.group(&last.fields, "");
            if last.year().and_then(|year| year.checked_add(1)) == Some(answers.year) {
                sorting.numbers();
            }
        }
        let mut give = |path: &str, value: &str| {
            carried.said.remove(path);
            carried.values.insert(path.to_owned(), vec![value.to_owned()]);
        };
        give("格式", &form.name);
        give("年度", &answers.year.to_string());
        give(BODY, &answers.body);
        for (path, value) in
            [(KIND, &answers.kind), ("上年文件", &answers.last_year_file)]
        {
            if let Some(value) = value {
                give(path, value);
            }
        }
        carried
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
            Fact::Prose(prose) => self.say(path, prose.text().trim_end().to_owned()),
            Fact::Group(group) => self.group(group, &path),
            Fact::Each(groups) if groups.is_empty() => {}
            Fact::Each(groups) => self.say(path, in_lines(groups)),
            Fact::Open(named) => {
                let said = named.iter().filter_map(|named| match &named.fact {
                    Fact::One(written) => Some((named.name.clone(), shown(written))),
                    _ => None,
                });
                let said: Vec<_> = said.collect();
                if matches!(self.kind(&path), Some(FieldKind::Open(..))) {
                    self.carried.names.insert(path, said);
                } else {
                    let unfit = said
                        .into_iter()
                        .map(|(name, said)| Unfit { path: join(&path, &name), said });
                    self.carried.unfit.extend(unfit);
                }
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
        let texts: Vec<_> = all.iter().map(shown).collect();
        if texts.is_empty() {
            return;
        }
        let takes = match self.kind(&path) {
            Some(FieldKind::Value(kind)) => texts.len() == 1 && fits(kind, &texts, &path),
            Some(FieldKind::Several(kind)) => fits(kind, &texts, &path),
            _ => false,
        };
        if takes && !texts.iter().any(|text| self.is_of_last_year(text)) {
            self.carried.values.insert(path, texts);
        } else {
            self.say(path, texts.join("、"));
        }
    }

    /// Leaves a text to be seen where the form has its field.
    fn say(&mut self, path: String, text: String) {
        if self.kind(&path).is_some() {
            self.carried.said.insert(path, text);
        } else {
            self.carried.unfit.push(Unfit { path, said: text });
        }
    }

    /// Tells whether a text names last year, the year its report was published in, or
    /// the body by a name that it has no more.
    fn is_of_last_year(&self, text: &str) -> bool {
        let year = self.last.year();
        let years = year.into_iter().flat_map(|year| [year, year.saturating_add(1)]);
        years.into_iter().any(|year| names_year(text, year)) || self.names_old_body(text)
    }

    fn names_old_body(&self, text: &str) -> bool {
        let name = |path: &str| self.last.text(&path.split('.').collect::<Vec<_>>());
        name(BODY).is_some_and(|old| old != self.answers.body)
            && [BODY, SHORT]
                .iter()
                .any(|path| name(path).is_some_and(|old| text.contains(old)))
    }

    /// Writes the numbers that a relation of 跨年 says to be last year's.
    fn numbers(&mut self) {
        let form = self.form;
        for (mine, theirs) in form.cross_year.iter().filter_map(equal_to_last_years) {
            match &mine.target {
                Target::Cell(cell) => self.cell(*cell, &theirs.path),
                Target::Line(line) => {
                    let columns = &form.tables[line.table].parts[line.part].columns;
                    for (column, leaf) in columns.leaf_lines().iter().enumerate() {
                        let steps = leaf.steps.iter();
                        let path = steps
                            .fold(theirs.path.clone(), |path, step| join(&path, step));
                        self.cell(line.cell(column), &path);
                    }
                }
                Target::Field(steps) => {
                    if let Some(number) = self.number(&theirs.path) {
                        let path = steps.join(".");
                        self.carried.said.remove(&path);
                        self.carried.values.insert(path, vec![number.to_string()]);
                    }
                }
                Target::Group => {}
            }
        }
    }

    fn cell(&mut self, cell: CellRef, path: &str) {
        if let Some(number) = self.number(path) {
            self.carried.cells.insert(cell, (number, path.to_owned()));
        }
    }

    fn number(&self, path: &str) -> Option<Decimal> {
        let steps: Vec<_> = path.split('.').collect();
        self.last.number_at(&self.last.form.resolve(&steps).ok()?)
    }
}

/// Returns the two sides of `甲 = 上年.乙`, the one of this year first.
fn equal_to_last_years(relation: &Relation) -> Option<(&Reference, &Reference)> {
    let sides = (alone(&relation.left)?, alone(&relation.right)?);
    let equal =
        relation.comparison == Comparison::Equal && relation.conditions.is_empty();
    match (sides.0.year, sides.1.year) {
        (Year::This, Year::Last) if equal => Some(sides),
        (Year::Last, Year::This) if equal => Some((sides.1, sides.0)),
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
/// written there.
fn fits(kind: &ValueType, texts: &[String], path: &str) -> bool {
    texts.iter().all(|text| match kind {
        ValueType::Text => !text.contains('\n'),
        ValueType::Url => text.starts_with("http://") || text.starts_with("https://"),
        ValueType::Postcode => text.len() == 6,
        ValueType::Choice(choices) => path == KIND && choices.contains(text),
        _ => false,
    })
}

/// Tells whether a text holds a year, in digits or in Chinese ones, that is not part
/// of a longer number; in an address digits may follow: `t20220118_1.htm`.
fn names_year(text: &str, year: i16) -> bool {
    const DIGITS: [char; 10] =
        ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| match c {
        '零' | '○' => Some('0'),
        _ => DIGITS
            .iter()
            .position(|&it| it == c)
            .and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10)),
    };
    let text: String = text.chars().map(|c| digit(c).unwrap_or(narrow(c))).collect();
    let is_address = text.contains("://");
    let year = year.to_string();
    text.match_indices(&year).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + year.len()..]);
        !before.ends_with(|c: char| c.is_ascii_digit())
            && (is_address || !behind.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Returns a value as staff write it.
fn shown(written: &Written) -> String {
    match &written.value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Year(year) => year.to_string(),
        Value::YesNo(answer) => Answer::word(*answer).to_owned(),
        Value::Choices(all) => all.join("、"),
    }
}

/// Returns a list of groups as staff write it.
fn in_lines(groups: &[Group]) -> String {
    let mut lines = Vec::new();
    for group in groups {
        let mut sign = "- ";
        for (name, fact) in &group.facts {
            match fact {
                Fact::One(written) => {
                    lines.push(format!("{sign}{name}: {}", shown(written)))
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
