//! Findings as one page that an office can mail: which files may be published,
//! and of the others each finding with its line, its place marked, and what to do.
//!
//! The page needs nothing else, and nothing runs in it.

mod explained;

use std::collections::BTreeSet;

use super::html::writer::{Html, attribute, tag};
use crate::diagnostic::excerpt::Excerpt;
use crate::diagnostic::explanation::explain;
use crate::diagnostic::{
    Code, Diagnostic, Place, Severity, Standing, Verdict, masked, seen,
};

const HEAD: &str = concat!(
    "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<title>年度报告检查结果</title>\n<style>\n",
    include_str!("review.css"),
    "</style>\n</head>\n<body>\n<main>\n",
);
const TAIL: &str = "</main>\n</body>\n</html>\n";

/// A file that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    name: String,
    /// How it stands; in words why it could not be read.
    verdict: Result<Verdict, String>,
    section: Html,
    codes: BTreeSet<Code>,
}

impl Reviewed {
    /// Writes down findings of a file; the verdict counts those too that are not
    /// shown.
    pub fn new(name: &str, verdict: Verdict, shown: &[Diagnostic]) -> Self {
        let mut html = Html::default();
        html.element(tag::OL, |html| {
            for finding in shown {
                write_finding(html, &masked(finding));
            }
        });
        let all = verdict.errors + verdict.warnings + verdict.notes;
        if all > shown.len() {
            let more = format!("另有 {} 处，用 --all 全部列出", all - shown.len());
            html.element(tag::P, |html| html.text(&more));
        }
        Self {
            name: name.to_owned(),
            verdict: Ok(verdict),
            section: html,
            codes: shown.iter().map(|finding| finding.code).collect(),
        }
    }

    /// Writes down that a file could not be read, and why.
    pub fn unread(name: &str, reason: &str) -> Self {
        Self {
            name: name.to_owned(),
            verdict: Err(reason.to_owned()),
            section: Html::default(),
            codes: BTreeSet::new(),
        }
    }

    fn verdict(&self) -> String {
        match &self.verdict {
            Ok(verdict) => verdict.to_string(),
            Err(reason) => reason.clone(),
        }
    }

    /// The class of its row.
    fn class(&self) -> &'static str {
        match self.verdict.as_ref().map(|verdict| verdict.standing) {
            Err(_) | Ok(Standing::Forbidden) => "error",
            Ok(Standing::Doubtful) => "warning",
            Ok(Standing::Publishable) => "fine",
        }
    }
}

/// Writes the whole page.
pub fn page(files: &[Reviewed]) -> String {
    let mut html = Html::default();
    html.constant(HEAD);
    heading(&mut html, 0, "年度报告检查结果");
    write_summary(&mut html, files);
    for (index, file) in files.iter().enumerate() {
        if file.codes.is_empty() {
            continue;
        }
        html.element(tag::SECTION.with(attribute::ID, anchor(index)), |html| {
            heading(html, 1, &file.name);
            html.element(tag::P, |html| html.text(&file.verdict()));
            html.end_line();
            html.append(&file.section);
        });
        html.end_line();
    }
    write_codes(&mut html, files);
    html.constant(TAIL);
    html.finish()
}

fn anchor(index: usize) -> String {
    format!("file-{}", index + 1)
}

fn heading(html: &mut Html, level: usize, text: &str) {
    html.element(tag::HEADINGS[level], |html| html.text(&seen(text)));
    html.end_line();
}

/// Writes the table of files; one that has findings leads to them.
fn write_summary(html: &mut Html, files: &[Reviewed]) {
    html.element(tag::TABLE, |html| {
        html.element(tag::THEAD, |html| {
            html.element(tag::TR, |html| {
                for label in ["文件", "结论"] {
                    html.element(tag::TH.with(attribute::SCOPE, "col"), |html| {
                        html.text(label);
                    });
                }
            });
        });
        html.element(tag::TBODY, |html| {
            for (index, file) in files.iter().enumerate() {
                html.element(tag::TR.with(attribute::CLASS, file.class()), |html| {
                    html.element(tag::TD, |html| write_name(html, index, file));
                    html.element(tag::TD, |html| html.text(&file.verdict()));
                });
                html.end_line();
            }
        });
    });
    html.end_line();
}

fn write_name(html: &mut Html, index: usize, file: &Reviewed) {
    if file.codes.is_empty() {
        html.text(&seen(&file.name));
        return;
    }
    let link = tag::A.with(attribute::HREF, format!("#{}", anchor(index)));
    html.element(link, |html| html.text(&seen(&file.name)));
}

fn write_finding(html: &mut Html, finding: &Diagnostic) {
    html.element(tag::LI.with(attribute::CLASS, class(finding.severity)), |html| {
        html.element(tag::P, |html| {
            html.element(tag::STRONG, |html| html.text(finding.severity.name()));
            html.text(" ");
            html.text(&seen(&finding.message));
            html.text(" ");
            let link = tag::A.with(attribute::HREF, format!("#{}", finding.code));
            html.element(link, |html| html.text(finding.code.as_str()));
        });
        for place in finding.place.iter().chain(&finding.related) {
            write_place(html, place);
        }
        for help in &finding.help {
            html.element(tag::P.with(attribute::CLASS, "help"), |html| {
                html.text(&seen(help));
            });
        }
        if let Some(fix) = &finding.fix {
            html.element(tag::P.with(attribute::CLASS, "help"), |html| {
                html.text(&format!("改法：{}", seen(&fix.title)));
            });
        }
    });
    html.end_line();
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Writes where a place is and its first line, the place marked.
fn write_place(html: &mut Html, Place { span, label }: &Place) {
    let source = span.source();
    let start = span.start();
    let line_end = source.line(start.line).map_or(span.range().end, |line| line.end);
    let end = span.range().end.min(line_end).max(span.range().start);
    let shown = source.span(span.range().start..end);
    let excerpt = Excerpt::new(source, std::iter::once(&shown));
    let marked = excerpt.locate(&shown.range());
    html.element(tag::DIV.with(attribute::CLASS, "place"), |html| {
        html.element(tag::SPAN, |html| {
            let at = format!("{} 第 {} 行", source.name(), start.line);
            html.text(&seen(&at));
        });
        html.element(tag::CODE, |html| {
            html.text(excerpt.text[..marked.start].trim_start());
            html.element(tag::MARK, |html| html.text(&excerpt.text[marked.clone()]));
            html.text(&excerpt.text[marked.end..]);
        });
        if !label.is_empty() && label != shown.text() {
            html.element(tag::SPAN, |html| html.text(&seen(label)));
        }
    });
}

/// Writes what the codes that occur mean.
fn write_codes(html: &mut Html, files: &[Reviewed]) {
    let codes: BTreeSet<Code> =
        files.iter().flat_map(|file| file.codes.iter().copied()).collect();
    if codes.is_empty() {
        return;
    }
    heading(html, 1, "代码的意思");
    for code in codes {
        html.element(tag::SECTION.with(attribute::ID, code), |html| {
            heading(html, 2, &format!("{code} {}", code.title()));
            explained::write(html, explain(code).map_or("", |found| found.text));
        });
        html.end_line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn reviewed(name: &str, findings: &[Diagnostic]) -> Reviewed {
        Reviewed::new(name, Verdict::of(findings, Severity::Error), findings)
    }

    #[test]
    fn a_finding_is_shown_with_its_line_and_place() {
        let source = Source::new("甲.yaml", "年度: 2021\n合计: <3>\n");
        let at = source.text().find('<').unwrap();
        let finding = Diagnostic::error(Code::Total, "合计应当是 4，写的是 <3>")
            .at(source.span(at..at + 3), "应当是 4")
            .help("请改成 4")
            .fix("改为 4", source.span(at..at + 3), "4");
        let html = page(&[reviewed("甲.yaml", &[finding])]);
        for piece in [
            "<strong>错误</strong> 合计应当是 4，写的是 &lt;3&gt; <a href=\"#S001\">S001</a>",
            "<span>甲.yaml 第 2 行</span><code>合计: <mark>&lt;3&gt;</mark></code>",
            "<span>应当是 4</span>",
            "请改成 4",
            "改法：改为 4",
            "<a href=\"#file-1\">甲.yaml</a>",
            "<section id=\"S001\"><h3>S001 合计不对</h3>",
            "<h4>错的写法</h4>",
        ] {
            assert!(html.contains(piece), "{piece}\n{html}");
        }
    }

    #[test]
    fn every_file_has_its_verdict() {
        let warnings = [Diagnostic::warning(Code::Advised, "没有写")];
        let files = [
            reviewed("<甲>.yaml", &[]),
            reviewed("乙.yaml", &warnings),
            Reviewed::unread("丙.yaml", "读不了"),
        ];
        let html = page(&files);
        for piece in [
            "<tr class=\"fine\"><td>&lt;甲&gt;.yaml</td><td>没有发现问题，可以发布</td></tr>",
            "<tr class=\"warning\"><td><a href=\"#file-2\">乙.yaml</a></td>",
            "<tr class=\"error\"><td>丙.yaml</td><td>读不了</td></tr>",
        ] {
            assert!(html.contains(piece), "{piece}\n{html}");
        }
        assert!(!html.contains("id=\"file-1\"") && !html.contains("id=\"file-3\""));
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let all = [(); 3].map(|()| Diagnostic::note(Code::BadText, "错"));
        let verdict = Verdict::of(&all, Severity::Error);
        let html = page(&[Reviewed::new("甲.yaml", verdict, &all[..1])]);
        assert!(html.contains("另有 2 处"), "{html}");
    }
}
