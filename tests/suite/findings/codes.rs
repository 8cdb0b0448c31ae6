//! Every code has a case.

use std::collections::BTreeSet;

use nianbao::diagnostic::{Code, Family};

/// The cases, as text: a code is named where a snapshot shows its finding.
const CASES: [&str; 17] = [
    include_str!("fields.rs"),
    include_str!("notations.rs"),
    include_str!("chapters.rs"),
    include_str!("parts.rs"),
    include_str!("percentages.rs"),
    include_str!("public.rs"),
    include_str!("sentences.rs"),
    include_str!("stood_by.rs"),
    include_str!("stale.rs"),
    include_str!("sums.rs"),
    include_str!("wording.rs"),
    include_str!("yaml.rs"),
    include_str!("years.rs"),
    include_str!("../cli/last_year.rs"),
    include_str!("../cli/templates.rs"),
    include_str!("../cli/encoding.rs"),
    include_str!("../cli/author/mod.rs"),
];

/// Faults of `form.yaml`, each tried beside the code that reads it.
const IN_UNIT_TESTS: [&str; 15] = [
    "T101", "T102", "T103", "T104", "T105", "T106", "T107", "T108", "T109", "T110",
    "T111", "T112", "T113", "T114", "T115",
];

#[test]
fn every_code_has_a_case() {
    let families = [
        Family::Yaml,
        Family::Fields,
        Family::Sums,
        Family::Years,
        Family::Prose,
        Family::Wording,
        Family::Templates,
    ];
    let codes = Code::ALL.iter().filter(|code| families.contains(&code.family()));
    let shown = |code: &str| {
        let short = [format!("[{code}] "), format!("[{code}]: ")];
        CASES.iter().any(|text| short.iter().any(|shown| text.contains(shown)))
    };
    let without: BTreeSet<_> = codes
        .map(|code| code.as_str())
        .filter(|code| !shown(code) && !IN_UNIT_TESTS.contains(code))
        .collect();
    assert_eq!(without, BTreeSet::new());
}
