//! What prose may refer to.

use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::facts::{Fact, Facts};
use crate::form::{
    Broken, CellRef, Field, FieldKind, Form, LineKind, Target, ValueType, Year,
};
use crate::prose::Reference;
use crate::spelling;
use crate::template::Usage;

/// Says why a path cannot stand in prose, if it cannot.
pub(super) fn check_reference(
    (facts, last_year): (&Facts, Option<&Facts>),
    reference: &Reference,
) -> Option<Diagnostic> {
    let wrong = |message: String| Diagnostic::error(Code::BadReference, message);
    let steps = &reference.segments;
    let (year, own) = Year::split(steps);
    if year == Year::Last && last_year.is_none() {
        let message = "没有能用的去年的文件，这里引用不到“上年”";
        return Some(Diagnostic::error(Code::LastYearFile, message));
    }
    let path = || shorten(&steps.join("."));
    match facts.form.resolve(own) {
        Ok(Target::Cell(cell)) => unprintable_type(facts.form.cell_type(cell), reference),
        Ok(Target::Field(field)) => {
            if let Some(finding) = unprintable(&facts.form, &field, reference) {
                return Some(finding);
            }
            if year == Year::Last {
                return left_out_last_year(last_year?, &field, reference);
            }
            facts.is_left_out(&field).then(|| {
                let finding = wrong(format!("“{}”没有写，这里引用不到", path()));
                match nearest_name(facts, &field) {
                    Some(near) => finding.help(format!("是不是想写“{near}”？")),
                    None => finding
                        .help(format!("先在文件里写上“{}”，或在这里直接写出来", path())),
                }
            })
        }
        Ok(Target::Line(_) | Target::Group) => {
            let finding = wrong(format!("“{}”是一组，要写到其中的一项", path()));
            Some(match example(facts, own) {
                Some(below) => {
                    let year = &steps[..steps.len() - own.len()];
                    let example = [year, &below].concat().join(".");
                    finding.help(format!("例如 {{{{ {example} }}}}"))
                }
                None => finding,
            })
        }
        Err(broken) => Some(leads_nowhere(own, &broken)),
    }
}

/// Says that last year's file has not what is printed. What a filter or a test takes
/// is theirs to judge.
fn left_out_last_year(
    last_year: &Facts,
    field: &[String],
    reference: &Reference,
) -> Option<Diagnostic> {
    if reference.usage != Usage::Printed || !last_year.is_left_out(field) {
        return None;
    }
    let message =
        format!("去年的文件里没有“{}”，这里引用不到", shorten(&field.join(".")));
    Some(
        Diagnostic::error(Code::BadReference, message)
            .help("核对是不是去年的文件；没有错，就在这里直接写出来"),
    )
}

/// Says where a path breaks, and what was likely meant.
fn leads_nowhere(steps: &[String], broken: &Broken) -> Diagnostic {
    let step = steps.get(broken.steps).map_or("", String::as_str);
    let options: Vec<_> = broken.options.iter().map(String::as_str).collect();
    let shown = shorten(step);
    let message = match broken.steps {
        0 => format!("没有“{shown}”这一项，这里引用不到"),
        count => format!("“{}”下面没有“{shown}”", steps[..count].join(".")),
    };
    let help = match spelling::nearest(step, options.iter().copied()) {
        Some(near) => format!("是不是想写“{near}”？"),
        None if broken.steps == 0 => {
            "自己定的数和文字写在“事实”下面，用 {{ 事实.名称 }} 引用".to_owned()
        }
        None => format!("可以写：{}", options.join("、")),
    };
    Diagnostic::error(Code::BadReference, message).help(help)
}

/// Refuses a field whose value is no text of one line, or is several.
fn unprintable(
    form: &Form,
    field: &[String],
    reference: &Reference,
) -> Option<Diagnostic> {
    if let Some(FieldKind::Each(_)) = form.field(field).map(|field| &field.kind) {
        let path = shorten(&reference.segments.join("."));
        let message = format!("“{path}”有好几条，不能引用");
        let finding = Diagnostic::error(Code::BadReference, message);
        return Some(finding.help("要印的内容，请在这里直接写出来"));
    }
    unprintable_type(form.field_type(field)?, reference)
}

fn unprintable_type(kind: &ValueType, reference: &Reference) -> Option<Diagnostic> {
    let path = || shorten(&reference.segments.join("."));
    let wrong = |message: String| Diagnostic::error(Code::BadReference, message);
    match kind {
        ValueType::Prose => {
            Some(wrong(format!("“{}”是一段正文，不能引用到另一段里", path())))
        }
        ValueType::Choices(_) if reference.usage == Usage::Printed => {
            let path = path();
            let help = format!("写明几项怎样连起来：{{{{ {path} | join(sep=\"、\") }}}}");
            Some(wrong(format!("“{path}”可以有好几项，不能直接引用")).help(help))
        }
        _ => None,
    }
}

/// Returns the path of a name in an open map that was likely meant by another.
fn nearest_name(facts: &Facts, field: &[String]) -> Option<String> {
    let (name, map) = field.split_last()?;
    let Some(Fact::Open(named)) = facts.field(map) else { return None };
    let near = spelling::nearest(name, named.iter().map(|named| named.name.as_str()))?;
    Some(format!("{}.{near}", map.join(".")))
}

/// Returns a path below a group that can be referred to: a field, a name in an open
/// map, or a cell, rather one whose column is a total.
fn example(facts: &Facts, group: &[String]) -> Option<Vec<String>> {
    let form = &facts.form;
    if let Some(field) = form.field(group) {
        if let Some(Fact::Open(named)) = facts.field(group) {
            let name = named.first()?.name.clone();
            return Some(group.iter().cloned().chain([name]).collect());
        }
        return field_below(field)
            .map(|below| group.iter().cloned().chain(below).collect());
    }
    let cells = cells(form).map(|(cell, kind)| (steps_of(form, cell), kind));
    let below = cells.filter(|(steps, _)| steps.starts_with(group));
    let (steps, _) = below.min_by_key(|(_, kind)| **kind == LineKind::Leaf)?;
    Some(steps)
}

fn steps_of(form: &Form, cell: CellRef) -> Vec<String> {
    form.cell_path(cell).split('.').map(str::to_owned).collect()
}

/// Yields the cells of a form, each with the kind of its column.
fn cells(form: &Form) -> impl Iterator<Item = (CellRef, &LineKind)> {
    form.tables.iter().enumerate().flat_map(|(table, tables)| {
        tables.parts.iter().enumerate().flat_map(move |(part, form)| {
            (0..form.rows.lines.len()).flat_map(move |row| {
                form.columns.lines.iter().enumerate().map(move |(column, line)| {
                    (CellRef { table, part, row, column }, &line.kind)
                })
            })
        })
    })
}

/// Returns the steps from a group to the first field in it that can be printed.
fn field_below(field: &Field) -> Option<Vec<String>> {
    field.children().iter().find_map(|child| match &child.kind {
        FieldKind::Value(ValueType::Prose | ValueType::Choices(_))
        | FieldKind::Each(_)
        | FieldKind::Open(..) => None,
        FieldKind::Value(_) | FieldKind::Several(_) => Some(vec![child.name.clone()]),
        FieldKind::Group(_) => {
            let below = field_below(child)?;
            Some([child.name.clone()].into_iter().chain(below).collect())
        }
    })
}
