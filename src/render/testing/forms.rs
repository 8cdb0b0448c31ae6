//! The three tables of the 2021 form (国办公开办函〔2021〕30号), as tables to
//! write and as the cells that must be read back.

use crate::document::{Align, BodyCell, Header, Inlines, Part, Table};

/// A header tree from lines: each line a label, indented below its group.
fn forest(lines: &str) -> Vec<Header> {
    let lines: Vec<_> = lines.lines().filter(|line| !line.trim().is_empty()).collect();
    level(&lines)
}

fn level(lines: &[&str]) -> Vec<Header> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let Some(own) = lines.first().map(|line| indent(line)) else { return Vec::new() };
    let mut out = Vec::new();
    let mut rest = lines;
    while let [first, below @ ..] = rest {
        let end =
            below.iter().position(|line| indent(line) <= own).unwrap_or(below.len());
        out.push(Header::group(first.trim(), level(&below[..end])));
        rest = &below[end..];
    }
    out
}

/// A body whose values are counted through, so that no two are alike.
fn counted(rows: usize, columns: usize, first: usize) -> Vec<Vec<BodyCell>> {
    let cell = |row: usize, column: usize| BodyCell {
        content: Inlines::text((first + row * columns + column).to_string()),
        align: Align::Center,
    };
    (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect()
}

fn part(title: &str, columns: &str, rows: &str, first: usize) -> Part {
    let (columns, rows) = (forest(columns), forest(rows));
    let width = columns.iter().map(Header::width).sum();
    let body = counted(rows.len(), width, first);
    Part { title: Some(title.into()), corner: "信息内容".into(), columns, rows, body }
}

/// Table 2: four parts, one below the other.
pub(in crate::render) fn table_2() -> Table {
    let made = "本年制发件数\n本年废止件数\n现行有效件数";
    Table {
        title: "主动公开政府信息情况".into(),
        widths: Vec::new(),
        parts: vec![
            part("第二十条第（一）项", made, "规章\n行政规范性文件", 1),
            part("第二十条第（五）项", "本年处理决定数量", "行政许可", 7),
            part("第二十条第（六）项", "本年处理决定数量", "行政处罚\n行政强制", 8),
            part(
                "第二十条第（八）项",
                "本年收费金额（单位：万元）",
                "行政事业性收费",
                10,
            ),
        ],
        note: None,
    }
}

const COLUMNS_3: &str = "
申请人情况
 自然人
 法人或其他组织
  商业企业
  科研机构
  社会公益组织
  法律服务机构
  其他
 总计";

const ROWS_3: &str = "
一、本年新收政府信息公开申请数量
二、上年结转政府信息公开申请数量
三、本年度办理结果
 （一）予以公开
 （二）部分公开（区分处理的，只计这一情形，不计其他情形）
 （三）不予公开
  1.属于国家秘密
  2.其他法律行政法规禁止公开
  3.危及“三安全一稳定”
  4.保护第三方合法权益
  5.属于三类内部事务信息
  6.属于四类过程性信息
  7.属于行政执法案卷
  8.属于行政查询事项
 （四）无法提供
  1.本机关不掌握相关政府信息
  2.没有现成信息需要另行制作
  3.补正后申请内容仍不明确
 （五）不予处理
  1.信访举报投诉类申请
  2.重复申请
  3.要求提供公开出版物
  4.无正当理由大量反复申请
  5.要求行政机关确认或重新出具已获取信息
 （六）其他处理
  1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
  2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
  3.其他
 （七）总计
四、结转下年度继续办理";

/// Table 3: two header trees of three levels.
pub(in crate::render) fn table_3() -> Table {
    Table {
        title: "收到和处理政府信息公开申请情况".into(),
        widths: vec![12.5, 16.5, 52.1, 10.7],
        parts: vec![Part {
            title: None,
            corner:
                "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
                    .into(),
            columns: forest(COLUMNS_3),
            rows: forest(ROWS_3),
            body: counted(25, 7, 1),
        }],
        note: None,
    }
}

const COLUMNS_4: &str = "
行政复议
 结果维持
 结果纠正
 其他结果
 尚未审结
 总计
行政诉讼
 未经复议直接起诉
  结果维持
  结果纠正
  其他结果
  尚未审结
  总计
 复议后起诉
  结果维持
  结果纠正
  其他结果
  尚未审结
  总计";

/// Table 4: heads over one row without a label.
pub(in crate::render) fn table_4() -> Table {
    Table {
        title: "政府信息公开行政复议、行政诉讼情况".into(),
        widths: Vec::new(),
        parts: vec![Part {
            title: None,
            corner: String::new(),
            columns: forest(COLUMNS_4),
            rows: Vec::new(),
            body: counted(1, 15, 1),
        }],
        note: Some(Inlines::text("注：数量含上年度结转。")),
    }
}

/// A cell of a form: row and column from 1, rows and columns it takes, its text.
pub(in crate::render) type FormCell = (usize, usize, usize, usize, &'static str);

/// The cells of table 2 that are not numbers.
pub(in crate::render) const CELLS_2: &[FormCell] = &[
    (1, 1, 1, 4, "第二十条第（一）项"),
    (2, 1, 1, 1, "信息内容"),
    (2, 2, 1, 1, "本年制发件数"),
    (2, 3, 1, 1, "本年废止件数"),
    (2, 4, 1, 1, "现行有效件数"),
    (3, 1, 1, 1, "规章"),
    (4, 1, 1, 1, "行政规范性文件"),
    (5, 1, 1, 4, "第二十条第（五）项"),
    (6, 1, 1, 1, "信息内容"),
    (6, 2, 1, 3, "本年处理决定数量"),
    (7, 1, 1, 1, "行政许可"),
    (7, 2, 1, 3, "7"),
    (8, 1, 1, 4, "第二十条第（六）项"),
    (9, 1, 1, 1, "信息内容"),
    (9, 2, 1, 3, "本年处理决定数量"),
    (10, 1, 1, 1, "行政处罚"),
    (10, 2, 1, 3, "8"),
    (11, 1, 1, 1, "行政强制"),
    (11, 2, 1, 3, "9"),
    (12, 1, 1, 4, "第二十条第（八）项"),
    (13, 1, 1, 1, "信息内容"),
    (13, 2, 1, 3, "本年收费金额（单位：万元）"),
    (14, 1, 1, 1, "行政事业性收费"),
    (14, 2, 1, 3, "10"),
];

/// The heads of table 3.
pub(in crate::render) const CELLS_3: &[FormCell] = &[
    (1, 1, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
    (1, 4, 1, 7, "申请人情况"),
    (2, 4, 2, 1, "自然人"),
    (2, 5, 1, 5, "法人或其他组织"),
    (2, 10, 2, 1, "总计"),
    (3, 5, 1, 1, "商业企业"),
    (3, 6, 1, 1, "科研机构"),
    (3, 7, 1, 1, "社会公益组织"),
    (3, 8, 1, 1, "法律服务机构"),
    (3, 9, 1, 1, "其他"),
    (4, 1, 1, 3, "一、本年新收政府信息公开申请数量"),
    (5, 1, 1, 3, "二、上年结转政府信息公开申请数量"),
    (6, 1, 22, 1, "三、本年度办理结果"),
    (6, 2, 1, 2, "（一）予以公开"),
    (7, 2, 1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    (8, 2, 8, 1, "（三）不予公开"),
    (8, 3, 1, 1, "1.属于国家秘密"),
    (9, 3, 1, 1, "2.其他法律行政法规禁止公开"),
    (10, 3, 1, 1, "3.危及“三安全一稳定”"),
    (11, 3, 1, 1, "4.保护第三方合法权益"),
    (12, 3, 1, 1, "5.属于三类内部事务信息"),
    (13, 3, 1, 1, "6.属于四类过程性信息"),
    (14, 3, 1, 1, "7.属于行政执法案卷"),
    (15, 3, 1, 1, "8.属于行政查询事项"),
    (16, 2, 3, 1, "（四）无法提供"),
    (16, 3, 1, 1, "1.本机关不掌握相关政府信息"),
    (17, 3, 1, 1, "2.没有现成信息需要另行制作"),
    (18, 3, 1, 1, "3.补正后申请内容仍不明确"),
    (19, 2, 5, 1, "（五）不予处理"),
    (19, 3, 1, 1, "1.信访举报投诉类申请"),
    (20, 3, 1, 1, "2.重复申请"),
    (21, 3, 1, 1, "3.要求提供公开出版物"),
    (22, 3, 1, 1, "4.无正当理由大量反复申请"),
    (23, 3, 1, 1, "5.要求行政机关确认或重新出具已获取信息"),
    (24, 2, 3, 1, "（六）其他处理"),
    (24, 3, 1, 1, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    (
        25,
        3,
        1,
        1,
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    (26, 3, 1, 1, "3.其他"),
    (27, 2, 1, 2, "（七）总计"),
    (28, 1, 1, 3, "四、结转下年度继续办理"),
];

/// The heads of table 4.
pub(in crate::render) const CELLS_4: &[FormCell] = &[
    (1, 1, 1, 5, "行政复议"),
    (1, 6, 1, 10, "行政诉讼"),
    (2, 1, 2, 1, "结果维持"),
    (2, 2, 2, 1, "结果纠正"),
    (2, 3, 2, 1, "其他结果"),
    (2, 4, 2, 1, "尚未审结"),
    (2, 5, 2, 1, "总计"),
    (2, 6, 1, 5, "未经复议直接起诉"),
    (2, 11, 1, 5, "复议后起诉"),
    (3, 6, 1, 1, "结果维持"),
    (3, 7, 1, 1, "结果纠正"),
    (3, 8, 1, 1, "其他结果"),
    (3, 9, 1, 1, "尚未审结"),
    (3, 10, 1, 1, "总计"),
    (3, 11, 1, 1, "结果维持"),
    (3, 12, 1, 1, "结果纠正"),
    (3, 13, 1, 1, "其他结果"),
    (3, 14, 1, 1, "尚未审结"),
    (3, 15, 1, 1, "总计"),
];
