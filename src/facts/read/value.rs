//! Scalars, typed by the form.

use super::{Reader, first_line, is_blank, whole, wrong_shape};
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::facts::date::{self, BadDay};
use crate::facts::{Answer, Value};
use crate::form::ValueType;
use crate::number;
use crate::yaml::{Node, Scalar, Style, Value as Yaml};

impl Reader<'_> {
    /// Reads a value of a type; reports why, if it is none.
    pub(super) fn value(
        &mut self,
        kind: &ValueType,
        node: &Node,
        path: &str,
    ) -> Option<Value> {
        if let ValueType::Choices(choices) = kind {
            return self.choices(choices, node, path);
        }
        let scalar = self.written(node, path, "写成一个值")?;
        let text = scalar.text.trim();
        match kind {
            ValueType::Whole { .. } | ValueType::Change | ValueType::Decimal { .. } => {
                self.number(kind, text, &node.span, path).map(Value::Number)
            }
            ValueType::Date => self.date(text, node, path),
            ValueType::Year => self.year(text, node, path),
            ValueType::YesNo => self.answer(text, node, path),
            ValueType::Choice(choices) => {
                self.choice(choices, text, node, path).map(Value::Text)
            }
            ValueType::Fact => Some(fact(text)),
            ValueType::Title => {
                self.note_printed_quotes(text, node, path);
                Some(Value::Text(lines(text)))
            }
            ValueType::Text
            | ValueType::Prose
            | ValueType::Url
            | ValueType::Postcode
            | ValueType::Choices(_) => self.text(kind, text, node, path),
        }
    }

    /// Returns the scalar of a node, if something is written in it.
    fn written<'n>(
        &mut self,
        node: &'n Node,
        path: &str,
        expected: &str,
    ) -> Option<&'n Scalar> {
        if is_blank(node) {
            let finding = Diagnostic::error(Code::Missing, format!("“{path}”没有填"))
                .at(node.span.clone(), "这里还没有填");
            self.report(finding.path(path));
            return None;
        }
        if node.scalar().is_none() {
            self.report(wrong_shape(node, path, expected));
        }
        node.scalar()
    }

    fn text(
        &mut self,
        kind: &ValueType,
        text: &str,
        node: &Node,
        path: &str,
    ) -> Option<Value> {
        let fault = if text.contains('\n') {
            Some(("要写在一行里".to_owned(), "去掉换行；长的内容请写到正文里"))
        } else if *kind == ValueType::Url && !is_address(text) {
            let message = format!("“{}”不是完整的网址", shorten(text));
            Some((message, "网址以 http:// 或 https:// 开头，中间没有空格"))
        } else if *kind == ValueType::Postcode && !is_postcode(text) {
            Some((format!("邮编是六位数字，这里写的是“{}”", shorten(text)), "请核对邮编"))
        } else {
            None
        };
        if let Some((message, help)) = fault {
            let finding = Diagnostic::error(Code::BadText, message)
                .at(first_line(&node.span), "")
                .path(path)
                .help(help);
            self.report(finding);
            return None;
        }
        self.note_printed_quotes(text, node, path);
        Some(Value::Text(text.to_owned()))
    }

    /// Notes Chinese quotes around a whole value: a habit from YAML's own quotes.
    fn note_printed_quotes(&mut self, text: &str, node: &Node, path: &str) {
        let inner = text.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
        let plain = node.scalar().is_some_and(|scalar| scalar.style == Style::Plain);
        if let Some(inner) = inner.filter(|inner| plain && !inner.contains(['“', '”']))
        {
            let finding = Diagnostic::note(
                Code::PrintedQuotes,
                "这一对中文引号是内容的一部分，会印出来",
            )
            .at(node.span.clone(), "")
            .path(path)
            .help("不要引号就去掉；YAML 自己的引号是英文的 \" \"")
            .fix("去掉引号", node.span.clone(), inner);
            self.report(finding);
        }
    }

    fn date(&mut self, text: &str, node: &Node, path: &str) -> Option<Value> {
        let message = match date::parse(text) {
            Ok(day) => return Some(Value::Date(day)),
            Err(BadDay::NoSuchDay) => format!("没有“{}”这一天", shorten(text)),
            Err(BadDay::Unreadable) => format!("“{}”不是日期", shorten(text)),
        };
        let finding = Diagnostic::error(Code::BadDate, message)
            .at(first_line(&node.span), "")
            .path(path)
            .help("日期按年月日的顺序写，例如 2026-01-18 或 2026年1月18日");
        self.report(finding);
        None
    }

    fn year(&mut self, text: &str, node: &Node, path: &str) -> Option<Value> {
        if let Some(year) = year(text) {
            return Some(Value::Year(year));
        }
        let message = format!("“{}”不是年度", shorten(text));
        let finding = Diagnostic::error(Code::WrongYear, message)
            .at(first_line(&node.span), "")
            .path(path)
            .help("年度写四位数字，例如 2025");
        self.report(finding);
        None
    }

    fn answer(&mut self, text: &str, node: &Node, path: &str) -> Option<Value> {
        let answer = Answer::of(text);
        if answer.is_none() {
            let words = Answer::ALL.map(|answer| answer.word().to_owned());
            self.not_a_choice(&words, text, node, path);
        }
        answer.map(Value::YesNo)
    }

    fn choice(
        &mut self,
        choices: &[String],
        text: &str,
        node: &Node,
        path: &str,
    ) -> Option<String> {
        let bare = |choice: &str| choice.trim_matches(['“', '”']).to_owned();
        let found = choices.iter().find(|choice| bare(choice) == bare(text)).cloned();
        if found.is_none() {
            self.not_a_choice(choices, text, node, path);
        }
        found
    }

    fn choices(&mut self, choices: &[String], node: &Node, path: &str) -> Option<Value> {
        let nodes = match &node.value {
            Yaml::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut take = |node| {
            let scalar = self.written(node, path, "写成一个或几个选项")?;
            self.choice(choices, scalar.text.trim(), node, path)
        };
        let taken: Vec<_> = nodes.iter().map(&mut take).collect();
        let taken = whole(taken)?;
        let in_order = choices.iter().filter(|choice| taken.contains(choice)).cloned();
        Some(Value::Choices(in_order.collect()))
    }

    fn not_a_choice(&mut self, choices: &[String], text: &str, node: &Node, path: &str) {
        let message = format!("“{}”不在可选的范围内", shorten(text));
        let finding = Diagnostic::error(Code::NotAChoice, message)
            .at(first_line(&node.span), "")
            .path(path)
            .help(format!("可以写：{}", choices.join("、")));
        self.report(finding);
    }
}

/// Reads a year of four digits, full-width ones too.
pub(crate) fn year(text: &str) -> Option<i16> {
    let text = text.trim().trim_end_matches('年');
    let year = number::parse(text).ok().filter(|_| text.chars().count() == 4)?;
    let year = i16::try_from(year.mantissa()).ok().filter(|_| year.scale() == 0)?;
    (1949..=2999).contains(&year).then_some(year)
}

/// Reads what 事实 holds: a number only if it prints as it was typed.
fn fact(text: &str) -> Value {
    match number::parse(text) {
        Ok(number) if number.to_string() == text => Value::Number(number),
        _ => Value::Text(text.to_owned()),
    }
}

/// Returns lines of text without blanks around them and blank ones between.
fn lines(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let good = |c: char| {
            c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '_' | '[' | ']')
        };
        !host.is_empty()
            && host.chars().all(good)
            && !rest.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
    })
}

fn is_postcode(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}
