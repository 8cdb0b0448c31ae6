use super::{cells, form, read_whole, said, shown, with_fields};

const ZERO: &str = "  表: {缺省: 0, 列: [自然人, 企业], 行: [{本年新收: 一、本年新收（件）}, 上年结转, {结转下年: {必填: 是}}]}\n";
const ASKED: &str = "  表: {列: [制发, 废止], 行: [规章, 规范性文件]}\n";

#[test]
fn a_slip_in_the_notation_is_one_finding() {
    for (table, text, expected, finding) in [
        // Blanks that are no indentation: the line stands at the top.
        (
            ASKED,
            "表:\n　　规章: [1, 2]\n",
            "× × / × ×",
            "2:1 Y004 名称前面有全角空格或不换行空格，YAML 会把它当成名称的一部分",
        ),
        (
            ASKED,
            "表:\n  规章: [1, 2]\n  　规范性文件: [3, 4]\n",
            "1 2 / 3 4",
            "3:3 Y004 名称前面有全角空格或不换行空格，YAML 会把它当成名称的一部分",
        ),
    ] {
        let (shown, found) = cells(table, text);
        assert_eq!((shown.as_str(), found.as_str()), (expected, finding), "{text}");
    }
}

#[test]
fn an_unknown_key_may_be_what_is_absent() {
    for (table, text, expected, finding) in [
        // Near to nothing: the rows that are absent are not judged or asked for.
        (
            ZERO,
            "表: {收到申请: 0, 上年结转: 0}\n",
            "× × / 0 0 / × ×",
            "1:5 F006 “表”下面没有“收到申请”这一项",
        ),
        (
            ASKED,
            "表: {法律: [1, 2], 规章: {立: 1}}\n",
            "× × / × ×",
            "1:5 F006 “表”下面没有“法律”这一项\n1:22 F006 “表.规章”下面没有“立”这一项",
        ),
        // Near to one: it is that one, and what is absent is absent.
        (
            ZERO,
            "表: {本年新受: 0}\n",
            "0 0 / · · / · ·",
            "1:5 F006 “表”下面没有“本年新受”这一项\n1:1 F010 没有写“表.结转下年”，没有也要写 0",
        ),
        (
            ZERO,
            "表: {结转下年: {自然入: 3}}\n",
            "· · / · · / 3 ·",
            "1:12 F006 “表.结转下年”下面没有“自然入”这一项",
        ),
        // A label is understood.
        (
            ZERO,
            "表: {一、本年新收: {企业: 3}, 结转下年: 0}\n",
            "· 3 / · · / 0 0",
            "1:5 F006 “表”下面没有“一、本年新收”这一项",
        ),
        // What stands too far left belongs to what is empty before it.
        (
            ZERO,
            "表:\n  本年新收:\n  自然人: 3\n  结转下年: 0\n",
            "× × / × × / 0 0",
            "3:3 F006 “表”下面没有“自然人”这一项",
        ),
    ] {
        let (shown, found) = cells(table, text);
        assert_eq!((shown.as_str(), found.as_str()), (expected, finding), "{text}");
    }
}

#[test]
fn a_title_in_place_of_a_table_is_understood() {
    let form = form("表格: {表: {标题: 收到的申请, 列: [甲, 乙]}}\n");
    let text = "收到的申请: [1, 2]\n格式: 例\n年度: 2021\n单位: {名称: 某局}\n附注: {收到的申请: 含上年}\n";
    let (facts, findings) = read_whole(&form, text);
    assert_eq!(shown(&facts), "1 2");
    assert_eq!(
        said(&findings),
        "1:1 F006 没有“收到的申请”这一项\n5:6 F006 “附注”下面没有“收到的申请”这一项"
    );
    let fix = findings[0].fix.as_ref().expect("it is certain");
    assert_eq!(fix.edits[0].text, "表");
    assert_eq!(facts.text(&["附注", "表"]), Some("含上年"));
}

#[test]
fn a_group_with_a_slip_is_not_also_missing() {
    let form = form(super::NO_TABLE);
    for (text, finding) in [
        (
            "格式: 例\n年度: 2021\n单位:\n名称: 某局\n空表: {空: }\n",
            "4:1 F006 没有“名称”这一项",
        ),
        (
            "格式: 例\n年度: 2021\n单位: 名称：某局\n空表: {空: }\n",
            "3:7 Y002 “：”是中文冒号，名称后面要用英文冒号加一个空格",
        ),
    ] {
        let (facts, findings) = read_whole(&form, text);
        assert_eq!(said(&findings), finding, "{text}");
        assert!(!facts.is_left_out(&["单位", "名称"]), "{text}");
    }
}

#[test]
fn a_text_under_an_unknown_key_may_hold_a_colon() {
    let (_, found) = with_fields("", "时间安排: 上午：九点\n");
    assert_eq!(found, "1:1 F006 没有“时间安排”这一项");
}
