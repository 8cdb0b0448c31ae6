//! What commands have at hand: templates, forms, last year's files, the clock.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use super::args::DeskArgs;
use super::input::{Input, add_pictures};
use super::last_year::{Found, LastYear, Library};
use super::templates;
use crate::assets::Assets;
use crate::compose::PictureUse;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Composed, Forms, Reading};
use crate::source::Source;

/// Templates, forms and last year's files.
pub(super) struct Desk {
    pub(super) assets: Assets,
    pub(super) forms: Forms,
    last_year: LastYear,
}

/// A staff's file, as far as it came.
pub(super) struct Drafted {
    /// The file as it was read; none if it is no text.
    pub(super) reading: Option<Reading>,
    /// Its document, and everything found.
    pub(super) composed: Composed,
    /// Last year's file, if there is one that serves.
    pub(super) last_year: Option<Arc<Reading>>,
    /// The pictures that it names, there or not.
    pub(super) pictures: Vec<PictureUse>,
    /// The desk's assets and the report's pictures.
    pub(super) assets: Assets,
}

/// A staff's file and what belongs to it.
pub(super) struct Gathered {
    pub(super) reading: Reading,
    pub(super) last_year: Option<Arc<Reading>>,
    /// The pictures that it names, there or not.
    pub(super) pictures: Vec<PictureUse>,
    /// The desk's assets and the report's pictures.
    pub(super) assets: Assets,
}

impl Desk {
    /// Sets the desk up as the arguments say, to read so many files.
    pub(super) fn new(args: &DeskArgs, files: usize) -> anyhow::Result<Self> {
        let assets = templates::assets(args.templates.folder.as_deref())?;
        let forms = Forms::new(&assets);
        let last_year = LastYear::new(args, files)?;
        Ok(Self { assets, forms, last_year })
    }

    /// Reads a file and composes its document.
    ///
    /// # Errors
    ///
    /// If a file cannot be read; what is wrong in it is among the findings.
    pub(super) fn draft(&self, input: &Input) -> anyhow::Result<Drafted> {
        Ok(match input.read()? {
            Ok(source) => {
                let Gathered { reading, last_year, pictures, assets } =
                    self.gather(&source, &input.folder(), &BTreeMap::new());
                let composed = reading.compose(last_year.as_deref(), &assets);
                let reading = Some(reading);
                Drafted { reading, composed, last_year, pictures, assets }
            }
            Err(finding) => {
                let composed = Composed {
                    document: None,
                    origins: Vec::new(),
                    findings: vec![*finding],
                };
                Drafted {
                    reading: None,
                    composed,
                    last_year: None,
                    pictures: Vec::new(),
                    assets: self.assets.clone(),
                }
            }
        })
    }

    /// Reads a file and finds all that is wrong in it, as [`draft`](Self::draft)
    /// does.
    ///
    /// # Errors
    ///
    /// As [`draft`](Self::draft)'s.
    pub(super) fn check(&self, input: &Input) -> anyhow::Result<Vec<Diagnostic>> {
        Ok(match input.read()? {
            Ok(source) => self.check_text(&source, &input.folder()),
            Err(finding) => vec![*finding],
        })
    }

    /// Finds all that is wrong in a text that stands, or will, in a folder.
    pub(super) fn check_text(&self, source: &Source, folder: &Path) -> Vec<Diagnostic> {
        let Gathered { reading, last_year, assets, .. } =
            self.gather(source, folder, &BTreeMap::new());
        reading.check(last_year.as_deref(), &assets)
    }

    /// Reads a text and what belongs to it; `opened` are texts that an editor holds,
    /// by the real paths of their files.
    pub(super) fn gather(
        &self,
        source: &Source,
        folder: &Path,
        opened: &BTreeMap<PathBuf, Source>,
    ) -> Gathered {
        let mut reading = self.forms.read(source);
        let library = Library { forms: &self.forms, opened };
        let Found { reading: last_year, findings } =
            self.last_year.of(&reading, folder, &library);
        reading.findings.extend(findings);
        let mut assets = self.assets.clone();
        let pictures = reading.pictures(last_year.as_deref());
        add_pictures(&mut assets, folder, &pictures);
        Gathered { reading, last_year, pictures, assets }
    }
}

/// Returns the day a report bears that is not dated: `SOURCE_DATE_EPOCH` where it
/// is set, so that builds can be repeated, else today.
#[expect(clippy::disallowed_methods, reason = "cli reads the environment")]
pub(super) fn day() -> anyhow::Result<Date> {
    let Ok(seconds) = env::var("SOURCE_DATE_EPOCH") else {
        return Ok(ZonedDateTime::now().date());
    };
    let whole: Option<u32> = seconds.trim().parse().ok();
    let timestamp =
        whole.and_then(|seconds| Timestamp::from_second(i64::from(seconds)).ok());
    let timestamp = timestamp.with_context(|| {
        format!("环境变量 SOURCE_DATE_EPOCH 应当是从 1970 年起的秒数，现在是“{seconds}”")
    })?;
    Ok(timestamp.to_zoned_datetime(TimeZone::UTC).date())
}
