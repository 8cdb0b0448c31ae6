//! What Tera would take and should not: words that do not exist, which it reports
//! without a place, and values that print as nobody writes them.

use std::collections::BTreeSet;

use super::explain::Setting;
use super::names::{EVERYTHING, Names, decode};
use super::scan::{Scan, UsedPath};
use super::slips::Locate;
use super::vocabulary::{Kind, Word, vocabulary};
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::source::Span;
use crate::spelling::nearest;

/// Adds a finding for each filter, test and function that does not exist.
pub(super) fn words(scan: &mut Scan, code: Code, setting: Setting) {
    let uses = &scan.uses;
    let groups = [
        (Kind::Filter, "过滤器", &uses.filters),
        (Kind::Test, "判断", &uses.tests),
        (Kind::Function, "函数", &uses.functions),
    ];
    for (kind, title, used) in groups {
        let known = || vocabulary().iter().filter(|word| word.kind == kind);
        let advised = |word: &&Word| setting == Setting::Template || word.is_for_prose();
        for (name, span) in used {
            if known().any(|word| word.name == name) {
                continue;
            }
            let message = format!("没有名为“{}”的{title}", shorten(name));
            let finding = Diagnostic::error(code, message).at(span.clone(), "");
            let near = nearest(name, known().map(|word| word.name));
            let help = near.map_or_else(
                || {
                    let names = known().filter(advised).map(|word| word.name);
                    format!("可以用的有：{}", names.collect::<Vec<_>>().join("、"))
                },
                |near| format!("是不是“{near}”？"),
            );
            scan.findings.push(finding.help(help));
        }
    }
}

/// Adds a finding for each component and included template that does not exist.
pub(super) fn parts(
    scan: &mut Scan,
    components: &BTreeSet<String>,
    is_template: &dyn Fn(&str) -> bool,
) {
    for (name, span) in &scan.uses.components {
        if !components.contains(name) && !scan.defines.contains(name) {
            let message = format!("没有名为“{}”的组件", shorten(name));
            let finding = Diagnostic::error(Code::TemplateSyntax, message);
            scan.findings.push(finding.at(span.clone(), ""));
        }
    }
    for (name, span) in &scan.uses.includes {
        if !is_template(name) {
            let message = format!("没有可以放进来的模板“{}”", shorten(name));
            let finding = Diagnostic::error(Code::TemplateSyntax, message);
            let help = "整篇报告写在一个文件里：把那一段抄到这里，删去这个标签";
            scan.findings.push(finding.at(span.clone(), "").help(help));
        }
    }
}

/// Refuses what prose has no use for: a function can make any amount of output.
pub(super) fn calls(scan: &mut Scan, code: Code) {
    let used = scan.uses.functions.iter().chain(&scan.uses.components);
    let findings = used.map(|(name, span)| useless(name, span.clone(), code));
    scan.findings.extend(findings);
}

/// Refuses that name in prose: it prints a heap of translated names.
pub(super) fn everything(scan: &mut Scan, text: &str, code: Code, locate: Locate<'_>) {
    let found = text.match_indices(EVERYTHING).map(|(at, name)| at..at + name.len());
    let findings = found.map(|range| useless(EVERYTHING, locate(range), code));
    scan.findings.extend(findings);
}

fn useless(name: &str, span: Span, code: Code) -> Diagnostic {
    Diagnostic::error(code, format!("正文里的引用不能用“{}”", shorten(name)))
        .at(span, "")
        .help("只写要引用的项，后面可以加过滤器：`{{ 项.名称 | 过滤器 }}`")
}

/// What is printed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Printed {
    /// A text.
    Text,
    /// Something else, or the value of an expression.
    Other,
}

/// Refuses to print what reads as nobody writes it: a group, of which Tera would
/// show the translated names, a list, and in a template a yes or no. `found` are the
/// values at the paths that are printed.
pub(super) fn printed<'a>(
    found: impl Iterator<Item = (&'a UsedPath, &'a tera::Value)>,
    code: Code,
    setting: Setting,
) -> Result<Printed, Diagnostic> {
    let mut last = Printed::Other;
    for (path, value) in found {
        let is_odd_bool = value.is_bool() && setting == Setting::Template;
        if !(value.is_map() || value.is_array() || is_odd_bool) {
            last = if value.is_string() { Printed::Text } else { Printed::Other };
            continue;
        }
        let name = path.segments.join(".");
        let (what, help) = if value.is_map() {
            let help = format!("写出要印的是哪一项：`{{{{ {name}.… }}}}`");
            ("是一组内容", help)
        } else if let Some(items) = value.as_array() {
            let help = if items.iter().any(tera::Value::is_map) {
                WRITE_OUT.to_owned()
            } else {
                format!("写明几项怎样连起来：`{{{{ {name} | join(sep=\"、\") }}}}`")
            };
            ("有好几项", help)
        } else {
            ("只有是和否", format!("写成 `{{{{ \"是\" if {name} else \"否\" }}}}`"))
        };
        let message = format!("“{}”{what}，不能直接印出来", shorten(&name));
        return Err(Diagnostic::error(code, message)
            .at(path.span.clone(), "")
            .help(help));
    }
    Ok(last)
}

const WRITE_OUT: &str = "要印的内容，请直接写出来";

/// Refuses output that shows a group, as `{"name": …}`, which came by way of a loop's
/// variable or a filter.
pub(super) fn output(
    output: &str,
    names: &[&Names],
    code: Code,
) -> Result<(), Diagnostic> {
    let shown = ["{\"", "{&quot;"].iter().flat_map(|begin| output.split(begin).skip(1));
    for rest in shown {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = decode(&rest[..end], names);
        if name != rest[..end] {
            let message =
                format!("有一组内容（其中有“{}”）被直接印了出来", shorten(&name));
            return Err(Diagnostic::error(code, message)
                .help("循环里要写出印的是哪一项：`{{ 项.名称 }}`"));
        }
    }
    Ok(())
}
