//! Input checks: what Excel says when something else is typed than a cell takes.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, XlsxError,
};

use super::units::beginning;
use crate::form::{Answer, ValueType};

/// The head of what is said where a choice is asked for.
const CHOOSE: &str = "这里选一项";
/// UTF-16 units that a message may have.
const LONGEST: usize = 255;

/// What becomes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A sum or a relation adds it, so that nothing else may be typed.
    Added,
    /// It is only printed, and may have a remark behind it.
    Printed,
}

/// Returns the input check of a cell; none of one that takes any text.
pub(super) fn check(
    kind: &ValueType,
    use_of: Use,
    help: &str,
) -> Result<Option<DataValidation>, XlsxError> {
    let new = DataValidation::new();
    let unit = kind.unit().map(|unit| format!("，单位是{unit}")).unwrap_or_default();
    let (check, title, message) = match kind {
        ValueType::Whole { .. } => (
            new.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            "这里填整数",
            format!("填 0 或正整数{unit}；没有就填 0"),
        ),
        ValueType::Change => (
            new.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(i32::MIN)),
            "这里填整数",
            "增加写正数，减少写负数，没有变化写 0".to_owned(),
        ),
        ValueType::Decimal { .. } => (
            new.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "这里填数",
            format!("填 0 或正数，可以有小数{unit}；没有就填 0"),
        ),
        ValueType::YesNo => {
            let words = Answer::ALL.map(Answer::word);
            let list = new.allow_list_strings(&words)?;
            (list, CHOOSE, format!("填 {}", words.join(" 或 ")))
        }
        ValueType::Choice(choices) => match listed(choices) {
            Some(list) => (list, CHOOSE, format!("从这几项里选：{}", choices.join("、"))),
            None => return prompt(new, help),
        },
        _ => return prompt(new, help),
    };
    let (style, more) = match use_of {
        Use::Printed if kind.is_number() => (
            DataValidationErrorStyle::Warning,
            "。要在数后面加说明，写成 22（其中修订16件），再点“是”",
        ),
        Use::Added | Use::Printed => (DataValidationErrorStyle::Stop, ""),
    };
    let check = check
        .set_error_style(style)
        .set_error_title(title)?
        .set_error_message(shortened(&format!("{message}{more}")))?;
    with_help(check, help).map(Some)
}

/// Returns a check that takes anything and shows the form's help, if there is any.
fn prompt(new: DataValidation, help: &str) -> Result<Option<DataValidation>, XlsxError> {
    if help.is_empty() {
        return Ok(None);
    }
    with_help(new.allow_any_value(), help).map(Some)
}

/// Has the form's help shown where the cell is chosen.
fn with_help(check: DataValidation, help: &str) -> Result<DataValidation, XlsxError> {
    if help.is_empty() { Ok(check) } else { check.set_input_message(shortened(help)) }
}

/// Returns the list that Excel offers of some choices; none if it is too long for one,
/// or a comma would part a choice.
fn listed(choices: &[String]) -> Option<DataValidation> {
    if choices.iter().any(|choice| choice.contains(',')) {
        return None;
    }
    DataValidation::new().allow_list_strings(choices).ok()
}

fn shortened(text: &str) -> String {
    beginning(text, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_a_list_where_excel_can_have_one() {
        let is_list = |choices: &[&str]| {
            let choices: Vec<_> = choices.iter().map(ToString::to_string).collect();
            listed(&choices).is_some()
        };
        assert!(is_list(&["省", "县"]) && !is_list(&["省,市", "县"]));
        assert!(is_list(&["长".repeat(127).as_str(), "短".repeat(127).as_str()]));
        // A quotation mark takes two places, and so does a rare character.
        assert!(!is_list(&["长".repeat(254).as_str(), "\""]));
        assert!(!is_list(&["𠮷".repeat(128).as_str()]));
    }

    #[test]
    fn long_help_is_shortened() {
        let help = "𠮷".repeat(200);
        let kind = ValueType::Choice(vec![help.clone()]);
        assert!(check(&kind, Use::Printed, &help).is_ok_and(|check| check.is_some()));
    }
}
