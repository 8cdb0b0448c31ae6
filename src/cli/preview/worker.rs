//! The one who makes the report anew with every save.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::super::args::PreviewArgs;
use super::super::input::Input;
use super::bench::Bench;
use super::pdf::Pdfs;
use crate::preview::Session;

/// A save is over when nothing more happens for so long; editors write in steps.
const QUIET: Duration = Duration::from_millis(20);
/// So long it is waited at most for a save to be over.
const SETTLING: Duration = Duration::from_secs(1);
/// So often the files are looked at where the system tells of no save.
const LOOK: Duration = Duration::from_secs(1);
/// A report in work gives way to a newer save so many times in a row.
const GIVE_WAY: usize = 5;

/// Something was saved.
struct Saved;

/// Where saves are told of.
#[derive(Clone)]
pub(super) struct Saves(Sender<Saved>);

impl Saves {
    /// Tells that something was saved.
    pub(super) fn tell(&self) {
        // A worker that is gone needs to hear nothing.
        drop(self.0.send(Saved));
    }
}

/// The worker, as others see it.
#[derive(Clone)]
pub(super) struct Worker {
    saves: Saves,
    session: watch::Receiver<Session>,
    pdfs: Pdfs,
}

impl Worker {
    /// Starts with the first report.
    pub(super) fn start(args: &PreviewArgs, input: &Input) -> anyhow::Result<Self> {
        let (saves, heard) = mpsc::channel();
        let (shown, session) = watch::channel(Session::new(&input.name()));
        let bench = Bench::new(args, input)?;
        let pdfs = Pdfs::start(args, bench.options().clone(), session.clone());
        thread::spawn(move || work(bench, &mut Inbox::new(heard), &shown));
        Ok(Self { saves: Saves(saves), session, pdfs })
    }

    pub(super) fn saves(&self) -> Saves {
        self.saves.clone()
    }

    /// Returns the session, which goes on changing.
    pub(super) fn session(&self) -> watch::Receiver<Session> {
        self.session.clone()
    }

    /// Returns where the PDF of the last report is asked for.
    pub(super) fn pdfs(&self) -> &Pdfs {
        &self.pdfs
    }
}

/// What was heard and is not done.
struct Inbox {
    saves: Receiver<Saved>,
    saved: bool,
}

impl Inbox {
    /// Begins with a report that is to be made.
    fn new(saves: Receiver<Saved>) -> Self {
        Self { saves, saved: true }
    }

    /// Waits for a save, or until it is time to look; tells whether there is anybody
    /// left to work for.
    fn wait(&mut self) -> bool {
        if self.saved {
            return true;
        }
        match self.saves.recv_timeout(LOOK) {
            Ok(Saved) => self.saved = true,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        true
    }

    /// Waits until a save is over. A program that writes on and on beside the file
    /// does not keep the report back.
    fn settle(&mut self) {
        let begun = Instant::now();
        while self.saves.recv_timeout(QUIET).is_ok() {
            if begun.elapsed() > SETTLING {
                break;
            }
        }
        self.saved = false;
    }

    /// Tells whether something was saved meanwhile.
    fn is_saved(&mut self) -> bool {
        self.saved |= self.saves.try_iter().count() > 0;
        self.saved
    }
}

/// Works until nobody is left.
fn work(mut bench: Bench, inbox: &mut Inbox, shown: &watch::Sender<Session>) {
    while inbox.wait() {
        if inbox.saved || bench.is_touched() {
            refresh(&mut bench, inbox, shown);
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
        let (saves, heard) = mpsc::channel();
        let mut inbox = Inbox::new(heard);
        let writer = thread::spawn(move || {
            // Until nobody listens.
            while saves.send(Saved).is_ok() {
                thread::sleep(QUIET / 10);
            }
        });
        inbox.settle();
        assert!(!inbox.saved);
        drop(inbox);
        writer.join().expect("it ends");
    }
}
