//! The report as its reader sees it, with no output format in it and no places.
//!
//! [`Table`] says what is meant; [`TableGrid`] where each cell lies. Renderers
//! read the grid only, so HTML, Markdown and PDF cannot lay a table out
//! differently.

mod grid;
mod inlines;
mod table;
pub(crate) mod target;

pub use grid::{CellId, PlacedCell, Reach, Role, Row, RowKind, TableGrid};
pub use inlines::{Inline, Inlines};
pub use table::{Align, BodyCell, Header, Part, Table};

use jiff::civil::Date;
use serde::Serialize;

/// The box before an option that is taken.
pub const TAKEN: char = '■';
/// The box before an option that is left.
pub const LEFT: char = '□';

/// A whole report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// What is said about the report rather than in it.
    pub meta: Meta,
    /// The report from its title (a heading of level 1) to its signature.
    pub blocks: Vec<Block>,
}

/// What is said about a report rather than in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meta {
    /// The title as plain text, in one line.
    pub title: String,
    /// The body that publishes, by its full name.
    pub author: String,
    /// The year reported on.
    pub year: i16,
    /// The date of signature, where there is one.
    pub date: Option<Date>,
    /// Where and how it is published, each as the staff's file gives it.
    pub publication: Publication,
}

/// Page metadata of 《政府网站发展指引》 (国办发〔2017〕47号); empty where not given.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Publication {
    /// 网址, the page's absolute address.
    pub url: Option<String>,
    /// 站点名称, `SiteName`.
    pub site_name: Option<String>,
    /// 站点标识码, `SiteIDCode`.
    pub site_code: Option<String>,
    /// 栏目, `ColumnName`.
    pub column: Option<String>,
    /// The form's 栏目类型, `ColumnType`.
    pub column_type: Option<String>,
    /// 来源, `ContentSource`.
    pub source: Option<String>,
    /// 关键词, `Keywords`.
    pub keywords: Vec<String>,
}

/// A part of the report that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading; level 1 is the report's title, 2 the form's parts (一、), 3 and
    /// below sub-headings.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The heading's text, with its number.
        content: Inlines,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Inlines,
    },
    /// A list.
    List {
        /// Numbered or not.
        marker: Marker,
        /// The items, each of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A table.
    Table(Table),
    /// A picture on its own.
    Figure {
        /// The picture's path among the assets.
        path: String,
        /// What it shows, for its caption and for those who do not see it.
        description: String,
    },
    /// Who signs, and when.
    Signature {
        /// 署名.
        name: String,
        /// 成文日期, printed like 2022年1月18日.
        date: Option<Date>,
    },
}

/// How a list counts its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// Numbers from the given one on.
    Number(u64),
}
