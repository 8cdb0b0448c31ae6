//! What staff hear about their Markdown.

use crate::diagnostic::{Code, Diagnostic};
use crate::prose::RemarkKind;
use crate::source::Span;

/// Turns a remark into a finding.
pub(super) fn remark_finding(kind: RemarkKind, place: Span) -> Diagnostic {
    let finding = match kind {
        RemarkKind::OwnChapter => Diagnostic::warning(
            Code::OwnChapter,
            "各部分的标题由格式规定，正文里不能另起一章",
        )
        .help("小标题用“###”写；这一行已按小标题印出"),
        RemarkKind::PictureInCell => {
            Diagnostic::error(Code::BadPicture, "表格的格子里不能放图片")
                .help("把图片移到表格外面，单独成一段")
        }
        RemarkKind::NoDescription => Diagnostic::error(Code::BadPicture, "图片没有说明")
            .help("在方括号里写明图上是什么：![说明](图.png)"),
        RemarkKind::BadLink => {
            Diagnostic::warning(Code::BadText, "这个链接不是完整的网址，只印出文字")
                .help("网址以 http:// 或 https:// 开头，邮箱以 mailto: 开头")
        }
    };
    finding.at(place, "")
}
