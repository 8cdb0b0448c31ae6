//! The file of an earlier year that a new one starts from.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::cli::input::{Input, explained};
use crate::facts::Facts;
use crate::pipeline::{Forms, Reading};
use crate::starter::Answers;

/// An earlier report's file.
pub(super) struct Earlier {
    path: PathBuf,
    reading: Reading,
}

impl Earlier {
    /// Reads the file as far as it can be read.
    pub(super) fn read(path: &Path, forms: &Forms) -> anyhow::Result<Self> {
        let unusable = || format!("用不了去年的文件 {}", path.display());
        let source = Input::File(path.to_owned())
            .read()?
            .map_err(|finding| anyhow::Error::msg(finding.message))
            .with_context(unusable)?;
        let reading = forms.read(&source);
        if reading.facts.is_none() {
            let cause = reading.findings.iter().find(|finding| finding.is_error());
            let cause = cause.map_or("读不出内容", |finding| &finding.message);
            return Err(anyhow::anyhow!("{cause}；先用 nianbao check 检查它"))
                .with_context(unusable);
        }
        Ok(Self { path: path.to_owned(), reading })
    }

    pub(super) fn facts(&self) -> Option<&Facts> {
        self.reading.facts.as_ref()
    }

    pub(super) fn year(&self) -> Option<i16> {
        self.reading.head.year
    }

    pub(super) fn body(&self) -> Option<&str> {
        self.reading.head.body.as_deref()
    }

    /// Returns what 上年文件 must say in a new file: the way from its folder; none
    /// where the program finds the file by itself, or it is not last year's.
    pub(super) fn as_last_year(
        &self,
        folder: &Path,
        body: &str,
        year: i16,
    ) -> anyhow::Result<Option<String>> {
        let real = |path: &Path| path.canonicalize().map_err(|error| explained(&error));
        let Some(last) = year.checked_sub(1).filter(|last| self.year() == Some(*last))
        else {
            return Ok(None);
        };
        let file = real(&self.path)?;
        let sibling = folder.join(format!("{last}.yaml"));
        let is_found = self.body() == Some(body)
            && real(&sibling).is_ok_and(|sibling| sibling == file);
        Ok(if is_found { None } else { Some(way(&real(folder)?, &file)) })
    }

    /// Says what to know of it.
    pub(super) fn notes(&self, answers: &Answers) -> Vec<String> {
        let path = self.path.display();
        let mut notes = Vec::new();
        let errors = self.reading.findings.iter().filter(|finding| finding.is_error());
        match errors.count() {
            0 => {}
            count => notes.push(format!(
                "{path} 有 {count} 处错误，只抄了读得懂的；先用 nianbao check 检查它，改好以后，今年的结转才能核对"
            )),
        }
        if let Some(body) = self.body().filter(|body| *body != answers.body) {
            notes.push(format!("{path} 是“{body}”的，新建的是“{}”的", answers.body));
        }
        match self.year() {
            Some(year) if year.checked_add(1) != Some(answers.year) => {
                notes.push(format!(
                    "{path} 是 {year} 年度的，不是 {} 年度的，没有抄结转的数",
                    answers.year.saturating_sub(1)
                ))
            }
            Some(_) => {}
            None => notes.push(format!("{path} 看不出是哪一年度的，没有抄结转的数")),
        }
        notes
    }
}

/// Returns the way from a folder to a file, both from the root; the file itself
/// where they have no root in common.
fn way(folder: &Path, file: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) =
        (folder.components().collect(), file.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return file.display().to_string();
    }
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down =
        to[common..].iter().map(|step| step.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
