//! What may be written next: keys that are missing, choices, and in `{{ }}` paths and
//! filters.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::facts::{Fact, Facts};
use crate::form::{
    Field, FieldKind, Form, LAST_YEAR, Names, SUBTOTAL, Target, Year, paths,
};
use crate::source::Source;
use crate::template::{Kind, Word, vocabulary};
use crate::yaml::{self, Node, Value};

/// What stands in the text while its neighbours are looked for: no form has it.
const HERE: &str = "补全这里";

/// Closers tried where the text behind the cursor cannot be read.
const CLOSERS: [&str; 4] = ["", "}", "}}", "}}}"];

/// What may be written, and in place of which bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Completion {
    pub(super) range: Range<usize>,
    pub(super) choices: Vec<Choice>,
}

/// Something that may be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) word: String,
    pub(super) kind: ChoiceKind,
    /// What is to be known of it; may be empty.
    pub(super) detail: String,
    pub(super) help: String,
}

/// What kind of thing may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChoiceKind {
    /// A key, and its colon is not there yet.
    Key,
    /// A key before its colon.
    KeyAlone,
    /// One of the values that the form lists.
    Value,
    /// A step of a path.
    Step,
    /// A filter.
    Filter,
}

/// What is known while a text is being written.
pub(super) struct Known<'a> {
    /// The facts, by what could be read last.
    pub(super) facts: &'a Facts,
    /// Last year's.
    pub(super) last_year: Option<&'a Facts>,
}

/// Words of the language behind which a path may stand.
const BEFORE_A_PATH: [&str; 6] = ["and", "or", "not", "in", "if", "else"];

impl Known<'_> {
    /// Returns what may be written at a byte of a text.
    pub(super) fn at(&self, text: &str, byte: usize) -> Completion {
        let range = word(text, byte);
        let choices = match inside_braces(&text[..range.start]) {
            Some(before) => self.in_reference(before),
            None => self.in_yaml(text, &range),
        };
        Completion { range, choices }
    }

    /// Returns the filters behind a `|`, the next steps where a path may stand.
    fn in_reference(&self, before: &str) -> Vec<Choice> {
        let steps_at = before.rfind(|c| !is_part(c) && c != '.');
        let steps_at = steps_at.map_or(0, |at| at + char_length(before, at));
        let ahead = before[..steps_at].trim_end();
        if ahead.ends_with('|') {
            return filters();
        }
        let word = ahead.rsplit(|c| !is_part(c)).next().unwrap_or_default();
        let closes = |c| is_part(c) || matches!(c, ')' | ']' | '"' | '\'');
        // Behind a path, a value or a filter stands no path.
        if ahead.ends_with(closes) && !BEFORE_A_PATH.contains(&word) {
            return Vec::new();
        }
        let mut steps: Vec<&str> = before[steps_at..].split('.').collect();
        steps.pop(); // the word being written
        let (facts, steps) = match Year::split(&steps) {
            (Year::Last, steps) => (self.last_year, steps),
            (Year::This, steps) => (Some(self.facts), steps),
        };
        let mut words = next(&self.facts.form, facts, steps);
        if steps.is_empty()
            && self.last_year.is_some()
            && !before[steps_at..].contains('.')
        {
            words.push(LAST_YEAR.to_owned());
        }
        let helps = paths(&self.facts.form).fields;
        let choice = |word: String| {
            let path = [steps, &[&word]].concat().join(".");
            let help = helps.iter().find(|help| help.path == path);
            let (detail, help) =
                help.map(|help| (help.notes(), help.help.clone())).unwrap_or_default();
            Choice { word, kind: ChoiceKind::Step, detail, help }
        };
        words.into_iter().map(choice).collect()
    }

    fn in_yaml(&self, text: &str, range: &Range<usize>) -> Vec<Choice> {
        let (before, after) =
            (&text[..range.start], text[range.end..].trim_start_matches(is_part));
        let has_colon = after.trim_start_matches(' ').starts_with([':', '：']);
        let colon = if has_colon { "" } else { ": " };
        let line = before.rsplit(['\n', '\r']).next().unwrap_or_default().trim_end();
        if line.is_empty() || line.ends_with(['{', ',', '-']) {
            let found = placed(before, &format!("{HERE}{colon}"), after);
            let kind = if has_colon { ChoiceKind::KeyAlone } else { ChoiceKind::Key };
            let keys = found.and_then(|root| self.keys(&root, kind));
            if let Some(keys) = keys {
                return keys;
            }
        }
        let found = placed(before, HERE, after);
        found.and_then(|root| self.values(&root)).unwrap_or_default()
    }

    /// Returns the keys that are not there yet beside [`HERE`].
    fn keys(&self, root: &Node, kind: ChoiceKind) -> Option<Vec<Choice>> {
        let mut steps = Vec::new();
        let Spot::Key(siblings) = find(root, &mut steps)? else { return None };
        let there: BTreeSet<_> = siblings.into_iter().collect();
        let listing = paths(&self.facts.form);
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let mut words = keys_below(&self.facts.form, &steps);
        words.retain(|word| !there.contains(word.as_str()));
        let choice = |word: String| {
            let path = [&steps[..], &[&word]].concat().join(".");
            let lines = listing.tables.iter().flat_map(|table| &table.parts);
            let lines = lines.flat_map(|part| part.lines.iter().chain(&part.columns));
            let mut helps = listing.fields.iter().chain(lines);
            let help = helps.find(|help| help.path == path || help.path == word);
            let (detail, help) =
                help.map(|help| (help.notes(), help.help.clone())).unwrap_or_default();
            Choice { word, kind, detail, help }
        };
        Some(words.into_iter().map(choice).collect())
    }

    /// Returns the values that the form lists for [`HERE`].
    fn values(&self, root: &Node) -> Option<Vec<Choice>> {
        let mut steps = Vec::new();
        let Spot::Value = find(root, &mut steps)? else { return None };
        let kind = match self.facts.form.resolve(&steps) {
            Ok(Target::Cell(cell)) => self.facts.form.cell_type(cell),
            _ => self.facts.form.field(&steps)?.value_type()?,
        };
        let choice = |word: &str| Choice {
            word: word.to_owned(),
            kind: ChoiceKind::Value,
            detail: String::new(),
            help: String::new(),
        };
        Some(kind.choices().into_iter().map(choice).collect())
    }
}

/// Where [`HERE`] stands.
enum Spot<'n> {
    /// As a key beside these.
    Key(Vec<&'n str>),
    /// As a value.
    Value,
}

/// Finds [`HERE`], and notes the names on the way.
fn find<'n>(node: &'n Node, steps: &mut Vec<String>) -> Option<Spot<'n>> {
    match &node.value {
        Value::Scalar(scalar) => scalar.text.contains(HERE).then_some(Spot::Value),
        Value::Empty => None,
        Value::List(items) => items.iter().find_map(|item| find(item, steps)),
        Value::Map(entries) => {
            if entries.iter().any(|entry| entry.key == HERE) {
                return Some(Spot::Key(
                    entries.iter().map(|entry| &*entry.key).collect(),
                ));
            }
            entries.iter().find_map(|entry| {
                steps.push(entry.key.clone());
                let found = find(&entry.node, steps);
                if found.is_none() {
                    steps.pop();
                }
                found
            })
        }
    }
}

/// Reads a text with something put in it; if it cannot be read, only what stands
/// before, with what may close it.
fn placed(before: &str, here: &str, after: &str) -> Option<Node> {
    let whole = format!("{before}{here}{after}");
    let closed = CLOSERS.iter().map(|closer| format!("{before}{here}{closer}\n"));
    std::iter::once(whole)
        .chain(closed)
        .find_map(|text| yaml::load(&Source::new("", text)).root)
}

/// Returns the keys that may stand below some steps.
fn keys_below(form: &Form, steps: &[&str]) -> Vec<String> {
    if steps.is_empty() || steps.first().is_some_and(|first| form.table(first).is_some())
    {
        return next(form, None, steps);
    }
    let Some(field) = form.field(steps) else { return Vec::new() };
    match &field.kind {
        FieldKind::Open(Names::Tables, _) => {
            form.tables.iter().map(|table| table.name.clone()).collect()
        }
        _ => field.children().iter().map(|field: &Field| field.name.clone()).collect(),
    }
}

/// Returns the steps that a path may go on by, in the form's order.
fn next(form: &Form, facts: Option<&Facts>, steps: &[&str]) -> Vec<String> {
    // No name has a blank in it, so the path breaks here and says what may stand.
    let broken = form.resolve(&[steps, &[" "]].concat());
    match broken {
        Err(broken) if broken.steps == steps.len() => {
            let usable = broken.options.into_iter();
            usable.filter(|word| word != SUBTOTAL).collect()
        }
        Err(_) => Vec::new(),
        Ok(_) => match facts.and_then(|facts| facts.field(steps)) {
            Some(Fact::Open(named)) => named.iter().map(|one| one.name.clone()).collect(),
            _ => Vec::new(),
        },
    }
}

fn filters() -> Vec<Choice> {
    let filters = vocabulary()
        .iter()
        .filter(|word| word.kind == Kind::Filter && word.is_for_prose());
    let choice = |word: &Word| Choice {
        word: word.name.to_owned(),
        kind: ChoiceKind::Filter,
        detail: String::new(),
        help: word.help.to_owned(),
    };
    filters.map(choice).collect()
}

/// Returns what stands before the cursor in a `{{` that is open.
fn inside_braces(before: &str) -> Option<&str> {
    let line = before.rsplit(['\n', '\r']).next()?;
    let inside = &line[line.rfind("{{")? + 2..];
    (!inside.contains("}}")).then_some(inside)
}

/// Returns the word that a byte stands in or behind, up to the byte.
fn word(text: &str, byte: usize) -> Range<usize> {
    let before = &text[..byte];
    let start = before.rfind(|c| !is_part(c));
    start.map_or(0, |at| at + char_length(before, at))..byte
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
