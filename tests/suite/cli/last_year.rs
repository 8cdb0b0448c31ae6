//! Last year's file: named on the command line, in the file, or lying beside it.

use insta::assert_snapshot;

use super::{Shell, edited};
use crate::findings::{BASE, last_year};

/// A template that says whether it sees last year.
const TEMPLATE: &str = "# {{ 单位.名称 }}年报

{% if 上年 %}上年收到{{ 上年.申请.本年新收.总计 }}件。{% else %}没有上年。{% endif %}
";

/// The form of the program, with that template.
fn shell() -> Shell {
    let shell = Shell::new();
    let form = include_str!("../../../templates/政府信息公开-2021/form.yaml");
    shell.put("模板/政府信息公开-2021/form.yaml", form);
    shell.put("模板/政府信息公开-2021/report.md", TEMPLATE);
    shell
}

/// Returns the report's second paragraph, and what else is said.
fn sentence(shell: &Shell, arguments: &str) -> String {
    let line = format!(
        "build 2024.yaml --to md -o - --templates 模板 --format short {arguments}"
    );
    let said = shell.run(line.trim_end());
    said.replacen("# 青禾县水利局年报\n\n", "", 1)
}

#[test]
fn no_file_is_no_last_year() {
    assert_snapshot!(sentence(&shell(), ""), @"
    没有上年。
    [0]
    ");
}

#[test]
fn file_on_the_command_line() {
    let shell = shell();
    shell.put("旧/去年.yaml", last_year());
    assert_snapshot!(sentence(&shell, "--last-year 旧/去年.yaml"), @"
    上年收到8件。
    [0]
    ");
    assert_snapshot!(sentence(&shell, "--last-year 旧/没有.yaml"), @"
    [stderr]
    错误: 读不了去年的文件 旧/没有.yaml：没有这个文件或文件夹
    [2]
    ");
}

#[test]
fn folder_on_the_command_line() {
    let shell = shell();
    shell.put(
        "旧/甲.yaml",
        last_year().replace("名称: 青禾县水利局", "名称: 青禾县林业局"),
    );
    shell.put(
        "旧/乙.yaml",
        last_year()
            .replace("自然人: 7", "自然人: 8")
            .replace("自然人: 6", "自然人: 7")
            .replace("自然人: 4", "自然人: 5"),
    );
    shell.put("旧/丙.txt", "不是数据文件");
    assert_snapshot!(sentence(&shell, "--last-year 旧"), @"
    上年收到9件。
    [0]
    ");
}

#[test]
fn folder_without_the_file() {
    let shell = shell();
    shell.put("2024.yaml", BASE);
    shell.put(
        "旧/甲.yaml",
        last_year().replace("名称: 青禾县水利局", "名称: 青禾县林业局"),
    );
    shell.put("旧/乙.yaml", last_year().replace("年度: 2023", "年度: 二〇二三"));
    assert_snapshot!(shell.run("check 2024.yaml --last-year 旧"), @"
    2024.yaml：1 处提示，可以发布
    [stderr]
    提示[F019]: 2024.yaml 的去年文件没有找到：文件夹 旧 里没有“青禾县水利局”2023 年度的
     |
     = 帮助: 去年的数没有核对；单位改过名称的，用“上年文件”写明是哪一份
     = 帮助: 有 1 份看不出是谁的：旧/乙.yaml，先用 nianbao check 检查

    [0]
    ");
}

#[test]
fn file_beside_of_the_year_before() {
    let shell = shell();
    shell.put("2023.yaml", last_year());
    assert_snapshot!(sentence(&shell, ""), @"
    上年收到8件。
    [0]
    ");
    shell.put(
        "2023.yaml",
        last_year().replace("名称: 青禾县水利局", "名称: 青禾县林业局"),
    );
    assert_snapshot!(sentence(&shell, ""), @"
    没有上年。
    [0]
    ");
    // Nobody can tell whose it is, but for its name.
    shell.put("2023.yaml", last_year().replace("年度: 2023", "年度: [2023"));
    assert_snapshot!(sentence(&shell, ""), @"
    没有上年。
    [stderr]
    提示[F019] 2024.yaml 的去年文件 2023.yaml 有 1 处错误，不能用来核对：方括号“[”没有配对的“]”
    [0]
    ");
}

#[test]
fn file_that_the_file_names() {
    let shell = shell();
    shell.put("2024.yaml", edited("年度: 2024", "年度: 2024\n上年文件: 旧/去年.yaml"));
    assert_snapshot!(sentence(&shell, ""), @"
    没有上年。
    [stderr]
    2024.yaml:3:7: 警告[F019] 上年文件“旧/去年.yaml”用不上：没有这个文件或文件夹 (上年文件)
    [0]
    ");
    shell.put("旧/去年.yaml", last_year());
    assert_snapshot!(sentence(&shell, ""), @"
    上年收到8件。
    [0]
    ");
}

#[test]
fn file_of_another_year_is_not_last_year_s() {
    let shell = shell();
    shell.put("旧.yaml", BASE);
    assert_snapshot!(sentence(&shell, "--last-year 旧.yaml"), @"
    没有上年。
    [stderr]
    警告[F019] 2024.yaml 的去年文件 旧.yaml 也是 2024 年度的，应当是 2023 年度的
    [0]
    ");
}

#[test]
fn file_of_another_body_is_used_with_a_word() {
    let shell = shell();
    shell.put("2024.yaml", edited("年度: 2024", "年度: 2024\n上年文件: 旧.yaml"));
    let forestry = last_year().replace("名称: 青禾县水利局", "名称: 青禾县林业局");
    shell.put("旧.yaml", &forestry);
    assert_snapshot!(sentence(&shell, ""), @"
    上年收到8件。
    [stderr]
    2024.yaml:3:7: 提示[F019] 上年文件“旧.yaml”是“青禾县林业局”的，这份是“青禾县水利局”的 (上年文件)
    [0]
    ");
    // Hardly anything follows from it: that it is the wrong file is all there is to say.
    shell.put(
        "旧.yaml",
        forestry
            .replace("本年新收: {自然人: 7,", "本年新收: {自然人: 9,")
            .replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 3}")
            .replace("现行有效: 4", "现行有效: 40"),
    );
    assert_snapshot!(shell.run("check 2024.yaml"), @"
    2024.yaml：1 处警告，可以发布，请先看过警告
    [stderr]
    警告[F019]: 上年文件“旧.yaml”是“青禾县林业局”的，这份是“青禾县水利局”的
     --> 2024.yaml:3:7
      |
    3 | 上年文件: 旧.yaml
      |           ^^^^^^^
      |
      = 帮助: 和那份文件有 2 处该接上的数接不上，多半是拿错了文件
      = 帮助: 改了名称的不用理会，去年的数已经用上；拿错了文件的请改正

    [0]
    ");
}

#[test]
fn what_a_wrong_file_lacks_is_said_of_it() {
    let shell = Shell::new();
    shell.put("2023.yaml", last_year().replace("信息条数: 268", "条数: 268"));
    shell.put(
        "2024.yaml",
        edited("公开的形式还不够多样。", "上年公开{{ 上年.事实.信息条数 }}条。"),
    );
    let said = shell.run("check 2024.yaml --format short");
    assert_snapshot!(said, @"
    2024.yaml：1 处错误，不能发布
    [stderr]
    2024.yaml:38:10: 错误[F016] 去年的文件里没有“事实.信息条数”，这里引用不到 (问题与改进)
    [1]
    ");
}

#[test]
fn prose_may_refer_to_last_year() {
    let shell = Shell::new();
    shell.put("2023.yaml", last_year());
    shell.put(
        "2024.yaml",
        edited("公开的形式还不够多样。", "上年收到{{ 上年.申请.本年新收.总计 }}件。"),
    );
    let said = shell.run("build 2024.yaml --to md -o - --format short");
    assert!(said.contains("上年收到8件。"), "{said}");
    std::fs::remove_file(shell.path("2023.yaml")).expect("it is there");
    assert_snapshot!(shell.run("build 2024.yaml --to md -o - --format short"), @"
    2024.yaml：没有生成
    [stderr]
    2024.yaml:38:10: 错误[F019] 没有能用的去年的文件，这里引用不到“上年” (问题与改进)
    [1]
    ");
}

#[test]
fn file_that_does_not_serve_is_one_finding_however_often_it_is_referred_to() {
    let shell = Shell::new();
    let two = "上年收到{{ 上年.申请.本年新收.总计 }}件，{{ 上年.年度 }}年。";
    let text = edited("公开的形式还不够多样。", two);
    shell.put("2024.yaml", text.replace("举办培训2次", "办{{ 上年.年度 }}场"));
    assert_snapshot!(shell.run("check 2024.yaml --format short"), @"
    2024.yaml：1 处错误，不能发布
    [stderr]
    2024.yaml:15:15: 错误[F019] 没有能用的去年的文件，正文有 3 处引用不到“上年” (总体情况.监督保障)
    [1]
    ");
    shell.put("旧.yaml", BASE);
    assert_snapshot!(shell.run("check 2024.yaml --format short --last-year 旧.yaml"), @r#"
    2024.yaml：1 处错误，不能发布
    [stderr]
    2024.yaml:15:15: 错误[F019] 2024.yaml 的去年文件 旧.yaml 也是 2024 年度的，应当是 2023 年度的；正文有 3 处引用“上年”，印不出来 (总体情况.监督保障)
    [1]
    "#);
    let named =
        shell.get("2024.yaml").replace("年度: 2024", "年度: 2024\n上年文件: 旧.yaml");
    shell.put("2024.yaml", named);
    assert_snapshot!(shell.run("check 2024.yaml"), @r#"
    2024.yaml：1 处错误，不能发布
    [stderr]
    错误[F019]: 上年文件“旧.yaml”也是 2024 年度的，应当是 2023 年度的；正文有 3 处引用“上年”，印不出来
      --> 2024.yaml:3:7
       |
     3 | 上年文件: 旧.yaml
       |           ^^^^^^^
    ...
    16 |   监督保障: 年内办{{ 上年.年度 }}场。
       |                      ---------
    ...
    39 |   上年收到{{ 上年.申请.本年新收.总计 }}件，{{ 上年.年度 }}年。
       |              -----------------------          ---------
       |
       = 帮助: 去年的数没有核对；请换成去年的文件，或者看看是不是这份的“年度”忘了改

    [1]
    "#);
    // Of another edition: its numbers are compared, its names are others.
    let earlier = include_str!("../../../examples/2019/2020.yaml");
    shell.put(
        "2021.yaml",
        shell
            .get("2024.yaml")
            .replace("年度: 2024\n上年文件: 旧.yaml", "年度: 2021")
            .replace("2025-01-17", "2022-01-17"),
    );
    shell.put("2020.yaml", earlier.replace("青禾县文化和旅游局,", "青禾县水利局,"));
    assert_snapshot!(shell.run("check 2021.yaml --format short"), @"
    2021.yaml：1 处错误，1 处提示，不能发布
    [stderr]
    2021.yaml:15:15: 错误[F019] 去年的文件是“政府信息公开-2019”格式的，正文有 3 处引用不到“上年” (总体情况.监督保障)
    2021.yaml:6:3: 提示[F003] 去年的年报有邮箱，今年没有写 (联系方式.邮箱)
    [1]
    ");
}
