//! Right reports with one slip: each that breaks a rule is found where it was
//! made, each that breaks none is let pass. What is broken, and what would mend
//! it, is reckoned here and not by the checker.

mod dice;
mod mutation;
mod original;
mod prose;
mod reckoning;
mod sheet;

use std::collections::BTreeMap;

use insta::assert_snapshot;
use nianbao::diagnostic::{Diagnostic, short};

use crate::rows::DONE;
use dice::Dice;
use mutation::{Kind, Slip};
use original::{Original, originals};
use sheet::{At, Places, Sheet};

const MUTANTS: usize = 1000;

/// As many changes are listed where any of them would do.
const MOST_LISTED: usize = 6;

/// How a mutant fared. One finding is made of each that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// It breaks no rule, and nothing is said.
    LetPass,
    /// The finding is at what was changed.
    AtThePlace,
    /// What was changed is its first related place.
    FirstRelated,
    /// Several changes would do, and it lists what was changed among them.
    Listed,
    /// More changes would do than it lists, or nothing is left to point at.
    AtTheSum,
}

#[test]
fn mutants_are_found_where_they_were_made() {
    let originals = originals();
    let mut figures: BTreeMap<(Kind, Fate), usize> = BTreeMap::new();
    let fates = (1..).filter_map(|seed| {
        let mut dice = Dice::new(seed);
        mutate(&dice.one_of(&originals)?, &mut dice)
    });
    for fate in fates.take(MUTANTS) {
        *figures.entry(fate).or_default() += 1;
    }
    let line = |((kind, fate), count): (&(Kind, Fate), &usize)| {
        format!("{kind:?} {fate:?} {count}\n")
    };
    let figures: String = figures.iter().map(line).collect();
    println!("{figures}");
    assert_snapshot!(figures, @"
    Change LetPass 15
    Change AtThePlace 287
    Change FirstRelated 23
    Change Listed 39
    Change AtTheSum 46
    Swap LetPass 42
    Swap AtThePlace 144
    Swap FirstRelated 2
    Swap Listed 6
    Swap AtTheSum 1
    DropRow LetPass 24
    DropRow AtThePlace 41
    DropRow AtTheSum 52
    BlankTotal LetPass 98
    LastYear LetPass 2
    LastYear AtThePlace 27
    LastYear FirstRelated 3
    LastYear AtTheSum 8
    Prose AtThePlace 140
    ");
}

/// Makes a mutant and sees what is said of it; none if nothing was changed.
fn mutate(original: &Original, dice: &mut Dice) -> Option<(Kind, Fate)> {
    let mut sheet = original.sheet.clone();
    let (kind, slip) = match (dice.below(10), original.last_sheet()) {
        (0, _) => return Some((Kind::Prose, prose::mutate(original, dice)?)),
        (1..3, _) => (Kind::Swap, mutation::swap(&mut sheet, dice)),
        (3, _) => (Kind::DropRow, mutation::drop_row(&mut sheet, dice)),
        (4, _) => (Kind::BlankTotal, mutation::blank_total(&mut sheet, dice)),
        (5, Some(last)) => (Kind::LastYear, mutation::last_year(&mut sheet, last, dice)),
        _ => (Kind::Change, mutation::change(&mut sheet, dice)),
    };
    let slip = slip?;
    let (findings, places) = original.said(&sheet);
    let mutant = Mutant { original, sheet: &sheet, slip, findings, places };
    Some((kind, mutant.fate()))
}

struct Mutant<'a> {
    original: &'a Original,
    sheet: &'a Sheet,
    slip: Slip,
    findings: Vec<Diagnostic>,
    places: Places,
}

impl Mutant<'_> {
    /// Sees that what is said is right.
    fn fate(&self) -> Fate {
        let last = self.original.last_sheet();
        if !reckoning::is_broken(self.sheet, last) {
            assert!(self.findings.is_empty(), "{}", self.show());
            return Fate::LetPass;
        }
        let [finding] = &self.findings[..] else { panic!("{}", self.show()) };
        let singles = reckoning::single_changes(self.sheet, last);
        match self.slip {
            Slip::Cell(at) => {
                let fate = self.fate_of(at, finding);
                let is_right = match singles.len() {
                    1 => fate == Fate::AtThePlace,
                    2..=MOST_LISTED => fate != Fate::AtTheSum,
                    _ => true,
                };
                assert!(is_right, "{}", self.show());
                fate
            }
            Slip::Pair(pair) => {
                let fates = pair.map(|at| self.fate_of(at, finding));
                let is_sure = singles.is_empty()
                    && reckoning::exchanges(self.sheet, last).len() == 1;
                let both = [Fate::AtThePlace, Fate::FirstRelated];
                let is_both = both.iter().all(|fate| fates.contains(fate));
                assert!(!is_sure || is_both, "{}", self.show());
                fates[0].min(fates[1])
            }
            Slip::Row(row) => {
                let path = finding.path.as_deref().unwrap_or_default();
                if path.split('.').any(|step| step == sheet::name(row)) {
                    return Fate::AtThePlace;
                }
                let lacks = |&(of, column): &At| {
                    of == DONE && self.original.sheet.get((row, column)) > Some(0)
                };
                let mut lacking = self.places.keys().filter(|at| lacks(at));
                let is_found =
                    lacking.any(|at| self.fate_of(*at, finding) == Fate::AtThePlace);
                assert!(
                    is_found || self.sheet.get((DONE, 0)).is_none(),
                    "{}",
                    self.show()
                );
                Fate::AtTheSum
            }
            Slip::Total(at) => self.fate_of(at, finding),
        }
    }

    /// Returns where a finding has a cell.
    fn fate_of(&self, at: At, finding: &Diagnostic) -> Fate {
        let places: Vec<_> = finding.place.iter().chain(&finding.related).collect();
        let here = |place: &&nianbao::diagnostic::Place| {
            place.span.source().name() == original::THIS
                && self.places.get(&at) == Some(&place.span.range())
        };
        match places.iter().position(here) {
            Some(0) => Fate::AtThePlace,
            Some(1) => Fate::FirstRelated,
            Some(index) if places[index].label.starts_with("应为") => Fate::Listed,
            Some(_) | None => Fate::AtTheSum,
        }
    }

    /// Shows it, for a failing test.
    fn show(&self) -> String {
        let (tables, _) = self.sheet.to_yaml();
        let last = self.original.last_sheet();
        let singles = reckoning::single_changes(self.sheet, last);
        let exchanges = reckoning::exchanges(self.sheet, last);
        let (said, slip) = (short::render(&self.findings), &self.slip);
        format!("{slip:?}\n{tables}{said}single {singles:?}\nexchanges {exchanges:?}")
    }
}
