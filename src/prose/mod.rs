//! A prose field of the staff's file: its references filled in, its Markdown
//! parsed to blocks, and the way back to the file from every character.
//!
//! [`fill()`] comes first, [`markdown`] second; what either finds is placed by byte
//! ranges of the text it was given.

mod address;
mod blocks;
mod containers;
mod emphasis;
pub mod fill;
mod inlines;
pub mod markdown;
mod outline;
mod parsed;
mod script;
mod slips;
mod table;
#[cfg(test)]
mod tests;

pub use fill::{Filled, Reference, References, fill, references};
pub use markdown::{parse, parse_report};
pub use outline::{Opaque, OpaqueKind, Outline, Passage, Role};
pub use parsed::{Picture, Prose, Remark, RemarkKind};
