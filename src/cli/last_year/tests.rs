use clap::Parser as _;

use super::*;
use crate::assets::Assets;
use crate::cli::args::{Cli, Command};
use crate::diagnostic::short;

/// Writes small files, `甲局 2020` with more in it, then says what the last
/// one's last year is.
fn said(files: &[(&str, &str, &str)], arguments: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (path, of, more) in files {
        let (body, year) = of.split_once(' ').unwrap();
        let text = format!(
            "格式: 小\n年度: {year}\n单位: {{名称: {body}}}\n联系方式: {{部门: 办公室, 电话: 0500-1234567}}\n甲: {{乙: 1}}\n{more}"
        );
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = format!("{}/", folder.path().display());
    let line = format!("nianbao check @{} {arguments}", files.last().unwrap().0);
    let line = line.replace('@', &root);
    let Command::Check(args) = Cli::parse_from(line.split_whitespace()).command else {
        return String::new();
    };
    let mut assets = Assets::default();
    let form = "名称: 小\n年度: {自: 2010}\n表格: {甲: {行: [乙]}}\n";
    assets.insert("templates/小/form.yaml", Arc::new(form));
    assets.insert("templates/小/report.md", Arc::new("# {{ 年度 }}\n"));
    let forms = Forms::new(&assets);
    let input = Input::new(&args.read.files[0]);
    let reading = forms.read(&input.read().unwrap().unwrap());
    let last_year =
        LastYear::new(&args.read.desk, args.read.files.len(), &forms).unwrap();
    let found = last_year.of(
        &reading,
        &input.folder(),
        &Library { forms: &forms, opened: &BTreeMap::new() },
    );
    let used = found.reading.map_or("无".to_owned(), |it| it.source.name().to_owned());
    format!("{used}\n{}", short::render(&found.findings)).replace(&root, "")
}

#[test]
fn the_file_names_it_before_the_command_line_does() {
    let files = [
        ("旧/一.yaml", "甲局 2020", ""),
        ("旧/二.yaml", "甲局 2020", ""),
        ("2020.yaml", "甲局 2020", ""),
        ("2021.yaml", "甲局 2021", "上年文件: 旧/一.yaml\n"),
    ];
    assert_eq!(said(&files, "--last-year @旧/二.yaml"), "旧/一.yaml\n");
    let files = [files[0], files[1], files[2], ("2021.yaml", "甲局 2021", "")];
    assert_eq!(said(&files, "--last-year @旧/二.yaml"), "旧/二.yaml\n");
    assert_eq!(said(&files, ""), "2020.yaml\n");
}

#[test]
fn what_keeps_a_named_file_from_serving_is_said() {
    let this = ("2021.yaml", "甲局 2021", "上年文件: 旧.yaml\n");
    let said = |files: &[_]| said(files, "");
    insta::assert_snapshot!(said(&[this]), @r"
    无
    2021.yaml:6:7: 警告[F019] 上年文件“旧.yaml”用不上：没有这个文件或文件夹 (上年文件)
    ");
    insta::assert_snapshot!(said(&[("旧.yaml", "甲局 2019", ""), this]), @r"
    无
    2021.yaml:6:7: 警告[F019] 上年文件“旧.yaml”是 2019 年度的，应当是 2020 年度的 (上年文件)
    ");
    insta::assert_snapshot!(said(&[("旧.yaml", "甲局 2020", "错: 1"), this]), @"
    无
    2021.yaml:6:7: 警告[F019] 上年文件“旧.yaml”有 1 处错误，不能用来核对：没有“错”这一项 (上年文件)
    ");
    insta::assert_snapshot!(said(&[("旧.yaml", "乙局 2020", ""), this]), @r"
    旧.yaml
    2021.yaml:6:7: 提示[F019] 上年文件“旧.yaml”是“乙局”的，这份是“甲局”的 (上年文件)
    ");
    insta::assert_snapshot!(said(&[("旧.yaml", "甲局 2023", ""), this]), @"
    无
    2021.yaml:6:7: 警告[F019] 上年文件“旧.yaml”是 2023 年度的，比这份（2021 年度）还晚，应当是 2020 年度的 (上年文件)
    ");
    let broken = ("旧.yaml", "甲局 2020", "丙: [1");
    insta::assert_snapshot!(said(&[broken, this]), @"
    无
    2021.yaml:6:7: 警告[F019] 上年文件“旧.yaml”有 1 处错误，不能用来核对：括号没有成对 (上年文件)
    ");
    let itself = ("2021.yaml", "甲局 2021", "上年文件: 2021.yaml\n");
    insta::assert_snapshot!(said(&[itself]), @"
    无
    2021.yaml:6:7: 警告[F019] 上年文件“2021.yaml”也是 2021 年度的，应当是 2020 年度的 (上年文件)
    ");
}

#[test]
fn one_file_for_many_reports_serves_its_body() {
    let files = |last| [("旧.yaml", last, ""), ("2021.yaml", "甲局 2021", "")];
    let one = "--last-year @旧.yaml";
    insta::assert_snapshot!(said(&files("乙局 2020"), one), @r"
    旧.yaml
    提示[F019] 2021.yaml 的去年文件 旧.yaml 是“乙局”的，这份是“甲局”的
    ");
    let many = "--last-year @旧.yaml @2022.yaml";
    assert_eq!(said(&files("甲局 2020"), many), "旧.yaml\n");
    insta::assert_snapshot!(said(&files("乙局 2020"), many), @r"
    无
    警告[F019] 2021.yaml 的去年文件 旧.yaml 是“乙局”的，这份是“甲局”的
    ");
    insta::assert_snapshot!(said(&files("甲局 2018"), one), @r"
    无
    警告[F019] 2021.yaml 的去年文件 旧.yaml 是 2018 年度的，应当是 2020 年度的
    ");
}

#[test]
fn folder_serves_each_body_and_else_the_file_beside() {
    let files = [
        ("旧/二.yaml", "甲局 2020", ""),
        ("旧/一.yml", "甲局 2020", ""),
        ("旧/三.yaml", "甲局 2019", ""),
        ("旧/四.yaml", "乙局 2020", "错: 1"),
        ("2020.yaml", "丙局 2020", ""),
        ("2021.yaml", "甲局 2021", ""),
    ];
    let of = |body| {
        let mut files = files;
        files[5].1 = body;
        said(&files, "--last-year @旧")
    };
    insta::assert_snapshot!(of("甲局 2021"), @r"
    旧/一.yml
    提示[F019] 2021.yaml 的去年文件有 2 份：旧/一.yml、旧/二.yaml；用的是第一份
    ");
    insta::assert_snapshot!(of("乙局 2021"), @"
    无
    提示[F019] 2021.yaml 的去年文件 旧/四.yaml 有 1 处错误，不能用来核对：没有“错”这一项
    ");
    assert_eq!(of("丙局 2021"), "2020.yaml\n");
    insta::assert_snapshot!(of("丁局 2021"), @"
    无
    提示[F019] 2021.yaml 的去年文件没有找到：文件夹 旧 里没有“丁局”2020 年度的
    ");
}

#[test]
fn folder_with_files_that_are_nobodys() {
    let files = [
        ("旧/一.yaml", "甲局 2019", ""),
        ("旧/二.yaml", "甲局 二〇二〇", ""),
        ("旧/三.yaml", "乙局 2020", ""),
        ("2021.yaml", "甲局 2021", ""),
    ];
    insta::assert_snapshot!(said(&files, "--last-year @旧"), @"
    无
    提示[F019] 2021.yaml 的去年文件没有找到：文件夹 旧 里没有“甲局”2020 年度的
    ");
}

#[test]
fn file_beside_that_is_broken() {
    let files = [("2020.yaml", "甲局 2020", "错: 1"), ("2021.yaml", "甲局 2021", "")];
    insta::assert_snapshot!(said(&files, ""), @"
    无
    提示[F019] 2021.yaml 的去年文件 2020.yaml 有 1 处错误，不能用来核对：没有“错”这一项
    ");
}
