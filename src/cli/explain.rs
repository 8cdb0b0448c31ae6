//! `nianbao explain`: what a code means, with an example; or all codes by family.

use std::fmt::Write as _;

use anyhow::anyhow;

use super::args::ExplainArgs;
use super::{Outcome, print};
use crate::diagnostic::Code;
use crate::diagnostic::explanation::explain;
use crate::spelling;

pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    match &args.code {
        Some(typed) => one(typed),
        None => all(),
    }
}

/// Explains one code, typed in either case.
fn one(typed: &str) -> anyhow::Result<Outcome> {
    let wanted = typed.trim().to_ascii_uppercase();
    let explanation =
        Code::parse(&wanted).and_then(explain).ok_or_else(|| unknown(typed, &wanted))?;
    print(explanation.titled().as_bytes())?;
    Ok(Outcome::Done)
}

fn unknown(typed: &str, wanted: &str) -> anyhow::Error {
    let near = spelling::nearest(wanted, Code::ALL.iter().map(|code| code.as_str()));
    let advice = match near {
        Some(near) => format!("是不是想写“{near}”？"),
        None => "代码是一个字母加三位数字，例如 S003。".to_owned(),
    };
    anyhow!("没有“{typed}”这个代码，{advice}全部代码见 nianbao explain")
}

fn all() -> anyhow::Result<Outcome> {
    let mut out = String::new();
    let mut family = None;
    for code in Code::ALL {
        if family.replace(code.family()) != Some(code.family()) {
            let gap = if out.is_empty() { "" } else { "\n" };
            writeln!(out, "{gap}{}", code.family().name())?;
        }
        writeln!(out, "  {code}  {}", code.title())?;
    }
    out.push_str("\n一个代码的说明和例子：nianbao explain 代码\n");
    print(out.as_bytes())?;
    Ok(Outcome::Done)
}
