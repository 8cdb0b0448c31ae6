//! The one who makes the PDF when somebody wants to see it, beside the one who makes
//! the report anew, so that no save waits for it.

#[cfg(feature = "pdf")]
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use tokio::sync::{oneshot, watch};

use super::super::args::PreviewArgs;
#[cfg(feature = "pdf")]
use super::super::fonts;
#[cfg(feature = "pdf")]
use super::bench::in_words;
#[cfg(feature = "pdf")]
use crate::assets::Assets;
#[cfg(feature = "pdf")]
use crate::diagnostic::Diagnostic;
use crate::pipeline::PrintOptions;
#[cfg(feature = "pdf")]
use crate::pipeline::{Format, Press};
use crate::preview::{Made, Session};

/// A PDF, or in words why there is none.
pub(super) type Pdf = Result<Arc<Vec<u8>>, String>;

/// Where PDFs are asked for.
#[derive(Clone)]
pub(super) struct Pdfs(Sender<oneshot::Sender<Pdf>>);

impl Pdfs {
    /// Starts to wait for somebody who wants to see the PDF of the last report.
    pub(super) fn start(
        args: &PreviewArgs,
        options: PrintOptions,
        session: watch::Receiver<Session>,
    ) -> Self {
        let (asking, asked) = mpsc::channel();
        let maker = Maker::new(args, options);
        thread::spawn(move || work(maker, &asked, &session));
        Self(asking)
    }

    /// Waits for the PDF of the last report.
    pub(super) async fn pdf(&self) -> Pdf {
        let gone = "排不了 PDF，这是程序的错误；请重新运行预览";
        let (reply, pdf) = oneshot::channel();
        self.0.send(reply).map_err(|_| gone.to_owned())?;
        pdf.await.map_err(|_| gone.to_owned())?
    }
}

/// Works until nobody is left.
fn work(
    mut maker: Maker,
    asked: &Receiver<oneshot::Sender<Pdf>>,
    session: &watch::Receiver<Session>,
) {
    while let Ok(first) = asked.recv() {
        let mut waiting: Vec<_> =
            std::iter::once(first).chain(asked.try_iter()).collect();
        // A page that has a newer report asks again and waits for this one no more.
        waiting.retain(|reply| !reply.is_closed());
        if waiting.is_empty() {
            continue;
        }
        let now = session.borrow().clone();
        let pdf = maker.pdf(&now);
        for reply in waiting {
            // Who asked may have gone.
            drop(reply.send(pdf.clone()));
        }
    }
}

/// What PDFs are made with.
struct Maker {
    #[cfg(feature = "pdf")]
    fonts: Option<PathBuf>,
    #[cfg(feature = "pdf")]
    options: PrintOptions,
    /// The press, or why it cannot be set up, and by which templates.
    #[cfg(feature = "pdf")]
    press: Option<(Assets, Result<Press, String>)>,
    /// The last PDF made, and of which report.
    last: Option<(u64, Pdf)>,
}

impl Maker {
    #[cfg(feature = "pdf")]
    fn new(args: &PreviewArgs, options: PrintOptions) -> Self {
        Self { fonts: args.fonts.folder.clone(), options, press: None, last: None }
    }

    #[cfg(not(feature = "pdf"))]
    fn new(_: &PreviewArgs, _: PrintOptions) -> Self {
        Self { last: None }
    }

    fn pdf(&mut self, session: &Session) -> Pdf {
        let Some(report) = session.report() else {
            return Err("还没有报告".to_owned());
        };
        if let Some((of, pdf)) = &self.last
            && *of == report.version
        {
            return pdf.clone();
        }
        let pdf = self.typeset(&report.made);
        self.last = Some((report.version, pdf.clone()));
        pdf
    }

    #[cfg(feature = "pdf")]
    fn typeset(&mut self, made: &Made) -> Pdf {
        let Made { reading, document, assets, .. } = made;
        let templates = assets.below("templates/");
        if self.press.as_ref().is_none_or(|(of, _)| *of != templates) {
            let press = self.set_up(&templates).map_err(|faults| in_words(&faults));
            self.press = Some((templates, press));
        }
        let (_, press) = self.press.as_ref().expect("it is set up");
        let press = press.as_ref().map_err(Clone::clone)?;
        let mut gaps = press.gaps(document, Format::Pdf, reading, assets);
        gaps.retain(Diagnostic::is_error);
        if !gaps.is_empty() {
            return Err(in_words(&gaps));
        }
        let pdf = press.print(document, Format::Pdf, assets, &self.options);
        pdf.map(Arc::new).map_err(|faults| in_words(&faults))
    }

    /// Sets the press up by some templates.
    #[cfg(feature = "pdf")]
    fn set_up(&self, templates: &Assets) -> Result<Press, Vec<Diagnostic>> {
        let plan = fonts::plan(templates)?;
        let fonts = fonts::find(&plan, self.fonts.as_deref());
        Press::new(templates)?.with_fonts(templates, &fonts)
    }

    #[cfg(not(feature = "pdf"))]
    #[expect(clippy::unused_self, reason = "there is no PDF to make")]
    fn typeset(&self, _: &Made) -> Pdf {
        Err(super::super::NO_PDF.to_owned())
    }
}
