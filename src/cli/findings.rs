//! How findings are written: with their lines, in a line each, as a page, or for
//! programs.

use std::cmp::Reverse;
use std::io::{self, IsTerminal};

use super::args::{Findings, ReadArgs};
use super::{Outcome, failure, print, say};
use crate::diagnostic::terminal::Style;
use crate::diagnostic::{Diagnostic, Severity, Verdict, json, sarif, short, terminal};
use crate::render::review::{self, Reviewed};

/// Findings of a file that are shown unless all are asked for: a template or a
/// table in the wrong place makes hundreds of one kind.
const SHOWN: usize = 50;

/// The way of writing that the arguments ask for.
pub(super) struct Voice {
    format: Findings,
    style: Style,
    /// At most so many of a file are shown to people.
    most: usize,
    /// What is so bad or worse forbids a report.
    least: Severity,
}

/// What is kept of a file until all are done: text and counts alone, so that
/// memory stays flat.
pub(super) struct Gathered {
    /// The name that users know the file by, how it stands, and the page's part.
    pub(super) reviewed: Reviewed,
    /// Its findings for programs.
    objects: Vec<serde_json::Value>,
}

impl Voice {
    pub(super) fn new(args: &ReadArgs) -> Self {
        let most = if args.all { usize::MAX } else { SHOWN };
        let least = if args.deny_warnings { Severity::Warning } else { Severity::Error };
        Self { format: args.format, style: style(), most, least }
    }

    /// Says how a file stands.
    pub(super) fn verdict(&self, findings: &[Diagnostic]) -> Verdict {
        Verdict::of(findings, self.least)
    }

    /// Writes the findings of a file for people, the worst first; where those of
    /// all files are gathered there is nothing to say.
    pub(super) fn text(&self, findings: &[Diagnostic]) -> String {
        if self.format.is_gathered() {
            return String::new();
        }
        let shown = worst(findings, self.most);
        let shown = match self.format {
            Findings::Short => short::render(&shown),
            _ => terminal::render(&shown, self.style),
        };
        match findings.len().saturating_sub(self.most) {
            0 => shown,
            more => format!("{shown}另有 {more} 处，用 --all 全部列出\n"),
        }
    }

    /// Keeps what is to be said of a file when all are done.
    pub(super) fn gather(&self, name: &str, findings: &[Diagnostic]) -> Gathered {
        let verdict = self.verdict(findings);
        let on_page = match self.format {
            Findings::Html => worst(findings, self.most),
            _ => Vec::new(),
        };
        let objects = match self.format {
            Findings::Json => json::objects(findings),
            Findings::Sarif => sarif::results(findings),
            Findings::Text | Findings::Short | Findings::Html => Vec::new(),
        };
        Gathered { reviewed: Reviewed::new(name, verdict, &on_page), objects }
    }

    /// Keeps why a file could not be worked on.
    pub(super) fn gather_failure(name: &str, error: &anyhow::Error) -> Gathered {
        let reviewed = Reviewed::unread(name, failure(error).trim_end());
        Gathered { reviewed, objects: Vec::new() }
    }

    /// Writes what was gathered as one thing; none where all is said already.
    pub(super) fn whole(&self, gathered: Vec<Gathered>) -> Option<String> {
        let objects = |gathered: Vec<Gathered>| -> Vec<_> {
            gathered.into_iter().flat_map(|file| file.objects).collect()
        };
        match self.format {
            Findings::Text | Findings::Short => None,
            Findings::Json => Some(json::array(&objects(gathered))),
            Findings::Sarif => Some(sarif::log(&objects(gathered))),
            Findings::Html => {
                let files: Vec<_> =
                    gathered.into_iter().map(|file| file.reviewed).collect();
                Some(review::page(&files))
            }
        }
    }

    /// Says what keeps a command from beginning.
    pub(super) fn stop(&self, findings: &[Diagnostic]) -> anyhow::Result<Outcome> {
        say(&self.text(findings));
        let gathered = vec![self.gather("准备", findings)];
        if let Some(whole) = self.whole(gathered) {
            print(whole.as_bytes())?;
        }
        Ok(Outcome::Failed)
    }
}

/// Tells whether standard error shows colours, and users want them.
pub(super) fn style() -> Style {
    style_of(&io::stderr())
}

/// Tells whether an output shows colours, and users want them
/// (<https://no-color.org>).
#[expect(clippy::disallowed_methods, reason = "cli reads the environment")]
pub(super) fn style_of(output: &impl IsTerminal) -> Style {
    let refused = std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty());
    if output.is_terminal() && !refused { Style::Colour } else { Style::Plain }
}

/// Returns the worst findings, the worst first, those as bad as each other in the
/// order in which they stand.
fn worst(findings: &[Diagnostic], count: usize) -> Vec<Diagnostic> {
    let mut order: Vec<&Diagnostic> = findings.iter().collect();
    order.sort_by_key(|finding| Reverse(finding.severity));
    order.into_iter().take(count).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn findings() -> Vec<Diagnostic> {
        let mut findings: Vec<_> = (0..60)
            .map(|at| Diagnostic::note(Code::BadText, format!("第 {at} 处")))
            .collect();
        findings.push(Diagnostic::error(Code::BadText, "最后一处"));
        findings
    }

    fn voice(format: Findings, most: usize) -> Voice {
        Voice { format, style: Style::Plain, most, least: Severity::Error }
    }

    #[test]
    fn many_findings_are_shown_in_part_the_errors_among_them() {
        let text = voice(Findings::Short, SHOWN).text(&findings());
        assert_eq!(text.lines().count(), 51);
        assert!(text.starts_with("错误[F017] 最后一处\n提示[F017] 第 0 处\n"));
        assert!(text.ends_with("提示[F017] 第 48 处\n另有 11 处，用 --all 全部列出\n"));
        let text = voice(Findings::Text, SHOWN).text(&findings());
        assert!(text.contains("错误[F017]: 最后一处") && text.contains("另有 11 处"));
    }

    #[test]
    fn all_are_shown_where_asked_and_to_programs() {
        let text = voice(Findings::Short, usize::MAX).text(&findings());
        assert_eq!(text.lines().count(), 61);
        let voice = voice(Findings::Json, SHOWN);
        assert_eq!(voice.text(&findings()), "");
        assert_eq!(voice.gather("甲", &findings()).objects.len(), 61);
    }
}
