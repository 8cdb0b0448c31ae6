//! 用字: how the prose is written, whatever it says.
//!
//! Each passage is read once as a row of characters, and every kind of slip looks
//! at the row in turn. The order is the precedence: a character that one finding is
//! about is left alone by those that come later.

mod blanks;
mod doubled;
mod ends;
mod glyphs;
mod lines;
mod marks;
mod ordinals;
mod pairs;
mod relative;
mod together;
mod usage;

use self::blanks::Blanks;
use self::glyphs::{Behind, Row};
use self::lines::Line;
use self::marks::Marks;
use self::ordinals::Ordinals;
use self::relative::Relative;
use super::Text;
use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
use crate::prose::{Filled, Passage, Role};

/// Reports how the prose and the short texts of a file are written; `words` is what
/// is left of each prose field without its markup.
pub(super) fn check(
    facts: &Facts,
    texts: &[Text<'_>],
    words: &[Filled],
    findings: &mut Vec<Diagnostic>,
) {
    let mut marks = Marks::default();
    let mut relative = Relative::new(facts.year());
    usage::check_lines(facts, findings);
    for (text, words) in texts.iter().zip(words) {
        let words = Text { filled: words, ..*text };
        let said = usage::check(&facts.form.wordings, words, findings);
        relative.begin(said);
        prose(*text, &mut marks, &mut relative, findings);
    }
    for line in lines::of(facts) {
        self::line(&line, &mut marks, findings);
    }
    relative.finish(findings);
    marks.finish(findings);
}

/// Looks at a prose field.
fn prose(
    text: Text<'_>,
    marks: &mut Marks,
    relative: &mut Relative,
    findings: &mut Vec<Diagnostic>,
) {
    let mut row = Row::new(text);
    let mut blanks = Blanks::default();
    let mut ordinals = Ordinals::new(text);
    let passages = text.outline.passages();
    for (index, passage) in passages.iter().enumerate() {
        if passage.role == Role::Code {
            continue;
        }
        read(&mut row, passage, passages.get(index + 1));
        let halves = pairs::check(&mut row, findings);
        together::check(&mut row, findings);
        ends::check(&mut row, findings);
        marks.check(&mut row, &halves);
        doubled::check(&row, findings);
        blanks.check(&row);
        ordinals.check(&row, findings);
        relative.check(&row);
    }
    blanks.finish(text.path, findings);
}

/// Looks at a text of one line.
fn line(line: &Line<'_>, marks: &mut Marks, findings: &mut Vec<Diagnostic>) {
    let locate = |range| line.locate(range);
    let text = Text {
        path: &line.path,
        filled: &line.filled,
        outline: &line.outline,
        locate: &locate,
    };
    let mut row = Row::new(text);
    let mut blanks = Blanks::default();
    for passage in text.outline.passages() {
        read(&mut row, passage, None);
        let halves = pairs::check(&mut row, findings);
        marks.check(&mut row, &halves);
        blanks.check(&row);
    }
    blanks.finish(text.path, findings);
}

fn read(row: &mut Row<'_>, passage: &Passage, next: Option<&Passage>) {
    let opaque = row.text.outline.opaque();
    let from = opaque.partition_point(|it| it.range.end <= passage.range.start);
    row.read(passage.range.clone(), &opaque[from..]);
    row.role = passage.role;
    row.behind = match next {
        None => Behind::Nothing,
        Some(next) if next.role == Role::Item => Behind::Item,
        Some(next) => {
            let words = &row.text.filled.text[next.range.clone()];
            if ordinals::begins(words) { Behind::Item } else { Behind::Passage }
        }
    };
}
