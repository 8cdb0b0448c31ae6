//! Amounts in 万元 that were filled in as 元.
//!
//! Amounts keep the decimals they are written with: none, two, four and six all
//! occur, also in two years of one body.

use rust_decimal::Decimal;

use super::relations::below_the_table;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Fact, Facts, Group, Value, Written, join};
use crate::form::{Field, Target, ValueType};
use crate::source::Span;

/// The unit that is taken for another.
const UNIT: &str = "万元";
/// How many 元 make one of it.
const FACTOR: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
/// Decimals of an amount: the sixth is 分.
const MOST_DECIMALS: u32 = 6;
/// The bodies that never take in as much as [`FACTOR`] of it in a year.
const SMALL_BODIES: &str = "乡镇街道";
/// How many times last year's an amount becomes that is filled in as 元: 10,000,
/// and what may have changed besides.
const LEAST_TIMES: Decimal = Decimal::ONE_THOUSAND;
const MOST_TIMES: Decimal = Decimal::from_parts(20_000, 0, 0, false, 0);

/// Reports amounts that cannot be in their unit, or are too large to be.
pub(super) fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let small = facts.text(&["单位", "类别"]) == Some(SMALL_BODIES);
    for amount in amounts(facts) {
        let number = amount.number;
        if number.normalize().scale() > MOST_DECIMALS {
            let message = format!(
                "“{}”写的是 {number}，单位是{UNIT}，小数最多 {MOST_DECIMALS} 位（到分）",
                amount.name()
            );
            let finding = Diagnostic::error(Code::Unit, message);
            findings.push(
                amount
                    .place(finding)
                    .help("请按原来的元数重算：除以 10000，不要四舍五入"),
            );
        } else if small && number.fract().is_zero() && number >= FACTOR {
            let message = format!(
                "“{}”写的是 {number}，单位是{UNIT}，{SMALL_BODIES}一般没有这么多，是不是按“元”填的",
                amount.name()
            );
            findings.push(doubted(&amount, message));
        }
    }
}

/// Reports amounts that grew as if they were filled in as 元 this year.
pub(super) fn check_years(this: &Facts, last: &Facts, findings: &mut Vec<Diagnostic>) {
    for amount in amounts(this) {
        let Some(then) = earlier(last, &amount.path).filter(|then| !then.is_zero())
        else {
            continue;
        };
        let now = amount.number;
        let Some(times) = now.checked_div(then) else { continue };
        if !(LEAST_TIMES..=MOST_TIMES).contains(&times) {
            continue;
        }
        let told = findings.iter_mut().find(|finding| {
            finding.code == Code::Unit && finding.path.as_ref() == Some(&amount.path)
        });
        if let Some(told) = told {
            told.help.push(format!("去年是 {then}"));
            continue;
        }
        let message = format!(
            "“{}”的单位是{UNIT}，去年是 {then}，今年写 {now}，是不是按“元”填的",
            amount.name()
        );
        findings.push(doubted(&amount, message));
    }
}

/// A number in [`UNIT`], as written.
struct Amount {
    path: String,
    number: Decimal,
    span: Span,
}

impl Amount {
    fn name(&self) -> &str {
        below_the_table(&self.path)
    }

    fn place(&self, finding: Diagnostic) -> Diagnostic {
        finding.at(self.span.clone(), "").path(&self.path)
    }
}

fn doubted(amount: &Amount, message: String) -> Diagnostic {
    let mended = (amount.number / FACTOR).normalize();
    amount
        .place(Diagnostic::warning(Code::Unit, message))
        .help(format!("按元填的，除以 10000，写 {mended}"))
        .stand_by_where("确实是这个数")
}

/// Returns the amounts of a report: cells, and fields by themselves or in groups.
fn amounts(facts: &Facts) -> Vec<Amount> {
    let of_cells = facts.cells().filter_map(|(at, cell)| {
        let is_one = is_amount(facts.form.cell_type(at));
        let (number, span) = (cell.number().filter(|_| is_one)?, cell.span()?.clone());
        Some(Amount { path: facts.form.cell_path(at), number, span })
    });
    let mut found: Vec<_> = of_cells.collect();
    collect_fields(&facts.form.fields, &facts.fields, "", &mut found);
    found
}

fn is_amount(value_type: &ValueType) -> bool {
    value_type.unit() == Some(UNIT)
}

fn collect_fields(fields: &[Field], group: &Group, above: &str, found: &mut Vec<Amount>) {
    for (field, (name, fact)) in fields.iter().zip(&group.facts) {
        let path = || join(above, name);
        match fact {
            Fact::One(Written { value: Value::Number(number), span })
                if field.value_type().is_some_and(is_amount) =>
            {
                found.push(Amount { path: path(), number: *number, span: span.clone() });
            }
            Fact::Group(group) => {
                collect_fields(field.children(), group, &path(), found);
            }
            Fact::Each(groups) => {
                for (index, group) in groups.iter().enumerate() {
                    let path = join(&path(), &(index + 1).to_string());
                    collect_fields(field.children(), group, &path, found);
                }
            }
            _ => {}
        }
    }
}

/// Returns last year's amount, if its form has one of that path and unit.
fn earlier(last: &Facts, path: &str) -> Option<Decimal> {
    let target = last.form.resolve(&path.split('.').collect::<Vec<_>>()).ok()?;
    let same_unit = match &target {
        Target::Cell(cell) => is_amount(last.form.cell_type(*cell)),
        Target::Field(steps) => last.form.field_type(steps).is_some_and(is_amount),
        Target::Line(_) | Target::Group => false,
    };
    same_unit.then(|| last.number_at(&target)).flatten()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::short;
    use crate::source::Source;
    use crate::{facts, form, yaml};

    const FORM: &str = "
名称: 小
年度: {自: 2020}
字段:
  经费: {类型: 小数, 单位: 万元}
  分项: {字段: {经费: {类型: 小数, 单位: 万元}, 零用: {类型: 小数, 单位: 元}}}
  项目: {每项: {经费: {类型: 整数, 单位: 万元}}}
表格: {甲: {缺省: 0, 行: [{乙: {类型: 小数, 单位: 万元}}, 丙]}}
";

    fn read(written: &str) -> Facts {
        let form = form::read(&Source::new("templates/小/form.yaml", FORM));
        let form = Arc::new(form.expect("the form is good"));
        let text = format!(
            "格式: 小\n年度: 2021\n单位: {{名称: 甲镇, 类别: 乡镇街道}}\n{written}"
        );
        let root = yaml::load(&Source::new("甲.yaml", text)).root;
        let (facts, findings) = facts::read(&root.expect("the file is YAML"), &form);
        assert!(findings.is_empty(), "{}", short::render(&findings));
        facts
    }

    #[test]
    fn every_amount_of_a_form_is_looked_at() {
        let facts = read(
            "经费: 10000\n分项: {经费: 1.0000001, 零用: 20000.0000001}\n\
             项目: [{经费: 1}, {经费: 20000}]\n甲: {乙: 30000, 丙: 40000}\n",
        );
        let mut findings = Vec::new();
        check(&facts, &mut findings);
        insta::assert_snapshot!(short::render(&findings), @"
        甲.yaml:7:8: 警告[S007] “乙”写的是 30000，单位是万元，乡镇街道一般没有这么多，是不是按“元”填的 (甲.乙)
        甲.yaml:4:5: 警告[S007] “经费”写的是 10000，单位是万元，乡镇街道一般没有这么多，是不是按“元”填的 (经费)
        甲.yaml:5:10: 错误[S007] “经费”写的是 1.0000001，单位是万元，小数最多 6 位（到分） (分项.经费)
        甲.yaml:6:20: 警告[S007] “2.经费”写的是 20000，单位是万元，乡镇街道一般没有这么多，是不是按“元”填的 (项目.2.经费)
        ");
    }

    #[test]
    fn last_year_s_amount_is_that_of_the_same_path() {
        let last = read("经费: 1.5\n分项: {经费: 3}\n甲: {乙: 2.5, 丙: 3}\n");
        let this = read("经费: 9000.5\n分项: {经费: 1.5}\n甲: {乙: 2.5, 丙: 9000}\n");
        let mut findings = Vec::new();
        check_years(&this, &last, &mut findings);
        insta::assert_snapshot!(short::render(&findings), @"甲.yaml:4:5: 警告[S007] “经费”的单位是万元，去年是 1.5，今年写 9000.5，是不是按“元”填的 (经费)");
    }
}
