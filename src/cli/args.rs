//! What may be typed. The doc comments here are the help that users read.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::pipeline::Format;
use crate::render::markdown::SpannedTables;

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
    /// 在浏览器里预览报告，存盘就更新（也可以写 预览）
    #[command(alias = "预览", disable_help_flag = true, help_template = TEMPLATE)]
    #[command(override_usage = "nianbao preview [选项] <文件>")]
    #[command(after_help = "只有这台电脑能打开，按 Ctrl-C 结束；\
        从管道启动的，标准输入关闭时结束")]
    Preview(PreviewArgs),
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

/// What files are read with.
#[derive(Debug, Clone, Args)]
pub(super) struct DeskArgs {
    /// 去年的数据文件，或存放去年数据文件的文件夹
    #[arg(long, value_name = "文件或文件夹", help_heading = "选项")]
    pub(super) last_year: Option<PathBuf>,
    /// 模板文件夹，其中的格式优先于程序自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) templates: Option<PathBuf>,
}

/// What commands that say what is wrong in files have in common.
#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// 数据文件，可以有多个；- 表示从标准输入读
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) desk: DeskArgs,
    /// 问题的写法：text（带原文）、short（每条一行）、html（网页）、json、sarif（供程序读取）
    #[arg(long, value_name = "写法", default_value = "text", help_heading = "选项")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(super) format: Findings,
    /// 列出全部问题；不写时每个文件最多列 50 处
    #[arg(long, help_heading = "选项")]
    pub(super) all: bool,
    /// 有警告也算不通过（退出码 1）
    #[arg(long, help_heading = "选项")]
    pub(super) deny_warnings: bool,
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) read: ReadArgs,
    /// 生成哪几种，用逗号隔开：html、md、pdf，不写就是这三种；fragment 是粘贴到网站后台的片段
    #[arg(long, value_name = "种类", value_delimiter = ',', help_heading = "选项")]
    #[arg(hide_possible_values = true)]
    pub(super) to: Vec<Format>,
    /// 存放到哪个文件夹，不写就放在数据文件旁边；- 表示输出到标准输出
    #[arg(short, long, value_name = "文件夹", help_heading = "选项")]
    pub(super) output: Option<PathBuf>,
    /// Markdown 里有合并单元格的表：html 照原样，pipe 改成普通的竖线表
    #[arg(long, value_name = "写法", default_value = "html", help_heading = "选项")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(super) tables: SpannedTables,
    /// 字体文件夹，其中的字体优先于系统的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) read: ReadArgs,
    /// 把检查结果写到哪个文件，用于 --format json、sarif、html；不写就输出到标准输出
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct FixArgs {
    /// 数据文件，可以有多个
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(super) files: Vec<PathBuf>,
    /// 不问，全部改
    #[arg(short, long, help_heading = "选项")]
    pub(super) yes: bool,
    #[command(flatten)]
    pub(super) desk: DeskArgs,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// 单位的全称，与印章一致（也可以写 --body）
    #[arg(long = "单位", alias = "body", value_name = "全称", help_heading = "选项")]
    pub(super) body: Option<String>,
    /// 报告哪一年的工作，四位数字（也可以写 --year）
    #[arg(long = "年度", alias = "year", value_name = "年", help_heading = "选项")]
    pub(super) year: Option<String>,
    /// 单位的类别：政府、部门、乡镇街道、其他（也可以写 --kind）
    #[arg(long = "类别", alias = "kind", value_name = "类别", help_heading = "选项")]
    pub(super) kind: Option<String>,
    /// 报告的格式；不写就用这个年度的（也可以写 --form）
    #[arg(long = "格式", alias = "form", value_name = "格式", help_heading = "选项")]
    pub(super) form: Option<String>,
    /// 去年的数据文件：单位、联系方式、小标题等照抄过来，文字留作说明（也可以写 --去年）
    #[arg(long, alias = "去年", value_name = "文件", help_heading = "选项")]
    pub(super) from: Option<PathBuf>,
    /// 写到哪个文件；不写就是“年度.yaml”，放在去年的文件旁边，或者当前文件夹
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub(super) output: Option<PathBuf>,
    /// 模板文件夹，其中的格式优先于程序自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) templates: Option<PathBuf>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct PreviewArgs {
    /// 数据文件
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(super) file: PathBuf,
    /// 不打开浏览器，只显示地址
    #[arg(long, help_heading = "选项")]
    pub(super) no_open: bool,
    /// 用哪个端口；不写就自动找一个空的
    #[arg(long, value_name = "端口", help_heading = "选项")]
    pub(super) port: Option<u16>,
    /// 不开网页，在终端里显示一遍就结束
    #[arg(long, conflicts_with_all = ["no_open", "port"], help_heading = "选项")]
    pub(super) once: bool,
    /// 和 --once 一起用，显示哪一种：md
    #[arg(long, value_name = "种类", default_value = "md", help_heading = "选项")]
    #[arg(requires = "once", hide_possible_values = true, hide_default_value = true)]
    pub(super) to: Shown,
    #[command(flatten)]
    pub(super) desk: DeskArgs,
    /// 字体文件夹，其中的字体优先于系统的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// 表格文件
    #[arg(value_name = "表格", help_heading = "参数")]
    pub(super) table: PathBuf,
    /// 填进哪个数据文件
    #[arg(long, value_name = "文件", required = true, help_heading = "选项")]
    pub(super) into: PathBuf,
    /// 只看哪张工作表（也可以写 --工作表），可以写几次；不写就看全部
    #[arg(long, alias = "工作表", value_name = "名称", help_heading = "选项")]
    pub(super) sheet: Vec<String>,
    /// 不问，直接改
    #[arg(short, long, help_heading = "选项")]
    pub(super) yes: bool,
    #[command(flatten)]
    pub(super) desk: DeskArgs,
    #[command(flatten)]
    help: Help,
}

/// What a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shown {
    /// Markdown, its tables drawn.
    Md,
}

#[derive(Debug, Args)]
pub(super) struct FormsArgs {
    /// 格式的名称；不写就列出全部格式
    #[arg(value_name = "格式", help_heading = "参数")]
    pub(super) form: Option<String>,
    /// 把这种格式的文件复制到哪个文件夹里，供修改；已经有的不会覆盖
    #[arg(short, long, value_name = "文件夹", requires = "form", help_heading = "选项")]
    pub(super) output: Option<PathBuf>,
    /// 模板文件夹，其中的格式优先于程序自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) templates: Option<PathBuf>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// 格式的名称
    #[arg(value_name = "格式", help_heading = "参数")]
    pub(super) form: String,
    /// 写到哪个文件；不写就输出到标准输出
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub(super) output: Option<PathBuf>,
    /// 模板文件夹，其中的格式优先于程序自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) templates: Option<PathBuf>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// 格式的名称，导出空表；或者数据文件，导出填好的表
    #[arg(value_name = "格式或文件", help_heading = "参数")]
    pub(super) form_or_file: PathBuf,
    /// 导出成 Excel 工作簿
    #[arg(long, help_heading = "选项")]
    pub(super) xlsx: bool,
    /// 写到哪个文件；不写就用格式或数据文件的名称，数据文件的放在它旁边
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub(super) output: Option<PathBuf>,
    /// 已经有同名的工作簿也换掉（也可以写 --覆盖）
    #[arg(long, alias = "覆盖", help_heading = "选项")]
    pub(super) force: bool,
    /// 模板文件夹，其中的格式优先于程序自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) templates: Option<PathBuf>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct LspArgs {
    /// 模板文件夹，其中的格式优先于程序自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) templates: Option<PathBuf>,
    /// 编辑器常会加上这一项：消息总是走标准输入输出，写不写都一样
    #[arg(long, hide = true)]
    stdio: bool,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// 问题代码，例如 S003；不写就列出全部代码
    #[arg(value_name = "代码", help_heading = "参数")]
    pub(super) code: Option<String>,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct FontsArgs {
    /// 字体文件夹，其中的字体优先于系统的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
    /// 模板文件夹，其中的 shared/fonts.yaml 优先于程序自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) templates: Option<PathBuf>,
    /// 写法：text 给人看，json 供程序读取
    #[arg(long, value_name = "写法", default_value = "text", help_heading = "选项")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(super) format: ListFormat,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// 哪一种 shell：bash、zsh、fish、powershell、elvish
    #[arg(value_name = "SHELL", hide_possible_values = true, help_heading = "参数")]
    pub(super) shell: clap_complete::Shell,
    #[command(flatten)]
    help: Help,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Findings {
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
    pub(super) fn is_gathered(self) -> bool {
        matches!(self, Self::Json | Self::Sarif | Self::Html)
    }
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
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
