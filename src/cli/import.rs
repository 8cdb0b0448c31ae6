//! `nianbao import`: the numbers of a spreadsheet into a staff's file.

use std::fmt::Write as _;
use std::panic;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;

use super::args::ImportArgs;
use super::desk::Desk;
use super::input::{Input, read_file};
use super::original::{Change, Consent, Original};
use super::{Outcome, print, say};
use crate::diagnostic::{Diagnostic, Severity, Verdict, seen, short};
use crate::facts::{NewCell, set_cells};
use crate::form::Form;
use crate::source::Source;
use crate::workbook::import::{self, Import, Remarks, Sheet, Workbook};

pub(super) fn run(args: &ImportArgs) -> anyhow::Result<Outcome> {
    let into = &args.into;
    if [into, &args.table].iter().any(|path| Input::new(path) == Input::Stdin) {
        anyhow::bail!("表格和数据文件都要写文件名，不能从标准输入读");
    }
    if into.symlink_metadata().is_err() {
        anyhow::bail!(
            "没有数据文件 {}；请用 nianbao new 新建一个，再导入",
            into.display()
        );
    }
    let desk = Desk::new(&args.desk, 1)?;
    let original = match Original::read(into)? {
        Ok(original) => original,
        Err(finding) => return Ok(refuse(&[*finding])),
    };
    let reading = desk.forms.read(&original.source);
    let Some(facts) = &reading.facts else { return Ok(refuse(&reading.findings)) };
    let workbook = workbook(&args.table)?;
    let import = import::tables(&facts.form, &sheets(&workbook, args)?);
    if import.tables.is_empty() && import.faults.is_empty() && import.remarks.is_empty() {
        return Err(nothing(&facts.form, &workbook, args));
    }
    if !import.faults.is_empty() {
        say(&faults(&args.table, &import));
        return Ok(Outcome::InputErrors);
    }
    let text = changed(&facts.form, &original, &import, into)?;
    let remarks = workbook.remarks;
    let taken = Taken { form: &facts.form, import: &import, remarks, text };
    take(args, &desk, &original, &taken)
}

/// What is said of files whose remarks are not seen.
const UNSEEN: &str = "· 提示：旧格式（xls、xlsb）的表格里，单元格格式显示在数后面的说明，\
                      例如 22（其中修订16件），程序看不到；有这样的说明，请另存为 xlsx 再导入\n";

/// What is to be written, and where it comes from.
struct Taken<'a> {
    form: &'a Form,
    import: &'a Import,
    remarks: Remarks,
    text: String,
}

/// Shows what would be done, and does it.
fn take(
    args: &ImportArgs,
    desk: &Desk,
    original: &Original,
    taken: &Taken<'_>,
) -> anyhow::Result<Outcome> {
    let into = &args.into;
    print(sources(args, taken).as_bytes())?;
    if taken.import.tables.is_empty() {
        print(format!("{}：没有改动\n", into.display()).as_bytes())?;
        return Ok(Outcome::Done);
    }
    if taken.text == original.source.text() && !original.converted {
        print(format!("{}：和表格一样，没有要改的\n", into.display()).as_bytes())?;
        return Ok(Outcome::Done);
    }
    let change = Change { heading: "", details: "", text: &taken.text };
    if !original.is_agreed(into, &change, Consent::of(args.yes))? {
        return Ok(Outcome::Done);
    }
    original.replace(into, &taken.text)?;
    let source = Source::new(original.source.name(), taken.text.as_str());
    let findings = desk.check_text(&source, &Input::new(into).folder());
    let verdict = Verdict::of(&findings, Severity::Error);
    let hint = if findings.is_empty() { "" } else { "；见 nianbao check" };
    print(format!("{}：导入了，{verdict}{hint}\n", into.display()).as_bytes())?;
    Ok(verdict.into())
}

fn refuse(findings: &[Diagnostic]) -> Outcome {
    say(&short::render(findings));
    Outcome::InputErrors
}

fn workbook(path: &Path) -> anyhow::Result<Workbook> {
    let bytes = read_file(path, import::LARGEST, "不会是报表")?;
    let read = in_silence(|| import::read(&bytes));
    read.with_context(|| format!("导入不了 {}", path.display()))
}

/// Does what says itself that a panic within it was one: nobody else need.
fn in_silence<T>(job: impl FnOnce() -> T) -> T {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = job();
    panic::set_hook(hook);
    done
}

/// Returns the sheets that are asked for.
fn sheets(workbook: &Workbook, args: &ImportArgs) -> anyhow::Result<Vec<Sheet>> {
    for wanted in &args.sheet {
        if let Some(skipped) = workbook.skipped.iter().find(|it| it.name == *wanted) {
            anyhow::bail!(
                "工作表“{}”有 {} 格以上，不会是报表；请把报表另放一张工作表",
                seen(&skipped.name),
                skipped.cells
            );
        }
        if !workbook.sheets.iter().any(|sheet| sheet.name == *wanted) {
            let names = names(workbook);
            anyhow::bail!("没有工作表“{}”；有：{names}", seen(wanted));
        }
    }
    let is_wanted =
        |sheet: &&Sheet| args.sheet.is_empty() || args.sheet.contains(&sheet.name);
    Ok(workbook.sheets.iter().filter(is_wanted).cloned().collect())
}

fn names(workbook: &Workbook) -> String {
    let names: Vec<_> = workbook.sheets.iter().map(|sheet| seen(&sheet.name)).collect();
    names.join("、")
}

/// Says that no table was found, and where it was looked for.
fn nothing(form: &Form, workbook: &Workbook, args: &ImportArgs) -> anyhow::Error {
    let tables: Vec<_> = form.tables.iter().map(|table| table.title.as_str()).collect();
    let mut message = format!(
        "{} 里没有找到“{}”的表（{}）；表头和行名要和格式的一样",
        args.table.display(),
        form.name,
        tables.join("、")
    );
    if !args.sheet.is_empty() {
        message.push_str("；去掉 --sheet 可以看全部工作表");
    }
    for skipped in &workbook.skipped {
        let (name, cells) = (seen(&skipped.name), skipped.cells);
        write!(message, "；工作表“{name}”有 {cells} 格以上，没有看")
            .expect("a text can be written");
    }
    anyhow::Error::msg(message)
}

/// Says what keeps a workbook from being taken.
fn faults(table: &Path, import: &Import) -> String {
    let mut out = String::new();
    for fault in import.faults.iter().chain(&import.remarks) {
        writeln!(out, "{}", seen(&fault.to_string())).expect("a text can be written");
    }
    let count = import.faults.len();
    writeln!(out, "{}：有 {count} 处不对，没有导入", table.display())
        .expect("a text can be written");
    out
}

/// Returns the new text of the staff's file.
fn changed(
    form: &Arc<Form>,
    original: &Original,
    import: &Import,
    into: &Path,
) -> anyhow::Result<String> {
    let cells: Vec<NewCell> =
        import.tables.iter().flat_map(|table| table.cells.clone()).collect();
    set_cells(&original.source, form, &cells).map_err(|unsettable| {
        anyhow::anyhow!(
            "{} 里“{}”的写法改不了；请先按 nianbao check 说的改好，再导入",
            into.display(),
            unsettable.path
        )
    })
}

/// Says what comes from where, and what was not found.
fn sources(args: &ImportArgs, taken: &Taken<'_>) -> String {
    let mut out = format!("{} → {}\n", args.table.display(), args.into.display());
    let tables = &taken.form.tables;
    for table in &taken.import.tables {
        let places: Vec<_> = table.places.iter().map(|place| seen(place)).collect();
        let name = &tables[table.table].name;
        writeln!(out, "· {name}：{}", places.join("、")).expect("a text can be written");
    }
    let is_there = |index: usize| {
        taken.import.tables.iter().any(|it| it.table == index)
            || taken.import.blank.contains(&index)
    };
    let absent = tables.iter().enumerate().filter(|(index, _)| !is_there(*index));
    let absent: Vec<_> = absent.map(|(_, table)| table.name.as_str()).collect();
    if !absent.is_empty() {
        let absent = absent.join("、");
        writeln!(out, "· 表格里没有：{absent}").expect("a text can be written");
    }
    for remark in &taken.import.remarks {
        writeln!(out, "· 警告：{}", seen(&remark.to_string()))
            .expect("a text can be written");
    }
    if taken.remarks == Remarks::Unseen && !taken.import.tables.is_empty() {
        out.push_str(UNSEEN);
    }
    out
}
