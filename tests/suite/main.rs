//! The whole program from outside: reports as they are published, the command
//! line as it is typed, and what is said of files that are wrong.
#![expect(clippy::disallowed_methods, reason = "tests touch files and the environment")]

mod cli;
mod docs;
mod examples;
mod explanations;
mod export;
mod findings;
mod formats;
mod generated;
mod golden;
mod grids;
mod hostile;
mod lsp;
mod mutants;
mod mutated;
mod pasted;
mod preview;
mod read;
mod reports;
mod rows;
mod workbook_round_trip;
