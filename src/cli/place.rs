//! Where the reports of a build go, and what forbids it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::args::BuildArgs;
use super::input::{Input, shortened};
use super::output;
use crate::pipeline::Format;

/// Where reports go.
#[derive(Debug)]
pub(super) enum Place {
    /// Beside each file.
    Beside,
    /// Into one folder.
    Folder(PathBuf),
    /// To standard output.
    Stdout,
}

impl Place {
    /// Looks at what the arguments ask for.
    ///
    /// # Errors
    ///
    /// If one file would be written twice, or over what is read.
    pub(super) fn new(args: &BuildArgs, formats: &[Format]) -> anyhow::Result<Self> {
        let files = &args.read.files;
        let place = match &args.output {
            None => Self::Beside,
            Some(path) if path.as_os_str() == "-" => {
                if files.len() != 1 || formats.len() != 1 {
                    anyhow::bail!(
                        "-o - 一次只输出一份报告的一种格式，请用 --to 写明是哪一种"
                    );
                }
                if args.read.format.is_gathered() {
                    anyhow::bail!(
                        "-o - 和 --format json、sarif、html 都输出到标准输出，不能一起用"
                    );
                }
                return Ok(Self::Stdout);
            }
            Some(folder) => Self::Folder(folder.clone()),
        };
        check_named_once(files)?;
        place.check_distinct(files)?;
        let read = files.iter().chain(&args.read.desk.last_year);
        place.check_not_read(files, read, formats)?;
        if let Self::Folder(folder) = &place
            && folder.exists()
            && !folder.is_dir()
        {
            anyhow::bail!("建不了文件夹 {}：已经有同名的文件", folder.display());
        }
        Ok(place)
    }

    /// Makes the folder that reports go to, where it is one of their own.
    pub(super) fn make(&self) -> anyhow::Result<()> {
        match self {
            Self::Folder(folder) => output::make_folder(folder),
            Self::Beside | Self::Stdout => Ok(()),
        }
    }

    /// Returns where a report goes that is written to a file.
    pub(super) fn path(&self, input: &Input, format: Format) -> PathBuf {
        let mut name = input.stem();
        name.push(".");
        name.push(format.extension());
        shortened(self.folder(input).join(name))
    }

    fn folder(&self, input: &Input) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.clone(),
            Self::Beside | Self::Stdout => input.folder(),
        }
    }

    /// Refuses files whose reports would have the same name, on disks too that
    /// take small letters and capitals for the same.
    fn check_distinct(&self, files: &[PathBuf]) -> anyhow::Result<()> {
        let mut taken: BTreeMap<(PathBuf, OsString), &Path> = BTreeMap::new();
        for file in files {
            let input = Input::new(file);
            let (folder, stem) = (self.folder(&input), input.stem());
            let folder = folder.canonicalize().unwrap_or(folder);
            let small = stem.to_str().map(|text| text.to_lowercase().into());
            let key = (folder, small.unwrap_or_else(|| stem.clone()));
            if let Some(other) = taken.insert(key, file) {
                let (one, two, stem) = (other.display(), file.display(), stem.display());
                anyhow::bail!(
                    "{one} 和 {two} 的报告同名（{stem}），会互相覆盖；\
                     请分次生成，或给数据文件改名"
                );
            }
        }
        Ok(())
    }

    /// Refuses reports that would be written over a file that is read.
    fn check_not_read<'a>(
        &self,
        files: &[PathBuf],
        read: impl Iterator<Item = &'a PathBuf>,
        formats: &[Format],
    ) -> anyhow::Result<()> {
        let read: BTreeMap<PathBuf, &PathBuf> =
            read.filter_map(|path| Some((path.canonicalize().ok()?, path))).collect();
        for file in files {
            let input = Input::new(file);
            for &format in formats {
                let path = self.path(&input, format).canonicalize();
                if let Some(over) = path.ok().and_then(|path| read.get(&path)) {
                    anyhow::bail!(
                        "{} 的报告会覆盖数据文件 {}；请用 -o 写明存放到哪个文件夹，\
                         或给数据文件改名，以 .yaml 结尾",
                        input.name(),
                        over.display()
                    );
                }
            }
        }
        Ok(())
    }
}

fn check_named_once(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut known: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for file in files {
        let path = file.canonicalize().unwrap_or_else(|_| file.clone());
        match known.insert(path, file) {
            Some(other) if other == file => {
                anyhow::bail!("{} 写了两次", file.display())
            }
            Some(other) => anyhow::bail!(
                "{} 和 {} 是同一个文件，写一次就够了",
                other.display(),
                file.display()
            ),
            None => {}
        }
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a scratch folder of the test")]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::args::{Cli, Command};

    /// Returns what forbids a build in a scratch folder, by its last words.
    fn fault(folder: &Path, line: &str) -> Option<String> {
        let words = line.split(' ').map(|word| match word.strip_prefix('@') {
            Some(file) => folder.join(file).display().to_string(),
            None => word.to_owned(),
        });
        let cli = Cli::try_parse_from(
            ["nianbao", "build"].map(str::to_owned).into_iter().chain(words),
        );
        let Command::Build(args) = cli.unwrap().command else { return None };
        let formats = if args.to.is_empty() { Format::USUAL } else { &args.to };
        let error = Place::new(&args, formats).err()?;
        Some(error.to_string().replace(&format!("{}/", folder.display()), ""))
    }

    #[test]
    fn nothing_is_written_twice_or_over_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for name in ["a.yaml", "A.yml", "b.md", "c.yaml"] {
            fs_write(folder, name);
        }
        std::fs::create_dir(folder.join("x")).unwrap();
        let fault = |line: &str| fault(folder, line).unwrap_or_default();
        assert_eq!(fault("@a.yaml @c.yaml"), "");
        assert_eq!(fault("@a.yaml @a.yaml"), "a.yaml 写了两次");
        assert_eq!(
            fault("@a.yaml @x/../a.yaml"),
            "a.yaml 和 x/../a.yaml 是同一个文件，写一次就够了"
        );
        assert!(fault("@a.yaml @A.yml").contains("的报告同名（A）"));
        assert!(
            fault("@b.md --to html,md").starts_with("b.md 的报告会覆盖数据文件 b.md")
        );
        assert_eq!(fault("@b.md --to html"), "");
        assert_eq!(fault("@b.md --to md -o @y"), "");
        assert!(!folder.join("y").exists());
        assert!(fault("@c.yaml --last-year @b.md -o @x").is_empty());
        std::fs::rename(folder.join("b.md"), folder.join("c.md")).unwrap();
        assert!(fault("@c.yaml --last-year @c.md").contains("会覆盖数据文件 c.md"));
    }

    #[test]
    fn standard_output_takes_one_thing() {
        let folder = tempfile::tempdir().unwrap();
        let fault = |line: &str| fault(folder.path(), line).unwrap_or_default();
        assert_eq!(fault("@a.yaml --to md -o -"), "");
        assert!(fault("@a.yaml -o -").contains("--to"));
        assert!(fault("@a.yaml --to md -o - --format json").contains("不能一起用"));
    }

    fn fs_write(folder: &Path, name: &str) {
        std::fs::write(folder.join(name), "").unwrap();
    }
}
