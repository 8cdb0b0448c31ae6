//! Findings as SARIF 2.1.0 (OASIS, *Static Analysis Results Interchange Format*),
//! for editors and build servers.
//!
//! One run. Regions count lines and columns from 1, columns in code points; paths
//! are relative references as the files were named, percent-encoded. Numbers of
//! persons are masked, and mends that would write one left out.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};

use super::explanation::explain;
use super::{Code, Diagnostic, Edit, Place, Severity, masked_for_programs};
use crate::source::Span;

/// Where the format is defined.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Returns each finding as a `result`, for logs gathered from many files.
pub fn results(findings: &[Diagnostic]) -> Vec<Value> {
    findings.iter().map(|finding| result(&masked_for_programs(finding))).collect()
}

/// Writes results as a whole log, with a line end after it. The rules of the codes
/// that occur are explained in it.
pub fn log(results: &[Value]) -> String {
    let ids: BTreeSet<_> =
        results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
    let codes = Code::ALL.iter().filter(|code| ids.contains(code.as_str()));
    let rules: Vec<_> = codes.copied().map(rule).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "nianbao",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    let text = explain(code).map_or("", |explanation| explanation.text);
    json!({
        "id": code,
        "shortDescription": {"text": code.title()},
        "help": {"text": text, "markdown": text},
        "properties": {"tags": [code.family().name()]},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(finding: &Diagnostic) -> Value {
    let help = finding.help.iter().map(|help| format!("\n{help}"));
    let text: String = std::iter::once(finding.message.clone()).chain(help).collect();
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": {"text": text},
    });
    let mut location = match &finding.place {
        Some(place) => location(&place.span),
        None => json!({}),
    };
    if let Some(path) = &finding.path {
        location["logicalLocations"] = json!([{"fullyQualifiedName": path}]);
    }
    if location != json!({}) {
        result["locations"] = json!([location]);
    }
    if !finding.related.is_empty() {
        result["relatedLocations"] = finding.related.iter().map(related).collect();
    }
    if let Some(fix) = &finding.fix {
        let changes: Vec<_> = by_file(&fix.edits).into_iter().map(change).collect();
        result["fixes"] =
            json!([{"description": {"text": fix.title}, "artifactChanges": changes}]);
    }
    result
}

fn related(Place { span, label }: &Place) -> Value {
    let mut location = location(span);
    if !label.is_empty() {
        location["message"] = json!({"text": label});
    }
    location
}

fn location(span: &Span) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": artifact(span),
        "region": Region::new(span),
    }})
}

fn artifact(span: &Span) -> Value {
    json!({"uri": uri(span.source().name())})
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn new(span: &Span) -> Self {
        let (start, end) = (span.start(), span.end());
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// Divides edits into those of one file.
fn by_file(edits: &[Edit]) -> Vec<&[Edit]> {
    edits
        .chunk_by(|one, next| one.span.source().name() == next.span.source().name())
        .collect()
}

fn change(edits: &[Edit]) -> Value {
    let replacements: Vec<_> = edits
        .iter()
        .map(|edit| {
            json!({
                "deletedRegion": Region::new(&edit.span),
                "insertedContent": {"text": edit.text},
            })
        })
        .collect();
    json!({"artifactLocation": artifact(&edits[0].span), "replacements": replacements})
}

/// Writes a path as a reference: what is not a letter, a digit or a mark that
/// stands for itself is percent-encoded (RFC 3986).
fn uri(path: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    utf8_percent_encode(&path.replace('\\', "/"), KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    #[expect(clippy::too_many_lines, reason = "most of them are the log")]
    fn a_log_has_rules_results_and_mends() {
        let source = Source::new("甲/2021.yaml", "年度：2021\n合计: 3\n");
        let at = source.text().find('：').expect("the text has it");
        let findings = [
            Diagnostic::error(Code::FullWidthMark, "“：”是中文冒号")
                .at(source.span(at..at + 3), "")
                .path("年度")
                .related(source.span(0..6), "名称")
                .help("换成英文冒号")
                .fix("换成英文冒号", source.span(at..at + 3), ": "),
            Diagnostic::warning(Code::Encoding, "乙.yaml 不是文本文件"),
        ];
        let mut log: Value = serde_json::from_str(&log(&results(&findings))).unwrap();
        let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
        let ids: Vec<_> =
            rules.as_array().unwrap().iter().map(|rule| rule["id"].clone()).collect();
        assert_eq!(ids, ["Y002", "Y010"]);
        assert!(rules[0]["help"]["text"].as_str().unwrap().contains("中文标点"));
        insta::assert_snapshot!(format!("{:#}", log["runs"][0]["results"]), @r#"
    [
      {
        "ruleId": "Y002",
        "level": "error",
        "message": {
          "text": "“：”是中文冒号\n换成英文冒号"
        },
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "%E7%94%B2/2021.yaml"
              },
              "region": {
                "startLine": 1,
                "startColumn": 3,
                "endLine": 1,
                "endColumn": 4
              }
            },
            "logicalLocations": [
              {
                "fullyQualifiedName": "年度"
              }
            ]
          }
        ],
        "relatedLocations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "%E7%94%B2/2021.yaml"
              },
              "region": {
                "startLine": 1,
                "startColumn": 1,
                "endLine": 1,
                "endColumn": 3
              }
            },
            "message": {
              "text": "名称"
            }
          }
        ],
        "fixes": [
          {
            "description": {
              "text": "换成英文冒号"
            },
            "artifactChanges": [
              {
                "artifactLocation": {
                  "uri": "%E7%94%B2/2021.yaml"
                },
                "replacements": [
                  {
                    "deletedRegion": {
                      "startLine": 1,
                      "startColumn": 3,
                      "endLine": 1,
                      "endColumn": 4
                    },
                    "insertedContent": {
                      "text": ": "
                    }
                  }
                ]
              }
            ]
          }
        ]
      },
      {
        "ruleId": "Y010",
        "level": "warning",
        "message": {
          "text": "乙.yaml 不是文本文件"
        }
      }
    ]
    "#);
    }

    #[test]
    fn a_log_of_nothing_is_one_too() {
        let log: Value = serde_json::from_str(&log(&[])).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["version"], "2.1.0");
    }
}
