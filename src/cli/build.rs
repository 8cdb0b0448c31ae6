//! `nianbao build`: writes the reports.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::BuildArgs;
use super::batch::{self, Done};
use super::desk::{self, Desk, Drafted, forbid};
use super::input::Input;
use super::output::{self, Output};
use super::findings::Voice;
use super::{Outcome, print};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Format, Press, PrintOptions};

pub(super) fn run(args: &BuildArgs) -> anyhow::Result<Outcome> {
    let formats = formats(args);
    let place = Place::new(args, &formats)?;
    let desk = Desk::new(&args.read)?;
    let press = match press(&desk, &formats) {
        Ok(press) => press,
        Err(findings) => return Voice::new(&args.read).stop(&findings),
    };
    let build = Build { args, desk, press, formats, place, day: desk::day()? };
    batch::run(&args.read, |input| build.one(input))
}

fn formats(args: &BuildArgs) -> Vec<Format> {
    let asked = |format: &&Format| args.to.is_empty() || args.to.contains(*format);
    Format::ALL.iter().filter(asked).copied().collect()
}

/// Sets up the press, with fonts only if a PDF is asked for.
fn press(desk: &Desk, formats: &[Format]) -> Result<Press, Vec<Diagnostic>> {
    let press = Press::new(&desk.assets)?;
    #[cfg(feature = "pdf")]
    if formats.contains(&Format::Pdf) {
        let fonts = super::fonts::installed(&desk.assets)?;
        return press.with_fonts(&desk.assets, &fonts);
    }
    #[cfg(not(feature = "pdf"))]
    let _: &[Format] = formats;
    Ok(press)
}

/// Where reports go.
enum Place {
    /// Beside each file.
    Beside,
    /// Into one folder.
    Folder(PathBuf),
    /// To standard output.
    Stdout,
}

impl Place {
    fn new(args: &BuildArgs, formats: &[Format]) -> anyhow::Result<Self> {
        let files = &args.read.files;
        match &args.output {
            None => {
                check_distinct(files, |input| input.folder().join(input.stem()))?;
                Ok(Self::Beside)
            }
            Some(path) if path.as_os_str() == "-" => {
                if files.len() != 1 || formats.len() != 1 {
                    anyhow::bail!(
                        "-o - 一次只输出一份报告的一种格式，请用 --to 写明是哪一种"
                    );
                }
                Ok(Self::Stdout)
            }
            Some(folder) => {
                check_distinct(files, |input| PathBuf::from(input.stem()))?;
                output::make_folder(folder)?;
                Ok(Self::Folder(folder.clone()))
            }
        }
    }

    fn folder(&self, input: &Input) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.clone(),
            Self::Beside | Self::Stdout => input.folder(),
        }
    }
}

/// Refuses files whose reports would have the same name.
fn check_distinct(
    files: &[PathBuf],
    target: impl Fn(&Input) -> PathBuf,
) -> anyhow::Result<()> {
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for file in files {
        let input = Input::new(file);
        if let Some(other) = taken.insert(target(&input), file) {
            let (one, two) = (other.display(), file.display());
            anyhow::bail!(
                "{one} 和 {two} 的报告同名（{}），会互相覆盖；请分次生成，或给数据文件改名",
                input.stem()
            );
        }
    }
    Ok(())
}

/// Everything a build of one file needs.
struct Build<'a> {
    args: &'a BuildArgs,
    desk: Desk,
    press: Press,
    formats: Vec<Format>,
    place: Place,
    day: Date,
}

impl Build<'_> {
    fn one(&self, input: &Input) -> anyhow::Result<Done> {
        let mut drafted = self.desk.draft(input)?;
        let printed = self.print(input, &mut drafted);
        let findings = drafted.composed.findings;
        if forbid(&findings, &self.args.read) {
            let name = input.name();
            return Ok(Done {
                findings, results: vec![format!("{name}：没有生成\n")]
            });
        }
        let results = self.deliver(input, printed)?;
        Ok(Done { findings, results })
    }

    /// Prints every format in memory; what keeps one from being printed joins
    /// the findings.
    fn print(&self, input: &Input, drafted: &mut Drafted) -> Vec<(Format, Vec<u8>)> {
        let Some(document) = &drafted.composed.document else { return Vec::new() };
        let findings = &mut drafted.composed.findings;
        for &format in &self.formats {
            let source = drafted.source.iter();
            let gaps =
                source.flat_map(|source| self.press.gaps(document, format, source));
            findings.extend(gaps);
        }
        if forbid(findings, &self.args.read) {
            return Vec::new();
        }
        let options = PrintOptions {
            stem: input.stem(),
            formats: self.formats.clone(),
            tables: self.args.tables,
            day: self.day,
        };
        let mut printed = Vec::new();
        for &format in &self.formats {
            match self.press.print(document, format, &drafted.assets, &options) {
                Ok(bytes) => printed.push((format, bytes)),
                Err(faults) => findings.extend(faults),
            }
        }
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
        let folder = self.place.folder(input);
        let output = |(format, bytes): (Format, Vec<u8>)| {
            let path = folder.join(format!("{}.{}", input.stem(), format.extension()));
            // `./2024.md` says no more than `2024.md`.
            let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
            Output { path, bytes }
        };
        let written = output::write(&printed.into_iter().map(output).collect::<Vec<_>>())?;
        Ok(written.iter().map(|path| format!("{}\n", path.display())).collect())
    }
}
