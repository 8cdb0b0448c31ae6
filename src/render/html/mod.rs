//! One self-contained HTML page: text, style, pictures and QR code in a file.

mod body;
mod inlines;
mod metadata;
mod picture;
mod qr;
mod table;
mod writer;

pub(in crate::render) use table::embedded;
