//! A prose field of the staff's file: its references filled in, its Markdown
//! parsed to blocks, and the way back to the file from every character.
//!
//! [`fill`] comes first, [`markdown`] second; what either finds is placed by byte
//! ranges of the text it was given.

mod blocks;
mod containers;
mod emphasis;
pub mod fill;
mod inlines;
pub mod markdown;
mod opaque;
mod outline;
mod parsed;
mod script;
mod slips;
mod table;
#[cfg(test)]
mod tests;

pub use fill::{Filled, Reference, References, Unfilled};
pub use markdown::{parse, parse_report};
pub use opaque::{Opaque, OpaqueKind};
pub use outline::{Outline, Passage, Role};
pub use parsed::{Picture, Prose, Remark, RemarkKind};
pub use script::is_without_width;
