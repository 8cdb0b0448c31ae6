//! The filters and tests with Chinese names.
//!
//! Numbers are exact: whole, or decimals as text; no float is ever made of one.

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::names::encode;
use crate::day;
use crate::diagnostic::shorten;
use crate::numeral;

/// Begins the messages made here, which are Chinese already.
pub(super) const OWN: char = '\u{E0FF}';

/// Makes the filters and tests known to `tera`.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(encode("中文序号"), ordinal);
    tera.register_filter(encode("编号"), numbered);
    tera.register_filter(encode("中文日期"), date);
    tera.register_filter(encode("万元"), ten_thousands);
    tera.register_filter(encode("百分比"), share);
    tera.register_filter(encode("同比"), growth);
    tera.register_test(encode("为零"), is_zero);
}

/// 1 -> 一, 11 -> 十一, 20 -> 二十.
fn ordinal(value: &Value, _: Kwargs, _: &State) -> TeraResult<String> {
    chinese_number("中文序号", value)
}

/// Puts （一） before a heading, unless it begins with a number of its own.
#[expect(clippy::needless_pass_by_value, reason = "Tera's signature")]
fn numbered(value: &Value, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let Some(heading) = value.as_str() else {
        return Err(own(format!("“编号”只能用于文字，这里是{}", show(value))));
    };
    let number = chinese_number("编号", argument(&kwargs, "编号", "序")?)?;
    if numeral::unnumbered(heading).len() < heading.len() {
        return Ok(heading.to_owned());
    }
    Ok(format!("（{number}）{heading}"))
}

fn chinese_number(word: &str, value: &Value) -> TeraResult<String> {
    let number = value.as_i128().and_then(|number| usize::try_from(number).ok());
    number.and_then(numeral::in_words).ok_or_else(|| {
        own(format!("“{word}”只能用于 1 到 99 的整数，这里是{}", show(value)))
    })
}

/// 2022-01-18 -> 2022年1月18日.
fn date(value: &Value, _: Kwargs, _: &State) -> TeraResult<String> {
    let date = value.as_str().and_then(|text| Date::from_str(text).ok());
    let Some(date) = date else {
        let shown = show(value);
        return Err(own(format!(
            "“中文日期”只能用于 2022-01-18 这样的日期，这里是{shown}"
        )));
    };
    Ok(day::printed(date))
}

/// 12300 (元) -> 1.23万元.
fn ten_thousands(value: &Value, _: Kwargs, _: &State) -> TeraResult<String> {
    let yuan = number("万元", value)?;
    let converted = yuan.checked_div(Decimal::from(10_000)).ok_or_else(too_large)?;
    Ok(format!("{}万元", converted.normalize()))
}

/// The share of a whole, with one decimal: 5.7%.
#[expect(clippy::needless_pass_by_value, reason = "Tera's signature")]
fn share(value: &Value, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let part = number("百分比", value)?;
    let whole = number("百分比", argument(&kwargs, "百分比", "全部")?)?;
    if whole.is_zero() {
        return Err(own("算“百分比”时“全部”是 0，没有比例可言"));
    }
    Ok(format!("{}%", percent(part, whole)?))
}

/// The change on last year: 增长12.5%, 下降3.2%, 持平.
#[expect(clippy::needless_pass_by_value, reason = "Tera's signature")]
fn growth(value: &Value, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let now = number("同比", value)?;
    let before = number("同比", argument(&kwargs, "同比", "上年")?)?;
    if before.is_zero() {
        return Err(own("算“同比”时上年的数是 0，没有增减幅度可言"));
    }
    let change = now.checked_sub(before).ok_or_else(too_large)?;
    let percent = percent(change, before)?;
    Ok(match change.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Equal => "持平".into(),
        _ if percent.is_zero() => "基本持平".into(),
        std::cmp::Ordering::Greater => format!("增长{}%", percent.abs()),
        std::cmp::Ordering::Less => format!("下降{}%", percent.abs()),
    })
}

fn is_zero(value: &Value, _: Kwargs, _: &State) -> TeraResult<bool> {
    Ok(number("为零", value)?.is_zero())
}

/// Divides and rounds half up to one decimal of a percent, without a final zero.
fn percent(part: Decimal, whole: Decimal) -> TeraResult<Decimal> {
    let percent = part
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|part| part.checked_div(whole))
        .ok_or_else(too_large)?;
    let half_up = RoundingStrategy::MidpointAwayFromZero;
    Ok(percent.round_dp_with_strategy(1, half_up).normalize())
}

fn argument<'k>(kwargs: &'k Kwargs, filter: &str, name: &str) -> TeraResult<&'k Value> {
    let code = encode(name);
    let mut all = kwargs.iter();
    let found = all.find(|(key, _)| key.as_str() == Some(code.as_str()));
    let missing = || own(format!("“{filter}”要写明“{name}”：`{filter}({name}=…)`"));
    found.map(|(_, value)| value).ok_or_else(missing)
}

/// Reads a whole number, or a decimal as text.
fn number(word: &str, value: &Value) -> TeraResult<Decimal> {
    let text = value.as_str().and_then(|text| Decimal::from_str_exact(text.trim()).ok());
    let whole = || value.as_i64().map(Decimal::from);
    text.or_else(whole)
        .ok_or_else(|| own(format!("“{word}”只能用于数，这里是{}", show(value))))
}

fn show(value: &Value) -> String {
    if value.is_undefined() || value.is_none() {
        return "空的".into();
    }
    if value.is_map() || value.is_array() {
        return "一组内容".into();
    }
    format!("“{}”", shorten(&value.to_string()))
}

fn too_large() -> Error {
    own("数太大，算不出来")
}

fn own(message: impl std::fmt::Display) -> Error {
    Error::message(format!("{OWN}{message}"))
}
