//! One self-contained HTML page: text, style, pictures and QR code in a file.
//!
//! `body` writes the report from typed elements; `page` puts it into the page's
//! template, with what the page says about itself. `fragment` writes the same for
//! the editor of a CMS.

mod body;
mod fragment;
mod heads;
mod hold;
mod inlines;
mod label;
mod marks;
mod metadata;
mod narrow;
mod page;
mod picture;
mod qr;
mod table;
#[cfg(test)]
mod tests;
pub(in crate::render) mod writer;

pub use fragment::fragment;
pub use marks::Marks;
pub use page::{Link, PageOptions, PageTemplate};
pub(crate) use picture::data_address;
pub(in crate::render) use table::embedded;
