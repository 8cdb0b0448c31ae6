use super::*;
use crate::form::read;
use crate::source::Source;

const FORM: &str = "\
名称: 例
说明: 一个例子
年度: {自: 2021}
字段:
  引言: {类型: 正文, 必填: 建议, 说明: 开头}
  费用: {说明: 收的费, 字段: {金额: {类型: 小数, 单位: 元}}}
  其他: {每项: {标题: {类型: 文字, 必填: 是}}}
表格:
  申请:
    缺省: 0
    列: [自然人, {标签: 法人, 列: [企业, 其他]}, {总计: {合计: 是}}]
    行:
      - {新收: 一、新收}
      - 结果: [公开, {总计: {标签: 合计数, 合计: 是}}]
      - {结转: {标签: 四、结转, 必填: 是, 说明: 没有就写 0}}
  报表:
    行: [{种类: {类型: 选项, 选项: [门户, 部门]}}, {访问量: {必填: 否}}]
";

fn schema() -> Value {
    super::schema(&read(&Source::new("form.yaml", FORM)).expect("the form is good"))
}

#[test]
fn fields_are_described_and_required() {
    let schema = schema();
    let required = &schema["required"];
    assert_eq!(*required, json!(["格式", "年度", "单位", "申请", "报表"]));
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["properties"]["格式"]["const"], "例");
    let prose = &schema["properties"]["引言"];
    assert_eq!(prose["title"], "引言");
    let words = prose["description"].as_str().unwrap();
    assert!(words.starts_with("开头。正文") && words.ends_with("建议填写"), "{words}");
    let amount = &schema["properties"]["费用"]["properties"]["金额"];
    assert_eq!(amount["description"], "数，单位是元");
    let each = &schema["properties"]["其他"]["items"];
    assert_eq!(each["required"], json!(["标题"]));
    let notes = &schema["properties"]["附注"];
    let names: Vec<_> = notes["properties"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["申请", "报表"]);
    assert_eq!(notes["additionalProperties"], false);
}

#[test]
fn tables_are_their_rows_and_columns() {
    let schema = schema();
    let requests = &schema["properties"]["申请"]["anyOf"][0];
    assert_eq!(requests["required"], json!(["结转"]));
    assert_eq!(schema["properties"]["申请"]["anyOf"][1], json!({"enum": [0, null]}));
    let new = &requests["properties"]["新收"];
    assert_eq!(*new, json!({"title": "一、新收", "$ref": "#/$defs/申请.1"}));
    let new = &schema["$defs"]["申请.1"];
    let columns = &new["anyOf"][0]["properties"];
    let names: Vec<_> = columns.as_object().unwrap().keys().collect();
    assert_eq!(names, ["自然人", "企业", "其他", "总计"]);
    let total = columns["总计"]["description"].as_str().unwrap();
    assert!(total.ends_with("可以不写，程序会算"), "{total}");
    assert_eq!(
        (&new["anyOf"][1]["minItems"], &new["anyOf"][1]["maxItems"]),
        (&json!(3), &json!(4))
    );
    let report = &schema["properties"]["报表"];
    assert_eq!(report["required"], json!(["种类"]));
    assert_eq!(report["properties"]["种类"]["enum"], json!(["门户", "部门"]));
}
