//! What may be typed. The doc comments here are the help that users read.
//!
//! The list of commands is here; what several take is in [`desk`] and [`findings`],
//! what one takes with its like in [`report`], [`mod@file`], [`form`] and [`program`].

mod desk;
mod file;
mod findings;
mod form;
mod program;
mod report;

use clap::{Args, Parser, Subcommand};

pub(super) use desk::{DeskArgs, TemplatesArgs};
pub(super) use file::{FixArgs, ImportArgs, NewArgs};
pub(super) use findings::{Findings, ReadArgs};
pub(super) use form::{ExportArgs, FormsArgs, SchemaArgs};
#[cfg(feature = "pdf")]
pub(super) use program::ListFormat;
pub(super) use program::{CompletionsArgs, ExplainArgs, FontsArgs, LspArgs};
pub(super) use report::{BuildArgs, CheckArgs, PreviewArgs};

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// 年报：把一份 YAML 数据文件变成规范的年度报告（网页、Markdown、PDF）
#[derive(Debug, Parser)]
#[command(
    name = "nianbao",
    version,
    disable_help_flag = true,
    disable_version_flag = true
)]
#[command(disable_help_subcommand = true, help_template = TEMPLATE)]
#[command(subcommand_value_name = "命令", subcommand_help_heading = "命令")]
#[command(after_help = "每个命令的用法：nianbao 命令 --help\n\
    退出码：0 完成（可以有警告）；1 数据文件有错误；2 用法不对，或文件、字体等出了问题")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    help: Help,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 建一个新的数据文件，可以从去年的文件开始（也可以写 新建）
    #[command(alias = "新建", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao new [选项]")]
    #[command(
        after_help = "没有写明的，在终端里会逐项问您；从去年的文件开始，就都照去年的。\n\
        已经有的文件不会覆盖"
    )]
    New(NewArgs),
    /// 生成报告（也可以写 生成）
    #[command(alias = "生成", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao build [选项] <文件>...")]
    Build(BuildArgs),
    /// 检查数据文件，不生成报告（也可以写 检查）
    #[command(alias = "检查", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao check [选项] <文件>...")]
    #[command(after_help = "字体里有没有某个字，各台电脑不同，这里不查；\
        生成 PDF 时先查，有字显示不了就不生成")]
    Check(CheckArgs),
    /// 在浏览器里预览报告，存盘就更新（也可以写 预览）
    #[command(alias = "预览", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao preview [选项] <文件>")]
    #[command(after_help = "只有这台电脑能打开，按 Ctrl-C 结束；\
        从管道启动的，标准输入关闭时结束")]
    Preview(PreviewArgs),
    /// 改正数据文件里拿得准的问题，改之前先给您看（也可以写 修正）
    #[command(alias = "修正", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao fix [选项] <文件>...")]
    #[command(
        after_help = "只改标点、空格、写法这类拿得准的；表里的数和英文词从不改动，\
        其余的字、注释、缩进照原样。\n文件是 GBK（ANSI）编码的，会转成 UTF-8"
    )]
    Fix(FixArgs),
    /// 把 Excel 等表格里的数填进数据文件，改之前先给您看（也可以写 导入）
    #[command(alias = "导入", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao import [选项] <表格> --into <文件>")]
    #[command(
        after_help = "可以导入 xlsx、xlsm、xls、ods、csv。表要和格式的行、列一样，放在工作表的哪里都行，\
        一张工作表里可以有几个表。\n\
        空格、“/”“—”“无”当作没有发生；合计只核对，数据文件里写了合计的才改。\n\
        行、列缺了、多了，一个数也不导入；数据文件里的注释、次序和别的内容照原样"
    )]
    Import(ImportArgs),
    /// 列出报告格式，或一种格式的全部栏目；复制一种格式（也可以写 格式）
    #[command(alias = "格式", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao forms [选项] [格式]")]
    Forms(FormsArgs),
    /// 输出一种格式的 JSON Schema，编辑器用它补全栏目、显示说明（也可以写 提示）
    #[command(alias = "提示", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao schema [选项] <格式>")]
    #[command(after_help = "VS Code 装上 YAML 扩展，在数据文件第一行写：\n\
        # yaml-language-server: $schema=文件名.json")]
    Schema(SchemaArgs),
    /// 把表导出成 Excel 工作簿，供填写或核对（也可以写 导出）
    #[command(alias = "导出", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao export --xlsx [选项] <格式或文件>")]
    #[command(after_help = "每张表一页，合计自动算，勾稽关系在表的右边核对；\
        格式是空表，数据文件是填好的表")]
    Export(ExportArgs),
    /// 编辑器的语言服务：边写边提示问题、补全栏目，由编辑器启动（也可以写 编辑器）
    #[command(alias = "编辑器", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao lsp [选项]")]
    #[command(after_help = "怎样在 VS Code、Vim、Kate 里设置，见 docs/editors.md")]
    Lsp(LspArgs),
    /// 列出 PDF 的每种用途用哪个字体，缺的怎样装（也可以写 字体）
    #[command(alias = "字体", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao fonts [选项]")]
    Fonts(FontsArgs),
    /// 说明一个问题代码是什么意思，或列出全部代码（也可以写 说明）
    #[command(alias = "说明", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao explain [选项] [代码]")]
    Explain(ExplainArgs),
    /// 输出命令行补全脚本（也可以写 补全）
    #[command(alias = "补全", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao completions <SHELL>")]
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(super) struct Help {
    /// 显示帮助
    #[arg(short, long, action = clap::ArgAction::Help, help_heading = "选项")]
    help: Option<bool>,
}
