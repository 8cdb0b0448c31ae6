//! Mending: what is shown, asked, written, and left alone.

use std::fs;

use super::{Shell, edited};
use crate::findings::BASE;

/// A file with a full-width colon, a slash for 0 and a comment to be kept.
fn slips() -> String {
    edited("行政强制: 0", "行政强制: /   # 没有")
        .replace("年度: 2024", "年度：2024")
        .replace("行政处罚: 4", "行政处罚: 4件")
}

fn mended() -> String {
    edited("行政强制: 0", "行政强制: 0   # 没有")
}

#[test]
fn what_would_be_done_is_shown_and_asked() {
    let shell = Shell::new();
    shell.put("甲.yaml", slips());
    insta::assert_snapshot!(shell.run_on("fix 甲.yaml", "n\n"), @r#"
    甲.yaml
    · 换成英文冒号（Y002，1 处）
    · 改为 4（S006，1 处）
    · 改为 0（S005，1 处）
      第 2 行
      - 年度：2024
      + 年度: 2024
      第 20 行
      -   行政处罚: 4件
      +   行政处罚: 4
      第 21 行
      -   行政强制: /   # 没有
      +   行政强制: 0   # 没有
    [stderr]
    要这样改吗？[y/N] 
    甲.yaml：没有改动
    [1]
    "#);
    assert_eq!(shell.get("甲.yaml"), slips());
    // No answer is no.
    shell.run_on("修正 甲.yaml", "");
    assert_eq!(shell.get("甲.yaml"), slips());
    let said = shell.run_on("fix 甲.yaml", "是\n");
    assert!(said.contains("改好了") && said.ends_with("[0]"), "{said}");
    assert_eq!(shell.get("甲.yaml"), mended());
}

#[test]
fn a_second_time_there_is_nothing_to_mend() {
    let shell = Shell::new();
    shell.put("甲.yaml", slips());
    shell.run("fix --yes 甲.yaml");
    insta::assert_snapshot!(shell.run("fix --yes 甲.yaml"), @r#"
    甲.yaml：没有可以自动改的地方
    [0]
    "#);
    assert_eq!(shell.get("甲.yaml"), mended());
    assert_eq!(shell.files(), ["2024.yaml", "甲.yaml"]);
}

#[test]
fn marks_and_line_ends_of_the_file_are_kept() {
    let shell = Shell::new();
    let dos = |text: String| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    shell.put("甲.yaml", dos(slips()));
    let wide = |text: String| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    shell.put("乙.yaml", wide(slips()));
    let said = shell.run("fix -y 甲.yaml 乙.yaml");
    assert!(said.ends_with("[0]"), "{said}");
    assert_eq!(shell.get("甲.yaml"), dos(mended()));
    assert!(fs::read(shell.path("乙.yaml")).unwrap() == wide(mended()));
}

#[test]
fn gbk_becomes_utf_8() {
    let shell = Shell::new();
    let (bytes, _, _) = encoding_rs::GBK.encode(BASE);
    shell.put("甲.yaml", bytes);
    let said = shell.run("check 甲.yaml");
    assert!(said.contains("nianbao fix 甲.yaml"), "{said}");
    insta::assert_snapshot!(shell.run("fix -y 甲.yaml"), @r#"
    甲.yaml
    · 从 GBK（ANSI）编码转成 UTF-8
    甲.yaml：改好了
    [0]
    "#);
    assert_eq!(shell.get("甲.yaml"), BASE);
    shell.put("乙.yaml", b"a\xff");
    insta::assert_snapshot!(shell.run("fix -y 乙.yaml"), @r#"
    [stderr]
    错误[Y010] 乙.yaml 不是 UTF-8 编码
    [1]
    "#);
}

#[test]
fn digits_are_never_changed() {
    let shell = Shell::new();
    let wrong = edited("自然人: 7", "自然人: 8");
    shell.put("甲.yaml", &wrong);
    let said = shell.run("fix -y 甲.yaml");
    assert!(said.contains("没有可以自动改的") && said.ends_with("[1]"), "{said}");
    assert_eq!(shell.get("甲.yaml"), wrong);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let shell = Shell::new();
    shell.put("甲.yaml", slips());
    shell.put("乙.yaml", slips());
    let path = shell.path("甲.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(shell.path("乙.yaml"), fs::Permissions::from_mode(0o640))
        .unwrap();
    let said = shell.run("fix -y 甲.yaml 乙.yaml 丙.yaml");
    // It is refused before anything is shown or asked.
    assert!(!said.contains("甲.yaml\n·"), "{said}");
    assert!(said.contains("没有改动 甲.yaml：文件是只读的"), "{said}");
    assert!(said.contains("丙.yaml") && said.ends_with("[2]"), "{said}");
    assert_eq!(shell.get("甲.yaml"), slips());
    // The others are mended, and who may read them stays.
    assert_eq!(shell.get("乙.yaml"), mended());
    let rights = fs::metadata(shell.path("乙.yaml")).unwrap().permissions();
    assert_eq!(rights.mode() & 0o777, 0o640);
}

#[test]
fn a_file_changed_meanwhile_stays() {
    use std::ffi::OsStr;
    use std::io::{Read as _, Write as _};
    let shell = Shell::new();
    shell.put("甲.yaml", slips());
    let mut child =
        shell.command(&["fix", "甲.yaml"].map(OsStr::new)).spawn().expect("it runs");
    // It asks; only then the file is changed.
    let mut asked = [0; 1];
    child.stderr.as_mut().expect("it is piped").read_exact(&mut asked).expect("it asks");
    shell.put("甲.yaml", "年度: 1\n");
    child.stdin.take().expect("it is piped").write_all(b"y\n").expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("文件在这期间被改过"), "{said}");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(shell.get("甲.yaml"), "年度: 1\n");
}

#[test]
fn standard_input_cannot_be_written_back() {
    let said = Shell::new().run("fix -");
    assert!(said.contains("请写文件名") && said.ends_with("[2]"), "{said}");
}

#[test]
fn only_the_encoding_of_what_is_no_data_is_changed() {
    let shell = Shell::new();
    let report = "# 甲\n\n{{ 说明段 }}\n\n格式: 甲, 乙 ,丙\n";
    let (bytes, _, _) = encoding_rs::GBK.encode(report);
    shell.put("模板/甲/report.md", bytes);
    insta::assert_snapshot!(shell.run("fix -y 模板/甲/report.md"), @"
    模板/甲/report.md
    · 从 GBK（ANSI）编码转成 UTF-8
    模板/甲/report.md：改好了，这不是数据文件，内容没有检查
    [0]
    ");
    assert_eq!(shell.get("模板/甲/report.md"), report);
    insta::assert_snapshot!(shell.run("fix -y 模板/甲/report.md"), @"
    [stderr]
    错误: 模板/甲/report.md 不是数据文件（没有“格式”一行），没有改动
    [2]
    ");
    shell.put("其他.yaml", "甲：1\n");
    insta::assert_snapshot!(shell.run("fix -y 其他.yaml"), @"
    [stderr]
    错误: 其他.yaml 不是数据文件（没有“格式”一行），没有改动
    [2]
    ");
    assert_eq!(shell.get("其他.yaml"), "甲：1\n");
}

/// Big5 reads as GBK, of other words: who writes that back loses the text.
#[test]
fn what_is_no_text_of_ours_is_not_converted() {
    let shell = Shell::new();
    let (bytes, _, _) = encoding_rs::BIG5.encode("格式: 政府信息公開\n單位: 縣水利局\n");
    shell.put("繁体.yaml", &bytes);
    insta::assert_snapshot!(shell.run("fix -y 繁体.yaml"), @"
    [stderr]
    错误: 繁体.yaml 不是数据文件（没有“格式”一行），没有改动
    [2]
    ");
    assert_eq!(fs::read(shell.path("繁体.yaml")).unwrap(), *bytes);
}

#[test]
fn a_form_is_mended_as_yaml_and_looked_at_by_its_own_command() {
    let shell = Shell::new();
    shell.put("模板/甲/form.yaml", "名称：甲\n年度: {自: 2024}\n");
    insta::assert_snapshot!(shell.run("fix -y 模板/甲/form.yaml"), @"
    模板/甲/form.yaml
    · 换成英文冒号（Y002，1 处）
      第 1 行
      - 名称：甲
      + 名称: 甲
    模板/甲/form.yaml：改好了，再运行 nianbao forms 甲 --templates 模板 看看
    [0]
    ");
    assert_eq!(shell.get("模板/甲/form.yaml"), "名称: 甲\n年度: {自: 2024}\n");
}
