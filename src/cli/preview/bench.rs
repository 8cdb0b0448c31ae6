//! What the worker works with: desk and press.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::args::{DeskArgs, PreviewArgs};
use super::super::desk::{self, Desk, Drafted};
use super::super::input::Input;
use super::super::stamp::{Stamp, stamp};
use super::super::{templates, with_causes};
use crate::assets::Assets;
use crate::compose::PictureUse;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::terminal::{self, Style};
use crate::document::Document;
use crate::picture;
use crate::pipeline::{Format, Press, PrintOptions, Reading};
use crate::preview::{Draft, Made, Printed};
use crate::render::markdown::SpannedTables;
use crate::source::Source;

/// Desk and press for one file.
pub(super) struct Bench {
    input: Input,
    args: DeskArgs,
    desk: Desk,
    press: Press,
    options: PrintOptions,
    /// The files that the report is made of, as they were when they were read.
    stamps: BTreeMap<PathBuf, Stamp>,
    /// The pictures that the file names, there or not.
    pictures: Vec<PathBuf>,
    last_year: Option<Arc<Reading>>,
    /// Last year's file as it is shown.
    last_year_shown: Option<Source>,
}

impl Bench {
    pub(super) fn new(args: &PreviewArgs, input: &Input) -> anyhow::Result<Self> {
        let desk = Desk::new(&args.desk, 1)?;
        let press = press(&desk.assets)?;
        let options = PrintOptions {
            stem: input.stem().to_string_lossy().into_owned(),
            formats: Format::USUAL.to_vec(),
            tables: SpannedTables::default(),
            day: desk::day()?,
        };
        Ok(Self {
            input: input.clone(),
            args: args.desk.clone(),
            desk,
            press,
            options,
            stamps: BTreeMap::new(),
            pictures: Vec::new(),
            last_year: None,
            last_year_shown: None,
        })
    }

    /// Returns how reports are printed.
    pub(super) fn options(&self) -> &PrintOptions {
        &self.options
    }

    /// Tells whether the files that the report is made of are others than when they
    /// were read.
    pub(super) fn is_touched(&self) -> bool {
        self.stamps_now() != self.stamps
    }

    /// Returns how the file, last year's, the pictures and the templates are now.
    fn stamps_now(&self) -> BTreeMap<PathBuf, Stamp> {
        let own = match &self.input {
            Input::Stdin => None,
            Input::File(path) => Some(path.clone()),
        };
        let last_year = self.last_year.as_ref().map(|it| it.source.name().into());
        let files = own.into_iter().chain(last_year).chain(self.pictures.clone());
        let stamps = files.map(|path| {
            let stamp = stamp(&path);
            (path, stamp)
        });
        let templates = self.args.templates.folder.as_deref().map(templates::stamps);
        stamps.chain(templates.unwrap_or_default()).collect()
    }

    /// Reads the file and makes its report.
    pub(super) fn draft(&mut self) -> Draft {
        // One that is written while it is read is looked at again.
        let before = self.stamps_now();
        let read = self.read();
        self.stamps = self.stamps_now();
        for (path, stamp) in &mut self.stamps {
            *stamp = before.get(path).copied().unwrap_or(*stamp);
        }
        read.unwrap_or_else(|error| Draft::Unread(with_causes(&error)))
    }

    fn read(&mut self) -> anyhow::Result<Draft> {
        // What the command line names is read when the desk is set up.
        if self.args.templates.folder.is_some() || self.args.last_year.is_some() {
            let desk = Desk::new(&self.args, 1)?;
            if desk.assets != self.desk.assets {
                self.press = press(&desk.assets)?;
            }
            self.desk = desk;
        }
        let Drafted { reading, composed, last_year, pictures, assets } =
            self.desk.draft(&self.input)?;
        self.pictures = beside(&self.input.folder(), &pictures);
        // Last year's report stays with this year's while the file is wrong.
        if last_year.is_some() || composed.document.is_some() {
            self.last_year = last_year;
        }
        let mut findings = composed.findings;
        let Some(reading) = reading else {
            return Ok(Draft::Read { findings, made: None });
        };
        let drawn = composed.document.map(|document| (document, composed.origins));
        let sketch = || {
            let sketch = reading.sketch(self.last_year.as_deref(), &assets)?;
            Some((sketch.document, sketch.origins))
        };
        let Some((document, origins)) = drawn.or_else(sketch) else {
            return Ok(Draft::Read { findings, made: None });
        };
        findings.extend(self.press.gaps(&document, Format::Html, &reading, &assets));
        let made = match self.print(&document, &assets) {
            Ok(printed) => {
                Some(Box::new(Made { reading, document, origins, assets, printed }))
            }
            Err(faults) => {
                findings.extend(faults);
                None
            }
        };
        Ok(Draft::Read { findings, made })
    }

    fn print(
        &self,
        document: &Document,
        assets: &Assets,
    ) -> Result<Printed, Vec<Diagnostic>> {
        let html = self.press.preview(document, assets, &self.options)?;
        let markdown =
            self.press.print(document, Format::Markdown, assets, &self.options)?;
        Ok(Printed { html, markdown: String::from_utf8_lossy(&markdown).into_owned() })
    }

    /// Makes last year's report for the page, if it is another than is shown.
    #[expect(clippy::option_option, reason = "nothing new, or nothing there")]
    pub(super) fn last_year(&mut self) -> Option<Option<String>> {
        let source = self.last_year.as_ref().map(|reading| reading.source.clone());
        let text =
            |source: &Option<Source>| source.as_ref().map(|it| it.text().to_owned());
        if text(&source) == text(&self.last_year_shown) {
            return None;
        }
        let html = source.as_ref().and_then(|source| {
            let input = Input::File(PathBuf::from(source.name()));
            let drafted = self.desk.draft(&input).ok()?;
            let document = drafted.composed.document?;
            self.press.preview(&document, &drafted.assets, &self.options).ok()
        });
        self.last_year_shown = source;
        Some(html)
    }
}

fn press(assets: &Assets) -> anyhow::Result<Press> {
    Press::new(assets)
        .map_err(|faults| anyhow::anyhow!("模板有错误\n{}", in_words(&faults)))
}

/// Writes faults one below the other.
pub(super) fn in_words(faults: &[Diagnostic]) -> String {
    terminal::render(faults, Style::Plain)
}

/// Returns where pictures lie that a file in a folder may show.
fn beside(folder: &Path, pictures: &[PictureUse]) -> Vec<PathBuf> {
    let paths = pictures.iter().map(|picture| &picture.path);
    paths.filter(|path| picture::is_beside(path)).map(|path| folder.join(path)).collect()
}
