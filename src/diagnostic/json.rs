//! Findings as JSON, for programs.
//!
//! One array. Each object has the keys `code`, `severity` (`error`, `warning`,
//! `note`), `message`, `file`, `line`, `column`, `end_line`, `end_column`,
//! `path`, `help` (an array of sentences), `related` (an array of objects with
//! `file`, `line`, `column`, `end_line`, `end_column`, `label`) and `fix` (an
//! object with `title` and `edits`, each a place with `text`). Lines and columns
//! count from 1, columns in characters; an end is behind the last character.
//! What is absent is null.
//!
//! The numbers of persons are masked in all texts. A mend that would write one is
//! left out: it could not be applied without it.

use serde::Serialize;

use super::{Code, Diagnostic, Fix, Place, Severity, masked_for_programs};
use crate::source::Span;

/// Renders findings as one JSON array, with a line end after it.
pub fn render(findings: &[Diagnostic]) -> String {
    array(&objects(findings))
}

/// Returns each finding as a JSON object, for arrays gathered from many files.
pub fn objects(findings: &[Diagnostic]) -> Vec<serde_json::Value> {
    // Plain strings and numbers always serialize.
    let object = |finding| {
        let shown = masked_for_programs(finding);
        serde_json::to_value(Finding::new(&shown)).unwrap_or_default()
    };
    findings.iter().map(object).collect()
}

/// Writes objects as one array, with a line end after it.
pub fn array(objects: &[serde_json::Value]) -> String {
    // A value always serializes.
    let mut json = serde_json::to_string_pretty(objects).unwrap_or_default();
    json.push('\n');
    json
}

#[derive(Serialize)]
struct Finding<'a> {
    code: Code,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
    path: Option<&'a str>,
    help: &'a [String],
    related: Vec<Related<'a>>,
    fix: Option<Mend<'a>>,
}

#[derive(Serialize, Default)]
struct At<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: At<'a>,
    label: &'a str,
}

#[derive(Serialize)]
struct Mend<'a> {
    title: &'a str,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    place: At<'a>,
    text: &'a str,
}

impl<'a> Finding<'a> {
    fn new(finding: &'a Diagnostic) -> Self {
        let related =
            |Place { span, label }: &'a Place| Related { place: At::new(span), label };
        Self {
            code: finding.code,
            severity: finding.severity,
            message: &finding.message,
            place: finding.place.as_ref().map(|it| At::new(&it.span)).unwrap_or_default(),
            path: finding.path.as_deref(),
            help: &finding.help,
            related: finding.related.iter().map(related).collect(),
            fix: finding.fix.as_ref().map(Mend::new),
        }
    }
}

impl<'a> At<'a> {
    fn new(span: &'a Span) -> Self {
        let (start, end) = (span.start(), span.end());
        Self {
            file: Some(span.source().name()),
            line: Some(start.line),
            column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
        }
    }
}

impl<'a> Mend<'a> {
    fn new(fix: &'a Fix) -> Self {
        let edits = fix.edits.iter();
        Self {
            title: &fix.title,
            edits: edits
                .map(|edit| Replacement { place: At::new(&edit.span), text: &edit.text })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::Source;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("甲.yaml", "\u{feff}年度：2021\n合计: 3\n");
        let at = source.text().find('：').expect("the text has it");
        let findings = [Diagnostic::error(Code::FullWidthMark, "“：”是中文冒号")
            .at(source.span(at..at + 3), "")
            .related(source.span(3..9), "名称")
            .help("换成英文冒号")
            .fix("换成英文冒号", source.span(at..at + 3), ": ")];
        insta::assert_snapshot!(render(&findings), @r#"
    [
      {
        "code": "Y002",
        "severity": "error",
        "message": "“：”是中文冒号",
        "file": "甲.yaml",
        "line": 1,
        "column": 3,
        "end_line": 1,
        "end_column": 4,
        "path": null,
        "help": [
          "换成英文冒号"
        ],
        "related": [
          {
            "file": "甲.yaml",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 3,
            "label": "名称"
          }
        ],
        "fix": {
          "title": "换成英文冒号",
          "edits": [
            {
              "file": "甲.yaml",
              "line": 1,
              "column": 3,
              "end_line": 1,
              "end_column": 4,
              "text": ": "
            }
          ]
        }
      }
    ]
    "#);
    }

    #[test]
    fn absent_is_null() {
        let finding =
            Diagnostic::note(Code::Encoding, "乙.yaml 不是文本文件").path("申请.合计");
        insta::assert_snapshot!(render(&[finding]), @r#"
    [
      {
        "code": "Y010",
        "severity": "note",
        "message": "乙.yaml 不是文本文件",
        "file": null,
        "line": null,
        "column": null,
        "end_line": null,
        "end_column": null,
        "path": "申请.合计",
        "help": [],
        "related": [],
        "fix": null
      }
    ]
    "#);
    }

    #[test]
    fn no_findings_are_an_empty_array() {
        assert_eq!(render(&[]), "[]\n");
    }
}
