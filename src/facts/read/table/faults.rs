//! What is wrong with a line of cells as a whole.

use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::form::{Item, PartForm, named};
use crate::number;
use crate::yaml::{self, Node};

/// Reports a number that stands for a whole line without saying for which column.
pub(super) fn which_column(items: &[Item], node: &Node, path: &str) -> Diagnostic {
    let names: Vec<_> =
        named(items).iter().filter_map(|item| item.name.as_deref()).collect();
    let first = names.first().copied().unwrap_or("列");
    let text = node.scalar().map(|scalar| scalar.text.trim());
    let finding = match text {
        Some(text) if number::parse(text).is_ok() => {
            let message = format!("“{path}”只写了 {text}，没有说是哪一列");
            Diagnostic::error(Code::WhichColumn, message)
                .help(format!("写明是哪一列，例如 {{{first}: {text}}}"))
        }
        Some(text) => {
            if let Some(finding) = yaml::odd_value(node) {
                return finding.path(path);
            }
            let message = format!("“{path}”要分列写数，这里写的是“{}”", shorten(text));
            Diagnostic::error(Code::WrongShape, message)
                .help(format!("没有发生就写 0；有就写明是哪一列，例如 {{{first}: 1}}"))
        }
        None => {
            let message = format!("“{path}”要先说是哪一列，再写数和注");
            Diagnostic::error(Code::WhichColumn, message)
                .help(format!("例如 {{{first}: {{数: 22, 注: 说明}}}}"))
        }
    };
    finding
        .at(node.span.clone(), "")
        .path(path)
        .help(format!("列有：{}", names.join("、")))
}

/// Reports a list with more or fewer numbers than columns.
pub(super) fn wrong_length(
    part: &PartForm,
    all: &[usize],
    parts: &[usize],
    found: usize,
    node: &Node,
) -> Diagnostic {
    let names = |columns: &[usize]| {
        let names =
            columns.iter().map(|&column| part.columns.lines[column].steps.join("."));
        names.collect::<Vec<_>>().join("、")
    };
    let text = all.iter().find_map(|&column| {
        let line = &part.columns.lines[column];
        line.value_type.as_ref().is_some_and(|kind| !kind.is_number()).then_some(line)
    });
    let (what, each) = if text.is_some() { ("项", "项") } else { ("个数", "个") };
    let expected = if all.len() == parts.len() {
        format!("要写 {} {what}", all.len())
    } else {
        format!("要写 {} {what}，不写合计就写 {} {each}", all.len(), parts.len())
    };
    let message = format!("{expected}，这里有 {found} {each}");
    let finding = Diagnostic::error(Code::WrongLength, message)
        .at(node.span.clone(), "")
        .help(format!("依次是：{}", names(all)));
    if let Some(text) = text {
        let text = text.steps.join(".");
        return finding.help(format!(
            "不填“{text}”的，写明各列的名称，只写有的：{{列: 数, 列: 数}}"
        ));
    }
    if found > all.len() {
        finding.help("方括号里的逗号把数隔开，1,234 会成为两个数，要写成 1234")
    } else {
        finding
    }
}
