//! 联系方式: whether a reader elsewhere reaches somebody by it. Whether a number
//! exists is not asked.

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Fact, Facts, Value, Written, join};
use crate::form::Requirement;
use crate::width::narrow;

const CONTACT: &str = "联系方式";
const MAIL: [&str; 2] = [CONTACT, "邮箱"];

/// Reports what of the contact is written so that it leads to nobody.
pub(super) fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    findings.extend(no_way(facts));
    findings.extend(["电话", "传真"].iter().filter_map(|name| area_code(facts, name)));
    findings.extend(facts.value(&MAIL).and_then(mail));
}

/// Notes an e-mail address that last year's report had and this one has not.
pub(super) fn check_last_year(
    this: &Facts,
    last: &Facts,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(Fact::Group(contact)) = this.field(&[CONTACT]) else { return };
    let Some(place) = &contact.span else { return };
    if let Some(mail) = last.value(&MAIL).filter(|_| this.is_left_out(&MAIL)) {
        findings.push(
            Diagnostic::note(Code::Advised, "去年的年报有邮箱，今年没有写")
                .at(place.slice(0..0), "")
                .related(mail.span.clone(), "去年的邮箱")
                .path(MAIL.join("."))
                .help("邮箱还用，就写上；不用了可以不理会"),
        );
    }
}

/// Finds a contact that names a person or a room and no way to reach it.
fn no_way(facts: &Facts) -> Option<Diagnostic> {
    let Some(Fact::Group(contact)) = facts.field(&[CONTACT]) else { return None };
    let place = contact.span.as_ref()?;
    let ways = ["电话", "邮箱", "地址"];
    if !ways.iter().all(|way| facts.is_left_out(&[CONTACT, way])) {
        return None;
    }
    // A form that does not ask for it may not print it either.
    let mut names = contact.facts.iter().map(|(name, _)| name.as_str());
    let is_blank = names.all(|name| facts.is_left_out(&[CONTACT, name]));
    let asked = facts.form.field(&[CONTACT])?.requirement != Requirement::Optional;
    if is_blank && !asked {
        return None;
    }
    let finding =
        Diagnostic::warning(Code::Advised, "“联系方式”里电话、邮箱、地址都没有写");
    let finding = finding.at(place.slice(0..0), "").path(CONTACT);
    Some(finding.help("请至少写上电话，公众有疑问才知道找谁"))
}

/// Finds the numbers that cannot be dialled from elsewhere.
fn area_code(facts: &Facts, name: &str) -> Option<Diagnostic> {
    let written = match facts.field(&[CONTACT, name])? {
        Fact::Several(all) => all.as_slice(),
        Fact::One(one) => std::slice::from_ref(one),
        _ => return None,
    };
    let mut local = written.iter().filter_map(|one| Some((one, local_number(one)?)));
    let (first, number) = local.next()?;
    let message = format!("{name} {number} 没有区号，外地打不通");
    let mut finding = Diagnostic::note(Code::Advised, message)
        .at(first.span.clone(), "")
        .path(join(CONTACT, name))
        .help(format!("请在前面加上区号，写成 区号-{number}"));
    for (other, _) in local {
        finding = finding.related(other.span.clone(), "");
    }
    Some(finding)
}

/// Returns a number of seven or eight digits, as local ones are; what stands behind
/// it is an extension or another number.
fn local_number(written: &Written) -> Option<String> {
    let Value::Text(text) = &written.value else { return None };
    let digit = |c: char| Some(narrow(c)).filter(char::is_ascii_digit);
    let number: String = text.chars().map_while(digit).collect();
    matches!(number.len(), 7 | 8).then_some(number)
}

/// Finds an address in which a mark is full-width, or that is none.
fn mail(written: &Written) -> Option<Diagnostic> {
    let Value::Text(text) = &written.value else { return None };
    let right: String = text
        .chars()
        .map(|c| match c {
            '＠' => '@',
            '．' | '。' => '.',
            _ => c,
        })
        .collect();
    let place = written.span.clone();
    if right != *text {
        let message = "邮箱里有全角的符号，照着写的人寄不到";
        let finding = Diagnostic::error(Code::BadText, message).at(place.clone(), "");
        let finding = finding.path(MAIL.join("."));
        return Some(finding.fix("改为半角符号", place, right));
    }
    // Against machines that gather addresses, `#` is written for the @.
    let parts = right.split_once(['@', '#']);
    let whole = parts.is_some_and(|(name, host)| {
        !name.trim().is_empty() && host.contains('.') && !host.contains('@')
    });
    if whole {
        return None;
    }
    let finding = Diagnostic::warning(Code::BadText, "这不像一个邮箱地址").at(place, "");
    let finding =
        finding.path(MAIL.join(".")).help("邮箱写成 名称@网站，例如 bgs@qinghe.example");
    Some(finding.stand_by_where("地址没有错"))
}
