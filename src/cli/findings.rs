//! How findings are written: with their lines, in a line each, or for programs.

use std::cmp::Reverse;
use std::io::{self, IsTerminal};

use super::args::{Findings, ReadArgs};
use super::{Outcome, print, say};
use crate::diagnostic::terminal::Style;
use crate::diagnostic::{Diagnostic, json, short, terminal};

/// Findings of a file that are shown unless all are asked for: a template or a
/// table in the wrong place makes hundreds of one kind.
const SHOWN: usize = 50;

/// The way of writing that the arguments ask for.
pub(super) struct Voice {
    format: Findings,
    style: Style,
    /// At most so many of a file are shown to people.
    most: usize,
}

impl Voice {
    pub(super) fn new(args: &ReadArgs) -> Self {
        let most = if args.all { usize::MAX } else { SHOWN };
        Self { format: args.format, style: style(), most }
    }

    /// Writes the findings of a file for people; in JSON there is nothing to say.
    pub(super) fn text(&self, findings: &[Diagnostic]) -> String {
        let render = |findings: &[Diagnostic]| match self.format {
            Findings::Text => terminal::render(findings, self.style),
            Findings::Short => short::render(findings),
            Findings::Json => String::new(),
        };
        let more = findings.len().saturating_sub(self.most);
        if more == 0 || self.format == Findings::Json {
            return render(findings);
        }
        let shown = render(&worst(findings, self.most));
        format!("{shown}另有 {more} 处，用 --all 全部列出\n")
    }

    /// Writes the findings of a file for programs; none for people.
    pub(super) fn objects(&self, findings: &[Diagnostic]) -> Vec<serde_json::Value> {
        match self.format {
            Findings::Json => json::objects(findings),
            Findings::Text | Findings::Short => Vec::new(),
        }
    }

    /// Says what keeps a command from beginning.
    pub(super) fn stop(&self, findings: &[Diagnostic]) -> anyhow::Result<Outcome> {
        say(&self.text(findings));
        if self.format == Findings::Json {
            print(json::render(findings).as_bytes())?;
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

/// Returns the worst findings, in the order in which they stand.
fn worst(findings: &[Diagnostic], count: usize) -> Vec<Diagnostic> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&at| Reverse(findings[at].severity));
    order.truncate(count);
    order.sort_unstable();
    order.into_iter().map(|at| findings[at].clone()).collect()
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
        Voice { format, style: Style::Plain, most }
    }

    #[test]
    fn many_findings_are_shown_in_part_the_errors_among_them() {
        let text = voice(Findings::Short, SHOWN).text(&findings());
        assert_eq!(text.lines().count(), 51);
        assert!(text.starts_with("提示[F017] 第 0 处\n"));
        assert!(text.ends_with(
            "提示[F017] 第 48 处\n错误[F017] 最后一处\n另有 11 处，用 --all 全部列出\n"
        ));
        let text = voice(Findings::Text, SHOWN).text(&findings());
        assert!(text.contains("错误[F017]: 最后一处") && text.contains("另有 11 处"));
    }

    #[test]
    fn all_are_shown_where_asked_and_to_programs() {
        let text = voice(Findings::Short, usize::MAX).text(&findings());
        assert_eq!(text.lines().count(), 61);
        let voice = voice(Findings::Json, SHOWN);
        assert_eq!(voice.text(&findings()), "");
        assert_eq!(voice.objects(&findings()).len(), 61);
    }
}
