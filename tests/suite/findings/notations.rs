//! The ways in which numbers, days and rows may and may not be written.

use insta::assert_snapshot;

use super::{BASE, edited, said};

#[test]
fn marks_for_nothing_become_zero() {
    for mark in ["/", "-", "无", "——", "零"] {
        let said = edited("行政强制: 0", &format!("行政强制: \"{mark}\""));
        assert!(said.contains("[S005] "), "{said}");
        assert_eq!(said.lines().count(), 3, "{said}");
    }
    assert_snapshot!(edited("行政强制: 0", "行政强制: /"), @"
    甲.yaml:21:9: 错误[S005] 这一格写的是“/”，没有发生要写 0 (主动公开.行政强制)
      = 没有发生就写 0；格式不允许空着或画斜线
      + 改为 0
    ");
    assert_snapshot!(edited("上年结转: {自然人: 1}", "上年结转: {自然人: -}"), @"
    甲.yaml:25:15: 错误[S005] 这一格写的是“-”，没有发生要写 0 (申请.上年结转.自然人)
      = 没有发生就写 0；格式不允许空着或画斜线
      + 改为 0
    ");
    assert_snapshot!(edited("行政强制: 0", "行政强制: -"), @"
    甲.yaml:21:9: 错误[S005] 这一格写的是“-”，没有发生要写 0 (主动公开.行政强制)
      = 没有发生就写 0；格式不允许空着或画斜线
      + 改为 0
    ");
}

#[test]
fn inexact_numbers() {
    assert_snapshot!(edited("行政许可: 31", "行政许可: 约20"), @"
    甲.yaml:19:9: 错误[S006] 这里要写确切的数，不能写“约” (主动公开.行政许可)
      = 只写数字，例如 20
    ");
    assert_snapshot!(edited("行政许可: 31", "行政许可: 20余"), @"
    甲.yaml:19:9: 错误[S006] 这里要写确切的数，不能写“余” (主动公开.行政许可)
      = 只写数字，例如 20
    ");
}

#[test]
fn numbers_with_a_unit() {
    assert_snapshot!(edited("行政许可: 31", "行政许可: 12件"), @"
    甲.yaml:19:9: 错误[S006] 这里只写数字，不写“件” (主动公开.行政许可)
      + 改为 12
    ");
    assert_snapshot!(edited("行政事业性收费: 12.75", "行政事业性收费: 12.75万元"), @"
    甲.yaml:22:12: 错误[S006] 这里只写数字，不写“万元” (主动公开.行政事业性收费)
      + 改为 12.75
    ");
    assert_snapshot!(edited("行政事业性收费: 12.75", "行政事业性收费: 127500元"), @"
    甲.yaml:22:12: 错误[S006] 这里只写数字，不写“元” (主动公开.行政事业性收费)
      = 这里的单位是万元，请换算后只写数字
    ");
}

#[test]
fn numbers_that_are_none_of_the_kind() {
    assert_snapshot!(edited("行政许可: 31", "行政许可: 12.0"), @"
    甲.yaml:19:9: 错误[S006] 这里写的是 12.0，要写整数 (主动公开.行政许可)
      + 改为 12
    ");
    assert_snapshot!(edited("行政许可: 31", "行政许可: 3.5"), @"甲.yaml:19:9: 错误[S006] 这里写的是 3.5，要写整数 (主动公开.行政许可)");
    assert_snapshot!(edited("行政许可: 31", "行政许可: -1"), @"甲.yaml:19:9: 错误[S006] 这里写的是 -1，不能是负数 (主动公开.行政许可)");
    assert_snapshot!(edited("行政许可: 31", "行政许可: 12,34"), @"
    甲.yaml:19:9: 错误[S006] “12,34”里的逗号不是按三位分节的，看不出是多少 (主动公开.行政许可)
      = 去掉逗号，只写数字
    ");
    assert_snapshot!(edited("行政许可: 31", "行政许可: 12345678901234567890"), @"甲.yaml:19:9: 错误[S006] “12345678901234567890”位数太多，请核对是不是多打了数字 (主动公开.行政许可)");
    assert_snapshot!(edited("行政许可: 31", "行政许可: 三十一"), @"
    甲.yaml:19:9: 错误[S006] “三十一”不是数 (主动公开.行政许可)
      = 只写数字，例如 20
    ");
}

#[test]
fn numbers_that_are_understood() {
    for number in
        ["1,234", "１２", "１，２３４", "0012", "\"12\"", "'12'", "+12", "12 # 件"]
    {
        let said = edited("行政许可: 31", &format!("行政许可: {number}"));
        assert_eq!(said, "", "{number}");
    }
}

#[test]
fn days_that_are_understood() {
    for day in
        ["2025年1月17日", "2025.1.17", "2025/1/17", "二〇二五年一月十七日", "2025-1-17"]
    {
        assert_eq!(edited("2025-01-17", day), "", "{day}");
    }
}

#[test]
fn days_that_do_not_exist() {
    assert_snapshot!(edited("2025-01-17", "2025-02-30"), @"
    甲.yaml:9:10: 错误[F002] 没有“2025-02-30”这一天 (落款.日期)
      = 日期按年月日的顺序写，例如 2026-01-18 或 2026年1月18日
    ");
    assert_snapshot!(edited("2025-01-17", "18/1/2025"), @"
    甲.yaml:9:10: 错误[F002] “18/1/2025”不是日期 (落款.日期)
      = 日期按年月日的顺序写，例如 2026-01-18 或 2026年1月18日
    ");
    assert_snapshot!(edited("2025-01-17", "明天"), @"
    甲.yaml:9:10: 错误[F002] “明天”不是日期 (落款.日期)
      = 日期按年月日的顺序写，例如 2026-01-18 或 2026年1月18日
    ");
}

#[test]
fn telephones_may_be_a_list() {
    assert_eq!(edited("电话: 0500-33330200", "电话: [0500-33330200, 0500-33330201]"), "");
    assert_snapshot!(edited("电话: 0500-33330200", "电话: {办公室: 0500-33330200}"), @"甲.yaml:8:7: 错误[F011] “联系方式.电话”要写成一个值，这里写的是“名称: 内容” (联系方式.电话)");
}

#[test]
fn rows_as_lists() {
    for row in ["[7, 1, 0, 0, 0, 0]", "[7, 1, 0, 0, 0, 0, 8]", "[７, １, 0, 0, 0, 0]"] {
        assert_eq!(edited("{自然人: 7, 商业企业: 1}", row), "", "{row}");
    }
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "[7, 1, 0, 0]"), @"
    甲.yaml:24:9: 错误[F012] 要写 7 个数，不写合计就写 6 个，这里有 4 个 (申请.本年新收)
      = 依次是：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
    ");
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "[1,007, 1, 0, 0, 0, 0, 0]"), @"
    甲.yaml:24:9: 错误[F012] 要写 7 个数，不写合计就写 6 个，这里有 8 个 (申请.本年新收)
      = 依次是：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
      = 方括号里的逗号把数隔开，1,234 会成为两个数，要写成 1234
    ");
    assert_snapshot!(edited("{制发: 2, 废止: 0, 现行有效: 6}", "[2, 0]"), @"
    甲.yaml:18:12: 错误[F012] 要写 3 个数，这里有 2 个 (主动公开.行政规范性文件)
      = 依次是：制发、废止、现行有效
    ");
}

#[test]
fn bare_number_asks_which_column() {
    assert_snapshot!(edited("本年新收: {自然人: 7, 商业企业: 1}", "本年新收: 8"), @"
    甲.yaml:24:9: 错误[F018] “申请.本年新收”只写了 8，没有说是哪一列 (申请.本年新收)
      = 写明是哪一列，例如 {自然人: 8}
      = 列有：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
    ");
    assert_snapshot!(edited("行政复议: {结果维持: 1, 总计: 1}", "行政复议: 1"), @"
    甲.yaml:33:9: 错误[F018] “复议诉讼.行政复议”只写了 1，没有说是哪一列 (复议诉讼.行政复议)
      = 写明是哪一列，例如 {结果维持: 1}
      = 列有：结果维持、结果纠正、其他结果、尚未审结、总计
    ");
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "{数: 7, 注: 网上提交}"), @"
    甲.yaml:24:9: 错误[F018] “申请.本年新收”要先说是哪一列，再写数和注 (申请.本年新收)
      = 例如 {自然人: {数: 22, 注: 说明}}
      = 列有：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
    ");
    assert_snapshot!(
        edited(
            "    无法提供:\n      本机关不掌握相关政府信息: {自然人: 2}",
            "    无法提供: 2",
        ),
        @"
    甲.yaml:28:11: 错误[F011] “申请.办理结果.无法提供”要分成几项来写，这里写的是一个值 (申请.办理结果.无法提供)
      = 下面可以写：本机关不掌握相关政府信息、没有现成信息需要另行制作、补正后申请内容仍不明确
    "
    );
}

#[test]
fn bare_zero_is_a_row_a_group_or_a_table_of_zeros() {
    let requests = &BASE[BASE.find("申请:\n").expect("it is there")..];
    let requests = &requests[..requests.find("复议诉讼:").expect("it is there")];
    assert_eq!(edited(requests, "申请: 0\n"), "");
    assert_eq!(edited(requests, "申请: {本年新收: 0, 办理结果: 0, 结转下年度: 0}\n"), "");
    assert_eq!(edited(requests, "申请: {结转下年度: 0, 办理结果: , 本年新收: }\n"), "");
    // Nobody may have filled it in yet.
    let reviews = &BASE[BASE.find("复议诉讼:\n").expect("it is there")..];
    let reviews = &reviews[..reviews.find("信息处理费:").expect("it is there")];
    assert_snapshot!(edited(reviews, "复议诉讼: {行政复议: {结果维持: }, 复议后起诉: }\n"), @r#"
    甲.yaml:32:1: 警告[F010] 表“复议诉讼”一个数也没有填，会全部印成 0 (复议诉讼)
      = 请按表填写；全年都没有发生，就整张表只写一行“复议诉讼: 0”
    "#);
}

#[test]
fn remarks() {
    assert_eq!(edited("{制发: 2,", "{制发: {数: 2, 注: 其中修订1件},"), "");
    assert_eq!(edited("自然人: 7", "自然人: {数: 7, 注: 含网上6件}"), "");
    assert_snapshot!(edited("{制发: 2,", "{制发: {注: 其中修订1件},"), @"甲.yaml:18:17: 错误[F011] “主动公开.行政规范性文件.制发”要写成一个数，或 {数: 22, 注: 说明}，这里写的是“名称: 内容” (主动公开.行政规范性文件.制发)");
    assert_snapshot!(edited("{制发: 2,", "{制发: {数: 2, 备注: 其中修订1件},"), @"
    甲.yaml:18:24: 错误[F006] “主动公开.行政规范性文件.制发”下面没有“备注”这一项 (主动公开.行政规范性文件.制发)
      = 这里可以写：数、注
    ");
    assert_snapshot!(edited("{制发: 2,", "{制发: 2（其中修订1件）,"), @"
    甲.yaml:18:17: 错误[S006] 数的后面有说明“其中修订1件”，说明要写在“注”里 (主动公开.行政规范性文件.制发)
      + 改为 {数: 2, 注: 其中修订1件}
    ");
    assert_snapshot!(edited("{制发: 2,", "{制发: 2件 (其中修订1件),"), @"
    甲.yaml:18:17: 错误[S006] 数的后面有说明“其中修订1件”，说明要写在“注”里 (主动公开.行政规范性文件.制发)
      + 改为 {数: 2, 注: 其中修订1件}
    ");
    assert_snapshot!(edited("{自然人: 7, 商业企业: 1}", "[7（网上，6件）, 1, 0, 0, 0, 0]"), @"
    甲.yaml:24:10: 错误[S006] 数的后面有说明“网上，6件”，说明要写在“注”里 (申请.本年新收.自然人)
      + 改为 {数: 7, 注: 网上，6件}
    ");
    let with_a_colon = edited("{制发: 2,", "{制发: 2（修订:1）,");
    assert!(with_a_colon.contains(r#"+ 改为 {数: 2, 注: "修订:1"}"#), "{with_a_colon}");
    assert_snapshot!(edited("信息处理费: {件数: 0,", "信息处理费: {件数: 0（无）,"), @"
    甲.yaml:36:13: 错误[S006] “0（无）”不是数 (信息处理费.件数)
      = 只写数字，例如 20
    ");
}

#[test]
fn money_keeps_its_decimals() {
    for amount in ["0", "12.750000", "4068.208", "1,234.5"] {
        let said = edited("行政事业性收费: 12.75", &format!("行政事业性收费: {amount}"));
        assert_eq!(said, "", "{amount}");
    }
}

#[test]
fn empty_texts_are_left_out() {
    assert_eq!(said(&BASE.replace("简称: 县水利局", "简称: ")), "");
    assert_eq!(said(&BASE.replace("  邮编: 010020\n", "  邮编:\n")), "");
}
