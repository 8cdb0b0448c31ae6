//! Spreadsheets into a staff's file.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::Shell;
use crate::findings::BASE;

mod encodings;
mod files;
mod layouts;
mod older;
mod refused;
mod values;

/// A sheet as it is laid out: a row for each line, cells parted by `|`. A number is
/// written as one, anything else as a text; `>` goes on with the cell on its left,
/// `^` with the one above.
fn lay(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    let rows: Vec<Vec<&str>> =
        text.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let at = |down: usize, right: usize| {
        rows.get(down).and_then(|row: &Vec<&str>| row.get(right)).copied()
    };
    for (down, line) in rows.iter().enumerate() {
        for (right, cell) in line.iter().enumerate() {
            if matches!(*cell, "" | ">" | "^") {
                continue;
            }
            let mut width = 1;
            while at(down, right + width) == Some(">") {
                width += 1;
            }
            let mut height = 1;
            while at(down + height, right) == Some("^") {
                height += 1;
            }
            let (top, left) = (
                row + u32::try_from(down).expect("few rows"),
                column + u16::try_from(right).expect("few columns"),
            );
            if width > 1 || height > 1 {
                let (bottom, end) = (
                    top + u32::try_from(height).expect("few rows") - 1,
                    left + u16::try_from(width).expect("few columns") - 1,
                );
                sheet
                    .merge_range(top, left, bottom, end, "", &Format::new())
                    .expect("a workbook");
            }
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(top, left, number).expect("a workbook"),
                Err(_) => sheet.write_string(top, left, *cell).expect("a workbook"),
            };
        }
    }
}

const TABLE_2: &str = "\
第二十条第（一）项|>|>|>
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|0|0|0
行政规范性文件|3|0|9
第二十条第（五）项|>|>|>
信息内容|本年处理决定数量|>|>
行政许可|31|>|>
第二十条第（六）项|>|>|>
信息内容|本年处理决定数量|>|>
行政处罚|5|>|>
行政强制|0|>|>
第二十条第（八）项|>|>|>
信息内容|本年收费金额（单位：万元）|>|>
行政事业性收费|12.75|>|>";

const TABLE_3: &str = "\
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|>|>|申请人情况|>|>|>|>|>|>
^|^|^|自然人|法人或其他组织|>|>|>|>|总计
^|^|^|^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^
一、本年新收政府信息公开申请数量|>|>|9|1|0|0|0|0|10
二、上年结转政府信息公开申请数量|>|>|1|0|0|0|0|0|1
三、本年度办理结果|（一）予以公开|>|5|1|0|0|0|0|6
^|（二）部分公开（区分处理的，只计这一情形，不计其他情形）|>|0|0|0|0|0|0|0
^|（三）不予公开|1.属于国家秘密|0|0|0|0|0|0|0
^|^|2.其他法律行政法规禁止公开|0|0|0|0|0|0|0
^|^|3.危及“三安全一稳定”|0|0|0|0|0|0|0
^|^|4.保护第三方合法权益|0|0|0|0|0|0|0
^|^|5.属于三类内部事务信息|0|0|0|0|0|0|0
^|^|6.属于四类过程性信息|0|0|0|0|0|0|0
^|^|7.属于行政执法案卷|0|0|0|0|0|0|0
^|^|8.属于行政查询事项|0|0|0|0|0|0|0
^|（四）无法提供|1.本机关不掌握相关政府信息|2|0|0|0|0|0|2
^|^|2.没有现成信息需要另行制作|0|0|0|0|0|0|0
^|^|3.补正后申请内容仍不明确|0|0|0|0|0|0|0
^|（五）不予处理|1.信访举报投诉类申请|1|0|0|0|0|0|1
^|^|2.重复申请|0|0|0|0|0|0|0
^|^|3.要求提供公开出版物|0|0|0|0|0|0|0
^|^|4.无正当理由大量反复申请|0|0|0|0|0|0|0
^|^|5.要求行政机关确认或重新出具已获取信息|0|0|0|0|0|0|0
^|（六）其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0
^|^|2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0
^|^|3.其他|0|0|0|0|0|0|0
^|（七）总计|>|8|1|0|0|0|0|9
四、结转下年度继续办理|>|>|2|0|0|0|0|0|2";

const TABLE_4: &str = "\
行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>
结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>
^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计
1|0|0|0|1|0|0|0|0|0|0|1|0|0|1";

/// What is laid out on a sheet: at a row and a column, this.
type Piece<'t> = (u32, u16, &'t str);

/// A workbook of sheets with pieces laid out at places.
fn workbook(sheets: &[(&str, &[Piece<'_>])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, pieces) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).expect("a workbook");
        for &(row, column, text) in *pieces {
            lay(sheet, row, column, text);
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn shell(bytes: &[u8]) -> Shell {
    let shell = Shell::new();
    shell.put("表.xlsx", bytes);
    shell
}

/// Returns a table with one piece of it replaced.
#[track_caller]
fn with(table: &str, from: &str, to: &str) -> String {
    assert_eq!(table.matches(from).count(), 1, "the table has {from:?} once");
    table.replacen(from, to, 1)
}

/// What table 3 says in one of its rows, as it is laid out.
fn row<'t>(table: &'t str, label: &str) -> &'t str {
    table.lines().find(|line| line.contains(label)).expect("there is such a row")
}

/// What an import says, and the staff's file afterwards.
struct Imported {
    said: String,
    text: String,
}

/// Imports a workbook into the base.
fn imported(bytes: &[u8]) -> Imported {
    let shell = shell(bytes);
    let said = shell.run("import 表.xlsx --into 2024.yaml -y");
    Imported { said, text: shell.get("2024.yaml") }
}

/// Imports what is laid out on one sheet.
fn laid(pieces: &[Piece<'_>]) -> Imported {
    imported(&workbook(&[("表1", pieces)]))
}

impl Imported {
    /// Returns what the file says; nothing was wrong.
    #[track_caller]
    fn taken(self) -> String {
        assert!(self.said.ends_with("[0]"), "{}", self.said);
        self.text
    }

    /// Returns what was said; nothing of the file was taken.
    #[track_caller]
    fn refused(self) -> String {
        assert_eq!(self.text, BASE);
        assert!(self.said.ends_with("[1]"), "{}", self.said);
        self.said
    }
}
