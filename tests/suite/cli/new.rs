//! A new file: from nothing, from last year's, filled in, year after year.

use std::ffi::OsStr;
use std::fs;

use super::Shell;

const QUANZHOU: &str = include_str!("../../../examples/quanzhou-2021/2021.yaml");
const TRIAL: &str = include_str!("../../../examples/2019/2020.yaml");
const SCHEMA: &str = "政府信息公开-2021.schema.json";

#[test]
fn a_file_is_made_from_nothing() {
    let shell = empty();
    assert_eq!(
        made(&shell, "new --单位 青禾县水利局 --年度 2024 --类别 部门", "2024.yaml"),
        "[0]"
    );
    insta::assert_snapshot!("new_2024", shell.get("2024.yaml"));
    assert_eq!(shell.files(), ["2024.yaml", SCHEMA]);
    let schema = shell.run("schema 政府信息公开-2021");
    assert_eq!(format!("{}[0]", shell.get(SCHEMA)), schema);
    // The twins in ASCII.
    shell.run("新建 --body 青禾县水利局 --year 2024 --kind 部门 --form 政府信息公开-2021 -o b.yaml");
    assert_eq!(shell.get("b.yaml"), shell.get("2024.yaml"));
}

#[test]
fn a_file_is_made_from_last_years() {
    let shell = empty();
    shell.put("2021.yaml", QUANZHOU);
    assert_eq!(made(&shell, "new --from 2021.yaml", "2022.yaml"), "[0]");
    insta::assert_snapshot!("new_2022", shell.get("2022.yaml"));
    // What is asked for has its place.
    insta::assert_snapshot!(shell.run("check --format short 2022.yaml"), @r#"
    2022.yaml：11 处错误，5 处警告，不能发布
    [stderr]
    2022.yaml:164:11: 错误[F010] “主动公开.规章.制发”没有填 (主动公开.规章.制发)
    2022.yaml:164:17: 错误[F010] “主动公开.规章.废止”没有填 (主动公开.规章.废止)
    2022.yaml:164:25: 错误[F010] “主动公开.规章.现行有效”没有填 (主动公开.规章.现行有效)
    2022.yaml:165:16: 错误[F010] “主动公开.行政规范性文件.制发”没有填 (主动公开.行政规范性文件.制发)
    2022.yaml:165:22: 错误[F010] “主动公开.行政规范性文件.废止”没有填 (主动公开.行政规范性文件.废止)
    2022.yaml:165:30: 错误[F010] “主动公开.行政规范性文件.现行有效”没有填 (主动公开.行政规范性文件.现行有效)
    2022.yaml:167:3: 错误[F010] 没有写“主动公开.行政许可” (主动公开.行政许可)
    2022.yaml:169:3: 错误[F010] 没有写“主动公开.行政处罚” (主动公开.行政处罚)
    2022.yaml:170:3: 错误[F010] 没有写“主动公开.行政强制” (主动公开.行政强制)
    2022.yaml:172:3: 错误[F010] 没有写“主动公开.行政事业性收费” (主动公开.行政事业性收费)
    2022.yaml:214:3: 错误[F010] 没有写“申请.结转下年度”，没有也要写 0 (申请.结转下年度)
    2022.yaml:80:3: 警告[F003] 没有写“总体情况.综述”，一般都要写 (总体情况.综述)
    2022.yaml:109:3: 警告[F003] 没有写“总体情况.平台建设”，一般都要写 (总体情况.平台建设)
    2022.yaml:116:3: 警告[F003] 没有写“总体情况.监督保障”，一般都要写 (总体情况.监督保障)
    2022.yaml:143:1: 警告[F003] 没有写“问题与改进”，一般都要写 (问题与改进)
    2022.yaml:218:1: 警告[F010] 表“复议诉讼”一个数也没有填，会全部印成 0 (复议诉讼)
    [1]
    "#);
}

#[test]
fn a_file_filled_in_by_its_comments_is_a_report() {
    let shell = empty();
    shell.run("new --单位 泉州市行政服务中心管委会 --年度 2021 --类别 部门");
    shell.put(
        "2021.yaml",
        fill(&shell.get("2021.yaml"), &Counts { received: 0, left: 0 }),
    );
    let checked = shell.run("check --format short 2021.yaml");
    insta::assert_snapshot!(checked, @"
    2021.yaml：5 处警告，可以发布，请先看过警告
    [stderr]
    2021.yaml:28:3: 警告[F003] “联系方式”里电话、邮箱、地址都没有写 (联系方式)
    2021.yaml:70:3: 警告[F003] 没有写“总体情况.综述”，一般都要写 (总体情况.综述)
    2021.yaml:83:3: 警告[F003] 没有写“总体情况.平台建设”，一般都要写 (总体情况.平台建设)
    2021.yaml:87:3: 警告[F003] 没有写“总体情况.监督保障”，一般都要写 (总体情况.监督保障)
    2021.yaml:111:1: 警告[F003] 没有写“问题与改进”，一般都要写 (问题与改进)
    [0]
    ");
    let (_, warnings) = checked.split_once("[stderr]").expect("it has warnings");
    let built = shell.run("build --to html,md 2021.yaml --format short");
    assert_eq!(built, format!("2021.html\n2021.md\n[stderr]{warnings}"));
    // The numbers of the example, whatever else it says.
    let example = Shell::new();
    example.put("2021.yaml", QUANZHOU);
    example.run("build --to md 2021.yaml");
    let tables = |text: String| {
        let at = text.find("<table>").expect("it has tables");
        let end = text.rfind("</table>").expect("it has tables");
        text[at..end].to_owned()
    };
    assert_eq!(tables(shell.get("2021.md")), tables(example.get("2021.md")));
}

#[test]
fn each_year_follows_from_the_one_before() {
    let shell = empty();
    shell.put("2021.yaml", QUANZHOU);
    let mut carried = 0;
    for (year, left) in [(2022, 3), (2023, 1), (2024, 0), (2025, 7)] {
        let made = shell.run(&format!("new --from {}.yaml", year - 1));
        assert!(made.ends_with("[0]"), "{made}");
        let file = format!("{year}.yaml");
        let text =
            fill(&shell.get(&file), &Counts { received: 4 + left - carried, left });
        shell.put(&file, &text);
        let said = shell.run(&format!("check --format short {file}"));
        assert!(!said.contains("错误") && !said.contains("[K"), "{said}");
        assert!(said.ends_with("[0]"), "{said}");
        // Had it not been carried over, it would be missed.
        let other = format!("上年结转: {{自然人: {}", carried + 1);
        let wrong = text.replace("上年结转: 0", "上年结转: {自然人: 0}");
        let wrong = wrong.replace(&format!("上年结转: {{自然人: {carried}"), &other);
        shell.put("wrong.yaml", wrong);
        let said = shell.run("check --format short wrong.yaml");
        assert!(said.contains("错误[") && said.contains("去年的年报"), "{said}");
        carried = left;
    }
}

#[test]
fn an_older_edition_is_taken_over_where_names_agree() {
    let shell = empty();
    shell.put("去年/年报.yaml", TRIAL);
    shell.put("今年/x", "");
    let said = shell.run("new --去年 去年/年报.yaml -o 今年/2021.yaml --templates none");
    assert!(said.contains("没有这个文件或文件夹") && said.ends_with("[2]"), "{said}");
    let said = shell.run("new --去年 去年/年报.yaml -o 今年/2021.yaml");
    assert!(said.ends_with("[0]"), "{said}");
    let text = shell.get("今年/2021.yaml");
    assert!(text.contains("格式: 政府信息公开-2021 ") && text.contains("年度: 2021 "));
    assert!(text.contains("上年文件: ../去年/年报.yaml "), "{text}");
    shell.put("今年/2021.yaml", fill(&text, &Counts { received: 4, left: 1 }));
    let said = shell.run("check --format short 今年/2021.yaml");
    assert!(!said.contains("K00") && said.ends_with("[0]"), "{said}");
}

#[test]
fn what_to_know_of_last_years_file_is_said() {
    let shell = empty();
    shell.put("2021.yaml", QUANZHOU);
    insta::assert_snapshot!(made(&shell, "new --from 2021.yaml --单位 新局 -o a.yaml", "a.yaml"), @"
    [stderr]
    提示: 2021.yaml 是“泉州市行政服务中心管委会”的，新建的是“新局”的
    [0]
    ");
    assert!(shell.get("a.yaml").contains("上年文件: 2021.yaml "));
    insta::assert_snapshot!(made(&shell, "new --from 2021.yaml --年度 2024 -o b.yaml", "b.yaml"), @"
    [stderr]
    提示: 2021.yaml 是 2021 年度的，不是 2023 年度的，没有抄结转的数
    [0]
    ");
    assert!(shell.get("b.yaml").contains("上年文件:  "));
    let wrong = QUANZHOU
        .replace("行政许可: 0", "行政许可: 多")
        .replace("邮编: 362000", "邮编: 36");
    shell.put("坏.yaml", wrong);
    insta::assert_snapshot!(made(&shell, "new --from 坏.yaml -o c.yaml", "c.yaml"), @"
    [stderr]
    提示: 坏.yaml 有 2 处错误，只抄了读得懂的；先用 nianbao check 检查它，改好以后，今年的结转才能核对
    [0]
    ");
    assert!(shell.get("c.yaml").contains("电话: 0595-22132218"));
}

#[test]
fn an_earlier_file_that_cannot_serve_is_refused() {
    let shell = empty();
    shell.put("2021.yaml", QUANZHOU);
    shell.put("空.yaml", "年度: 2021\n");
    shell.put("断.yaml", "格式: 政府信息公开-2021\n单位: {名称: 局\n");
    let all = said(
        &shell,
        &[
            "new --from 空.yaml -o d.yaml",
            "new --from 断.yaml -o d.yaml",
            "new --from 无.yaml -o d.yaml",
            "new --from . -o d.yaml",
            "new --from 2021.yaml --年度 2021 -o d.yaml",
            "new --from 2021.yaml --年度 2020 -o d.yaml",
            "new --from 2021.yaml --格式 政府信息公开-2019 -o d.yaml",
        ],
    );
    insta::assert_snapshot!(all, @"
    $ new --from 空.yaml -o d.yaml
    [stderr]
    错误: 用不了去年的文件 空.yaml：没有写“格式”，不知道按哪一种格式读；先用 nianbao check 检查它
    [2]
    $ new --from 断.yaml -o d.yaml
    [stderr]
    错误: 用不了去年的文件 断.yaml：括号没有成对；先用 nianbao check 检查它
    [2]
    $ new --from 无.yaml -o d.yaml
    [stderr]
    错误: 读不了文件 无.yaml：没有这个文件或文件夹
    [2]
    $ new --from . -o d.yaml
    [stderr]
    错误: 读不了文件 .：这是一个文件夹，要写里面的文件，例如 ./2024.yaml
    [2]
    $ new --from 2021.yaml --年度 2021 -o d.yaml
    [stderr]
    错误: 去年的文件是 2021 年度的，新建的要比它晚，不能是 2021 年度；请换成去年的文件，或者改 --年度
    [2]
    $ new --from 2021.yaml --年度 2020 -o d.yaml
    [stderr]
    错误: 去年的文件是 2021 年度的，新建的要比它晚，不能是 2020 年度；请换成去年的文件，或者改 --年度
    [2]
    $ new --from 2021.yaml --格式 政府信息公开-2019 -o d.yaml
    [stderr]
    错误: 格式“政府信息公开-2019”用于 2019 至 2020 年度，不能用于 2022 年度；2022 年度可以用：政府信息公开-2021
    [2]
    ");
    assert!(!shell.files().contains(&"d.yaml".to_owned()));
}

#[test]
fn answers_that_are_none_are_refused() {
    let shell = empty();
    let all = said(
        &shell,
        &[
            "new",
            "new --单位 某局",
            "new --单位 某局 --年度 0",
            "new --单位 某局 --年度 99999",
            "new --单位 某局 --年度 去年",
            "new --单位 某局 --年度 2018",
            "new --单位 某局 --年度 2023 --格式 政府信息公开2021",
            "new --单位 某局 --年度 2023 --格式 政府信息公开-2019",
            "new --单位 某局 --年度 2023 --类别 局",
        ],
    );
    insta::assert_snapshot!(all, @r#"
    $ new
    [stderr]
    错误: 还要写明：--单位、--年度（标准输入不是终端，不能逐项问您）
    [2]
    $ new --单位 某局
    [stderr]
    错误: 还要写明：--年度（标准输入不是终端，不能逐项问您）
    [2]
    $ new --单位 某局 --年度 0
    [stderr]
    错误: “0”不是年度，年度写四位数字，例如 2024
    [2]
    $ new --单位 某局 --年度 99999
    [stderr]
    错误: “99999”不是年度，年度写四位数字，例如 2024
    [2]
    $ new --单位 某局 --年度 去年
    [stderr]
    错误: “去年”不是年度，年度写四位数字，例如 2024
    [2]
    $ new --单位 某局 --年度 2018
    [stderr]
    错误: 没有用于 2018 年度的格式；现有的格式：政府信息公开-2019、政府信息公开-2021
    [2]
    $ new --单位 某局 --年度 2023 --格式 政府信息公开2021
    [stderr]
    错误: 没有名为“政府信息公开2021”的格式。是不是想写“政府信息公开-2021”？
    [2]
    $ new --单位 某局 --年度 2023 --格式 政府信息公开-2019
    [stderr]
    错误: 格式“政府信息公开-2019”用于 2019 至 2020 年度，不能用于 2023 年度；2023 年度可以用：政府信息公开-2021
    [2]
    $ new --单位 某局 --年度 2023 --类别 局
    [stderr]
    错误: 没有“局”这个类别，可以写：政府、部门、乡镇街道、其他
    [2]
    "#);
    assert!(shell.files().is_empty());
}

#[test]
fn names_that_are_none_are_refused() {
    let shell = empty();
    let said = ["", "  ", "某\n局", "某\u{202e}局"].map(|body| {
        let words = ["new", "--年度", "2023", "--单位", body].map(OsStr::new);
        format!("{body:?}\n{}\n", shell.run_words(&words, ""))
    });
    insta::assert_snapshot!(said.concat(), @r#"
    ""
    [stderr]
    错误: 单位的名称不能空着
    [2]
    "  "
    [stderr]
    错误: 单位的名称不能空着
    [2]
    "某\n局"
    [stderr]
    错误: 单位的名称要写在一行里，不能有换行这类字符
    [2]
    "某\u{202e}局"
    [stderr]
    错误: 单位的名称里有不能用的字符（U+202E）
    [2]
    "#);
    assert!(shell.files().is_empty());
}

#[test]
fn what_is_there_is_not_touched() {
    let shell = empty();
    shell.put("2024.yaml", "mine");
    fs::create_dir(shell.path("夹")).expect("it can be made");
    let all = said(
        &shell,
        &[
            "new --单位 某局 --年度 2024",
            "new --单位 某局 --年度 2023 -o 夹",
            "new --单位 某局 --年度 2023 -o 无/2023.yaml",
            "new --单位 某局 --年度 2023 -o 2024.yaml/2023.yaml",
        ],
    );
    insta::assert_snapshot!(all, @r#"
    $ new --单位 某局 --年度 2024
    [stderr]
    错误: 2024.yaml 已经有了，没有动它；用 -o 换一个文件名，或者先把它改名
    [2]
    $ new --单位 某局 --年度 2023 -o 夹
    [stderr]
    错误: 夹 是一个文件夹，要写文件名，例如 夹/2023.yaml
    [2]
    $ new --单位 某局 --年度 2023 -o 无/2023.yaml
    [stderr]
    错误: 没有文件夹 无，请先建好，或者换一个地方
    [2]
    $ new --单位 某局 --年度 2023 -o 2024.yaml/2023.yaml
    [stderr]
    错误: 没有文件夹 2024.yaml，请先建好，或者换一个地方
    [2]
    "#);
    assert_eq!(shell.files(), ["2024.yaml"]);
    assert_eq!(shell.get("2024.yaml"), "mine");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_not_followed() {
    let shell = empty();
    std::os::unix::fs::symlink("b.yaml", shell.path("2024.yaml")).expect("a link");
    let said = shell.run("new --单位 某局 --年度 2024");
    assert!(said.contains("已经有了") && said.ends_with("[2]"), "{said}");
    assert!(!shell.path("b.yaml").exists());
}

#[test]
fn names_of_bodies_may_hold_anything() {
    let shell = empty();
    let long = "长".repeat(200);
    for body in [
        "某局: 甲",
        "\"引\"",
        "'引'",
        "某局 # 一",
        "#局",
        "12局",
        "- 局",
        "{{ 年度 }}",
        "[局]",
        "null",
        "局：甲",
        "&a",
        &long,
    ] {
        let body = format!("--单位={body}");
        let words = ["new", "--年度", "2024", &body, "-o", "a.yaml"].map(OsStr::new);
        let said = shell.run_words(&words, "");
        assert!(said.ends_with("[0]"), "{body}: {said}");
        let said = shell.run("new --from a.yaml -o b.yaml");
        assert!(said.ends_with("[0]"), "{body}: {said}");
        let name = |file: &str| {
            let text = shell.get(file);
            let line = text.lines().find(|line| line.trim_start().starts_with("名称:"));
            line.expect("it has a name").to_owned()
        };
        assert_eq!(name("a.yaml"), name("b.yaml"));
        for file in ["a.yaml", "b.yaml"] {
            fs::remove_file(shell.path(file)).expect("it is there");
        }
    }
}

#[test]
fn a_schema_of_somebody_elses_stays() {
    let shell = empty();
    shell.put(SCHEMA, "{}");
    let said = shell.run("new --单位 某局 --年度 2024");
    assert!(said.contains("没有动它") && said.ends_with("[0]"), "{said}");
    assert_eq!(shell.get(SCHEMA), "{}");
}

#[test]
fn forms_of_ones_own_are_named_in_what_to_do_next() {
    let shell = empty();
    shell.run("forms 政府信息公开-2021 -o 模板");
    let said = shell.run("new --单位 某局 --年度 2024 --templates 模板");
    assert!(said.contains("nianbao check 2024.yaml --templates 模板"), "{said}");
    shell.put("模板/政府信息公开-2021/form.yaml", "名称: 坏\n");
    let said = shell
        .run("new --单位 某局 --年度 2025 --格式 政府信息公开-2021 --templates 模板");
    assert!(said.contains("错误[T") && said.ends_with("[1]"), "{said}");
}

/// What a year's report counts.
struct Counts {
    received: u32,
    left: u32,
}

/// Runs commands, and returns them with what each said.
#[track_caller]
fn said(shell: &Shell, lines: &[&str]) -> String {
    lines
        .iter()
        .flat_map(|line| ["$ ", line, "\n", &shell.run(line), "\n"].map(str::to_owned))
        .collect()
}

/// Makes a new file, and returns what else is said of it.
#[track_caller]
fn made(shell: &Shell, line: &str, file: &str) -> String {
    let said = shell.run(line);
    let usual = format!(
        "建好了 {file}\n\
        旁边的 {SCHEMA} 是给编辑器用的，用来补全栏目、显示说明\n\
        下一步：\n  \
        1. 打开 {file}，照里面的说明填写\n  \
        2. nianbao check {file}\n"
    );
    let Some(rest) = said.strip_prefix(&usual) else { panic!("{said}") };
    rest.to_owned()
}

/// Makes a folder with nothing in it.
fn empty() -> Shell {
    let shell = Shell::new();
    fs::remove_file(shell.path("2024.yaml")).expect("it is there");
    shell
}

/// Writes numbers behind the names that ask for them: four requests are answered.
#[track_caller]
fn fill(text: &str, counts: &Counts) -> String {
    let Counts { received, left } = counts;
    let none =
        ["规章: {制发: , 废止: , 现行有效: }", "规章: {制发: 0, 废止: 0, 现行有效: 0}"];
    let one =
        ["文件: {制发: , 废止: , 现行有效: }", "文件: {制发: 1, 废止: 1, 现行有效: 1}"];
    let row = |name: &str, number: u32| {
        [format!("  {name}: {{自然人: ,"), format!("  {name}: {{自然人: {number},")]
    };
    let mut out = text.to_owned();
    let mut put = |from: &str, to: &str| {
        assert_eq!(out.matches(from).count(), 1, "{from}");
        out = out.replace(from, to);
    };
    put(none[0], none[1]);
    put(one[0], one[1]);
    for name in ["行政许可", "行政处罚", "行政强制", "行政事业性收费"]
    {
        put(&format!("  {name}:\n"), &format!("  {name}: 0\n"));
    }
    let done = if *received + *left == 0 { 0 } else { 4 };
    for [from, to] in
        [row("本年新收", *received), row("结转下年度", *left), row("予以公开", done)]
    {
        put(&from, &to);
    }
    put("行政复议: {结果维持: ,", "行政复议: {结果维持: 0,");
    out
}
