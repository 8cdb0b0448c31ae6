//! Numbers that do not add up: one cause, one finding.

use insta::assert_snapshot;

use super::{BASE, edited, said};

#[test]
fn wrong_total_of_a_row() {
    assert_snapshot!(
        edited("    予以公开: {自然人: 4, 商业企业: 1}", "    予以公开: {自然人: 4, 商业企业: 1, 总计: 4}"),
        @"
    甲.yaml:27:33: 错误[S001] “予以公开”这一行：自然人 4 + 商业企业 1 = 5，“总计”写的是 4 (申请.办理结果.予以公开.总计)
      = 请核对这几个数；不写“总计”，程序会自己算
    "
    );
}

#[test]
fn wrong_total_of_a_column() {
    assert_snapshot!(edited("总计: {自然人: 6, 商业企业: 1}", "总计: {自然人: 8, 商业企业: 1}"), @"
    甲.yaml:30:15: 错误[S001] “自然人”这一列：予以公开 4 + 本机关不掌握相关政府信息 2 = 6，“总计”写的是 8；“自然人”这一列的勾稽关系也差 2，看来“总计”应为 6 (申请.办理结果.总计.自然人)
      = 请核对这几个数；不写“总计”，程序会自己算
    ");
}

#[test]
fn total_left_at_zero() {
    assert_snapshot!(edited("{结果维持: 1, 总计: 1}", "{结果维持: 6, 结果纠正: 1, 总计: 0}"), @"
    甲.yaml:33:32: 错误[S004] “行政复议”的“总计”写成了 0，而结果维持 6 + 结果纠正 1 = 7 (复议诉讼.行政复议.总计)
      = 请改成 7，或者删去“总计”让程序算
    ");
}

#[test]
fn wrong_cell_that_breaks_its_row_its_column_and_the_relation() {
    let text = BASE
        .replace(
            "    予以公开: {自然人: 4, 商业企业: 1}",
            "    予以公开: [4, 1, 0, 0, 0, 0, 5]",
        )
        .replace("总计: {自然人: 6, 商业企业: 1}", "总计: [6, 1, 0, 0, 0, 0, 7]");
    assert_eq!(said(&text), "");
    assert_snapshot!(said(&text.replace("[4, 1, 0, 0, 0, 0, 5]", "[3, 1, 0, 0, 0, 0, 5]")), @"
    甲.yaml:27:12: 错误[S001] “予以公开”这一行：自然人 3 + 商业企业 1 = 4，“总计”写的是 5；“自然人”这一列也差 1，看来“自然人”的 3 写错了，应为 4 (申请.办理结果.予以公开.自然人)
      = 请对照台账核对这一格；改为 4，这几处就都对上
    ");
}

#[test]
fn requests_in_and_out_differ() {
    assert_snapshot!(edited("本年新收: {自然人: 7,", "本年新收: {自然人: 9,"), @"
    甲.yaml:31:16: 错误[S003] “自然人”这一列：本年新收 9 + 上年结转 1 = 10，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 2 (申请.结转下年度.自然人)
      = 只改一处就能对上的有：“结转下年度”改为 4，“本年新收”改为 7；是哪一处，请对照台账
    ");
}

#[test]
fn requests_in_and_out_differ_in_two_columns() {
    assert_snapshot!(
        edited("本年新收: {自然人: 7, 商业企业: 1}", "本年新收: {自然人: 9, 商业企业: 2}"),
        @"
    甲.yaml:31:3: 错误[S003] “商业企业”这一列：本年新收 2 + 上年结转 0 = 2，办理结果.总计 1 + 结转下年度 0 = 1，两边应当相等，差 1 (申请.结转下年度.商业企业)
      = 是不是漏填了？写上“结转下年度: {商业企业: 1}”，两边就相等
    甲.yaml:31:16: 错误[S003] “自然人”这一列：本年新收 9 + 上年结转 1 = 10，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 2 (申请.结转下年度.自然人)
      = 只改一处就能对上的有：“结转下年度”改为 4，“本年新收”改为 7；是哪一处，请对照台账
    "
    );
}

#[test]
fn forgotten_carry_over_is_proposed() {
    assert_snapshot!(edited("  结转下年度: {自然人: 2}\n", ""), @"
    甲.yaml:23:1: 错误[F010] 没有写“申请.结转下年度”，没有也要写 0 (申请.结转下年度)
      = 到12月31日还没有办结的申请；没有就写 0
      = 按勾稽关系算出来，应当写“结转下年度: {自然人: 2}”
    ");
    assert_snapshot!(edited("  结转下年度: {自然人: 2}\n", "  结转下年度:\n"), @"
    甲.yaml:31:3: 错误[F010] 没有写“申请.结转下年度”，没有也要写 0 (申请.结转下年度)
      = 到12月31日还没有办结的申请；没有就写 0
      = 按勾稽关系算出来，应当写“结转下年度: {自然人: 2}”
    ");
}

#[test]
fn cell_of_the_carry_over_is_proposed() {
    assert_snapshot!(edited("结转下年度: {自然人: 2}", "结转下年度: {商业企业: 0}"), @"
    甲.yaml:31:3: 错误[S003] “自然人”这一列：本年新收 7 + 上年结转 1 = 8，办理结果.总计 6 + 结转下年度 0 = 6，两边应当相等，差 2 (申请.结转下年度.自然人)
      = 是不是漏填了？写上“结转下年度: {自然人: 2}”，两边就相等
    ");
}

#[test]
fn wrong_cell_silences_what_depends_on_it() {
    assert_snapshot!(edited("结转下年度: {自然人: 2}", "结转下年度: {自然人: 两件}"), @"
    甲.yaml:31:16: 错误[S006] “两件”不是数 (申请.结转下年度.自然人)
      = 只写数字，例如 20
    ");
    assert_snapshot!(edited("    予以公开: {自然人: 4,", "    予以公开: {自然人: 4件,"), @"
    甲.yaml:27:17: 错误[S006] 这里只写数字，不写“件” (申请.办理结果.予以公开.自然人)
      + 改为 4
    ");
}

#[test]
fn rules_made_by_a_bureau() {
    assert_snapshot!(edited("规章: {制发: 0,", "规章: {制发: 1,"), @"
    甲.yaml:17:12: 警告[S003] 规章.制发 1 + 规章.废止 0 + 规章.现行有效 0 = 1，应当是 0 (主动公开.规章.制发)
      = 规章只能由国务院部门、省级和设区的市级政府制定，这里一般是 0；其他文件请填“行政规范性文件”
      = 确认无误，就在“核实”里写：S003 主动公开.规章.制发: 理由
    ");
    let government = BASE.replace("类别: 部门", "类别: 政府");
    assert_eq!(said(&government.replace("规章: {制发: 0,", "规章: {制发: 1,")), "");
}

#[test]
fn last_year_s_requests_counted_as_new() {
    assert_snapshot!(edited("  上年结转: {自然人: 1}\n", ""), @"
    甲.yaml:30:16: 错误[S003] “自然人”这一列：本年新收 7 + 上年结转 0 = 7，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 1 (申请.结转下年度.自然人)
      = 是不是漏填了？写上“上年结转: {自然人: 1}”，两边就相等
    ");
}

/// The base with every total written.
fn with_totals() -> String {
    BASE.replace("{自然人: 7, 商业企业: 1}", "[7, 1, 0, 0, 0, 0, 8]")
        .replace("上年结转: {自然人: 1}", "上年结转: [1, 0, 0, 0, 0, 0, 1]")
        .replace("予以公开: {自然人: 4, 商业企业: 1}", "予以公开: [4, 1, 0, 0, 0, 0, 5]")
        .replace("政府信息: {自然人: 2}", "政府信息: [2, 0, 0, 0, 0, 0, 2]")
        .replace("总计: {自然人: 6, 商业企业: 1}", "总计: [6, 1, 0, 0, 0, 0, 7]")
        .replace("结转下年度: {自然人: 2}", "结转下年度: [2, 0, 0, 0, 0, 0, 2]")
}

/// Returns what is said of it with one piece of it replaced.
#[track_caller]
fn with_totals_edited(from: &str, to: &str) -> String {
    let text = with_totals();
    assert_eq!(said(&text), "");
    assert_eq!(text.matches(from).count(), 1, "{text}");
    said(&text.replacen(from, to, 1))
}

#[test]
fn wrong_cell_is_where_its_row_and_the_relation_cross() {
    assert_snapshot!(with_totals_edited("本年新收: [7,", "本年新收: [6,"), @"
    甲.yaml:24:10: 错误[S001] “本年新收”这一行：自然人 6 + 商业企业 1 = 7，“总计”写的是 8；“自然人”这一列的勾稽关系也差 1，看来“自然人”的 6 写错了，应为 7 (申请.本年新收.自然人)
      = 请对照台账核对这一格；改为 7，这几处就都对上
    ");
    assert_snapshot!(with_totals_edited("结转下年度: [2,", "结转下年度: [20,"), @"
    甲.yaml:31:11: 错误[S001] “结转下年度”这一行：只有自然人 20，“总计”写的是 2；“自然人”这一列的勾稽关系也差 18，看来“自然人”的 20 写错了，应为 2 (申请.结转下年度.自然人)
      = 请对照台账核对这一格；改为 2，这几处就都对上
    ");
}

#[test]
fn wrong_total_breaks_its_row_and_the_relation_of_totals() {
    assert_snapshot!(with_totals_edited("本年新收: [7, 1, 0, 0, 0, 0, 8]", "本年新收: [7, 1, 0, 0, 0, 0, 9]"), @"
    甲.yaml:24:28: 错误[S001] “本年新收”这一行：自然人 7 + 商业企业 1 = 8，“总计”写的是 9 (申请.本年新收.总计)
      = 请核对这几个数；不写“总计”，程序会自己算
    ");
    assert_snapshot!(with_totals_edited("总计: [6, 1, 0, 0, 0, 0, 7]", "总计: [6, 1, 0, 0, 0, 0, 6]"), @"
    甲.yaml:30:28: 错误[S001] “总计”这一行：各项加起来是 7，“总计”写的是 6，差 1 (申请.办理结果.总计.总计)
      = 请核对这几个数；不写“总计”，程序会自己算
    ");
}

#[test]
fn swapped_cells_of_a_column_are_one_finding() {
    let text = with_totals().replace("予以公开: [4,", "予以公开: [2,");
    let text = text.replace("政府信息: [2,", "政府信息: [4,");
    assert_snapshot!(said(&text), @"
    甲.yaml:27:12: 错误[S001] “予以公开”这一行：自然人 2 + 商业企业 1 = 3，“总计”写的是 5；“本机关不掌握相关政府信息”这一行也差 2，看来“自然人”这一列“予以公开”的 2 和“本机关不掌握相关政府信息”的 4 写颠倒了 (申请.办理结果.予以公开.自然人)
      = 把这两格的数换过来就都对上；请对照台账核对
    ");
}

#[test]
fn swapped_cells_of_a_row_are_one_finding() {
    assert_snapshot!(with_totals_edited("予以公开: [4, 1,", "予以公开: [1, 4,"), @"
    甲.yaml:27:12: 错误[S001] “自然人”这一列：予以公开 1 + 本机关不掌握相关政府信息 2 = 3，“总计”写的是 6；“商业企业”这一列也差 3，看来“予以公开”这一行“自然人”的 1 和“商业企业”的 4 写颠倒了 (申请.办理结果.予以公开.自然人)
      = 把这两格的数换过来就都对上；请对照台账核对
    ");
}

#[test]
fn swapped_totals_are_one_finding() {
    assert_snapshot!(with_totals_edited("总计: [6, 1,", "总计: [1, 6,"), @"
    甲.yaml:30:10: 错误[S001] “自然人”这一列：予以公开 4 + 本机关不掌握相关政府信息 2 = 6，“总计”写的是 1；“商业企业”这一列、“自然人”这一列的勾稽关系、“商业企业”这一列的勾稽关系也差 5，看来“总计”这一行“自然人”的 1 和“商业企业”的 6 写颠倒了 (申请.办理结果.总计.自然人)
      = 把这两格的数换过来就都对上；请对照台账核对
    ");
}

#[test]
fn swapped_cells_without_totals_are_one_finding() {
    let text = BASE.replace(
        "本年新收: {自然人: 7, 商业企业: 1}",
        "本年新收: {自然人: 1, 商业企业: 7}",
    );
    assert_snapshot!(said(&text), @"
    甲.yaml:24:15: 错误[S003] “自然人”这一列：本年新收 1 + 上年结转 1 = 2，办理结果.总计 6 + 结转下年度 2 = 8，两边应当相等，差 6；“商业企业”这一列的勾稽关系也差 6，看来“本年新收”这一行“自然人”的 1 和“商业企业”的 7 写颠倒了 (申请.本年新收.自然人)
      = 把这两格的数换过来就都对上；请对照台账核对
    ");
}

#[test]
fn several_pairs_that_may_be_swapped_are_listed() {
    let text = with_totals()
        .replace("予以公开: [4, 1, 0, 0, 0, 0, 5]", "予以公开: [4, 2, 0, 0, 0, 0, 6]")
        .replace("政府信息: [2, 0, 0, 0, 0, 0, 2]", "政府信息: [2, 4, 0, 0, 0, 0, 6]")
        .replace("本年新收: [7, 1, 0, 0, 0, 0, 8]", "本年新收: [7, 6, 0, 0, 0, 0, 13]")
        .replace("总计: [6, 1, 0, 0, 0, 0, 7]", "总计: [6, 6, 0, 0, 0, 0, 12]");
    assert_eq!(said(&text), "");
    assert_snapshot!(said(&text.replace("予以公开: [4, 2,", "予以公开: [2, 4,")), @"
    甲.yaml:27:12: 错误[S001] “自然人”这一列：予以公开 2 + 本机关不掌握相关政府信息 2 = 4，“总计”写的是 6；“商业企业”这一列也差 2，看来有两格写颠倒了 (申请.办理结果.予以公开.自然人)
      = 换过来就能对上的有 2 对：“予以公开”这一行“自然人”的 2 和“商业企业”的 4；“本机关不掌握相关政府信息”这一行“自然人”的 2 和“商业企业”的 4；是哪一对，请对照台账
    ");
}

#[test]
fn digits_in_wrong_order_are_likeliest() {
    assert_snapshot!(edited("{结果维持: 1, 总计: 1}", "{结果维持: 21, 结果纠正: 3, 总计: 15}"), @"
    甲.yaml:33:16: 错误[S001] “行政复议”：结果维持 21 + 结果纠正 3 = 24，“总计”写的是 15 (复议诉讼.行政复议.结果维持)
      = 只改一处就能对上的有：“结果维持”改为 12，“总计”改为 24；是哪一处，请对照台账
      = 不写“总计”，程序会自己算
    ");
}

#[test]
fn several_single_changes_that_would_do_are_listed() {
    assert_snapshot!(edited("{结果维持: 1, 总计: 1}", "{结果维持: 6, 结果纠正: 1, 总计: 8}"), @"
    甲.yaml:33:32: 错误[S001] “行政复议”：结果维持 6 + 结果纠正 1 = 7，“总计”写的是 8 (复议诉讼.行政复议.总计)
      = 只改一处就能对上的有：“总计”改为 7，“结果维持”改为 7，“结果纠正”改为 2，“其他结果”改为 1，“尚未审结”改为 1；是哪一处，请对照台账
      = 不写“总计”，程序会自己算
    ");
    assert_snapshot!(edited("{结果维持: 1, 总计: 1}", "{结果维持: 6, 结果纠正: 1, 总计: 5}"), @"
    甲.yaml:33:32: 错误[S001] “行政复议”：结果维持 6 + 结果纠正 1 = 7，“总计”写的是 5 (复议诉讼.行政复议.总计)
      = 只改一处就能对上的有：“总计”改为 7，“结果维持”改为 4；是哪一处，请对照台账
      = 不写“总计”，程序会自己算
    ");
}

#[test]
fn row_left_out_is_one_finding() {
    assert_snapshot!(edited("    予以公开: {自然人: 4, 商业企业: 1}\n", ""), @"
    甲.yaml:29:15: 错误[S001] “自然人”这一列：只有本机关不掌握相关政府信息 2，“总计”写的是 6 (申请.办理结果.总计.自然人)
      = 这几列各少：自然人 4，商业企业 1；是不是漏填了一行？请对照台账
    ");
}

#[test]
fn totals_left_at_zero_are_one_finding() {
    assert_snapshot!(edited("总计: {自然人: 6, 商业企业: 1}", "总计: 0"), @"
    甲.yaml:30:9: 错误[S004] “自然人”这一列的“总计”写成了 0，而予以公开 4 + 本机关不掌握相关政府信息 2 = 6 (申请.办理结果.总计.自然人)
      = 是不是漏填了一行？写上“总计: {自然人: 6, 商业企业: 1}”，这几列就都对上
    ");
}

#[test]
fn two_wrong_cells_are_two_findings() {
    let text = with_totals().replace("予以公开: [4, 1,", "予以公开: [3, 1,");
    assert_snapshot!(said(&text.replace("政府信息: [2, 0,", "政府信息: [2, 3,")), @"
    甲.yaml:27:12: 错误[S001] “予以公开”这一行：自然人 3 + 商业企业 1 = 4，“总计”写的是 5；“自然人”这一列也差 1，看来“自然人”的 3 写错了，应为 4 (申请.办理结果.予以公开.自然人)
      = 请对照台账核对这一格；改为 4，这几处就都对上
    甲.yaml:29:25: 错误[S001] “本机关不掌握相关政府信息”这一行：自然人 2 + 商业企业 3 = 5，“总计”写的是 2；“商业企业”这一列也差 3，看来“商业企业”的 3 写错了，应为 0 (申请.办理结果.无法提供.本机关不掌握相关政府信息.商业企业)
      = 请对照台账核对这一格；改为 0，这几处就都对上
    ");
    assert_snapshot!(with_totals_edited("予以公开: [4, 1,", "予以公开: [3, 4,"), @"
    甲.yaml:27:12: 错误[S001] “自然人”这一列：予以公开 3 + 本机关不掌握相关政府信息 2 = 5，“总计”写的是 6；看来“予以公开”的 3 写错了，应为 4 (申请.办理结果.予以公开.自然人)
      = 请对照台账核对这一格；改为 4，就都对上
    甲.yaml:27:15: 错误[S001] “商业企业”这一列：只有予以公开 4，“总计”写的是 1；看来“予以公开”的 4 写错了，应为 1 (申请.办理结果.予以公开.商业企业)
      = 请对照台账核对这一格；改为 1，就都对上
    ");
}

#[test]
fn wrong_cell_beside_a_wrong_total() {
    let text = with_totals().replace("予以公开: [4, 1,", "予以公开: [3, 1,");
    assert_snapshot!(said(&text.replace("结转下年度: [2, 0, 0, 0, 0, 0, 2]", "结转下年度: [2, 0, 0, 0, 0, 0, 4]")), @"
    甲.yaml:27:12: 错误[S001] “予以公开”这一行：自然人 3 + 商业企业 1 = 4，“总计”写的是 5；“自然人”这一列也差 1，看来“自然人”的 3 写错了，应为 4 (申请.办理结果.予以公开.自然人)
      = 请对照台账核对这一格；改为 4，这几处就都对上
    甲.yaml:31:29: 错误[S001] “结转下年度”这一行：只有自然人 2，“总计”写的是 4 (申请.结转下年度.总计)
      = 请核对这几个数；不写“总计”，程序会自己算
    ");
}

#[test]
fn amount_with_more_decimals_than_money_has() {
    assert_snapshot!(edited("收费: 12.75", "收费: 12.7500005"), @"
    甲.yaml:22:12: 错误[S007] “行政事业性收费”写的是 12.7500005，单位是万元，小数最多 6 位（到分） (主动公开.行政事业性收费)
      = 请按原来的元数重算：除以 10000，不要四舍五入
    ");
    for exact in ["12.750005", "12", "12.7500000", "316441"] {
        assert_eq!(edited("收费: 12.75", &format!("收费: {exact}")), "", "{exact}");
    }
}

#[test]
fn amount_too_large_for_a_town() {
    let town = BASE.replace("类别: 部门", "类别: 乡镇街道");
    let amount = |amount: &str| said(&town.replace("12.75", amount));
    assert_snapshot!(amount("127500"), @"
    甲.yaml:22:12: 警告[S007] “行政事业性收费”写的是 127500，单位是万元，乡镇街道一般没有这么多，是不是按“元”填的 (主动公开.行政事业性收费)
      = 按元填的，除以 10000，写 12.75
      = 确实是这个数，就在“核实”里写：S007 主动公开.行政事业性收费: 理由
    ");
    for amount_that_occurs in ["9999", "12750.5"] {
        assert_eq!(amount(amount_that_occurs), "", "{amount_that_occurs}");
    }
}

#[test]
fn a_report_of_zeros_is_a_report() {
    let start = BASE.find("主动公开:\n  规章").expect("it is there");
    let end = BASE.find("问题与改进").expect("it is there");
    for tables in [
        "主动公开: {规章: [0, 0, 0], 行政规范性文件: [0, 0, 0], 行政许可: 0, 行政处罚: 0, 行政强制: 0, 行政事业性收费: 0}\n申请: 0\n复议诉讼: 0\n",
        "主动公开: {规章: [0, 0, 0], 行政规范性文件: [0, 0, 0], 行政许可: 0, 行政处罚: 0, 行政强制: 0, 行政事业性收费: 0}\n申请: {本年新收: 0, 上年结转: [0, 0, 0, 0, 0, 0, 0], 办理结果: {予以公开: 0, 总计: 0}, 结转下年度: 0}\n复议诉讼: {行政复议: [0, 0, 0, 0, 0], 复议后起诉: {总计: 0}}\n",
    ] {
        for kind in ["类别: 部门", "类别: 政府"] {
            let text = format!("{}{tables}{}", &BASE[..start], &BASE[end..]);
            assert_eq!(said(&text.replace("类别: 部门", kind)), "", "{tables}");
        }
    }
}

#[test]
fn numbers_that_may_be_so_are_silent() {
    for (from, to) in [
        // Fewer in force than made, and licences beside nothing.
        ("{制发: 2, 废止: 0, 现行有效: 6}", "{制发: 9, 废止: 4, 现行有效: 6}"),
        ("行政许可: 31", "行政许可: 128463"),
        // Remarks in cells, and decimals of any length.
        (
            "{结果维持: 1, 总计: 1}",
            "{结果维持: {数: 1, 注: 含上年1件}, 总计: {数: 1, 注: 略}}",
        ),
        ("行政事业性收费: 12.75", "行政事业性收费: 12.750000"),
        // Totals left out, in full or in part, and not yet decided.
        ("{结果维持: 1, 总计: 1}", "{结果维持: 1, 尚未审结: 3}"),
        ("    总计: {自然人: 6, 商业企业: 1}\n", ""),
        ("    总计: {自然人: 6, 商业企业: 1}\n", "    总计: {自然人: 6}\n"),
        ("    总计: {自然人: 6, 商业企业: 1}\n", "    总计:\n"),
        // No fee, and a fee of fewer yuan than its cases would bring is no sum.
        ("信息处理费: {件数: 0, 金额: 0}\n", ""),
        ("信息处理费: {件数: 0, 金额: 0}", "信息处理费: {件数: 2, 金额: 400}"),
    ] {
        assert_eq!(edited(from, to), "", "{to}");
    }
}

#[test]
fn every_number_wrong_is_told_line_by_line() {
    let mut text = with_totals();
    for (from, to) in [
        ("[7, 1, 0, 0, 0, 0, 8]", "[71, 12, 3, 4, 5, 6, 700]"),
        ("[1, 0, 0, 0, 0, 0, 1]", "[11, 22, 33, 44, 55, 66, 777]"),
        ("[4, 1, 0, 0, 0, 0, 5]", "[14, 15, 16, 17, 18, 19, 888]"),
        ("[2, 0, 0, 0, 0, 0, 2]", "[24, 25, 26, 27, 28, 29, 999]"),
        ("[6, 1, 0, 0, 0, 0, 7]", "[64, 91, 67, 51, 86, 83, 1234]"),
    ] {
        text = text.replace(from, to);
    }
    let said = said(&text);
    assert_eq!(said.matches("[S001]").count(), 7, "{said}");
    assert_eq!(said.matches("[S003]").count(), 7, "{said}");
}

#[test]
fn amounts_in_other_units_are_silent() {
    // 信息处理费 is in 元: it is no measure of 收费, nor has it its limits.
    let fee = "信息处理费: {件数: 3, 金额: 127500}";
    assert_eq!(edited("信息处理费: {件数: 0, 金额: 0}", fee), "");
}

#[test]
fn prose_that_gives_the_right_total_is_told_with_the_wrong_one() {
    let text = BASE.replace("商业企业: 1}\n  上年", "商业企业: 1, 总计: 10}\n  上年");
    let said_of = |count: &str| {
        let claim = format!("全年收到申请{count}件。");
        said(&text.replace("{{ 事实.信息条数 }}条。", &claim))
    };
    assert_snapshot!(said_of("8"), @"
    甲.yaml:24:31: 错误[S001] “本年新收”这一行：自然人 7 + 商业企业 1 = 8，“总计”写的是 10 (申请.本年新收.总计)
      = 请核对这几个数；不写“总计”，程序会自己算
    ");
    assert_eq!(said_of("10"), said_of("8"));
    assert!(said_of("12").contains("警告[P001]"));
}
