//! The document in each output format. A renderer reads the document and the
//! assets, and nothing else.

#[cfg(feature = "pdf")]
pub mod pdf;
