//! 核实: what staff looked at and stand by, with their reasons.
//!
//! A key is a code, or a code and a path, as the findings name them. What it
//! names becomes a note; an error stays one.

use crate::diagnostic::{Code, Diagnostic, Family, Severity, shorten, shorten_to};
use crate::facts::{Fact, Facts, Named, Value};
use crate::form::Form;
use crate::source::Span;
use crate::spelling;
use crate::width::narrow;

const FIELD: &str = "核实";

/// Characters of a reason that are shown.
const REASON: usize = 80;

const NOTATION: &str =
    "写法是“代码 位置: 理由”，代码和位置照提醒里的写，例如 F003 联系方式: 理由";

/// Makes notes of the findings that the file stands by, and says which entries of
/// 核实 do nothing. `unseen` are the families whose checks were not all run: an
/// entry for one of them may be needed elsewhere.
pub fn stand_by(facts: &Facts, unseen: &[Family], findings: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    let entries = entries(facts, &mut found);
    let whole = !findings.iter().any(Diagnostic::is_error);
    for entry in &entries {
        found.extend(match entry.reach(findings) {
            Reach::Error => Some(entry.of_an_error()),
            Reach::Nothing if entry.code.is_always_error() => Some(entry.of_an_error()),
            Reach::Nothing => entry.leads_nowhere(&facts.form).or_else(|| {
                let seen = whole && !unseen.contains(&entry.code.family());
                seen.then(|| entry.needless())
            }),
            Reach::Mild => None,
        });
    }
    apply(&entries, findings);
    findings.extend(found);
}

/// Makes notes of findings that come after the others, of which the file stands
/// by some.
pub fn stand_by_later(facts: &Facts, findings: &mut [Diagnostic]) {
    apply(&entries(facts, &mut Vec::new()), findings);
}

fn apply(entries: &[Entry<'_>], findings: &mut [Diagnostic]) {
    for finding in findings.iter_mut().filter(|finding| !finding.is_error()) {
        let about = entries.iter().filter(|entry| entry.is_about(finding));
        if let Some(entry) = about.max_by_key(|entry| entry.path.len()) {
            let reason = shorten_to(REASON, entry.reason);
            finding.severity = Severity::Note;
            finding.message = format!("{}（已核实：{reason}）", finding.message);
            finding.help.clear();
            finding.fix = None;
        }
    }
}

/// An entry that can be understood.
struct Entry<'a> {
    code: Code,
    /// What it says of where; empty for everywhere.
    path: String,
    reason: &'a str,
    written: &'a Named,
}

/// What an entry is about.
enum Reach {
    /// Warnings or notes.
    Mild,
    /// An error and nothing milder.
    Error,
    /// No finding.
    Nothing,
}

impl Entry<'_> {
    fn is_about(&self, finding: &Diagnostic) -> bool {
        let path = finding.path.as_deref().unwrap_or_default();
        let below = || path.strip_prefix(&self.path)?.chars().next();
        finding.code == self.code
            && (self.path.is_empty() || path == self.path || below() == Some('.'))
    }

    fn reach(&self, findings: &[Diagnostic]) -> Reach {
        let about = findings.iter().filter(|finding| self.is_about(finding));
        match about.map(|finding| finding.severity).min() {
            Some(Severity::Error) => Reach::Error,
            Some(Severity::Warning | Severity::Note) => Reach::Mild,
            None => Reach::Nothing,
        }
    }

    fn of_an_error(&self) -> Diagnostic {
        let code = self.code;
        let message = format!("{code} 是错误，核实了也不算数");
        without_effect(self.written, message)
            .help("“核实”只用于警告和提示；错误要改正，改了就删去这一行")
    }

    /// Says where the path breaks, if the form has none such.
    fn leads_nowhere(&self, form: &Form) -> Option<Diagnostic> {
        if self.path.is_empty() {
            return None;
        }
        let steps: Vec<&str> =
            self.path.split('.').filter(|step| !is_index(step)).collect();
        let broken = form.resolve(&steps).err()?;
        let step = steps.get(broken.steps).copied().unwrap_or_default();
        let above = match broken.steps {
            0 => String::new(),
            count => format!("“{}”下面", steps[..count.min(steps.len())].join(".")),
        };
        let message = format!("{above}没有“{}”这一项", shorten(step));
        let finding = without_effect(self.written, message);
        let options = broken.options.iter().map(String::as_str);
        Some(match spelling::nearest(step, options) {
            Some(near) => finding.help(format!("是不是想写“{near}”？")),
            None => finding.help(NOTATION),
        })
    }

    fn needless(&self) -> Diagnostic {
        let message = format!("没有“{}”这样的提醒，这一条核实不再需要", self.shown());
        Diagnostic::note(Code::NeedlessStandBy, message)
            .at(self.written.name_span.clone(), "")
            .path(FIELD)
            .help("删去这一行；要核实的是别处，就照那条提醒写代码和位置")
    }

    fn shown(&self) -> String {
        shorten_to(REASON, key(self.code, &self.path).as_str())
    }
}

/// Reads the entries; of those that cannot be understood it says why.
fn entries<'a>(facts: &'a Facts, findings: &mut Vec<Diagnostic>) -> Vec<Entry<'a>> {
    let Some(Fact::Open(all)) = facts.field(&[FIELD]) else { return Vec::new() };
    all.iter().filter_map(|written| entry(written, findings)).collect()
}

fn entry<'a>(written: &'a Named, findings: &mut Vec<Diagnostic>) -> Option<Entry<'a>> {
    let reason = match &written.fact {
        Fact::One(value) => match &value.value {
            Value::Text(text) => text.as_str(),
            _ => return None,
        },
        Fact::LeftOut => "",
        _ => return None, // it has its finding
    };
    let Some((code, path)) = meant(&written.name) else {
        findings.push(unknown_code(written));
        return None;
    };
    let right = key(code, &path);
    if written.name.split_whitespace().collect::<Vec<_>>().join(" ") != right {
        findings.push(to_be_written(written, &right));
    }
    if !reason.contains(char::is_alphanumeric) {
        let message = format!("“{}”没有写理由，这一条核实不起作用", shorten(&right));
        findings.push(without_effect(written, message).help("冒号后面写明为什么没有错"));
        return None;
    }
    Some(Entry { code, path, reason, written })
}

/// Returns the code and the path that a key was meant as, if it begins with a code.
///
/// Full-width letters and digits, lower case, missing zeros, no blank behind the
/// code and the brackets around code and path in the findings are understood.
fn meant(key: &str) -> Option<(Code, String)> {
    let folded: String = key.chars().map(fold).collect();
    let folded = folded.trim_start_matches(['[', ' ']);
    let letter = folded.chars().next().filter(char::is_ascii_alphabetic)?;
    let rest = &folded[1..];
    let digits = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
    let number: u32 = digits.parse().ok()?;
    let code = Code::parse(&format!("{}{number:03}", letter.to_ascii_uppercase()))?;
    let around = |c: char| matches!(c, ']' | '(' | ')' | ' ' | ':' | ',' | '.');
    let path = rest[digits.len()..].trim_matches(around);
    Some((code, path.split('.').map(str::trim).collect::<Vec<_>>().join(".")))
}

/// Turns full-width marks, letters and digits into their ASCII twins.
fn fold(c: char) -> char {
    match c {
        '【' => '[',
        '】' => ']',
        c if c.is_whitespace() => ' ',
        _ => narrow(c),
    }
}

/// Makes the finding that an entry is understood, and how it is written.
fn to_be_written(written: &Named, right: &str) -> Diagnostic {
    let message = format!("这里要写成“{}”", shorten_to(REASON, right));
    let place = written.name_span.clone();
    Diagnostic::note(Code::BadStandBy, message).at(place.clone(), "").path(FIELD).fix(
        format!("改为“{right}”"),
        place,
        right,
    )
}

fn unknown_code(written: &Named) -> Diagnostic {
    let word = written.name.split(char::is_whitespace).next().unwrap_or_default();
    let message = format!("没有“{}”这个代码", shorten(word));
    let finding = without_effect(written, message);
    let upper = word.to_uppercase();
    match spelling::nearest(&upper, Code::ALL.iter().map(|code| code.as_str())) {
        Some(near) if word.is_ascii() => finding.help(format!("是不是想写“{near}”？")),
        _ => finding,
    }
    .help(NOTATION)
}

/// Makes the finding that an entry has no effect.
fn without_effect(written: &Named, message: String) -> Diagnostic {
    let at: Span = written.name_span.clone();
    Diagnostic::warning(Code::BadStandBy, message).at(at, "").path(FIELD)
}

fn key(code: Code, path: &str) -> String {
    if path.is_empty() { code.to_string() } else { format!("{code} {path}") }
}

/// Tells whether a step counts the groups of a list.
fn is_index(step: &str) -> bool {
    step.bytes().all(|byte| byte.is_ascii_digit())
}
