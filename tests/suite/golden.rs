//! Whole reports as golden files, to be looked at as their readers do.
//!
//! `NIANBAO_UPDATE=1 cargo test` writes them anew.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use nianbao::pipeline::Format;
use nianbao::render::markdown::SpannedTables;

use crate::reports::{COUNTY, COUNTY_LAST_YEAR, EXAMPLES, Example, OFFICE, TOWN, root};

/// What is kept of each report. The text of a PDF is only compared where PDF is
/// built in.
const FILES: [&str; 5] = [
    "report.html",
    "report.fragment.html",
    "report.md",
    "report.pipe.md",
    "report.pdf.txt",
];

#[test]
fn seed_report_is_as_its_golden_files() {
    compare(&EXAMPLES[0]);
}

#[test]
fn trial_edition_is_as_its_golden_files() {
    compare(&EXAMPLES[1]);
}

#[test]
fn another_form_is_as_its_golden_files() {
    compare(&EXAMPLES[2]);
}

#[test]
fn county_last_year_is_as_its_golden_files() {
    compare(&COUNTY_LAST_YEAR);
}

#[test]
fn county_is_as_its_golden_files() {
    compare(&COUNTY);
}

#[test]
fn town_is_as_its_golden_files() {
    compare(&TOWN);
}

#[test]
fn no_golden_file_is_left_over_or_missing() {
    let wanted: BTreeSet<_> = EXAMPLES
        .iter()
        .flat_map(|example| FILES.iter().map(|file| folder(example).join(file)))
        .collect();
    assert_eq!(files(&root().join("tests/golden")), wanted);
}

#[track_caller]
fn compare(example: &Example) {
    let document = example.document();
    for file in FILES {
        let (format, tables) = match file {
            "report.html" => (Format::Html, SpannedTables::Html),
            "report.fragment.html" => (Format::Fragment, SpannedTables::Html),
            "report.md" => (Format::Markdown, SpannedTables::Html),
            "report.pipe.md" => (Format::Markdown, SpannedTables::Pipe),
            #[cfg(feature = "pdf")]
            "report.pdf.txt" => {
                let pdf = OFFICE.print(&document, Format::Pdf, SpannedTables::Html);
                keep(&folder(example).join(file), &crate::read::pdf::read(pdf).outline());
                continue;
            }
            _ => continue,
        };
        keep(&folder(example).join(file), &OFFICE.text(&document, format, tables));
    }
}

/// Compares a text with its golden file, or writes it.
#[track_caller]
fn keep(path: &Path, text: &str) {
    if env::var("NIANBAO_UPDATE").is_ok() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    let golden = fs::read_to_string(path).unwrap_or_default();
    let differing = golden.lines().zip(text.lines()).position(|(old, new)| old != new);
    if golden != text {
        let line = differing.unwrap_or(golden.lines().count().min(text.lines().count()));
        panic!(
            "{}:{}: differs\n- {}\n+ {}\nNIANBAO_UPDATE=1 writes it anew",
            path.display(),
            line + 1,
            golden.lines().nth(line).unwrap_or_default(),
            text.lines().nth(line).unwrap_or_default(),
        );
    }
}

fn folder(example: &Example) -> PathBuf {
    root().join("tests/golden").join(example.name)
}

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path);
        }
    }
    found
}
