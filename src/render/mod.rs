//! A [`Document`](crate::document::Document) as HTML, Markdown and PDF.
//!
//! Each renderer reads the document and the assets, nothing else, so that what
//! one output says the others say too. A renderer lays no table out and formats
//! no value: the grid and the printed text are the document's.

mod href;
pub mod html;
mod item;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod review;
mod seams;
#[cfg(test)]
mod testing;
mod words;
mod writable;
