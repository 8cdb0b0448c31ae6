//! Pictures that are none, or are not where they should be.

use std::fs;

use insta::assert_snapshot;

use crate::cli::{Shell, edited};

/// One black pixel.
const DOT: &[u8] = include_bytes!("dot.png");
/// Four pixels of the four colours that printers use.
const CMYK: &[u8] = include_bytes!("cmyk.jpg");

/// Returns what is said of a report that shows a picture, as `甲/2024.yaml`.
#[track_caller]
fn said(shell: &Shell, markdown: &str) -> String {
    shell.put("甲/2024.yaml", edited("公开的形式还不够多样。", markdown));
    let told = shell.run("build 甲/2024.yaml --to html,md --format short");
    // One that is there was written just now.
    let written = fs::remove_file(shell.path("甲/2024.html")).is_ok();
    assert_eq!(written, told.ends_with("[0]"), "{told}");
    let lines = told.lines().filter(|line| line.contains("2024.yaml:"));
    lines.map(|line| line.replace("甲/2024.yaml:", "")).collect::<Vec<_>>().join("\n")
}

#[test]
fn right_picture_is_shown() {
    let shell = Shell::new();
    shell.put("甲/图 一.png", DOT);
    assert_eq!(said(&shell, "![窗口](图 一.png)"), "");
    let page = shell.run("build 甲/2024.yaml --to html -o -");
    assert!(page.contains("src=\"data:image/png;base64,"));
}

#[test]
fn files_that_are_no_picture() {
    let shell = Shell::new();
    let of = |name: &str, bytes: &[u8]| {
        shell.put(&format!("甲/{name}"), bytes);
        said(&shell, &format!("![窗口]({name})"))
    };
    assert_snapshot!(of("空.png", b""), @"38:3: 错误[L003] 图片“空.png”是空文件 (问题与改进)");
    assert_snapshot!(of("画.svg", b"<svg onload='alert(1)'/>"), @"38:3: 错误[L003] “画.svg”不是能用的图片 (问题与改进)");
    assert_snapshot!(of("页.png", b"<html><script>"), @"38:3: 错误[L003] “页.png”不是能用的图片 (问题与改进)");
    assert_snapshot!(of("半.png", &DOT[..DOT.len() - 20]), @"38:3: 错误[L003] 图片“半.png”不完整，多半是没有下载完或没有拷贝完 (问题与改进)");
    assert_snapshot!(of("头.png", &DOT[..12]), @"38:3: 错误[L003] 图片“头.png”不完整，多半是没有下载完或没有拷贝完 (问题与改进)");
    assert_snapshot!(of("半.jpg", &CMYK[..CMYK.len() - 2]), @"38:3: 错误[L003] 图片“半.jpg”不完整，多半是没有下载完或没有拷贝完 (问题与改进)");
    assert_snapshot!(of("四色.jpg", CMYK), @"38:3: 错误[L003] 图片“四色.jpg”用的是印刷的四色（CMYK），网页和 PDF 显示不了它的颜色 (问题与改进)");
    // Every part is there, but what it says of its colours is none of it.
    let mut broken = DOT.to_vec();
    broken[25] = 7;
    let told = of("坏.png", &broken);
    if cfg!(feature = "pdf") {
        assert_snapshot!(told, @"38:3: 错误[L003] 图片“坏.png”打不开，可能已经损坏 (问题与改进)");
    }
    // Small as a file, 1.6 GB when decoded.
    let mut huge = DOT.to_vec();
    huge[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    assert_snapshot!(of("大.png", &huge), @"38:3: 错误[L003] 图片“大.png”太大，有 20000 × 20000 像素 (问题与改进)");
    huge[16..24].copy_from_slice(&[0; 8]);
    assert_snapshot!(of("无.png", &huge), @"38:3: 错误[L003] 图片“无.png”不完整，多半是没有下载完或没有拷贝完 (问题与改进)");
}

#[test]
fn places_outside_the_folder() {
    let shell = Shell::new();
    shell.put("图.png", DOT);
    let absolute = shell.path("图.png").display().to_string();
    let told = said(&shell, &format!("![窗口]({absolute})"));
    assert!(told.contains("不在数据文件旁边"), "{told}");
    assert_snapshot!(said(&shell, "![窗口](../图.png)"), @"38:3: 错误[L003] 图片“../图.png”不在数据文件旁边 (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口](子/../../图.png)"), @"38:3: 错误[L003] 图片“子/../../图.png”不在数据文件旁边 (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口](..\\图.png)"), @r#"38:3: 错误[L003] 图片“..\图.png”不在数据文件旁边 (问题与改进)"#);
    assert_snapshot!(said(&shell, "![窗口](C:/图.png)"), @"38:3: 错误[L003] 图片“C:/图.png”不在数据文件旁边 (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口](https://a.example/图.png)"), @"38:3: 错误[L003] 图片“https://a.example/图.png”不在数据文件旁边 (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口](file:///etc/hostname)"), @"38:3: 错误[L003] 图片“file:///etc/hostname”不在数据文件旁边 (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口](data:image/png;base64,AAAA)"), @"38:3: 错误[L003] 图片“data:image/png;base64,AA…”不在数据文件旁边 (问题与改进)");
}

#[test]
fn missing_and_without_description() {
    let shell = Shell::new();
    shell.put("甲/图.png", DOT);
    assert_snapshot!(said(&shell, "![窗口](没有.png)"), @"38:3: 错误[L003] 找不到图片“没有.png” (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口](图.PNG)"), @"38:3: 错误[L003] 找不到图片“图.PNG” (问题与改进)");
    assert_snapshot!(said(&shell, "![](图.png)"), @"38:3: 错误[L003] 图片没有说明 (问题与改进)");
    assert_snapshot!(said(&shell, "![ ](图.png)"), @"38:3: 错误[L003] 图片没有说明 (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口]()"), @"38:3: 错误[L003] 图片没有写文件名 (问题与改进)");
    assert_snapshot!(said(&shell, "| ![窗口](图.png) | 乙 |\n  |---|---|"), @"38:5: 错误[L003] 表格的格子里不能放图片 (问题与改进)");
}

#[test]
fn folder_in_place_of_a_picture() {
    let shell = Shell::new();
    fs::create_dir_all(shell.path("甲/图.png")).expect("a folder can be made");
    assert_snapshot!(said(&shell, "![窗口](图.png)"), @"38:3: 错误[L003] 图片“图.png”不能用：这是一个文件夹 (问题与改进)");
}

#[cfg(unix)]
#[test]
fn links_and_pipes() {
    let shell = Shell::new();
    shell.put("图.png", DOT);
    shell.put("甲/里.png", DOT);
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, shell.path(name)).expect("a link can be made");
    };
    link("../图.png", "甲/外.png");
    link("/dev/zero", "甲/零.png");
    link("没有.png", "甲/断.png");
    link("圈.png", "甲/圈.png");
    link("里.png", "甲/内.png");
    super::make_pipe(&shell.path("甲/管.png"));
    assert_snapshot!(said(&shell, "![窗口](外.png)"), @"38:3: 错误[L003] 图片“外.png”不能用：它是一个链接，指向数据文件的文件夹外面 (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口](零.png)"), @"38:3: 错误[L003] 图片“零.png”不能用：它是一个链接，指向数据文件的文件夹外面 (问题与改进)");
    assert_snapshot!(said(&shell, "![窗口](断.png)"), @"38:3: 错误[L003] 图片“断.png”不能用：没有这个文件或文件夹 (问题与改进)");
    let told = said(&shell, "![窗口](圈.png)");
    assert!(told.contains("图片“圈.png”不能用"), "{told}");
    assert_snapshot!(said(&shell, "![窗口](管.png)"), @"38:3: 错误[L003] 图片“管.png”不能用：这不是文件 (问题与改进)");
    assert_eq!(said(&shell, "![窗口](内.png)"), "");
}

#[cfg(unix)]
#[test]
fn picture_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let shell = Shell::new();
    shell.put("甲/图.png", DOT);
    let path = shell.path("甲/图.png");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000))
        .expect("rights can be set");
    // Whoever may do everything is not kept out by rights.
    if fs::read(&path).is_err() {
        assert_snapshot!(said(&shell, "![窗口](图.png)"), @"38:3: 错误[L003] 图片“图.png”不能用：没有权限 (问题与改进)");
    }
}

#[test]
fn picture_larger_than_any() {
    let shell = Shell::new();
    shell.put("甲/图.png", DOT);
    let file = fs::OpenOptions::new().write(true).open(shell.path("甲/图.png"));
    file.expect("it is there").set_len(3 << 30).expect("it has holes");
    assert_snapshot!(said(&shell, "![窗口](图.png)"), @"38:3: 错误[L003] 图片“图.png”不能用：超过 16 MB，请先把它缩小 (问题与改进)");
}
