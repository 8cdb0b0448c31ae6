//! Numbers that belong to a person: mobile, identity card, bank card.
//!
//! They are told by their check digits and their length; what is part of a word, an
//! address or a decimal, or is counted (元, 件 …), is none.

use std::ops::Range;

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 手机号: eleven digits, `1[3-9]…`.
    Mobile,
    /// 身份证号: 18 digits, the last may be X (GB 11643).
    IdentityCard,
    /// 银行卡号: 16 to 19 digits with a Luhn check digit.
    BankCard,
}

impl Kind {
    /// Returns its Chinese name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mobile => "手机号",
            Self::IdentityCard => "身份证号",
            Self::BankCard => "银行卡号",
        }
    }
}

/// Digits of the shortest number.
const SHORTEST: usize = 11;

/// Words for units: a number before one counts something.
const UNITS: [char; 20] = [
    '元', '万', '亿', '件', '条', '个', '人', '次', '份', '户', '吨', '米', '平', '公',
    '项', '起', '场', '篇', '册', '%',
];

/// Finds the numbers that begin in a byte range of a text, in order.
pub(crate) fn find(text: &str, range: Range<usize>) -> Vec<(Kind, Range<usize>)> {
    let mut found = Vec::new();
    let mut groups = Vec::new();
    let mut read_to = range.start;
    // Of so many bytes side by side one at least belongs to every number.
    let mut at = read_to + SHORTEST - 1;
    while at < text.len().min(range.end + SHORTEST) {
        let Some(digit) = digit_around(text, at) else {
            at += SHORTEST;
            continue;
        };
        let start = beginning(text, read_to..digit);
        if start >= range.end {
            break;
        }
        groups.clear();
        let (end, digits) = chain(text, start, &mut groups);
        if digits >= SHORTEST {
            numbers(text, &groups, &mut found);
        }
        read_to = end;
        at = end + SHORTEST - 1;
    }
    found
}

/// Returns where the digit begins that holds a byte, or that stands behind it if it
/// is a gap.
fn digit_around(text: &str, at: usize) -> Option<usize> {
    let gap = is_gap(text.as_bytes()[at]);
    let at = text.floor_char_boundary(at + usize::from(gap));
    digit(text, at).map(|_| at)
}

/// Returns where the digits begin that go on behind a range, none before it.
fn beginning(text: &str, before: Range<usize>) -> usize {
    let is_digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    let mut start = before.end;
    let mut chars = text[before.clone()].char_indices().rev().peekable();
    while let Some((at, c)) = chars.next() {
        let parts = u8::try_from(c).is_ok_and(is_gap)
            && chars.peek().is_some_and(|(_, c)| is_digit(*c));
        if !is_digit(c) && !parts {
            break;
        }
        start = before.start + at;
    }
    start
}

/// Digits without a gap: their bytes and how many they are.
#[derive(Debug, Clone)]
struct Group {
    range: Range<usize>,
    digits: usize,
}

/// Returns the digit that begins at a byte, full-width ones too, and its bytes.
fn digit(text: &str, at: usize) -> Option<(u8, usize)> {
    match text.as_bytes().get(at..)? {
        [digit @ b'0'..=b'9', ..] => Some((digit - b'0', 1)),
        [0xef, 0xbc, low @ 0x90..=0x99, ..] => Some((low - 0x90, 3)),
        _ => None,
    }
}

/// Tells whether a byte may stand between two groups of digits.
fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'-')
}

/// Reads groups of digits with a blank or a dash between; returns where they end
/// and how many digits there are.
fn chain(text: &str, start: usize, groups: &mut Vec<Group>) -> (usize, usize) {
    let (mut at, mut digits, mut first) = (start, 0, start);
    let mut here = 0;
    loop {
        if let Some((_, bytes)) = digit(text, at) {
            at += bytes;
            here += 1;
            continue;
        }
        groups.push(Group { range: first..at, digits: here });
        digits += here;
        let gap = text.as_bytes().get(at).copied().is_some_and(is_gap);
        if !gap || digit(text, at + 1).is_none() {
            return (at, digits);
        }
        at += 1;
        (first, here) = (at, 0);
    }
}

fn numbers(text: &str, groups: &[Group], found: &mut Vec<(Kind, Range<usize>)>) {
    let mut at = 0;
    while at < groups.len() {
        // The ways in which people part such numbers.
        let ways: [&[usize]; 6] =
            [&[3, 4, 4], &[4, 4, 4, 4, 3], &[4, 4, 4, 4], &[6, 8, 4], &[6, 8, 3], &[]];
        let parted = |way: &&[usize]| {
            way.len() <= groups.len() - at
                && way
                    .iter()
                    .zip(&groups[at..])
                    .all(|(digits, group)| *digits == group.digits)
        };
        let hit = ways.iter().filter(|way| parted(way)).find_map(|way| {
            let last = at + way.len().max(1) - 1;
            let range = groups[at].range.start..groups[last].range.end;
            Some((number(text, range)?, last + 1))
        });
        match hit {
            Some((number, next)) => {
                found.push(number);
                at = next;
            }
            None => at += 1,
        }
    }
}

/// Tells whether digits, the gaps among them left out, are such a number.
fn number(text: &str, range: Range<usize>) -> Option<(Kind, Range<usize>)> {
    let digits = digits(text, range.clone());
    let behind = &text[range.end..];
    let x = behind.starts_with(['X', 'x', 'Ｘ', 'ｘ']);
    let kind = match digits[..] {
        [1, 3..=9, ..] if digits.len() == 11 => Kind::Mobile,
        [8, 6, 1, 3..=9, ..] if digits.len() == 13 => Kind::Mobile,
        _ if digits.len() == 17 && x && is_identity(&digits, 10) => Kind::IdentityCard,
        [ref first @ .., last] if digits.len() == 18 && is_identity(first, last) => {
            Kind::IdentityCard
        }
        [3..=6 | 9, ..] if (16..=19).contains(&digits.len()) && is_luhn(&digits) => {
            Kind::BankCard
        }
        _ => return None,
    };
    let with_x = kind == Kind::IdentityCard && digits.len() == 17;
    let end = match behind.chars().next() {
        Some(c) if with_x => range.end + c.len_utf8(),
        _ => range.end,
    };
    let range = range.start..end;
    stands_alone(text, &range).then_some((kind, range))
}

fn digits(text: &str, range: Range<usize>) -> Vec<u8> {
    let mut digits = Vec::with_capacity(20);
    let mut at = range.start;
    while at < range.end {
        match digit(text, at) {
            Some((value, bytes)) => {
                digits.push(value);
                at += bytes;
            }
            None => at += 1,
        }
    }
    digits
}

/// Tells whether digits are no part of a word, an address or a decimal, and count
/// nothing.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let behind = &text[range.end..];
    let joins =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let decimal =
        behind.strip_prefix('.').is_some_and(|rest| is_digit(rest.chars().next()))
            || before
                .strip_suffix('.')
                .is_some_and(|rest| is_digit(rest.chars().next_back()));
    let word = before.rsplit(|c: char| !c.is_ascii_graphic()).next().unwrap_or_default();
    !joins(before.chars().next_back())
        && !joins(behind.chars().next())
        && !decimal
        && !word.contains("://")
        && !word.contains("www.")
        && !behind.trim_start().starts_with(UNITS)
}

/// Tells whether 17 digits and a check digit (10 for X) are those of a person:
/// ISO 7064 MOD 11-2, and a day of birth that can be one.
fn is_identity(digits: &[u8], check: u8) -> bool {
    let number = |range: Range<usize>| {
        digits[range].iter().fold(0u16, |number, digit| number * 10 + u16::from(*digit))
    };
    let born = (1900..2100).contains(&number(6..10))
        && (1..=12).contains(&number(10..12))
        && (1..=31).contains(&number(12..14));
    let sum = digits.iter().fold(0u16, |sum, digit| (sum + u16::from(*digit)) * 2 % 11);
    born && digits[0] != 0 && (12 - sum) % 11 == u16::from(check)
}

/// Tells whether the last digit checks the others (ISO/IEC 7812-1, annex B).
fn is_luhn(digits: &[u8]) -> bool {
    let sum: u16 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| {
            let value = u16::from(*digit) << (index % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        let all = find(text, 0..text.len());
        all.into_iter().map(|(kind, range)| (kind.name(), &text[range])).collect()
    }

    #[test]
    fn numbers_of_persons_are_found_however_they_are_parted() {
        for number in [
            "13812345678",
            "138-1234-5678",
            "138 1234 5678",
            "8613812345678",
            "１３８１２３４５６７８",
        ] {
            for text in [
                number.to_owned(),
                format!("联系人张三{number}，"),
                format!("电话:{number}"),
            ] {
                assert_eq!(found(&text), [("手机号", number)], "{text}");
            }
        }
        for number in ["11010519491231002X", "440524198001010013", "110105 19491231 002X"]
        {
            assert_eq!(found(&format!("身份证号{number}。")), [("身份证号", number)]);
        }
        for number in ["6222021234567894", "6222 0212 3456 7894", "6228480402564890018"] {
            assert_eq!(found(&format!("卡号：{number}")), [("银行卡号", number)]);
        }
        let two = found("13812345678、13912345678");
        assert_eq!(two, [("手机号", "13812345678"), ("手机号", "13912345678")]);
        assert_eq!(found("+86 13812345678"), [("手机号", "13812345678")]);
        assert_eq!(found("13812345678@139.example"), [("手机号", "13812345678")]);
    }

    proptest! {
        #[test]
        fn numbers_are_found_wherever_they_begin(
            before in "[张 ,，１-]{0,25}[张，]",
            behind in "([，1９ -][张，]?){0,25}",
        ) {
            for number in ["13812345678", "138-1234-5678", "１３８１２３４５６７８"] {
                let text = format!("{before}{number}，{behind}");
                let place = before.len()..before.len() + number.len();
                prop_assert!(find(&text, 0..text.len()).contains(&(Kind::Mobile, place)));
            }
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "0595-22132218",
            "4008123456",
            "12812345678",
            "138123456789",
            "2024-01-18 12:30",
            "440524198001010010",
            "11010519491331002X",
            "6222021234567895",
            "20250124153000123",
            "http://a.example/t13812345678",
            "http://a.example/13812345678.html",
            "5299990001",
            "13812345678元",
            "13812345678 次",
            "13812345678.5",
            "3.13812345678",
            "a13812345678",
            "1 3 8 1 2 3 4 5 6 7 8",
            "1268000",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
