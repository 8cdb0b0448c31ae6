//! The examples of the explanations are what they claim to be: put into a file,
//! form or template that is right, the wrong piece is found under its code; with
//! the right piece nothing is found.

use std::fs;
use std::sync::Arc;

use nianbao::assets::{Assets, Bytes};
use nianbao::diagnostic::explanation::{Explanation, explain, handbook};
use nianbao::diagnostic::{Code, Diagnostic, Family, short};
use nianbao::pipeline::Forms;
use nianbao::source::Source;

use crate::findings::BASE;
use crate::reports::{OFFICE, root};

/// Codes that no piece of text can show, and what it would take.
const NOT_SHOWN: [&str; 11] = [
    "Y010", // bytes that are no text
    "F019", "K001", "K003", "K005", // another file
    "T006", // a file less
    "L001", "L002", "L003", "L004", // fonts and pictures
    "L005", // a page that is printed
];

/// A form and its file, short enough to be edited.
const FORM: &str = "政府网站年报-2018";
const WEBSITE: &str = "tests/forms/website.yaml";

#[test]
fn examples_are_what_they_claim() {
    for &code in Code::ALL {
        let explanation = explain(code).expect("every code is explained");
        let Some(wrong) = explanation.wrong() else {
            assert!(NOT_SHOWN.contains(&code.as_str()), "{code} has no example");
            continue;
        };
        let found = findings(&explanation, wrong);
        let said = short::render(&found);
        assert!(found.iter().any(|finding| finding.code == code), "{code}: {said}");
        if let Some(right) = explanation.right() {
            let left = findings(&explanation, right);
            assert!(left.is_empty(), "{code}: {}", short::render(&left));
        }
    }
}

/// Returns what is found where a piece stands in place of the right one.
fn findings(explanation: &Explanation, piece: &str) -> Vec<Diagnostic> {
    if explanation.code.family() == Family::Templates {
        return findings_of_form(explanation, piece);
    }
    let text = match explanation.right() {
        Some(right) => {
            replaced(BASE, right, piece).expect("the base has the right piece")
        }
        None => piece.to_owned(),
    };
    OFFICE.compose(&Source::new("例.yaml", &*text)).findings
}

fn findings_of_form(explanation: &Explanation, piece: &str) -> Vec<Diagnostic> {
    let right = explanation.right().expect("a form is edited");
    let mut assets = Assets::embedded();
    let mut edited = 0;
    for name in ["form.yaml", "report.md"] {
        let path = root().join("tests/forms").join(FORM).join(name);
        let own = fs::read_to_string(path).expect("the form has one");
        let text = replaced(&own, right, piece).inspect(|_| edited += 1).unwrap_or(own);
        let bytes: Bytes = Arc::new(text.into_bytes());
        assets.insert(format!("templates/{FORM}/{name}"), bytes);
    }
    assert_eq!(edited, 1, "{}: {right}", explanation.code);
    let file = fs::read_to_string(root().join(WEBSITE)).expect("the form has an example");
    let forms = Forms::new(&assets);
    let mut found =
        forms.read(&Source::new("例.yaml", &*file)).compose(None, &assets).findings;
    if let Some(Ok(form)) = forms.catalogue().form(FORM)
        && let Ok(template) = forms.template(&form)
    {
        found.extend(template.doubts(&form));
    }
    found
}

fn replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let whole = text.match_indices(from).filter(|(at, _)| {
        let ends = |rest: &str| rest.is_empty() || rest.starts_with('\n');
        ends(&text[at + from.len()..]) && (*at == 0 || text[..*at].ends_with('\n'))
    });
    (whole.count() == 1).then(|| text.replacen(from, to, 1))
}

#[test]
fn handbook_of_codes_is_what_the_program_says() {
    let path = root().join("docs/codes.md");
    let now = handbook();
    if std::env::var_os("NIANBAO_UPDATE").is_some() {
        fs::write(&path, &now).expect("it can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == now, "docs/codes.md is old: run the tests with NIANBAO_UPDATE=1");
}
