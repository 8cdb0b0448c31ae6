//! Running a command over many files at once.
//!
//! Files are worked on in parallel and reported in the order in which they were
//! named; what is kept of a file that waits for its turn is text only, so that
//! memory stays flat however many there are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{ParallelBridge as _, ParallelIterator as _};

use super::findings::{Kept, Said, Voice};
use super::input::Input;
use super::output;
use super::{Outcome, failure, print, say};
use crate::diagnostic::{Diagnostic, Standing};

/// What came of one file.
pub(super) struct Done {
    /// Everything found.
    pub(super) findings: Vec<Diagnostic>,
    /// Lines about the result, for standard output.
    pub(super) results: Vec<String>,
}

/// Runs a job for each file. A file that fails never stops the others. What is
/// gathered of all goes to `output`, or to standard output.
pub(super) fn run(
    files: &[PathBuf],
    voice: &Voice,
    output: Option<&Path>,
    job: impl Fn(&Input) -> anyhow::Result<Done> + Sync,
) -> anyhow::Result<Outcome> {
    let inputs: Vec<_> = files.iter().map(|path| Input::new(path)).collect();
    let reporter = Reporter::new(voice, inputs.len());
    inputs.iter().enumerate().par_bridge().for_each(|(index, input)| {
        let report = reporter.report(input, job(input));
        reporter.finish(index, report);
    });
    reporter.end(output)
}

/// What is said of a file, ready to be printed.
struct Report {
    outcome: Outcome,
    findings: String,
    results: String,
    kept: Kept,
}

/// Prints reports in the order of the files.
struct Reporter<'a> {
    voice: &'a Voice,
    bar: ProgressBar,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    next: usize,
    waiting: BTreeMap<usize, Report>,
    kept: Vec<Kept>,
    worst: Option<Outcome>,
    /// Why standard output could not be written, once it could not.
    unprinted: Option<anyhow::Error>,
}

impl<'a> Reporter<'a> {
    fn new(voice: &'a Voice, files: usize) -> Self {
        let bar = if files > 1 && io::stderr().is_terminal() {
            ProgressBar::new(files as u64)
        } else {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        };
        let look = ProgressStyle::with_template("{bar:30} {pos}/{len} 份，还要 {eta}");
        bar.set_style(look.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { voice, bar, state: Mutex::default() }
    }

    fn report(&self, input: &Input, done: anyhow::Result<Done>) -> Report {
        let name = input.name();
        let Done { findings, results } = match done {
            Ok(done) => done,
            Err(error) => {
                return Report {
                    outcome: Outcome::Failed,
                    findings: failure(&error),
                    results: String::new(),
                    kept: self.voice.keep_failure(&name, &error),
                };
            }
        };
        Report {
            outcome: self.voice.verdict(&findings).into(),
            findings: self.voice.text(&findings),
            results: results.concat(),
            kept: self.voice.keep(&name, &findings),
        }
    }

    /// Prints a file's report, and those that waited for it.
    fn finish(&self, index: usize, report: Report) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.waiting.insert(index, report);
        while let Some(report) = {
            let next = state.next;
            state.waiting.remove(&next)
        } {
            state.next += 1;
            state.worst = state.worst.max(Some(report.outcome));
            self.bar.inc(1);
            self.bar.suspend(|| self.print(report, &mut state));
        }
    }

    fn print(&self, report: Report, state: &mut State) {
        say(&report.findings);
        if !self.voice.is_gathered() && state.unprinted.is_none() {
            state.unprinted = print(report.results.as_bytes()).err();
        }
        state.kept.push(report.kept);
    }

    /// Ends the run: what was gathered, or a table of the files.
    fn end(self, output: Option<&Path>) -> anyhow::Result<Outcome> {
        self.bar.finish_and_clear();
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = state.unprinted {
            return Err(error);
        }
        if state.kept.len() > 1 {
            say(&summary(&state.kept));
        }
        if let Some(whole) = self.voice.whole(state.kept) {
            output::deliver(whole, output)?;
        }
        Ok(state.worst.unwrap_or(Outcome::Done))
    }
}

/// Lists files by how they stand, the worst first; those that may be published are
/// only counted. Nothing of files that are not said one by one.
fn summary(kept: &[Kept]) -> String {
    let files: Vec<&Said> = kept.iter().filter_map(Kept::said).collect();
    if files.is_empty() {
        return String::new();
    }
    let failed = files.iter().filter(|file| file.verdict.is_none());
    let failed: Vec<_> = failed.map(|file| file.name.clone()).collect();
    let mut out = format!("共 {} 份\n", files.len());
    out.push_str(&group("读写失败", failed.len(), &failed));
    for standing in [Standing::Forbidden, Standing::Doubtful, Standing::Publishable] {
        let such: Vec<_> = files
            .iter()
            .filter_map(|file| Some((&file.name, file.verdict?)))
            .filter(|(_, verdict)| verdict.standing == standing)
            .map(|(name, verdict)| format!("{name}：{}", verdict.counts()))
            .collect();
        let listed = match standing {
            Standing::Publishable => &[][..],
            Standing::Doubtful | Standing::Forbidden => &such,
        };
        out.push_str(&group(standing.name(), such.len(), listed));
    }
    out
}

/// Writes how many files stand in a way, and some lines on them.
fn group(title: &str, count: usize, lines: &[String]) -> String {
    if count == 0 {
        return String::new();
    }
    let mut out = format!("{title}：{count} 份\n");
    for line in lines {
        writeln!(out, "  {line}").expect("a text can be written");
    }
    out
}
