//! Files as accidents leave them never bring the program down, and every place
//! that a finding names lies in the file.

use nianbao::diagnostic::{Code, Diagnostic, json, short, terminal};
use nianbao::pipeline::{Format, mend_all};
use nianbao::render::markdown::SpannedTables;
use nianbao::source::Source;
use nianbao::yaml;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::reports::{EXAMPLES, OFFICE};

/// What does not belong into a file.
const HOSTILE: [&str; 40] = [
    "<script>",
    "#panic()",
    "$x$",
    "@a",
    "|",
    "**",
    "{{",
    "}}",
    "{{ 甲 }}",
    "{%",
    "{#",
    "&a",
    "*a",
    "!t",
    "\u{3000}",
    "\t",
    "\u{a0}",
    "：",
    "，",
    "“",
    "”",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ": ",
    " #",
    "- ",
    "? ",
    "---\n",
    "%",
    "\u{feff}",
    "\u{0}",
    "\u{e000}",
    "\r",
    "\n",
    "99999999999999999999",
    "-1",
];

/// An accident; where is a share of the file, in thousandths.
#[derive(Debug, Clone)]
enum Accident {
    Delete(usize),
    Duplicate(usize),
    Swap(usize, usize),
    Truncate(usize),
    Indent(usize, usize),
    Insert(usize, &'static str),
    /// A character takes the place of another.
    Replace(usize, &'static str),
    /// Two characters side by side change places.
    Transpose(usize),
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_file_brings_the_program_down(
        example in 0..EXAMPLES.len(),
        accidents in vec(accident(), 1..4),
    ) {
        let mut text = EXAMPLES[example].source().text().to_owned();
        for accident in &accidents {
            text = accident.happen(&text);
        }
        go_through(&Source::new("甲.yaml", text))?;
    }

    #[test]
    fn no_bytes_bring_the_program_down(
        example in 0..EXAMPLES.len(),
        bytes in vec((0..1000usize, any::<u8>()), 1..4),
        end in 900..=1000usize,
    ) {
        let mut mutated = EXAMPLES[example].source().text().as_bytes().to_vec();
        for (at, byte) in bytes {
            let at = at * mutated.len() / 1000;
            mutated[at] = byte;
        }
        mutated.truncate(end * mutated.len() / 1000);
        match yaml::decode("甲.yaml", &mutated) {
            Ok(source) => go_through(&source)?,
            Err(finding) => prop_assert_eq!(finding.code, Code::Encoding),
        }
    }

    #[test]
    fn mending_twice_is_mending_once(
        example in 0..EXAMPLES.len(),
        accidents in vec(accident(), 1..4),
    ) {
        let mut text = EXAMPLES[example].source().text().to_owned();
        for accident in &accidents {
            text = accident.happen(&text);
        }
        let check = |source: &Source| OFFICE.compose(source).findings;
        let once = mend_all(&Source::new("甲.yaml", text.as_str()), check);
        let twice = mend_all(&once.source, check);
        prop_assert_eq!(once.source.text(), twice.source.text());
        let words = |text: &str| -> String {
            text.chars().filter(char::is_ascii_alphabetic).collect()
        };
        prop_assert_eq!(words(once.source.text()), words(&text));
    }
}

/// Sends a file through everything: what is found lies in it and can be shown; what
/// is composed can be printed.
fn go_through(source: &Source) -> Result<(), TestCaseError> {
    let composed = OFFICE.compose(source);
    let findings = &composed.findings;
    for shown in [
        terminal::render(findings, terminal::Style::Colour),
        short::render(findings),
        json::render(findings),
    ] {
        prop_assert!(!shown.is_empty() || findings.is_empty());
    }
    for finding in findings {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let places = finding.place.iter().chain(&finding.related);
        let spans = places.map(|place| &place.span);
        for span in spans.chain(edits.map(|edit| &edit.span)) {
            prop_assert_eq!(span.source().name(), "甲.yaml");
            let there = source.text().get(span.range());
            prop_assert!(there.is_some(), "{:?}", finding);
        }
    }
    let errors = findings.iter().any(Diagnostic::is_error);
    prop_assert_eq!(composed.document.is_some(), !errors);
    if let Some(document) = &composed.document {
        OFFICE.text(document, Format::Html, SpannedTables::Html);
        OFFICE.text(document, Format::Markdown, SpannedTables::Html);
        OFFICE.text(document, Format::Markdown, SpannedTables::Pipe);
    }
    Ok(())
}

fn accident() -> impl Strategy<Value = Accident> {
    let place = || 0..1000usize;
    prop_oneof![
        place().prop_map(Accident::Delete),
        place().prop_map(Accident::Duplicate),
        (place(), place()).prop_map(|(one, two)| Accident::Swap(one, two)),
        place().prop_map(Accident::Truncate),
        (place(), 1..5usize).prop_map(|(at, spaces)| Accident::Indent(at, spaces)),
        (place(), prop::sample::select(&HOSTILE[..]))
            .prop_map(|(at, piece)| Accident::Insert(at, piece)),
        (place(), prop::sample::select(&HOSTILE[..]))
            .prop_map(|(at, piece)| Accident::Insert(at, piece)),
        (place(), prop::sample::select(&HOSTILE[..]))
            .prop_map(|(at, piece)| Accident::Replace(at, piece)),
        place().prop_map(Accident::Transpose),
    ]
}

impl Accident {
    fn happen(&self, text: &str) -> String {
        let mut lines: Vec<_> = text.split_inclusive('\n').map(str::to_owned).collect();
        if lines.is_empty() {
            return text.to_owned();
        }
        let count = lines.len();
        let line = |share: usize| share * count / 1000;
        let byte = |share: usize| text.floor_char_boundary(share * text.len() / 1000);
        match *self {
            Self::Delete(at) => drop(lines.remove(line(at))),
            Self::Duplicate(at) => {
                let again = lines[line(at)].clone();
                lines.insert(line(at), again);
            }
            Self::Swap(one, two) => lines.swap(line(one), line(two)),
            Self::Truncate(at) => return text[..byte(at)].to_owned(),
            Self::Indent(at, spaces) => {
                lines[line(at)].insert_str(0, &" ".repeat(spaces));
            }
            Self::Insert(at, piece) => {
                let (before, after) = text.split_at(byte(at));
                return format!("{before}{piece}{after}");
            }
            Self::Replace(at, piece) => {
                let (before, after) = text.split_at(byte(at));
                let mut after = after.chars();
                after.next();
                return format!("{before}{piece}{}", after.as_str());
            }
            Self::Transpose(at) => {
                let (before, after) = text.split_at(byte(at));
                let mut after = after.chars();
                let two = [after.next(), after.next()];
                let two: String = two.into_iter().rev().flatten().collect();
                return format!("{before}{two}{}", after.as_str());
            }
        }
        lines.concat()
    }
}
