//! The document as PDF, typeset by typst on the page of GB/T 9704-2012.
//!
//! `templates/shared/layout.typ` and its parts are the page; the document goes to it as one JSON
//! file, and no markup is ever built from text, so text cannot become code. The
//! file conforms to PDF/A-2a and PDF/UA-1 together. The passes: the characters
//! are checked against the faces ([`Gap`]), the pictures against their formats,
//! then typst lays out and writes.
//!
//! A [`Typesetter`] is made once and shared by any number of threads. Equal
//! documents, fonts and days give equal bytes.

mod bytes;
mod coverage;
mod faces;
mod findings;
mod layout;
mod pictures;
mod text;
mod view;
mod world;

pub use coverage::Gap;
pub(crate) use pictures::check as check_picture;

use jiff::civil::Date;
use typst::foundations::Smart;
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards};

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::fonts::{Fonts, Role};
use faces::Faces;
use layout::Layout;
use pictures::Pictures;
use view::View;
use world::Job;

/// How many documents later what typst remembers of one is forgotten.
const MEMORY: usize = 2;

/// What a PDF needs to know beside its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfOptions {
    /// The day the file bears if the document has none; PDF/A asks for one.
    pub day: Date,
}

/// Page and faces, ready to typeset any number of documents.
#[derive(Debug)]
pub struct Typesetter {
    library: LazyHash<Library>,
    faces: Faces,
    layout: Layout,
}

impl Typesetter {
    /// Takes the fonts and the layout among the assets.
    ///
    /// Fails if a role has no face ([`Code::NoFont`]) or the layout is missing.
    ///
    /// [`Code::NoFont`]: crate::diagnostic::Code::NoFont
    pub fn new(fonts: &Fonts, assets: &Assets) -> Result<Self, Vec<Diagnostic>> {
        let missing = findings::unserved(&fonts.unserved(), fonts);
        let mut findings = Vec::from_iter(missing);
        if !findings.is_empty() {
            findings.extend(fonts.spoilt.iter().map(findings::spoilt));
        }
        let layout = match Layout::new(assets) {
            Ok(layout) if findings.is_empty() => layout,
            layout => {
                findings.extend(layout.err());
                return Err(findings);
            }
        };
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            faces: Faces::new(fonts),
            layout,
        })
    }

    /// Finds the characters that the faces of their roles do not have.
    pub fn gaps(&self, document: &Document) -> Vec<Gap> {
        coverage::gaps(&view::blocks(document), &self.faces)
    }

    /// Reads the fonts that most reports need, which is otherwise done when the
    /// first report needs them: something to do while that is being composed.
    pub fn warm_up(&self) {
        self.faces.warm_up();
    }

    /// Returns the fonts it works with.
    pub fn fonts(&self) -> &Fonts {
        self.faces.fonts()
    }

    /// Tells which files should have served a role and cannot be used, as far as
    /// they were asked for: a note each, and an error for roles that are left
    /// without any face.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut unserved = Role::NEEDED.to_vec();
        unserved.retain(|&role| !self.faces.serves(role));
        let error = findings::unserved(&unserved, self.fonts());
        let faults = self.faces.faults();
        let faults = faults.map(|(face, fault)| findings::unusable(face, fault));
        let spoilt = self.fonts().spoilt.iter().filter(|file| !file.roles.is_empty());
        error.into_iter().chain(spoilt.map(findings::spoilt)).chain(faults).collect()
    }

    /// Returns what the layout reads as `/document.json`, for whoever tries a layout
    /// with typst alone. Faces go by `face N`, N being the index in [`Fonts::faces`].
    /// The sizes of pictures are not in it.
    pub fn json(&self, document: &Document, options: &PdfOptions) -> String {
        View::new(document, options.day, self.faces.chains()).to_json()
    }

    /// Typesets a document.
    ///
    /// Fails if a character has no glyph ([`Code::NoGlyph`]), no face of a role can
    /// be used ([`Code::NoFont`]), a picture cannot be used ([`Code::BadPicture`]), or the layout does not work
    /// ([`Code::TemplateRender`]).
    ///
    /// [`Code::NoGlyph`]: crate::diagnostic::Code::NoGlyph
    /// [`Code::NoFont`]: crate::diagnostic::Code::NoFont
    /// [`Code::BadPicture`]: crate::diagnostic::Code::BadPicture
    /// [`Code::TemplateRender`]: crate::diagnostic::Code::TemplateRender
    pub fn write(
        &self,
        document: &Document,
        assets: &Assets,
        options: &PdfOptions,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut view = View::new(document, options.day, self.faces.chains());
        let gaps = coverage::gaps(&view.blocks, &self.faces);
        let gaps = gaps.iter().map(|gap| gap.diagnostic(self.fonts()));
        let gaps = gaps.chain(self.faults());
        let mut findings: Vec<_> = gaps.filter(Diagnostic::is_error).collect();
        let pictures = pictures::load(document, assets).unwrap_or_else(|bad| {
            findings.extend(bad);
            Pictures::default()
        });
        if !findings.is_empty() {
            return Err(findings);
        }
        view.pictures = pictures.sizes;
        let job = Job::new(self, view.to_json(), pictures.files);
        let _forget = Forget;
        self.lay_out(&job).and_then(|pages| self.encode(&pages, &job))
    }

    fn lay_out(&self, job: &Job) -> Result<PagedDocument, Vec<Diagnostic>> {
        typst::compile(job)
            .output
            .map_err(|errors| findings::of_layout(&errors, job, &self.layout))
    }

    fn encode(
        &self,
        pages: &PagedDocument,
        job: &Job,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("the two standards agree");
        let options = typst_pdf::PdfOptions {
            creator: Smart::Custom(Some("nianbao".to_owned())),
            standards,
            ..Default::default()
        };
        typst_pdf::pdf(pages, &options)
            .map_err(|errors| findings::of_layout(&errors, job, &self.layout))
    }
}

/// Keeps memory flat in a batch: forgets old results when a document is done,
/// with or without success.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(MEMORY);
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests;
