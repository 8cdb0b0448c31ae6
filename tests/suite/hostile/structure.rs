//! Files that are YAML of another kind than ours, or none.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::findings::{BASE, edited, said};

#[test]
fn no_map_at_the_top() {
    for empty in
        ["", "\n\n", " ", "\u{feff}", "# 注\n", "---\n", "---\n...\n", "~", "null"]
    {
        let told = said(empty);
        assert_eq!(told.lines().count(), 2, "{empty:?}: {told}");
        assert!(told.contains("Y011"), "{empty:?}: {told}");
    }
    assert_snapshot!(said("- a\n- b\n"), @r#"
    甲.yaml:1:1: 错误[Y011] 文件最外层应当是“名称: 内容”，这里是一个列表
      = 第一行写明用哪种格式，例如“格式: 政府信息公开-2021”
    "#);
    assert_snapshot!(said("[1, 2]"), @r#"
    甲.yaml:1:1: 错误[Y011] 文件最外层应当是“名称: 内容”，这里是一个列表
      = 第一行写明用哪种格式，例如“格式: 政府信息公开-2021”
    "#);
    assert_snapshot!(said("2024"), @r#"
    甲.yaml:1:1: 错误[Y011] 文件最外层应当是“名称: 内容”，这里是一段文字
      = 第一行写明用哪种格式，例如“格式: 政府信息公开-2021”
    "#);
    assert_snapshot!(said("\"年报\""), @r#"
    甲.yaml:1:1: 错误[Y011] 文件最外层应当是“名称: 内容”，这里是一段文字
      = 第一行写明用哪种格式，例如“格式: 政府信息公开-2021”
    "#);
    assert_snapshot!(said("{}"), @r#"
    甲.yaml:1:1: 错误[F015] 没有写“格式”，不知道按哪一种格式读 (格式)
      = 现有的格式：政府信息公开-2019、政府信息公开-2021、政府网站年报-2018
    "#);
}

#[test]
fn forms_and_years() {
    assert_snapshot!(edited("年度: 2024\n", ""), @r#"
    甲.yaml:1:1: 错误[F010] 缺少“年度” (年度)
      = 请写上“年度”：报告的年度，四位数字
    "#);
    assert_snapshot!(edited("年度: 2024", "年度:"), @r#"
    甲.yaml:2:1: 错误[F010] 缺少“年度” (年度)
      = 请写上“年度”：报告的年度，四位数字
    "#);
    assert_snapshot!(edited("年度: 2024", "年度: 2007"), @r#"
    甲.yaml:2:5: 错误[F014] 格式“政府信息公开-2021”用于 2021 年度及以后，这里的年度是 2007 (年度)
      = 没有用于 2007 年度的格式；现有的格式：政府信息公开-2019、政府信息公开-2021、政府网站年报-2018
    "#);
    assert_snapshot!(edited("年度: 2024", "年度: 二〇二四"), @r#"
    甲.yaml:2:5: 错误[F014] “二〇二四”不是年度 (年度)
      = 年度写四位数字，例如 2025
    "#);
    assert_snapshot!(edited("年度: 2024", "年度: 20240"), @r#"
    甲.yaml:2:5: 错误[F014] “20240”不是年度 (年度)
      = 年度写四位数字，例如 2025
    "#);
    assert_snapshot!(edited("年度: 2024", "年度: [2024]"), @"甲.yaml:2:5: 错误[F011] “年度”要写成一个值，这里写的是列表 (年度)");
    assert_snapshot!(edited("格式: 政府信息公开-2021", "格式: 政府信息公开-2008"), @"
    甲.yaml:1:5: 错误[F015] 没有名为“政府信息公开-2008”的格式 (格式)
      = 是不是想写“政府信息公开-2021”？
      = 2024 年度可以写：格式: 政府信息公开-2021，或 政府网站年报-2018
      = 自己的格式，命令后面要写 --templates 和放着格式的文件夹
    ");
    assert_snapshot!(edited("格式: 政府信息公开-2021", "格式: ../../etc"), @"
    甲.yaml:1:5: 错误[F015] 没有名为“../../etc”的格式 (格式)
      = 2024 年度可以写：格式: 政府信息公开-2021，或 政府网站年报-2018
      = 自己的格式，命令后面要写 --templates 和放着格式的文件夹
    ");
    assert_snapshot!(edited("格式: 政府信息公开-2021", "格式: {甲: 乙}"), @r#"
    甲.yaml:1:5: 错误[F015] “格式”要写成一个名称，不知道按哪一种格式读 (格式)
      = 2024 年度可以写：格式: 政府信息公开-2021，或 政府网站年报-2018
    "#);
}

#[test]
fn anchors_aliases_and_tags() {
    // Each line twice the one above: a small file would be a large tree.
    let mut bomb = "甲0: &a0 [字, 字]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        writeln!(bomb, "甲{level}: &a{level} [*a{below}, *a{below}]").expect("a text");
    }
    let told = said(&bomb);
    assert!(
        told.lines().all(|line| line.contains("Y007") || line.starts_with("  = ")),
        "{told}"
    );
    assert_snapshot!(edited("事实: {信息条数: 268}", "事实: &a {信息条数: 268}\n<<: *a"), @r#"
    甲.yaml:10:5: 错误[Y007] 以“&”开头的内容在 YAML 里是锚点，这里不用锚点
      = 要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它
    甲.yaml:11:5: 错误[Y007] 以“*”开头的内容在 YAML 里是引用别处的别名，这里不用别名
      = 把要引用的内容照写一遍；要写的是文字，就在冒号后面写“|”，文字另起一行
    "#);
    assert_snapshot!(edited("名称: 青禾县水利局", "名称: !!binary aGVsbG8="), @r#"
    甲.yaml:3:10: 错误[Y007] 以“!”开头的内容在 YAML 里是类型标签，这里不用标签
      = 要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它
    "#);
    assert_snapshot!(edited("年度: 2024", "年度: !!python/object:os.system 2024"), @r#"
    甲.yaml:2:5: 错误[Y007] 以“!”开头的内容在 YAML 里是类型标签，这里不用标签
      = 要写的是文字，就在冒号后面写“|”，文字另起一行；不是文字，就删去它
    "#);
}

#[test]
fn several_documents() {
    assert_snapshot!(said(&format!("{BASE}---\n")), @r#"
    甲.yaml:39:1: 错误[Y008] “---”以后是第二份文档，一个文件只能写一份
      = 删去这一行，或者把后面的内容另存为一个文件
    "#);
    assert_snapshot!(said(&format!("{BASE}...\n{BASE}")), @r#"
    甲.yaml:40:1: 错误[Y008] “...”以后是第二份文档，一个文件只能写一份
      = 删去只写着“...”的那一行，或者把后面的内容另存为一个文件
    "#);
    assert_snapshot!(said(&format!("---\n---\n{BASE}")), @r#"
    甲.yaml:2:1: 错误[Y008] “---”以后是第二份文档，一个文件只能写一份
      = 删去这一行，或者把后面的内容另存为一个文件
    "#);
    assert_eq!(said(&format!("---\n{BASE}...\n")), "", "the marks of one are no fault");
    assert_snapshot!(said(&format!("%YAML 1.2\n---\n{BASE}")), @r#"
    甲.yaml:1:1: 错误[Y001] 行首的“%”在 YAML 里是指令，这里不用指令
      = 删去这一行
    "#);
}

#[test]
fn odd_keys() {
    assert_snapshot!(said(&format!("{BASE}\"\": 1\n")), @r#"
    甲.yaml:39:1: 错误[F006] 没有“”这一项
      = 这里可以写：格式、年度、上年文件、单位、标题、网站、联系方式、落款、发布、事实、附注、核实等 21 项
    "#);
    assert_snapshot!(said(&format!("{BASE}: 1\n")), @r#"
    甲.yaml:39:1: 错误[Y001] 冒号前面缺少名称
      = 写成“名称: 内容”
    "#);
    assert_snapshot!(said(&format!("{BASE}true: 1\n")), @r#"
    甲.yaml:39:1: 错误[F006] 没有“true”这一项
      = 这里可以写：格式、年度、上年文件、单位、标题、网站、联系方式、落款、发布、事实、附注、核实等 21 项
    "#);
    assert_snapshot!(said(&format!("{BASE}{}: 1\n", "甲".repeat(300))), @r#"
    甲.yaml:39:1: 错误[F006] 没有“甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲…”这一项
      = 这里可以写：格式、年度、上年文件、单位、标题、网站、联系方式、落款、发布、事实、附注、核实等 21 项
    "#);
    assert_snapshot!(said(&format!("{BASE}? [a, b]\n: 1\n")), @r#"
    甲.yaml:39:3: 错误[Y001] 冒号前面应当是一个名称，这里却是一组内容
      = 冒号前面只写名称；内容写在冒号后面
    "#);
    assert_snapshot!(said(&format!("{BASE}? {{甲: 1}}\n: 1\n")), @r#"
    甲.yaml:39:3: 错误[Y001] 冒号前面应当是一个名称，这里却是一组内容
      = 冒号前面只写名称；内容写在冒号后面
    "#);
}

/// However deep, the program reads no deeper than a form can be.
#[test]
fn nesting_of_every_kind() {
    for depth in [33, 5_000, 100_000] {
        for text in [
            format!("甲: {}{}", "[".repeat(depth), "]".repeat(depth)),
            format!("甲: {}", "[".repeat(depth)),
            format!("甲: {}1{}", "{a: ".repeat(depth), "}".repeat(depth)),
            format!("甲:\n  {}1", "- ".repeat(depth)),
            format!("{}1", "- ".repeat(depth)),
            format!("{}1", "? ".repeat(depth)),
        ] {
            let told = said(&text);
            assert!(
                told.contains("Y009") && told.lines().count() <= 4,
                "{depth}: {told}"
            );
        }
    }
    let mut block = String::new();
    for depth in 0..2_000 {
        writeln!(block, "{}甲:", " ".repeat(depth)).expect("a text can be written");
    }
    assert_snapshot!(said(&block), @r#"
    甲.yaml:33:33: 错误[Y009] 内容嵌套超过 32 层，没有格式需要这么深
      = 检查前面的括号或缩进是不是多了
    "#);
}

#[test]
fn rows_with_too_many_or_too_few_items() {
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "[7, 1]"), @r#"
    甲.yaml:24:9: 错误[F012] 要写 7 个数，不写合计就写 6 个，这里有 2 个 (申请.本年新收)
      = 依次是：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
    "#);
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "[7, 1, 0, 0, 0, 0, 8, 9]"), @r#"
    甲.yaml:24:9: 错误[F012] 要写 7 个数，不写合计就写 6 个，这里有 8 个 (申请.本年新收)
      = 依次是：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
      = 方括号里的逗号把数隔开，1,234 会成为两个数，要写成 1234
    "#);
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "[]"), @r#"
    甲.yaml:24:9: 错误[F012] 要写 7 个数，不写合计就写 6 个，这里有 0 个 (申请.本年新收)
      = 依次是：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
    "#);
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "[[7], 1, 0, 0, 0, 0]"), @"甲.yaml:24:10: 错误[F011] “申请.本年新收.自然人”要写成一个值，这里写的是列表 (申请.本年新收.自然人)");
}

#[test]
fn counts_that_are_none() {
    let count = |text: &str| edited("行政许可: 31", &format!("行政许可: {text}"));
    assert_snapshot!(count("99999999999999999999"), @"甲.yaml:19:9: 错误[S006] “99999999999999999999”位数太多，请核对是不是多打了数字 (主动公开.行政许可)");
    assert_snapshot!(count("-1"), @"甲.yaml:19:9: 错误[S006] 这里写的是 -1，不能是负数 (主动公开.行政许可)");
    assert_snapshot!(count("1.5"), @"甲.yaml:19:9: 错误[S006] 这里写的是 1.5，要写整数 (主动公开.行政许可)");
    assert_snapshot!(count("1e3"), @r#"
    甲.yaml:19:9: 错误[S006] “1e3”不是数 (主动公开.行政许可)
      = 只写数字，例如 20
    "#);
    assert_snapshot!(count("0x1F"), @r#"
    甲.yaml:19:9: 错误[S006] “0x1F”不是数 (主动公开.行政许可)
      = 只写数字，例如 20
    "#);
    assert_snapshot!(count("∞"), @r#"
    甲.yaml:19:9: 错误[S006] “∞”不是数 (主动公开.行政许可)
      = 只写数字，例如 20
    "#);
    assert_snapshot!(count("NaN"), @r#"
    甲.yaml:19:9: 错误[S006] “NaN”不是数 (主动公开.行政许可)
      = 只写数字，例如 20
    "#);
    assert_snapshot!(count(&"9".repeat(5_000)), @"甲.yaml:19:9: 错误[S006] “999999999999999999999999…”位数太多，请核对是不是多打了数字 (主动公开.行政许可)");
    assert_snapshot!(count("31件左右"), @r#"
    甲.yaml:19:9: 错误[S006] 这里要写确切的数，不能写“左右” (主动公开.行政许可)
      = 只写数字，例如 20
    "#);
    let fee =
        |text: &str| edited("行政事业性收费: 12.75", &format!("行政事业性收费: {text}"));
    assert_snapshot!(fee("0.00000000000000000000000000000000001"), @"甲.yaml:22:12: 错误[S006] “0.0000000000000000000000…”位数太多，请核对是不是多打了数字 (主动公开.行政事业性收费)");
    assert_snapshot!(fee("79228162514264337593543950336"), @"甲.yaml:22:12: 错误[S006] “792281625142643375935439…”位数太多，请核对是不是多打了数字 (主动公开.行政事业性收费)");
    assert_eq!(fee("123456789.123456"), "");
    assert_snapshot!(
        edited("{自然人: 7, 商业企业: 1}", "{自然人: 9999999999999999999999999999, 商业企业: 1}"),
        @"甲.yaml:24:15: 错误[S006] “999999999999999999999999…”位数太多，请核对是不是多打了数字 (申请.本年新收.自然人)"
    );
}
