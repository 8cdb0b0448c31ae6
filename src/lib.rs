//! Turns one YAML file of facts and counts into a Chinese statutory annual
//! report, as HTML, Markdown and PDF.

pub mod assets;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod fonts;
pub mod render;
pub mod source;
pub mod yaml;
