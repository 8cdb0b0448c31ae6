//! `nianbao build`: writes the reports.

use std::thread;

use jiff::civil::Date;

use super::args::BuildArgs;
use super::batch::{self, Done};
use super::desk::{self, Desk, Drafted};
use super::findings::Voice;
#[cfg(feature = "pdf")]
use super::fonts;
use super::input::{Input, check_folder};
use super::output::{self, Output};
use super::place::Place;
use super::{Outcome, print};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Format, Press, PrintOptions};
use crate::render::markdown::SpannedTables;

pub(super) fn run(args: &BuildArgs) -> anyhow::Result<Outcome> {
    let formats = formats(args);
    let place = Place::new(args, &formats)?;
    check_folder(args.fonts.folder.as_deref())?;
    let desk = Desk::new(&args.read.desk, args.read.files.len())?;
    let voice = Voice::new(&args.read);
    let press = match press(args, &desk, &formats) {
        Ok(press) => press,
        Err(findings) => return voice.stop(&findings),
    };
    let build = Build {
        voice: &voice,
        desk,
        press,
        formats,
        tables: args.tables,
        place,
        day: desk::day()?,
    };
    let outcome = thread::scope(|scope| {
        // Nobody waits for all of it: who needs a font waits for that font.
        scope.spawn(|| build.press.warm_up());
        batch::run(&args.read.files, &voice, None, |input| build.one(input))
    })?;
    #[cfg(not(feature = "pdf"))]
    if args.to.is_empty() && outcome == Outcome::Done {
        super::say(&format!("提示: {}，没有生成 PDF\n", super::NO_PDF));
    }
    Ok(outcome)
}

fn formats(args: &BuildArgs) -> Vec<Format> {
    let asked = if args.to.is_empty() { Format::USUAL } else { &args.to };
    Format::ALL.iter().filter(|format| asked.contains(format)).copied().collect()
}

/// Sets up the press, with fonts only if a PDF is asked for.
#[cfg(feature = "pdf")]
fn press(
    args: &BuildArgs,
    desk: &Desk,
    formats: &[Format],
) -> Result<Press, Vec<Diagnostic>> {
    let press = Press::new(&desk.assets)?;
    if !formats.contains(&Format::Pdf) {
        return Ok(press);
    }
    let fonts = fonts::find(&fonts::plan(&desk.assets)?, args.fonts.folder.as_deref());
    press.with_fonts(&desk.assets, &fonts)
}

#[cfg(not(feature = "pdf"))]
fn press(_: &BuildArgs, desk: &Desk, _: &[Format]) -> Result<Press, Vec<Diagnostic>> {
    Press::new(&desk.assets)
}

/// Everything a build of one file needs.
struct Build<'a> {
    voice: &'a Voice,
    desk: Desk,
    press: Press,
    formats: Vec<Format>,
    tables: SpannedTables,
    place: Place,
    day: Date,
}

impl Build<'_> {
    fn one(&self, input: &Input) -> anyhow::Result<Done> {
        let mut drafted = self.desk.draft(input)?;
        let printed = self.print(input, &mut drafted);
        let findings = drafted.composed.findings;
        if self.voice.verdict(&findings).forbids() {
            let name = input.name();
            return Ok(Done {
                findings, results: vec![format!("{name}：没有生成\n")]
            });
        }
        let results = self.deliver(input, printed)?;
        Ok(Done { findings, results })
    }

    /// Prints every format in memory; what keeps one from being printed joins
    /// the findings. PDF is the last, so that its fonts are read meanwhile.
    fn print(&self, input: &Input, drafted: &mut Drafted) -> Vec<(Format, Vec<u8>)> {
        let Drafted { reading, composed, assets, .. } = drafted;
        let Some((document, reading)) = composed.document.as_ref().zip(reading.as_ref())
        else {
            return Vec::new();
        };
        let findings = &mut composed.findings;
        // No link leads to a file whose name is no text.
        let (stem, formats) = match input.stem().into_string() {
            Ok(stem) => (stem, self.formats.clone()),
            Err(_) => (String::new(), Vec::new()),
        };
        let options = PrintOptions { stem, formats, tables: self.tables, day: self.day };
        let mut printed = Vec::new();
        let mut faults = Vec::new();
        for &format in &self.formats {
            let gaps = self.press.gaps(document, format, reading, assets);
            findings.extend(gaps);
            if self.voice.verdict(findings).forbids() {
                continue;
            }
            match self.press.print(document, format, assets, &options) {
                Ok(bytes) => printed.push((format, bytes)),
                Err(found) => faults.extend(found),
            }
        }
        findings.extend(faults);
        printed
    }

    fn deliver(
        &self,
        input: &Input,
        printed: Vec<(Format, Vec<u8>)>,
    ) -> anyhow::Result<Vec<String>> {
        if matches!(self.place, Place::Stdout) {
            for (_, bytes) in printed {
                print(&bytes)?;
            }
            return Ok(Vec::new());
        }
        let output = |(format, bytes): (Format, Vec<u8>)| Output {
            path: self.place.path(input, format),
            bytes,
        };
        let outputs: Vec<_> = printed.into_iter().map(output).collect();
        self.place.make()?;
        let written = output::write(&outputs)?;
        Ok(written.iter().map(|path| format!("{}\n", path.display())).collect())
    }
}
