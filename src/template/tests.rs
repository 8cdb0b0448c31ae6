//! The engine from outside: what comes out, and what is said when nothing does.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn map(entries: &[(&str, Value)]) -> Value {
    Value::Map(
        entries.iter().map(|(name, value)| ((*name).into(), value.clone())).collect(),
    )
}

fn facts() -> Context {
    let row = |name, count| map(&[("名称", text(name)), ("数", Value::Integer(count))]);
    Context::new(vec![
        ("年度".into(), Value::Integer(2021)),
        ("单位".into(), map(&[("名称", text("某市*服务*中心")), ("简称", text("中心"))])),
        ("申请".into(), map(&[("本年新收", map(&[("总计", Value::Integer(8))]))])),
        ("费".into(), map(&[("金额", text("12300")), ("收费", text("0.00"))])),
        ("日期".into(), text("2022-01-18")),
        ("表".into(), Value::List(vec![row("规章", 1), row("许可", 12)])),
        ("词".into(), text("\u{E001}")),
        ("开通".into(), Value::Bool(true)),
        ("渠道".into(), Value::List(vec![text("甲"), text("乙")])),
    ])
}

fn fill(template: &str) -> Result<String, Vec<Diagnostic>> {
    let mut engine = Engine::new(Markup::Markdown);
    engine.add("report.md", &Source::new("report.md", template))?;
    engine.render("report.md", &facts()).map_err(|finding| vec![finding])
}

#[track_caller]
fn fills(template: &str, expected: &str) {
    match fill(template) {
        Ok(found) => assert_eq!(found, expected, "{template}"),
        Err(findings) => panic!("{template}\n{}", shown(&findings)),
    }
}

fn shown(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for finding in findings {
        write!(out, "{} {}", finding.code, finding.message).unwrap();
        if let Some(place) = &finding.place {
            write!(out, " @ {:?}", place.span).unwrap();
        }
        for help in &finding.help {
            write!(out, "\n     {help}").unwrap();
        }
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            write!(out, "\n     {:?} -> {:?}", edit.span, edit.text).unwrap();
        }
        out.push('\n');
    }
    out
}

#[test]
fn chinese_names_work_everywhere() {
    fills("{{ 单位.简称 }}：{{ 年度 }}年", "中心：2021年");
    fills("{% if 申请.本年新收.总计 > 0 %}有{% endif %}", "有");
    fills("{{ 申请[\"本年新收\"].总计 }}", "8");
    fills("{% for 行 in 表 %}{{ 行.名称 }}{{ 行.数 }}{% endfor %}", "规章1许可12");
    fills("{% set 合计 = 年度 + 1 %}{{ 合计 }}", "2022");
    fills("{{ 单位.简称 if 单位.全称 else \"无\" }}", "无");
    fills("{{ 单位?.别名 | default(value=\"无\") }}", "无");
    fills("{% for 行 in 表 | sort(attribute=\"数\") %}{{ 行.数 }};{% endfor %}", "1;12;");
    fills(
        "{{ 表 | length }}{# {{ 没有 }} #}{% raw %}{{ 年度 }}{% endraw %}",
        "2{{ 年度 }}",
    );
    fills(
        "{% component 数量(名: string, 数=1) %}{{ 名 }}{{ 数 }}件{% endcomponent 数量 %}\
         {{ <数量 名=\"规章\" 数={申请.本年新收.总计} /> }}",
        "规章8件",
    );
}

#[test]
fn facts_are_text_and_never_markup() {
    fills("{{ 单位.名称 }}", "某市\\*服务\\*中心");
    fills("{{ 单位.名称 | safe }}", "某市*服务*中心");
    fills("{{ 词 }}", "\u{E001}");
    let mut engine = Engine::new(Markup::Html);
    engine.add("p", &Source::new("p", "<b>{{ 标题 }}</b>")).unwrap();
    let context = facts().with(vec![("标题".to_owned(), text("<甲>"))]);
    assert_eq!(engine.render("p", &context).unwrap(), "<b>&lt;甲&gt;</b>");
}

#[test]
fn filters_speak_chinese() {
    fills("{{ 11 | 中文序号 }}{{ 20 | 中文序号 }}{{ 99 | 中文序号 }}", "十一二十九十九");
    fills("{{ 日期 | 中文日期 }}", "2022年1月18日");
    fills("{{ 费.金额 | 万元 | safe }}", "1.23万元");
    fills("{{ 57 | 百分比(全部=1000) | safe }}", "5.7%");
    fills("{{ \"0.5\" | 百分比(全部=1) | safe }}", "50%");
    fills("{{ 9 | 同比(上年=申请.本年新收.总计) | safe }}", "增长12.5%");
    fills("{{ 8 | 同比(上年=10) | safe }}", "下降20%");
    fills("{{ 8 | 同比(上年=\"8.0\") }}", "持平");
    fills(
        "{% if 费.收费 is 为零 %}零{% endif %}{% if 费.金额 is not 为零 %}有{% endif %}",
        "零有",
    );
}

#[test]
fn mistakes_are_explained_in_place() {
    let templates = [
        "说明{{ 单位.名字 }}",
        "说明{{ 机构 }}",
        "{{ 单位.简称.长 }}",
        "{{ 机构.名称 }}",
        "{{ 单位.全称 | 中文日期 }}",
        "{{ 单位 }}",
        "{{ 开通 }}",
        "{{ 渠道 }}",
        "{{ 单位。名称 }}",
        "{% if 年度 ＞ 2020 %}{% endif %}",
        "｛｛ 年度 ｝｝",
        "{{ 单位.简称 | default（value=“无”） }}",
        "{{ 年度 ￥ }}",
        "{{ 年度 | 中文序数 }}",
        "{{ 年度 | fmt }}",
        "{% if 年度 is 为另 %}{% endif %}",
        "{{ 合计(甲=1) }}",
        "{% 如果 年度 %}",
        "{% if 年度 %}甲",
        "甲{{ 年度 }乙",
        "甲{{ \"年度 }}乙",
        "{% for 键, 值 in 单位 %}{% endfor %}",
        "{% for 字 in 年度 %}{% endfor %}",
        "{% if 费.金额 > 0 %}{% endif %}",
        "{{ 费.金额 + 1 }}",
        "{{ 费.金额 * 2 }}",
        "{{ 年度 / 0 }}",
        "{{ 0 | 中文序号 }}",
        "{{ 年度 | 万元(}}",
        "{{ 年度 | 百分比 }}",
        "{{ 年度 | 百分比(全部=0) }}",
        "{{ 年度 | 同比(上年=0) }}",
        "{{ 单位.简称 | 同比(上年=1) }}",
        "{{ 年度 单位 }}",
        "{{ }}",
        "{% include \"没有.md\" %}",
        "甲{% endif %}",
        "{% for 行 in 表 %}{{ 行 }}{% endfor %}",
        "{{ <没有 /> }}",
        "{% for not in 表 %}{% endfor %}",
        "{{ 单位.简称 | replace(to=\"甲\") }}",
        "{% component 名(数: string) %}{{ 数 }}{% endcomponent %}{{ <名 数={1} /> }}",
        "{{ {{ 年度 }} }}",
        "{{ 99999999999999999999 }}",
        "{% for 数 in range(end=1000000) %}{% endfor %}",
    ];
    let mut out = String::new();
    for template in templates {
        let said = match fill(template) {
            Ok(found) => format!("OK {found:?}\n"),
            Err(findings) => shown(&findings),
        };
        writeln!(out, "{template}\n  => {said}").unwrap();
    }
    insta::assert_snapshot!(out);
}

#[test]
fn uses_know_what_guards_them() {
    let template = "{% if 上年 and 上年.甲 > 0 %}{{ 上年.乙 }}{% elif 丙 %}{{ 丁 }}\
        {% else %}{{ 戊 }}{% endif %}{{ 上年.己 if 上年 else 0 }}{{ 上年.庚 }}\
        {% if not 上年 %}{{ 上年.辛 }}{% else %}{{ 上年.壬 }}{% endif %}\
        {% for 行 in 表 %}{{ 行.数 }}{{ loop.index }}{% endfor %}{{ 行.数 }}\
        {% set 新 = 癸 %}{{ 新 }}{{ 列[0].数 }}{{ [x.数 for x in 表] | length }}\
        {{ 子 | 补(宽=丑) }}{% if 寅 is 为零 or 卯 < 3 %}{% endif %}";
    let source = Source::new("report.md", template);
    let scan = scan::scan(&lex::cut(template), Code::TemplateSyntax, &|range| {
        source.span(range)
    });
    let mut out = String::new();
    for path in &scan.uses.paths {
        let UsedPath { segments, under, usage, .. } = path;
        writeln!(out, "{} {usage:?} under {}", segments.join("."), under.join(" "))
            .unwrap();
        let last = segments.last().unwrap();
        assert!(path.span.text().contains(last.as_str()), "{path:?}");
    }
    writeln!(out, "{:?} {:?}", scan.uses.filters, scan.uses.tests).unwrap();
    insta::assert_snapshot!(out);
}

#[test]
fn includes_report_their_own_file() {
    let mut engine = Engine::new(Markup::Markdown);
    engine.add("part.md", &Source::new("part.md", "第一行\n{{ 单位.名字 }}")).unwrap();
    engine
        .add("report.md", &Source::new("report.md", "{% include \"part.md\" %}"))
        .unwrap();
    let finding = engine.render("report.md", &facts()).unwrap_err();
    assert_eq!(format!("{:?}", finding.place.unwrap().span), "part.md:2:7 \"名字\"");
}

#[test]
fn pieces_point_into_the_staff_file() {
    let engine = Engine::new(Markup::Markdown);
    let source = Source::new("2021.yaml", "综述: 共{{ 申请.去年 }}件");
    let at = source.span(11..source.text().len() - 3);
    assert_eq!(at.text(), "{{ 申请.去年 }}");
    let finding = engine.render_piece(at.text(), &at, &facts()).unwrap_err();
    insta::assert_snapshot!(shown(&[finding]));
    let piece = "{{ 申请.本年新收.总计 }}";
    assert_eq!(engine.render_piece(piece, &at, &facts()).unwrap(), "8");
}

proptest! {
    #[test]
    fn a_plain_reference_prints_as_tera_does(
        words in "[甲乙a1 .*_#<>&|\\[\\](){}\"'`~+\\\\\r\n\t-]{0,12}",
        number: i64,
    ) {
        let engine = Engine::new(Markup::Markdown);
        let values = [("字", text(&words)), ("数", Value::Integer(number))];
        let context = Context::new(vec![("项".into(), map(&values))]);
        let piece = |piece: &str| {
            let at = Source::new("甲.yaml", piece).span(0..piece.len());
            engine.render_piece(piece, &at, &context).unwrap()
        };
        for (name, value) in &values {
            let plain = engine.print(value).unwrap();
            prop_assert_eq!(plain, piece(&format!("{{{{ 项.{name} }}}}")));
        }
    }
}

#[test]
fn pieces_are_advised_of_what_prose_has() {
    let engine = Engine::new(Markup::Markdown);
    let piece = |text: &str| {
        let source = Source::new("2021.yaml", text);
        engine.render_piece(text, &source.span(0..text.len()), &facts())
    };
    assert_eq!(piece("{{ 开通 }}").unwrap(), "是");
    assert_eq!(piece("{{ 年度 > 2021 }}").unwrap(), "否");
    assert_eq!(piece("{{ 渠道 | join(sep=\"、\") }}").unwrap(), "甲、乙");
    let faulty = [
        "{{ 7/0 }}",
        "{{ 年度 | 同比(上年=0) }}",
        "{{ 单位.全称 }}",
        "{{ 单位?.全称 }}",
        "{{ 渠道 }}",
        "{{ 表 }}",
        "{{ 年度 | fmt }}",
    ];
    let said: Vec<_> = faulty.map(|text| piece(text).unwrap_err()).into_iter().collect();
    insta::assert_snapshot!(shown(&said));
}

#[test]
fn long_names_are_quoted_in_part() {
    let engine = Engine::new(Markup::Markdown);
    let long = "名".repeat(100_000);
    for text in [
        format!("{{{{ {long} }}}}"),
        format!("{{{{ 单位.{long} }}}}"),
        format!("{{{{ 年度 | {long} }}}}"),
        format!("{{{{ \"{long}\" | 万元 }}}}"),
        format!("{{{{ 年度 {long} }}}}"),
        format!("{{{{ {long}() }}}}"),
    ] {
        let source = Source::new("2021.yaml", text.as_str());
        let finding = engine
            .render_piece(&text, &source.span(0..text.len()), &facts())
            .unwrap_err();
        let words = finding.help.iter().chain([&finding.message]);
        assert!(words.map(String::len).sum::<usize>() < 600, "{finding:?}");
    }
}

#[test]
fn every_word_of_the_vocabulary_exists() {
    for Word { kind, name, needs, .. } in vocabulary() {
        let template = |arguments: &str| match kind {
            Kind::Filter => format!("{{{{ 甲 | {name}{arguments} }}}}"),
            Kind::Test => format!("{{% if 甲 is {name}{arguments} %}}{{% endif %}}"),
            Kind::Function => format!("{{{{ {name}{arguments} }}}}"),
        };
        let add =
            |template| Engine::new(Markup::Html).add("甲", &Source::new("甲", template));
        let given: Vec<_> = needs.iter().map(|need| format!("{need}=1")).collect();
        let added = add(template(&format!("({})", given.join(", "))));
        assert!(added.is_ok(), "{name}: {added:?}");
        if !needs.is_empty() && *kind != Kind::Function {
            assert!(add(template("")).is_err(), "{name} needs {needs:?}");
        }
    }
}

#[test]
fn engines_go_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Engine>();
    shared::<Context>();
}

proptest! {
    #[test]
    fn any_template_is_translated_to_its_length(
        template in "([{}%#\"'`“”.。,，|()\\[\\]<>/=甲乙年a1_ -]|\\{\\{|\\}\\}|\\{%|%\\}|if|for|in|end|is|not){0,30}",
    ) {
        let pieces = lex::cut(&template);
        let translated = translate::translate(&template, &pieces, &mut names::Names::default());
        prop_assert_eq!(translated.len(), template.len());
        match fill(&template) {
            Ok(_) => {}
            Err(findings) => {
                prop_assert!(!findings.is_empty());
                for finding in findings {
                    prop_assert!(finding.place.is_some(), "{:?}", finding);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn a_path_alone_is_all_that_a_scan_finds(
        words in "([甲a_]|[.] ?|[|1\"(。-]|if|and|loop|[?][.]|\\[\"甲\"\\]){1,5}",
    ) {
        let source = Source::new("甲.yaml", format!("{{{{ {words} }}}}"));
        let pieces = lex::cut(source.text());
        if let Some((segments, range)) = scan::path_alone(&pieces[0]) {
            let found = scan::scan(&pieces[..1], Code::BadReference, &|it| source.span(it));
            let Uses { paths, filters, tests, functions, components, includes } = found.uses;
            prop_assert!(found.findings.is_empty(), "{:?}", found.findings);
            let [path] = &paths[..] else { panic!("{paths:?}") };
            prop_assert_eq!((&path.segments, path.span.range()), (&segments, range));
            prop_assert_eq!((path.usage, &path.under[..]), (Usage::Printed, &[][..]));
            let words = [filters, tests, functions, components, includes];
            prop_assert!(words.iter().all(Vec::is_empty), "{words:?}");
        }
    }
}
