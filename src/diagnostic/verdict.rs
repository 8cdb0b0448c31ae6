//! How a file stands after its findings.

use std::fmt;

use super::{Diagnostic, Severity};

/// What may be done with a file's report; the worse comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nothing speaks against it.
    Publishable,
    /// It may be published; somebody should look at the warnings before.
    Doubtful,
    /// It must not be published as it is.
    Forbidden,
}

impl Standing {
    /// Returns the words shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Self::Publishable => "可以发布",
            Self::Doubtful => "可以发布，请先看过警告",
            Self::Forbidden => "不能发布",
        }
    }
}

/// A count of findings by severity, and what follows from it. Shown as one line:
/// 「3 处错误，2 处警告，不能发布」.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Findings that forbid the report.
    pub errors: usize,
    /// Findings to be looked at.
    pub warnings: usize,
    /// Findings worth knowing.
    pub notes: usize,
    /// What follows.
    pub standing: Standing,
}

impl Verdict {
    /// Counts findings; those of the severity `least` or worse forbid the report.
    pub fn of(findings: &[Diagnostic], least: Severity) -> Self {
        let count = |severity| {
            findings.iter().filter(|finding| finding.severity == severity).count()
        };
        let worst = findings.iter().map(|finding| finding.severity).max();
        let standing = match worst {
            Some(worst) if worst >= least => Standing::Forbidden,
            Some(Severity::Warning) => Standing::Doubtful,
            _ => Standing::Publishable,
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            standing,
        }
    }

    /// Tells whether there must be no report.
    pub fn forbids(&self) -> bool {
        self.standing == Standing::Forbidden
    }

    /// Returns the counts in words, the worst first; nothing of none.
    pub fn counts(&self) -> String {
        let counts = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.notes, Severity::Note),
        ];
        let parts: Vec<_> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, severity)| format!("{count} 处{}", severity.name()))
            .collect();
        parts.join("，")
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.counts();
        let counts = if counts.is_empty() { "没有发现问题" } else { &counts };
        write!(f, "{counts}，{}", self.standing.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[track_caller]
    fn verdict(severities: &[Severity], least: Severity) -> String {
        let findings: Vec<_> = severities
            .iter()
            .map(|&severity| Diagnostic::new(Code::BadText, severity, "错"))
            .collect();
        Verdict::of(&findings, least).to_string()
    }

    #[test]
    fn what_follows_is_said_behind_the_counts() {
        use Severity::{Error, Note, Warning};
        assert_eq!(verdict(&[], Error), "没有发现问题，可以发布");
        assert_eq!(verdict(&[Note], Error), "1 处提示，可以发布");
        let doubtful = "2 处警告，可以发布，请先看过警告";
        assert_eq!(verdict(&[Warning, Warning], Error), doubtful);
        assert_eq!(verdict(&[Warning, Warning], Warning), "2 处警告，不能发布");
        let all = [Note, Error, Warning, Error];
        assert_eq!(verdict(&all, Error), "2 处错误，1 处警告，1 处提示，不能发布");
    }
}
