//! Help, and what is said of wrong command lines: in Chinese throughout.

use insta::assert_snapshot;

use super::Shell;

/// What clap says of itself.
const ENGLISH: [&str; 10] = [
    "Usage",
    "Options",
    "OPTIONS",
    "Arguments",
    "Commands",
    "error:",
    "possible values",
    "default:",
    "Print help",
    "tip:",
];

const COMMANDS: [&str; 9] = [
    "build",
    "check",
    "fix",
    "forms",
    "schema",
    "export",
    "fonts",
    "explain",
    "completions",
];

#[test]
fn the_word_help_asks_for_it_too() {
    let shell = Shell::new();
    assert_eq!(shell.run("help"), shell.run("--help"));
    assert_eq!(shell.run("帮助"), shell.run("--help"));
}

#[test]
fn help_is_in_chinese() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("--help"), @"
    年报：把一份 YAML 数据文件变成规范的年度报告（网页、Markdown、PDF）

    用法：nianbao <命令>

    命令:
      new          建一个新的数据文件，可以从去年的文件开始（也可以写 新建）
      build        生成报告（也可以写 生成）
      check        检查数据文件，不生成报告（也可以写 检查）
      fix          改正数据文件里拿得准的问题，改之前先给您看（也可以写 修正）
      import       把 Excel 等表格里的数填进数据文件，改之前先给您看（也可以写 导入）
      forms        列出报告格式，或一种格式的全部栏目；复制一种格式（也可以写 格式）
      schema       输出一种格式的 JSON Schema，编辑器用它补全栏目、显示说明（也可以写 提示）
      export       把表导出成 Excel 工作簿，供填写或核对（也可以写 导出）
      fonts        列出 PDF 的每种用途用哪个字体，缺的怎样装（也可以写 字体）
      explain      说明一个问题代码是什么意思，或列出全部代码（也可以写 说明）
      completions  输出命令行补全脚本（也可以写 补全）

    选项:
      -h, --help     显示帮助
      -V, --version  显示版本

    每个命令的用法：nianbao 命令 --help
    退出码：0 完成（可以有警告）；1 数据文件有错误；2 用法不对，或文件、字体等出了问题
    [0]
    ");
    assert_snapshot!(shell.run("build --help"), @r#"
    生成报告（也可以写 生成）

    用法：nianbao build [选项] <文件>...

    参数:
      <文件>...  数据文件，可以有多个；- 表示从标准输入读

    选项:
          --last-year <文件或文件夹>  去年的数据文件，或存放去年数据文件的文件夹
          --templates <文件夹>        模板文件夹，其中的格式优先于程序自带的
          --format <写法>             问题的写法：text（带原文）、short（每条一行）、html（网页）、json、sarif（供程序读取）
          --all                       列出全部问题；不写时每个文件最多列 50 处
          --deny-warnings             有警告也算不通过（退出码 1）
          --to <种类>                 生成哪几种，用逗号隔开：html、md、pdf，不写就是这三种；fragment
                                      是粘贴到网站后台的片段
      -o, --output <文件夹>           存放到哪个文件夹，不写就放在数据文件旁边；- 表示输出到标准输出
          --tables <写法>             Markdown 里有合并单元格的表：html 照原样，pipe 改成普通的竖线表
          --fonts <文件夹>            字体文件夹，其中的字体优先于系统的
      -h, --help                      显示帮助
    [0]
    "#);
}

#[test]
fn help_of_every_command_is_in_chinese() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("check -h"), @r#"
    检查数据文件，不生成报告（也可以写 检查）

    用法：nianbao check [选项] <文件>...

    参数:
      <文件>...  数据文件，可以有多个；- 表示从标准输入读

    选项:
          --last-year <文件或文件夹>  去年的数据文件，或存放去年数据文件的文件夹
          --templates <文件夹>        模板文件夹，其中的格式优先于程序自带的
          --format <写法>             问题的写法：text（带原文）、short（每条一行）、html（网页）、json、sarif（供程序读取）
          --all                       列出全部问题；不写时每个文件最多列 50 处
          --deny-warnings             有警告也算不通过（退出码 1）
      -o, --output <文件>             把检查结果写到哪个文件，用于 --format
                                      json、sarif、html；不写就输出到标准输出
      -h, --help                      显示帮助

    字体里有没有某个字，各台电脑不同，这里不查；生成 PDF 时先查，有字显示不了就不生成
    [0]
    "#);
    let lines = ["--help", "-h"].map(str::to_owned).into_iter();
    let lines = lines.chain(COMMANDS.map(|command| format!("{command} --help")));
    for line in lines {
        let said = shell.run(&line);
        assert!(said.ends_with("[0]"), "{said}");
        assert_chinese(&said);
    }
}

#[test]
fn wrong_lines_are_explained() {
    let shell = Shell::new();
    for line in [
        "biuld 2024.yaml",
        "build",
        "build 2024.yaml --ot md",
        "build 2024.yaml --to doc",
        "build 2024.yaml --to",
        "build 2024.yaml -o 甲 -o 乙",
        "check 2024.yaml --format xml",
        "check 2024.yaml --deny-warnings=是",
        "forms 甲 乙",
        "completions cmd",
    ] {
        let said = shell.run(line);
        assert!(said.ends_with("[2]"), "{line}: {said}");
        assert_chinese(&said);
    }
    assert_snapshot!(shell.run("biuld 2024.yaml"), @"
    [stderr]
    错误: 没有“biuld”这个命令，是不是想写“build”？
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    ");
    assert_snapshot!(shell.run("build"), @"
    [stderr]
    错误: 还要写明：<文件>...
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    ");
    assert_snapshot!(shell.run("build 2024.yaml --ot md"), @"
    [stderr]
    错误: 没有“--ot”这个选项，是不是想写“--output”？
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    ");
    assert_snapshot!(shell.run("check 2024.yaml --format xml"), @r#"
    [stderr]
    错误: “--format <写法>”不能写“xml”，可以写：text、short、json、sarif、html
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    "#);
    assert_snapshot!(shell.run("check 2024.yaml --deny-warnings=是"), @"
    [stderr]
    错误: “--deny-warnings”后面不写内容
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    ");
    assert_snapshot!(shell.run("forms 甲 乙"), @"
    [stderr]
    错误: 多写了“乙”
    用法见 nianbao --help 或 nianbao 命令 --help
    [2]
    ");
}

#[test]
fn version_is_told() {
    let version = format!("nianbao {}\n[0]", env!("CARGO_PKG_VERSION"));
    assert_eq!(Shell::new().run("--version"), version);
}

#[test]
fn completions_are_written_for_each_shell() {
    let shell = Shell::new();
    for (name, sign) in [
        ("bash", "_nianbao()"),
        ("zsh", "#compdef nianbao"),
        ("fish", "complete -c nianbao"),
    ] {
        let said = shell.run(&format!("completions {name}"));
        assert!(said.contains(sign) && said.ends_with("[0]"), "{said}");
    }
    assert_eq!(shell.run("补全 bash"), shell.run("completions bash"));
}

#[track_caller]
fn assert_chinese(said: &str) {
    for word in ENGLISH {
        assert!(!said.contains(word), "{word} in {said}");
    }
}
