//! Commands that write a staff's file.

use std::path::PathBuf;

use clap::Args;

use super::Help;
use super::desk::{DeskArgs, TemplatesArgs};

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    /// 单位的全称，与印章一致（也可以写 --body）
    #[arg(long = "单位", alias = "body", value_name = "全称", help_heading = "选项")]
    pub(in crate::cli) body: Option<String>,
    /// 报告哪一年的工作，四位数字（也可以写 --year）
    #[arg(long = "年度", alias = "year", value_name = "年", help_heading = "选项")]
    pub(in crate::cli) year: Option<String>,
    /// 单位的类别：政府、部门、乡镇街道、其他（也可以写 --kind）
    #[arg(long = "类别", alias = "kind", value_name = "类别", help_heading = "选项")]
    pub(in crate::cli) kind: Option<String>,
    /// 报告的格式；不写就用这个年度的（也可以写 --form）
    #[arg(long = "格式", alias = "form", value_name = "格式", help_heading = "选项")]
    pub(in crate::cli) form: Option<String>,
    /// 去年的数据文件：单位、联系方式、小标题等照抄过来，文字留作说明（也可以写 --去年）
    #[arg(long, alias = "去年", value_name = "文件", help_heading = "选项")]
    pub(in crate::cli) from: Option<PathBuf>,
    /// 写到哪个文件；不写就是“年度.yaml”，放在去年的文件旁边，或者当前文件夹
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) templates: TemplatesArgs,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FixArgs {
    /// 数据文件，可以有多个
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// 不问，全部改
    #[arg(short, long, help_heading = "选项")]
    pub(in crate::cli) yes: bool,
    #[command(flatten)]
    pub(in crate::cli) desk: DeskArgs,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    /// 表格文件
    #[arg(value_name = "表格", help_heading = "参数")]
    pub(in crate::cli) table: PathBuf,
    /// 填进哪个数据文件
    #[arg(long, value_name = "文件", required = true, help_heading = "选项")]
    pub(in crate::cli) into: PathBuf,
    /// 只看哪张工作表（也可以写 --工作表），可以写几次；不写就看全部
    #[arg(long, alias = "工作表", value_name = "名称", help_heading = "选项")]
    pub(in crate::cli) sheet: Vec<String>,
    /// 不问，直接改
    #[arg(short, long, help_heading = "选项")]
    pub(in crate::cli) yes: bool,
    #[command(flatten)]
    pub(in crate::cli) desk: DeskArgs,
    #[command(flatten)]
    help: Help,
}
