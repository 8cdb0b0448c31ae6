//! Finding last year's file: named in the file itself, else on the command line,
//! else lying beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use super::args::DeskArgs;
use super::input::{Input, explained, shortened};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::facts::{self, Head};
use crate::pipeline::{Forms, Misfit, Reading};
use crate::source::Span;
use crate::yaml;

/// Where last year's files may be, by the command line.
pub(super) enum LastYear {
    /// It says nothing.
    Unsaid,
    /// One file, read once.
    File(PathBuf, Read, Bodies),
    /// A folder; its files by the body and year they are of, in order of name.
    Folder(BTreeMap<(String, i16), Vec<PathBuf>>),
}

/// A file read, or why it could not be.
type Read = Result<Arc<Reading>, String>;

/// Whose reports a file serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bodies {
    /// It was meant for the report: bodies are renamed.
    Any,
    /// There are many reports; only those of its body.
    Same,
}

/// Last year's file of a report.
#[derive(Default)]
pub(super) struct Found {
    /// Its reading, if there is one that serves.
    pub(super) reading: Option<Arc<Reading>>,
    /// What there is to say about it.
    pub(super) findings: Vec<Diagnostic>,
}

impl LastYear {
    /// Looks at what the command line names.
    ///
    /// `files` is how many files are read: with one, last year's may be of a body
    /// of another name.
    pub(super) fn new(
        args: &DeskArgs,
        files: usize,
        forms: &Forms,
    ) -> anyhow::Result<Self> {
        let Some(path) = &args.last_year else { return Ok(Self::Unsaid) };
        let unreadable = || format!("读不了去年的文件 {}", path.display());
        if path.is_dir() {
            return Ok(Self::Folder(files_in(path).with_context(unreadable)?));
        }
        fs::metadata(path).map_err(|error| explained(&error)).with_context(unreadable)?;
        let bodies = if files == 1 { Bodies::Any } else { Bodies::Same };
        Ok(Self::File(path.clone(), read(path, forms), bodies))
    }

    /// Finds last year's file of a report whose file lies in `folder`.
    pub(super) fn of(&self, reading: &Reading, folder: &Path, forms: &Forms) -> Found {
        if let Some((name, span)) = &reading.head.last_year
            && !name.is_empty()
        {
            let candidate = Candidate {
                name: format!("上年文件“{name}”"),
                place: Some(span.clone()),
                severity: Severity::Warning,
            };
            return candidate.judge(
                reading,
                read(&folder.join(name), forms),
                Bodies::Any,
            );
        }
        match self {
            Self::File(path, read, bodies) => {
                let candidate = Candidate::of(reading, path, Severity::Warning);
                candidate.judge(reading, read.clone(), *bodies)
            }
            Self::Folder(files) => in_folder(files, reading, forms)
                .unwrap_or_else(|| sibling(reading, folder, forms)),
            Self::Unsaid => sibling(reading, folder, forms),
        }
    }
}

/// Takes the file of a folder that is of the same body and the year before.
fn in_folder(
    files: &BTreeMap<(String, i16), Vec<PathBuf>>,
    reading: &Reading,
    forms: &Forms,
) -> Option<Found> {
    let (body, year) = key(&reading.head)?;
    let paths = files.get(&(body, year.checked_sub(1)?))?;
    let path = paths.first()?;
    let candidate = Candidate::of(reading, path, Severity::Note);
    let mut found = candidate.judge(reading, read(path, forms), Bodies::Same);
    if paths.len() > 1 {
        let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        let message = format!(
            "{} 的去年文件有 {} 份：{}；用的是第一份",
            reading.source.name(),
            names.len(),
            names.join("、")
        );
        found.findings.push(Diagnostic::note(Code::LastYearFile, message));
    }
    Some(found)
}

/// Takes `<year-1>.yaml` beside the file, if it is of the same body.
fn sibling(reading: &Reading, folder: &Path, forms: &Forms) -> Found {
    let year = reading.head.year.and_then(|year| year.checked_sub(1));
    let Some(year) = year else { return Found::default() };
    let path = shortened(folder.join(format!("{year}.yaml")));
    if !path.is_file() {
        return Found::default();
    }
    let read = read(&path, forms);
    if read.as_ref().is_ok_and(|other| !other.is_of_same_body(reading)) {
        return Found::default();
    }
    Candidate::of(reading, &path, Severity::Note).judge(reading, read, Bodies::Same)
}

/// A file that may be last year's, as it is spoken of.
struct Candidate {
    name: String,
    /// Where it is named.
    place: Option<Span>,
    /// How much is lost if it does not serve: a file that was named was counted on.
    severity: Severity,
}

impl Candidate {
    /// Speaks of a file that the report itself does not name.
    fn of(reading: &Reading, path: &Path, severity: Severity) -> Self {
        let name = format!("{} 的去年文件 {} ", reading.source.name(), path.display());
        Self { name, place: None, severity }
    }

    /// Says whether it serves, and if not, why.
    fn judge(&self, reading: &Reading, read: Read, bodies: Bodies) -> Found {
        let other = match read {
            Ok(other) => other,
            Err(cause) => {
                let message = format!("用不上：{cause}");
                let help = "去年的数没有核对；文件名要写与这个文件的相对位置，例如 ../2024/2024.yaml";
                return self.unused(&message, help);
            }
        };
        let names = reading.head.body.as_ref().zip(other.head.body.as_ref());
        let renamed = names
            .filter(|(this, last)| this != last)
            .map(|(this, last)| format!("是“{last}”的，这份是“{this}”的"));
        match (reading.misfit(&other), renamed) {
            (_, Some(message)) if bodies == Bodies::Same => self.unused(
                &message,
                "去年的数没有核对；几份报告一起时，要写存放去年文件的文件夹",
            ),
            (Some(Misfit::Year { wanted, found }), _) => self.unused(
                &format!("是 {found} 年度的，应当是 {wanted} 年度的"),
                "去年的数没有核对；请换成去年的文件",
            ),
            (Some(Misfit::Errors), _) => self.unused(
                "有错误，不能用来核对",
                "去年的数没有核对；先用 nianbao check 检查去年的文件",
            ),
            (None, renamed) => {
                let note = renamed.map(|message| {
                    self.finding(Severity::Note, &message)
                        .help("改了名称的不用理会，去年的数已经用上；拿错了文件的请改正")
                });
                Found { reading: Some(other), findings: note.into_iter().collect() }
            }
        }
    }

    fn unused(&self, message: &str, help: &str) -> Found {
        let finding = self.finding(self.severity, message).help(help);
        Found { reading: None, findings: vec![finding] }
    }

    fn finding(&self, severity: Severity, message: &str) -> Diagnostic {
        let message = format!("{}{message}", self.name);
        let finding = Diagnostic::new(Code::LastYearFile, severity, message);
        match &self.place {
            Some(place) => finding.at(place.clone(), "").path("上年文件"),
            None => finding,
        }
    }
}

/// Lists the files of a folder by what their heads say. One that cannot be read
/// is nobody's.
#[expect(clippy::disallowed_methods, reason = "cli touches files")]
fn files_in(folder: &Path) -> anyhow::Result<BTreeMap<(String, i16), Vec<PathBuf>>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| explained(&error))? {
        paths.push(entry.map_err(|error| explained(&error))?.path());
    }
    paths.sort();
    let mut files: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for path in paths {
        let ending = path.extension().unwrap_or_default();
        let is_yaml = ["yaml", "yml"].iter().any(|it| ending.eq_ignore_ascii_case(it));
        if is_yaml && let Some(key) = head(&path).as_ref().and_then(key) {
            files.entry(key).or_default().push(path);
        }
    }
    Ok(files)
}

/// Reads no more of a file than what it says of itself.
fn head(path: &Path) -> Option<Head> {
    let source = Input::File(path.to_owned()).read().ok()?.ok()?;
    yaml::load(&source).root.as_ref().map(facts::head)
}

fn read(path: &Path, forms: &Forms) -> Read {
    match Input::File(path.to_owned()).read() {
        Ok(Ok(source)) => Ok(Arc::new(forms.read(&source))),
        Ok(Err(finding)) => Err(finding.message),
        Err(error) => Err(error.root_cause().to_string()),
    }
}

/// Returns the body and year a file is of.
fn key(head: &Head) -> Option<(String, i16)> {
    Some((head.body.clone()?, head.year?))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::assets::Assets;
    use crate::cli::args::{Cli, Command};
    use crate::diagnostic::short;

    /// Writes small files, `甲局 2020` with more in it, then says what the last
    /// one's last year is.
    fn said(files: &[(&str, &str, &str)], arguments: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        for (path, of, more) in files {
            let (body, year) = of.split_once(' ').unwrap();
            let text = format!(
                "格式: 小\n年度: {year}\n单位: {{名称: {body}}}\n联系方式: {{部门: 办公室, 电话: 0500-1234567}}\n甲: {{乙: 1}}\n{more}"
            );
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let root = format!("{}/", folder.path().display());
        let line = format!("nianbao check @{} {arguments}", files.last().unwrap().0);
        let line = line.replace('@', &root);
        let Command::Check(args) = Cli::parse_from(line.split_whitespace()).command
        else {
            return String::new();
        };
        let mut assets = Assets::default();
        let form = "名称: 小\n年度: {自: 2010}\n表格: {甲: {行: [乙]}}\n";
        assets.insert("templates/小/form.yaml", Arc::new(form));
        assets.insert("templates/小/report.md", Arc::new("# {{ 年度 }}\n"));
        let forms = Forms::new(&assets);
        let input = Input::new(&args.read.files[0]);
        let reading = forms.read(&input.read().unwrap().unwrap());
        let last_year =
            LastYear::new(&args.read.desk, args.read.files.len(), &forms).unwrap();
        let found = last_year.of(&reading, &input.folder(), &forms);
        let used =
            found.reading.map_or("无".to_owned(), |it| it.source.name().to_owned());
        format!("{used}\n{}", short::render(&found.findings)).replace(&root, "")
    }

    #[test]
    fn the_file_names_it_before_the_command_line_does() {
        let files = [
            ("旧/一.yaml", "甲局 2020", ""),
            ("旧/二.yaml", "甲局 2020", ""),
            ("2020.yaml", "甲局 2020", ""),
            ("2021.yaml", "甲局 2021", "上年文件: 旧/一.yaml\n"),
        ];
        assert_eq!(said(&files, "--last-year @旧/二.yaml"), "旧/一.yaml\n");
        let files = [files[0], files[1], files[2], ("2021.yaml", "甲局 2021", "")];
        assert_eq!(said(&files, "--last-year @旧/二.yaml"), "旧/二.yaml\n");
        assert_eq!(said(&files, ""), "2020.yaml\n");
    }

    #[test]
    fn what_keeps_a_named_file_from_serving_is_said() {
        let this = ("2021.yaml", "甲局 2021", "上年文件: 旧.yaml\n");
        let said = |files: &[_]| said(files, "");
        insta::assert_snapshot!(said(&[this]), @r"
        无
        2021.yaml:6:7: 警告[F019] 上年文件“旧.yaml”用不上：没有这个文件或文件夹 (上年文件)
        ");
        insta::assert_snapshot!(said(&[("旧.yaml", "甲局 2019", ""), this]), @r"
        无
        2021.yaml:6:7: 警告[F019] 上年文件“旧.yaml”是 2019 年度的，应当是 2020 年度的 (上年文件)
        ");
        insta::assert_snapshot!(said(&[("旧.yaml", "甲局 2020", "错: 1"), this]), @r"
        无
        2021.yaml:6:7: 警告[F019] 上年文件“旧.yaml”有错误，不能用来核对 (上年文件)
        ");
        insta::assert_snapshot!(said(&[("旧.yaml", "乙局 2020", ""), this]), @r"
        旧.yaml
        2021.yaml:6:7: 提示[F019] 上年文件“旧.yaml”是“乙局”的，这份是“甲局”的 (上年文件)
        ");
        let itself = ("2021.yaml", "甲局 2021", "上年文件: 2021.yaml\n");
        insta::assert_snapshot!(said(&[itself]), @r"
        无
        2021.yaml:6:7: 警告[F019] 上年文件“2021.yaml”是 2021 年度的，应当是 2020 年度的 (上年文件)
        ");
    }

    #[test]
    fn one_file_for_many_reports_serves_its_body() {
        let files = |last| [("旧.yaml", last, ""), ("2021.yaml", "甲局 2021", "")];
        let one = "--last-year @旧.yaml";
        insta::assert_snapshot!(said(&files("乙局 2020"), one), @r"
        旧.yaml
        提示[F019] 2021.yaml 的去年文件 旧.yaml 是“乙局”的，这份是“甲局”的
        ");
        let many = "--last-year @旧.yaml @2022.yaml";
        assert_eq!(said(&files("甲局 2020"), many), "旧.yaml\n");
        insta::assert_snapshot!(said(&files("乙局 2020"), many), @r"
        无
        警告[F019] 2021.yaml 的去年文件 旧.yaml 是“乙局”的，这份是“甲局”的
        ");
        insta::assert_snapshot!(said(&files("甲局 2018"), one), @r"
        无
        警告[F019] 2021.yaml 的去年文件 旧.yaml 是 2018 年度的，应当是 2020 年度的
        ");
    }

    #[test]
    fn folder_serves_each_body_and_else_the_file_beside() {
        let files = [
            ("旧/二.yaml", "甲局 2020", ""),
            ("旧/一.yml", "甲局 2020", ""),
            ("旧/三.yaml", "甲局 2019", ""),
            ("旧/四.yaml", "乙局 2020", "错: 1"),
            ("2020.yaml", "丙局 2020", ""),
            ("2021.yaml", "甲局 2021", ""),
        ];
        let of = |body| {
            let mut files = files;
            files[5].1 = body;
            said(&files, "--last-year @旧")
        };
        insta::assert_snapshot!(of("甲局 2021"), @r"
        旧/一.yml
        提示[F019] 2021.yaml 的去年文件有 2 份：旧/一.yml、旧/二.yaml；用的是第一份
        ");
        insta::assert_snapshot!(of("乙局 2021"), @r"
        无
        提示[F019] 2021.yaml 的去年文件 旧/四.yaml 有错误，不能用来核对
        ");
        assert_eq!(of("丙局 2021"), "2020.yaml\n");
        assert_eq!(of("丁局 2021"), "无\n");
    }
}
