//! Connections that have not yet asked for anything they may have.
//!
//! Anyone on the machine can open connections and leave them so. The newest are
//! kept: whoever knows the token asks at once, and is a guest no more.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::AbortHandle;

/// So many strangers wait at most.
const MOST: usize = 128;

/// The connections nobody vouches for, the oldest first.
#[derive(Clone, Default)]
pub(super) struct Guests(Arc<Mutex<VecDeque<(u64, AbortHandle)>>>);

impl Guests {
    /// Takes a connection in; the oldest goes if there are too many.
    pub(super) fn admit(&self, number: u64, task: AbortHandle) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push_back((number, task));
        if waiting.len() > MOST
            && let Some((_, oldest)) = waiting.pop_front()
        {
            oldest.abort();
        }
    }

    /// Forgets a connection: it is known, or has ended.
    pub(super) fn forget(&self, number: u64) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|(other, _)| *other != number);
    }
}
