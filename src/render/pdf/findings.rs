//! What typst says, as findings of ours.

use typst::diag::SourceDiagnostic;

use super::faces::Fault;
use super::layout::Layout;
use super::world::Job;
use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::{Face, Fonts, Role};

/// Tells that a file of the layout is missing.
pub(super) fn no_layout(path: &str) -> Diagnostic {
    let message = format!("缺少排版文件 {path}，PDF 排不出来");
    Diagnostic::error(Code::MissingAsset, message)
        .help("如果用了 --templates，从原来的 templates 文件夹里把它复制过去")
}

/// Tells which roles have no face.
pub(super) fn unserved(fonts: &Fonts) -> Vec<Diagnostic> {
    fonts.unserved().map(no_face).collect()
}

/// Tells that a role has no face.
pub(super) fn no_face(role: Role) -> Diagnostic {
    let message = format!("找不到排“{role}”的字体，PDF 排不出来");
    Diagnostic::error(Code::NoFont, message)
        .help("运行 make fonts，会下载一套开源字体，不需要管理员权限")
        .help(
            "也可以把仿宋、楷体、黑体、小标宋的字体文件放进 ~/.local/share/fonts/nianbao",
        )
        .help("运行 nianbao fonts，看每种用途现在用的是什么字体")
}

/// Tells that a face was passed over.
pub(super) fn unusable(face: &Face, fault: Fault) -> Diagnostic {
    let Face { family, path, .. } = face;
    let (message, help) = match fault {
        Fault::Broken => (
            format!("字体“{family}”没有用上：{path} 打不开，可能已经损坏"),
            "重新安装这个字体，或删去这个文件",
        ),
        Fault::Restricted => (
            format!(
                "字体“{family}”没有用上：{path} 不许嵌入 PDF，存档用的 PDF 必须嵌入字体"
            ),
            "换一个允许嵌入的字体，或向字体厂商购买许可",
        ),
    };
    Diagnostic::warning(Code::NoFont, message).help(help)
}

/// Turns typst's errors into findings in the layout. The document's text cannot
/// cause them: it is data. What typst says is English, and is quoted.
pub(super) fn of_layout(
    errors: &[SourceDiagnostic],
    job: &Job,
    layout: &Layout,
) -> Vec<Diagnostic> {
    let finding = |error: &SourceDiagnostic| {
        let said = &error.message;
        // Damage that shows only when the glyphs are taken out of the file.
        if said.starts_with("failed to process font") {
            let message = format!("有字体文件损坏，PDF 排不出来，排版程序报错：“{said}”");
            return Diagnostic::error(Code::NoFont, message)
                .help("运行 nianbao fonts 看用的是哪些字体文件，重新安装这个字体");
        }
        let message = format!("PDF 排不出来，排版程序报错：“{said}”");
        let finding = Diagnostic::error(Code::TemplateRender, message)
            .help("把这条消息告诉维护模板的人；先用 --to html,md 可以不生成 PDF");
        match layout.place(error.span, job) {
            Some(place) => finding.at(place, ""),
            None => finding,
        }
    };
    errors.iter().map(finding).collect()
}
