//! 核实: what staff looked at and stand by.

use insta::assert_snapshot;

use super::{BASE, last_year, said};
use crate::reports::OFFICE;
use nianbao::diagnostic::short;
use nianbao::source::Source;

/// Returns what is said of a file whose summary gives another count than the table
/// and whose 核实 is as given.
#[track_caller]
fn stood_by(entries: &str) -> String {
    let wrong = "全年收到申请18件。";
    let text = BASE.replace("{{ 事实.信息条数 }}条。", wrong);
    assert!(text.contains(wrong));
    said(&format!("{text}核实: {entries}\n"))
}

#[test]
fn warning_stood_by_is_a_note_with_the_reason() {
    assert_snapshot!(stood_by("{P001 总体情况.综述: 含镇里代收的10件}"), @"甲.yaml:13:27: 提示[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上（已核实：含镇里代收的10件） (总体情况.综述)");
    // A path above it, or none, covers it too; the narrowest entry gives the reason.
    let entries = "{P001: 甲, P001 总体情况.综述: 乙, P001 总体情况: 丙}";
    assert_snapshot!(stood_by(entries), @"甲.yaml:13:27: 提示[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上（已核实：乙） (总体情况.综述)");
}

#[test]
fn warning_names_the_line_to_copy() {
    let told = stood_by("{}");
    let copied =
        told.split("就在“核实”里写：").nth(1).and_then(|rest| rest.lines().next());
    let copied = copied.expect("it is advised").replace("理由", "含镇里代收的10件");
    assert!(stood_by(&format!("{{{copied}}}")).contains("已核实：含镇里代收的10件"));
}

#[test]
fn entry_that_is_no_longer_needed() {
    assert_snapshot!(said(&format!("{BASE}核实: {{P001 总体情况.综述: 含镇里代收的}}\n")), @"
    甲.yaml:39:6: 提示[F021] 没有“P001 总体情况.综述”这样的提醒，这一条核实不再需要 (核实)
      = 删去这一行；要核实的是别处，就照那条提醒写代码和位置
    ");
    // It stands by another place, or another code.
    assert_snapshot!(stood_by("{P001 总体情况.依申请公开: 含镇里代收的, P003: 是全县的}"), @r#"
    甲.yaml:13:27: 警告[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.综述)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.综述: 理由
    甲.yaml:39:6: 提示[F021] 没有“P001 总体情况.依申请公开”这样的提醒，这一条核实不再需要 (核实)
      = 删去这一行；要核实的是别处，就照那条提醒写代码和位置
    甲.yaml:39:31: 提示[F021] 没有“P003”这样的提醒，这一条核实不再需要 (核实)
      = 删去这一行；要核实的是别处，就照那条提醒写代码和位置
    "#);
}

#[test]
fn need_is_not_judged_where_not_all_was_checked() {
    let entries =
        "核实: {K001 申请.上年结转: 去年更正过, L005 发布: 由后台生成, L002: 已看过}\n";
    assert_eq!(said(&format!("{BASE}{entries}")), "");
    let wrong = BASE.replace("行政许可: 31", "行政许可: 甲");
    assert!(!said(&format!("{wrong}核实: {{P001: 含镇里代收的}}\n")).contains("F021"));
    // Beside last year's file the first is.
    let last = OFFICE.forms.read(&Source::new("旧.yaml", last_year()));
    let this = OFFICE.forms.read(&Source::new("甲.yaml", format!("{BASE}{entries}")));
    let findings = this.compose(Some(&last), &OFFICE.assets).findings;
    assert_snapshot!(short::render(&findings), @"甲.yaml:39:6: 提示[F021] 没有“K001 申请.上年结转”这样的提醒，这一条核实不再需要 (核实)");
}

#[test]
fn keys_that_are_understood() {
    for key in [
        "p001 总体情况.综述",
        "Ｐ００１ 总体情况.综述",
        "P01 总体情况.综述",
        "P001总体情况.综述",
        "P001 (总体情况.综述)",
    ] {
        let told = stood_by(&format!("{{\"{key}\": 含镇里代收的10件}}"));
        assert!(told.contains("已核实：含镇里代收的10件"), "{told}");
        assert!(told.contains("  + 改为“P001 总体情况.综述”"), "{told}");
    }
    assert_snapshot!(stood_by("{p01　总体情况．综述: 含镇里代收的10件}"), @r#"
    甲.yaml:13:27: 提示[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上（已核实：含镇里代收的10件） (总体情况.综述)
    甲.yaml:39:6: 提示[F020] 这里要写成“P001 总体情况.综述” (核实)
      + 改为“P001 总体情况.综述”
    "#);
    assert!(!stood_by("{\"P001   总体情况.综述\": 含镇里代收的10件}").contains("F020"));
}

#[test]
fn keys_that_lead_nowhere() {
    assert_snapshot!(stood_by("{P101 总体情况.综述: 含镇里代收的}"), @r#"
    甲.yaml:13:27: 警告[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.综述)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.综述: 理由
    甲.yaml:39:6: 警告[F020] 没有“P101”这个代码 (核实)
      = 是不是想写“P001”？
      = 写法是“代码 位置: 理由”，代码和位置照提醒里的写，例如 F003 联系方式: 理由
    "#);
    assert_snapshot!(stood_by("{总体情况.综述: 含镇里代收的}"), @r#"
    甲.yaml:13:27: 警告[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.综述)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.综述: 理由
    甲.yaml:39:6: 警告[F020] 没有“总体情况.综述”这个代码 (核实)
      = 写法是“代码 位置: 理由”，代码和位置照提醒里的写，例如 F003 联系方式: 理由
    "#);
    assert_snapshot!(stood_by("{P001 总体情况.总述: 含镇里代收的}"), @r#"
    甲.yaml:13:27: 警告[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.综述)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.综述: 理由
    甲.yaml:39:6: 警告[F020] “总体情况”下面没有“总述”这一项 (核实)
      = 是不是想写“综述”？
    "#);
    assert_snapshot!(stood_by("{P001 申请.本年新受.自然人: 含镇里代收的}"), @r#"
    甲.yaml:13:27: 警告[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.综述)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.综述: 理由
    甲.yaml:39:6: 警告[F020] “申请”下面没有“本年新受”这一项 (核实)
      = 是不是想写“本年新收”？
    "#);
    assert_snapshot!(stood_by("含镇里代收的"), @r#"
    甲.yaml:13:27: 警告[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.综述)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.综述: 理由
    甲.yaml:39:5: 错误[F011] “核实”要写成“名称: 内容”，一项一行，这里写的是一个值 (核实)
    "#);
}

#[test]
fn reason_is_asked_for() {
    assert_snapshot!(stood_by("{P001 总体情况.综述: }"), @r#"
    甲.yaml:13:27: 警告[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.综述)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.综述: 理由
    甲.yaml:39:6: 警告[F020] “P001 总体情况.综述”没有写理由，这一条核实不起作用 (核实)
      = 冒号后面写明为什么没有错
    "#);
    assert!(stood_by("{P001 总体情况.综述: \"——\"}").contains("没有写理由"));
}

#[test]
fn errors_cannot_be_stood_by() {
    let wrong = BASE.replace("总计: {自然人: 6,", "总计: {自然人: 7,");
    assert_snapshot!(said(&format!("{wrong}核实: {{S001 申请: 已核对}}\n")), @r#"
    甲.yaml:30:15: 错误[S001] “自然人”这一列：予以公开 4 + 本机关不掌握相关政府信息 2 = 6，“总计”写的是 7；“自然人”这一列的勾稽关系也差 1，看来“总计”应为 6 (申请.办理结果.总计.自然人)
      = 请核对这几个数；不写“总计”，程序会自己算
    甲.yaml:39:6: 警告[F020] S001 是错误，核实了也不算数 (核实)
      = “核实”只用于警告和提示；错误要改正，改了就删去这一行
    "#);
    assert_snapshot!(said(&format!("{BASE}核实: {{S001: 已核对}}\n")), @r#"
    甲.yaml:39:6: 警告[F020] S001 是错误，核实了也不算数 (核实)
      = “核实”只用于警告和提示；错误要改正，改了就删去这一行
    "#);
}

#[test]
fn full_width_colon_in_an_entry() {
    assert_snapshot!(stood_by("\n  P001 总体情况.综述：含镇里代收的"), @r#"
    甲.yaml:13:27: 警告[P001] 这里说“县水利局公开政府信息全年收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.综述)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.综述: 理由
    甲.yaml:40:15: 错误[Y002] “：”是中文冒号，名称后面要用英文冒号加一个空格 (核实)
      + 换成英文冒号
    "#);
    assert_snapshot!(stood_by("\n  P001: 含镇里代收的\n  P003 总体情况.综述：含镇里代收的"), @"
    甲.yaml:41:15: 错误[Y002] “：”是中文冒号，名称后面要用英文冒号加一个空格
      + 换成英文冒号
    ");
}
