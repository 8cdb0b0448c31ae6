//! Turns one YAML file of facts and counts into a Chinese statutory annual
//! report, as HTML, Markdown and PDF that say the same thing.
//!
//! Staff of a public body write what happened; a form (`form.yaml`) says what may
//! be written, what must hold among the numbers and what is printed, and its
//! `report.md` words the report. The crate reads the file, says in Chinese what is
//! wrong and where, and prints the report.
//!
//! # From a text to a report
//!
//! Four values, each made from the one before it:
//!
//! 1. [`Forms`](pipeline::Forms): the forms there are and their templates, set up
//!    once for any number of reports. [`Assets`](assets::Assets) hold the files
//!    that forms are made of: those that travel in the program, and your own.
//! 2. [`Reading`](pipeline::Reading): one file, read by the form that it names as
//!    far as it can be read, with all that is wrong so far. Last year's file is
//!    read the same way; [`pictures`](pipeline::Reading::pictures) says which
//!    pictures to put among the assets.
//! 3. [`Composed`](pipeline::Composed): the [`Document`](document::Document), and
//!    everything found. There is none while something found is an error.
//! 4. [`Press`](pipeline::Press): prints documents in any format. It too is set up
//!    once, since page, layout and fonts are the costly part.
//!
//! ```
//! use jiff::civil::date;
//! use nianbao::assets::Assets;
//! use nianbao::diagnostic::terminal::{self, Style};
//! use nianbao::pipeline::{Composed, Format, Forms, Press, PrintOptions};
//! use nianbao::render::markdown::SpannedTables;
//! use nianbao::source::Source;
//!
//! let yaml = "
//! 格式: 政府信息公开-2021
//! 年度: 2024
//! 单位: {名称: 青禾县水利局, 类别: 部门}
//! 联系方式: {部门: 办公室, 电话: 0500-3333020}
//! 总体情况: {综述: 2024年，全局政务公开工作平稳开展。}
//! 主动公开:
//!   规章: {制发: 0, 废止: 0, 现行有效: 0}
//!   行政规范性文件: {制发: 2, 废止: 0, 现行有效: 6}
//!   行政许可: 31
//!   行政处罚: 4
//!   行政强制: 0
//!   行政事业性收费: 12.75
//! 申请:
//!   本年新收: {自然人: 7}
//!   办理结果: {予以公开: {自然人: 5}}
//!   结转下年度: {自然人: 2}
//! 复议诉讼: 0
//! 问题与改进: 公开内容还不够丰富，将在新的一年改进。
//! ";
//! let assets = Assets::embedded();
//! let forms = Forms::new(&assets);
//! let press = Press::new(&assets).expect("the page in the program is right");
//!
//! let reading = forms.read(&Source::new("2024.yaml", yaml));
//! let Composed { document, findings, .. } = reading.compose(None, &assets);
//! print!("{}", terminal::render(&findings, Style::Plain));
//! let document = document.expect("these are warnings: nothing forbids the report");
//!
//! let options = PrintOptions {
//!     stem: "2024".to_owned(), // the page links to 2024.md
//!     formats: vec![Format::Html, Format::Markdown],
//!     tables: SpannedTables::Pipe,
//!     day: date(2025, 1, 20),
//! };
//! let print = |format| press.print(&document, format, &assets, &options);
//! let html = print(Format::Html).expect("there are no pictures to fail on");
//! let markdown = print(Format::Markdown).expect("nothing forbids it");
//! assert!(html.starts_with(b"<!DOCTYPE html>"));
//! assert!(markdown.starts_with("# 青禾县水利局2024年政府信息公开".as_bytes()));
//! ```
//!
//! A PDF needs fonts: a [`Fonts`](fonts::Fonts) filled by hand, or those that
//! the machine has, found in the order that `templates/shared/fonts.yaml` wants
//! them.
//!
//! ```
//! # #[cfg(all(feature = "pdf", feature = "cli"))]
//! # fn main() {
//! use nianbao::assets::Assets;
//! use nianbao::fonts::{FontPlan, Fonts};
//! use nianbao::pipeline::Press;
//! use nianbao::source::Source;
//! use nianbao::yaml;
//!
//! let assets = Assets::embedded();
//! let plan = assets.text("templates/shared/fonts.yaml").expect("it is embedded");
//! let plan = yaml::load(&Source::new("fonts.yaml", plan)).root.expect("it is YAML");
//! let plan = FontPlan::read(&plan).expect("it is right");
//! let fonts: Fonts = nianbao::cli::fonts::find(&plan, None);
//! let press = Press::new(&assets).and_then(|press| press.with_fonts(&assets, &fonts));
//! // With this press `Format::Pdf` is printed like any other; first ask
//! // `press.gaps` whether the fonts have every character.
//! assert!(press.is_ok(), "`make fonts` was run");
//! # }
//! # #[cfg(not(all(feature = "pdf", feature = "cli")))]
//! # fn main() {}
//! ```
//!
//! A form of your own is two more assets, `templates/NAME/form.yaml` and
//! `templates/NAME/report.md`; `docs/forms.md` says how they are written.
//!
//! # Stages
//!
//! Each takes plain values and gives plain values; none accepts an earlier
//! stage's type.
//!
//! | stage | module | from | to |
//! | --- | --- | --- | --- |
//! | read | [`yaml`] | a text | a tree of nodes with places |
//! | type | [`facts`] | the tree and a [`form`] | facts |
//! | check | [`check`] | facts | findings ([`diagnostic`]) |
//! | compose | [`compose`] | facts, prose ([`prose`]) and `report.md` ([`template`]) | a [`document`] |
//! | render | [`render`] | the document | HTML, Markdown, PDF |
//!
//! [`pipeline`] puts them together.
//!
//! # Words
//!
//! | Chinese | here | Chinese | here |
//! | --- | --- | --- | --- |
//! | 格式 | form | 正文 | prose |
//! | 年度 | year | 小计 | subtotal |
//! | 表格, 部分 | table, part | 合计, 总计 | total |
//! | 行, 列 | row, column | 勾稽 | relation |
//! | 角标 | corner | 跨年 | across years |
//! | 标签 | label | 叙述核对 | sentence check |
//! | 落款, 署名 | signature, name | 附注 | note |
//! | 错误, 警告, 提示 | error, warning, note | 核实 | verification |
//!
//! # What it does not do
//!
//! It sends nothing anywhere, and reads and writes no file outside [`cli`], which
//! mends a file of staff's only when told to. A row, a label or a sentence of a form
//! is never in the code.
//!
//! # Features
//!
//! `pdf` (default): PDF through typst, most of the packages there are. `cli`
//! (default): the command line, and finding the machine's fonts. `workbook` (with
//! `cli`): the tables as an Excel workbook.

pub mod assets;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compose;
mod day;
pub mod diagnostic;
pub mod document;
pub mod facts;
pub mod fonts;
pub mod form;
#[cfg(feature = "cli")]
pub mod lsp;
mod number;
mod numeral;
mod personal;
mod picture;
pub mod pipeline;
#[cfg(feature = "cli")]
pub mod preview;
pub mod prose;
pub mod render;
pub mod schema;
pub mod source;
mod spelling;
#[cfg(feature = "cli")]
pub mod starter;
pub mod template;
mod width;
#[cfg(feature = "workbook")]
pub mod workbook;
pub mod yaml;
