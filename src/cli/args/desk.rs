//! What files are read with.

use std::path::PathBuf;

use clap::Args;

/// What files are read with.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct DeskArgs {
    /// 去年的数据文件，或存放去年数据文件的文件夹
    #[arg(long, value_name = "文件或文件夹", help_heading = "选项")]
    pub(in crate::cli) last_year: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) templates: TemplatesArgs,
}

/// Where templates are looked for first.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct TemplatesArgs {
    /// 模板文件夹，其中的格式优先于程序自带的
    #[arg(id = "templates", long = "templates")]
    #[arg(value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) folder: Option<PathBuf>,
}

/// Where fonts are looked for first.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct FontsFolder {
    /// 字体文件夹，其中的字体优先于系统的
    #[arg(id = "fonts", long = "fonts")]
    #[arg(value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) folder: Option<PathBuf>,
}
