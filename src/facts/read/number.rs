//! Numbers of cells and fields, and what is wrong with those that are none.

use rust_decimal::Decimal;

use super::Reader;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::form::ValueType;
use crate::number::{self, Malformed};
use crate::source::{Source, Span};
use crate::yaml::Node;

/// Measure words that people put behind a count.
const MEASURES: [&str; 12] =
    ["件", "条", "个", "次", "项", "份", "起", "宗", "人", "篇", "期", "场"];

impl Reader<'_> {
    /// Reads a number of a type; `span` is where `text` stands.
    pub(super) fn number(
        &mut self,
        kind: &ValueType,
        text: &str,
        span: &Span,
        path: &str,
    ) -> Option<Decimal> {
        let finding = match number::parse(text) {
            Ok(number) => match unfit(kind, number) {
                None => return Some(number),
                Some(Unfit { message, fix }) => {
                    let finding = not_a_number(span, message);
                    match fix {
                        Some(text) => {
                            finding.fix(format!("改为 {text}"), span.clone(), text)
                        }
                        None => finding,
                    }
                }
            },
            Err(malformed) => malformed_number(kind, &malformed, text, span),
        };
        self.report(finding.path(path));
        None
    }
}

impl Reader<'_> {
    /// Reports a remark that is typed behind a cell's number, `17（其中修订5件）`,
    /// and tells whether there is one.
    pub(super) fn has_remark_typed(
        &mut self,
        kind: &ValueType,
        node: &Node,
        path: &str,
    ) -> bool {
        let text = node.scalar().filter(|_| kind.is_number());
        let Some((number, remark)) = text.and_then(|scalar| parted(&scalar.text)) else {
            return false;
        };
        let number = match number::parse(number) {
            Err(Malformed::Unit { number, unit }) if is_measure(kind, &unit) => number,
            Ok(number) => number,
            Err(_) => return false,
        };
        if unfit(kind, number).is_some() {
            return false;
        }
        let cell = format!("{{数: {number}, 注: {}}}", in_flow(remark));
        let message = format!("数的后面有说明“{remark}”，说明要写在“注”里");
        let finding = not_a_number(&node.span, message).path(path);
        self.report(finding.fix(format!("改为 {cell}"), node.span.clone(), cell));
        true
    }
}

/// A number as people type it into a cell of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// A mark for nothing: `/`, `—`, 无.
    Nothing,
    /// A number, and the remark in brackets behind it.
    Number(Decimal, Option<String>),
}

/// Reads a cell of a spreadsheet that is to hold a number of a type: besides what a
/// staff's file may have, a measure word, a remark in brackets, a mark for nothing.
///
/// # Errors
///
/// What is wrong, in the words in which it is said of a staff's file.
pub fn entered(kind: &ValueType, text: &str) -> Result<Entered, String> {
    let (digits, remark) = match parted(text) {
        Some((digits, remark)) => (digits.trim(), Some(remark.to_owned())),
        None => (text, None),
    };
    let number = match number::parse(digits) {
        Ok(number) => number,
        Err(Malformed::Blank) if remark.is_none() => return Ok(Entered::Nothing),
        Err(Malformed::Unit { number, unit })
            if is_measure(kind, &unit) || kind.unit() == Some(&unit) =>
        {
            number
        }
        Err(malformed) => {
            let span = Source::new("", text).span(0..text.len());
            return Err(malformed_number(kind, &malformed, text, &span).message);
        }
    };
    match unfit(kind, number) {
        Some(Unfit { message, fix: None }) => Err(message),
        Some(Unfit { fix: Some(_), .. }) => Ok(Entered::Number(number.trunc(), remark)),
        None => Ok(Entered::Number(number, remark)),
    }
}

/// Parts a number from what stands in brackets behind it.
fn parted(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim().strip_suffix(['）', ')'])?;
    let (number, remark) = inside.split_once(['（', '('])?;
    let remark = remark.trim();
    (!remark.is_empty() && !remark.contains('\n')).then_some((number, remark))
}

/// Writes a text as it may stand within `{}`: in quotes, if it has a sign in it
/// that YAML may take for its own.
pub(in crate::facts) fn in_flow(text: &str) -> String {
    let is_plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || c == ' ';
    if text.chars().all(is_plain)
        && text.chars().next().is_some_and(char::is_alphanumeric)
    {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Why a number cannot stand in a cell of a type.
struct Unfit {
    message: String,
    fix: Option<String>,
}

fn unfit(kind: &ValueType, number: Decimal) -> Option<Unfit> {
    let whole = matches!(kind, ValueType::Whole { .. } | ValueType::Change);
    if number.is_sign_negative() && *kind != ValueType::Change {
        let message = format!("这里写的是 {number}，不能是负数");
        return Some(Unfit { message, fix: None });
    }
    if whole && number.scale() > 0 {
        let exact = number.fract().is_zero().then(|| number.trunc().to_string());
        let message = format!("这里写的是 {number}，要写整数");
        return Some(Unfit { message, fix: exact });
    }
    None
}

fn malformed_number(
    kind: &ValueType,
    malformed: &Malformed,
    text: &str,
    span: &Span,
) -> Diagnostic {
    let text = shorten(text.trim());
    match malformed {
        Malformed::Blank => {
            let message = format!("这一格写的是“{text}”，没有发生要写 0");
            Diagnostic::error(Code::BlankMark, message)
                .at(span.clone(), "")
                .help("没有发生就写 0；格式不允许空着或画斜线")
                .fix("改为 0", span.clone(), "0")
        }
        Malformed::Vague(word) => {
            not_a_number(span, format!("这里要写确切的数，不能写“{word}”"))
                .help("只写数字，例如 20")
        }
        Malformed::Unit { number, unit } => with_unit(kind, *number, unit, span),
        Malformed::Grouping => {
            not_a_number(span, format!("“{text}”里的逗号不是按三位分节的，看不出是多少"))
                .help("去掉逗号，只写数字")
        }
        Malformed::TooLong => {
            not_a_number(span, format!("“{text}”位数太多，请核对是不是多打了数字"))
        }
        Malformed::Unreadable => {
            not_a_number(span, format!("“{text}”不是数")).help("只写数字，例如 20")
        }
    }
}

fn with_unit(kind: &ValueType, number: Decimal, unit: &str, span: &Span) -> Diagnostic {
    let own = kind.unit() == Some(unit);
    let measure = is_measure(kind, unit);
    let finding = not_a_number(span, format!("这里只写数字，不写“{unit}”"));
    if (own || measure) && unfit(kind, number).is_none() {
        let text = number.to_string();
        return finding.fix(format!("改为 {text}"), span.clone(), text);
    }
    match kind.unit() {
        Some(expected) => {
            finding.help(format!("这里的单位是{expected}，请换算后只写数字"))
        }
        None => finding.help("请换算后只写数字"),
    }
}

/// Tells whether a word is one that people put behind a count.
fn is_measure(kind: &ValueType, unit: &str) -> bool {
    matches!(kind, ValueType::Whole { .. }) && MEASURES.contains(&unit)
}

fn not_a_number(span: &Span, message: String) -> Diagnostic {
    Diagnostic::error(Code::NotANumber, message).at(span.clone(), "")
}
