//! Keys that the form does not have, and what was meant by them.

use super::{Reader, is_blank};
use crate::diagnostic::{Code, Diagnostic, seen, shorten};
use crate::form::{Form, Item};
use crate::source::Span;
use crate::spelling;
use crate::yaml::{self, Entry, Node, Value as Yaml};

/// How many names a message lists.
const MOST_LISTED: usize = 12;

/// A key that may stand somewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    name: &'a str,
    label: &'a str,
}

impl<'a> Known<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        Self { name, label: name }
    }

    /// A key whose printed label differs from its name.
    pub(super) fn labelled(name: &'a str, label: &'a str) -> Self {
        Self { name, label }
    }
}

/// What a map has for a known key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'n> {
    /// Its entry.
    Entry(&'n Entry),
    /// Nothing.
    Absent,
    /// What was meant as its entry but cannot be read; a finding says so.
    Unreadable,
}

/// A map by the keys it may have.
#[derive(Debug)]
pub(super) struct Level<'n> {
    /// What there is for each known key, in the order of the keys.
    pub(super) found: Vec<Found<'n>>,
    /// Whether a key was none of the known ones and near to none, so that any
    /// key that is absent may be what it was meant as.
    pub(super) doubtful: bool,
}

/// What a key was meant as that is none of the known ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// A known key, and its value can be read.
    Key(usize),
    /// A known key, if any, whose value the notation tore apart.
    Torn(Option<usize>),
    /// The same, and other entries went with it: `{甲：1，乙：2}` is one key.
    TornWithOthers(Option<usize>),
    /// An entry of a map further in, as its blanks say.
    FurtherIn,
    /// Nothing that is known.
    Unknown,
}

impl Reader<'_> {
    /// Returns what there is for each known key, and reports the other keys. A
    /// key that was clearly meant to be a known one is reported and taken for
    /// it, so that one slip is not also a missing entry.
    pub(super) fn entries<'n>(
        &mut self,
        node: &'n Node,
        known: &[Known<'_>],
        path: &str,
    ) -> Level<'n> {
        let entries = match &node.value {
            Yaml::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        let find = |known: &Known<'_>| node.get(known.name);
        let found =
            known.iter().map(|known| find(known).map_or(Found::Absent, Found::Entry));
        let mut level = Level { found: found.collect(), doubtful: false };
        let mut before = None;
        for entry in entries {
            let at = known.iter().position(|known| known.name == entry.key);
            if at.is_some() {
                before = at;
                continue;
            }
            let meant = self.unknown_key(entry, known, path);
            level.place(entry, meant, before);
            if let Meant::Key(_) = meant {
                before = None;
            }
        }
        level
    }

    /// Reports a key that is none of the known ones; returns what was meant.
    pub(super) fn unknown_key(
        &mut self,
        entry: &Entry,
        known: &[Known<'_>],
        path: &str,
    ) -> Meant {
        if let Some(Odd { finding, name, kind }) = odd(entry) {
            self.report(below(finding, path));
            let at = meant_by(name, known).map(|(index, _)| index);
            return match (kind, at) {
                (OddKind::Blanks, Some(index)) => Meant::Key(index),
                (OddKind::Blanks, None) => Meant::FurtherIn,
                (OddKind::Torn, at) => Meant::Torn(at),
                (OddKind::TornWithOthers, at) => Meant::TornWithOthers(at),
            };
        }
        let here =
            if path.is_empty() { String::new() } else { format!("“{path}”下面") };
        let message = format!("{here}没有“{}”这一项", shorten(&entry.key));
        let finding =
            Diagnostic::error(Code::UnknownKey, message).at(entry.key_span.clone(), "");
        let finding = below(finding, path);
        if let Some((index, likeness)) = meant_by(&entry.key, known) {
            let name = known[index].name;
            self.report(match likeness {
                Likeness::Same if seen(&entry.key) != entry.key => finding
                    .help(
                        "名称里有看不见的字符（方括号里是它的编码），多半是复制时带来的",
                    )
                    .fix(format!("改为“{name}”"), entry.key_span.clone(), name),
                Likeness::Same => finding
                    .help(format!("这是印出来的字样，文件里写它的名称“{name}”"))
                    .fix(format!("改为“{name}”"), entry.key_span.clone(), name),
                Likeness::Near => finding.help(format!("是不是想写“{name}”？")),
            });
            return Meant::Key(index);
        }
        let finding = match place_of(self.form, &entry.key) {
            Some(above) if above != path => {
                let (key, group) = (&entry.key, above.rsplit('.').next());
                let mend = match group.filter(|_| is_in_braces(&entry.key_span)) {
                    Some(group) => format!("写成 {group}: {{{key}: …}}"),
                    None => "请看缩进是不是和它对齐".to_owned(),
                };
                finding.help(format!("“{key}”是“{above}”下面的一项，{mend}"))
            }
            _ => self
                .of_another_edition(finding, &entry.key)
                .help(format!("这里可以写：{}", list(known))),
        };
        self.report(finding);
        Meant::Unknown
    }
}

impl Reader<'_> {
    /// Says which edition of the form has a key, if one has.
    fn of_another_edition(&self, finding: Diagnostic, key: &str) -> Diagnostic {
        match (self.edition)(key) {
            Some(other) => {
                let (name, years, ours) = (&other.name, other.years(), &self.form.name);
                finding.help(format!("这是“{name}”（{years}）的栏目，“{ours}”没有这一项"))
            }
            None => finding,
        }
    }
}

/// Tells whether a key stands in a map within braces, where nothing is indented.
fn is_in_braces(key: &Span) -> bool {
    let before = &key.source().text()[..key.range().start];
    before.rsplit('\n').next().is_some_and(|line| line.contains('{'))
}

impl<'n> Level<'n> {
    /// Puts an entry where it was meant to be; `before` is the known key that
    /// stands before it.
    fn place(&mut self, entry: &'n Entry, meant: Meant, before: Option<usize>) {
        match meant {
            Meant::Key(index) => match &mut self.found[index] {
                absent @ Found::Absent => *absent = Found::Entry(entry),
                Found::Entry(_) | Found::Unreadable => self.doubtful = true,
            },
            Meant::Torn(Some(index)) => self.lose(index),
            Meant::TornWithOthers(_) => {
                for found in &mut self.found {
                    if let Found::Absent = found {
                        *found = Found::Unreadable;
                    }
                }
            }
            Meant::FurtherIn => {
                self.doubtful = true;
                if let Some(index) = before {
                    self.found[index] = Found::Unreadable;
                }
            }
            Meant::Torn(None) | Meant::Unknown => {
                self.doubtful = true;
                // It may stand too far left, and belong below the key before it.
                if let Some(index) = before
                    && let Found::Entry(before) = self.found[index]
                    && is_blank(&before.node)
                {
                    self.found[index] = Found::Unreadable;
                }
            }
        }
    }

    fn lose(&mut self, index: usize) {
        if let Found::Absent = self.found[index] {
            self.found[index] = Found::Unreadable;
        }
    }
}

/// A key whose notation went wrong.
pub(super) struct Odd<'n> {
    pub(super) finding: Diagnostic,
    /// The name it was meant to be.
    pub(super) name: &'n str,
    pub(super) kind: OddKind,
}

/// What went wrong with the notation of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OddKind {
    /// Blanks before it that YAML takes for a part of it; its value is whole.
    Blanks,
    /// The key holds a part of its value.
    Torn,
    /// The key holds its value and the entries after it.
    TornWithOthers,
}

/// Explains a key whose notation went wrong, if it did.
pub(super) fn odd(entry: &Entry) -> Option<Odd<'_>> {
    let finding = yaml::odd_key(entry)?;
    // What is odd about the value matters once it is known what the key is.
    let (place, key) = (finding.place.as_ref()?.span.range(), entry.key_span.range());
    if place.start < key.start || place.end > key.end {
        return None;
    }
    let trimmed = entry.key.trim();
    if entry.key_span.text().starts_with(char::is_whitespace) {
        return Some(Odd { finding, name: trimmed, kind: OddKind::Blanks });
    }
    let (name, rest) = trimmed.split_once(['：', ':']).unwrap_or((trimmed, ""));
    let kind = if rest.contains('，') { OddKind::TornWithOthers } else { OddKind::Torn };
    Some(Odd { finding, name: name.trim(), kind })
}

/// Says in which map it is; the whole file has no path.
fn below(finding: Diagnostic, path: &str) -> Diagnostic {
    if path.is_empty() { finding } else { finding.path(path) }
}

/// How surely a known key was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// It is the name, or what is printed for it.
    Same,
    /// It is near to the name.
    Near,
}

/// Returns which of the known keys was meant by a word.
fn meant_by(word: &str, known: &[Known<'_>]) -> Option<(usize, Likeness)> {
    let name = |name: &str| known.iter().position(|known| known.name == name);
    if let Some(index) = name(word) {
        return Some((index, Likeness::Same));
    }
    let folded = fold(word);
    let labelled = |known: &Known<'_>| !folded.is_empty() && fold(known.label) == folded;
    let mut same = known.iter().enumerate().filter(|(_, known)| labelled(known));
    if let (Some((index, _)), None) = (same.next(), same.next()) {
        return Some((index, Likeness::Same));
    }
    let near = spelling::nearest(word, known.iter().map(|known| known.name))?;
    Some((name(near)?, Likeness::Near))
}

fn list(known: &[Known<'_>]) -> String {
    let names: Vec<_> = known.iter().map(|known| known.name).collect();
    if names.len() <= MOST_LISTED {
        return names.join("、");
    }
    format!("{}等 {} 项", names[..MOST_LISTED].join("、"), names.len())
}

/// Leaves of a label what its readers see as its words: no spaces, no marks.
fn fold(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the path below which the form has a name, if it is in one place only.
fn place_of(form: &Form, name: &str) -> Option<String> {
    let mut places = Vec::new();
    for field in &form.fields {
        if field.children().iter().any(|child| child.name == name) {
            places.push(field.name.clone());
        }
    }
    for table in &form.tables {
        for part in &table.parts {
            collect(&part.rows.items, name, &table.name, &mut places);
            collect(&part.columns.items, name, &table.name, &mut places);
        }
    }
    match &places[..] {
        [place] => Some(place.clone()),
        _ => None,
    }
}

fn collect(items: &[Item], name: &str, above: &str, places: &mut Vec<String>) {
    for item in items {
        if item.name.as_deref() == Some(name) {
            places.push(above.to_owned());
        }
        let below = match &item.name {
            Some(step) => format!("{above}.{step}"),
            None => above.to_owned(),
        };
        collect(&item.children, name, &below, places);
    }
}
