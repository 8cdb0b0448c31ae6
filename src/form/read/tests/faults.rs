//! Every fault of `form-grammar` 7, as `LINE:COL code message | help`.

use insta::assert_snapshot;

use super::{FORM, faults, faults_of, said};
use crate::diagnostic::Family;

#[test]
fn unknown_keys_are_told_once_and_guessed() {
    assert_snapshot!(faults("年度: {自", "年渡: {自"), @"4:1 T101 这里没有“年渡”这一项，可以写：名称、说明、依据、栏目类型、年度、期限、字段、表格、勾稽、跨年、叙述核对、用语 | 是不是要写“年度”");
    assert_snapshot!(faults("勾稽:", "钩稽:"), @"39:1 T101 这里没有“钩稽”这一项，可以写：名称、说明、依据、栏目类型、年度、期限、字段、表格、勾稽、跨年、叙述核对、用语 | 是不是要写“勾稽”");
    assert_snapshot!(faults("表格:", "表各:"), @"13:1 T101 这里没有“表各”这一项，可以写：名称、说明、依据、栏目类型、年度、期限、字段、表格、勾稽、跨年、叙述核对、用语 | 是不是要写“表格”");
    assert_snapshot!(faults("缺省: 0", "缺醒: 0"), @"16:5 T101 这里没有“缺醒”这一项，可以写：标题、缺省、列宽、角标、列、行、部分 | 是不是要写“缺省”");
    assert_snapshot!(faults("合计: 是}}]\n    行", "总和: 是}}]\n    行"), @"19:28 T101 这里没有“总和”这一项，可以写：标签、类型、单位、选项、必填、合计、说明、别名、列");
    assert_snapshot!(faults("级别: 警告", "程度: 警告"), @"41:23 T101 这里没有“程度”这一项，可以写：关系、级别、说明、仅当");
    assert_snapshot!(faults("期限: {部门: 01-31}", "期限: {部们: 01-31}"), @"5:6 T101 这里没有“部们”这一项，可以写：政府、部门、乡镇街道、其他");
}

#[test]
fn the_other_axis_is_no_key_below() {
    assert_snapshot!(faults("          标签: 三、办理结果\n          行:", "          标签: 三、办理结果\n          列:"), @r#"25:11 T101 这里没有“列”这一项，可以写：标签、说明、行 | 在“行”里面，下一层也写“行” | "列" ⇒ "行""#);
}

#[test]
fn fields_below_need_their_key() {
    assert_snapshot!(faults("    字段: {件数: 整数, 金额: {类型: 小数, 单位: 元}}", "    {件数: 整数, 金额: 小数}"), @"
    11:6 T101 这里没有“件数”这一项，可以写：类型、字段、每项、必填、说明、单位、选项
    11:14 T101 这里没有“金额”这一项，可以写：类型、字段、每项、必填、说明、单位、选项 | 下一层的栏目要写在“字段:”里面
    ");
    assert_snapshot!(faults("引言: 正文", "引言:"), @"9:3 T102 “引言”缺少“类型”（或“字段”“每项”）");
}

#[test]
fn missing_keys_are_told_at_the_first_key() {
    assert_snapshot!(faults("名称: 例\n", ""), @"1:1 T102 缺少“名称”");
    assert_snapshot!(faults("年度: {自: 2021}\n", ""), @"1:1 T102 缺少“年度”");
    assert_snapshot!(faults("{自: 2021}", "{}"), @"4:5 T102 缺少“自”");
    assert_snapshot!(faults("句式: 未收费, ", ""), @"48:6 T102 缺少“句式”");
    assert_snapshot!(faults(", 说明: 应写“今年以来”", ""), @"51:6 T102 缺少“说明”");
    assert_snapshot!(said(&faults_of("名称: 例\n年度: {自: 2021}\n表格:\n")), @"3:1 T102 “表格”里要有至少一张表");
}

#[test]
fn bad_names() {
    assert_snapshot!(faults("- {本年新收: 一、本年新收}", "- 一、本年新收"), @"21:9 T103 “一、本年新收”不能作名称：名称只用汉字、字母、数字和下划线，第一个不是数字；印出来的字写在“标签”");
    assert_snapshot!(faults("[秘密, 其他]", "[秘密, 2其他, 小计]"), @"
    27:25 T103 “2其他”不能作名称：名称只用汉字、字母、数字和下划线，第一个不是数字；印出来的字写在“标签”
    27:30 T103 “小计”是程序自己用的名称，请换一个
    ");
    assert_snapshot!(faults("引言: 正文", "上年: 正文"), @"9:3 T103 “上年”是程序自己用的名称，请换一个");
    assert_snapshot!(faults("引言: 正文", "表格: 正文"), @"9:3 T103 “表格”是程序自己用的名称，请换一个");
}

#[test]
fn duplicate_names() {
    assert_snapshot!(faults("[秘密, 其他]", "[秘密, 秘密]"), @r#"27:25 T104 “秘密”在这一层已经有了（第 27 行） | → "秘密""#);
    assert_snapshot!(faults("[自然人, 企业,", "[自然人, {标签: 组织, 列: [企业, 自然人]},"), @r#"19:35 T104 “自然人”在这一层已经有了（第 19 行） | → "自然人""#);
    assert_snapshot!(faults("引言: 正文", "申请: 正文"), @r#"14:3 T104 “申请”在这一层已经有了（第 9 行） | → "申请""#);
    assert_snapshot!(faults("引言: 正文", "单位: 正文"), @"9:3 T104 “单位”是每种格式都有的一项，名称已经用了 | 这里只能给它写“必填”和“说明”；要另加一项，请换一个名称");
    assert_snapshot!(faults("  报表:", "  发布:"), @"
    33:3 T104 “发布”是每种格式都有的一项，表要换一个名称
    41:10 T111 没有“报表”，有：申请、诉讼、引言、费用、格式、年度、上年文件、单位、标题、网站、联系方式、落款等
    ");
    assert_snapshot!(faults("[门户, 部门]", "[门户, 门户]"), @r#"36:32 T104 “门户”在这一层已经有了（第 36 行） | → "门户""#);
}

#[test]
fn parts_share_the_first_step() {
    let text = "名称: 例\n年度: {自: 2021}\n表格:\n  甲:\n    部分:\n      - 列: [丙, 丁]\n        行: [乙]\n      - 列: [丙, 丁]\n        行: [乙]\n";
    assert_snapshot!(said(&faults_of(text)), @r#"9:13 T104 “乙”在这一层已经有了（第 7 行） | → "乙""#);
}

#[test]
fn several_names() {
    assert_snapshot!(faults("- {本年新收: 一、本年新收}", "- {本年新收: 一、本年新收, 本年补正: 又一项}"), @"21:24 T105 一项只能有一个名称，这里有“本年新收”“本年补正”。每项前面要有“-”，还是想写“标签”？");
    assert_snapshot!(faults("{总计: {标签: 总计, 合计: 是}}", "{总计: 总计, 合计: 是}"), @"28:24 T105 一项只能有一个名称，这里有“总计”“合计”。每项前面要有“-”，还是想写“标签”？ | 写成 {总计: {标签: …, 合计: …}}");
}

#[test]
fn nameless_empty_and_misplaced_items() {
    assert_snapshot!(faults("[秘密, 其他]", "[秘密, {标签: 其他}]"), @"27:26 T106 这一层不止一项，每一项都要有名称 | 写成 {名称: {标签: 其他}}");
    assert_snapshot!(faults("[秘密, 其他]", "[]"), @"27:20 T106 组是空的：“不公开”里要有至少一项");
    assert_snapshot!(faults("[秘密, 其他]", "[秘密, [其他]]"), @"27:25 T106 这一项要写名称，或“名称: 标签”");
    assert_snapshot!(faults("    列:\n      - 复议: [维持, 纠正, {总计: {合计: 是}}]", "    标题: 诉讼"), @"30:3 T106 表要有“列”或“行”");
    assert_snapshot!(faults("    列:\n      - 复议: [维持,", "    部分: [{行: [甲]}]\n    列:\n      - 复议: [维持,"), @"32:5 T106 有了“部分”，列、行、角标要写在各部分里");
    assert_snapshot!(faults("    列:\n      - 复议: [维持, 纠正, {总计: {合计: 是}}]", "    部分: []"), @"31:5 T106 “部分”里要有至少一个部分");
}

#[test]
fn unknown_types() {
    assert_snapshot!(faults("引言: 正文", "引言: 数字"), @"9:7 T107 没有“数字”这种类型，有：整数、增减、小数、文字、正文、网址、是否、选项、多选 | 是不是要写“文字”");
    assert_snapshot!(faults("{类型: 网址}", "{类型: 网祉}"), @"35:19 T107 没有“网祉”这种类型，有：整数、增减、小数、文字、正文、网址、是否、选项、多选 | 是不是要写“网址”");
}

#[test]
fn misplaced_types_and_choices() {
    assert_snapshot!(faults("    列:\n      - 复议: [维持, 纠正, {总计: {合计: 是}}]", "    列: [{甲: {类型: 小数}}, 乙]\n    行: [{丙: {类型: 增减}}, 丁]"), @r#"32:14 T108 行“丙”和列“甲”都写了类型，只能写一处 | → "类型""#);
    assert_snapshot!(faults(", 选项: [门户, 部门]", ""), @"36:19 T108 类型“选项”“多选”要写出“选项” | 写成 {类型: 选项, 选项: [甲, 乙]}");
    assert_snapshot!(faults("[门户, 部门]", "[]"), @"36:27 T108 “选项”是空的，要写出有哪几种");
    assert_snapshot!(faults("{类型: 网址}", "{类型: 网址, 选项: [甲]}"), @"35:23 T108 只有类型“选项”“多选”可以写“选项”");
    assert_snapshot!(faults("{类型: 网址}", "{类型: 网址, 单位: 个}"), @"35:23 T108 只有类型“整数”“小数”可以写“单位”");
    assert_snapshot!(faults("{类型: 网址}", "{类型: 正文}"), @"35:19 T108 “正文”只能用在“字段”里，表里可以写“文字”");
    assert_snapshot!(faults("字段: {件数", "类型: 整数\n    字段: {件数"), @"12:5 T108 “类型”“字段”只能写一个");
    assert_snapshot!(faults("[自然人, 企业,", "[自然人, {企业: {必填: 是}},"), @"19:24 T108 “必填”要写在行上");
}

#[test]
fn bad_totals() {
    assert_snapshot!(faults("[自然人, 企业,", "[自然人, {企业: {合计: 是}},"), @r#"19:39 T109 同一层只能有一个合计 | → "合计""#);
    assert_snapshot!(faults("- {访问量: 总访问量}", "- {访问量: {合计: 是}}"), @r#"37:16 T109 合计“访问量”要加的“网址”不是数 | → "网址""#);
    assert_snapshot!(faults("[秘密, 其他]", "[{总数: {合计: 是}}]"), @"27:27 T109 合计“总数”没有要加的项");
    assert_snapshot!(faults("- 公开\n", "- {公开: {类型: 文字}}\n"), @r#"28:29 T109 合计“总计”要加的“公开”不是数 | → "公开""#);
}

#[test]
fn values_outside_their_list() {
    assert_snapshot!(faults("缺省: 0", "缺省: 1"), @"16:9 T110 缺省只能是 0 | 不写“缺省”，每一格都要填");
    assert_snapshot!(faults("必填: 建议", "必填: 要"), @"8:14 T110 “必填”只能是：是、建议、否");
    assert_snapshot!(faults("必填: 是", "必填: 建议"), @"29:35 T110 “必填”只能是：是、否");
    assert_snapshot!(faults("{标签: 总计, 合计: 是}", "{标签: 总计, 合计: 对}"), @"28:33 T110 “合计”只能是：是、否");
    assert_snapshot!(faults("级别: 警告", "级别: 严重"), @"41:27 T110 “级别”只能是：错误、警告、提示");
    assert_snapshot!(faults("类别: [部门]", "类别: [部们]"), @"41:44 T110 “单位.类别”只能是：政府、部门、乡镇街道、其他，没有“部们” | 是不是要写“部门”");
    assert_snapshot!(faults("单位.类别: [部门]", "引言: [部门]"), @"41:36 T110 “引言”不是选项，不能用在“仅当”里");
    assert_snapshot!(faults("{自: 2021}", "2021"), @r#"4:5 T110 “年度”要写成 {自: 年份}，停用的格式再写“至” | "2021" ⇒ "{自: 2021}""#);
    assert_snapshot!(faults("缺省: 0", "列宽: [1, 0, 宽]"), @"
    16:13 T110 列宽只能是大于 0 的数，如 [12.5, 16.5]
    16:16 T110 列宽只能是大于 0 的数，如 [12.5, 16.5]
    ");
    assert_snapshot!(faults("名称: 例", "名称: [例]"), @"1:5 T110 “名称”要写一行文字，这里是列表");
    assert_snapshot!(faults("引言: 正文", "年度: {必填: 否}"), @"9:12 T110 “年度”每份报告都要写，“必填”只能是：是");
}

#[test]
fn paths_that_lead_nowhere() {
    assert_snapshot!(faults("申请.本年新收 +", "申请.本年新受 +"), @"40:8 T111 没有“申请.本年新受”，“申请”下面有：本年新收、上年结转、结果、结转下年度 | 是不是要写“本年新收”");
    assert_snapshot!(faults("申请.本年新收 +", "申请.一、本年新收 +"), @r#"40:8 T111 没有“申请.一、本年新收”，“申请”下面有：本年新收、上年结转、结果、结转下年度 | “一、本年新收”是印出来的字，这里要写名称“本年新收” | "一、本年新收" ⇒ "本年新收""#);
    assert_snapshot!(faults("申请.本年新收 +", "审请.本年新收 +"), @"40:5 T111 没有“审请”，有：申请、诉讼、报表、引言、费用、格式、年度、上年文件、单位、标题、网站、联系方式等 | 是不是要写“申请”");
    assert_snapshot!(faults("申请.本年新收 +", "收到的申请.本年新收 +"), @r#"40:5 T111 没有“收到的申请”，有：申请、诉讼、报表、引言、费用、格式、年度、上年文件、单位、标题、网站、联系方式等 | “收到的申请”是印出来的字，这里要写名称“申请” | "收到的申请" ⇒ "申请""#);
    assert_snapshot!(faults("申请.本年新收 +", "申请.本年新收.个人 +"), @"40:13 T111 没有“申请.本年新收.个人”，“申请.本年新收”下面有：自然人、企业、总计");
    assert_snapshot!(faults("= 上年.申请", "= 上年.申请.上年转结 + 上年.申请"), @"44:21 T111 没有“申请.上年转结”，“申请”下面有：本年新收、上年结转、结果、结转下年度 | 是不是要写“上年结转”");
    assert_snapshot!(faults("费用.金额", "费用.金额.元"), @"48:26 T111 没有“费用.金额.元”，“费用.金额”下面没有别的了");
    assert_snapshot!(faults("单位.类别: [部门]", "单位.类型: [部门]"), @"41:39 T111 没有“单位.类型”，“单位”下面有：名称、简称、类别 | 是不是要写“类别”");
}

#[test]
fn what_rests_on_a_fault_is_not_judged() {
    let text = FORM.replace("- {上年结转: 二、上年结转}", "- 二、上年结转");
    assert_snapshot!(said(&faults_of(&text)), @"22:9 T103 “二、上年结转”不能作名称：名称只用汉字、字母、数字和下划线，第一个不是数字；印出来的字写在“标签”");
}

#[test]
fn terms_that_cannot_be_added() {
    assert_snapshot!(faults("申请.上年结转 = 申请.结果", "申请.上年结转.总计 = 申请.结果"), @r#"40:15 T112 “申请.本年新收”是一行，“申请.上年结转.总计”是一格，不能放在一起算 | → "申请.本年新收""#);
    assert_snapshot!(faults("报表.访问量 >= 0", "报表.网址 >= 0"), @"41:10 T112 “报表.网址”的类型是“网址”，不是数，不能放在一起算");
    assert_snapshot!(faults("费用.金额", "引言"), @"48:20 T112 “引言”的类型是“正文”，不是数，不能放在一起算");
    let text =
        FORM.replace("  报表:", "  别的:\n    列: [甲, 乙]\n    行: [丙, 丁]\n  报表:");
    let text = text.replace("申请.上年结转 = 申请.结果", "别的.丙 = 申请.结果");
    assert_snapshot!(said(&faults_of(&text)), @r#"43:15 T112 “申请.本年新收”和“别的.丙”两行的列不同，不能放在一起算 | → "申请.本年新收""#);
    let text = text.replace("[甲, 乙]", "[甲, {乙: {类型: 文字}}]");
    assert_snapshot!(said(&faults_of(&text)), @"43:15 T112 “别的.丙”里的“乙”不是数，这一行不能放在一起算");
}

#[test]
fn relations_that_cannot_be_read() {
    assert_snapshot!(faults("申请.本年新收 +", "申请.本年新收"), @"40:5 T113 “申请.本年新收 申请.上年结转”之间缺“+”“-”");
    assert_snapshot!(faults("总计 + 申请.结转下年度", "总计 ＋ 申请.结转下年度"), @r#"40:34 T113 “＋”要写成半角的“+” | "＋" ⇒ "+""#);
    assert_snapshot!(faults("访问量 >= 0", "访问量 ≥ 0"), @r#"41:17 T113 “≥”要写成半角的“>=” | "≥" ⇒ ">=""#);
    assert_snapshot!(faults("访问量 >= 0", "访问量"), @"41:10 T113 关系要有一个 =、<= 或 >=");
    assert_snapshot!(faults("访问量 >= 0", "访问量 > 0"), @"41:17 T113 “>”不能用在关系里，只有 + - = <= >=");
    assert_snapshot!(faults("访问量 >= 0", "访问量 >= 0 = 0"), @"41:22 T113 关系要有一个 =、<= 或 >=，这里不止一个");
    assert_snapshot!(faults("访问量 >= 0", "访问量 >= "), @"41:17 T113 “>=”两边都要有一项");
    assert_snapshot!(faults("访问量 >= 0", "访问量 + >= 1"), @"41:17 T113 “+”后面缺一项");
    assert_snapshot!(faults("访问量 >= 0", "访问量 >= - 1"), @"41:20 T113 “-”前面缺一项");
    assert_snapshot!(faults("访问量 >= 0", "访问量 >= 1.5"), @"41:20 T113 “1.5”不能用：关系里的数只能是不太长的整数");
    assert_snapshot!(faults("申请.结果.总计 +", "申请.结果 +"), @"40:25 T113 “申请.结果”是一组，要写到一行、一格，或写“小计”");
    assert_snapshot!(faults("= 上年.申请", "= 申请"), @"44:5 T113 跨年的关系要提到“上年” | 只看一年的关系写在“勾稽”里；上年的数前面写“上年.”");
    assert_snapshot!(faults("申请.结果.总计 +", "上年.申请.结果.总计 +"), @"40:25 T113 勾稽不能提到“上年”，请移到“跨年”");
    assert_snapshot!(faults("[申请.本年新收.总计]", "[申请.本年新收, 上年.费用.金额, 1 = 1]"), @"
    47:40 T113 “申请.本年新收”是一行，这里要写到一格
    47:49 T113 叙述核对不能提到“上年”
    47:61 T113 这里要写一个数或几个数的和，不写 =、<=、>=
    ");
}

#[test]
fn patterns_that_cannot_be_used() {
    assert_snapshot!(faults("句式: 未收费", "句式: '(未收费'"), @"48:10 T114 句式写错了：unclosed group");
    assert_snapshot!(faults("除外: 复议", "除外: '(?=复议)'"), @"47:31 T114 除外写错了：look-around, including look-ahead and look-behind, is not supported");
    assert_snapshot!(faults("句式: 今年来", "句式: '(.{999}){999}'"), @"51:10 T114 句式写错了：重复的次数太多");
    assert_snapshot!(faults("(?P<数>\\d+)", "(\\d+)"), @r"47:10 T114 句式要有一个 (?P<数>…)，里面是要核对的数 | 如 (?P<数>\d+)\s*件");
    assert_snapshot!(faults(", 为零: [费用.金额]", ""), @"48:6 T114 应为、为零要写一个，只能写一个");
    assert_snapshot!(faults("为零: [费用.金额]", "为零: [费用.金额], 应为: [费用.金额]"), @"48:15 T114 应为、为零要写一个，只能写一个");
    assert_snapshot!(faults("为零: [费用.金额]", "为零: [费用.金额], 级别: 错误"), @"48:32 T110 “级别”只能是：警告、提示");
    assert_snapshot!(faults("为零: [费用.金额]", "为零: []"), @"48:15 T114 “为零”是空的，要写出至少一条路径");
}

#[test]
fn contradictions() {
    assert_snapshot!(faults("{自: 2021}", "{自: 2021, 至: 2019}"), @"4:18 T115 年度“至” 2019 在“自” 2021 之前");
    assert_snapshot!(faults("01-31", "02-30"), @"5:10 T115 期限“02-30”不是日期 | 写成两位的月和两位的日，如 01-31");
    assert_snapshot!(faults("01-31", "1-31"), @"5:10 T115 期限“1-31”不是日期 | 写成两位的月和两位的日，如 01-31");
    let source = crate::source::Source::new("templates/另一个/form.yaml", FORM);
    let found = super::read(&source).expect_err("the folder has another name");
    assert_snapshot!(said(&found), @"1:5 T115 名称“例”与文件夹“另一个”不同");
}

#[test]
fn faults_of_the_yaml_come_alone() {
    let found = faults_of(&FORM.replace("名称: 例", "名称: [例"));
    assert!(
        !found.is_empty()
            && found.iter().all(|fault| fault.code.family() == Family::Yaml)
    );
    let found = faults_of("");
    assert!(!found.is_empty(), "an empty file is told of");
}

#[test]
fn all_faults_are_told_in_one_run() {
    let text = FORM
        .replace("缺省: 0", "缺省: 1")
        .replace("引言: 正文", "引言: 数字")
        .replace("未收费", "(未收费")
        .replace("报表.访问量", "报表.总访问量");
    assert_snapshot!(said(&faults_of(&text)), @r#"
    9:7 T107 没有“数字”这种类型，有：整数、增减、小数、文字、正文、网址、是否、选项、多选 | 是不是要写“文字”
    16:9 T110 缺省只能是 0 | 不写“缺省”，每一格都要填
    41:13 T111 没有“报表.总访问量”，“报表”下面有：网址、种类、访问量 | “总访问量”是印出来的字，这里要写名称“访问量” | "总访问量" ⇒ "访问量"
    48:10 T114 句式写错了：unclosed group
    "#);
}
