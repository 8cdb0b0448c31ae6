//! Commands that show a form: as a list, to an editor, as a workbook.

use std::path::PathBuf;

use clap::Args;

use super::Help;
use super::desk::TemplatesArgs;

#[derive(Debug, Args)]
pub(in crate::cli) struct FormsArgs {
    /// 格式的名称；不写就列出全部格式。shared 是各种格式共用的网页、版面和字体，只能复制
    #[arg(value_name = "格式", help_heading = "参数")]
    pub(in crate::cli) form: Option<String>,
    /// 把这种格式的文件复制到哪个文件夹里，供修改；已经有的不会覆盖
    #[arg(short, long, value_name = "文件夹", requires = "form", help_heading = "选项")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) templates: TemplatesArgs,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArgs {
    /// 格式的名称
    #[arg(value_name = "格式", help_heading = "参数")]
    pub(in crate::cli) form: String,
    /// 写到哪个文件；不写就输出到标准输出
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) templates: TemplatesArgs,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    /// 格式的名称，导出空表；或者数据文件，导出填好的表
    #[arg(value_name = "格式或文件", help_heading = "参数")]
    pub(in crate::cli) form_or_file: PathBuf,
    /// 导出成 Excel 工作簿
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) xlsx: bool,
    /// 写到哪个文件；不写就用格式或数据文件的名称，数据文件的放在它旁边
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// 已经有同名的工作簿也换掉（也可以写 --覆盖）
    #[arg(long, alias = "覆盖", help_heading = "选项")]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) templates: TemplatesArgs,
    #[command(flatten)]
    help: Help,
}
