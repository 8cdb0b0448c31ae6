//! What staff hear about their prose.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::Block;
use crate::pipeline::Forms;
use crate::source::Source;

const BASE: &str = "格式: 政府信息公开-2021
年度: 2024
单位: {名称: 青禾县水利局, 类别: 部门}
联系方式: {部门: 办公室, 电话: 0500-3333020}
事实: {信息条数: 268}
总体情况: {综述: 综述。}
主动公开:
  规章: {制发: 0, 废止: 0, 现行有效: 0}
  行政规范性文件: {制发: 2, 废止: 0, 现行有效: 6}
  行政许可: 31
  行政处罚: 4
  行政强制: 0
  行政事业性收费: 12.75
申请: {本年新收: {自然人: 7}, 办理结果: {予以公开: {自然人: 7}}, 结转下年度: 0}
复议诉讼: 0
落款: {日期: 2025-01-17}
问题与改进: |
";

/// Shows what is said about a prose field.
fn said(prose: &str) -> String {
    let prose = format!("  {}\n", prose.trim_end().replace('\n', "\n  "));
    let assets = Assets::embedded();
    let source = Source::new("甲.yaml", format!("{BASE}{prose}"));
    let composed = Forms::new(&assets).read(&source).compose(None, &assets);
    let mut out = String::new();
    let about = |it: &&Diagnostic| it.path.as_deref() == Some("问题与改进");
    for finding in composed.findings.iter().filter(about) {
        let place = finding
            .place
            .as_ref()
            .map_or_else(String::new, |place| format!("{:?} ", place.span.text()));
        writeln!(out, "{place}{} {}", finding.code, finding.message).unwrap();
        for help in &finding.help {
            writeln!(out, "  {help}").unwrap();
        }
    }
    out
}

#[test]
fn references_that_lead_nowhere() {
    let paths = [
        "申请",
        "申请.本年新收",
        "单位",
        "事实",
        "事实.信息条",
        "事实.别的",
        "联系方式.传真",
        "总体情况.综述",
        "总体情况.其他方面",
        "上年.单位",
        "总计",
    ];
    let prose = format!("{{{{ {} }}}}\n", paths.join(" }}\n{{ "));
    assert_snapshot!(said(&prose));
}

#[test]
fn markdown_that_is_printed_as_it_stands() {
    let prose = "###小节\n\n| 甲 | 乙 |\n| 1 | 2 |\n\n见注[^1]。\n\n>>>>>>> 深\n\n[网](网)\n\n# 章";
    assert_snapshot!(said(prose));
}

#[test]
fn long_values_are_quoted_in_part() {
    let assets = Assets::embedded();
    let forms = Forms::new(&assets);
    let long = "1名".repeat(50_000);
    for written in
        ["政府信息公开-2021", "2024", "部门", "31", "{自然人: 7}", "2025-01-17"]
    {
        let text = BASE.replacen(written, &long, 1);
        let reading = forms.read(&Source::new("甲.yaml", text));
        assert!(reading.has_errors(), "{written}");
        for finding in reading.findings {
            assert!(finding.message.len() < 300, "{}", finding.message);
        }
    }
}

#[test]
fn title_keeps_the_lines_of_its_author() {
    let assets = Assets::embedded();
    let title = "标题: |\n  青禾县水利局\n  关于*2024年*的报告\n";
    let source = Source::new("甲.yaml", format!("{title}{BASE}  改进。\n"));
    let composed = Forms::new(&assets).read(&source).compose(None, &assets);
    let document = composed.document.expect("there are no errors");
    let Block::Heading { level: 1, content } = &document.blocks[0] else {
        panic!("{:?}", document.blocks[0]);
    };
    let lines = ["青禾县水利局", "关于*2024年*的报告"];
    assert_eq!(content.to_plain(), lines.join("\n"));
    assert_eq!(document.meta.title, lines.concat());
}
