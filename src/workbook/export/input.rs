//! Input checks: what Excel says when something else is typed than a cell takes.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, XlsxError,
};

use crate::form::ValueType;

/// Characters that a message, or a list of choices, may have.
const LONGEST: usize = 255;

/// Returns the input check of a cell; none of one that takes any text.
///
/// They advise and do not forbid, so that a remark can be typed behind a number.
pub(super) fn check(
    kind: &ValueType,
    help: &str,
) -> Result<Option<DataValidation>, XlsxError> {
    let new = DataValidation::new();
    let number = "要在数后面加说明，写成 22（其中修订16件），再点“是”";
    let unit = kind.unit().map(|unit| format!("，单位是{unit}")).unwrap_or_default();
    let (check, title, message) = match kind {
        ValueType::Whole { .. } => (
            new.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            "这里填整数",
            format!("填 0 或正整数{unit}；没有就填 0。{number}"),
        ),
        ValueType::Change => (
            new.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(i32::MIN)),
            "这里填整数",
            format!("增加写正数，减少写负数，没有变化写 0。{number}"),
        ),
        ValueType::Decimal { .. } => (
            new.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "这里填数",
            format!("填 0 或正数，可以有小数{unit}；没有就填 0。{number}"),
        ),
        ValueType::YesNo => (
            new.allow_list_strings(&["是", "否"])?,
            "这里选一项",
            "填 是 或 否".to_owned(),
        ),
        ValueType::Choice(choices) if listed(choices) => (
            new.allow_list_strings(choices)?,
            "这里选一项",
            format!("从这几项里选：{}", choices.join("、")),
        ),
        _ => return Ok(prompt(new, help)?),
    };
    let check = check
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(title)?
        .set_error_message(shortened(&message))?;
    Ok(Some(if help.is_empty() {
        check
    } else {
        check.set_input_message(shortened(help))?
    }))
}

/// Returns a check that takes anything and shows the form's help, if there is any.
fn prompt(new: DataValidation, help: &str) -> Result<Option<DataValidation>, XlsxError> {
    if help.is_empty() {
        return Ok(None);
    }
    new.allow_any_value().set_input_message(shortened(help)).map(Some)
}

/// Tells whether choices can be a list that Excel offers.
fn listed(choices: &[String]) -> bool {
    let length: usize = choices.iter().map(|choice| choice.chars().count() + 1).sum();
    length <= LONGEST && choices.iter().all(|choice| !choice.contains(','))
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
