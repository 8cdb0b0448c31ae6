//! What typst says, as findings of ours.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::world::Job;
use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::{Fonts, Role};
use crate::source::Source;

/// Where the layout is among the assets.
pub(super) const LAYOUT: &str = "templates/shared/layout.typ";

/// Tells that the layout is missing.
pub(super) fn no_layout() -> Diagnostic {
    let message = format!("缺少排版文件 {LAYOUT}，PDF 排不出来");
    Diagnostic::error(Code::MissingAsset, message)
        .help("如果用了 --templates，从原来的 templates 文件夹里把它复制过去")
}

/// Tells which roles have no face.
pub(super) fn unserved(fonts: &Fonts) -> Vec<Diagnostic> {
    let finding = |role: Role| {
        let message = format!("找不到排“{role}”的字体，PDF 排不出来");
        Diagnostic::error(Code::NoFont, message)
            .help("运行 make fonts，会下载一套开源字体，不需要管理员权限")
            .help("也可以把仿宋、楷体、黑体、小标宋的字体文件放进 ~/.local/share/fonts/nianbao")
            .help("运行 nianbao fonts，看每种用途现在用的是什么字体")
    };
    fonts.unserved().map(finding).collect()
}

/// Turns typst's errors into findings in the layout. The document's text cannot
/// cause them: it is data.
pub(super) fn of_layout(
    errors: &[SourceDiagnostic],
    job: &Job,
    layout: &Source,
) -> Vec<Diagnostic> {
    let finding = |error: &SourceDiagnostic| {
        let message = format!("排版文件排不出这份报告：{}", error.message);
        let finding = Diagnostic::error(Code::TemplateRender, message)
            .help("把这条消息告诉维护模板的人");
        match job.range(error.span) {
            Some(range) => finding.at(layout.span(range), ""),
            None => finding,
        }
    };
    errors.iter().map(finding).collect()
}
