//! The forms that travel with the program, and what their trees become.

use super::{FORM, said};
use crate::document::{Align, BodyCell, Header, Inlines, Part, Table, TableGrid};
use crate::form::{
    Axis, Blank, Claim, FieldKind, Form, Item, LineKind, Requirement, TableForm, Target,
    ValueType, Written, read,
};
use crate::source::Source;

const FORM_2021: &str = include_str!("../../../../templates/政府信息公开-2021/form.yaml");
const FORM_2019: &str = include_str!("../../../../templates/政府信息公开-2019/form.yaml");
const WEBSITE: &str = include_str!("../../../../tests/forms/政府网站年报-2018/form.yaml");

fn form(folder: &str, text: &str) -> Form {
    let source = Source::new(format!("templates/{folder}/form.yaml"), text);
    read(&source).map_err(|faults| said(&faults)).expect("the form is good")
}

fn form_2021() -> Form {
    form("政府信息公开-2021", FORM_2021)
}

fn headers(items: &[Item]) -> Vec<Header> {
    let header = |item: &Item| Header {
        label: Inlines::text(&item.label),
        children: headers(&item.children),
    };
    items.iter().map(header).collect()
}

/// Makes the empty printed table of a form's table.
fn printed(table: &TableForm) -> TableGrid {
    let empty = || BodyCell { content: Inlines::text(""), align: Align::Center };
    let part = |part: &crate::form::PartForm| Part {
        title: part.title.clone(),
        corner: part.corner.clone(),
        columns: headers(&part.columns.items),
        rows: headers(&part.rows.items),
        body: (0..part.rows.leaves)
            .map(|_| (0..part.columns.leaves).map(|_| empty()).collect())
            .collect(),
    };
    let table = Table {
        title: table.title.clone(),
        widths: table.widths.clone(),
        parts: table.parts.iter().map(part).collect(),
        note: None,
    };
    table.grid()
}

fn steps(axis: &Axis) -> Vec<String> {
    axis.lines.iter().map(|line| line.steps.join(".")).collect()
}

fn summed(form: &Form, path: &str) -> Vec<String> {
    let steps: Vec<&str> = path.split('.').collect();
    let Ok(Target::Line(line)) = form.resolve(&steps) else { panic!("{path} is a line") };
    let rows = &form.tables[line.table].parts[line.part].rows;
    rows.base(line.row).into_iter().map(|row| rows.lines[row].steps.join(".")).collect()
}

#[test]
fn tables_of_2021_lie_as_the_official_form_has_them() {
    let form = form_2021();
    let cells: Vec<(&str, usize, usize)> = form
        .tables
        .iter()
        .map(|table| (&*table.name, table.parts.len(), printed(table).cells.len()))
        .collect();
    assert_eq!(cells, [("主动公开", 4, 30), ("申请", 1, 215), ("复议诉讼", 1, 34)]);
}

#[test]
fn relation_of_2021_is_on_lines_of_seven_columns() {
    let form = form_2021();
    let relation = &form.relations[0];
    for reference in relation.references() {
        let Target::Line(line) = reference.target else { panic!("{reference:?}") };
        let columns = &form.tables[line.table].parts[line.part].columns;
        assert_eq!(columns.leaves, 7);
    }
    let columns = &form.tables[1].parts[0].columns;
    assert_eq!(
        steps(columns),
        [
            "自然人",
            "商业企业",
            "科研机构",
            "社会公益组织",
            "法律服务机构",
            "其他",
            "总计"
        ]
    );
    assert_eq!(columns.lines[6].kind, LineKind::Total(vec![0, 1, 2, 3, 4, 5]));
}

#[test]
fn subtotals_and_totals_of_2021_sum_leaves_only() {
    let form = form_2021();
    insta::assert_snapshot!(summed(&form, "申请.办理结果.不予处理.小计").join(" "), @"办理结果.不予处理.信访举报投诉类申请 办理结果.不予处理.重复申请 办理结果.不予处理.要求提供公开出版物 办理结果.不予处理.无正当理由大量反复申请 办理结果.不予处理.要求行政机关确认或重新出具已获取信息");
    let total = summed(&form, "申请.办理结果.总计");
    assert_eq!(total, summed(&form, "申请.办理结果.小计"));
    assert_eq!(total.len(), 2 + 8 + 3 + 5 + 3);
}

#[test]
fn types_and_requirements_of_2021() {
    let form = form_2021();
    let fees = form.field(&["信息处理费", "金额"]).expect("a field");
    assert_eq!(
        fees.kind,
        FieldKind::Value(ValueType::Decimal { unit: Some("元".to_owned()) })
    );
    let contact = form.field(&["联系方式"]).expect("a field");
    assert_eq!(contact.requirement, Requirement::Advised);
    assert_eq!(contact.children().len(), 6, "the envelope's own");
    let part = &form.tables[0].parts[3];
    assert_eq!(part.value_type(0, 0).name(), "小数");
    assert_eq!(form.tables[1].blank, Blank::Zero);
    let rows = &form.tables[1].parts[0].rows;
    assert_eq!(rows.lines[rows.leaves - 1].required, Some(Written::Asked));
}

#[test]
fn form_of_2019_reads() {
    let form = form("政府信息公开-2019", FORM_2019);
    assert!(form.covers(2020) && !form.covers(2021));
    let parts = &form.tables[0].parts;
    assert_eq!(parts.len(), 5);
    assert_eq!(parts[1].value_type(0, 1), &ValueType::Change);
}

#[test]
fn form_of_labels_and_values_reads() {
    let form = form("政府网站年报-2018", WEBSITE);
    let part = &form.tables[0].parts[0];
    assert_eq!(steps(&part.columns), [""]);
    let texts = form.resolve(&["报表", "移动新媒体", "小计"]);
    assert!(texts.is_err(), "texts have no sum: {texts:?}");
    let Ok(Target::Cell(total)) = form.resolve(&["报表", "信息发布", "总数"])
    else {
        panic!("a value is a cell");
    };
    let label = |row: usize| &*part.rows.lines[row].label;
    let summed: Vec<&str> = part.rows.base(total.row).into_iter().map(label).collect();
    assert_eq!(
        summed,
        ["概况类信息更新量", "政务动态信息更新量", "信息公开目录信息更新量"]
    );
}

#[test]
fn lines_are_leaves_then_subtotals() {
    let form = form("例", FORM);
    let part = &form.tables[0].parts[0];
    insta::assert_snapshot!(steps(&part.rows).join("\n"), @"
    本年新收
    上年结转
    结果.公开
    结果.不公开.秘密
    结果.不公开.其他
    结果.总计
    结转下年度
    结果.小计
    结果.不公开.小计
    ");
    insta::assert_debug_snapshot!(
        part.rows.lines.iter().map(|line| &line.kind).collect::<Vec<_>>(), @"
    [
        Leaf,
        Leaf,
        Leaf,
        Leaf,
        Leaf,
        Total(
            [
                2,
                3,
                4,
            ],
        ),
        Leaf,
        Subtotal(
            [
                2,
                3,
                4,
            ],
        ),
        Subtotal(
            [
                3,
                4,
            ],
        ),
    ]
    ");
    assert_eq!(steps(&part.columns), ["自然人", "企业", "总计"]);
    assert_eq!(steps(&form.tables[1].parts[0].columns)[3..], ["复议.小计"]);
}

#[test]
fn all_parts_of_a_form_are_read() {
    let form = form("例", FORM);
    assert_eq!((&*form.description, &*form.basis), ("用于测试", "某号"));
    assert_eq!(form.deadlines[0].kind.as_deref(), Some("部门"));
    assert_eq!((form.relations.len(), form.cross_year.len()), (2, 1));
    assert_eq!(form.relations[1].conditions[0].values, ["部门"]);
    assert!(matches!(&form.sentences[1].claim, Claim::Zero(paths) if paths.len() == 1));
    assert_eq!(form.wordings[0].explanation, "应写“今年以来”");
}
