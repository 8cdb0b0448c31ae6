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

/// Says of what a command cannot work with what is wrong in it.
pub(super) fn refuse(faults: &[Diagnostic]) -> Outcome {
    say(&terminal::render(faults, style()));
    Outcome::InputErrors
}

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
pub(super) enum Kept {
    /// It is said already; a list of the files has this of it.
    Said(Said),
    /// Its findings, for programs.
    Objects(Vec<serde_json::Value>),
    /// Its part of the page.
    Page(Reviewed),
}

/// A file of which all is said.
pub(super) struct Said {
    /// The name that users know it by.
    pub(super) name: String,
    /// How it stands; none if it could not be worked on.
    pub(super) verdict: Option<Verdict>,
}

impl Kept {
    pub(super) fn said(&self) -> Option<&Said> {
        if let Self::Said(said) = self { Some(said) } else { None }
    }

    fn objects(self) -> Vec<serde_json::Value> {
        if let Self::Objects(objects) = self { objects } else { Vec::new() }
    }

    fn part(self) -> Option<Reviewed> {
        if let Self::Page(part) = self { Some(part) } else { None }
    }
}

impl Voice {
    pub(super) fn new(args: &ReadArgs) -> Self {
        let most = if args.all { usize::MAX } else { SHOWN };
        let least = if args.deny_warnings { Severity::Warning } else { Severity::Error };
        Self { format: args.format, style: style(), most, least }
    }

    /// Tells whether what is found is written as one thing when all is done.
    pub(super) fn is_gathered(&self) -> bool {
        self.format.is_gathered()
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
    pub(super) fn keep(&self, name: &str, findings: &[Diagnostic]) -> Kept {
        let verdict = self.verdict(findings);
        match self.format {
            Findings::Text | Findings::Short => {
                Kept::Said(Said { name: name.to_owned(), verdict: Some(verdict) })
            }
            Findings::Json => Kept::Objects(json::objects(findings)),
            Findings::Sarif => Kept::Objects(sarif::results(findings)),
            Findings::Html => {
                Kept::Page(Reviewed::new(name, verdict, &worst(findings, self.most)))
            }
        }
    }

    /// Keeps why a file could not be worked on.
    pub(super) fn keep_failure(&self, name: &str, error: &anyhow::Error) -> Kept {
        match self.format {
            Findings::Text | Findings::Short => {
                Kept::Said(Said { name: name.to_owned(), verdict: None })
            }
            Findings::Json | Findings::Sarif => Kept::Objects(Vec::new()),
            Findings::Html => {
                Kept::Page(Reviewed::unread(name, failure(error).trim_end()))
            }
        }
    }

    /// Writes what was kept as one thing; none where all is said already.
    pub(super) fn whole(&self, kept: Vec<Kept>) -> Option<String> {
        match self.format {
            Findings::Text | Findings::Short => None,
            Findings::Json => Some(json::array(&objects(kept))),
            Findings::Sarif => Some(sarif::log(&objects(kept))),
            Findings::Html => {
                let parts: Vec<_> = kept.into_iter().filter_map(Kept::part).collect();
                Some(review::page(&parts))
            }
        }
    }

    /// Says what of the templates and fonts keeps a command from beginning.
    pub(super) fn stop(&self, findings: &[Diagnostic]) -> anyhow::Result<Outcome> {
        say(&self.text(findings));
        if let Some(whole) = self.whole(vec![self.keep("模板和字体", findings)]) {
            print(whole.as_bytes())?;
        }
        Ok(Outcome::Failed)
    }
}

fn objects(kept: Vec<Kept>) -> Vec<serde_json::Value> {
    kept.into_iter().flat_map(Kept::objects).collect()
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
        assert_eq!(objects(vec![voice.keep("甲", &findings())]).len(), 61);
    }
}
