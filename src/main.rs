//! The command line; all of it is in [`nianbao::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    nianbao::cli::main()
}
