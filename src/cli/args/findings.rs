//! Which files are looked at, and how what is wrong in them is said.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::desk::DeskArgs;

/// What commands that say what is wrong in files have in common.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReadArgs {
    /// 数据文件，可以有多个；- 表示从标准输入读
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(in crate::cli) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) desk: DeskArgs,
    /// 问题的写法：text（带原文）、short（每条一行）、html（网页）、json、sarif（供程序读取）
    #[arg(long, value_name = "写法", default_value = "text", help_heading = "选项")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(in crate::cli) format: Findings,
    /// 列出全部问题；不写时每个文件最多列 50 处
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) all: bool,
    /// 有警告也算不通过（退出码 1）
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) deny_warnings: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Findings {
    /// With their lines, for people.
    Text,
    /// One line each.
    Short,
    /// For programs.
    Json,
    /// For editors and build servers.
    Sarif,
    /// One page, to be mailed.
    Html,
}

impl Findings {
    /// Tells whether the findings of all files make one thing, for standard output.
    pub(in crate::cli) fn is_gathered(self) -> bool {
        matches!(self, Self::Json | Self::Sarif | Self::Html)
    }
}
