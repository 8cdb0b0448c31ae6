//! Numbers of persons in what is published (《条例》 article 15).

use crate::diagnostic::{Code, Diagnostic, masked_text};
use crate::facts::Printed;
use crate::personal;

/// Reports the numbers of persons in a text: one finding for the text.
pub(super) fn check(printed: &Printed<'_>, findings: &mut Vec<Diagnostic>) {
    let text = &*printed.text;
    let found = personal::find(text, 0..text.len());
    let Some(((kind, first), others)) = found.split_first() else { return };
    let shown = masked_text(&text[first.clone()]);
    let count = match others.len() {
        0 => String::new(),
        more => format!(" 等 {} 个号码", more + 1),
    };
    let message = format!("“{}”里有{} {shown}{count}", printed.path, kind.name());
    let mut finding = Diagnostic::warning(Code::PersonalNumber, message)
        .at(printed.locate(first.clone()), "")
        .path(&printed.path)
        .help("公开前请确认，或删去、隐去中间几位；联系电话一般写办公电话");
    for (kind, range) in others {
        finding = finding.related(printed.locate(range.clone()), kind.name());
    }
    findings.push(finding.stand_by_where("确认可以公开"));
}
