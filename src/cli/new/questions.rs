//! Questions on a terminal, one a line.

use std::io::{self, BufRead, IsTerminal as _};

use anyhow::Context as _;

use crate::cli::desk;
use crate::cli::say;

/// Somebody who can be asked, or nobody.
pub(super) struct Questions {
    /// Where answers come from, if anybody is there.
    answers: Option<Box<dyn BufRead>>,
    /// The year that is proposed.
    pub(super) year: i16,
}

impl Questions {
    /// Asks whoever sits at the terminal.
    pub(super) fn of_terminal() -> anyhow::Result<Self> {
        let stdin = io::stdin();
        let answers: Option<Box<dyn BufRead>> =
            if stdin.is_terminal() { Some(Box::new(stdin.lock())) } else { None };
        let year = desk::day()?.year().saturating_sub(1);
        Ok(Self { answers, year })
    }

    #[cfg(test)]
    pub(super) fn answered(answers: Option<&'static str>, year: i16) -> Self {
        let answers =
            answers.map(|answers| Box::new(answers.as_bytes()) as Box<dyn BufRead>);
        Self { answers, year }
    }

    /// Tells whether there is anybody to ask.
    pub(super) fn can_ask(&self) -> bool {
        self.answers.is_some()
    }

    /// Asks for one line; an empty one is the default. None if nobody answers.
    pub(super) fn ask(
        &mut self,
        question: &str,
        default: &str,
    ) -> anyhow::Result<Option<String>> {
        let Some(answers) = &mut self.answers else { return Ok(None) };
        let shown =
            if default.is_empty() { String::new() } else { format!(" [{default}]") };
        say(&format!("{question}{shown}："));
        let mut line = String::new();
        let read = answers.read_line(&mut line).context("读不了标准输入")?;
        if read == 0 {
            say("\n");
            return Ok(None);
        }
        let answer = line.trim();
        let answer = if answer.is_empty() { default } else { answer };
        Ok(Some(answer.to_owned()))
    }
}
