//! `nianbao forms`.

use std::fs;

use insta::assert_snapshot;

use super::Shell;

#[test]
fn forms_are_listed() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("forms"), @"
    政府信息公开-2019
        2019—2020 年度　政府信息公开工作年度报告（2019、2020年，试行格式）
    政府信息公开-2021
        2021 年度起　政府信息公开工作年度报告（2021年及以后）
    [0]
    ");
    assert_eq!(shell.run("格式"), shell.run("forms"));
}

#[test]
fn every_path_of_a_form_is_listed() {
    let shell = Shell::new();
    assert_snapshot!("forms_2021", shell.run("forms 政府信息公开-2021"));
}

#[test]
fn form_of_a_folder_is_listed() {
    let shell = Shell::new();
    let folder = crate::reports::root().join("tests/forms");
    let line = format!("forms --templates {}", folder.display());
    let said = shell.run(&line).replace(&folder.display().to_string(), "模板");
    assert_snapshot!(said, @"
    政府信息公开-2019
        2019—2020 年度　政府信息公开工作年度报告（2019、2020年，试行格式）
    政府信息公开-2021
        2021 年度起　政府信息公开工作年度报告（2021年及以后）
    政府网站年报-2018
        2017 年度起　政府网站工作年度报表
        用的是 模板/政府网站年报-2018/form.yaml
    [0]
    ");
    let said = shell.run(&format!("{line} 政府网站年报-2018"));
    assert!(said.contains("报表.信息发布.总数（整数，合计）"), "{said}");
}

#[test]
fn form_that_does_not_exist() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("forms 政府信息公开-2012"), @"
    [stderr]
    错误: 没有名为“政府信息公开-2012”的格式。是不是想写“政府信息公开-2019”？
    [2]
    ");
    assert_snapshot!(shell.run("forms 总结"), @"
    [stderr]
    错误: 没有名为“总结”的格式。现有的格式：政府信息公开-2019、政府信息公开-2021
    [2]
    ");
    assert_snapshot!(shell.run("forms --templates 没有"), @"
    [stderr]
    错误: 读不了模板文件夹 没有：没有这个文件或文件夹
    [2]
    ");
}

#[test]
fn form_is_copied_as_it_is_and_only_once() {
    let shell = Shell::new();
    let line = "forms 政府信息公开-2021 -o 模板";
    assert_snapshot!(shell.run(line), @"
    模板/政府信息公开-2021/form.yaml
    模板/政府信息公开-2021/report.md
    [0]
    ");
    let own = crate::reports::root().join("templates");
    for file in ["政府信息公开-2021/form.yaml", "政府信息公开-2021/report.md"]
    {
        let copied = shell.get(&format!("模板/{file}"));
        assert_eq!(copied, fs::read_to_string(own.join(file)).expect("it is there"));
    }

    shell.put("模板/政府信息公开-2021/report.md", "# 改过的\n");
    assert_snapshot!(shell.run(line), @"
    [stderr]
    错误: 模板/政府信息公开-2021 已经有了，没有动它；请换一个地方
    [2]
    ");
    assert_eq!(shell.get("模板/政府信息公开-2021/report.md"), "# 改过的\n");
    // The folder's form comes before the program's here too.
    shell.run("格式 政府信息公开-2021 -o 另外 --templates 模板");
    assert_eq!(shell.get("另外/政府信息公开-2021/report.md"), "# 改过的\n");
}

#[test]
fn what_all_forms_share_is_copied_with_its_folders() {
    let shell = Shell::new();
    let said = shell.run("forms shared -o 模板");
    assert!(said.contains("模板/shared/layout/table.typ\n"), "{said}");
    let own = crate::reports::root().join("templates/shared");
    for file in ["fonts.yaml", "style.css", "layout/table.typ"] {
        let own = fs::read_to_string(own.join(file)).expect("it is there");
        assert_eq!(shell.get(&format!("模板/shared/{file}")), own, "{file}");
    }
    shell.put("模板/shared/style.css", "p { color: teal }\n");
    let said = shell.run("build 2024.yaml --to html -o - --templates 模板");
    assert!(said.contains("p { color: teal }"), "{said}");
}

#[test]
fn copying_says_what_it_lacks() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("forms -o 模板"), @"
    [stderr]
    错误: 还要写明：<格式>
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    ");
    assert_snapshot!(shell.run("forms 总结 -o 模板"), @"
    [stderr]
    错误: 没有名为“总结”的格式。现有的格式：政府信息公开-2019、政府信息公开-2021
    [2]
    ");
    assert_snapshot!(shell.run("forms 政府信息公开-2021 -o 2024.yaml"), @"
    [stderr]
    错误: 建不了文件夹 2024.yaml：已经有同名的文件
    [2]
    ");
    assert_eq!(shell.files(), ["2024.yaml"]);
}
