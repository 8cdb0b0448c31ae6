//! Data files that are no files, and names that nobody expects.

use std::ffi::OsStr;
use std::fs;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::cli::Shell;
use crate::findings::BASE;

#[cfg(unix)]
#[test]
fn pipe_in_place_of_a_file_is_not_waited_for() {
    let shell = Shell::new();
    super::make_pipe(&shell.path("2023.yaml"));
    assert_snapshot!(shell.run("check 2023.yaml"), @r#"
    [stderr]
    错误: 读不了文件 2023.yaml：这是一个管道，不是文件
    [2]
    "#);
    // Beside the file, in a folder, and named in the file: last year's file.
    assert_snapshot!(shell.run("check 2024.yaml"), @r#"
    2024.yaml：没有发现问题，可以发布
    [0]
    "#);
    assert_snapshot!(shell.run("check 2024.yaml --last-year 2023.yaml --format short"), @r#"
    2024.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    警告[F019] 2024.yaml 的去年文件 2023.yaml 用不上：这是一个管道，不是文件
    [0]
    "#);
    shell.put("甲.yaml", format!("{BASE}上年文件: 2023.yaml\n"));
    assert_snapshot!(shell.run("check 甲.yaml --format short"), @r#"
    甲.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    甲.yaml:39:7: 警告[F019] 上年文件“2023.yaml”用不上：这是一个管道，不是文件 (上年文件)
    [0]
    "#);
    assert_snapshot!(shell.run("check 2024.yaml --last-year ."), @r#"
    2024.yaml：1 处提示，可以发布
    [stderr]
    提示[F019]: 2024.yaml 的去年文件没有找到：文件夹 . 里没有“青禾县水利局”2023 年度的
     |
     = 帮助: 去年的数没有核对；单位改过名称的，用“上年文件”写明是哪一份
     = 帮助: 有 1 份看不出是谁的：./2023.yaml，先用 nianbao check 检查

    [0]
    "#);
    fs::create_dir_all(shell.path("模板/小")).expect("a folder can be made");
    super::make_pipe(&shell.path("模板/小/form.yaml"));
    assert_snapshot!(shell.run("check 2024.yaml --templates 模板"), @r#"
    [stderr]
    错误: 模板文件夹 模板 里没有模板：要有放着 form.yaml 的格式文件夹（文件夹的名称就是格式的名称），或者 shared 文件夹
    [2]
    "#);
}

#[cfg(unix)]
#[test]
fn pipe_that_a_shell_has_opened_is_read() {
    let shell = Shell::new();
    assert_snapshot!(shell.run_on("check /dev/stdin", BASE), @r#"
    /dev/stdin：没有发现问题，可以发布
    [0]
    "#);
}

#[cfg(unix)]
#[test]
fn file_without_an_end() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("check /dev/zero"), @r#"
    [stderr]
    错误: 读不了文件 /dev/zero：超过 16 MB，不会是数据文件
    [2]
    "#);
}

#[test]
fn file_larger_than_any() {
    let shell = Shell::new();
    let file = fs::File::create(shell.path("大.yaml")).expect("it can be made");
    file.set_len(3 << 30).expect("it has holes");
    assert_snapshot!(shell.run("build 大.yaml 2024.yaml --to md"), @r#"
    2024.md
    [stderr]
    错误: 读不了文件 大.yaml：超过 16 MB，不会是数据文件
    共 2 份
    读写失败：1 份
      大.yaml
    可以发布：1 份
    [2]
    "#);
}

#[test]
fn names_that_shells_and_terminals_read() {
    let shell = Shell::new();
    for name in
        ["a b'\"$(x)`;&.yaml", "-x.yaml", ".yaml", "无尾", "年.度.yaml", "%s{}.yaml"]
    {
        shell.put(name, BASE);
        let path = format!("./{name}");
        let words = ["build", &path, "--to", "md", "-o", "out"].map(OsStr::new);
        let told = shell.run_words(&words, "");
        assert!(told.ends_with("[0]"), "{told}");
    }
    assert_eq!(shell.files().iter().filter(|file| file.starts_with("out/")).count(), 6);
    let words = ["check", "红\u{1b}[31m\n字.yaml"].map(OsStr::new);
    assert_snapshot!(shell.run_words(&words, ""), @r#"
    [stderr]
    错误: 读不了文件 红[U+001B][31m[U+000A]字.yaml：没有这个文件或文件夹
    [2]
    "#);
    assert_snapshot!(shell.run_words(&["check", ""].map(OsStr::new), ""), @r#"
    [stderr]
    错误: “<文件>...”后面要写内容
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt as _;
    let shell = Shell::new();
    // 年报 in GBK.
    let name = OsStr::from_bytes(b"\xc4\xea\xb1\xa8.yaml");
    fs::write(shell.path("").join(name), BASE).expect("it can be written");
    let words = [OsStr::new("build"), name, OsStr::new("--to"), OsStr::new("html,md")];
    let told = shell.run_words(&words, "");
    assert!(told.ends_with("[0]"), "{told}");
    let read = |name: &[u8]| {
        let path = shell.path("").join(OsStr::from_bytes(name));
        fs::read_to_string(path).expect("it has the name of the file")
    };
    assert!(read(b"\xc4\xea\xb1\xa8.md").starts_with("# "));
    for command in ["explain", "schema", "forms"] {
        let told = shell.run_words(&[OsStr::new(command), name], "");
        let fault = "[stderr]\n错误: 有一处不是文字（不是 UTF-8 编码）\n";
        assert!(told.starts_with(fault) && told.ends_with("[2]"), "{told}");
    }
    let page = read(b"\xc4\xea\xb1\xa8.html");
    assert!(!page.contains("Markdown文本"), "no link leads to it: {page}");
}

#[test]
fn five_thousand_files() {
    let shell = Shell::new();
    let names: Vec<_> = (0..5_000).map(|number| format!("{number}.yaml")).collect();
    for name in &names {
        shell.put(name, "年度: 2024\n");
    }
    let words: Vec<_> = ["check", "--format", "short"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .map(OsStr::new)
        .collect();
    let told = shell.run_words(&words, "");
    let files = told.lines().filter_map(|line| line.strip_suffix("：1 处错误，不能发布"));
    assert_eq!(files.collect::<Vec<_>>(), names);
    assert!(told.contains("共 5000 份\n不能发布：5000 份\n  0.yaml：1 处错误\n"));
    assert!(told.ends_with("  4999.yaml：1 处错误\n[1]"));
}

#[cfg(unix)]
#[test]
fn streams_that_are_closed() {
    let shell = Shell::new();
    let run = |redirect: &str| {
        let script = format!("exec \"$0\" check 2024.yaml - {redirect}");
        let output = std::process::Command::new("sh")
            .args(["-c", &script, crate::cli::BINARY])
            .current_dir(shell.path(""))
            .stdin(Stdio::null())
            .output()
            .expect("a shell runs");
        let said = String::from_utf8(output.stderr).expect("it prints text");
        assert!(!said.contains("panicked"), "{said}");
        output.status.code()
    };
    // Nothing is read from a closed one: a file without content.
    assert_eq!(run("<&-"), Some(1));
    assert_eq!(run(">&-"), Some(1));
    assert_eq!(run("2>&-"), Some(1));
    assert_eq!(run("<&- >&- 2>&-"), Some(1));
}

#[test]
fn reader_that_stops_reading() {
    let shell = Shell::new();
    for line in ["build 2024.yaml --to html -o -", "completions bash", "forms", "--help"]
    {
        let words: Vec<_> = line.split(' ').map(OsStr::new).collect();
        let mut child = shell.command(&words).spawn().expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
        assert_eq!(output.status.code(), Some(0), "{line}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_on_a_full_disk() {
    let shell = Shell::new();
    for line in [
        "build 2024.yaml --to html -o -",
        "check 2024.yaml",
        "check 2024.yaml --format json",
        "completions bash",
        "forms",
        "--help",
        "--version",
    ] {
        let words: Vec<_> = line.split(' ').map(OsStr::new).collect();
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux");
        let output =
            shell.command(&words).stdout(full).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, "错误: 写不了标准输出：磁盘满了\n", "{line}");
        assert_eq!(output.status.code(), Some(2), "{line}");
    }
}
