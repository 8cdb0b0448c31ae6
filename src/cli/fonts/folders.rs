//! Folders as `fonts.yaml` writes them, and the font files in them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Folders are not followed deeper: no font tree is.
const DEEPEST: usize = 8;

/// A folder to look in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder {
    path: PathBuf,
    /// How many levels of folders below it belong to it.
    depth: usize,
}

impl Folder {
    /// Takes a folder with all that is below it.
    pub(super) fn whole(path: &Path) -> Self {
        Self { path: path.to_owned(), depth: DEEPEST }
    }

    /// Returns the paths of the font files in it, in order of their names.
    pub(super) fn font_files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(&self.path, self.depth, &mut files);
        files
    }
}

/// What a folder's name may depend on.
pub(super) struct Machine<'a> {
    /// The environment; none for what is not set.
    pub(super) variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// The folder that the program is in.
    pub(super) program: Option<PathBuf>,
    /// Lists what a folder holds, in order.
    pub(super) entries: &'a dyn Fn(&Path) -> Vec<PathBuf>,
}

impl Machine<'static> {
    /// Returns the one we run on.
    pub(super) fn this() -> Self {
        Self { variable: &variable, program: program(), entries: &entries }
    }
}

fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// Returns the folder that the program is in, links followed.
pub(super) fn program() -> Option<PathBuf> {
    let file = std::env::current_exe().ok()?;
    let file = file.canonicalize().unwrap_or(file);
    file.parent().map(Path::to_owned)
}

impl Machine<'_> {
    /// Fills in `~`, `$程序`, `$NAME` and `*`; none if the variable is not set or
    /// no folder fits the star.
    pub(super) fn expand(&self, pattern: &str) -> Vec<Folder> {
        let (pattern, depth) = match pattern.strip_suffix("/**") {
            Some(above) => (above, DEEPEST),
            None => (pattern, 0),
        };
        let Some((start, rest)) = self.start(pattern) else { return Vec::new() };
        let mut paths = vec![start];
        for part in rest.split('/').filter(|part| !part.is_empty()) {
            paths = match part.split_once('*') {
                None => paths.iter().map(|path| path.join(part)).collect(),
                Some(ends) => {
                    paths.iter().flat_map(|path| self.matching(path, ends)).collect()
                }
            };
        }
        paths.into_iter().map(|path| Folder { path, depth }).collect()
    }

    /// Splits a pattern into where it starts and what follows.
    fn start<'a>(&self, pattern: &'a str) -> Option<(PathBuf, &'a str)> {
        let (first, rest) = pattern.split_once('/').unwrap_or((pattern, ""));
        let start = match (first, first.strip_prefix('$')) {
            ("~", _) => self.home()?,
            ("$程序", _) => self.program.clone()?,
            (_, Some(name)) => self.set(name)?,
            // The root, or a drive: `C:` alone is where its programs work.
            ("", None) => PathBuf::from("/"),
            (_, None) => PathBuf::from(format!("{first}/")),
        };
        Some((start, rest))
    }

    fn home(&self) -> Option<PathBuf> {
        self.set("HOME").or_else(|| self.set("USERPROFILE"))
    }

    fn set(&self, name: &str) -> Option<PathBuf> {
        let value = (self.variable)(name).filter(|value| !value.is_empty());
        value.map(PathBuf::from)
    }

    /// Returns the folders in `path` whose names begin and end as asked. Of two
    /// years of TeX the later one is better.
    fn matching(&self, path: &Path, (prefix, suffix): (&str, &str)) -> Vec<PathBuf> {
        let fits = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.len() >= prefix.len() + suffix.len()
                && name.starts_with(prefix)
                && name.ends_with(suffix)
        };
        (self.entries)(path).into_iter().rev().filter(fits).collect()
    }
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if is_font(&path) {
            files.push(path);
        } else if depth > 0 && !path.is_symlink() && path.is_dir() {
            collect(&path, depth - 1, files);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let Some(extension) = path.extension() else { return false };
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[expect(clippy::disallowed_methods, reason = "this is cli: it may list folders")]
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expands patterns on a made machine, as text with `/`.
    fn expanded(
        variables: &[(&str, &str)],
        folders: &[&str],
        patterns: &[&str],
    ) -> Vec<String> {
        let variable = |name: &str| {
            let set = variables.iter().find(|(known, _)| *known == name);
            set.map(|(_, value)| OsString::from(value))
        };
        let entries = |path: &Path| {
            let below = folders.iter().map(PathBuf::from);
            below.filter(|folder| folder.parent() == Some(path)).collect()
        };
        let program = Some(PathBuf::from("/opt/nianbao"));
        let machine = Machine { variable: &variable, program, entries: &entries };
        let folders = patterns.iter().flat_map(|pattern| machine.expand(pattern));
        let shown = |folder: Folder| {
            let deep = if folder.depth > 0 { "/**" } else { "" };
            format!("{}{deep}", folder.path.display()).replace('\\', "/")
        };
        folders.map(shown).collect()
    }

    #[test]
    fn folders_begin_at_home_the_program_a_variable_a_drive_or_the_root() {
        let variables = [("HOME", "/home/li"), ("WINDIR", "D:/Windows"), ("EMPTY", "")];
        let patterns = [
            "~/.fonts/**",
            "$程序/fonts",
            "$WINDIR/Fonts",
            "$EMPTY/fonts",
            "$UNSET/fonts",
            "C:/texlive",
            "/usr/share/fonts/**",
        ];
        assert_eq!(
            expanded(&variables, &[], &patterns),
            [
                "/home/li/.fonts/**",
                "/opt/nianbao/fonts",
                "D:/Windows/Fonts",
                "C:/texlive",
                "/usr/share/fonts/**",
            ]
        );
        assert_eq!(
            expanded(&[("USERPROFILE", "C:/Users/li")], &[], &["~/fonts"]),
            ["C:/Users/li/fonts"]
        );
        assert!(expanded(&[], &[], &["~/fonts"]).is_empty());
    }

    #[test]
    fn star_stands_for_part_of_a_name_and_the_later_year_comes_first() {
        let folders = ["/tex/2024", "/tex/2025", "/tex/bin", "/opt/wps"];
        assert_eq!(
            expanded(&[], &folders, &["/tex/20*/fonts/**", "/none/*/fonts"]),
            ["/tex/2025/fonts/**", "/tex/2024/fonts/**"]
        );
        assert_eq!(expanded(&[], &folders, &["/tex/b*in"]), ["/tex/bin"]);
        assert!(expanded(&[], &folders, &["/tex/bi*in"]).is_empty());
    }

    /// The shipped list, on the systems that offices have.
    #[test]
    fn shipped_folders_of_each_system() {
        let plan = super::super::tests::plan();
        let patterns: Vec<_> = plan.folders.iter().map(String::as_str).collect();
        let windows = [
            ("USERPROFILE", "C:/Users/li"),
            ("WINDIR", "C:/Windows"),
            ("LOCALAPPDATA", "C:/Users/li/AppData/Local"),
            ("APPDATA", "C:/Users/li/AppData/Roaming"),
            ("ProgramFiles", "C:/Program Files"),
        ];
        let found = expanded(&windows, &["C:/texlive/2025"], &patterns);
        for folder in [
            "/opt/nianbao/fonts/**",
            "C:/Windows/Fonts",
            "C:/Users/li/AppData/Local/Microsoft/Windows/Fonts",
            "C:/Users/li/AppData/Local/nianbao/fonts/**",
            "C:/Program Files/MiKTeX/fonts/opentype/public/fandol",
            "C:/Users/li/AppData/Local/Programs/MiKTeX/fonts/opentype/public/fandol",
            "C:/texlive/2025/texmf-dist/fonts/opentype/public/fandol",
        ] {
            assert!(found.iter().any(|known| known == folder), "{folder}: {found:#?}");
        }
        let own = [("HOME", "/home/li")];
        let disk = [
            "/usr/local/texlive/2025",
            "/opt/apps/cn.wps.wps-office-pro",
            "/System/Library/AssetsV2/com_apple_MobileAsset_Font7",
        ];
        let found = expanded(&own, &disk, &patterns);
        for folder in [
            "/home/li/.local/share/fonts/**",
            "/home/li/.fonts/**",
            "/usr/share/fonts/**",
            "/usr/local/share/fonts/**",
            "/opt/kingsoft/wps-office/office6/fonts/**",
            "/opt/apps/cn.wps.wps-office-pro/files/kingsoft/wps-office/office6/fonts/**",
            "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
            "/usr/local/texlive/2025/texmf-dist/fonts/opentype/public/fandol",
            "/System/Library/Fonts/**",
            "/System/Library/AssetsV2/com_apple_MobileAsset_Font7/**",
            "/Library/Fonts/**",
            "/home/li/Library/Fonts/**",
        ] {
            assert!(found.iter().any(|known| known == folder), "{folder}: {found:#?}");
        }
    }
}
