//! 类型 with 单位 and 选项 (`form-grammar` 4).

use super::entries::{find, head, listed};
use super::faults::{Faults, fault};
use crate::diagnostic::Code;
use crate::form::ValueType;
use crate::source::Span;
use crate::spelling::nearest;
use crate::yaml::{Entry, Node};

/// The keys read here.
pub(super) const KEYS: [&str; 3] = ["类型", "单位", "选项"];

/// The types a form may name.
const NAMES: [&str; 9] =
    ["整数", "增减", "小数", "文字", "正文", "网址", "是否", "选项", "多选"];

/// Says which type is meant by a word that other programs have for one.
fn in_our_words(name: &str) -> Option<&'static str> {
    Some(match name {
        "数字" | "数" | "数值" | "数量" | "number" => {
            "件数一类写“整数”，可以有小数点的写“小数”，可以是负数的写“增减”"
        }
        "金额" | "百分比" | "比例" | "float" => "可以有小数点的写“小数”",
        "int" | "integer" => "写“整数”",
        "文本" | "字符串" | "字符" | "日期" | "电话" | "string" | "text" => {
            "一行的写“文字”，可以有几段的写“正文”"
        }
        "布尔" | "bool" | "boolean" => "写“是否”",
        "单选" | "下拉" | "枚举" => "写成 {类型: 选项, 选项: [甲, 乙]}",
        "链接" | "网站" | "url" => "写“网址”",
        _ => return None,
    })
}

/// What the type is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// A field.
    Field,
    /// A cell of a table, which is one line and so holds no 正文.
    Cell,
}

/// A type and where it is said.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    /// The type.
    pub(super) value_type: ValueType,
    /// Its key.
    pub(super) span: Span,
}

impl Faults {
    /// Reads the type that the keys 类型, 单位 and 选项 of a map say; none if they
    /// say none, or a wrong one.
    pub(super) fn value_type(
        &mut self,
        entries: &[Entry],
        holder: Holder,
    ) -> Option<Typed> {
        let unit = self.optional_text(entries, "单位");
        let unit_entry = find(entries, "单位");
        let choices = find(entries, "选项");
        let Some(entry) = find(entries, "类型") else {
            self.reject_choices(choices);
            let span = unit_entry?.key_span.clone();
            return Some(Typed { value_type: ValueType::Whole { unit }, span });
        };
        let name = self.text("类型", &entry.node)?;
        let value_type = self.named_type(&name, &entry.node.span, holder)?;
        let value_type = match value_type {
            ValueType::Whole { .. } => ValueType::Whole { unit },
            ValueType::Decimal { .. } => ValueType::Decimal { unit },
            other => {
                self.reject_unit(unit_entry);
                other
            }
        };
        let value_type = self.with_choices(value_type, choices, &entry.node.span);
        Some(Typed { value_type, span: entry.key_span.clone() })
    }

    /// Reads a type written as one word, for a field that has nothing else.
    pub(super) fn bare_type(&mut self, node: &Node) -> Option<ValueType> {
        let name = self.text("类型", node)?;
        let value_type = self.named_type(&name, &node.span, Holder::Field)?;
        Some(self.with_choices(value_type, None, &node.span))
    }

    fn named_type(
        &mut self,
        name: &str,
        span: &Span,
        holder: Holder,
    ) -> Option<ValueType> {
        let value_type = match name {
            "整数" => ValueType::Whole { unit: None },
            "增减" => ValueType::Change,
            "小数" => ValueType::Decimal { unit: None },
            "文字" => ValueType::Text,
            "网址" => ValueType::Url,
            "正文" => ValueType::Prose,
            "是否" => ValueType::YesNo,
            "选项" => ValueType::Choice(Vec::new()),
            "多选" => ValueType::Choices(Vec::new()),
            _ => {
                self.unknown_type(name, span);
                return None;
            }
        };
        if value_type == ValueType::Prose && holder == Holder::Cell {
            let message = "“正文”只能用在“字段”里，表里可以写“文字”";
            self.push(fault(Code::FormMisplacedType, span, message));
            return None;
        }
        Some(value_type)
    }

    fn unknown_type(&mut self, name: &str, span: &Span) {
        let message = format!("没有“{name}”这种类型，有：{}", listed(&NAMES));
        let mut finding = fault(Code::FormUnknownType, span, message);
        if let Some(meant) = in_our_words(name) {
            finding = finding.help(meant);
        } else if let Some(meant) = nearest(name, NAMES) {
            finding = finding.help(format!("是不是要写“{meant}”"));
        }
        self.push(finding);
    }

    /// Gives 选项 and 多选 their choices; no other type has any.
    fn with_choices(
        &mut self,
        value_type: ValueType,
        entry: Option<&Entry>,
        span: &Span,
    ) -> ValueType {
        match value_type {
            ValueType::Choice(_) => ValueType::Choice(self.choices(entry, span)),
            ValueType::Choices(_) => ValueType::Choices(self.choices(entry, span)),
            other => {
                self.reject_choices(entry);
                other
            }
        }
    }

    fn choices(&mut self, entry: Option<&Entry>, span: &Span) -> Vec<String> {
        let Some(entry) = entry else {
            let message = "类型“选项”“多选”要写出“选项”";
            let help = "写成 {类型: 选项, 选项: [甲, 乙]}";
            self.push(fault(Code::FormMisplacedType, span, message).help(help));
            return Vec::new();
        };
        let Some(items) = self.list("选项", &entry.node) else { return Vec::new() };
        let mut choices: Vec<String> = Vec::new();
        for item in items {
            let Some(choice) = self.text("选项", item) else { continue };
            if let Some(first) = choices.iter().position(|known| *known == choice) {
                self.duplicate(&choice, &item.span, &items[first].span);
            } else {
                choices.push(choice);
            }
        }
        if items.is_empty() {
            let message = "“选项”是空的，要写出有哪几种";
            self.push(fault(Code::FormMisplacedType, &head(&entry.node), message));
        }
        choices
    }

    fn reject_choices(&mut self, entry: Option<&Entry>) {
        if let Some(entry) = entry {
            let message = "只有类型“选项”“多选”可以写“选项”";
            self.push(fault(Code::FormMisplacedType, &entry.key_span, message));
        }
    }

    fn reject_unit(&mut self, entry: Option<&Entry>) {
        if let Some(entry) = entry {
            let message = "只有类型“整数”“小数”可以写“单位”";
            self.push(fault(Code::FormMisplacedType, &entry.key_span, message));
        }
    }
}
