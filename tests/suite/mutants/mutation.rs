//! The slips of the hand that mutants have.

use super::dice::Dice;
use super::sheet::{At, Sheet, width};
use crate::rows::{CARRIED_IN, CARRIED_OUT, DONE, NEW, RESULTS, REVIEWS};

/// A kind of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Change,
    Swap,
    DropRow,
    BlankTotal,
    LastYear,
    Prose,
}

/// What was changed.
#[derive(Debug, Clone)]
pub(super) enum Slip {
    Cell(At),
    Pair([At; 2]),
    Row(usize),
    Total(At),
}

/// Changes one number that is written.
pub(super) fn change(sheet: &mut Sheet, dice: &mut Dice) -> Option<Slip> {
    let at = dice.one_of(&sheet.written())?;
    let old = sheet.get(at)?;
    let new = match dice.below(5) {
        0 => old + 1 + dice.below(3),
        1 => old.saturating_sub(1 + dice.below(3)),
        2 => old * 10,
        3 => old / 10,
        _ => other_digit(old, dice),
    };
    sheet.set(at, Some(new));
    (new != old).then_some(Slip::Cell(at))
}

/// Mistypes one digit.
pub(super) fn other_digit(number: u64, dice: &mut Dice) -> u64 {
    let digits = number.to_string();
    let at = usize::try_from(dice.below(digits.len() as u64)).expect("it is small");
    let digit = |(index, old): (usize, char)| {
        if index == at { char::from_digit(dice.digit(), 10).unwrap_or(old) } else { old }
    };
    let typed: String = digits.chars().enumerate().map(digit).collect();
    typed.parse().expect("digits")
}

/// Exchanges two numbers of one row or column that are written.
pub(super) fn swap(sheet: &mut Sheet, dice: &mut Dice) -> Option<Slip> {
    let written = sheet.written();
    let one = dice.one_of(&written)?;
    let is_beside = |other: &At| {
        let is_same_table = REVIEWS.contains(&one.0) == REVIEWS.contains(&other.0);
        is_same_table && (one.0 == other.0) != (one.1 == other.1)
    };
    let beside: Vec<_> = written.into_iter().filter(is_beside).collect();
    let other = dice.one_of(&beside)?;
    let (a, b) = (sheet.get(one)?, sheet.get(other)?);
    sheet.set(one, Some(b));
    sheet.set(other, Some(a));
    (a != b).then_some(Slip::Pair([one, other]))
}

/// Leaves a row of the results or reviews out.
pub(super) fn drop_row(sheet: &mut Sheet, dice: &mut Dice) -> Option<Slip> {
    let there = |row: &usize| sheet.cells[*row].iter().any(Option::is_some);
    let rows: Vec<_> = RESULTS.chain(REVIEWS).filter(there).collect();
    let row = dice.one_of(&rows)?;
    sheet.cells[row].fill(None);
    Some(Slip::Row(row))
}

/// Leaves a total out, with its name or without.
pub(super) fn blank_total(sheet: &mut Sheet, dice: &mut Dice) -> Option<Slip> {
    let is_total = |(row, column): &At| *row == DONE || *column + 1 == width(*row);
    let totals: Vec<_> = sheet.written().into_iter().filter(is_total).collect();
    let at = dice.one_of(&totals)?;
    sheet.set(at, None);
    if dice.below(2) == 0 {
        sheet.emptied.push(at);
    }
    Some(Slip::Total(at))
}

/// Puts last year's number in place of this year's.
pub(super) fn last_year(
    sheet: &mut Sheet,
    last: &Sheet,
    dice: &mut Dice,
) -> Option<Slip> {
    let at = dice.one_of(&sheet.written())?;
    let (old, new) = (sheet.get(at)?, last.get(at)?);
    sheet.set(at, Some(new));
    (new != old).then_some(Slip::Cell(at))
}

/// Makes a report up: few requests, most cells 0.
pub(super) fn small_report(dice: &mut Dice) -> Sheet {
    let mut sheet = Sheet::new();
    let number = |dice: &mut Dice| match dice.below(4) {
        0 => 1 + dice.below(30),
        _ => 0,
    };
    for row in RESULTS {
        if dice.below(3) > 0 {
            for column in 0..6 {
                sheet.set((row, column), Some(number(dice)));
            }
        }
    }
    for column in 0..6 {
        let done: u64 = sheet.cells[RESULTS].iter().filter_map(|row| row[column]).sum();
        let left = number(dice);
        let all = done + left;
        let carried_in = number(dice).min(all);
        sheet.set((NEW, column), Some(all - carried_in));
        sheet.set((CARRIED_IN, column), Some(carried_in));
        sheet.set((CARRIED_OUT, column), Some(left));
    }
    for row in REVIEWS {
        for column in 0..4 {
            sheet.set((row, column), Some(dice.below(12)));
        }
    }
    sheet
}
