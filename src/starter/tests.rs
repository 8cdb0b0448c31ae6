//! New files read back: what they hold, what is asked for, and what of last year's
//! can never be published by mistake.

use std::sync::{Arc, LazyLock};

use insta::assert_snapshot;
use proptest::prelude::*;

use super::scalar::{scalar, within_brackets};
use super::{Answers, Started, start};
use crate::assets::Assets;
use crate::diagnostic::short;
use crate::facts::{Fact, Facts};
use crate::form::{self, Field, FieldKind, Form, Item};
use crate::pipeline::{Forms, Reading};
use crate::source::Source;
use crate::yaml::{self, Node};

const QUANZHOU: &str = include_str!("../../examples/quanzhou-2021/2021.yaml");
const TRIAL: &str = include_str!("../../examples/2019/2020.yaml");

#[test]
fn every_key_of_a_form_is_there() {
    for form in forms() {
        let text = new(&form, None).text;
        let root = read_tree(&text);
        for field in &form.fields {
            assert_field(&root, field, &form.name);
        }
        for table in &form.tables {
            let node = &root.get(&table.name).expect(&table.name).node;
            for part in &table.parts {
                assert_items(node, &part.rows.items);
            }
        }
    }
}

#[test]
fn what_is_to_be_typed_stands_on_one_line() {
    for form in forms() {
        for line in new(&form, None).text.lines() {
            for (opens, closes) in [("{{", "}}"), ("“", "”")] {
                let count = |sign: &str| line.matches(sign).count();
                assert_eq!(count(opens), count(closes), "{line}");
            }
        }
    }
}

#[test]
fn a_new_file_is_asked_only_for_what_it_lacks() {
    assert_snapshot!(asked("政府信息公开-2021", 2021), @r#"
    F003 联系方式
    F003 总体情况.综述
    F003 总体情况.平台建设
    F003 总体情况.监督保障
    F003 问题与改进
    F010 主动公开.规章.制发
    F010 主动公开.规章.废止
    F010 主动公开.规章.现行有效
    F010 主动公开.行政规范性文件.制发
    F010 主动公开.行政规范性文件.废止
    F010 主动公开.行政规范性文件.现行有效
    F010 主动公开.行政许可
    F010 主动公开.行政处罚
    F010 主动公开.行政强制
    F010 主动公开.行政事业性收费
    F010 申请.结转下年度
    F010 复议诉讼
    "#);
    assert_snapshot!(asked("政府信息公开-2019", 2020), @r#"
    F003 联系方式
    F003 总体情况.综述
    F003 总体情况.平台建设
    F003 总体情况.监督保障
    F003 问题与改进
    F010 主动公开.规章.新制作
    F010 主动公开.规章.新公开
    F010 主动公开.规章.公开总数
    F010 主动公开.规范性文件.新制作
    F010 主动公开.规范性文件.新公开
    F010 主动公开.规范性文件.公开总数
    F010 主动公开.行政许可.上年项目
    F010 主动公开.行政许可.增减
    F010 主动公开.行政许可.处理决定
    F010 主动公开.其他对外管理服务事项.上年项目
    F010 主动公开.其他对外管理服务事项.增减
    F010 主动公开.其他对外管理服务事项.处理决定
    F010 主动公开.行政处罚.上年项目
    F010 主动公开.行政处罚.增减
    F010 主动公开.行政处罚.处理决定
    F010 主动公开.行政强制.上年项目
    F010 主动公开.行政强制.增减
    F010 主动公开.行政强制.处理决定
    F010 主动公开.行政事业性收费.上年项目
    F010 主动公开.行政事业性收费.增减
    F010 主动公开.政府集中采购.项目
    F010 主动公开.政府集中采购.金额
    F010 申请.结转下年度
    F010 复议诉讼
    "#);
}

#[test]
fn every_line_fits_a_screen_but_those_to_be_filled_in() {
    for form in forms() {
        let text = new(&form, None).text;
        let comments = text.lines().filter(|line| line.trim_start().starts_with("# "));
        for line in comments {
            assert!(textwrap::core::display_width(line) <= 80, "{line}");
        }
    }
}

#[test]
fn what_stands_for_years_is_taken_over_and_the_rest_only_seen() {
    let started = next(QUANZHOU, 2022);
    let facts = facts(&started.text);
    for (path, value) in [
        ("单位.简称", Some("市行政服务中心管委会")),
        ("单位.类别", Some("部门")),
        ("网站", Some("http://xzfwzx.quanzhou.gov.cn")),
        ("联系方式.邮编", Some("362000")),
        ("落款.署名", Some("泉州市行政服务中心管委会")),
        ("落款.日期", None),
        ("发布.站点名称", Some("泉州市行政服务中心门户网站")),
        ("标题", None),
        ("小标题.平台建设", Some("（四）平台建设情况")),
        ("小标题.主动公开", None),
    ] {
        let steps: Vec<_> = path.split('.').collect();
        assert_eq!(facts.text(&steps), value, "{path}");
    }
    assert!(facts.prose().is_empty());
    assert!(started.text.contains("# 2021年：（一）2021年主动公开政府信息情况"));
    assert!(started.text.contains("  #   在网站设置主任信箱"));
    assert!(started.text.contains("  信息发布条数:         # 2021年：413\n"));
    assert!(started.unfit.is_empty());
}

#[test]
fn another_edition_is_filled_where_names_agree() {
    let last =
        TRIAL.replace("结转下年度: {自然人: 1}", "结转下年度: {自然人: 1, 其他: 2}");
    let started = next(&last, 2021);
    assert!(started.text.contains(
        "  上年结转: {自然人: 1, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 2}\n"
    ));
    assert!(started.text.contains("照抄了2020年的“申请.结转下年度”"));
    assert!(started.unfit.is_empty());
}

#[test]
fn what_has_no_place_is_listed() {
    let form = form::read(&Source::new(
        "form.yaml",
        "名称: 县\n年度: {自: 2021}\n字段: {总体情况: {字段: {综述: 正文, 主动公开: 文字}}, 小标题: {字段: {平台建设: 正文}}, 简报: 文字}\n表格: {数: {行: [甲]}}\n",
    ));
    let form = Arc::new(form.expect("it is right"));
    let answers = Answers { body: "某局".to_owned(), year: 2022, ..Answers::default() };
    let last = QUANZHOU.replace("  综述: |", "  旧事: |");
    let started = start(&form, &answers, Some(&facts(&last)));
    // A field of another type shows what it was.
    assert!(
        started
            .text
            .contains("  平台建设: |\n\n  # 2021年：\n  #   （四）平台建设情况\n")
    );
    assert!(started.text.contains("  # 2021年：一是规范信息发布。"), "{}", started.text);
    let unfit = started.unfit.iter().map(|it| it.path.as_str()).collect::<Vec<_>>();
    assert_snapshot!(unfit.join("\n"), @"
    总体情况.依申请公开
    总体情况.政府信息管理
    总体情况.平台建设
    总体情况.监督保障
    小标题.主动公开
    小标题.依申请公开
    小标题.政府信息管理
    小标题.监督保障
    信息处理费.件数
    信息处理费.金额
    问题与改进
    ");
}

#[test]
fn numbers_are_last_years_only() {
    let started =
        next(&QUANZHOU.replace("结转下年度: 0", "结转下年度: {自然人: 4}"), 2023);
    assert!(started.text.contains("  上年结转: {自然人: , "), "{}", started.text);
    assert!(started.text.contains("2021年：413"));
}

#[test]
fn texts_of_a_renamed_body_are_only_seen() {
    let form = form_of("政府信息公开-2021");
    let answers = Answers { body: "新局".to_owned(), year: 2022, ..Answers::default() };
    let started = start(&form, &answers, Some(&facts(QUANZHOU)));
    let facts = facts(&started.text);
    assert_eq!(facts.text(&["单位", "名称"]), Some("新局"));
    for path in [["单位", "简称"], ["落款", "署名"], ["联系方式", "部门"]] {
        assert_eq!(facts.text(&path), None, "{path:?}");
    }
    assert_eq!(facts.text(&["联系方式", "邮编"]), Some("362000"));
}

#[test]
fn relations_and_tables_of_any_form_are_followed() {
    let form = form::read(&Source::new(
        "form.yaml",
        "名称: 例\n年度: {自: 2021}\n字段: {余额: {类型: 小数, 单位: 元}, 上年余额: 小数}\n\
         表格:\n  站: {行: [{名: {类型: 文字}}, {开办: {类型: 文字}}, 存, 取]}\n  件: {缺省: 0, 列: [收, {合: {合计: 是}}], 行: [期初, 期末]}\n\
         跨年:\n  - 上年余额 = 上年.余额\n  - 上年.站.存 = 站.取\n  - 件.期初 = 上年.件.期末\n  - {关系: 件.期末 = 上年.件.期末, 级别: 提示}\n",
    ));
    let form = Arc::new(form.expect("it is right"));
    let last = "格式: 例\n年度: 2021\n单位: {名称: 局}\n余额: 12.50\n站: {名: '{甲: #', 开办: 2021年, 存: 3, 取: 0}\n件: {期初: 0, 期末: {收: 5}}\n";
    let tree = read_tree(last);
    let (last, _) = crate::facts::read(&tree, &form);
    let answers = Answers { body: "局".to_owned(), year: 2022, ..Answers::default() };
    let started = start(&form, &answers, Some(&last));
    let tables = started.text.split_once("余额:").expect("it is there").1;
    assert_snapshot!(tables, @"
                       # 单位：元。2021年：12.50
    上年余额: 12.50

    # （必填）站。每一格都要写，没有发生就写 0
    站:
      名: '{甲: #'
      开办:                 # 2021年：2021年
      存:
      取: 3                 # 照抄了2021年的“站.存”

    # （必填）件。没有发生的可以空着，空着就是 0；全年都没有发生，就整张表只写一
    # 行“件: 0”。合计不用写，由程序算
    件:
      # 各列依次是收；一行全是 0，可以只写一个 0
      期初: {收: 5}         # 照抄了2021年的“件.期末”
      期末: {收: }
    ");
}

proptest! {
    /// Whatever a text is, it reads back as it was.
    #[test]
    fn any_text_reads_back(text in any::<String>()) {
        for (value, list) in [
            (scalar(&text), None),
            (within_brackets(&text), Some(())),
        ] {
            let file = match list {
                None => format!("甲:\n  乙: {value}   # 丙\n丁: 0\n"),
                Some(()) => format!("甲: {{乙: {value}, 丙: }}   # 丙\n丁: 0\n"),
            };
            let tree = yaml::load(&Source::new("", file));
            let root = tree.root.expect("it is a map");
            let read = root.get("甲").and_then(|entry| entry.node.get("乙"));
            let read = read.and_then(|entry| entry.node.scalar()).map(|it| &it.text);
            prop_assert_eq!(read.map_or("", |text| text.as_str()), &text);
        }
    }

    /// Last year's texts, whatever they are, fill fields with what they are or stay
    /// comments; nothing else in the new file changes.
    #[test]
    fn last_years_texts_are_values_or_comments(
        short in "[^\\p{Cc}]{1,12}",
        prose in "([ #|>:{}'\"\\-0甲。]{0,6}\n?){0,6}",
    ) {
        let form = form_of("政府信息公开-2021");
        let short = short.trim();
        let indented = |blanks: &str| -> String {
            prose.lines().flat_map(|line| [blanks, line, "\n"]).collect()
        };
        let last = format!(
            "格式: 政府信息公开-2021\n年度: 2021\n单位: {{名称: 局}}\n网站: http://a.gov.cn\n\
             联系方式:\n  部门: {}\n总体情况:\n  主动公开: |\n    始\n{}  综述: |\n    终\n\
             \x20 其他方面:\n  - 标题: {}\n    正文: |\n        始\n{}事实: {{甲: {}}}\n",
            scalar(short), indented("    "), scalar(short), indented("        "), within_brackets(short),
        );
        let root = yaml::load(&Source::new("", last)).root.expect("it is a map");
        let (last, _) = crate::facts::read(&root, &form);
        let answers = Answers { body: "局".to_owned(), year: 2022, ..Answers::default() };
        let started = start(&form, &answers, Some(&last));
        let bare = start(&form, &answers, None);
        let read = facts(&started.text);
        prop_assert!(read.prose().is_empty(), "{}", started.text);
        let department = last.text(&["联系方式", "部门"]);
        let taken = read.text(&["联系方式", "部门"]);
        prop_assert!(taken == department || taken.is_none());
        let keys = |text: &str| -> Vec<String> {
            match read_tree(text).value {
                yaml::Value::Map(entries) => entries.into_iter().map(|it| it.key).collect(),
                _ => Vec::new(),
            }
        };
        prop_assert_eq!(keys(&started.text), keys(&bare.text));
        let nothing = matches!(read.field(&["总体情况", "其他方面"]), Some(Fact::Each(all)) if all.is_empty());
        prop_assert!(nothing, "{}", started.text);
    }
}

/// The forms in the program and that of the tests.
static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::new(&assets()));

fn forms() -> Vec<Arc<Form>> {
    let forms: Vec<_> = FORMS.catalogue().names().map(form_of).collect();
    assert_eq!(forms.len(), 3);
    forms
}

fn assets() -> Assets {
    let mut assets = Assets::embedded();
    let (form, report) = (
        include_bytes!("../../tests/forms/政府网站年报-2018/form.yaml"),
        include_bytes!("../../tests/forms/政府网站年报-2018/report.md"),
    );
    assets.insert("templates/政府网站年报-2018/form.yaml", Arc::new(form.to_vec()));
    assets.insert("templates/政府网站年报-2018/report.md", Arc::new(report.to_vec()));
    assets
}

fn form_of(name: &str) -> Arc<Form> {
    let form = FORMS.catalogue().form(name);
    form.expect("it is listed").expect("it is right")
}

/// Makes a file of a form's first year.
fn new(form: &Form, last: Option<&Facts>) -> Started {
    let answers = Answers {
        body: "青禾县某局".to_owned(),
        year: form.first_year,
        ..Answers::default()
    };
    start(form, &answers, last)
}

/// Makes a later year's file of the present form.
fn next(last: &str, year: i16) -> Started {
    let last = facts(last);
    let body = last.text(&["单位", "名称"]).expect("it is written").to_owned();
    let answers = Answers { body, year, ..Answers::default() };
    start(&form_of("政府信息公开-2021"), &answers, Some(&last))
}

fn read(text: &str) -> Reading {
    FORMS.read(&Source::new("新.yaml", text))
}

#[track_caller]
fn facts(text: &str) -> Facts {
    read(text).facts.expect("its form is known")
}

#[track_caller]
fn read_tree(text: &str) -> Node {
    let tree = yaml::load(&Source::new("新.yaml", text));
    assert!(tree.findings.is_empty(), "{}\n{text}", short::render(&tree.findings));
    tree.root.expect("it is a map")
}

/// Says all that is found in a new file.
fn asked(form: &str, year: i16) -> String {
    let answers =
        Answers { body: "青禾县某局".to_owned(), year, ..Answers::default() };
    let started = start(&form_of(form), &answers, None);
    let findings = read(&started.text).check(None, &assets());
    let line = |finding: &crate::diagnostic::Diagnostic| {
        let path = finding.path.as_deref().unwrap_or_default();
        format!("{} {path}", finding.code)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn assert_field(node: &Node, field: &Field, above: &str) {
    let path = format!("{above}.{}", field.name);
    let entry = node.get(&field.name).unwrap_or_else(|| panic!("{path} is there"));
    if let FieldKind::Group(fields) = &field.kind {
        for field in fields {
            assert_field(&entry.node, field, &path);
        }
    }
}

/// Asserts that each row is there but the totals.
#[track_caller]
fn assert_items(node: &Node, items: &[Item]) {
    for item in form::named(items) {
        let name = item.name.as_deref().expect("it is named");
        match node.get(name) {
            Some(entry) if item.leaf.is_none() => {
                assert_items(&entry.node, &item.children);
            }
            Some(_) => {}
            None => assert!(["总计", "总数"].contains(&name), "{name} is there"),
        }
    }
}
