//! The words of what the loader refuses.

use super::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::source::{Source, Span};

/// Levels of nesting above which a file is refused: deeper than any form nests, and
/// shallow enough for recursion over the tree.
pub(super) const DEEPEST: usize = 32;

const FIRST_LINE: &str = "第一行写明用哪种格式，例如“格式: 政府信息公开-2021”";

/// What YAML has and a report does not.
#[derive(Clone, Copy)]
pub(super) enum Refused {
    Anchor,
    Alias,
    Tag,
}

pub(super) fn refused(span: Span, what: Refused) -> Diagnostic {
    let (message, help) = match what {
        Refused::Anchor => (
            "以“&”开头的内容在 YAML 里是锚点，这里不用锚点",
            "要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它",
        ),
        Refused::Alias => (
            "以“*”开头的内容在 YAML 里是引用别处的别名，这里不用别名",
            "把要引用的内容照写一遍；要写的是文字，就在冒号后面写“|”，文字另起一行",
        ),
        Refused::Tag => (
            "以“!”开头的内容在 YAML 里是类型标签，这里不用标签",
            "要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它",
        ),
    };
    Diagnostic::error(Code::Refused, message).at(span, "").help(help)
}

pub(super) fn second_document(span: Span) -> Diagnostic {
    let (message, help) = if span.text().starts_with("---") {
        (
            "“---”以后是第二份文档，一个文件只能写一份",
            "删去这一行，或者把后面的内容另存为一个文件",
        )
    } else {
        (
            "“...”以后是第二份文档，一个文件只能写一份",
            "删去只写着“...”的那一行，或者把后面的内容另存为一个文件",
        )
    };
    Diagnostic::error(Code::SecondDocument, message)
        .at(span, "第二份从这里开始")
        .help(help)
}

pub(super) fn too_deep(source: &Source, at: usize) -> Diagnostic {
    let message = format!("内容嵌套超过 {DEEPEST} 层，没有格式需要这么深");
    Diagnostic::error(Code::TooDeep, message)
        .at(source.span(at..at + 1), "")
        .help("检查前面的括号或缩进是不是多了")
}

pub(super) fn duplicate(key: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DuplicateKey, format!("“{}”前面已经写过", shorten(key)))
        .at(second, "又写了一次")
        .related(first, "第一次")
        .help("两处合成一处，或者删去一处")
}

/// A number that a comma of its own cut in two, as far as it goes.
pub(super) fn cut_number(number: Span) -> Diagnostic {
    let digits: String =
        number.text().chars().filter(|&c| c.is_ascii_digit() || c == '.').collect();
    Diagnostic::error(
        Code::NotANumber,
        format!("数里的逗号把它拆开了，要写成 {}", shorten(&digits)),
    )
    .at(number.clone(), "这是一个数")
    .help("花括号和方括号里，逗号用来隔开各项，数里不写逗号")
    .fix("去掉逗号", number, digits)
}

/// A full-width colon behind a name.
pub(super) fn wide_colon(colon: Span) -> Diagnostic {
    let behind = &colon.source().text()[colon.range().end..];
    let is_spaced = behind.is_empty() || behind.starts_with([' ', '\r', '\n']);
    Diagnostic::error(
        Code::FullWidthMark,
        "“：”是中文冒号，名称后面要用英文冒号加一个空格",
    )
    .at(colon.clone(), "中文冒号")
    .fix("换成英文冒号", colon, if is_spaced { ":" } else { ": " })
}

/// A colon behind a name without the space that makes it one.
pub(super) fn tight_colon(colon: Span) -> Diagnostic {
    let behind = colon.range().end;
    let behind = colon.source().span(behind..behind);
    Diagnostic::error(Code::MissingSpace, "冒号后面缺一个空格")
        .at(colon, "后面要有空格")
        .fix("加一个空格", behind, " ")
}

/// A full-width `｜` or `＞` before a text of several lines.
pub(super) fn wide_bar(place: Span) -> Diagnostic {
    let plain = if place.text() == "＞" { ">" } else { "|" };
    let message = format!("“{}”是中文符号，这里要用英文的“{plain}”", place.text());
    Diagnostic::error(Code::FullWidthMark, message).at(place.clone(), "中文符号").fix(
        "换成英文符号",
        place,
        plain,
    )
}

pub(super) fn long_name(span: &Span) -> Diagnostic {
    let end = span.text().find('\n').unwrap_or(span.text().len());
    Diagnostic::error(Code::YamlSyntax, "冒号前面的名称太长，不会有这样的一项")
        .at(span.slice(0..end), "")
        .help("名称写在一行里；如果是一段文字，就在它的名称后面写“|”，文字另起一行")
}

pub(super) fn nothing(source: &Source) -> Diagnostic {
    Diagnostic::error(Code::NotAMap, "文件里没有内容")
        .at(source.span(0..0), "")
        .help(FIRST_LINE)
}

pub(super) fn not_a_map(source: &Source, node: &Node) -> Diagnostic {
    let (found, label) = match node.value {
        Value::Empty => return nothing(source),
        Value::List(_) => ("一个列表", "列表从这里开始"),
        Value::Scalar(_) | Value::Map(_) => ("一段文字", "文字从这里开始"),
    };
    let first = node.span.text().lines().next().map_or(0, str::len);
    let message = format!("文件最外层应当是“名称: 内容”，这里是{found}");
    Diagnostic::error(Code::NotAMap, message)
        .at(node.span.slice(0..first), label)
        .help(FIRST_LINE)
}

/// What is wrong with a node in the place of a name; nothing if that is said of a
/// node within.
pub(super) fn no_name(span: Span, value: &Value) -> Vec<Diagnostic> {
    let start = span.range().start;
    let before = &span.source().text()[..start];
    if matches!(value, Value::Map(_)) && before.ends_with('{') {
        // `{{ 单位.名称 }}`: a map that is the key of a map.
        let place = span.source().span(start - 1..span.range().end + 1);
        let finding =
            Diagnostic::error(Code::NeedsQuotes, "文字以 YAML 的特殊符号“{{”开头")
                .at(place, "")
                .help("在冒号后面写“|”，文字另起一行并缩进，里面就可以用任何符号");
        return vec![finding];
    }
    if span.text().starts_with("{{") {
        return Vec::new();
    }
    let (message, help) = match value {
        Value::Empty => ("冒号前面缺少名称", "写成“名称: 内容”"),
        _ => (
            "冒号前面应当是一个名称，这里却是一组内容",
            "冒号前面只写名称；内容写在冒号后面",
        ),
    };
    vec![Diagnostic::error(Code::YamlSyntax, message).at(span, "").help(help)]
}
