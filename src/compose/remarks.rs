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
        RemarkKind::TightHeading => Diagnostic::warning(
            Code::BadText,
            "“#”后面缺一个空格，这一行没有成为小标题，会照原样印出来",
        )
        .help("在最后一个“#”后面加一个空格：### 小标题"),
        RemarkKind::NoDelimiterRow => Diagnostic::warning(
            Code::BadText,
            "这几行没有成为表格，会照原样印出来：表头下面缺一行 |---|---|",
        )
        .help("在表头下面加一行 |---|---|，列数和表头一样多"),
        RemarkKind::Unsupported => {
            Diagnostic::warning(Code::BadText, "这种写法不支持，会照原样印出来")
                .help("脚注、待办框和删除线请删去，改用文字说明")
        }
        RemarkKind::TooDeep => Diagnostic::warning(
            Code::BadText,
            "列表或引文嵌套超过 6 层，再往里的不再分层",
        )
        .help("减少层次，或者分成几段来写"),
    };
    finding.at(place, "")
}
