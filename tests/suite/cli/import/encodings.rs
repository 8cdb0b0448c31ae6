//! Files that are not Excel's, and encodings.

use std::fs;

use super::{TABLE_2, TABLE_3, TABLE_4, shell, workbook};
use crate::cli::Shell;
use crate::findings::BASE;

/// The three tables as a spreadsheet program saves them as text: a merged cell's text
/// in its first field.
fn csv(mark: char) -> String {
    let tables = format!("{TABLE_2}\n|||\n{TABLE_3}\n||\n{TABLE_4}\n");
    let field = |cell: &str| match cell.trim() {
        ">" | "^" => String::new(),
        cell if cell.contains(mark) => format!("\"{cell}\""),
        cell => cell.to_owned(),
    };
    let lines = tables.lines().map(|line| {
        let fields: Vec<_> = line.split('|').map(field).collect();
        fields.join(&mark.to_string())
    });
    lines.collect::<Vec<_>>().join("\r\n")
}

/// The base after all three tables were imported from a workbook.
fn expected() -> String {
    let shell = shell(&workbook(&[(
        "表1",
        &[(0, 0, TABLE_2), (20, 0, TABLE_3), (60, 0, TABLE_4)],
    )]));
    shell.run("import 表.xlsx --into 2024.yaml -y");
    let text = shell.get("2024.yaml");
    assert!(text.contains("行政处罚: 5") && text.contains("结果纠正: 1"));
    text
}

#[test]
fn csv_is_read_in_the_encodings_that_offices_save() {
    let text = csv(',');
    let wide: Vec<u8> =
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gbk = encoding_rs::GBK.encode(&text).0.into_owned();
    let marked = format!("\u{feff}{text}").into_bytes();
    let tabs = csv('\t').into_bytes();
    for bytes in [text.into_bytes(), marked, wide, gbk, tabs] {
        let shell = Shell::new();
        shell.put("表.csv", bytes);
        let said = shell.run("import 表.csv --into 2024.yaml -y");
        assert!(said.contains("· 申请：A16:J43") && said.ends_with("[0]"), "{said}");
        assert_eq!(shell.get("2024.yaml"), expected());
    }
}

#[test]
fn cells_of_a_csv_are_named() {
    let shell = Shell::new();
    shell.put("表.csv", csv(',').replacen("行政许可,31", "行政许可,三十一", 1));
    insta::assert_snapshot!(shell.run("import 表.csv --into 2024.yaml -y"), @r#"
    [stderr]
    B7：“三十一”不是数
    表.csv：有 1 处不对，没有导入
    [1]
    "#);
}

#[test]
fn blank_lines_of_a_csv_count_as_rows() {
    let shell = Shell::new();
    let text = csv(',').replacen("行政许可,31", "行政许可,三十一", 1);
    let text = text.replace("\r\n", "\n");
    let named = |text: &str| {
        shell.put("表.csv", text);
        let said = shell.run("import 表.csv --into 2024.yaml -y");
        said.lines().nth(1).and_then(|line| line.split('：').next().map(str::to_owned))
    };
    assert_eq!(named(&text).as_deref(), Some("B7"));
    for eol in ["\n", "\r\n", "\r"] {
        let text = format!("\n\n{text}").replacen("规章", "\n\n规章", 1);
        assert_eq!(named(&text.replace('\n', eol)).as_deref(), Some("B11"));
    }
}

#[test]
fn marks_line_ends_and_encoding_of_the_staffs_file_are_kept() {
    let dos = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let wide = |text: &str| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect()
    };
    let shell = Shell::new();
    shell.put("表.csv", csv(','));
    shell.put("甲.yaml", dos(BASE));
    shell.put("乙.yaml", [&[0xfe, 0xff], &wide(BASE)[2..]].concat());
    shell.put("丙.yaml", encoding_rs::GBK.encode(BASE).0);
    for file in ["甲.yaml", "乙.yaml", "丙.yaml"] {
        let said = shell.run(&format!("import 表.csv --into {file} -y"));
        assert!(said.ends_with("[0]"), "{said}");
        assert_eq!(said.contains("从 GBK（ANSI）编码转成 UTF-8"), file == "丙.yaml");
    }
    assert_eq!(shell.get("甲.yaml"), dos(&expected()));
    assert!(fs::read(shell.path("乙.yaml")).unwrap() == wide(&expected()));
    assert_eq!(shell.get("丙.yaml"), expected());
}

/// Lays a table out as `content.xml` of an ODF sheet does: a cell with its spans, then
/// covered cells. Each text has a comment, which is none of it.
fn rows_of_ods(table: &str) -> String {
    let rows: Vec<Vec<&str>> =
        table.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let at = |row: usize, column: usize| {
        rows.get(row).and_then(|row: &Vec<&str>| row.get(column)).copied()
    };
    let mut xml = String::new();
    for (down, line) in rows.iter().enumerate() {
        xml.push_str("<table:table-row>");
        for (right, cell) in line.iter().enumerate() {
            let wide = (1..20).find(|&more| at(down, right + more) != Some(">"));
            let high = (1..40).find(|&more| at(down + more, right) != Some("^"));
            let spans = format!(
                "table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
                wide.unwrap_or(1),
                high.unwrap_or(1)
            );
            let cell = match *cell {
                ">" | "^" => "<table:covered-table-cell/>".to_owned(),
                "" => "<table:table-cell/>".to_owned(),
                cell if cell.parse::<f64>().is_ok() => format!(
                    "<table:table-cell {spans} office:value-type=\"float\" \
                     office:value=\"{cell}\"><text:p>{cell}</text:p></table:table-cell>"
                ),
                cell => format!(
                    "<table:table-cell {spans} office:value-type=\"string\">\
                     <office:annotation><text:p>批注</text:p></office:annotation>\
                     <text:p>{}</text:p></table:table-cell>",
                    cell.replace('“', "&#8220;").replace('、', "<text:s/>、")
                ),
            };
            xml.push_str(&cell);
        }
        xml.push_str("</table:table-row>");
    }
    xml
}

/// Packs sheets, each as its rows, as a file of ODF 1.2.
fn ods(sheets: &[(&str, &str)]) -> Vec<u8> {
    let tables = sheets.iter().map(|(name, rows)| {
        format!("<table:table table:name=\"{name}\">{rows}</table:table>")
    });
    let tables = tables.collect::<Vec<_>>().concat();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    super::files::zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn ods_is_read() {
    let gap = "<table:table-row table:number-rows-repeated=\"3\">\
        <table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>";
    let end = "<table:table-row table:number-rows-repeated=\"1048000\">\
        <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let first = format!("{}{gap}{}{end}", rows_of_ods(TABLE_2), rows_of_ods(TABLE_3));
    let second = format!("{gap}{}", rows_of_ods(TABLE_4));
    let shell = Shell::new();
    shell.put("表.ods", ods(&[("表1", &first), ("表&amp;2", &second)]));
    let said = shell.run("import 表.ods --into 2024.yaml -y");
    assert!(said.contains("· 申请：表1!A18:J45\n· 复议诉讼：表&2!A4:O7"), "{said}");
    assert_eq!(shell.get("2024.yaml"), expected());
}

#[test]
fn a_remark_that_the_format_of_a_number_prints_is_read_from_ods() {
    let rows = super::with(
        &rows_of_ods(TABLE_2),
        "office:value=\"9\"><text:p>9</text:p>",
        "office:value=\"9\"><text:p>9（其中&amp;修订5件）</text:p>",
    );
    let shell = Shell::new();
    shell.put("表.ods", ods(&[("表1", &rows)]));
    let said = shell.run("import 表.ods --into 2024.yaml -y");
    let text = shell.get("2024.yaml");
    assert!(text.contains("现行有效: {数: 9, 注: \"其中&修订5件\"}"), "{said}{text}");
}

#[test]
fn cells_of_ods_that_are_no_numbers_are_told() {
    let cell = |xml: &str| {
        let old = "<table:table-cell table:number-columns-spanned=\"3\" \
            table:number-rows-spanned=\"1\" office:value-type=\"float\" \
            office:value=\"31\"><text:p>31</text:p></table:table-cell>";
        let rows = rows_of_ods(TABLE_2);
        assert!(rows.contains(old), "{rows}");
        let shell = Shell::new();
        shell.put("表.ods", ods(&[("表1", &rows.replace(old, xml))]));
        let said = shell.run("import 表.ods --into 2024.yaml -y");
        said.lines().nth(1).unwrap_or_default().to_owned()
    };
    insta::assert_snapshot!(
        cell("<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\">\
              <text:p>#REF!</text:p></table:table-cell>"),
        @"表1!B7：这一格是错误“#REF!”，请先在表格软件里改好"
    );
    insta::assert_snapshot!(
        cell("<table:table-cell office:value-type=\"date\" office:date-value=\"2024-01-01\">\
              <text:p>2024年</text:p></table:table-cell>"),
        @"表1!B7：这一格是日期，不是数；请把单元格的格式改成“常规”，看是多少"
    );
    insta::assert_snapshot!(
        cell("<table:table-cell table:formula=\"of:=1+1\"/>"),
        @"表1!B7：这一格的公式还没有算出结果，请用表格软件打开，保存一次"
    );
}

#[test]
fn a_cell_repeated_without_end_is_not_unrolled() {
    let row = "<table:table-row table:number-rows-repeated=\"1000000\">\
        <table:table-cell office:value-type=\"float\" office:value=\"1\" \
        table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell>\
        </table:table-row>";
    let shell = Shell::new();
    shell
        .put("表.ods", ods(&[("明细", &row.repeat(50)), ("表2", &rows_of_ods(TABLE_4))]));
    let said = shell.run("import 表.ods --into 2024.yaml -y");
    assert!(said.contains("复议诉讼：表2!A1:O4") && said.ends_with("[0]"), "{said}");
}

#[test]
fn a_line_of_millions_of_fields_is_passed_over() {
    let shell = Shell::new();
    shell.put("表.csv", "1,".repeat(5_000_000));
    let said = shell.run("import 表.csv --into 2024.yaml -y");
    assert!(said.contains("200000 格以上") && said.ends_with("[2]"), "{said}");
}
