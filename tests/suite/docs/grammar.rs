//! The reference in `docs/forms.md`: its pieces are read by the program, and it
//! leaves out nothing that the program knows.

use std::fs;
use std::sync::Arc;

use nianbao::assets::Assets;
use nianbao::diagnostic::{Code, Diagnostic, Family, short};
use nianbao::form;
use nianbao::pipeline::{Composed, Format, Forms};
use nianbao::render::markdown::SpannedTables;
use nianbao::source::Source;
use nianbao::template::vocabulary;

use super::blocks;
use crate::read;
use crate::reports::{OFFICE, root};

const DOCUMENT: &str = "docs/forms.md";

#[test]
fn pieces_of_a_form_are_right() {
    let mut count = 0;
    for block in blocks(DOCUMENT).filter(|block| block.mark == "片段") {
        let text = joined(&block.text);
        let read = form::read(&Source::new("templates/最小/form.yaml", &*text));
        if let Err(faults) = read {
            panic!("{}\n{text}", short::render(&faults));
        }
        count += 1;
    }
    assert!(count > 5);
}

#[test]
fn every_key_of_a_form_is_explained() {
    // Each level is given a key that it cannot have, and says which it can.
    let odd = "\
x: 1
字段: {甲: {类型: 文字, x: 1}}
表格:
  值班: {行: [{白天: {标签: 一, x: 1}}], x: 1}
  部分: {部分: [{行: [甲], x: 1}]}
勾稽: [{关系: 值班.白天 = 1, x: 1}]
叙述核对: [{句式: a, 为零: [值班.白天], x: 1}]
用语: [{句式: a, 说明: b, x: 1}]
";
    let source = Source::new("templates/最小/form.yaml", joined(odd));
    let faults = form::read(&source).expect_err("it has odd keys");
    let asked = faults.iter().filter(|fault| fault.code == Code::FormUnknownKey);
    let keys = asked.filter_map(|fault| fault.message.split_once("可以写："));
    let keys: Vec<_> = keys.flat_map(|(_, keys)| keys.split('、')).collect();
    assert!(keys.len() > 40, "{keys:?}");
    let document = document();
    for key in keys {
        assert!(document.contains(&format!("`{key}`")), "{key}");
    }
}

#[test]
fn every_type_is_explained() {
    let source = Source::new("templates/最小/form.yaml", joined("字段: {甲: 数字}\n"));
    let faults = form::read(&source).expect_err("there is no such type");
    let (_, types) = faults[0].message.split_once("有：").expect("they are listed");
    for name in types.split('、') {
        assert!(document().contains(&format!("\n| `{name}` |")), "{name}");
    }
}

#[test]
fn words_of_templates_give_what_is_shown() {
    let rows = rows("| 写法 | 结果 |");
    for [written, result] in &rows {
        let (Ok(text), [result]) = (printed(code(written)), [code(result)]) else {
            panic!("{written}");
        };
        assert_eq!(text, result, "{written}");
    }
    for word in vocabulary() {
        let is_shown = |row: &[String; 2]| row[0].contains(word.name);
        assert!(rows.iter().any(is_shown), "{} is shown", word.name);
    }
}

#[test]
fn every_code_is_told_with_what_gives_it() {
    let codes = Code::ALL.iter().filter(|code| code.family() == Family::Templates);
    let rows = rows("| 代码 | 意思 | 会引起它的写法 |");
    assert_eq!(codes.clone().count(), rows.len());
    for (told, [number, title, cause]) in codes.zip(&rows) {
        assert_eq!((told.as_str(), told.title()), (&**number, &**title));
        let cause = code(cause);
        let faults = if *told == Code::MissingAsset {
            compose(&joined(""), None).findings
        } else if number.as_str() > "T100" {
            compose(&joined(&format!("{cause}\n")), Some("# 标题\n")).findings
        } else {
            let report = format!("# 标题\n\n{{{{ 表格.值班 }}}}\n\n{cause}\n");
            match told {
                Code::TemplateDoubt => doubts(&joined(""), &report),
                _ => compose(&joined(""), Some(&report)).findings,
            }
        };
        let found: Vec<_> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(found, [*told], "{cause}: {}", short::render(&faults));
    }
}

/// Returns the smallest form, with the keys of a piece in place of its own.
fn joined(piece: &str) -> String {
    let smallest = blocks(DOCUMENT).find(|block| block.mark == "最小");
    let smallest = smallest.expect("there is a smallest form").text;
    let mut text = piece.to_owned();
    let mut is_kept = true;
    for line in smallest.lines() {
        if let Some((key, _)) = line.split_once(':').filter(|_| !line.starts_with(' ')) {
            is_kept = !piece.lines().any(|line| line.starts_with(&format!("{key}:")));
        }
        if is_kept {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn assets(form: &str, report: Option<&str>) -> Assets {
    let mut assets = Assets::default();
    assets.insert("templates/最小/form.yaml", Arc::new(form.to_owned()));
    if let Some(report) = report {
        assets.insert("templates/最小/report.md", Arc::new(report.to_owned()));
    }
    assets
}

/// Returns what the author of a template is told.
fn doubts(form: &str, report: &str) -> Vec<Diagnostic> {
    let forms = Forms::new(&assets(form, Some(report)));
    let form = forms.catalogue().form("最小").expect("it is there").expect("it is good");
    forms.template(&form).expect("it is good").doubts(&form)
}

/// Composes a small report by a form and a template.
fn compose(form: &str, report: Option<&str>) -> Composed {
    let assets = assets(form, report);
    let staff = "格式: 最小\n年度: 2024\n单位: {名称: 甲局}\n\
                 联系方式: {部门: 办公室, 电话: 0500-1234567}\n\
                 值班: {白天: [1], 夜间: [1]}\n";
    Forms::new(&assets).read(&Source::new("甲.yaml", staff)).compose(None, &assets)
}

/// Returns what a piece of a template prints.
fn printed(piece: &str) -> Result<String, Vec<Diagnostic>> {
    let composed = compose(&joined(""), Some(&format!("# 标题\n\n{piece}\n")));
    let document = composed.document.ok_or(composed.findings)?;
    let html = OFFICE.text(&document, Format::Html, SpannedTables::Html);
    let text = read::html::texts(&html).join("\n");
    Ok(text.trim().lines().last().unwrap_or_default().to_owned())
}

/// Returns the rows of the table that begins with this line.
fn rows<const N: usize>(head: &str) -> Vec<[String; N]> {
    let document = document();
    let (_, table) = document.split_once(head).expect("the table is there");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| {
        let line = line.replace("\\|", "\u{0}");
        let cells = line.trim_matches('|').split('|').map(str::trim);
        let cells: Vec<_> = cells.map(|cell| cell.replace('\u{0}', "|")).collect();
        cells.try_into().expect("a row as wide as its head")
    };
    rows.map(cells).collect()
}

/// Returns the code in a cell.
fn code(cell: &str) -> &str {
    cell.split('`').nth(1).unwrap_or_default()
}

fn document() -> String {
    fs::read_to_string(root().join(DOCUMENT)).expect("it is there")
}
