//! `nianbao check`: says all that is wrong, writes nothing.

use super::args::CheckArgs;
use super::batch::{self, Done};
use super::desk::Desk;
use super::findings::Voice;
use super::{Outcome, output};

pub(super) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    if args.output.is_some() && !args.read.format.is_gathered() {
        anyhow::bail!("-o 用于 --format json、sarif、html，请写明是哪一种");
    }
    if let Some(path) = &args.output {
        let read = args.read.files.iter().chain(&args.read.desk.last_year);
        output::check_not_read(path, read)?;
    }
    let desk = Desk::new(&args.read.desk, args.read.files.len())?;
    let voice = Voice::new(&args.read);
    batch::run(&args.read.files, &voice, args.output.as_deref(), |input| {
        let findings = desk.check(input)?;
        let verdict = voice.verdict(&findings);
        let results = vec![format!("{}：{verdict}\n", input.name())];
        Ok(Done { findings, results })
    })
}
