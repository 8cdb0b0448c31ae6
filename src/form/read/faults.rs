//! The faults found so far, and what is in doubt because of them.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The faults of a form file.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: Vec<Diagnostic>,
    doubtful: BTreeSet<String>,
    roots_doubtful: bool,
}

/// Makes a fault at a place.
pub(super) fn fault(code: Code, span: &Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, message).at(span.clone(), "")
}

impl Faults {
    /// Adds a fault.
    pub(super) fn push(&mut self, fault: Diagnostic) {
        self.found.push(fault);
    }

    /// Adds help to the last fault.
    pub(super) fn help_last(&mut self, help: &str) {
        if let Some(last) = self.found.last_mut() {
            last.help.push(help.to_owned());
        }
    }

    /// Adds help to the fault at a place.
    pub(super) fn help_at(&mut self, span: &Span, help: &str) {
        let is_there = |fault: &&mut Diagnostic| {
            fault.place.as_ref().is_some_and(|place| place.span == *span)
        };
        if let Some(fault) = self.found.iter_mut().find(is_there) {
            fault.help.push(help.to_owned());
        }
    }

    /// Tells whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Reads what stands under a field's or table's name. If there are faults in
    /// it, paths that lead there are no longer judged: one cause, one finding.
    pub(super) fn within<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.found.len();
        let value = read(self);
        if self.found.len() > before {
            self.doubtful.insert(name.to_owned());
        }
        value
    }

    /// Notes that not every field and table is known.
    pub(super) fn doubt_roots(&mut self) {
        self.roots_doubtful = true;
    }

    /// Tells whether it may be the form's other faults that break a path with
    /// this first step.
    pub(super) fn is_doubtful(&self, name: &str) -> bool {
        self.doubtful.contains(name)
    }

    /// Tells whether fields or tables may be missing because of other faults.
    pub(super) fn are_roots_doubtful(&self) -> bool {
        self.roots_doubtful
    }

    /// Returns the faults in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|fault| {
            fault.place.as_ref().map_or(0, |place| place.span.range().start)
        });
        self.found
    }
}
