//! The command line, as it is typed.

mod build;
mod check;
mod encoding;
mod explain;
mod export;
mod files;
mod fix;
#[cfg(feature = "pdf")]
mod fonts;
mod forms;
mod help;
mod import;
mod last_year;
mod masked;
mod new;
mod schema;
mod templates;

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::findings::BASE;

/// The binary under test.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_nianbao");

/// A folder of one's own to run commands in.
pub(crate) struct Shell(TempDir);

impl Shell {
    /// Makes a folder that holds `2024.yaml`, a file with nothing wrong in it.
    pub(crate) fn new() -> Self {
        let shell = Self(TempDir::new().expect("a folder can be made"));
        shell.put("2024.yaml", BASE);
        shell
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, content).expect("it can be written");
    }

    #[track_caller]
    pub(crate) fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Returns every file in the folder, in order.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(self.0.path()).expect("it is below");
                    found.push(path.display().to_string());
                }
            }
        }
        found.sort();
        found
    }

    /// Runs a command; returns what it prints and how it ends.
    pub(crate) fn run(&self, line: &str) -> String {
        self.run_on(line, "")
    }

    /// Runs a command with a text on its standard input.
    #[track_caller]
    pub(crate) fn run_on(&self, line: &str, input: &str) -> String {
        let words: Vec<_> = line.split(' ').map(OsStr::new).collect();
        self.run_words(&words, input)
    }

    /// Runs a command whose words may hold anything.
    #[track_caller]
    pub(crate) fn run_words(&self, words: &[&OsStr], input: &str) -> String {
        let mut child = self.command(words).spawn().expect("the program runs");
        let mut stdin = child.stdin.take().expect("it is piped");
        // A program that does not read its input may be gone already.
        let _unread = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        let mut out = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8(output.stderr).expect("it prints text");
        if !errors.is_empty() {
            write!(out, "[stderr]\n{errors}").expect("a text can be written");
        }
        let code = output.status.code().expect("it ends by itself");
        write!(out, "[{code}]").expect("a text can be written");
        out
    }

    /// Makes a command ready to be started.
    pub(crate) fn command(&self, words: &[&OsStr]) -> Command {
        let mut command = Command::new(BINARY);
        command
            .args(words)
            .current_dir(&self.0)
            .env("SOURCE_DATE_EPOCH", "1737072000")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// Returns the base with one piece of it replaced.
#[track_caller]
pub(crate) fn edited(from: &str, to: &str) -> String {
    assert_eq!(BASE.matches(from).count(), 1, "the base has {from:?} once");
    BASE.replacen(from, to, 1)
}
