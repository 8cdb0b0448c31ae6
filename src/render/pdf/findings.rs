//! What typst says, as findings of ours.

use typst::diag::SourceDiagnostic;

use super::faces::Fault;
use super::layout::Layout;
use super::world::Job;
use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::{Face, Fonts, Purpose, Role, Spoilt};

/// Tells which roles have no face, if any has none.
pub(super) fn unserved(roles: &[Role], fonts: &Fonts) -> Option<Diagnostic> {
    if roles.is_empty() {
        return None;
    }
    let names = roles.iter().map(|role| role.name()).collect::<Vec<_>>().join("、");
    let message = format!("找不到排{names}的字体，PDF 排不出来");
    let wants: Vec<_> = roles.iter().copied().map(Purpose::Role).collect();
    let mut finding = Diagnostic::error(Code::NoFont, message);
    for remedy in fonts.remedies(&wants) {
        finding = finding.help(remedy);
    }
    let finding = finding.help("运行 nianbao fonts，看每种用途现在用的是什么字体");
    Some(finding.help("不要 PDF 的，用 --to html,md，不用字体"))
}

/// Tells that a face was passed over.
pub(super) fn unusable(face: &Face, fault: &Fault) -> Diagnostic {
    let reason = match fault {
        Fault::Unreadable(reason) => reason,
        Fault::Broken => "已经损坏",
        Fault::Restricted => "不许嵌入 PDF，存档用的 PDF 必须嵌入字体",
    };
    passed_over(&face.family, face.file.path(), reason)
}

/// Tells that a file was found and not used, though it should serve a role.
pub(super) fn spoilt(file: &Spoilt) -> Diagnostic {
    passed_over(&file.family, &file.path, &file.reason)
}

fn passed_over(family: &str, path: &str, reason: &str) -> Diagnostic {
    let message = format!("字体“{family}”没有用上：{path} {reason}");
    Diagnostic::note(Code::NoFont, message)
        .help("重新安装这个字体，或删去这个文件；运行 nianbao fonts 看现在用的是哪些字体")
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
