//! 年度 and 期限: the years a form is for and the days its reports are due.

use jiff::civil::Date;

use super::entries::{find, head};
use super::faults::{Faults, fault};
use crate::diagnostic::Code;
use crate::form::{Deadline, Field, ValueType};
use crate::yaml::{Entry, Node, Value};

/// Reads 年度: the first year and, where there is one, the last.
pub(super) fn years(node: &Node, faults: &mut Faults) -> Option<(i16, Option<i16>)> {
    if let Some(scalar) = node.scalar() {
        let message = "“年度”要写成 {自: 年份}，停用的格式再写“至”";
        let mut finding = fault(Code::FormBadValue, &node.span, message);
        if let Some(year) = four_digits(scalar.text.trim()) {
            let text = format!("{{自: {year}}}");
            finding = finding.fix(format!("写成 {text}"), node.span.clone(), text);
        }
        faults.push(finding);
        return None;
    }
    let entries = faults.map("年度", node)?;
    faults.unknown_keys(entries, &["自", "至"]);
    // Another key is what was meant for it.
    if entries.iter().all(|entry| entry.key == "至") {
        faults.missing("自", &head(node));
    }
    let first = find(entries, "自").and_then(|entry| year(entry, faults));
    let last_entry = find(entries, "至");
    let last = last_entry.and_then(|entry| year(entry, faults));
    if let (Some(first), Some(last), Some(entry)) = (first, last, last_entry)
        && last < first
    {
        let message = format!("年度“至” {last} 在“自” {first} 之前");
        faults.push(fault(Code::FormContradiction, &entry.node.span, message));
    }
    first.map(|first| (first, last))
}

fn year(entry: &Entry, faults: &mut Faults) -> Option<i16> {
    let year = entry.node.scalar().and_then(|scalar| four_digits(scalar.text.trim()));
    if year.is_none() {
        let message = format!("“{}”只能是四位数字的年份，如 2021", entry.key);
        faults.push(fault(Code::FormBadValue, &head(&entry.node), message));
    }
    year
}

fn four_digits(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Reads 期限: one day for all, or a day for each 类别.
pub(super) fn deadlines(
    node: &Node,
    envelope: &[Field],
    faults: &mut Faults,
) -> Vec<Deadline> {
    let Value::Map(entries) = &node.value else {
        return day(node, None, faults).into_iter().collect();
    };
    let kinds = kinds(envelope);
    let mut deadlines = Vec::new();
    for entry in entries {
        if !kinds.contains(&entry.key) {
            let message =
                format!("这里没有“{}”这一项，可以写：{}", entry.key, kinds.join("、"));
            faults.push(fault(Code::FormUnknownKey, &entry.key_span, message));
        }
        deadlines.extend(day(&entry.node, Some(&entry.key), faults));
    }
    deadlines
}

/// Returns the choices of 单位.类别, as the envelope has them.
fn kinds(envelope: &[Field]) -> &[String] {
    let body = envelope.iter().find(|field| field.name == "单位");
    let kind = body.and_then(|body| {
        body.children().iter().find(|field| field.name == "类别")?.value_type()
    });
    match kind {
        Some(ValueType::Choice(kinds)) => kinds,
        _ => &[],
    }
}

fn day(node: &Node, kind: Option<&str>, faults: &mut Faults) -> Option<Deadline> {
    let written = faults.text("期限", node)?;
    // The day must be there each year, so the 29th of February is none.
    let (month, day) = written.split_once('-').unwrap_or_default();
    let number =
        |digits: &str| (digits.len() == 2).then(|| digits.parse().ok()).flatten();
    let date = number(month).zip(number(day));
    let Some(date) = date.and_then(|(month, day)| Date::new(2023, month, day).ok())
    else {
        let message = format!("期限“{written}”不是日期");
        let help = "写成两位的月和两位的日，如 01-31";
        faults.push(fault(Code::FormContradiction, &node.span, message).help(help));
        return None;
    };
    let kind = kind.map(str::to_owned);
    Some(Deadline { kind, month: date.month(), day: date.day() })
}
