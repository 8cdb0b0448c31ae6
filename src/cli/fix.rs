//! `nianbao fix`: mends what is certain, after showing it.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::args::FixArgs;
use super::desk::Desk;
use super::findings::style_of;
use super::input::Input;
use super::original::{Original, is_wanted};
use super::{Outcome, difference, failure, print, say};
use crate::diagnostic::mend::Applied;
use crate::diagnostic::{Diagnostic, Severity, Verdict, short};
use crate::pipeline::{Mended, mend_all};
use crate::source::Source;

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

fn one(path: &Path, desk: &Desk, args: &FixArgs) -> anyhow::Result<Outcome> {
    let original = match Original::read(path)? {
        Ok(original) => original,
        Err(finding) => {
            say(&short::render(&[*finding]));
            return Ok(Outcome::InputErrors);
        }
    };
    let folder = Input::new(path).folder();
    let check = |source: &Source| desk.check_text(source, &folder);
    let mended = mend_all(&original.source, check);
    if mended.applied.is_empty() && !original.converted {
        print(
            format!(
                "{}：没有可以自动改的地方{}\n",
                path.display(),
                left(&mended.findings)
            )
            .as_bytes(),
        )?;
        return Ok(verdict(&mended.findings).into());
    }
    print(changes(path, &original, &mended).as_bytes())?;
    if !args.yes && !is_wanted("要这样改吗？")? {
        say(&format!("{}：没有改动\n", path.display()));
        return Ok(verdict(&check(&original.source)).into());
    }
    original.replace(path, mended.source.text())?;
    print(format!("{}：改好了{}\n", path.display(), left(&mended.findings)).as_bytes())?;
    Ok(verdict(&mended.findings).into())
}

/// Shows what would be done, and the places.
fn changes(path: &Path, original: &Original, mended: &Mended) -> String {
    let mut out = format!("{}\n", path.display());
    if original.converted {
        out.push_str("· 从 GBK（ANSI）编码转成 UTF-8\n");
    }
    for (Applied { code, title }, count) in counted(&mended.applied) {
        writeln!(out, "· {title}（{code}，{count} 处）").expect("a text can be written");
    }
    let style = style_of(&io::stdout());
    let shown = difference::show(original.source.text(), mended.source.text(), style);
    out.push_str(&shown);
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

/// Says what is left to be mended by hand.
fn left(findings: &[Diagnostic]) -> String {
    match verdict(findings).counts() {
        said if said.is_empty() => String::new(),
        said => format!("，还有 {said}要自己看，见 nianbao check"),
    }
}
