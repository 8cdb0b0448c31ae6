//! Readers of the outputs, which know nothing of how they were written.

pub(crate) mod html;
pub(crate) mod markdown;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
