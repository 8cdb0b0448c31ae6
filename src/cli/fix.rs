//! `nianbao fix`: mends what is certain, after showing it.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;

use super::args::FixArgs;
use super::desk::Desk;
use super::input::{self, Input};
use super::original::{Change, Consent, Original};
use super::{Outcome, failure, print, say, templates};
use crate::diagnostic::mend::Applied;
use crate::diagnostic::{Diagnostic, Severity, Verdict, short};
use crate::facts;
use crate::pipeline::{Mended, mend_all};
use crate::source::Source;
use crate::yaml;

pub(super) fn run(args: &FixArgs) -> anyhow::Result<Outcome> {
    if args.files.iter().any(|path| Input::new(path) == Input::Stdin) {
        anyhow::bail!("修正要写回文件，不能从标准输入读；请写文件名");
    }
    let desk = Desk::new(&args.desk, args.files.len())?;
    let mut worst = Outcome::Done;
    for path in &args.files {
        // One file that fails does not stop the others.
        let outcome = one(path, &desk, args).unwrap_or_else(|error| {
            say(&failure(&error));
            Outcome::Failed
        });
        worst = worst.max(outcome);
    }
    Ok(worst)
}

/// What a file is, and so what may be mended in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A staff's file.
    Data,
    /// A form: how its YAML is written.
    Form,
    /// A template: its encoding alone.
    Template,
    /// Something else: nothing.
    Other,
}

impl Kind {
    fn of(path: &Path, text: &str) -> Self {
        match path.file_name().and_then(OsStr::to_str) {
            Some(templates::REPORT) => Self::Template,
            _ if facts::is_staffs_file(text) => Self::Data,
            Some(templates::FORM) => Self::Form,
            _ => Self::Other,
        }
    }

    /// Finds what is wrong in a text of this kind that stands in a folder.
    fn check(self, source: &Source, desk: &Desk, folder: &Path) -> Vec<Diagnostic> {
        match self {
            Self::Data => desk.check_text(source, folder),
            Self::Form => yaml::load(source).findings,
            Self::Template | Self::Other => Vec::new(),
        }
    }

    /// Says what is left to be mended by hand.
    fn left(self, findings: &[Diagnostic], folder: &Path) -> String {
        let command = match (self, folder.file_name()) {
            (Self::Data, _) => "nianbao check".to_owned(),
            (Self::Form, Some(name)) => {
                let above = input::folder(folder).display();
                format!("nianbao forms {} --templates {above}", name.display())
            }
            (Self::Form, None) => "nianbao forms".to_owned(),
            (Self::Template | Self::Other, _) => {
                return "，这不是数据文件，内容没有检查".to_owned();
            }
        };
        match verdict(findings).counts() {
            said if said.is_empty() && self == Self::Form => {
                format!("，再运行 {command} 看看")
            }
            said if said.is_empty() => String::new(),
            said => format!("，还有 {said}要自己看，见 {command}"),
        }
    }
}

fn one(path: &Path, desk: &Desk, args: &FixArgs) -> anyhow::Result<Outcome> {
    let original = match Original::read(path)? {
        Ok(original) => original,
        Err(finding) => {
            say(&short::render(&[*finding]));
            return Ok(Outcome::InputErrors);
        }
    };
    let folder = Input::new(path).folder();
    let kind = Kind::of(path, original.source.text());
    // What is no text of ours may be of another encoding that only looks like GBK.
    if kind == Kind::Other || kind == Kind::Template && !original.converted {
        let name = path.display();
        anyhow::bail!("{name} 不是数据文件（没有“格式”一行），没有改动");
    }
    let check = |source: &Source| kind.check(source, desk, &folder);
    let mended = mend_all(&original.source, check);
    let left = kind.left(&mended.findings, &folder);
    if mended.applied.is_empty() && !original.converted {
        let said = format!("{}：没有可以自动改的地方{left}\n", path.display());
        print(said.as_bytes())?;
        return Ok(verdict(&mended.findings).into());
    }
    let change = Change {
        heading: &format!("{}\n", path.display()),
        details: &details(&mended),
        text: mended.source.text(),
    };
    if !original.is_agreed(path, &change, Consent::of(args.yes))? {
        return Ok(verdict(&check(&original.source)).into());
    }
    original.replace(path, mended.source.text())?;
    print(format!("{}：改好了{left}\n", path.display()).as_bytes())?;
    Ok(verdict(&mended.findings).into())
}

/// Says what would be mended, a kind a line.
fn details(mended: &Mended) -> String {
    let mut out = String::new();
    for (Applied { code, title }, count) in counted(&mended.applied) {
        writeln!(out, "· {title}（{code}，{count} 处）").expect("a text can be written");
    }
    out
}

/// Counts mends that are alike, in the order of the first of each kind.
fn counted(all: &[Applied]) -> Vec<(&Applied, usize)> {
    let mut counts: Vec<(&Applied, usize)> = Vec::new();
    for one in all {
        match counts.iter_mut().find(|(known, _)| *known == one) {
            Some((_, count)) => *count += 1,
            None => counts.push((one, 1)),
        }
    }
    counts
}

fn verdict(findings: &[Diagnostic]) -> Verdict {
    Verdict::of(findings, Severity::Error)
}
