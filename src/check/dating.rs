//! When a report is signed, against the year it is on (《条例》 articles 49 and 50).

use jiff::civil::Date;

use crate::day;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::facts::{Facts, Value};

const DATE: [&str; 2] = ["落款", "日期"];

/// Reports a day before the year's end, one behind the last day that the form sets
/// for this kind of body, and one more than a year behind the year. No day is no
/// fault: web pages print none.
pub(super) fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    // A year that is not the form's is told by itself.
    let year = facts.year().filter(|&year| facts.form.covers(year));
    let (Some(written), Some(year)) = (facts.value(&DATE), year) else { return };
    let Value::Date(date) = written.value else { return };
    let shown = day::printed(date);
    let Ok(year_end) = Date::new(year, 12, 31) else { return };
    let (severity, message, help) = if date < year_end {
        (
            Severity::Error,
            format!("落款日期 {shown}还没到 {year} 年年底，年报应在次年发布"),
            "请核对落款的年份，还有“年度”",
        )
    } else if date.year() > year.saturating_add(1) {
        (
            Severity::Warning,
            format!("落款日期 {shown}比 {year} 年度晚了一年多"),
            "请核对落款的年份，还有“年度”",
        )
    } else if let Some(last) = last_day(facts, year).filter(|last| date > *last) {
        (
            Severity::Note,
            format!("落款日期 {shown}过了规定的期限 {}", day::printed(last)),
            "日期没有写错，就不用理会",
        )
    } else {
        return;
    };
    let finding = Diagnostic::new(Code::SignedWhen, severity, message)
        .at(written.span.clone(), "")
        .path(DATE.join("."))
        .help(help);
    findings.push(match severity {
        Severity::Warning => finding.stand_by_where("确实这么晚"),
        Severity::Error | Severity::Note => finding,
    });
}

/// Returns the last day for this kind of body, if the form sets one.
fn last_day(facts: &Facts, year: i16) -> Option<Date> {
    let kind = facts.text(&["单位", "类别"]);
    let deadlines = facts.form.deadlines.iter();
    let mut ours =
        deadlines.filter(|day| day.kind.is_none() || day.kind.as_deref() == kind);
    let last = ours.next()?;
    Date::new(year.checked_add(1)?, last.month, last.day).ok()
}
