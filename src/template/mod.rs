//! Templates with Chinese names: all of Tera behind one door.
//!
//! Tera's lexer takes ASCII identifiers only, so a template is translated before
//! Tera sees it and Tera's words are translated back before anyone else does:
//! [`names`] holds the code, `lex` cuts a template into text and tags, [`scan`]
//! says what it uses, [`engine`] compiles and fills it, `explain` turns Tera's
//! errors into findings with places in the original.
//!
//! Nothing here knows a fact or a form; which paths exist is for the caller to
//! compare with [`Uses`].

mod engine;
mod escape;
mod explain;
mod expression;
mod filters;
mod frames;
// `cargo fuzz` sets the flag.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzed;
pub(crate) mod lex;
mod names;
mod refuse;
pub(crate) mod scan;
mod shape;
mod slips;
#[cfg(test)]
mod tests;
mod translate;
mod value;
mod values;
mod vocabulary;

pub use engine::{Engine, Markup, Refused};
pub use names::EVERYTHING;
pub use scan::{Usage, UsedPath, Uses};
pub use shape::{Shape, Way};
pub use value::{Context, Value};
pub use values::Values;
pub use vocabulary::{Kind, Word, vocabulary};
