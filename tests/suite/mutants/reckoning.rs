//! What must hold among the numbers, reckoned from the form's text alone; and
//! which single changes and exchanges would make it hold.

use super::sheet::{At, Sheet, all, width};
use crate::rows::{CARRIED_IN, CARRIED_OUT, DONE, NEW, RESULTS, REVIEWS};

/// A rule: what it adds up to 0, each cell with its sign.
type Rule = Vec<(At, i64)>;

/// Returns a cell's number: as written, else what it sums.
pub(super) fn value(sheet: &Sheet, (row, column): At) -> i64 {
    let total = width(row) - 1;
    let number = match sheet.get((row, column)) {
        Some(number) => number,
        None if row == DONE && column == total => {
            let results = sheet.cells[RESULTS].iter();
            results.flat_map(|row| &row[..total]).flatten().sum()
        }
        None if row == DONE => {
            sheet.cells[RESULTS].iter().filter_map(|row| row[column]).sum()
        }
        None if column == total => sheet.cells[row][..total].iter().flatten().sum(),
        None => 0,
    };
    i64::try_from(number).expect("a count is small")
}

/// Returns the rules that a report must keep.
fn rules(sheet: &Sheet) -> Vec<Rule> {
    let mut rules = Vec::new();
    let plus = |at: At| (at, 1);
    for row in (0..DONE).chain([CARRIED_OUT]).chain(REVIEWS) {
        let total = width(row) - 1;
        if sheet.get((row, total)).is_some() {
            let mut rule: Rule = (0..total).map(|column| plus((row, column))).collect();
            rule.push(((row, total), -1));
            rules.push(rule);
        }
    }
    for column in 0..7 {
        if sheet.get((DONE, column)).is_some() {
            let columns = if column == 6 { 0..6 } else { column..column + 1 };
            let all = RESULTS.flat_map(|row| columns.clone().map(move |at| (row, at)));
            let mut rule: Rule = all.map(plus).collect();
            rule.push(((DONE, column), -1));
            rules.push(rule);
        }
    }
    for column in 0..7 {
        rules.push(vec![
            ((NEW, column), 1),
            ((CARRIED_IN, column), 1),
            ((DONE, column), -1),
            ((CARRIED_OUT, column), -1),
        ]);
    }
    rules
}

/// Tells by how much a rule is broken.
fn off(sheet: &Sheet, rule: &Rule) -> i64 {
    rule.iter().map(|&(at, sign)| sign * value(sheet, at)).sum()
}

/// Tells whether a report breaks a rule; with last year's, also whether it takes
/// over what was left then.
pub(super) fn is_broken(sheet: &Sheet, last_year: Option<&Sheet>) -> bool {
    rules(sheet).iter().any(|rule| off(sheet, rule) != 0)
        || last_year.is_some_and(|last| {
            (0..7).any(|column| {
                value(sheet, (CARRIED_IN, column)) != value(last, (CARRIED_OUT, column))
            })
        })
}

/// Returns a rule that is broken, with by how much.
fn first_broken(sheet: &Sheet) -> Option<(Rule, i64)> {
    let broken = rules(sheet).into_iter().map(|rule| {
        let off = off(sheet, &rule);
        (rule, off)
    });
    broken.into_iter().find(|(_, off)| *off != 0)
}

/// Returns the cells whose number one could change so that everything holds.
pub(super) fn single_changes(sheet: &Sheet, last_year: Option<&Sheet>) -> Vec<At> {
    let Some((rule, by)) = first_broken(sheet) else { return Vec::new() };
    let mut changed = sheet.clone();
    let mut can = |&at: &At| {
        let mends = [by, -by].into_iter().any(|delta| {
            let Ok(number) = u64::try_from(value(sheet, at) + delta) else {
                return false;
            };
            changed.set(at, Some(number));
            off(&changed, &rule) == 0 && !is_broken(&changed, last_year)
        });
        changed.set(at, sheet.get(at));
        mends
    };
    let cells = all().filter(|&at| is_of_its_own(sheet, at));
    cells.filter(|at| can(at)).collect()
}

/// Returns the pairs in one row or column that one could exchange so that
/// everything holds.
pub(super) fn exchanges(sheet: &Sheet, last_year: Option<&Sheet>) -> Vec<[At; 2]> {
    let Some((rule, _)) = first_broken(sheet) else { return Vec::new() };
    let mut found = Vec::new();
    let mut changed = sheet.clone();
    let cells: Vec<_> = all().filter(|&at| is_of_its_own(sheet, at)).collect();
    for (index, &one) in cells.iter().enumerate() {
        for &other in &cells[index + 1..] {
            let is_beside = one.0 == other.0
                || one.1 == other.1
                    && REVIEWS.contains(&one.0) == REVIEWS.contains(&other.0);
            let (a, b) = (value(sheet, one), value(sheet, other));
            if !is_beside || a == b {
                continue;
            }
            changed.set(one, u64::try_from(b).ok());
            changed.set(other, u64::try_from(a).ok());
            if off(&changed, &rule) == 0 && !is_broken(&changed, last_year) {
                found.push([one, other]);
            }
            changed.set(one, sheet.get(one));
            changed.set(other, sheet.get(other));
        }
    }
    found
}

/// Tells whether a cell has a number of its own: one written, or one that is no
/// total.
fn is_of_its_own(sheet: &Sheet, (row, column): At) -> bool {
    sheet.get((row, column)).is_some() || row != DONE && column + 1 < width(row)
}
