//! Running a command over many files at once.
//!
//! Files are worked on in parallel and reported in the order in which they were
//! named; what is kept of a file that waits for its turn is text only, so that
//! memory stays flat however many there are.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{ParallelBridge as _, ParallelIterator as _};

use super::args::{Findings, ReadArgs};
use super::desk::forbid;
use super::findings::Voice;
use super::input::Input;
use super::{Outcome, failure, print, say};
use crate::diagnostic::{Diagnostic, json};

/// What came of one file.
pub(super) struct Done {
    /// Everything found.
    pub(super) findings: Vec<Diagnostic>,
    /// Lines about the result, for standard output.
    pub(super) results: Vec<String>,
}

/// Runs a job for each file. A file that fails never stops the others.
pub(super) fn run(
    args: &ReadArgs,
    job: impl Fn(&Input) -> anyhow::Result<Done> + Sync,
) -> anyhow::Result<Outcome> {
    let inputs: Vec<_> = args.files.iter().map(|path| Input::new(path)).collect();
    let reporter = Reporter::new(args, inputs.len());
    inputs.iter().enumerate().par_bridge().for_each(|(index, input)| {
        let report = reporter.report(job(input));
        reporter.finish(index, report);
    });
    reporter.end()
}

/// What is said of a file, ready to be printed.
struct Report {
    outcome: Outcome,
    findings: String,
    objects: Vec<serde_json::Value>,
    results: String,
}

/// Prints reports in the order of the files.
struct Reporter<'a> {
    args: &'a ReadArgs,
    voice: Voice,
    bar: ProgressBar,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    next: usize,
    waiting: BTreeMap<usize, Report>,
    objects: Vec<serde_json::Value>,
    counts: BTreeMap<Outcome, usize>,
    /// Why standard output could not be written, once it could not.
    unprinted: Option<anyhow::Error>,
}

impl<'a> Reporter<'a> {
    fn new(args: &'a ReadArgs, files: usize) -> Self {
        let bar = if files > 1 && io::stderr().is_terminal() {
            ProgressBar::new(files as u64)
        } else {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        };
        let look = ProgressStyle::with_template("{bar:30} {pos}/{len} 份，还要 {eta}");
        bar.set_style(look.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { args, voice: Voice::new(args), bar, state: Mutex::default() }
    }

    fn report(&self, done: anyhow::Result<Done>) -> Report {
        let Done { findings, results } = match done {
            Ok(done) => done,
            Err(error) => {
                return Report {
                    outcome: Outcome::Failed,
                    findings: failure(&error),
                    objects: Vec::new(),
                    results: String::new(),
                };
            }
        };
        let outcome = if forbid(&findings, self.args) {
            Outcome::InputErrors
        } else {
            Outcome::Done
        };
        Report {
            outcome,
            findings: self.voice.text(&findings),
            objects: self.voice.objects(&findings),
            results: results.concat(),
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
            *state.counts.entry(report.outcome).or_default() += 1;
            self.bar.inc(1);
            self.bar.suspend(|| self.print(report, &mut state));
        }
    }

    fn print(&self, report: Report, state: &mut State) {
        say(&report.findings);
        if self.args.format == Findings::Json {
            state.objects.extend(report.objects);
        } else if state.unprinted.is_none() {
            state.unprinted = print(report.results.as_bytes()).err();
        }
    }

    /// Ends the run: the array of all findings, or a count of the files.
    fn end(self) -> anyhow::Result<Outcome> {
        self.bar.finish_and_clear();
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = state.unprinted {
            return Err(error);
        }
        if self.args.format == Findings::Json {
            print(json::array(&state.objects).as_bytes())?;
        } else if state.next > 1 {
            say(&summary(state.next, &state.counts));
        }
        Ok(state.counts.keys().next_back().copied().unwrap_or(Outcome::Done))
    }
}

fn summary(files: usize, counts: &BTreeMap<Outcome, usize>) -> String {
    let count = |outcome| counts.get(&outcome).copied().unwrap_or_default();
    let mut parts = vec![format!("{} 份没有错误", count(Outcome::Done))];
    for (outcome, words) in
        [(Outcome::InputErrors, "份没有通过"), (Outcome::Failed, "份读写失败")]
    {
        if count(outcome) > 0 {
            parts.push(format!("{} {words}", count(outcome)));
        }
    }
    format!("共 {files} 份：{}\n", parts.join("，"))
}
