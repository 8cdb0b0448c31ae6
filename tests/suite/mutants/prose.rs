//! Counts in a sentence: right, and one changed.

use std::fmt::Write as _;

use nianbao::diagnostic::{Code, short};
use nianbao::source::Source;

use super::Fate;
use super::dice::Dice;
use super::mutation::other_digit;
use super::original::{Original, THIS};
use super::reckoning::value;
use crate::reports::OFFICE;
use crate::rows::{CARRIED_IN, CARRIED_OUT, DONE, NEW};

/// Changes a count; none if nothing was changed.
pub(super) fn mutate(original: &Original, dice: &mut Dice) -> Option<Fate> {
    let total = |row| value(&original.sheet, (row, 6));
    // What the form says each sentence may mean.
    let sentences = [
        ("全年收到政府信息公开申请", vec![total(NEW), total(NEW) + total(CARRIED_IN)]),
        ("办结申请", vec![total(DONE)]),
        ("结转下年度", vec![total(CARRIED_OUT)]),
    ];
    let changed = usize::try_from(dice.below(3)).expect("it is small");
    let (mut prose, mut digits) = (String::new(), 0..0);
    let mut is_right = true;
    for (index, (words, meant)) in sentences.iter().enumerate() {
        let right = u64::try_from(dice.one_of(meant)?).ok()?;
        let count = if index == changed { other_digit(right, dice) } else { right };
        if index == changed && count == right {
            return None;
        }
        prose.push_str(if index == 0 { "" } else { "，" });
        prose.push_str(words);
        let start = prose.len();
        write!(prose, "{count}").ok()?;
        if index == changed {
            digits = start..prose.len();
            is_right = i64::try_from(count).is_ok_and(|count| meant.contains(&count));
        }
        prose.push('件');
    }
    prose.push('。');
    let text = original.with_prose(&prose);
    let start = text.find(&prose)?;
    let place = start + digits.start..start + digits.end;
    let reading = OFFICE.forms.read(&Source::new(THIS, text));
    let findings = reading.compose(None, &OFFICE.assets).findings;
    let said = short::render(&findings);
    if is_right {
        assert!(findings.is_empty(), "{prose}\n{said}");
        return Some(Fate::LetPass);
    }
    let [finding] = &findings[..] else { panic!("{prose}\n{said}") };
    assert_eq!(finding.code, Code::SentenceNumber, "{prose}\n{said}");
    let found = finding.place.as_ref().map(|place| place.span.range());
    assert_eq!(found, Some(place), "{prose}\n{said}");
    Some(Fate::AtThePlace)
}
