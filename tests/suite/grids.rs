//! Tables two, three and four of the 2021 form, cell for cell as they are
//! prescribed (国办公开办函〔2021〕30号), read back from the page of an example.

use nianbao::pipeline::Format;
use nianbao::render::markdown::SpannedTables;

use crate::read::html::{self, Cell};
use crate::reports::{EXAMPLES, OFFICE};

/// Row, column, rows and columns taken, label; `n` is a number.
const TABLE_2: &str = "
1 1 1 4 第二十条第（一）项
2 1 1 1 信息内容
2 2 1 1 本年制发件数
2 3 1 1 本年废止件数
2 4 1 1 现行有效件数
3 1 1 1 规章
3 2 1 1 n
3 3 1 1 n
3 4 1 1 n
4 1 1 1 行政规范性文件
4 2 1 1 n
4 3 1 1 n
4 4 1 1 n
5 1 1 4 第二十条第（五）项
6 1 1 1 信息内容
6 2 1 3 本年处理决定数量
7 1 1 1 行政许可
7 2 1 3 n
8 1 1 4 第二十条第（六）项
9 1 1 1 信息内容
9 2 1 3 本年处理决定数量
10 1 1 1 行政处罚
10 2 1 3 n
11 1 1 1 行政强制
11 2 1 3 n
12 1 1 4 第二十条第（八）项
13 1 1 1 信息内容
13 2 1 3 本年收费金额（单位：万元）
14 1 1 1 行政事业性收费
14 2 1 3 n";

/// The heads and labels; seven numbers stand in each row from the fourth on.
const TABLE_3: &str = "
1 1 3 3 （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
1 4 1 7 申请人情况
2 4 2 1 自然人
2 5 1 5 法人或其他组织
2 10 2 1 总计
3 5 1 1 商业企业
3 6 1 1 科研机构
3 7 1 1 社会公益组织
3 8 1 1 法律服务机构
3 9 1 1 其他
4 1 1 3 一、本年新收政府信息公开申请数量
5 1 1 3 二、上年结转政府信息公开申请数量
6 1 22 1 三、本年度办理结果
6 2 1 2 （一）予以公开
7 2 1 2 （二）部分公开（区分处理的，只计这一情形，不计其他情形）
8 2 8 1 （三）不予公开
8 3 1 1 1.属于国家秘密
9 3 1 1 2.其他法律行政法规禁止公开
10 3 1 1 3.危及“三安全一稳定”
11 3 1 1 4.保护第三方合法权益
12 3 1 1 5.属于三类内部事务信息
13 3 1 1 6.属于四类过程性信息
14 3 1 1 7.属于行政执法案卷
15 3 1 1 8.属于行政查询事项
16 2 3 1 （四）无法提供
16 3 1 1 1.本机关不掌握相关政府信息
17 3 1 1 2.没有现成信息需要另行制作
18 3 1 1 3.补正后申请内容仍不明确
19 2 5 1 （五）不予处理
19 3 1 1 1.信访举报投诉类申请
20 3 1 1 2.重复申请
21 3 1 1 3.要求提供公开出版物
22 3 1 1 4.无正当理由大量反复申请
23 3 1 1 5.要求行政机关确认或重新出具已获取信息
24 2 3 1 （六）其他处理
24 3 1 1 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
25 3 1 1 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
26 3 1 1 3.其他
27 2 1 2 （七）总计
28 1 1 3 四、结转下年度继续办理";

/// The heads; a number stands under each column.
const TABLE_4: &str = "
1 1 1 5 行政复议
1 6 1 10 行政诉讼
2 1 2 1 结果维持
2 2 2 1 结果纠正
2 3 2 1 其他结果
2 4 2 1 尚未审结
2 5 2 1 总计
2 6 1 5 未经复议直接起诉
2 11 1 5 复议后起诉
3 6 1 1 结果维持
3 7 1 1 结果纠正
3 8 1 1 其他结果
3 9 1 1 尚未审结
3 10 1 1 总计
3 11 1 1 结果维持
3 12 1 1 结果纠正
3 13 1 1 其他结果
3 14 1 1 尚未审结
3 15 1 1 总计";

#[test]
fn fragment_has_the_same_cells() {
    let print =
        |format| OFFICE.text(&EXAMPLES[0].document(), format, SpannedTables::Html);
    let pasted = html::tables(&print(Format::Fragment));
    assert_eq!(pasted.len(), 3);
    assert_eq!(pasted, html::tables(&print(Format::Html)));
}

#[test]
fn table_two_is_the_form_s() {
    assert_eq!(table(0), prescribed(TABLE_2, &[]));
}

#[test]
fn table_three_is_the_form_s() {
    let numbers: Vec<_> =
        (4..=28).flat_map(|row| (4..=10).map(move |column| (row, column))).collect();
    assert_eq!(table(1).len(), 215);
    assert_eq!(table(1), prescribed(TABLE_3, &numbers));
}

#[test]
fn table_four_is_the_form_s() {
    let numbers: Vec<_> = (1..=15).map(|column| (4, column)).collect();
    assert_eq!(table(2), prescribed(TABLE_4, &numbers));
}

/// Returns a table of the example, numbers as `n`, in order of row and column.
#[track_caller]
fn table(index: usize) -> Vec<Cell> {
    let html = OFFICE.text(&EXAMPLES[0].document(), Format::Html, SpannedTables::Html);
    let mut tables = html::tables(&html);
    assert_eq!(tables.len(), 3);
    let mut cells = tables.swap_remove(index);
    for cell in &mut cells {
        if cell.text.parse::<u32>().is_ok() {
            "n".clone_into(&mut cell.text);
        }
    }
    sorted(cells)
}

#[track_caller]
fn prescribed(lines: &str, numbers: &[(usize, usize)]) -> Vec<Cell> {
    let labels = lines.trim().lines().map(|line| {
        let mut words = line.splitn(5, ' ');
        let mut number = || words.next().and_then(|word| word.parse().ok());
        let mut number = || number().expect("a number");
        let (row, column, row_span, column_span) =
            (number(), number(), number(), number());
        let text = words.next().expect("a label").to_owned();
        Cell { row, column, row_span, column_span, text }
    });
    let numbers = numbers.iter().map(|&(row, column)| Cell {
        row,
        column,
        row_span: 1,
        column_span: 1,
        text: "n".to_owned(),
    });
    sorted(labels.chain(numbers).collect())
}

fn sorted(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    cells
}
