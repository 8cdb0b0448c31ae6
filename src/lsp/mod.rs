//! What an editor is told, by the language server protocol 3.17.
//!
//! A [`Session`] is a value: a message goes in, messages come out. It touches no
//! file; whoever holds the session hands it a [`Look`], which reads a text with what
//! lies beside it.

mod actions;
mod completion;
mod definition;
mod documents;
mod findings;
mod hover;
mod requests;
mod ruler;
mod session;
mod stand_by;
mod subject;
mod symbols;
#[cfg(test)]
mod tests;
mod unchanged;

pub use documents::{Document, Documents, Look, Looked, path};
pub use session::{Ending, Session};
