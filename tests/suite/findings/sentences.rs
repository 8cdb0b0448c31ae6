//! What the prose says, against the numbers of the tables.

use insta::assert_snapshot;

use super::{BASE, said};

/// Returns what is said of the base with a text about requests. It has 8 new
/// requests, 1 carried over to it, 7 answered and 2 carried over from it.
#[track_caller]
fn of(prose: &str) -> String {
    let prose = prose.replace('\n', "\n    ");
    let with = format!("总体情况:\n  依申请公开: |\n    {prose}\n");
    assert_eq!(BASE.matches("总体情况:\n").count(), 1);
    said(&BASE.replacen("总体情况:\n", &with, 1))
}

#[test]
fn count_that_is_none_of_its_numbers() {
    assert_snapshot!(of("加强培训。\n2024年共收到申请18件，办结7件。"), @"
    甲.yaml:14:15: 警告[P001] 这里说“收到申请18件”，表里“申请.本年新收.总计”是 8，“申请.本年新收.总计 + 申请.上年结转.总计”是 9，对不上 (总体情况.依申请公开)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.依申请公开: 理由
    ");
    assert_snapshot!(of("全年办结８件。"), @"
    甲.yaml:13:9: 警告[P001] 这里说“办结８件”，表里“申请.办理结果.总计.总计”是 7，对不上 (总体情况.依申请公开)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.依申请公开: 理由
    ");
}

#[test]
fn part_of_a_group_is_not_the_group() {
    let text = BASE.replace(
        "      本机关不掌握相关政府信息: {自然人: 2}",
        "      本机关不掌握相关政府信息: {自然人: 1}\n      没有现成信息需要另行制作: {自然人: 1}",
    );
    let text = text.replacen("年内举办培训2次", "年内无法提供1件", 1);
    assert_snapshot!(said(&text), @"
    甲.yaml:15:15: 警告[P001] 这里说“无法提供1件”，表里“申请.办理结果.无法提供.小计.总计”是 2，对不上 (总体情况.监督保障)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.监督保障: 理由
    ");
}

#[test]
fn nothing_is_claimed_beside_a_number() {
    assert_snapshot!(of("申请全部办结。"), @"
    甲.yaml:13:7: 警告[P003] 这里说“全部办结”，表里“申请.结转下年度.总计”是 2 (总体情况.依申请公开)
      = 改正文字或数
      = 两处范围不同，就在“核实”里写：P003 总体情况.依申请公开: 理由
    ");
    assert_snapshot!(of("2024年未收到政府信息公开申请。"), @"
    甲.yaml:13:10: 警告[P003] 这里说“未收到政府信息公开申请”，表里“申请.本年新收.总计”是 8 (总体情况.依申请公开)
      = 改正文字或数
      = 两处范围不同，就在“核实”里写：P003 总体情况.依申请公开: 理由
    ");
}

#[test]
fn counts_that_may_be_meant_are_silent() {
    for prose in [
        "2024年共收到申请8件。",
        "2024年共受理申请9件，办结7件，结转至2025年2件。",
        "收到申请{{ 申请.本年新收.总计 }}件。",
        "不予公开0件，无法提供2件。",
        "行政复议1件，行政诉讼0件。",
        "均在法定期限内答复。",
    ] {
        assert_eq!(of(prose), "", "{prose}");
    }
}

#[test]
fn vague_counts_are_silent() {
    for prose in
        ["收到申请约18件。", "收到申请近20件。", "收到申请18余件。", "收到申请2万件。"]
    {
        assert_eq!(of(prose), "", "{prose}");
    }
}

#[test]
fn counts_of_other_years_are_silent() {
    for prose in [
        "2023年收到申请18件，2024年收到申请8件。",
        "2024年收到申请8件，去年收到申请18件。",
        "上年收到申请18件。",
        "2024年收到申请8件，同比减少10件。",
    ] {
        assert!(!of(prose).contains("[P0"), "{prose}");
    }
    assert!(of("2023年收到申请8件，2024年收到申请18件。").contains("[P001]"));
    assert!(of("收到申请18件，同比增加10件。").contains("[P001]"));
}

#[test]
fn other_matters_are_silent() {
    for prose in ["申请复议18件。", "办结建议提案18件。", "制发政策文件18件。"]
    {
        assert_eq!(of(prose), "", "{prose}");
    }
}

#[test]
fn trusted_reference_is_not_compared() {
    let prose = "收到申请{{ 事实.信息条数 }}件。";
    assert_eq!(of(prose), "");
}

#[test]
fn samples_of_zeros_are_silent() {
    let text = include_str!("../../../examples/quanzhou-2021/2021.yaml");
    let said = said(text);
    assert!(!said.contains("[P0"), "{said}");
}
