//! `nianbao fonts`, with fonts made here: what it says must not depend on the
//! machine.

use insta::assert_snapshot;

use super::Shell;

/// A plan that looks in no folder of the machine.
const PLAN: &str = "\
文件夹: []
角色:
  标题: [小标宋, 粗宋]
  正文: [仿宋, 方舟仿宋, 通用宋]
  一级标题: [黑体]
  二级标题: [楷体]
  表格: [宋体, 通用宋]
  数字: [罗马]
字体:
  小标宋: {文件: [xbs.ttf], 风格: 小标宋}
  粗宋: {文件: [bold.ttf], 风格: 粗宋, 许可: 开源}
  仿宋: {文件: [simfang.ttf], 风格: 仿宋}
  方舟仿宋: {文件: [ark.ttf], 风格: 仿宋, 许可: 开源}
  通用宋: {文件: [common.ttf], 风格: 宋体, 许可: 开源, 收字: 生僻字}
  黑体: {文件: [simhei.ttf], 风格: 黑体}
  楷体: {文件: [simkai.ttf], 风格: 楷体}
  宋体: {文件: [simsun.ttf], 风格: 宋体}
  罗马: {文件: [times.ttf], 风格: 罗马体}
安装:
  各系统:
    - {缺: [标题], 办法: 小标宋要买}
    - {缺: [正文, 二级标题], 办法: 仿宋、楷体从系统里添加}
    - {缺: [生僻字], 办法: 生僻字装通用宋}
";

#[test]
fn fonts_of_each_role_are_listed() {
    let shell = shell();
    shell.put("字体/simfang.ttf", "");
    for (file, family) in [
        ("bold.ttf", "粗宋"),
        ("ark.ttf", "方舟仿宋"),
        ("common.ttf", "通用宋"),
        ("simhei.ttf", "黑体"),
        ("simkai.ttf", "楷体"),
        ("simsun.ttf", "宋体"),
    ] {
        shell.put(&format!("字体/{file}"), font(family));
    }
    let said = run(&shell, "fonts --templates 模板 --fonts 字体");
    assert_snapshot!(said, @"
    标题（小标宋）：粗宋，替代“小标宋”，样子是粗宋，不是小标宋
      字体/bold.ttf
    正文（仿宋）：方舟仿宋，开源的仿宋，替代“仿宋”
      字体/ark.ttf
      没有的字用：通用宋
    一级标题（黑体）：黑体
      字体/simhei.ttf
    二级标题（楷体）：楷体
      字体/simkai.ttf
    表格（宋体）：宋体
      字体/simsun.ttf
      没有的字用：通用宋
    数字（罗马体）：没有专门的字体，用各处中文字体里的

    找到了但是用不了：
      仿宋　字体/simfang.ttf　是空文件

    怎样装字体：
      - 小标宋要买
      - 生僻字装通用宋

    可以生成 PDF；标题用的是别的样子的字体
    [0]
    ");
    assert_eq!(run(&shell, "字体 --templates 模板 --fonts 字体"), said);
}

#[test]
fn roles_without_fonts_make_a_pdf_impossible() {
    let shell = shell();
    shell.put("字体/simkai.ttf", &font("楷体")[..200]);
    shell.put("字体/simhei.ttf", "<html></html>");
    assert_snapshot!(run(&shell, "fonts --templates 模板 --fonts 字体"), @"
    标题（小标宋）：没有字体
    正文（仿宋）：没有字体
    一级标题（黑体）：没有字体
    二级标题（楷体）：没有字体
    表格（宋体）：没有字体
    数字（罗马体）：没有专门的字体，用各处中文字体里的

    找到了但是用不了：
      黑体　字体/simhei.ttf　不是能用的字体文件
      楷体　字体/simkai.ttf　不完整，可能没有复制完

    怎样装字体：
      - 小标宋要买
      - 仿宋、楷体从系统里添加
      - 生僻字装通用宋

    标题、正文、一级标题、二级标题、表格没有字体，生成不了 PDF；--to html,md 不用字体
    [2]
    ");
    assert_snapshot!(run(&shell, "build 2024.yaml --templates 模板 --fonts 字体"), @"
    [stderr]
    错误[L004]: 找不到排标题、正文、一级标题、二级标题、表格的字体，PDF 排不出来
     |
     = 帮助: 小标宋要买
     = 帮助: 仿宋、楷体从系统里添加
     = 帮助: 运行 nianbao fonts，看每种用途现在用的是什么字体
     = 帮助: 不要 PDF 的，用 --to html,md，不用字体

    提示[L004]: 字体“黑体”没有用上：字体/simhei.ttf 不是能用的字体文件
     |
     = 帮助: 重新安装这个字体，或删去这个文件；运行 nianbao fonts 看现在用的是哪些字体

    提示[L004]: 字体“楷体”没有用上：字体/simkai.ttf 不完整，可能没有复制完
     |
     = 帮助: 重新安装这个字体，或删去这个文件；运行 nianbao fonts 看现在用的是哪些字体

    [2]
    ");
    assert!(!shell.path("2024.pdf").exists());
}

#[test]
fn programs_read_the_list_too() {
    let shell = shell();
    for (file, family) in [("ark.ttf", "方舟仿宋"), ("common.ttf", "通用宋")] {
        shell.put(&format!("字体/{file}"), font(family));
    }
    let said = run(&shell, "fonts --templates 模板 --fonts 字体 --format json");
    let json = said.strip_suffix("[2]").expect("roles are missing");
    let list: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
    assert_eq!(list["roles"].as_array().map(Vec::len), Some(6));
    assert_snapshot!(list["roles"][1], @r#"{"role":"正文","style":"仿宋","status":"open","fonts":[{"family":"方舟仿宋","style":"仿宋","file":"字体/ark.ttf","index":0},{"family":"通用宋","style":"宋体","file":"字体/common.ttf","index":0}],"stands_in_for":"仿宋"}"#);
    assert_snapshot!(list["roles"][2], @r#"{"role":"一级标题","style":"黑体","status":"missing","fonts":[],"stands_in_for":null}"#);
    assert_snapshot!(list["advice"], @r#"["小标宋要买","仿宋、楷体从系统里添加","生僻字装通用宋"]"#);
}

#[test]
fn folder_that_is_none_is_told() {
    let shell = shell();
    assert_snapshot!(shell.run("fonts --fonts 无"), @"
    [stderr]
    错误: 用不了字体文件夹 无：没有这个文件或文件夹
    [2]
    ");
    assert_snapshot!(shell.run("build 2024.yaml --fonts 2024.yaml"), @"
    [stderr]
    错误: 用不了字体文件夹 2024.yaml：这不是文件夹
    [2]
    ");
}

#[test]
fn faults_of_the_plan_are_told() {
    let shell = shell();
    shell.put("模板/shared/fonts.yaml", "角色: {正文: [甲]}\n");
    assert_snapshot!(shell.run("fonts --templates 模板"), @"
    [stderr]
    错误[T111]: “字体”里没有“甲”
     --> 模板/shared/fonts.yaml:1:11
      |
    1 | 角色: {正文: [甲]}
      |               ^^
      |
      = 帮助: 先在“字体”里添一项，如 甲: {名称: [甲], 文件: [文件名], 风格: 仿宋}

    [2]
    ");
    shell.put("模板/shared/fonts.yaml", "角色: {正问: [甲]}\n字体: {甲: {文建: [甲]}}\n");
    assert_snapshot!(shell.run("fonts --templates 模板"), @"
    [stderr]
    错误[T101]: 这里没有“文建”这一项，可以写：名称、文件、风格、字重、许可、收字
     --> 模板/shared/fonts.yaml:2:10
      |
    2 | 字体: {甲: {文建: [甲]}}
      |             ^^^^
      |
      = 帮助: 是不是要写“文件”

    错误[T101]: 这里没有“正问”这一项，可以写：标题、正文、一级标题、二级标题、表格、数字
     --> 模板/shared/fonts.yaml:1:6
      |
    1 | 角色: {正问: [甲]}
      |        ^^^^
      |
      = 帮助: 是不是要写“正文”

    [2]
    ");
}

/// Makes a shell with a plan of its own.
fn shell() -> Shell {
    let shell = Shell::new();
    shell.put("模板/shared/fonts.yaml", PLAN);
    shell.put("字体/说明.txt", "");
    shell
}

/// Runs a command, and leaves out where the program lies.
fn run(shell: &Shell, line: &str) -> String {
    let said = shell.run(line);
    let lines = said.lines().filter(|line| !line.contains("程序旁边的文件夹是"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Makes a font file that has a family name and no characters: the list asks for
/// no more.
fn font(family: &str) -> Vec<u8> {
    let name: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = u16::try_from(name.len()).expect("a short name");
    // One record: Windows, Unicode, Chinese, family (OpenType, `name`).
    let record = [0, 1, 18, 3, 1, 0x804, 1, length, 0];
    let mut names: Vec<u8> = record.into_iter().flat_map(u16::to_be_bytes).collect();
    names.extend(name);
    let mut head = vec![0; 54];
    head[..4].copy_from_slice(&[0, 1, 0, 0]);
    head[18..20].copy_from_slice(&1000_u16.to_be_bytes());
    let mut hhea = vec![0; 36];
    hhea[..4].copy_from_slice(&[0, 1, 0, 0]);
    let tables = [
        (b"glyf", vec![0; 4]),
        (b"head", head),
        (b"hhea", hhea),
        (b"maxp", vec![0, 0, 0x50, 0, 0, 1]),
        (b"name", names),
    ];
    let mut file = vec![0, 1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0];
    let mut offset = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        file.extend_from_slice(*tag);
        for number in [0, offset, table.len()] {
            let number = u32::try_from(number).expect("a small file");
            file.extend(number.to_be_bytes());
        }
        offset += table.len();
    }
    file.extend(tables.into_iter().flat_map(|(_, table)| table));
    file
}
