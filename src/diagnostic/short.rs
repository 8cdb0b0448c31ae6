//! Findings as one line each, for lists and for editors that read compilers'
//! output: `FILE:LINE:COLUMN: 错误[S001] 信息 (路径)`.

use super::{Diagnostic, masked, seen};

/// Renders findings, each as a line that makes sense alone.
pub fn render(findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| line(&masked(finding))).collect()
}

fn line(finding: &Diagnostic) -> String {
    let place = finding.place.as_ref().map_or_else(String::new, |place| {
        let at = place.span.start();
        format!("{}:{}:{}: ", place.span.source().name(), at.line, at.column)
    });
    let path =
        finding.path.as_ref().map_or_else(String::new, |path| format!(" ({path})"));
    let Diagnostic { severity, code, message, .. } = finding;
    let line = format!("{place}{}[{code}] {message}{path}", severity.name());
    format!("{}\n", seen(&line))
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::Source;

    #[test]
    fn each_finding_is_a_line() {
        let source = Source::new("甲/2021.yaml", "\u{feff}年度: 2021\n合计: 3\n");
        let at = source.text().find('3').expect("the text has it");
        let findings = [
            Diagnostic::error(Code::Total, "合计应当是 4，写的是 3")
                .at(source.span(at..at + 1), "")
                .path("申请.合计"),
            Diagnostic::warning(Code::Encoding, "乙.yaml 不是文本文件"),
        ];
        insta::assert_snapshot!(render(&findings), @r#"
    甲/2021.yaml:2:5: 错误[S001] 合计应当是 4，写的是 3 (申请.合计)
    警告[Y010] 乙.yaml 不是文本文件
    "#);
    }
}
