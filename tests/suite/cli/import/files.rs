//! Files that are no workbooks, and the staff's file.

use std::fs;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{TABLE_2, TABLE_3, TABLE_4, imported, shell, workbook};
use crate::cli::Shell;
use crate::findings::BASE;

/// Writes a zip file.
pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, options).expect("a zip file");
        zip.write_all(bytes).expect("a zip file");
    }
    zip.finish().expect("a zip file").into_inner()
}

/// Returns what is said of a file that is no workbook; nothing is changed.
#[track_caller]
fn refused(bytes: &[u8]) -> String {
    let shell = shell(bytes);
    let said = shell.run("import 表.xlsx --into 2024.yaml -y");
    assert_eq!(shell.get("2024.yaml"), BASE);
    assert!(said.ends_with("\n[2]"), "{said}");
    let said = said.strip_prefix("[stderr]\n错误: ").expect("one error");
    said.trim_end_matches("\n[2]").to_owned()
}

fn whole() -> Vec<u8> {
    workbook(&[("表1", &[(0, 0, TABLE_2), (20, 0, TABLE_3), (60, 0, TABLE_4)])])
}

#[test]
fn what_is_no_workbook_is_named() {
    insta::assert_snapshot!(refused(b"%PDF-1.7 \xff\xff"), @"导入不了 表.xlsx：这是一个 PDF 文件，不是表格；可以导入的是 xlsx、xlsm、xls、ods、csv 文件");
    insta::assert_snapshot!(refused(&zipped(&[("word/document.xml", b"<a/>")])), @"导入不了 表.xlsx：这是一个 Word 文件，不是表格；可以导入的是 xlsx、xlsm、xls、ods、csv 文件");
    insta::assert_snapshot!(refused(&zipped(&[("a.txt", b"a")])), @"导入不了 表.xlsx：这是一个压缩包，不是表格；可以导入的是 xlsx、xlsm、xls、ods、csv 文件");
    insta::assert_snapshot!(refused(b""), @"导入不了 表.xlsx：文件是空的");
    insta::assert_snapshot!(refused(b"\x89PNG\r\n\x1a\n\0\0"), @"导入不了 表.xlsx：这是别的文件，不是表格；可以导入的是 xlsx、xlsm、xls、ods、csv 文件");
    insta::assert_snapshot!(refused("甲,乙\n一,二".as_bytes()), @"表.xlsx 里没有找到“政府信息公开-2021”的表（主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况）；表头和行名要和格式的一样");
}

#[test]
fn broken_files_are_told() {
    let bytes = whole();
    insta::assert_snapshot!(refused(&bytes[..bytes.len() / 2]), @"导入不了 表.xlsx：文件坏了，或者不是表格；请用表格软件打开，另存一份再导入");
    insta::assert_snapshot!(refused(&zipped(&[("xl/workbook.xml", b"<workbook")])), @"导入不了 表.xlsx：文件坏了，或者不是表格；请用表格软件打开，另存一份再导入");
    insta::assert_snapshot!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken"), @"导入不了 表.xlsx：文件坏了，或者不是表格；请用表格软件打开，另存一份再导入");
}

#[test]
fn any_byte_may_be_another_one() {
    let bytes = whole();
    for at in (0..bytes.len()).step_by(101) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x55;
        let _unread = nianbao::workbook::import::read(&bytes);
        let _unread = nianbao::workbook::import::read(&bytes[..at]);
    }
}

const XLS: &[u8] = include_bytes!("table_2.xls");

#[test]
fn old_files_of_excel_are_read() {
    let text = imported(XLS).taken();
    assert!(text.contains("行政许可: 37"), "{text}");
}

/// The reader below panics at some of these.
#[test]
fn any_byte_of_an_old_file_may_be_another_one() {
    let mut broken = 0;
    for at in (0..XLS.len()).step_by(7) {
        let mut bytes = XLS.to_vec();
        bytes[at] ^= 0x55;
        broken += usize::from(nianbao::workbook::import::read(&bytes).is_err());
        let _unread = nianbao::workbook::import::read(&XLS[..at]);
    }
    assert!(broken > 0);
    // Its end is missing, and its reader panics.
    insta::assert_snapshot!(refused(&XLS[..XLS.len() - 700]), @"导入不了 表.xlsx：文件坏了，或者不是表格；请用表格软件打开，另存一份再导入");
}

#[test]
fn a_file_with_a_password_is_told() {
    insta::assert_snapshot!(refused(&encrypted()), @"导入不了 表.xlsx：文件有密码；请用表格软件打开，去掉密码，另存一份再导入");
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest =
        b"<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\">\
        <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let ods = zipped(&[
        ("mimetype", mimetype),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(refused(&ods), refused(&encrypted()));
}

/// Makes the smallest compound file (MS-CFB 2.2) with a stream named as the one that
/// holds an encrypted workbook (MS-OFFCRYPTO 2.3.4.4): a header, a sector of the
/// allocation table, a sector of the directory.
fn encrypted() -> Vec<u8> {
    const FREE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    const TABLE: u32 = 0xffff_fffd;
    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.extend([0; 16]);
    for word in [0x3eu16, 3, 0xfffe, 9, 6] {
        file.extend(word.to_le_bytes());
    }
    file.extend([0; 6]);
    for word in [0u32, 1, 1, 0, 4096, END, 0, END, 0, 0] {
        file.extend(word.to_le_bytes());
    }
    file.extend([0xff; 108 * 4]);
    for word in [TABLE, END].into_iter().chain([FREE; 126]) {
        file.extend(word.to_le_bytes());
    }
    for (name, kind) in [("Root Entry", 5u8), ("EncryptedPackage", 2), ("", 0), ("", 0)] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = if name.is_empty() { 0 } else { entry.len() + 2 };
        entry.resize(64, 0);
        entry.extend(u16::try_from(length).expect("a zip file").to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend(FREE.to_le_bytes());
        entry.extend(FREE.to_le_bytes());
        entry.extend(if kind == 5 { 1 } else { FREE }.to_le_bytes());
        entry.extend([0; 36]);
        entry.extend(END.to_le_bytes());
        entry.extend([0; 8]);
        file.extend(entry);
    }
    file
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b' '; 70 * 1024 * 1024];
    let bomb = zipped(&[("xl/workbook.xml", b"<a/>"), ("xl/sharedStrings.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    insta::assert_snapshot!(refused(&bomb), @"导入不了 表.xlsx：文件解压后超过 64 MB，不会是报表；请把报表所在的工作表另存为一个文件");
    // One that says it is small.
    let mut liar = bomb;
    let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let places: Vec<_> =
        (0..liar.len() - 4).filter(|&at| liar[at..at + 4] == size).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        liar[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    let said = refused(&liar);
    assert!(said.contains("解压后超过 64 MB") || said.contains("文件坏了"), "{said}");
}

/// Returns what is in a zip file.
fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a zip file");
        let mut content = Vec::new();
        std::io::copy(&mut file, &mut content).expect("a zip file");
        files.push((file.name().expect("a zip file").into_owned(), content));
    }
    files
}

/// Returns a workbook with one piece of its first sheet replaced.
#[track_caller]
fn resheeted(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut files = unzipped(bytes);
    let is_first = |(name, _): &&mut (String, Vec<u8>)| name.ends_with("sheet1.xml");
    let (_, sheet) = files.iter_mut().find(is_first).expect("a sheet");
    let text = String::from_utf8(std::mem::take(sheet)).expect("a text");
    *sheet = super::with(&text, from, to).into_bytes();
    zipped(&borrowed(&files))
}

fn borrowed(files: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

#[test]
fn a_formula_that_was_never_computed_is_told() {
    let book =
        resheeted(&whole(), "<c r=\"B7\"><v>31</v></c>", "<c r=\"B7\"><f>30+1</f></c>");
    insta::assert_snapshot!(imported(&book).refused(), @r#"
    [stderr]
    表1!B7：这一格的公式还没有算出结果，请用表格软件打开，保存一次
    表.xlsx：有 1 处不对，没有导入
    [1]
    "#);
}

#[test]
fn totals_that_were_never_computed_are_computed() {
    let book = resheeted(
        &workbook(&[("表1", &[(0, 0, TABLE_4)])]),
        "<c r=\"E4\"><v>1</v></c>",
        "<c r=\"E4\"><f>SUM(A4:D4)</f><v></v></c>",
    );
    let said = imported(&book).said;
    assert!(said.contains("复议诉讼：表1!A1:O4") && said.ends_with("[0]"), "{said}");
}

#[test]
fn macros_are_not_looked_at() {
    let mut files = unzipped(&whole());
    files.push(("xl/vbaProject.bin".to_owned(), b"no project at all".to_vec()));
    let shell = Shell::new();
    shell.put("表.xlsm", zipped(&borrowed(&files)));
    let said = shell.run("import 表.xlsm --into 2024.yaml -y");
    assert!(said.contains("复议诉讼：表1!A61:O64") && said.ends_with("[0]"), "{said}");
}

#[test]
fn sheets_too_large_are_passed_over() {
    let book = workbook(&[("明细", &[]), ("汇总", &[(0, 0, TABLE_4)])]);
    let rows = "<row><c><v>1</v></c></row>".repeat(200_001);
    let rows = format!("<sheetData>{rows}</sheetData>");
    let shell = shell(&resheeted(&book, "<sheetData/>", &rows));
    let said = shell.run("import 表.xlsx --into 2024.yaml -y");
    assert!(said.contains("复议诉讼：汇总!A1:O4") && said.ends_with("[0]"), "{said}");
    insta::assert_snapshot!(
        shell.run("import 表.xlsx --into 2024.yaml --sheet 明细"),
        @r#"
    [stderr]
    错误: 工作表“明细”有 200000 格以上，不会是报表；请把报表另放一张工作表
    [2]
    "#
    );
}

#[test]
fn the_staffs_file_must_be_there_and_be_understood() {
    let shell = shell(&whole());
    insta::assert_snapshot!(shell.run("import 表.xlsx --into 2025.yaml"), @r#"
    [stderr]
    错误: 没有数据文件 2025.yaml；请用 nianbao new 新建一个，再导入
    [2]
    "#);
    insta::assert_snapshot!(shell.run("import 没有.xlsx --into 2024.yaml"), @r#"
    [stderr]
    错误: 读不了文件 没有.xlsx：没有这个文件或文件夹
    [2]
    "#);
    insta::assert_snapshot!(shell.run("import - --into 2024.yaml"), @r#"
    [stderr]
    错误: 表格和数据文件都要写文件名，不能从标准输入读
    [2]
    "#);
    shell.put("甲.yaml", "格式: 没有的\n年度: 2024\n");
    insta::assert_snapshot!(shell.run("import 表.xlsx --into 甲.yaml"), @r#"
    [stderr]
    甲.yaml:1:5: 错误[F015] 没有名为“没有的”的格式 (格式)
    [1]
    "#);
    shell.put("甲.yaml", BASE.replace("行政复议: {结果维持: 1, 总计: 1}", "行政复议: 3"));
    let said = shell.run("import 表.xlsx --into 甲.yaml -y");
    assert!(
        shell
            .get("甲.yaml")
            .contains("行政复议: {结果维持: 1, 结果纠正: 0, 其他结果: 0, 尚未审结: 0}"),
        "{said}"
    );
}

#[test]
fn it_is_asked_before_anything_is_written() {
    let shell = shell(&whole());
    let said = shell.run_on("import 表.xlsx --into 2024.yaml", "n\n");
    assert!(
        said.contains("要这样改吗？[y/N]") && said.ends_with("没有改动\n[0]"),
        "{said}"
    );
    assert_eq!(shell.get("2024.yaml"), BASE);
    let said = shell.run_on("import 表.xlsx --into 2024.yaml", "是\n");
    assert!(said.contains("导入了") && said.ends_with("[0]"), "{said}");
    // A second time there is nothing to be done.
    let done = shell.get("2024.yaml");
    insta::assert_snapshot!(shell.run("import 表.xlsx --into 2024.yaml"), @r#"
    表.xlsx → 2024.yaml
    · 主动公开：表1!A2:D14
    · 申请：表1!A21:J48
    · 复议诉讼：表1!A61:O64
    2024.yaml：和表格一样，没有要改的
    [0]
    "#);
    assert_eq!(shell.get("2024.yaml"), done);
    assert_eq!(shell.files(), ["2024.yaml", "表.xlsx"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let shell = shell(&whole());
    let path = shell.path("2024.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    // It is refused before the change is shown or asked about.
    insta::assert_snapshot!(shell.run("import 表.xlsx --into 2024.yaml"), @"
    表.xlsx → 2024.yaml
    · 主动公开：表1!A2:D14
    · 申请：表1!A21:J48
    · 复议诉讼：表1!A61:O64
    [stderr]
    错误: 没有改动 2024.yaml：文件是只读的
    [2]
    ");
    assert_eq!(shell.get("2024.yaml"), BASE);
}
