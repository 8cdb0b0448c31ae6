//! The press: page, layout and fonts set up once, then used for every document.

use std::fmt;

use jiff::civil::Date;

use super::Reading;
#[cfg(feature = "pdf")]
use super::glyphs;
use crate::assets::Assets;
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::render::html::{self, Link, Marks, PageOptions, PageTemplate};
use crate::render::markdown::{self, SpannedTables};
#[cfg(feature = "pdf")]
use crate::render::pdf::{PdfOptions, Typesetter};

/// A format that a report is published in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A web page in one file.
    Html,
    /// A piece of HTML to paste into a CMS.
    Fragment,
    /// CommonMark with tables.
    Markdown,
    /// PDF/A-2a and PDF/UA-1.
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Format {
    /// Every format, in the order in which they are written.
    pub const ALL: &[Self] = &[
        Self::Html,
        Self::Fragment,
        Self::Markdown,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// The formats that are written where none is named, in their order.
    pub const USUAL: &[Self] = &[
        Self::Html,
        Self::Markdown,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// Returns the ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Fragment => "fragment.html",
            Self::Markdown => "md",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
        }
    }

    /// Returns what the web page calls the file beside it; none where it is not
    /// for the page's readers.
    fn label(self) -> Option<&'static str> {
        match self {
            Self::Html | Self::Fragment => None,
            Self::Markdown => Some("Markdown文本"),
            #[cfg(feature = "pdf")]
            Self::Pdf => Some("PDF文件"),
        }
    }
}

/// Prints documents.
pub struct Press {
    page: PageTemplate,
    #[cfg(feature = "pdf")]
    typesetter: Option<Typesetter>,
}

impl fmt::Debug for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Press").finish_non_exhaustive()
    }
}

/// What a print depends on besides the document.
#[derive(Debug, Clone)]
pub struct PrintOptions {
    /// The name of the files without their ending, for links between them.
    pub stem: String,
    /// The formats written beside each other.
    pub formats: Vec<Format>,
    /// How Markdown writes tables with merged cells.
    pub tables: SpannedTables,
    /// The day a PDF bears if its report is not dated.
    pub day: Date,
}

impl Press {
    /// Sets up a press for web pages and Markdown.
    ///
    /// # Errors
    ///
    /// The faults of `page.html`, or a shared file that is missing.
    pub fn new(assets: &Assets) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self {
            page: PageTemplate::new(assets)?,
            #[cfg(feature = "pdf")]
            typesetter: None,
        })
    }

    /// Sets it up for PDF too.
    ///
    /// # Errors
    ///
    /// L004 if a role has no face, or a missing layout.
    #[cfg(feature = "pdf")]
    pub fn with_fonts(
        mut self,
        assets: &Assets,
        fonts: &crate::fonts::Fonts,
    ) -> Result<Self, Vec<Diagnostic>> {
        self.typesetter = Some(Typesetter::new(fonts, assets)?);
        Ok(self)
    }

    /// Reads ahead what printing needs and what takes long: the fonts, if it was
    /// set up for PDF. Without it they are read when the first PDF is printed.
    pub fn warm_up(&self) {
        #[cfg(feature = "pdf")]
        if let Some(typesetter) = &self.typesetter {
            typesetter.warm_up();
        }
    }

    /// Finds what a format of a document lacks. A web page: tags that it must have
    /// and 发布 gives nothing for. A PDF: the characters it cannot show as it should,
    /// an error where no face has one, a note where a face of another style is used;
    /// and the faces that cannot be used at all. The document's words come from
    /// `reading` and from the templates among `assets`: there such a character is
    /// shown. What the report stands by is a note.
    #[cfg_attr(
        not(feature = "pdf"),
        expect(
            unused_variables,
            reason = "web page and Markdown leave faces to readers"
        )
    )]
    pub fn gaps(
        &self,
        document: &Document,
        format: Format,
        reading: &Reading,
        assets: &Assets,
    ) -> Vec<Diagnostic> {
        let mut findings = match format {
            Format::Html => {
                reading.facts.as_ref().and_then(check::check_page).into_iter().collect()
            }
            Format::Fragment | Format::Markdown => Vec::new(),
            #[cfg(feature = "pdf")]
            Format::Pdf => self.gaps_of_pdf(document, reading, assets),
        };
        if let Some(facts) = &reading.facts {
            check::stand_by_later(facts, &mut findings);
        }
        findings
    }

    #[cfg(feature = "pdf")]
    fn gaps_of_pdf(
        &self,
        document: &Document,
        reading: &Reading,
        assets: &Assets,
    ) -> Vec<Diagnostic> {
        let Some(typesetter) = &self.typesetter else { return Vec::new() };
        let gaps = typesetter.gaps(document);
        let mut findings = glyphs::placed(&gaps, typesetter.fonts(), reading, assets);
        findings.extend(typesetter.faults());
        findings
    }

    /// Prints a document as a web page whose parts say which they are.
    ///
    /// # Errors
    ///
    /// As [`print`](Self::print)'s.
    pub fn preview(
        &self,
        document: &Document,
        assets: &Assets,
        options: &PrintOptions,
    ) -> Result<String, Vec<Diagnostic>> {
        self.page(document, assets, options, Marks::Present)
    }

    fn page(
        &self,
        document: &Document,
        assets: &Assets,
        options: &PrintOptions,
        marks: Marks,
    ) -> Result<String, Vec<Diagnostic>> {
        let options = PageOptions { links: links(options), marks };
        self.page.render(document, assets, &options)
    }

    /// Prints a document in a format. `assets` hold its pictures.
    ///
    /// # Errors
    ///
    /// What keeps it from being printed: a character without a glyph, a picture.
    pub fn print(
        &self,
        document: &Document,
        format: Format,
        assets: &Assets,
        options: &PrintOptions,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        match format {
            Format::Html => self
                .page(document, assets, options, Marks::Absent)
                .map(String::into_bytes),
            Format::Fragment => html::fragment(document, assets).map(String::into_bytes),
            Format::Markdown => {
                Ok(markdown::write(document, options.tables).into_bytes())
            }
            #[cfg(feature = "pdf")]
            Format::Pdf => {
                let typesetter = self.typesetter.as_ref().ok_or_else(no_fonts)?;
                let options = PdfOptions { day: options.day };
                typesetter.write(document, assets, &options)
            }
        }
    }
}

/// Returns the links from the web page to the other formats beside it.
fn links(options: &PrintOptions) -> Vec<Link> {
    let link = |format: &Format| {
        Some(Link {
            path: format!("{}.{}", options.stem, format.extension()),
            label: format.label()?.to_owned(),
        })
    };
    options.formats.iter().filter_map(link).collect()
}

#[cfg(feature = "pdf")]
fn no_fonts() -> Vec<Diagnostic> {
    let finding =
        Diagnostic::error(crate::diagnostic::Code::NoFont, "没有装好字体，排不了 PDF");
    vec![finding.help("用 --to html,md 不生成 PDF")]
}
