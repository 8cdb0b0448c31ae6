//! The one who makes the report anew with every save, and its PDF when asked.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::{oneshot, watch};

use super::super::args::PreviewArgs;
use super::super::input::Input;
use super::bench::{Bench, Pdf};
use crate::preview::Session;

/// A save is over when nothing more happens for so long; editors write in steps.
const QUIET: Duration = Duration::from_millis(20);
/// So long it is waited at most for a save to be over.
const SETTLING: Duration = Duration::from_secs(1);
/// So often the files are looked at where the system tells of no save.
const LOOK: Duration = Duration::from_secs(1);
/// A report in work gives way to a newer save so many times in a row.
const GIVE_WAY: usize = 5;

/// What there is to do.
enum Job {
    /// Something was saved.
    Saved,
    /// Somebody wants to see the PDF.
    Pdf(oneshot::Sender<Pdf>),
}

/// Where saves are told of.
#[derive(Clone)]
pub(super) struct Saves(Sender<Job>);

impl Saves {
    /// Tells that something was saved.
    pub(super) fn tell(&self) {
        // A worker that is gone needs to hear nothing.
        drop(self.0.send(Job::Saved));
    }
}

/// The worker, as others see it.
#[derive(Clone)]
pub(super) struct Worker {
    jobs: Sender<Job>,
    session: watch::Receiver<Session>,
}

impl Worker {
    /// Starts with the first report.
    pub(super) fn start(args: &PreviewArgs, input: &Input) -> anyhow::Result<Self> {
        let (jobs, todo) = mpsc::channel();
        let (shown, session) = watch::channel(Session::new(&input.name()));
        let bench = Bench::new(args, input)?;
        thread::spawn(move || work(bench, &mut Inbox::new(todo), &shown));
        Ok(Self { jobs, session })
    }

    pub(super) fn saves(&self) -> Saves {
        Saves(self.jobs.clone())
    }

    /// Returns the session, which goes on changing.
    pub(super) fn session(&self) -> watch::Receiver<Session> {
        self.session.clone()
    }

    /// Waits for the PDF of the last report.
    pub(super) async fn pdf(&self) -> Pdf {
        let (reply, pdf) = oneshot::channel();
        let gone = || "预览已经结束".to_owned();
        self.jobs.send(Job::Pdf(reply)).map_err(|_| gone())?;
        pdf.await.map_err(|_| gone())?
    }
}

/// What was heard and is not done.
struct Inbox {
    jobs: Receiver<Job>,
    saved: bool,
    asked: Vec<oneshot::Sender<Pdf>>,
}

impl Inbox {
    fn new(jobs: Receiver<Job>) -> Self {
        Self { jobs, saved: true, asked: Vec::new() }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Saved => self.saved = true,
            Job::Pdf(reply) => self.asked.push(reply),
        }
    }

    /// Waits for something to do, or until it is time to look; tells whether there is
    /// anybody left to work for.
    fn wait(&mut self) -> bool {
        if self.saved || !self.asked.is_empty() {
            return true;
        }
        match self.jobs.recv_timeout(LOOK) {
            Ok(job) => self.take(job),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        true
    }

    /// Waits until a save is over. A program that writes on and on beside the file
    /// does not keep the report back.
    fn settle(&mut self) {
        let begun = Instant::now();
        while let Ok(job) = self.jobs.recv_timeout(QUIET) {
            self.take(job);
            if begun.elapsed() > SETTLING {
                break;
            }
        }
        self.saved = false;
    }

    /// Tells whether something was saved meanwhile.
    fn is_saved(&mut self) -> bool {
        while let Ok(job) = self.jobs.try_recv() {
            self.take(job);
        }
        self.saved
    }
}

/// Works until nobody is left.
fn work(mut bench: Bench, inbox: &mut Inbox, shown: &watch::Sender<Session>) {
    while inbox.wait() {
        if inbox.saved || bench.is_touched() {
            refresh(&mut bench, inbox, shown);
        }
        if inbox.is_saved() {
            continue;
        }
        if !inbox.asked.is_empty() {
            let session = shown.borrow().clone();
            let pdf = bench.pdf(&session);
            for reply in inbox.asked.drain(..) {
                // Who asked may have gone.
                drop(reply.send(pdf.clone()));
            }
        }
    }
}

/// Makes the report anew; begins again if the file is saved meanwhile.
fn refresh(bench: &mut Bench, inbox: &mut Inbox, shown: &watch::Sender<Session>) {
    for round in 1.. {
        if inbox.saved {
            inbox.settle();
        }
        let draft = bench.draft();
        if inbox.is_saved() && round < GIVE_WAY {
            continue;
        }
        let before = shown.borrow().clone();
        publish(shown, before.after(draft));
        break;
    }
    if let Some(last_year) = bench.last_year() {
        let before = shown.borrow().clone();
        publish(shown, before.beside(last_year));
    }
}

/// Shows a session; browsers hear of it only if it is of a new version.
fn publish(shown: &watch::Sender<Session>, next: Session) {
    shown.send_if_modified(|session| {
        let is_new = next.version() != session.version();
        *session = next;
        is_new
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_never_quiet_keeps_no_report_back() {
        let (jobs, todo) = mpsc::channel();
        let mut inbox = Inbox::new(todo);
        let saves = Saves(jobs);
        let writer = thread::spawn(move || {
            // Until nobody listens.
            while saves.0.send(Job::Saved).is_ok() {
                thread::sleep(QUIET / 10);
            }
        });
        inbox.settle();
        assert!(!inbox.saved);
        drop(inbox);
        writer.join().expect("it ends");
    }
}
