//! Turns one YAML file of facts and counts into a Chinese statutory annual
//! report, as HTML, Markdown and PDF that say the same thing.
//!
//! Staff of a public body write what happened; a form (`form.yaml`) says what may
//! be written, what must hold among the numbers and what is printed, and its
//! `report.md` words the report. The crate reads the file, says in Chinese what is
//! wrong and where, and prints the report.
//!
//! ```
//! use nianbao::assets::Assets;
//! use nianbao::diagnostic::terminal;
//! use nianbao::pipeline::Forms;
//! use nianbao::render::markdown::{self, SpannedTables};
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
//! let reading = forms.read(&Source::new("2024.yaml", yaml));
//! let composed = reading.compose(None, &assets);
//! print!("{}", terminal::render(&composed.findings, terminal::Style::Plain));
//!
//! let document = composed.document.expect("nothing found forbids the report");
//! let text = markdown::write(&document, SpannedTables::Pipe);
//! assert!(text.starts_with("# 青禾县水利局2024年政府信息公开工作年度报告\n"));
//! ```
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
//! It edits no file of staff's, sends nothing anywhere, and opens no file outside
//! [`cli`]. A row, a label or a sentence of a form is never in the code.
//!
//! # Features
//!
//! `pdf` (default): PDF through typst, some 200 packages. `cli` (default): the
//! command line.

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
pub mod number;
pub mod picture;
pub mod pipeline;
pub mod prose;
pub mod render;
pub mod source;
mod spelling;
pub mod template;
pub mod yaml;
