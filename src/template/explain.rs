//! Tera's errors as findings in Chinese, with places in the original.

use std::ops::Range;

use tera::ErrorKind;

use super::filters::OWN;
use super::frames::FrameKind;
use super::names::{Names, decode};
use super::scan::UsedPath;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::source::Span;
use crate::spelling::nearest;

/// Names that a message lists.
const MOST_LISTED: usize = 30;
/// Characters of Tera's own words that are shown.
const MOST_WORDS: usize = 200;

/// Where a `{{ }}` stands, which decides what can be advised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// In a template, where tags may stand too.
    Template,
    /// In staff's prose, which knows nothing else.
    Prose,
}

/// How to turn an error back.
pub(super) struct Origin<'a> {
    /// The code of the finding.
    pub(super) code: Code,
    /// Where the fault is.
    pub(super) setting: Setting,
    /// The names that may stand in messages.
    pub(super) names: &'a [&'a Names],
    /// Tells where a byte range of a named template stands.
    pub(super) locate: &'a dyn Fn(&str, Range<usize>) -> Span,
    /// The paths that are used: Tera gives the first step as the place of a value.
    pub(super) paths: &'a [UsedPath],
}

/// Turns an error of Tera into a finding.
pub(super) fn error(error: &tera::Error, origin: &Origin<'_>) -> Diagnostic {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) =
        error.kind()
    else {
        let message = decode(&error.to_string(), origin.names);
        let (message, help) = translate(&message, "", origin.setting);
        return finish(Diagnostic::error(origin.code, message), help);
    };
    let range = report.span().range.clone();
    // An unexpected character comes as an empty place before it.
    let end = range.end.max(range.start + 1);
    let span = (origin.locate)(report.filename(), range.start..end);
    let message = decode(report.message(), origin.names);
    let span = match wrong_type(&message) {
        Some(_) => whole_path(span, origin.paths),
        None => span,
    };
    let (message, help) = translate(&message, &shorten(span.text()), origin.setting);
    finish(Diagnostic::error(origin.code, message).at(span, ""), help)
}

/// Returns the place of the path that begins at `span`, if one does.
fn whole_path(span: Span, paths: &[UsedPath]) -> Span {
    let path = paths.iter().map(|path| &path.span).find(|path| {
        path.source().name() == span.source().name()
            && path.range().start == span.range().start
            && path.range().end > span.range().end
    });
    path.cloned().unwrap_or(span)
}

fn finish(finding: Diagnostic, help: Option<String>) -> Diagnostic {
    match help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

type Words = (String, Option<String>);

/// Translates a message about `text` into Chinese, with help where there is any.
fn translate(message: &str, text: &str, setting: Setting) -> Words {
    if let Some(own) = message.strip_prefix(OWN) {
        let help = own.contains("上年的数是 0").then(|| guard_help(setting));
        return (own.to_owned(), help);
    }
    missing(message, text, setting)
        .or_else(|| dividing_by_zero(message, setting))
        .or_else(|| wrong_type(message))
        .or_else(|| syntax(message, text))
        .unwrap_or_else(|| {
            let words: String = message.chars().take(MOST_WORDS).collect();
            (format!("模板引擎报告：{words}"), None)
        })
}

fn guard_help(setting: Setting) -> String {
    match setting {
        Setting::Template => "先判断上年的数：`{% if 上年.… > 0 %}…{% endif %}`".into(),
        Setting::Prose => WRITE_OUT.into(),
    }
}

/// What to do where prose cannot test a number first.
const WRITE_OUT: &str = "删去这个引用，把这句话直接写出来";

fn dividing_by_zero(message: &str, setting: Setting) -> Option<Words> {
    let help = match setting {
        Setting::Template => "先判断除数：`{% if … > 0 %}`",
        Setting::Prose => WRITE_OUT,
    };
    message.contains("divide by 0").then(|| ("除数是 0".into(), Some(help.into())))
}

/// Messages about names that are not there.
fn missing(message: &str, text: &str, setting: Setting) -> Option<Words> {
    for (begin, list) in
        [("Field `", "Available fields: "), ("Variable `", "Available variables: ")]
    {
        let Some(rest) = message.strip_prefix(begin) else { continue };
        let (name, rest) = rest.split_once('`')?;
        let shown = shorten(name);
        if rest.contains("exists but") {
            return Some((format!("“{shown}”没有内容"), Some(default_help(setting))));
        }
        let there = rest.split_once(list).map(|(_, names)| names);
        return Some((format!("没有“{shown}”这一项"), Some(what_there_is(name, there))));
    }
    let undefined = [
        "Tried to render a variable that is undefined",
        "Cannot index into an undefined value",
        "Index expression is undefined",
        "Cannot slice an undefined value",
    ];
    undefined
        .contains(&message)
        .then(|| (format!("“{text}”没有内容"), Some(default_help(setting))))
}

fn default_help(setting: Setting) -> String {
    match setting {
        Setting::Template => "可以没有的内容，要先判断 `{% if … %}`，或者写明没有时用什么：`| default(value=\"…\")`",
        Setting::Prose => "可以没有的内容，要写明没有时用什么：`| default(value=\"…\")`",
    }
    .into()
}

fn what_there_is(name: &str, there: Option<&str>) -> String {
    let Some(there) = there else { return "这里面没有别的项".into() };
    let names: Vec<_> = there.split(", ").collect();
    let shown: Vec<_> =
        names.iter().take(MOST_LISTED).map(|name| shorten(name)).collect();
    let more = if names.len() > MOST_LISTED {
        format!("等 {} 项", names.len())
    } else {
        String::new()
    };
    let list = format!("这里有：{}{more}", shown.join("、"));
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("是不是“{}”？{list}", shorten(near)),
        None => list,
    }
}

/// Messages about values of another kind than was asked for.
fn wrong_type(message: &str) -> Option<Words> {
    let quoted: Vec<_> = message.split('`').skip(1).step_by(2).collect();
    let first = quoted.first().map_or("", |name| kind(name));
    let last = quoted.last().map_or("", |name| kind(name));
    let number_help = || {
        Some("判断小数是不是 0 用 `is 为零`，比例和增减用 `百分比`、`同比`".to_owned())
    };
    Some(if message.starts_with("Cannot compare") {
        (format!("{first}和{last}不能比大小"), number_help())
    } else if message.starts_with("Math operations")
        || message.starts_with("Only numbers")
    {
        (format!("只有整数能计算，这里是{last}"), number_help())
    } else if message.starts_with("`+` requires") {
        let two = quoted.get(1..3)?;
        let (left, right) = (kind(two[0]), kind(two[1]));
        (format!("只有整数能相加，这里是{left}和{right}"), Some("连接文字用 `~`".into()))
    } else if message.starts_with("Iteration not possible") {
        (format!("只有列表能用 `for` 逐项取，这里是{last}"), None)
    } else if message.starts_with("Invalid type for the value") {
        (format!("这里要{first}，给的是{last}"), None)
    } else if message.starts_with("Missing keyword argument") {
        (format!("缺少参数“{}”", quoted.first()?), None)
    } else if message.starts_with("Component argument")
        && message.contains("does not match")
    {
        let given = quoted.get(1).map_or("", |name| kind(name));
        (format!("组件的参数“{}”要{last}，给的是{given}", quoted.first()?), None)
    } else if message.starts_with("`in` cannot be used") {
        (format!("`in` 只能用于列表和文字，这里是{last}"), None)
    } else if message.starts_with("Maximum render recursion") {
        ("组件一层套一层，没有尽头".into(), None)
    } else {
        return None;
    })
}

/// Returns the Chinese name of a type of Tera.
fn kind(name: &str) -> &str {
    match name {
        "string" | "&str" | "String" => "文字",
        "i64" | "u64" | "i128" | "u128" | "usize" | "integer" | "i32" | "u32" => "整数",
        "f64" | "float" | "Number" | "number" => "数",
        "bool" => "是否",
        "array" | "&[Value]" | "Vec<Value>" => "列表",
        "map/struct" | "map" | "Map" => "一组内容",
        "undefined" | "none" => "空的内容",
        other => other,
    }
}

/// Messages about how a template is written.
fn syntax(message: &str, text: &str) -> Option<Words> {
    let tags = || {
        "标签有 if、elif、else、endif、for、endfor、set、include、component、raw"
            .to_owned()
    };
    if message == "Unexpected character" {
        return Some((format!("这里不能有“{text}”"), None));
    }
    if message == "Unknown tag" {
        if FrameKind::closed_by(text).is_some() || matches!(text, "else" | "elif") {
            return Some((format!("`{text}` 前面没有与它配对的标签"), None));
        }
        return Some((format!("没有“{text}”这种标签"), Some(tags())));
    }
    if message == "Unexpected end of input" {
        return Some((
            "模板没有写完".into(),
            Some("看看前面的标记是不是都配了对".into()),
        ));
    }
    if message.contains("reserved keyword") {
        return Some((format!("“{text}”是模板语言自己的词，不能作名称"), None));
    }
    if message.contains("too complex") || message.contains("too deep") {
        return Some(("一层套一层，太深了".into(), None));
    }
    if message.contains("is defined more than once") {
        return Some((format!("“{text}”写了两次"), None));
    }
    if message == "Invalid Integer" {
        return Some(("这个数太大了".into(), None));
    }
    if let Some(rest) = message.strip_prefix("Function `range` would produce ") {
        let count = rest.split(' ').next()?;
        return Some((format!("range 一次不能产生 {count} 项"), None));
    }
    let rest = message.strip_prefix("Found ")?;
    let ends = [" but expected ", " but was expecting "];
    let (found, expected) = ends.iter().find_map(|end| rest.split_once(end))?;
    let found = token(found);
    let expected = if expected.starts_with("one of: ") || expected.contains("a string") {
        "一项内容".to_owned()
    } else {
        token(expected.trim_end_matches('.'))
    };
    Some((format!("这里应当是{expected}，现在是{found}"), None))
}

/// Returns the Chinese name of a token of Tera.
fn token(name: &str) -> String {
    match name {
        "identifier" => "一个名称".into(),
        "string" => "一段带引号的文字".into(),
        "integer" | "float" => "一个数".into(),
        "bool" => "true 或 false".into(),
        "content" | "raw content" => "文字".into(),
        "comment" => "注释".into(),
        "in" | "else" | "endif" => format!("`{name}`"),
        // Several: `` `elif`, `else` or `endif` ``.
        _ if name.starts_with('`') => name.replace(", ", "、").replace(" or ", "或 "),
        _ => format!("`{name}`"),
    }
}
