//! A form as data: its fields, its tables, and what must hold among them.
//!
//! A [`Form`] is read from a `form.yaml` by [`read()`]; no row, label or wording
//! of any form stands in Rust. The exception is the [`envelope`], the few
//! fields that every form has.

mod axis;
mod bad_pattern;
mod catalogue;
mod envelope;
mod field;
mod listing;
mod literals;
mod name;
mod named;
mod path;
mod pattern;
mod printed;
mod read;
mod relation;
mod rules;
mod sentence;
mod table;
mod value_type;

pub use axis::{Axis, Item, Line, LineKind, SUBTOTAL, Written};
pub use bad_pattern::BadPattern;
pub use catalogue::Catalogue;
pub use envelope::{LAST_YEAR, TABLES};
pub use field::{Deadline, Field, FieldKind, Names, Requirement};
pub use listing::{Listing, PartListing, PathHelp, PathKind, TableListing, paths};
pub use name::{BadName, check_name};
pub(crate) use named::{leaf_at, leaves, leaves_of, named, only_leaf};
pub use path::{Broken, CellRef, LineRef, Target};
pub use pattern::Pattern;
pub use read::read;
pub use relation::{
    Comparison, Condition, Operand, Reference, Relation, Sign, Sum, Term, Year,
};
pub use rules::{Candidate, Rule, Rules};
pub use sentence::{Claim, STATED, Sentence, Wording};
pub use table::{Blank, NUMBER_KEY, PartForm, REMARK_KEY, TableForm};
pub use value_type::{Answer, ValueType};

/// A form: what staff may write, what is printed of it, and what must hold.
#[derive(Debug, Clone)]
pub struct Form {
    /// 名称: the name of its folder.
    pub name: String,
    /// 说明: one line for those who choose a form; may be empty.
    pub description: String,
    /// 依据: the legal basis; may be empty.
    pub basis: String,
    /// 栏目类型: `ColumnType` of the column such a report is published in, one of
    /// the list of 《政府网站发展指引》; may be empty.
    pub column_type: String,
    /// 年度: the first year it is for.
    pub first_year: i16,
    /// 年度: the last year it is for, if it is no longer in force.
    pub last_year: Option<i16>,
    /// 期限: the last days for signing, in the year after.
    pub deadlines: Vec<Deadline>,
    /// The envelope's fields and then the form's own, in order.
    pub fields: Vec<Field>,
    /// 表格, in order.
    pub tables: Vec<TableForm>,
    /// 勾稽: relations within one report.
    pub relations: Vec<Relation>,
    /// 跨年: relations with last year's report.
    pub cross_year: Vec<Relation>,
    /// 叙述核对: sentences checked against numbers.
    pub sentences: Rules<Sentence>,
    /// 用语: wording never right in this form's prose.
    pub wordings: Rules<Wording>,
}

impl Form {
    /// Tells whether the form is for reports on a year.
    pub fn covers(&self, year: i16) -> bool {
        year >= self.first_year && self.last_year.is_none_or(|last| year <= last)
    }

    /// Returns the years it is for, in words: `2019 至 2020 年度`.
    pub fn years(&self) -> String {
        let first = self.first_year;
        match self.last_year {
            Some(last) if last == first => format!("{last} 年度"),
            Some(last) => format!("{first} 至 {last} 年度"),
            None => format!("{first} 年度及以后"),
        }
    }

    /// Tells whether another form is an edition of the same report: they have a table
    /// in common.
    pub fn is_edition_of(&self, other: &Self) -> bool {
        self.name != other.name
            && self.tables.iter().any(|table| other.table(&table.name).is_some())
    }

    /// Tells whether a field, a table, a row or a column bears a name, or is printed
    /// so.
    pub fn has_word(&self, word: &str) -> bool {
        fn in_fields(fields: &[Field], word: &str) -> bool {
            fields
                .iter()
                .any(|field| field.name == word || in_fields(field.children(), word))
        }
        fn in_items(items: &[Item], word: &str) -> bool {
            items.iter().any(|item| {
                item.name.as_deref() == Some(word)
                    || item.label == word
                    || in_items(&item.children, word)
            })
        }
        in_fields(&self.fields, word)
            || self.tables.iter().any(|table| {
                table.name == word
                    || table.parts.iter().any(|part| {
                        in_items(&part.rows.items, word)
                            || in_items(&part.columns.items, word)
                    })
            })
    }

    /// Returns the table of a name.
    pub fn table(&self, name: &str) -> Option<&TableForm> {
        self.tables.iter().find(|table| table.name == name)
    }
}
