use super::{NO_TABLE, form, read_whole, said, with_fields};
use crate::facts::{Fact, Value};

const FIELDS: &str = "\
字段:
  引言: {类型: 正文, 必填: 是}
  编号: {类型: 文字, 必填: 建议}
  事项: {必填: 是, 每项: {题目: {类型: 文字, 必填: 是}, 内容: 正文}}
  范围: {类型: 多选, 选项: [甲, 乙]}
";

#[test]
fn blanks_are_as_good_as_nothing() {
    for blank in ["", "\"\"", "'  '", "\"\\u3000\"", "|\n\n"] {
        let text =
            format!("引言: {blank}\n编号: {blank}\n事项: {blank}\n范围: {blank}\n");
        let (facts, found) = with_fields(FIELDS, &text);
        let lines: Vec<_> =
            found.lines().map(|line| line.split_once(' ').unwrap().1).collect();
        let expected =
            ["F010 缺少“引言”", "F003 没有写“编号”，一般都要写", "F010 缺少“事项”"];
        assert_eq!(lines, expected, "{text}");
        for name in ["引言", "编号", "事项", "范围"] {
            assert!(facts.is_left_out(&[name]), "{name} {text}");
        }
    }
    let form = form(NO_TABLE);
    let (_, findings) = read_whole(
        &form,
        "格式: 例\n年度: 2021\n单位: {名称: \"\"}\n空表: {空: }\n事实: {甲: \"\"}\n联系方式: {电话: [\"\", 123]}\n",
    );
    assert_eq!(
        said(&findings),
        "3:6 F010 缺少“单位.名称”\n6:13 F010 “联系方式.电话”没有填"
    );
}

#[test]
fn of_a_list_everything_is_read() {
    let text =
        "引言: 一\n编号: 二\n事项: [{内容: 三}, 四, {题目: [五]}]\n范围: [丙, 丁]\n";
    let (facts, found) = with_fields(FIELDS, text);
    assert_eq!(
        found,
        "3:7 F010 缺少“事项.1.题目”\n\
         3:15 F011 “事项.2”要分成几项来写，这里写的是一个值\n\
         3:23 F011 “事项.3.题目”要写成一个值，这里写的是列表\n\
         4:6 F013 “丙”不在可选的范围内\n\
         4:9 F013 “丁”不在可选的范围内"
    );
    assert!(matches!(facts.field(&["范围"]), Some(Fact::Wrong)));
}

#[test]
fn a_group_that_is_left_out_still_asks_for_its_own() {
    let group = |requirement: &str| {
        format!(
            "字段:\n  组:\n    必填: {requirement}\n    字段:\n      甲: {{类型: 文字, 必填: 是}}\n      乙: {{类型: 文字, 必填: 建议}}\n      丙: {{字段: {{丁: {{类型: 文字, 必填: 是}}}}}}\n"
        )
    };
    let below = "1:1 F010 缺少“组.甲”\n1:1 F003 没有写“组.乙”，一般都要写\n1:1 F010 缺少“组.丙.丁”";
    for (requirement, expected) in
        [("否", below), ("建议", below), ("是", "1:1 F010 缺少“组”")]
    {
        assert_eq!(with_fields(&group(requirement), "").1, expected, "{requirement}");
    }
    let advised = "字段:\n  组: {必填: 建议, 字段: {乙: {类型: 文字, 必填: 建议}}}\n";
    assert_eq!(with_fields(advised, "").1, "1:1 F003 没有写“组”，一般都要写");
}

#[test]
fn a_wrong_fact_is_wrong_and_not_left_out() {
    for (text, left_out, finding) in [
        (
            "事实: 5\n",
            false,
            "1:5 F011 “事实”要写成“名称: 内容”，一项一行，这里写的是一个值",
        ),
        ("事实: {甲: [1, 2]}\n", false, "1:9 F011 “事实.甲”要写成一个值，这里写的是列表"),
        ("事实: {甲: }\n", true, ""),
        ("事实: {乙: 3}\n", true, ""),
        ("", true, ""),
        ("事实: {甲: 3}\n", false, ""),
    ] {
        let (facts, found) = with_fields("", text);
        assert_eq!(found, finding, "{text}");
        assert_eq!(facts.is_left_out(&["事实", "甲"]), left_out, "{text}");
    }
}

#[test]
fn facts_are_named_as_everything_else() {
    for (name, finding) in [
        ("线上宣讲场次", ""),
        ("小计", "1:6 F017 “小计”是程序自己用的名称"),
        ("上年", "1:6 F017 “上年”是程序自己用的名称"),
        ("1月", "1:6 F017 “1月”不能作名称"),
        ("甲１", "1:6 F017 “甲１”不能作名称"),
    ] {
        let (facts, found) = with_fields("", &format!("事实: {{{name}: 3}}\n"));
        assert_eq!(found, finding);
        let value = facts.value(&["事实", name]).map(|written| written.value.clone());
        assert_eq!(value.is_some(), finding.is_empty());
        assert!(value.is_none_or(|value| value == Value::Number(3.into())));
        assert!(!facts.is_left_out(&["事实", name]), "{name}");
    }
}
