//! Titles of parts, in headings and as a sentence lists them.
//!
//! A title may itself hold the marks that part a list (行政复议、行政诉讼情况), so a
//! list is cut into its smallest pieces, and those that together are a heading are
//! one item. Where 和 or 及 stands, both readings are left open.

use crate::numeral::unnumbered;

/// The parts of the report by their headings.
pub(super) struct Titles {
    names: Vec<String>,
    /// The pieces of those that hold marks.
    pieces: Vec<Vec<String>>,
}

/// What a list holds.
pub(super) struct Listed {
    /// Each with the words before it that part it from the item before.
    items: Vec<(Joint, String)>,
}

/// What parts two items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A mark.
    Mark,
    /// 和, 及, 与: or they are one item.
    And,
}

impl Titles {
    /// Takes the headings, whose numbers (一、) are left out.
    pub(super) fn new(headings: &[String]) -> Self {
        let names: Vec<_> = headings.iter().map(|it| unnumbered(it).to_owned()).collect();
        let pieces = names
            .iter()
            .map(|name| cut(name).into_iter().map(|(_, piece)| piece).collect());
        Self {
            pieces: pieces.filter(|pieces: &Vec<_>| pieces.len() > 1).collect(),
            names,
        }
    }

    /// Returns the titles, without their numbers.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Reads a list; what stands in brackets is no part of it.
    pub(super) fn listed(&self, list: &str) -> Listed {
        let pieces = cut(&without_brackets(list));
        let mut items = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let rest = &pieces[at..];
            let one = self.pieces.iter().find(|title| {
                title.len() <= rest.len()
                    && title
                        .iter()
                        .zip(rest)
                        .all(|(own, (_, listed))| is_same(own, listed))
            });
            let length = one.map_or(1, Vec::len);
            let joined: Vec<_> =
                rest[..length].iter().map(|(_, piece)| piece.as_str()).collect();
            items.push((rest[0].0, joined.join("、")));
            at += length;
        }
        Listed { items }
    }
}

impl Listed {
    /// Returns how many items there are at least: what 和 joins is one. 和 before the
    /// last is taken for the end of a list of marks.
    pub(super) fn least(&self) -> usize {
        self.items.iter().filter(|(joint, _)| *joint == Joint::Mark).count()
    }

    /// Returns how many there are at most.
    pub(super) fn most(&self) -> usize {
        self.items.len()
    }

    /// Returns the items if they are as many as told, by the one reading or the
    /// other.
    pub(super) fn items(&self, count: usize) -> Option<Vec<String>> {
        if self.most() == count {
            return Some(self.items.iter().map(|(_, item)| item.clone()).collect());
        }
        if self.least() != count {
            return None;
        }
        let mut items: Vec<String> = Vec::new();
        for (joint, item) in &self.items {
            match (joint, items.last_mut()) {
                (Joint::And, Some(last)) => *last = format!("{last}和{item}"),
                _ => items.push(item.clone()),
            }
        }
        Some(items)
    }
}

/// Tells whether two titles differ only in words that titles are shortened by.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    let shorter = a.len().min(b.len());
    shorter > 0 && common(&a, &b) * 10 >= shorter * 7
}

fn letters(title: &str) -> Vec<char> {
    title.chars().filter(|c| c.is_alphanumeric() && !"和及与的".contains(*c)).collect()
}

/// Returns the length of the longest run of characters, not all side by side, that
/// both have.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row[b.len()]
}

/// Cuts a text at marks and at 和, 及, 与, 以及; the first piece counts as after a
/// mark.
fn cut(text: &str) -> Vec<(Joint, String)> {
    let mut pieces = Vec::new();
    let mut joint = Joint::Mark;
    let mut piece = String::new();
    for c in text.chars() {
        let next = match c {
            '、' | '，' | ',' | '；' | ';' | '\n' => Joint::Mark,
            '和' | '及' | '与' => Joint::And,
            _ => {
                piece.push(c);
                continue;
            }
        };
        let whole = piece.trim().trim_end_matches('以').to_owned();
        piece.clear();
        if whole.is_empty() {
            // 、以及: the mark says more.
            continue;
        }
        pieces.push((joint, whole));
        joint = next;
    }
    let whole = piece.trim().to_owned();
    if !whole.is_empty() {
        pieces.push((joint, whole));
    }
    pieces
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| match c {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        '“' | '”' => false,
        _ => depth == 0,
    });
    outside.collect()
}
