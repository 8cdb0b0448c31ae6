//! The editor's side of `nianbao lsp`.

mod actions;
mod answers;
mod client;
mod session;
