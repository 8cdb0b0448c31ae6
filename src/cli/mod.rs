//! The only room that touches the world: arguments, terminal, files, clock.

#[cfg(feature = "pdf")]
pub mod fonts;
