//! Places that nothing can be written to, and a program that is killed.

use std::ffi::OsStr;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::cli::{BINARY, Shell};
use crate::findings::BASE;

#[cfg(target_os = "linux")]
#[test]
fn folder_that_takes_no_files() {
    let shell = Shell::new();
    // Nobody may make a file there, whatever rights he has.
    let told = shell.run("build 2024.yaml --to html,md -o /proc");
    assert!(told.starts_with("[stderr]\n错误: 写不了文件 /proc/2024.html："), "{told}");
    assert!(told.ends_with("\n[2]") && told.lines().count() == 3, "{told}");
    let told = shell.run("build 2024.yaml --to md -o /proc/甲");
    assert!(told.starts_with("[stderr]\n错误: 建不了文件夹 /proc/甲："), "{told}");
    assert_eq!(shell.files(), ["2024.yaml"]);
}

#[test]
fn what_is_read_is_not_written_over() {
    let shell = Shell::new();
    shell.put("2023.yaml", BASE.replace("2024", "2023"));
    let refused = |line: &str| {
        let told = shell.run(line);
        assert!(told.contains("会覆盖数据文件") && told.ends_with("[2]"), "{told}");
        assert_eq!(shell.get("2024.yaml"), BASE);
        told
    };
    assert_snapshot!(refused("check 2024.yaml --format json -o ./2024.yaml"), @"
    [stderr]
    错误: 不能写到 ./2024.yaml：这会覆盖数据文件 2024.yaml；请用 -o 换一个文件名
    [2]
    ");
    refused("check 2024.yaml --last-year 2023.yaml --format html -o 2023.yaml");
    refused("export 2024.yaml --xlsx --force -o 2024.yaml");
    assert_eq!(shell.get("2023.yaml"), BASE.replace("2024", "2023"));
    assert_eq!(shell.files(), ["2023.yaml", "2024.yaml"]);
}

#[test]
fn dash_is_standard_output_or_refused() {
    let shell = Shell::new();
    let schema = "schema 政府信息公开-2021";
    assert_eq!(shell.run(&format!("{schema} -o -")), shell.run(schema));
    let check = "check 2024.yaml --format json";
    assert_eq!(shell.run(&format!("{check} -o -")), shell.run(check));
    for line in [
        "export 2024.yaml --xlsx -o -",
        "new --from 2024.yaml -o -",
        "forms 政府信息公开-2021 -o -",
    ] {
        let told = shell.run(line);
        assert!(told.contains("“-”是标准输出") && told.ends_with("[2]"), "{told}");
    }
    assert_eq!(shell.files(), ["2024.yaml"]);
}

#[test]
fn folder_that_is_not_there() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("export 2024.yaml --xlsx -o 表/甲.xlsx"), @"
    [stderr]
    错误: 写不了文件 表/甲.xlsx：没有文件夹 表，请先建好，或者换一个地方
    [2]
    ");
}

/// A limit on the size of files fails as a full disk does: in the middle.
#[cfg(unix)]
#[test]
fn disk_that_fills_up() {
    let shell = Shell::new();
    shell.put("2024.md", "去年的");
    let output = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 2; exec \"$0\" build 2024.yaml --to html,md",
        ])
        .arg(BINARY)
        .current_dir(shell.path(""))
        .output()
        .expect("a shell runs");
    let said = String::from_utf8(output.stderr).expect("it prints text");
    assert_snapshot!(said, @"错误: 写不了文件 2024.html：文件太大");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(shell.files(), ["2024.md", "2024.yaml"]);
    assert_eq!(shell.get("2024.md"), "去年的");
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_not_replaced() {
    let shell = Shell::new();
    super::make_pipe(&shell.path("2024.md"));
    assert_snapshot!(shell.run("build 2024.yaml --to md"), @r#"
    [stderr]
    错误: 写不了文件 2024.md：这里有一个同名的设备或管道，不能用报告替换它
    [2]
    "#);
    std::os::unix::fs::symlink("/dev/null", shell.path("2024.html")).expect("a link");
    assert_snapshot!(shell.run("build 2024.yaml --to html"), @r#"
    [stderr]
    错误: 写不了文件 2024.html：这里有一个同名的设备或管道，不能用报告替换它
    [2]
    "#);
}

#[test]
fn names_that_are_too_long() {
    let shell = Shell::new();
    let name = format!("{}.yaml", "长".repeat(83));
    shell.put(&name, BASE);
    let words = ["build", &name, "--to", "html,md"].map(OsStr::new);
    let told = shell.run_words(&words, "");
    assert!(told.ends_with("[0]"), "255 bytes with every ending: {told}");
    let folder = "长".repeat(100);
    let words = ["build", "2024.yaml", "--to", "md", "-o", &folder].map(OsStr::new);
    let told = shell.run_words(&words, "").replace(&folder, "长…");
    assert_snapshot!(told, @r#"
    [stderr]
    错误: 建不了文件夹 长…：文件名太长或有不能用的字符
    [2]
    "#);
}

#[test]
fn killed_amid_a_batch() {
    const FILES: usize = 200;
    let shell = Shell::new();
    let names: Vec<_> = (0..FILES).map(|number| format!("{number}.yaml")).collect();
    for name in &names {
        shell.put(name, BASE);
    }
    let words: Vec<_> = ["build", "--to", "html,md", "-o", "out"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .map(OsStr::new)
        .collect();
    let mut child = shell.command(&words).spawn().expect("the program runs");
    let begun = Instant::now();
    while written(&shell).len() < 20 {
        assert!(begun.elapsed() < Duration::from_mins(2), "nothing is written");
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let there = written(&shell);
    assert!(there.len() < 2 * FILES, "it was killed too late");
    let whole = shell.run("build 2024.yaml --to html,md");
    assert!(whole.ends_with("[0]"), "{whole}");
    for file in &there {
        assert_whole(&shell, file);
    }
    // What was left behind stands in nobody's way.
    assert!(shell.run_words(&words, "").ends_with("[0]"));
    let there = written(&shell);
    assert_eq!(there.len(), 2 * FILES);
    for file in &there {
        assert_whole(&shell, file);
    }
}

/// Returns the reports in the folder; a file half written has a hidden name.
fn written(shell: &Shell) -> Vec<String> {
    let Ok(entries) = fs::read_dir(shell.path("out")) else { return Vec::new() };
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.into_string().expect("a text"));
    names.filter(|name| !name.starts_with(".nianbao-")).collect()
}

/// Asserts that a report is that of the same file alone, but for its name.
#[track_caller]
fn assert_whole(shell: &Shell, file: &str) {
    let (stem, ending) = file.split_once('.').expect("it has an ending");
    let expected = shell.get(&format!("2024.{ending}"));
    let link = |stem: &str| format!("href=\"{stem}.md\"");
    assert_eq!(
        shell.get(&format!("out/{file}")),
        expected.replace(&link("2024"), &link(stem))
    );
}
