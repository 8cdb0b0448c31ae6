//! Turns one YAML file of facts and counts into a Chinese statutory annual
//! report, as HTML, Markdown and PDF.

pub mod assets;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compose;
pub mod diagnostic;
pub mod document;
pub mod facts;
pub mod fonts;
pub mod form;
pub mod number;
pub mod picture;
pub mod pipeline;
pub mod prose;
pub mod render;
pub mod source;
mod spelling;
pub mod template;
pub mod yaml;
