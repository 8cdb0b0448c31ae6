//! What the staff's file says, typed by its form.
//!
//! A value is written (with its place), left out, or wrong. A wrong value has
//! its finding already; whatever meets one stays silent about it.

mod date;
mod edit;
mod head;
mod printed;
mod read;
mod sums;
mod table;

pub use crate::form::Answer;
pub use edit::{NewCell, Unsettable, set_cells};
pub use head::{Head, head, is_staffs_file};
pub(crate) use printed::Printed;
pub(crate) use read::year;
pub use read::{Entered, entered, read, read_beside};
pub use sums::Part;
pub(crate) use table::as_zeros;
pub use table::{Cell, PartFacts, Remark, TableFacts};

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::form::Form;
use crate::source::Span;
use crate::yaml;

/// Everything a staff's file says.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The form that types it.
    pub form: Arc<Form>,
    /// The fields, in the form's order.
    pub fields: Group,
    /// The tables, in the form's order.
    pub tables: Vec<TableFacts>,
}

/// A group of fields.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Where the group stands; none if it is left out.
    pub span: Option<Span>,
    /// Names and values, in the form's order; every field of the form is there.
    pub facts: Vec<(String, Fact)>,
}

/// A field's value.
#[derive(Debug, Clone)]
pub enum Fact {
    /// Not there, or nothing after its colon.
    LeftOut,
    /// There, but wrong, and a finding says so.
    Wrong,
    /// One value.
    One(Written),
    /// Several of a kind.
    Several(Vec<Written>),
    /// Markdown with `{{ path }}`.
    Prose(Prose),
    /// A group of fields.
    Group(Group),
    /// A list of groups.
    Each(Vec<Group>),
    /// A map whose names staff chose.
    Open(Vec<Named>),
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// A value under a name that staff chose.
#[derive(Debug, Clone)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The value: [`Fact::One`], or [`Fact::Wrong`]; in 核实, where a reason is
    /// asked for, also [`Fact::LeftOut`].
    pub fact: Fact,
}

/// A typed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// 整数, 增减, 小数.
    Number(Decimal),
    /// 文字, 网址, 邮编, and the one choice of 选项.
    Text(String),
    /// 日期.
    Date(Date),
    /// 年度.
    Year(i16),
    /// 是否.
    YesNo(Answer),
    /// 多选: the choices taken, in the form's order.
    Choices(Vec<String>),
}

/// As staff write it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Year(year) => year.fmt(f),
            Self::YesNo(answer) => f.write_str(answer.word()),
            Self::Choices(taken) => f.write_str(&taken.join("、")),
        }
    }
}

/// A prose field: its text and the way back to the file.
#[derive(Debug, Clone)]
pub struct Prose {
    node: yaml::Node,
    places: OnceLock<yaml::Places>,
}

impl Prose {
    /// Makes a prose field of a scalar; none of another node.
    pub fn new(node: yaml::Node) -> Option<Self> {
        node.scalar().is_some().then(|| Self { node, places: OnceLock::new() })
    }

    /// Returns the text as staff wrote it, `{{ }}` unfilled.
    pub fn text(&self) -> &str {
        self.node.scalar().map_or("", |scalar| &scalar.text)
    }

    /// Returns where all of it stands.
    pub fn span(&self) -> &Span {
        &self.node.span
    }

    /// Returns where a byte range of the text stands. The way to the file is made
    /// when it is first asked for: most prose has nothing to point at.
    pub fn locate(&self, range: Range<usize>) -> Span {
        self.places.get_or_init(|| yaml::Places::new(&self.node)).locate(range)
    }
}

impl Facts {
    /// Returns a field by its names from the top; of an open map the value of a
    /// name. Everything below what is wrong is wrong itself.
    pub fn field(&self, path: &[impl AsRef<str>]) -> Option<&Fact> {
        let (first, rest) = path.split_first()?;
        let mut fact = self.fields.get(first.as_ref())?;
        for step in rest {
            fact = match fact {
                Fact::Group(group) => group.get(step.as_ref())?,
                Fact::Open(all) => {
                    &all.iter().find(|named| named.name == step.as_ref())?.fact
                }
                Fact::Wrong => return Some(fact),
                _ => return None,
            };
        }
        Some(fact)
    }

    /// Returns a field's single value, if it is written and right.
    pub fn value(&self, path: &[impl AsRef<str>]) -> Option<&Written> {
        match self.field(path)? {
            Fact::One(written) => Some(written),
            _ => None,
        }
    }

    /// Returns a field's text, if it is a text that is written.
    pub fn text(&self, path: &[&str]) -> Option<&str> {
        match &self.value(path)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Tells whether a field, or a name in an open map, has no value. One that is
    /// wrong, itself or a group above it, is not left out.
    pub fn is_left_out(&self, path: &[impl AsRef<str>]) -> bool {
        match self.field(path) {
            None | Some(Fact::LeftOut) => true,
            Some(Fact::Several(all)) => all.is_empty(),
            Some(Fact::Each(all)) => all.is_empty(),
            Some(_) => false,
        }
    }

    /// Returns the year reported on.
    pub fn year(&self) -> Option<i16> {
        match self.value(&["年度"])?.value {
            Value::Year(year) => Some(year),
            _ => None,
        }
    }

    /// Returns the day of signing.
    pub fn date(&self) -> Option<Date> {
        match self.value(&["落款", "日期"])?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// Returns every prose field with its dotted path, in the form's order.
    pub fn prose(&self) -> Vec<(String, &Prose)> {
        let mut found = Vec::new();
        collect_prose(&self.fields, "", &mut found);
        found
    }
}

impl Group {
    /// Returns the value of a name.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|(known, _)| known == name).map(|(_, fact)| fact)
    }
}

fn collect_prose<'a>(
    group: &'a Group,
    above: &str,
    found: &mut Vec<(String, &'a Prose)>,
) {
    for (name, fact) in &group.facts {
        let path = || join(above, name);
        match fact {
            Fact::Prose(prose) => found.push((path(), prose)),
            Fact::Group(group) => collect_prose(group, &path(), found),
            Fact::Each(groups) => {
                for (index, group) in groups.iter().enumerate() {
                    let path = join(&path(), &(index + 1).to_string());
                    collect_prose(group, &path, found);
                }
            }
            Fact::LeftOut
            | Fact::Wrong
            | Fact::One(_)
            | Fact::Several(_)
            | Fact::Open(_) => {}
        }
    }
}

/// Returns a dotted path with one step more.
pub(crate) fn join(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { [above, name].join(".") }
}
