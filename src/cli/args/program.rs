//! Commands about the program itself: its fonts, its codes, its place in an editor and
//! a shell.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Help;
use super::desk::{FontsFolder, TemplatesArgs};

#[derive(Debug, Args)]
pub(in crate::cli) struct LspArgs {
    #[command(flatten)]
    pub(in crate::cli) templates: TemplatesArgs,
    /// 编辑器常会加上这一项：消息总是走标准输入输出，写不写都一样
    #[arg(long, hide = true)]
    stdio: bool,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FontsArgs {
    #[command(flatten)]
    pub(in crate::cli) fonts: FontsFolder,
    /// 模板文件夹，其中的 shared/fonts.yaml 优先于程序自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) templates: Option<PathBuf>,
    /// 写法：text 给人看，json 供程序读取
    #[arg(long, value_name = "写法", default_value = "text", help_heading = "选项")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(in crate::cli) format: ListFormat,
    #[command(flatten)]
    help: Help,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArgs {
    /// 问题代码，例如 S003；不写就列出全部代码
    #[arg(value_name = "代码", help_heading = "参数")]
    pub(in crate::cli) code: Option<String>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// 哪一种 shell：bash、zsh、fish、powershell、elvish
    #[arg(value_name = "SHELL", hide_possible_values = true, help_heading = "参数")]
    pub(in crate::cli) shell: clap_complete::Shell,
    #[command(flatten)]
    help: Help,
}
