//! The envelope: the fields every form has, whatever it is about.
//!
//! They are the only fields that the program knows by name, because it needs
//! them itself: to find the form, to sign and date the report, to publish it.

use super::{Field, FieldKind, Names, Requirement, ValueType};

/// The name under which templates find last year's report.
pub const LAST_YEAR: &str = "上年";

/// The name under which templates find the tables.
pub const TABLES: &str = "表格";

/// Returns the envelope's fields, as a form that says nothing of them has them.
pub(super) fn fields() -> Vec<Field> {
    let text = || ValueType::Text;
    let kinds = ["政府", "部门", "乡镇街道", "其他"].map(str::to_owned).to_vec();
    let body = vec![
        value("名称", Requirement::Required, text(), "单位全称，与印章一致"),
        optional("简称", text(), "正文里用的简称"),
        optional(
            "类别",
            ValueType::Choice(kinds),
            "政府、部门、乡镇街道或其他；有些核对只对某类单位",
        ),
    ];
    let contact = vec![
        optional("部门", text(), "负责这份报告的内设机构"),
        optional("地址", text(), "办公地址"),
        optional("邮编", ValueType::Postcode, "六位数字"),
        several("电话", text(), "写上区号；有几个就写成列表"),
        several("传真", text(), "写上区号；有几个就写成列表"),
        optional("邮箱", text(), "电子邮箱"),
    ];
    let signature = vec![
        optional("署名", text(), "落款的单位；不写就是单位名称"),
        optional("日期", ValueType::Date, "成文日期，如 2026-01-18"),
    ];
    let publication = vec![
        optional("网址", ValueType::Url, "报告网页的完整地址，二维码也指向它"),
        optional("站点名称", text(), "网站规范名称"),
        optional("站点标识码", text(), "政府网站标识码"),
        optional("栏目", text(), "所在栏目，如政府信息公开年报"),
        optional("来源", text(), "信息来源，一般是发布单位"),
        several("关键词", text(), "供检索的词"),
    ];
    vec![
        value(
            "格式",
            Requirement::Required,
            text(),
            "报告的格式，也就是模板文件夹的名称",
        ),
        value("年度", Requirement::Required, ValueType::Year, "报告的年度，四位数字"),
        optional("上年文件", text(), "去年的数据文件，用来核对结转；与本文件的相对位置"),
        group("单位", Requirement::Required, body, "编制报告的单位"),
        optional(
            "标题",
            ValueType::Title,
            "报告标题；不写就由模板生成；要在哪里换行，就写成几行",
        ),
        optional("网站", ValueType::Url, "单位网站的地址"),
        group("联系方式", Requirement::Optional, contact, "公众有疑问时找谁"),
        group("落款", Requirement::Optional, signature, "署名和成文日期"),
        group("发布", Requirement::Optional, publication, "网页上的元数据"),
        open("事实", Names::Any, ValueType::Fact, "正文要引用的数和文字，名称自定"),
        open("附注", Names::Tables, ValueType::Text, "印在某张表下面的说明"),
        open("核实", Names::Findings, ValueType::Text, "看过并确认无误的提醒，写明理由"),
    ]
}

/// Tells whether a name is that of one of the envelope's fields.
pub(super) fn has(name: &str) -> bool {
    fields().iter().any(|field| field.name == name)
}

fn value(name: &str, requirement: Requirement, kind: ValueType, help: &str) -> Field {
    field(name, requirement, FieldKind::Value(kind), help)
}

fn optional(name: &str, kind: ValueType, help: &str) -> Field {
    value(name, Requirement::Optional, kind, help)
}

fn several(name: &str, kind: ValueType, help: &str) -> Field {
    field(name, Requirement::Optional, FieldKind::Several(kind), help)
}

fn group(name: &str, requirement: Requirement, fields: Vec<Field>, help: &str) -> Field {
    field(name, requirement, FieldKind::Group(fields), help)
}

fn open(name: &str, names: Names, kind: ValueType, help: &str) -> Field {
    field(name, Requirement::Optional, FieldKind::Open(names, kind), help)
}

fn field(name: &str, requirement: Requirement, kind: FieldKind, help: &str) -> Field {
    Field { name: name.to_owned(), help: help.to_owned(), requirement, kind }
}
