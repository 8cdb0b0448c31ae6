//! This year's numbers against last year's report.

use std::fmt::Write as _;

use insta::assert_snapshot;
use nianbao::diagnostic::short;
use nianbao::source::Source;

use super::{BASE, last_year};
use crate::reports::OFFICE;

/// Last year's numbers in the edition before this year's.
fn trial() -> String {
    let text = include_str!("../../../examples/2019/2020.yaml");
    text.replace(", 邮箱: bgs@wlj.qinghe.example", "")
}

#[test]
fn numbers_that_follow_from_last_year_are_silent() {
    assert_eq!(said(BASE, &last_year()), "");
}

#[test]
fn carried_over_differs_from_last_year() {
    let last = last_year()
        .replace("本年新收: {自然人: 7,", "本年新收: {自然人: 9,")
        .replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 3}");
    assert_snapshot!(said(BASE, &last), @"
    甲.yaml:25:15: 警告[K001] “自然人”这一列：上年结转写 1，去年年报的“结转下年度”是 3，两个数应当相等 (申请.上年结转.自然人)
      > 去年.yaml:31:16 3
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    ");
}

#[test]
fn several_columns_are_one_finding() {
    let last = last_year()
        .replace(
            "本年新收: {自然人: 7, 商业企业: 1}",
            "本年新收: {自然人: 9, 商业企业: 3}",
        )
        .replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 3, 商业企业: 2}");
    assert_snapshot!(said(BASE, &last), @"
    甲.yaml:25:15: 警告[K001] 上年结转和去年年报的“结转下年度”应当相等，有 2 列不等：自然人写 1，去年 3；商业企业没有写（算作 0），去年 2 (申请.上年结转.自然人)
      > 去年.yaml:31:16 3
      > 甲.yaml:25:3 0
      > 去年.yaml:31:25 2
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    ");
}

#[test]
fn carried_over_left_out_is_told_at_its_table() {
    let this = BASE
        .replace("  上年结转: {自然人: 1}\n", "")
        .replace("本年新收: {自然人: 7,", "本年新收: {自然人: 8,");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:23:1: 警告[K001] “自然人”这一列：上年结转没有写（算作 0），去年年报的“结转下年度”是 1，两个数应当相等 (申请.上年结转.自然人)
      > 去年.yaml:31:16 1
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    ");
}

#[test]
fn one_wrong_number_is_told_where_this_year_s_sums_break() {
    let this = BASE.replace("上年结转: {自然人: 1}", "上年结转: {自然人: 4}");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:25:15: 错误[S003] “自然人”这一列：本年新收 7 + 上年结转 4 = 11，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 3；“自然人”这一列和去年的年报也差 3，看来“上年结转”的 4 写错了，应为 1 (申请.上年结转.自然人)
      > 甲.yaml:24:15 7
      > 甲.yaml:30:15 6
      > 甲.yaml:31:16 2
      > 去年.yaml:31:16 1
      = 请对照台账核对这一格；改为 1，这几处就都对上
      = 去年的年报里“申请.结转下年度”是 1
    ");
}

#[test]
fn proposal_that_last_year_does_not_bear_out_is_taken_back() {
    let this = BASE
        .replace("  结转下年度: {自然人: 2}\n", "")
        .replace("上年结转: {自然人: 1}", "上年结转: {自然人: 4}");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:23:1: 错误[F010] 没有写“申请.结转下年度”，没有也要写 0 (申请.结转下年度)
      = 到12月31日还没有办结的申请；没有就写 0
    甲.yaml:25:15: 警告[K001] “自然人”这一列：上年结转写 4，去年年报的“结转下年度”是 1，两个数应当相等 (申请.上年结转.自然人)
      > 去年.yaml:31:16 1
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    甲.yaml:30:15: 错误[S003] “自然人”这一列：本年新收 7 + 上年结转 4 = 11，办理结果.总计 6 + 结转下年度 0 = 6，两边应当相等，差 5 (申请.办理结果.总计.自然人)
      > 甲.yaml:24:15 7
      > 甲.yaml:25:15 4
    ");
}

#[test]
fn stock_that_does_not_follow_is_a_note() {
    let last = last_year().replace("现行有效: 4", "现行有效: 5");
    assert_snapshot!(said(BASE, &last), @"
    甲.yaml:18:33: 提示[K001] 去年的行政规范性文件.现行有效 5 + 行政规范性文件.制发 2 - 行政规范性文件.废止 0 = 7，行政规范性文件.现行有效写 6，差 1 (主动公开.行政规范性文件.现行有效)
      > 去年.yaml:18:33 5
      > 甲.yaml:18:17 2
      > 甲.yaml:18:24 0
      = 如果是集中清理的结果，可以不管
    ");
}

#[test]
fn stock_of_doubted_numbers_is_no_second_finding() {
    let this = BASE.replace("规章: {制发: 0,", "规章: {制发: 1,");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:17:12: 警告[S003] 规章.制发 1 + 规章.废止 0 + 规章.现行有效 0 = 1，应当是 0 (主动公开.规章.制发)
      > 甲.yaml:17:19 0
      > 甲.yaml:17:28 0
      = 规章只能由国务院部门、省级和设区的市级政府制定，这里一般是 0；其他文件请填“行政规范性文件”
      = 确认无误，就在“核实”里写：S003 主动公开.规章.制发: 理由
    ");
}

#[test]
fn wrong_number_is_silent_across_years() {
    let this = BASE.replace("上年结转: {自然人: 1}", "上年结转: {自然人: 一件}");
    let said = said(&this, &last_year());
    assert!(said.contains("[S006]") && !said.contains("[K001]"), "{said}");
}

#[test]
fn file_of_another_year_is_not_compared() {
    let last = last_year()
        .replace("年度: 2023", "年度: 2022")
        .replace("现行有效: 4", "现行有效: 5");
    assert_eq!(said(BASE, &last), "");
}

#[test]
fn earlier_edition_is_compared_where_its_names_agree() {
    let this =
        BASE.replace("年度: 2024", "年度: 2021").replace("2025-01-17", "2022-01-17");
    assert_eq!(said(&this, &trial()), "");
    let last = trial()
        .replace("上年结转: {自然人: 1}", "上年结转: {自然人: 2}")
        .replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 2}");
    assert_snapshot!(said(&this, &last), @"
    甲.yaml:25:15: 警告[K001] “自然人”这一列：上年结转写 1，去年年报的“结转下年度”是 2，两个数应当相等 (申请.上年结转.自然人)
      > 去年.yaml:44:16 2
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
    ");
}

#[test]
fn number_with_a_digit_too_many() {
    let this = BASE.replace("行政许可: 31", "行政许可: 310");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:19:9: 提示[K003] “行政许可”去年是 31，今年写 310，是去年的 10 倍 (主动公开.行政许可)
      > 去年.yaml:19:9 去年
      = 请确认没有多打一位；没有错的不用理会
    ");
}

#[test]
fn number_that_jumped_between_editions() {
    let last = trial()
        .replace("本年新收: [6,", "本年新收: [16,")
        .replace("予以公开: {自然人: 3,", "予以公开: {自然人: 13,");
    let this = BASE
        .replace("年度: 2024", "年度: 2021")
        .replace("2025-01-17", "2022-01-17")
        .replace("本年新收: {自然人: 7,", "本年新收: {自然人: 167,")
        .replace("予以公开: {自然人: 4,", "予以公开: {自然人: 164,")
        .replace("总计: {自然人: 6,", "总计: {自然人: 166,");
    assert_snapshot!(said(&this, &last), @"
    甲.yaml:24:15: 提示[K003] 有 2 个数是去年的 10 倍以上：本年新收.自然人 16 → 167，办理结果.予以公开.自然人 13 → 164 (申请)
      > 甲.yaml:27:17 去年 13
      = 请确认没有多打一位；没有错的不用理会
    ");
}

#[test]
fn jumps_of_a_table_are_one_finding() {
    let this = BASE
        .replace("行政许可: 31", "行政许可: 390")
        .replace("行政事业性收费: 12.75", "行政事业性收费: 1275");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:19:9: 提示[K003] 有 2 个数是去年的 10 倍以上：行政许可 31 → 390，行政事业性收费 12.75 → 1275 (主动公开)
      > 甲.yaml:22:12 去年 12.75
      = 请确认没有多打一位；没有错的不用理会
    ");
}

#[test]
fn jump_in_a_broken_sum_is_told_there() {
    let last = last_year()
        .replace("自然人: 7", "自然人: 17")
        .replace("自然人: 4", "自然人: 14")
        .replace("自然人: 6", "自然人: 16");
    let this = BASE.replace("本年新收: {自然人: 7,", "本年新收: {自然人: 170,");
    assert_snapshot!(said(&this, &last), @r#"
    甲.yaml:31:16: 错误[S003] “自然人”这一列：本年新收 170 + 上年结转 1 = 171，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 163 (申请.结转下年度.自然人)
      > 甲.yaml:24:15 应为 7？
      > 甲.yaml:25:15 1
      > 甲.yaml:30:15 6
      = 只改一处就能对上的有：“结转下年度”改为 165，“本年新收”改为 7；是哪一处，请对照台账
      = “本年新收.自然人”去年是 17，今年写 170，先看是不是多打了一位
    "#);
}

#[test]
fn growth_is_silent() {
    let small = BASE.replace("行政处罚: 4", "行政处罚: 400");
    assert_eq!(said(&small, &last_year()), "");
    let large = BASE.replace("行政许可: 31", "行政许可: 309");
    assert_eq!(said(&large, &last_year()), "");
    let shrunk = BASE.replace("行政许可: 31", "行政许可: 1");
    assert_eq!(said(&shrunk, &last_year()), "");
}

#[test]
fn table_of_last_year() {
    // 2 requests from the year before, 2 to the next.
    let level = |text: &str| {
        text.replace("本年新收: {自然人: 7,", "本年新收: {自然人: 6,")
            .replace("上年结转: {自然人: 1}", "上年结转: {自然人: 2}")
    };
    let of_last_year = |text: &str| {
        level(text)
            .replace("年度: 2024", "年度: 2023")
            .replace("2025-01-17", "2024-01-17")
    };
    let last = of_last_year(BASE).replace("现行有效: 6", "现行有效: 4");
    assert_snapshot!(said(&level(BASE), &last), @"
    甲.yaml:23:1: 提示[K003] “收到和处理政府信息公开申请情况”的数和去年完全一样 (申请)
      = 请确认不是忘了改；确实一样的不用理会
    ");
    let again = |text: &str| {
        text.replace("结果维持: 1, 总计: 1", "结果维持: 1, 结果纠正: 1, 总计: 2")
    };
    assert_snapshot!(said(&again(BASE), &again(&last_year())), @"
    甲.yaml:32:1: 提示[K003] “政府信息公开行政复议、行政诉讼情况”的数和去年完全一样 (复议诉讼)
      = 请确认不是忘了改；确实一样的不用理会
    ");
}

#[test]
fn table_of_last_year_is_why_nothing_follows() {
    let last = BASE
        .replace("年度: 2024", "年度: 2023")
        .replace("2025-01-17", "2024-01-17")
        .replace("现行有效: 6", "现行有效: 4");
    assert_snapshot!(said(BASE, &last), @r#"
    甲.yaml:25:15: 警告[K001] “自然人”这一列：上年结转写 1，去年年报的“结转下年度”是 2，两个数应当相等 (申请.上年结转.自然人)
      > 去年.yaml:31:16 2
      = 去年的报告如有更正，请在“核实”里写明
      = 确认无误，就在“核实”里写：K001 申请.上年结转.自然人: 理由
      = 整张表的数都和去年一样，是不是忘了改
    "#);
}

#[test]
fn tables_that_may_be_the_same_are_silent() {
    // One number alone, in 复议诉讼; numbers among which there is a stock.
    let stock = |text: &str| {
        text.replace("{制发: 2, 废止: 0, 现行有效: 4}", "{制发: 0, 废止: 0, 现行有效: 6}")
    };
    let this = BASE.replace("制发: 2", "制发: 0");
    assert_eq!(said(&this, &stock(&last_year())), "");
    let zeros = |text: &str| {
        let from = text.find("申请:\n").expect("the base has the table");
        let to = text.find("复议诉讼:").expect("the base has the table");
        let nothing = "申请: {本年新收: 0, 上年结转: 0, 办理结果: 0, 结转下年度: 0}\n";
        format!("{}{nothing}{}", &text[..from], &text[to..])
    };
    assert_eq!(said(&zeros(BASE), &zeros(&last_year())), "");
}

/// Sentences that are the same, numbers and years apart, and some that are not.
fn prose(year: i16, same: usize, others: &str) -> String {
    const SAME: [&str; 6] = [
        "{年}年举办政务公开培训{数}次。",
        "政府网站设有政府信息公开专栏，",
        "安排专人负责信息发布和更新。",
        "对拟公开的信息逐件进行保密审查。",
        "每季度检查一次公开目录的更新情况。",
        "依法答复公众提出的公开申请。",
    ];
    let number = (year % 100).to_string();
    let line =
        |line: &str| line.replace("{年}", &year.to_string()).replace("{数}", &number);
    let all: String = SAME.iter().take(same).map(|text| line(text)).collect();
    format!("监督保障: {all}{others}")
}

#[test]
fn prose_of_last_year() {
    let with =
        |text: &str, prose: &str| text.replace("监督保障: 年内举办培训2次。", prose);
    let last = with(&last_year(), &prose(2023, 6, ""));
    let this = with(BASE, &prose(2024, 6, "新建了一处政务公开专区。"));
    assert_snapshot!(said(&this, &last), @"
    甲.yaml:15:9: 提示[K005] 正文有 88% 的句子和去年一样（9 句里有 8 句，数字和年份不算）
      = 国办通知点名批评“内容雷同、敷衍塞责”，请看看要不要重写
      = 一句也没有改的：总体情况.综述、总体情况.平台建设、问题与改进
    ");
    let this =
        with(BASE, &prose(2024, 4, "新建了一处政务公开专区。又新增两处政府信息查阅点。"));
    assert_eq!(said(&this, &last), "");
}

#[test]
fn few_sentences_are_not_compared() {
    // The four of the base are the same in both years.
    assert_eq!(said(BASE, &last_year()), "");
}

#[test]
fn amount_filled_in_as_yuan() {
    let this = BASE.replace("行政事业性收费: 12.75", "行政事业性收费: 127500");
    assert_snapshot!(said(&this, &last_year()), @"
    甲.yaml:22:12: 警告[S007] “行政事业性收费”的单位是万元，去年是 12.75，今年写 127500，是不是按“元”填的 (主动公开.行政事业性收费)
      = 按元填的，除以 10000，写 12.75
      = 确实是这个数，就在“核实”里写：S007 主动公开.行政事业性收费: 理由
    ");
    let town = this.replace("类别: 部门", "类别: 乡镇街道");
    assert_snapshot!(said(&town, &last_year()), @"
    甲.yaml:22:12: 警告[S007] “行政事业性收费”写的是 127500，单位是万元，乡镇街道一般没有这么多，是不是按“元”填的 (主动公开.行政事业性收费)
      = 按元填的，除以 10000，写 12.75
      = 确实是这个数，就在“核实”里写：S007 主动公开.行政事业性收费: 理由
      = 去年是 12.75
    ");
}

#[test]
fn amounts_that_change_are_silent() {
    for amount in ["1275", "255100", "0", "0.12", "12.750000"] {
        let this = BASE.replace("收费: 12.75", &format!("收费: {amount}"));
        let said = said(&this, &last_year());
        assert!(!said.contains("[S007]"), "{said}");
    }
    let last = last_year().replace("收费: 12.75", "收费: 0");
    assert_eq!(said(&BASE.replace("收费: 12.75", "收费: 127500"), &last), "");
}

#[test]
fn amounts_of_an_edition_without_them_are_not_compared() {
    let this = BASE
        .replace("年度: 2024", "年度: 2021")
        .replace("2025-01-17", "2022-01-17")
        .replace("收费: 12.75", "收费: 127500");
    assert_eq!(said(&this, &trial()), "");
}

/// Returns what is said of a report after last year's, and where else to look.
#[track_caller]
fn said(this: &str, last: &str) -> String {
    let last = OFFICE.forms.read(&Source::new("去年.yaml", last));
    assert!(!last.has_errors(), "{}", short::render(&last.findings));
    let this = OFFICE.forms.read(&Source::new("甲.yaml", this));
    let mut out = String::new();
    for finding in this.compose(Some(&last), &OFFICE.assets).findings {
        out.push_str(&short::render(std::slice::from_ref(&finding)));
        for related in &finding.related {
            let at = related.span.start();
            let file = related.span.source().name();
            writeln!(out, "  > {file}:{}:{} {}", at.line, at.column, related.label)
                .expect("a text can be written");
        }
        for help in &finding.help {
            writeln!(out, "  = {help}").expect("a text can be written");
        }
    }
    out
}

#[test]
fn mail_of_last_year_that_is_gone() {
    let mail = "电话: 0500-33330200\n  邮箱: slj@qinghe.example";
    let last = last_year().replace("电话: 0500-33330200", mail);
    assert_snapshot!(said(BASE, &last), @"
    甲.yaml:6:3: 提示[F003] 去年的年报有邮箱，今年没有写 (联系方式.邮箱)
      > 去年.yaml:9:7 去年的邮箱
      = 邮箱还用，就写上；不用了可以不理会
    ");
    assert_eq!(said(&BASE.replace("电话: 0500-33330200", mail), &last), "");
}

#[test]
fn of_many_cells_last_year_s_number_and_slips_of_the_hand_are_named() {
    let [this, last] = [
        include_str!("../../../examples/county/2025.yaml"),
        include_str!("../../../examples/county/2024.yaml"),
    ];
    let said_of = |right: &str, wrong: &str| {
        assert_eq!(this.matches(right).count(), 1);
        let said = said(&this.replace(right, wrong), last);
        let lines = said.lines().skip_while(|line| !line.contains("S001"));
        lines.filter(|line| !line.contains("> 甲")).collect::<Vec<_>>().join("\n")
    };
    let number = "政府信息: {自然人: 203,";
    let said_of_number = |wrong: &str| said_of(number, &number.replace("203", wrong));
    assert_snapshot!(said_of_number("196"), @"
    甲.yaml:145:27: 错误[S001] “自然人”这一列：各项加起来是 1107，“总计”写的是 1114，差 7 (申请.办理结果.无法提供.本机关不掌握相关政府信息.自然人)
      = 共有 21 格，改其中任何一格都能对上，最像的是“本机关不掌握相关政府信息”改为 203（它和去年的数一样，是不是忘了改？）；请对照台账
    ");
    assert_snapshot!(said_of_number("230"), @"
    甲.yaml:145:27: 错误[S001] “自然人”这一列：各项加起来是 1141，“总计”写的是 1114，差 27 (申请.办理结果.无法提供.本机关不掌握相关政府信息.自然人)
      = 共有 7 格，改其中任何一格都能对上，最像的是“本机关不掌握相关政府信息”改为 203（是不是数字前后颠倒了？）；请对照台账
    ");
    assert_snapshot!(said_of_number("2003"), @"
    甲.yaml:145:27: 错误[S001] “自然人”这一列：各项加起来是 2914，“总计”写的是 1114，差 1800；看来“本机关不掌握相关政府信息”的 2003 写错了，应为 203 (申请.办理结果.无法提供.本机关不掌握相关政府信息.自然人)
      = 是不是多打了一位？请对照台账核对这一格；改为 203，就都对上
      = “办理结果.无法提供.本机关不掌握相关政府信息.自然人”去年是 196，今年写 2003，先看是不是多打了一位
    ");
    assert_snapshot!(said_of_number("209"), @"
    甲.yaml:158:15: 错误[S001] “自然人”这一列：各项加起来是 1120，“总计”写的是 1114，差 6 (申请.办理结果.总计.自然人)
      = 共有 16 格，改其中任何一格都能对上；请对照台账逐格核对，看有没有漏填的
    ");
    let line = "      补正后申请内容仍不明确: {自然人: 9, 商业企业: 1}\n";
    assert_snapshot!(said_of(line, ""), @"
    甲.yaml:157:15: 错误[S001] “自然人”这一列：各项加起来是 1105，“总计”写的是 1114，差 9 (申请.办理结果.无法提供.补正后申请内容仍不明确.自然人)
      = 是不是漏填了一行？写上“补正后申请内容仍不明确: {自然人: 9, 商业企业: 1}”，这几列就都对上
    ");
    assert_snapshot!(said_of(", 社会公益组织: 2, 法律服务机构: 8, 其他: 3}", "}"), @"
    甲.yaml:145:7: 错误[S001] “社会公益组织”这一列：予以公开 3 + 部分公开 1 = 4，“总计”写的是 6 (申请.办理结果.无法提供.本机关不掌握相关政府信息.社会公益组织)
      = 共有 21 格，改其中任何一格都能对上，最像的是“本机关不掌握相关政府信息”改为 2（去年有数，是不是漏填了？）；请对照台账
    甲.yaml:145:7: 错误[S001] “法律服务机构”这一列：各项加起来是 34，“总计”写的是 42，差 8 (申请.办理结果.无法提供.本机关不掌握相关政府信息.法律服务机构)
      = 共有 21 格，改其中任何一格都能对上，最像的是“本机关不掌握相关政府信息”改为 8（去年有数，是不是漏填了？）；请对照台账
    甲.yaml:145:7: 错误[S001] “其他”这一列：予以公开 5 + 部分公开 1 + 重复申请 1 + 其他 1 = 8，“总计”写的是 11 (申请.办理结果.无法提供.本机关不掌握相关政府信息.其他)
      = 共有 21 格，改其中任何一格都能对上，最像的是“本机关不掌握相关政府信息”改为 3（去年有数，是不是漏填了？）；请对照台账
    ");
}
