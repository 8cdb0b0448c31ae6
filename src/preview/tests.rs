//! Sessions and answers, without a socket.

use std::sync::Arc;

use jiff::civil::date;
use serde_json::Value;

use super::*;
use crate::assets::Assets;
use crate::pipeline::{Composed, Format, Forms, Press, PrintOptions};
use crate::render::markdown::SpannedTables;
use crate::source::Source;

const FORM: &str = "\
名称: 小
年度: {自: 2020}
字段: {综述: 正文}
表格: {甲: {列: [一, 二, {总计: {合计: 是}}], 行: [乙, 丙]}}
";
const REPORT: &str = "# {{ 年度 }}\n\n{{ 单位.名称 }}的前言。\n\n{{ 综述 }}\n\n{{ 表格.甲 }}\n\n{{ 落款 }}\n";
const FILE: &str = "\
格式: 小
年度: 2021
单位: {名称: 甲局}
联系方式: {部门: 办公室, 电话: 0500-1234567}
综述: |
  第一段。

  - 第一项。
  - 第二项。

  第三段。
甲:
  乙: {一: 1, 二: 2}
  丙: [3, 4]
落款: {日期: 2022-01-18}
";

fn assets() -> Assets {
    let mut assets = Assets::embedded();
    assets.insert("templates/小/form.yaml", Arc::new(FORM));
    assets.insert("templates/小/report.md", Arc::new(REPORT));
    assets
}

fn draft(text: &str) -> Draft {
    draft_by(text, assets())
}

fn draft_by(text: &str, assets: Assets) -> Draft {
    let reading = Forms::new(&assets).read(&Source::new("甲.yaml", text));
    let Composed { document, origins, findings } = reading.compose(None, &assets);
    let made = document.map(|document| {
        let press = Press::new(&assets).expect("the page is right");
        let options = PrintOptions {
            stem: "甲".to_owned(),
            formats: Vec::new(),
            tables: SpannedTables::Html,
            day: date(2022, 1, 18),
        };
        let print = |format| {
            let bytes = press.print(&document, format, &assets, &options);
            String::from_utf8(bytes.expect("no pictures")).expect("text")
        };
        let html = press.preview(&document, &assets, &options).expect("no pictures");
        let printed = Printed { html, markdown: print(Format::Markdown) };
        Box::new(Made { reading, document, origins, assets, printed })
    });
    Draft::Read { findings, made }
}

fn state(session: &Session) -> Value {
    serde_json::from_str(&session.state()).expect("JSON")
}

/// Returns path and first line of the place with a mark.
fn place(session: &Session, mark: &str) -> String {
    let place = session.place(mark).expect("there is such a part");
    let place: Value = serde_json::from_str(&place).expect("JSON");
    let [at, path, note] =
        ["at", "path", "note"].map(|key| place[key].as_str().unwrap_or("-").to_owned());
    format!("{at} {path} {note}").trim_end().to_owned()
}

#[test]
fn every_part_knows_where_it_is_from() {
    let session = Session::new("甲.yaml").after(draft(FILE));
    let places = |marks: &[&str]| {
        marks.iter().map(|mark| place(&session, mark)).collect::<Vec<_>>()
    };
    assert_eq!(
        places(&["0", "1", "2", "3", "4", "5", "6"]),
        [
            "-  这是报告模板的话，不在数据文件里",
            "-  这是报告模板的话，不在数据文件里",
            "甲.yaml:6:3 综述",
            "甲.yaml:8:5 综述",
            "甲.yaml:11:3 综述",
            "甲.yaml:12:1 甲",
            "甲.yaml:15:5 落款",
        ]
    );
    assert_eq!(
        places(&["5.0", "5.1", "5.2", "5.3", "5.4", "5.5"]),
        [
            "甲.yaml:13:10 甲.乙.一",
            "甲.yaml:13:16 甲.乙.二",
            "甲.yaml:13:3 甲.乙.总计 没有单独写，由程序算出或按 0 计；在这一行里补写",
            "甲.yaml:14:7 甲.丙.一",
            "甲.yaml:14:10 甲.丙.二",
            "甲.yaml:14:3 甲.丙.总计 没有单独写，由程序算出或按 0 计；在这一行里补写",
        ]
    );
    assert_eq!(session.place("5.6"), session.place("5"));
    assert_eq!(session.place("7"), None);
}

#[test]
fn another_layout_makes_another_report() {
    let before = Session::new("甲.yaml").after(draft(FILE));
    assert_eq!(before.after(draft(FILE)).version(), before.version());
    let mut assets = assets();
    let layout =
        format!("{}\n", assets.text("templates/shared/layout.typ").expect("it is there"));
    assets.insert("templates/shared/layout.typ", Arc::new(layout));
    let after = before.after(draft_by(FILE, assets));
    let report = |session: &Session| session.report().map(|report| report.version);
    assert_eq!((report(&before), report(&after)), (Some(1), Some(2)));
    assert_eq!(state(&after)["changed"], serde_json::json!([]));
    assert!(after.version() > before.version());
}

#[test]
fn what_changed_is_told_by_its_marks() {
    let before = Session::new("甲.yaml").after(draft(FILE));
    let changed = |from: &str, to: &str| {
        assert!(FILE.contains(from), "{from}");
        let after = before.after(draft(&FILE.replacen(from, to, 1)));
        let state = state(&after);
        assert_eq!(state["version"], 2, "{state:#}");
        state["changed"].as_array().expect("a list").clone()
    };
    assert_eq!(changed("二: 2", "二: 5"), ["5.1", "5.2"]);
    assert_eq!(changed("第一段", "第一节"), ["2"]);
    assert_eq!(changed("  第三段。", "  第三段。\n\n  第四段。"), ["5"]);
    assert_eq!(changed("  第一段。\n\n", ""), [""; 0]);
}

#[test]
fn the_same_again_is_no_new_version() {
    let first = Session::new("甲.yaml").after(draft(FILE));
    let again = first.after(draft(&format!("# 一行\n{FILE}")));
    assert_eq!((first.version(), again.version()), (1, 1));
    // The lines are others all the same.
    assert_eq!(place(&again, "5.0"), "甲.yaml:14:10 甲.乙.一");
}

#[test]
fn a_finding_leads_to_its_part_of_the_last_report() {
    let good = Session::new("甲.yaml").after(draft(FILE));
    let mark = |from: &str, to: &str| {
        let state = state(&good.after(draft(&FILE.replacen(from, to, 1))));
        assert_eq!(state["findings"][0]["severity"], "error", "{state:#}");
        state["findings"][0]["mark"].clone()
    };
    assert_eq!(mark("二: 2", "二: 甲"), "5.1");
    assert_eq!(mark("  丙: [3, 4]\n", "  丙: {一: 3, 二: 4, 总计: 8}\n"), "5.5");
    assert_eq!(mark("第三段", "{{ 无 }}"), "2");
    assert_eq!(mark("年度: 2021", "年度: 二"), Value::Null);
}

#[test]
fn what_cannot_be_read_leaves_the_report() {
    let good = Session::new("甲.yaml").after(draft(FILE));
    let gone = good.after(Draft::Unread("没有了".to_owned()));
    assert_eq!(state(&gone)["trouble"], "没有了");
    assert_eq!(state(&gone)["report"], 1);
    assert_eq!(gone.html(), good.html());
    assert!(gone.version() > good.version());
    let back = gone.after(draft(FILE));
    assert_eq!(state(&back)["trouble"], Value::Null);
    assert!(back.version() > gone.version());
}

#[test]
fn before_the_first_report_there_is_none() {
    let gate = Gate { port: 80, token: "t".to_owned() };
    let session = Session::new("甲.yaml").after(draft("格式: 无\n"));
    for page in ["report", "markdown", "markdown.html", "last-year", "report.pdf"] {
        let path = format!("/t/{page}");
        let request = Request {
            method: "GET",
            path: &path,
            host: Some("localhost:80"),
            ..Request::default()
        };
        let Answer::Whole(response) = answer(&request, &gate, &session) else {
            panic!("{page}");
        };
        assert_eq!(response.status, 404, "{page}");
    }
    assert_eq!(state(&session)["report"], Value::Null);
}

#[test]
fn the_usual_port_need_not_be_named() {
    let session = Session::default();
    let status = |port, host: &str| {
        let gate = Gate { port, token: "t".to_owned() };
        let origin = format!("http://{host}");
        let request = Request {
            method: "GET",
            path: "/t/",
            host: Some(host),
            origin: Some(&origin),
            ..Request::default()
        };
        match answer(&request, &gate, &session) {
            Answer::Whole(response) => response.status,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(status(80, "127.0.0.1"), 200);
    assert_eq!(status(80, "localhost:80"), 200);
    assert_eq!(status(8080, "127.0.0.1:8080"), 200);
    assert_eq!(status(8080, "127.0.0.1"), 421);
    assert_eq!(status(80, "127.0.0.1.example.com"), 421);
    assert_eq!(status(80, "127.0.0.1:8080"), 421);
}
