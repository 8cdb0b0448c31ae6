//! Running a command over many files at once.
//!
//! Files are worked on in parallel and reported in the order in which they were
//! named; what is kept of a file that waits for its turn is text only, so that
//! memory stays flat however many there are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{ParallelBridge as _, ParallelIterator as _};

use super::args::ReadArgs;
use super::desk::forbid;
use super::findings::{Gathered, Voice};
use super::input::Input;
use super::output::{self, Output};
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
    args: &ReadArgs,
    output: Option<&Path>,
    job: impl Fn(&Input) -> anyhow::Result<Done> + Sync,
) -> anyhow::Result<Outcome> {
    let inputs: Vec<_> = args.files.iter().map(|path| Input::new(path)).collect();
    let reporter = Reporter::new(args, inputs.len());
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
    gathered: Gathered,
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
    gathered: Vec<Gathered>,
    worst: Option<Outcome>,
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

    fn report(&self, input: &Input, done: anyhow::Result<Done>) -> Report {
        let name = input.name();
        let Done { findings, results } = match done {
            Ok(done) => done,
            Err(error) => {
                return Report {
                    outcome: Outcome::Failed,
                    findings: failure(&error),
                    results: String::new(),
                    gathered: Voice::gather_failure(&name, &error),
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
            results: results.concat(),
            gathered: self.voice.gather(&name, &findings),
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
        if !self.args.format.is_gathered() && state.unprinted.is_none() {
            state.unprinted = print(report.results.as_bytes()).err();
        }
        state.gathered.push(report.gathered);
    }

    /// Ends the run: what was gathered, or a table of the files.
    fn end(self, output: Option<&Path>) -> anyhow::Result<Outcome> {
        self.bar.finish_and_clear();
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = state.unprinted {
            return Err(error);
        }
        if !self.args.format.is_gathered() && state.gathered.len() > 1 {
            say(&summary(&state.gathered));
        }
        if let Some(whole) = self.voice.whole(state.gathered) {
            deliver(whole, output)?;
        }
        Ok(state.worst.unwrap_or(Outcome::Done))
    }
}

/// Writes what was gathered to a file, if one is named.
fn deliver(whole: String, output: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = output else { return print(whole.as_bytes()) };
    output::write(&[Output { path: path.to_owned(), bytes: whole.into_bytes() }])?;
    print(format!("{}\n", path.display()).as_bytes())
}

/// Lists files by how they stand, the worst first; those that may be published are
/// only counted.
fn summary(gathered: &[Gathered]) -> String {
    let files = || gathered.iter().map(|file| &file.reviewed);
    let unread: Vec<_> = files()
        .filter(|file| file.verdict.is_err())
        .map(|file| file.name.clone())
        .collect();
    let mut out = format!("共 {} 份\n", gathered.len());
    out.push_str(&group("读写失败", unread.len(), &unread));
    for standing in [Standing::Forbidden, Standing::Doubtful, Standing::Publishable] {
        let such: Vec<_> = files()
            .filter_map(|file| Some((&file.name, file.verdict.as_ref().ok()?)))
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
