//! The editor's side of `nianbao lsp`.

mod client;
mod session;
