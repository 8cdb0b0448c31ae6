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
