//! A staff's file that a command changes: read, asked about, written back.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;

use anyhow::Context as _;

use super::findings::style_of;
use super::input::{Input, explained, read_bytes};
use super::output::{self, Output};
use super::{difference, print, say};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::yaml;

const CONVERTED: &str = "· 从 GBK（ANSI）编码转成 UTF-8\n";

/// A file as it was found.
pub(super) struct Original {
    bytes: Vec<u8>,
    pub(super) source: Source,
    /// It was no UTF-8 and is to be.
    pub(super) converted: bool,
}

/// What a file is to become.
pub(super) struct Change<'a> {
    /// Said above all else, in lines.
    pub(super) heading: &'a str,
    /// What is done, in lines.
    pub(super) details: &'a str,
    /// The new text.
    pub(super) text: &'a str,
}

/// Whether a change is agreed to already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Consent {
    /// By an option.
    Given,
    /// Not yet.
    Asked,
}

impl Consent {
    /// Takes what `--yes` says.
    pub(super) fn of(yes: bool) -> Self {
        if yes { Self::Given } else { Self::Asked }
    }
}

impl Original {
    /// Reads a file; one of GBK is turned into text.
    pub(super) fn read(path: &Path) -> anyhow::Result<Result<Self, Box<Diagnostic>>> {
        let input = Input::new(path);
        let bytes = input.bytes()?;
        Ok(match yaml::decode(&input.name(), &bytes) {
            Ok(source) => Ok(Self { bytes, source, converted: false }),
            Err(finding) => match yaml::from_gbk(&bytes) {
                Some(text) => {
                    let source = Source::new(input.name(), text);
                    Ok(Self { bytes, source, converted: true })
                }
                None => Err(finding),
            },
        })
    }

    /// Shows what is to change and asks whether it may. A file that may not be
    /// changed is refused before.
    pub(super) fn is_agreed(
        &self,
        path: &Path,
        change: &Change<'_>,
        consent: Consent,
    ) -> anyhow::Result<bool> {
        check_writable(path)?;
        let converted = if self.converted { CONVERTED } else { "" };
        let style = style_of(&io::stdout());
        let shown = difference::show(self.source.text(), change.text, style);
        let Change { heading, details, .. } = change;
        print(format!("{heading}{converted}{details}{shown}").as_bytes())?;
        let agreed = consent == Consent::Given || is_wanted("要这样改吗？")?;
        if !agreed {
            say(&format!("{}：没有改动\n", path.display()));
        }
        Ok(agreed)
    }

    /// Writes the file back, unless somebody else has since.
    pub(super) fn replace(&self, path: &Path, text: &str) -> anyhow::Result<()> {
        check_writable(path)?;
        if read_bytes(path)? != self.bytes {
            let error = anyhow::anyhow!("文件在这期间被改过，请再运行一次");
            return Err(error.context(unchanged(path)));
        }
        let bytes = yaml::encode_as(&self.bytes, text);
        output::write(&[Output { path: path.to_owned(), bytes }])?;
        Ok(())
    }
}

/// Refuses a file that may not be changed.
fn check_writable(path: &Path) -> anyhow::Result<()> {
    let known = path.metadata().map_err(|error| explained(&error));
    let known = known.with_context(|| unchanged(path))?;
    if known.permissions().readonly() {
        return Err(anyhow::anyhow!("文件是只读的").context(unchanged(path)));
    }
    Ok(())
}

fn unchanged(path: &Path) -> String {
    format!("没有改动 {}", path.display())
}

/// Asks whether to go on. No answer is none.
fn is_wanted(question: &str) -> anyhow::Result<bool> {
    say(&format!("{question}[y/N] "));
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).context("读不了标准输入")?;
    if !io::stdin().is_terminal() {
        say("\n");
    }
    Ok(matches!(answer.trim(), "y" | "Y" | "yes" | "是" | "好" | "改"))
}
