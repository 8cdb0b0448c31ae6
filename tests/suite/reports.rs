//! The example reports, made in this process.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jiff::civil::date;

use nianbao::assets::Assets;
use nianbao::diagnostic::{Diagnostic, short};
use nianbao::document::Document;
use nianbao::pipeline::{Composed, Format, Forms, Press, PrintOptions};
use nianbao::render::markdown::SpannedTables;
use nianbao::source::Source;

/// A report whose outputs are kept as golden files.
#[derive(Debug)]
pub(crate) struct Example {
    /// The folder of its golden files.
    pub(crate) name: &'static str,
    /// Its file; the pictures it shows lie beside it.
    pub(crate) file: &'static str,
    /// Last year's file, if it has one.
    pub(crate) last_year: Option<&'static str>,
}

/// Every example there is.
pub(crate) const EXAMPLES: [Example; 6] = [
    Example {
        name: "quanzhou-2021",
        file: "examples/quanzhou-2021/2021.yaml",
        last_year: None,
    },
    Example { name: "qinghe-2020", file: "examples/2019/2020.yaml", last_year: None },
    Example { name: "website-2020", file: "tests/forms/website.yaml", last_year: None },
    COUNTY_LAST_YEAR,
    COUNTY,
    TOWN,
];

/// A county that leaves some of the prose to the template.
pub(crate) const COUNTY_LAST_YEAR: Example =
    Example { name: "county-2024", file: "examples/county/2024.yaml", last_year: None };

/// The same county a year later, with everything the form has.
pub(crate) const COUNTY: Example = Example {
    name: "county-2025",
    file: "examples/county/2025.yaml",
    last_year: Some("examples/county/2024.yaml"),
};

/// A town that writes its counts and nothing else.
pub(crate) const TOWN: Example =
    Example { name: "town-2025", file: "examples/town/2025.yaml", last_year: None };

/// Forms and press, set up once for all tests; the forms of the tests are among
/// them.
pub(crate) struct Office {
    pub(crate) assets: Assets,
    pub(crate) forms: Forms,
    press: Press,
}

pub(crate) static OFFICE: LazyLock<Office> = LazyLock::new(|| {
    let mut assets = Assets::embedded();
    add(&mut assets, &root().join("tests/forms"), "templates");
    for example in &EXAMPLES {
        add_pictures(&mut assets, root().join(example.file).parent().expect("a folder"));
    }
    let forms = Forms::new(&assets);
    let press = Press::new(&assets).expect("the page is right");
    #[cfg(feature = "pdf")]
    let press = press.with_fonts(&assets, &fonts(&assets)).expect("`make fonts` was run");
    Office { assets, forms, press }
});

impl Office {
    /// Reads a text and composes its document.
    pub(crate) fn compose(&self, source: &Source) -> Composed {
        self.forms.read(source).compose(None, &self.assets)
    }

    /// Composes the document of a text that has no errors.
    #[track_caller]
    pub(crate) fn document(&self, source: &Source) -> Document {
        finished(self.compose(source), source)
    }

    /// Prints a document in a format that is text.
    #[track_caller]
    pub(crate) fn text(
        &self,
        document: &Document,
        format: Format,
        tables: SpannedTables,
    ) -> String {
        String::from_utf8(self.print(document, format, tables)).expect("it is text")
    }

    #[track_caller]
    pub(crate) fn print(
        &self,
        document: &Document,
        format: Format,
        tables: SpannedTables,
    ) -> Vec<u8> {
        let options = PrintOptions {
            stem: "report".to_owned(),
            formats: vec![Format::Html, Format::Markdown],
            tables,
            day: date(2022, 1, 31),
        };
        let printed = self.press.print(document, format, &self.assets, &options);
        printed.unwrap_or_else(|findings| panic!("{}", short::render(&findings)))
    }
}

impl Example {
    #[track_caller]
    pub(crate) fn source(&self) -> Source {
        source(self.file)
    }

    /// Composes it beside last year's.
    #[track_caller]
    pub(crate) fn compose(&self) -> Composed {
        let last_year = self.last_year.map(|file| OFFICE.forms.read(&source(file)));
        OFFICE.forms.read(&self.source()).compose(last_year.as_ref(), &OFFICE.assets)
    }

    #[track_caller]
    pub(crate) fn document(&self) -> Document {
        finished(self.compose(), &self.source())
    }
}

#[track_caller]
fn source(file: &str) -> Source {
    let text = fs::read_to_string(root().join(file)).expect("the example is there");
    Source::new(file, text)
}

/// Returns the document of a text that has no errors.
#[track_caller]
fn finished(Composed { document, findings, .. }: Composed, source: &Source) -> Document {
    let errors: Vec<_> = findings.into_iter().filter(Diagnostic::is_error).collect();
    document.unwrap_or_else(|| panic!("{}\n{}", short::render(&errors), source.text()))
}

/// Returns the folder of the project.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn add(assets: &mut Assets, folder: &Path, above: &str) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let below = format!("{above}/{name}");
        if path.is_dir() {
            add(assets, &path, &below);
        } else {
            assets.insert(below, Arc::new(fs::read(&path).expect("a file")));
        }
    }
}

/// Puts the pictures of a folder where a report looks for them.
fn add_pictures(assets: &mut Assets, folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "png") {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            let bytes = fs::read(&path).expect("a file");
            assets.insert(format!("pictures/{name}"), Arc::new(bytes));
        }
    }
}

#[cfg(feature = "pdf")]
fn fonts(assets: &Assets) -> nianbao::fonts::Fonts {
    let plan = assets.text("templates/shared/fonts.yaml").expect("there is a plan");
    let tree = nianbao::yaml::load(&Source::new("fonts.yaml", plan));
    let plan =
        nianbao::fonts::FontPlan::read(&tree.root.expect("a map")).expect("a plan");
    nianbao::cli::fonts::find(&plan, None)
}
