//! What the author is told of relations that nothing which is written can change.

use insta::assert_snapshot;

use super::{REPORT, doubts, small};

#[test]
fn relation_that_always_or_never_holds() {
    let rules = "勾稽:\n  - 值班.白天 = 值班.白天\n\
        \x20 - 值班.白天.次数 = 值班.白天.次数 + 1\n  - 热线 + 1 >= 0\n  - 热线 + 1 <= 0\n";
    assert_snapshot!(doubts(&small(rules, REPORT)), @"
    警告[T007]: 这条关系怎样填都成立，等于没有写
      --> 模板/值班/form.yaml:13:5
       |
    13 |   - 值班.白天 = 值班.白天
       |     ^^^^^^^^^^^^^^^^^^^^^
       |
       = 帮助: 看是不是写错了其中一项；合计由程序算和核对，不用写关系

    警告[T007]: 这条关系怎样填都不成立，每份报告都会报它
      --> 模板/值班/form.yaml:14:5
       |
    14 |   - 值班.白天.次数 = 值班.白天.次数 + 1
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = 帮助: 看是不是写错了其中一项

    警告[T007]: 这条关系怎样填都成立，等于没有写
      --> 模板/值班/form.yaml:15:5
       |
    15 |   - 热线 + 1 >= 0
       |     ^^^^^^^^^^^^^
       |
       = 帮助: 看是不是写错了其中一项；合计由程序算和核对，不用写关系

    警告[T007]: 这条关系怎样填都不成立，每份报告都会报它
      --> 模板/值班/form.yaml:16:5
       |
    16 |   - 热线 + 1 <= 0
       |     ^^^^^^^^^^^^^
       |
       = 帮助: 看是不是写错了其中一项

    [0]
    ");
}

#[test]
fn relations_in_a_circle() {
    let rules = "勾稽:\n  - 值班.白天.次数 = 值班.夜间.次数 + 1\n\
        \x20 - 值班.夜间.次数 = 热线\n  - 热线 = 值班.白天.次数 + 1\n";
    assert_snapshot!(doubts(&small(rules, REPORT)), @"
    警告[T007]: 这条关系和别的关系不能都成立，每份报告都会报其中一条
      --> 模板/值班/form.yaml:15:5
       |
    13 |   - 值班.白天.次数 = 值班.夜间.次数 + 1
       |     ----------------------------------- 别的关系
    14 |   - 值班.夜间.次数 = 热线
       |     --------------------- 别的关系
    15 |   - 热线 = 值班.白天.次数 + 1
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = 帮助: 改正其中一条

    [0]
    ");
    let rules = "勾稽:\n  - 值班.白天.次数 >= 值班.夜间.次数 + 1\n\
        \x20 - 值班.夜间.次数 >= 值班.白天.次数 + 1\n";
    assert_snapshot!(doubts(&small(rules, REPORT)), @"
    警告[T007]: 这条关系和别的关系不能都成立，每份报告都会报其中一条
      --> 模板/值班/form.yaml:14:5
       |
    13 |   - 值班.白天.次数 >= 值班.夜间.次数 + 1
       |     ------------------------------------ 别的关系
    14 |   - 值班.夜间.次数 >= 值班.白天.次数 + 1
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = 帮助: 改正其中一条

    [0]
    ");
}

#[test]
fn relation_that_follows_from_others() {
    let rules =
        "勾稽:\n  - 值班.白天 = 值班.夜间\n  - 值班.夜间.次数 <= 值班.白天.次数\n";
    assert_snapshot!(doubts(&small(rules, REPORT)), @"
    警告[T007]: 这条关系从别的关系就能推出来，不成立时要报两遍
      --> 模板/值班/form.yaml:14:5
       |
    13 |   - 值班.白天 = 值班.夜间
       |     --------------------- 别的关系
    14 |   - 值班.夜间.次数 <= 值班.白天.次数
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = 帮助: 删去它；不是重复的，看是不是写错了其中一项

    [0]
    ");
}

/// What holds in some cases only says nothing of the others, and numbers with a sign
/// may be below 0.
#[test]
fn relations_that_may_differ_are_let_alone() {
    let rules = "勾稽:\n  - 值班.白天 = 值班.夜间\n\
        \x20 - {关系: 值班.夜间.次数 = 值班.白天.次数 + 1, 仅当: {单位.类别: 其他}}\n\
        \x20 - {关系: 热线 = 值班.夜间.次数, 级别: 提示}\n  - 值班.白天.次数 = 热线\n\
        跨年:\n  - 值班.白天 = 上年.值班.夜间\n  - 热线 >= 上年.热线 - 1\n";
    let shell = small(rules, REPORT);
    let said = doubts(&shell);
    assert!(!said.contains("T007"), "{said}");
    let form = shell.get("模板/值班/form.yaml");
    let form = form.replace("说明段: 正文", "差额: 增减\n  说明段: 正文");
    let form = form.replace("勾稽:", "勾稽:\n  - 差额 + 1 <= 0");
    shell.put("模板/值班/form.yaml", form);
    let said = doubts(&shell);
    assert!(!said.contains("T007"), "{said}");
}

#[test]
fn total_that_a_relation_says_again() {
    let table = "  培训:\n    列: [场次, 人次]\n    行: [线上, 线下, {全年: {合计: 是}}]\n\
        勾稽:\n  - 培训.全年 = 培训.线上 + 培训.线下\n  - 培训.全年.场次 >= 培训.线上.场次\n";
    let report = format!("{REPORT}\n{{{{ 表格.培训 }}}}\n");
    assert_snapshot!(doubts(&small(table, &report)), @"
    警告[T007]: 这条关系怎样填都成立，等于没有写
      --> 模板/值班/form.yaml:16:5
       |
    16 |   - 培训.全年 = 培训.线上 + 培训.线下
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = 帮助: 看是不是写错了其中一项；合计由程序算和核对，不用写关系

    警告[T007]: 这条关系怎样填都成立，等于没有写
      --> 模板/值班/form.yaml:17:5
       |
    17 |   - 培训.全年.场次 >= 培训.线上.场次
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = 帮助: 看是不是写错了其中一项；合计由程序算和核对，不用写关系

    [0]
    ");
}
