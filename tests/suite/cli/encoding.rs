//! Files in other encodings.

use insta::assert_snapshot;

use super::Shell;
use crate::findings::BASE;

#[test]
fn gbk_is_refused_by_its_name() {
    let shell = Shell::new();
    // 年度: 2024
    shell.put("2024.yaml", b"\xc4\xea\xb6\xc8: 2024\r\n");
    assert_snapshot!(shell.run("check 2024.yaml --format short"), @r#"
    2024.yaml：1 处错误，不能发布
    [stderr]
    错误[Y010] 2024.yaml 是 GBK（ANSI）编码，应当是 UTF-8
    [1]
    "#);
    assert_snapshot!(shell.run("build 2024.yaml --to md"), @r#"
    2024.yaml：没有生成
    [stderr]
    错误[Y010]: 2024.yaml 是 GBK（ANSI）编码，应当是 UTF-8
     |
     = 帮助: 运行 nianbao fix 2024.yaml 可以转成 UTF-8
     = 帮助: 用记事本打开文件，选“另存为”，编码选 UTF-8，保存后再试
     = 帮助: 如果打开就是乱码，或者文件是 Word、Excel 格式，请把文字复制到新建的文本文件里

    [1]
    "#);
}

#[test]
fn utf_16_is_read() {
    let shell = Shell::new();
    let units = BASE.replace('\n', "\r\n");
    let bytes = units.encode_utf16().flat_map(u16::to_le_bytes);
    shell.put("2024.yaml", [0xff, 0xfe].into_iter().chain(bytes).collect::<Vec<_>>());
    assert_snapshot!(shell.run("check 2024.yaml"), @r#"
    2024.yaml：没有发现问题，可以发布
    [0]
    "#);
}

#[test]
fn spreadsheet_is_no_text() {
    let shell = Shell::new();
    shell.put("2024.yaml", b"PK\x03\x04\x14\x00\x06\x00\xff\xfe\xfd");
    assert_snapshot!(shell.run("check 2024.yaml --format short"), @r#"
    2024.yaml：1 处错误，不能发布
    [stderr]
    错误[Y010] 2024.yaml 不是文本文件
    [1]
    "#);
}
