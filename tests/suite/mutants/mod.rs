//! Right reports with one slip: each that breaks a rule is found where it was
//! made, each that breaks none is let pass. What is broken, and what would mend
//! it, is reckoned here and not by the checker.

mod dice;
mod mutation;
mod reckoning;
mod sheet;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;

use insta::assert_snapshot;
use nianbao::diagnostic::{Diagnostic, short};
use nianbao::pipeline::Reading;
use nianbao::source::Source;

use crate::findings::BASE;
use crate::reports::{COUNTY, COUNTY_LAST_YEAR, OFFICE, root};
use dice::Dice;
use mutation::{Kind, Slip};
use sheet::{At, Sheet, Totals};

const MUTANTS: u64 = 1000;

/// A right report that mutants are made of.
struct Original {
    sheet: Sheet,
    /// The file before and after its two tables.
    around: (String, String),
    last_year: Option<(Sheet, Reading)>,
    /// What is said of it as it is: its author stands by that.
    usual: Vec<Diagnostic>,
}

/// How a mutant fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// It breaks no rule, and nothing is said.
    LetPass,
    /// One finding, at what was changed.
    AtThePlace,
    /// One finding, what was changed its first related place.
    FirstRelated,
    /// One finding that lists what was changed among what may be wrong.
    Listed,
    /// One finding that shows the sum and says that more may be wrong than it
    /// lists.
    InTheSum,
    /// Several findings.
    Several,
}

#[test]
fn mutants_are_found_where_they_were_made() {
    let mut figures: BTreeMap<(Kind, Fate), usize> = BTreeMap::new();
    let originals = originals();
    let mut made = 0;
    for seed in 0.. {
        let mut dice = Dice::new(seed + 1);
        let original =
            &originals[usize::try_from(seed).expect("small") % originals.len()];
        if let Some((kind, fate)) = mutate(original, &mut dice) {
            *figures.entry((kind, fate)).or_default() += 1;
            made += 1;
        }
        if made == MUTANTS {
            break;
        }
    }
    let lines = figures
        .iter()
        .map(|((kind, fate), count)| format!("{kind:?}: {fate:?} {count}\n"));
    let figures: String = lines.collect();
    println!("{figures}");
    assert_snapshot!(figures, @"
    Change: LetPass 28
    Change: AtThePlace 342
    Change: FirstRelated 31
    Change: Listed 75
    Change: InTheSum 32
    Swap: LetPass 42
    Swap: AtThePlace 150
    Swap: FirstRelated 6
    Swap: Listed 2
    Swap: Several 4
    DropRow: LetPass 32
    DropRow: InTheSum 80
    BlankTotal: LetPass 104
    LastYear: LetPass 5
    LastYear: AtThePlace 41
    LastYear: FirstRelated 2
    LastYear: Listed 6
    LastYear: InTheSum 18
    ");
}

fn originals() -> Vec<Original> {
    let county = COUNTY.source();
    let last_text = fs::read_to_string(root().join(COUNTY_LAST_YEAR.file));
    let last_text = last_text.expect("the example is there");
    let last = || {
        let reading = OFFICE.forms.read(&Source::new("2024.yaml", &*last_text));
        Some((Sheet::parse(&last_text), reading))
    };
    let around = |text: &str, after: &str| {
        let (before, rest) = text.split_once("申请:\n").expect("it has the table");
        let at = rest.find(after).expect("it goes on after the tables");
        (before.to_owned(), rest[at..].to_owned())
    };
    let mut originals = Vec::new();
    for totals in [Totals::All, Totals::OfColumns, Totals::All, Totals::None] {
        originals.push(Original {
            sheet: Sheet::parse(county.text()).with(totals),
            around: around(county.text(), "附注:"),
            last_year: last(),
            usual: Vec::new(),
        });
    }
    for (seed, totals) in (1..).zip([Totals::All; 5].into_iter().chain([Totals::None])) {
        originals.push(Original {
            sheet: mutation::small_report(&mut Dice::new(seed)).with(totals),
            around: around(BASE, "信息处理费:"),
            last_year: None,
            usual: Vec::new(),
        });
    }
    for original in &mut originals {
        original.usual = original.said(&original.sheet).0;
        assert!(!reckoning::is_broken(&original.sheet, original.last_sheet()));
    }
    originals
}

impl Original {
    fn last_sheet(&self) -> Option<&Sheet> {
        self.last_year.as_ref().map(|(sheet, _)| sheet)
    }

    /// Returns what is said of a sheet in this file and not of its own, and where
    /// the numbers stand.
    fn said(&self, sheet: &Sheet) -> (Vec<Diagnostic>, BTreeMap<At, Range<usize>>) {
        let (tables, places) = sheet.to_yaml();
        let (before, after) = &self.around;
        let text = format!("{before}{tables}{after}");
        let moved = |(at, range): (At, Range<usize>)| {
            (at, range.start + before.len()..range.end + before.len())
        };
        let reading = OFFICE.forms.read(&Source::new("甲.yaml", text));
        let last = self.last_year.as_ref().map(|(_, reading)| reading);
        let findings = reading.compose(last, &OFFICE.assets).findings;
        (findings, places.into_iter().map(moved).collect())
    }
}

/// Makes a mutant and sees what is said of it; none if nothing was changed.
fn mutate(original: &Original, dice: &mut Dice) -> Option<(Kind, Fate)> {
    let mut sheet = original.sheet.clone();
    let (kind, slip) = match (dice.below(10), original.last_sheet()) {
        (0..4, _) => (Kind::Change, mutation::change(&mut sheet, dice)),
        (4..6, _) => (Kind::Swap, mutation::swap(&mut sheet, dice)),
        (6, _) => (Kind::DropRow, mutation::drop_row(&mut sheet, dice)),
        (7, _) => (Kind::BlankTotal, mutation::blank_total(&mut sheet, dice)),
        (_, Some(last)) => (Kind::LastYear, mutation::last_year(&mut sheet, last, dice)),
        (_, None) => (Kind::Change, mutation::change(&mut sheet, dice)),
    };
    let slip = slip?;
    let (mut findings, places) = original.said(&sheet);
    let usual = original.said(&original.sheet).0;
    findings.retain(|finding| {
        !usual
            .iter()
            .any(|other| (other.code, &other.path) == (finding.code, &finding.path))
    });
    let fate =
        Mutant { original, sheet: &sheet, slip, findings: &findings, places: &places };
    Some((kind, fate.fate()))
}

struct Mutant<'a> {
    original: &'a Original,
    sheet: &'a Sheet,
    slip: Slip,
    findings: &'a [Diagnostic],
    places: &'a BTreeMap<At, Range<usize>>,
}

impl Mutant<'_> {
    fn fate(&self) -> Fate {
        if !reckoning::is_broken(self.sheet, self.original.last_sheet()) {
            assert!(self.findings.is_empty(), "{}", self.show());
            return Fate::LetPass;
        }
        let [finding] = self.findings else {
            assert!(!self.findings.is_empty(), "{}", self.show());
            println!("{}", self.show());
            return Fate::Several;
        };
        let changed: Vec<At> = match self.slip {
            Slip::Cell(at) | Slip::Total(at) => vec![at],
            Slip::Pair(pair) => pair.to_vec(),
            Slip::Row(_) => Vec::new(),
        };
        let places = finding.place.iter().chain(&finding.related);
        let found: Vec<_> = places.map(|place| place.span.range()).collect();
        let at = |cell: &At| found.iter().position(|place| *place == self.places[cell]);
        match changed.iter().filter_map(at).min() {
            Some(0) => Fate::AtThePlace,
            Some(1) => Fate::FirstRelated,
            Some(at) if finding.related[at - 1].label.starts_with("应为") => {
                Fate::Listed
            }
            _ => Fate::InTheSum,
        }
    }

    /// Shows it, for a failing test.
    fn show(&self) -> String {
        let (tables, _) = self.sheet.to_yaml();
        let singles = reckoning::single_changes(self.sheet, self.original.last_sheet());
        let (said, slip) = (short::render(self.findings), &self.slip);
        format!("{slip:?}\n{tables}{said}singles: {singles:?}")
    }
}
