//! What the tests of both renderers share: documents to write, and readers that
//! know nothing of how they were written.

pub(super) mod expected;
pub(super) mod forms;
pub(super) mod generated;
pub(super) mod reading;
