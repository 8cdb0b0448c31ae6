//! Commands that make a report of a file, or say whether it would be one.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::Help;
use super::desk::{DeskArgs, FontsFolder};
use super::findings::ReadArgs;
use crate::pipeline::Format;
use crate::render::markdown::SpannedTables;

/// The help of `--to`.
#[cfg(feature = "pdf")]
const FORMATS: &str = "生成哪几种，用逗号隔开：html、md、pdf，不写就是这三种；fragment 是粘贴到网站后台的片段";
#[cfg(not(feature = "pdf"))]
const FORMATS: &str = "生成哪几种，用逗号隔开：html、md，不写就是这两种；fragment 是粘贴到网站后台的片段。\
    这个程序没有带 PDF 功能，写不了 pdf";

#[derive(Debug, Args)]
pub(in crate::cli) struct BuildArgs {
    #[command(flatten)]
    pub(in crate::cli) read: ReadArgs,
    /// Which formats.
    #[arg(long, value_name = "种类", value_delimiter = ',', help_heading = "选项")]
    #[arg(help = FORMATS)]
    #[arg(hide_possible_values = true)]
    pub(in crate::cli) to: Vec<Format>,
    /// 存放到哪个文件夹，不写就放在数据文件旁边；- 表示输出到标准输出
    #[arg(short, long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Markdown 里有合并单元格的表：html 照原样，pipe 改成普通的竖线表
    #[arg(long, value_name = "写法", default_value = "html", help_heading = "选项")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(in crate::cli) tables: SpannedTables,
    #[command(flatten)]
    pub(in crate::cli) fonts: FontsFolder,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    #[command(flatten)]
    pub(in crate::cli) read: ReadArgs,
    /// 把检查结果写到哪个文件，用于 --format json、sarif、html；不写就输出到标准输出
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PreviewArgs {
    /// 数据文件
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(in crate::cli) file: PathBuf,
    /// 不打开浏览器，只显示地址
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) no_open: bool,
    /// 用哪个端口；不写就自动找一个空的
    #[arg(long, value_name = "端口", help_heading = "选项")]
    pub(in crate::cli) port: Option<u16>,
    /// 不开网页，在终端里显示一遍就结束
    #[arg(long, conflicts_with_all = ["no_open", "port"], help_heading = "选项")]
    pub(in crate::cli) once: bool,
    /// 和 --once 一起用，显示哪一种：md
    #[arg(long, value_name = "种类", default_value = "md", help_heading = "选项")]
    #[arg(requires = "once", hide_possible_values = true, hide_default_value = true)]
    pub(in crate::cli) to: Shown,
    #[command(flatten)]
    pub(in crate::cli) desk: DeskArgs,
    #[command(flatten)]
    pub(in crate::cli) fonts: FontsFolder,
    #[command(flatten)]
    help: Help,
}

/// What a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Shown {
    /// Markdown, its tables drawn.
    Md,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Fragment => "fragment",
            format => format.extension(),
        }))
    }
}

impl ValueEnum for SpannedTables {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Html, Self::Pipe]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Html => "html",
            Self::Pipe => "pipe",
            Self::Drawn => return None,
        }))
    }
}
