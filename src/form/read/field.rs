//! 字段: the form's own fields, and what it says of the envelope's (`form-grammar` 2).

use super::entries::{find, quoted};
use super::faults::{Faults, fault};
use super::value_type::{self, Holder};
use crate::diagnostic::Code;
use crate::form::{Field, FieldKind, Requirement, ValueType, envelope};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

const KEYS: [&str; 7] = ["类型", "字段", "每项", "必填", "说明", "单位", "选项"];

/// The keys that say what a field holds, of which it has one.
const KINDS: [&str; 3] = ["类型", "字段", "每项"];

const REQUIREMENTS: [(&str, Requirement); 3] = [
    ("是", Requirement::Required),
    ("建议", Requirement::Advised),
    ("否", Requirement::Optional),
];

/// Reads 字段 at the top: the envelope's fields with what the form says of them,
/// then its own. The names come back with their places.
pub(super) fn root_fields(
    node: Option<&Node>,
    faults: &mut Faults,
) -> (Vec<Field>, Vec<(String, Span)>) {
    let mut fields = envelope::fields();
    let mut names = Vec::new();
    let shared = fields.len();
    let entries = match node.map(|node| faults.map("字段", node)) {
        None => &[],
        Some(Some(entries)) => entries,
        Some(None) => {
            faults.doubt_roots();
            &[]
        }
    };
    for entry in entries {
        let base = fields[..shared].iter().position(|field| field.name == entry.key);
        faults.within(&entry.key, |faults| {
            if let Some(base) = base {
                refine(&mut fields[base], entry, faults);
            } else if faults.check_root_name(&entry.key, &entry.key_span) {
                fields.push(field(entry, faults));
                names.push((entry.key.clone(), entry.key_span.clone()));
            }
        });
    }
    (fields, names)
}

/// Gives a field of the envelope the form's 必填 and 说明.
fn refine(field: &mut Field, entry: &Entry, faults: &mut Faults) {
    let Value::Map(entries) = &entry.node.value else {
        not_shared(entry, faults);
        return;
    };
    if value_type::KEYS
        .iter()
        .chain(&["字段", "每项"])
        .any(|key| find(entries, key).is_some())
    {
        not_shared(entry, faults);
        return;
    }
    faults.unknown_keys(entries, &["必填", "说明"]);
    if let Some(help) = faults.optional_text(entries, "说明") {
        field.help = help;
    }
    let said = find(entries, "必填");
    let Some(requirement) = said.and_then(|said| faults.one_of(said, &REQUIREMENTS))
    else {
        return;
    };
    // The program itself cannot do without those it asks for.
    if field.requirement == Requirement::Required && requirement != field.requirement {
        let span = said.map_or(&entry.key_span, |said| &said.node.span);
        let message = format!("“{}”每份报告都要写，“必填”只能是：是", field.name);
        faults.push(fault(Code::FormBadValue, span, message));
        return;
    }
    field.requirement = requirement;
}

fn not_shared(entry: &Entry, faults: &mut Faults) {
    let message = format!("“{}”是每种格式都有的一项，名称已经用了", entry.key);
    let help = "这里只能给它写“必填”和“说明”；要另加一项，请换一个名称";
    faults.push(fault(Code::FormDuplicateName, &entry.key_span, message).help(help));
}

/// Reads a field that is not one of the envelope.
fn field(entry: &Entry, faults: &mut Faults) -> Field {
    let mut field = Field {
        name: entry.key.clone(),
        help: String::new(),
        requirement: Requirement::default(),
        kind: FieldKind::Value(ValueType::Text),
    };
    let entries = match &entry.node.value {
        Value::Map(entries) => entries,
        Value::Empty => {
            no_kind(entry, faults);
            return field;
        }
        Value::Scalar(_) | Value::List(_) => {
            if let Some(value_type) = faults.bare_type(&entry.node) {
                field.kind = FieldKind::Value(value_type);
            }
            return field;
        }
    };
    let meant = unknown_keys(entries, faults);
    if let Some(help) = faults.optional_text(entries, "说明") {
        field.help = help;
    }
    if let Some(said) = find(entries, "必填") {
        field.requirement = faults.one_of(said, &REQUIREMENTS).unwrap_or_default();
    }
    let found = kind(entries, faults);
    match found {
        Some(kind) => field.kind = kind,
        None if meant == Meant::Nothing && !has_kind(entries) => no_kind(entry, faults),
        None => {}
    }
    field
}

/// Whether wrong keys explain that a field has no kind.
#[derive(PartialEq, Eq)]
enum Meant {
    Nothing,
    Kind,
}

/// Says of wrong keys that they are, and what was likely meant: a key of a
/// field, or a field below, before which 字段 is missing.
fn unknown_keys(entries: &[Entry], faults: &mut Faults) -> Meant {
    let wrong = entries.iter().filter(|entry| !KEYS.contains(&&*entry.key)).count();
    let meant = faults.unknown_keys(entries, &KEYS);
    if wrong == 0 || has_kind(entries) {
        Meant::Nothing
    } else if meant.is_empty() {
        faults.help_last("下一层的栏目要写在“字段:”里面");
        Meant::Kind
    } else if meant.iter().any(|key| KINDS.contains(key)) {
        Meant::Kind
    } else {
        Meant::Nothing
    }
}

fn has_kind(entries: &[Entry]) -> bool {
    KINDS.iter().any(|key| find(entries, key).is_some())
}

fn no_kind(entry: &Entry, faults: &mut Faults) {
    let message = format!("“{}”缺少“类型”（或“字段”“每项”）", entry.key);
    faults.push(fault(Code::FormMissingKey, &entry.key_span, message));
}

fn kind(entries: &[Entry], faults: &mut Faults) -> Option<FieldKind> {
    let written: Vec<&Entry> =
        KINDS.into_iter().filter_map(|key| find(entries, key)).collect();
    if let [_, second, ..] = written[..] {
        let keys = quoted(written.iter().map(|entry| &*entry.key));
        let message = format!("{keys}只能写一个");
        faults.push(fault(Code::FormMisplacedType, &second.key_span, message));
    }
    let below = |key: &str, faults: &mut Faults| {
        let found = find(entries, key)?;
        Some(children(found, faults))
    };
    if let Some(fields) = below("字段", faults) {
        reject_type_keys(entries, faults);
        return Some(FieldKind::Group(fields));
    }
    if let Some(fields) = below("每项", faults) {
        reject_type_keys(entries, faults);
        return Some(FieldKind::Each(fields));
    }
    // Without 类型, 单位 and 选项 belong to nothing; that 类型 is missing is said.
    find(entries, "类型")?;
    Some(FieldKind::Value(faults.value_type(entries, Holder::Field)?.value_type))
}

/// A group has no unit and no choices.
fn reject_type_keys(entries: &[Entry], faults: &mut Faults) {
    for key in ["单位", "选项"] {
        if let Some(entry) = find(entries, key)
            && find(entries, "类型").is_none()
        {
            let message = format!("“{key}”只能和“类型”写在一起");
            faults.push(fault(Code::FormMisplacedType, &entry.key_span, message));
        }
    }
}

/// Reads the fields of a group.
fn children(entry: &Entry, faults: &mut Faults) -> Vec<Field> {
    let Some(entries) = faults.map(&entry.key, &entry.node) else {
        return Vec::new();
    };
    if entries.is_empty() {
        let message = format!("“{}”是空的，要写出有哪几项", entry.key);
        faults.push(fault(Code::FormBadItem, &entry.key_span, message));
    }
    let mut fields = Vec::new();
    for entry in entries {
        if faults.check_name(&entry.key, &entry.key_span) {
            fields.push(field(entry, faults));
        }
    }
    fields
}
