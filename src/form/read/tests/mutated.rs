//! Whatever is done to a form's text, reading it ends with places in the text.

use proptest::prelude::*;
use proptest::sample::Index;

use super::{FORM, read};
use crate::source::Source;

/// A change to a text.
#[derive(Debug, Clone)]
enum Change {
    Delete(Index),
    Duplicate(Index),
    Swap(Index, Index),
    Indent(Index),
    Truncate(Index),
    DropCharacter(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        index().prop_map(Change::Delete),
        index().prop_map(Change::Duplicate),
        (index(), index()).prop_map(|(a, b)| Change::Swap(a, b)),
        index().prop_map(Change::Indent),
        index().prop_map(Change::Truncate),
        index().prop_map(Change::DropCharacter),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return String::new();
    }
    let count = lines.len();
    match change {
        Change::Delete(at) => drop(lines.remove(at.index(count))),
        Change::Duplicate(at) => {
            lines.insert(at.index(count), lines[at.index(count)].clone());
        }
        Change::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
        Change::Indent(at) => lines[at.index(count)].insert_str(0, "  "),
        Change::Truncate(at) => {
            let characters = text.chars().count();
            return text.chars().take(at.index(characters + 1)).collect();
        }
        Change::DropCharacter(at) => {
            let gone = at.index(text.chars().count());
            let kept = text.chars().enumerate().filter(|(index, _)| *index != gone);
            return kept.map(|(_, character)| character).collect();
        }
    }
    format!("{}\n", lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn reading_never_panics(changes in prop::collection::vec(change(), 1..4)) {
        let text = changes.iter().fold(FORM.to_owned(), |text, change| changed(&text, change));
        let source = Source::new("form.yaml", &*text);
        if let Err(faults) = read(&source) {
            prop_assert!(!faults.is_empty());
            for fault in faults {
                let place = fault.place.expect("a fault has a place");
                prop_assert!(place.span.range().end <= text.len());
            }
        }
    }
}
