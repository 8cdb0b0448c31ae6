//! `docs/handbook.md`, followed word for word as a clerk would: files are filled
//! in as shown, commands run, and messages are those that the program gives.

use std::fs;

use super::walk::Walk;
use super::{Block, blocks, read};
use crate::cli::Shell;
use crate::reports::root;

const DOCUMENT: &str = "docs/handbook.md";

#[test]
fn the_handbook_leads_where_it_says() {
    let mut clerk = Clerk::new();
    let mut steps = 0;
    for block in blocks(DOCUMENT) {
        let (mark, argument) = block.mark();
        match mark {
            "填" => clerk.fill(argument, &block.text),
            "写出" => clerk.assert_written(&block.text),
            "等待" => clerk.start_and_end(&block.text),
            "字体" => clerk.look_at_fonts(&block.text),
            "全文" => clerk.put_whole(argument, &block.text),
            "首行" => assert!(clerk.walk.shell.get(argument).starts_with(&block.text)),
            "打成" => clerk.wrong = Some(block.text),
            "应当" => clerk.mend(&block.text),
            "说" => clerk.hear(&block.text),
            "片段" => assert_is_yaml(&block),
            _ => clerk.walk.take(&block),
        }
        steps += 1;
    }
    assert!(steps > 60, "the handbook has {steps} steps");
    clerk.end();
}

#[test]
fn no_command_of_the_handbook_stands_in_its_text_alone() {
    let text = read(DOCUMENT);
    let outside: String = text.split("```").step_by(2).collect();
    let commands: Vec<_> = blocks(DOCUMENT)
        .filter(|block| block.language == "sh")
        .flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for piece in outside.split('`').skip(1).step_by(2) {
        let is_run = commands.iter().any(|line| line.starts_with(piece));
        assert!(!piece.starts_with("nianbao ") || is_run, "{piece}");
    }
}

/// A clerk with the handbook before them.
struct Clerk {
    walk: Walk,
    /// The whole file that the chapter on slips spoils, and its text.
    whole: Option<(String, String)>,
    /// What is typed in place of the piece that should be there.
    wrong: Option<String>,
    /// A message that waits for the right piece.
    told: Option<String>,
    /// Messages of the handbook that are old, and what the program says now.
    old: Vec<(String, String)>,
}

impl Clerk {
    fn new() -> Self {
        let walk = Walk { shell: empty_folder(), ..Walk::new() };
        Self { walk, whole: None, wrong: None, told: None, old: Vec::new() }
    }

    /// Types values behind the keys of a file, and prose below them.
    #[track_caller]
    fn fill(&mut self, file: &str, lines: &str) {
        let text = self.walk.shell.get(file);
        let mut text: Vec<_> = text.lines().collect();
        let mut at = 0;
        for line in lines.lines() {
            // Top-level keys may come in any order.
            let from = if line.starts_with(' ') { at } else { 0 };
            let is_old = |old: &&str| key(line).is_some_and(|key| old.starts_with(key));
            match text[from..].iter().position(is_old) {
                Some(found) => {
                    at = from + found;
                    text[at] = line;
                }
                // Prose, and names of one's own.
                None => text.insert(at, line),
            }
            at += 1;
        }
        let text: String = text.iter().flat_map(|line| [*line, "\n"]).collect();
        self.walk.shell.put(file, text);
    }

    #[track_caller]
    fn assert_written(&self, names: &str) {
        for name in names.lines() {
            let path = self.walk.shell.path(name);
            let is_pdf = path.extension().is_some_and(|ending| ending == "pdf");
            assert_eq!(path.is_file(), !is_pdf || cfg!(feature = "pdf"), "{name}");
        }
    }

    /// Starts what waits for its reader, without a browser, and ends it.
    #[track_caller]
    fn start_and_end(&mut self, line: &str) {
        let words = line.trim_end().strip_prefix("nianbao ").expect("a command of ours");
        // It ends with its standard input.
        self.walk.said = self.walk.shell.run(&format!("{words} --no-open"));
        assert!(self.walk.said.contains("http://127.0.0.1:"), "{}", self.walk.said);
        assert!(self.walk.said.ends_with("[0]"), "{}", self.walk.said);
    }

    /// A program without PDF uses no fonts, and says so.
    fn look_at_fonts(&mut self, lines: &str) {
        for line in lines.lines() {
            let words = line.strip_prefix("nianbao ").expect("a command of ours");
            let said = self.walk.shell.run(words);
            let ends = if cfg!(feature = "pdf") { "[0]" } else { "[2]" };
            assert!(said.ends_with(ends), "{said}");
        }
    }

    /// Takes a file that is shown whole, with nothing wrong in it. It gives the report
    /// of the one of the same name that was filled in step by step.
    #[track_caller]
    fn put_whole(&mut self, file: &str, text: &str) {
        let shell = empty_folder();
        shell.put(file, text);
        let words = format!("build {file} --to html,md");
        let said = shell.run(&words);
        assert!(said.ends_with("[0]") && findings(&said) == 0, "{said}");
        for ending in ["html", "md"] {
            let name = file.replace("yaml", ending);
            assert_eq!(self.walk.shell.get(&name), shell.get(&name), "{name}");
        }
        self.whole = Some((file.to_owned(), text.to_owned()));
    }

    /// Mends the slip: the wrong piece in place of this one gives the message, and
    /// this one gives none.
    #[track_caller]
    fn mend(&mut self, right: &str) {
        let wrong = self.wrong.take().expect("something was typed");
        let told = self.told.take().expect("the program said something");
        let (file, text) = self.whole.clone().expect("there is a whole file");
        assert_eq!(text.matches(right).count(), 1, "{file} has once: {right}");
        let shell = empty_folder();
        shell.put(&file, text.replacen(right, &wrong, 1));
        let said = shell.run(&format!("check {file}"));
        assert_eq!(findings(&said), 1, "one cause, one finding: {said}");
        self.compare(&told, &said);
    }

    /// Takes a message of the program: of the last command, or of the slip that is
    /// shown.
    #[track_caller]
    fn hear(&mut self, message: &str) {
        if self.wrong.is_some() {
            self.told = Some(message.to_owned());
        } else {
            let said = self.walk.said.clone();
            self.compare(message, &said);
        }
    }

    /// Compares a message with the one of the same code that was said.
    #[track_caller]
    fn compare(&mut self, told: &str, said: &str) {
        let code = told.split_inclusive(']').next().unwrap_or_default();
        let mut said_now = said.split("\n\n").filter_map(|part| {
            let at = part.find(code)?;
            Some(format!("{}\n", part[at..].trim_end()))
        });
        let is_said = said_now.clone().any(|message| message == told);
        if !is_said {
            let now = said_now.next().unwrap_or_else(|| panic!("{code} is in\n{said}"));
            self.old.push((told.to_owned(), now));
        }
    }

    /// Writes anew what the program says otherwise now, if that is asked for.
    #[track_caller]
    fn end(self) {
        self.walk.end();
        if self.old.is_empty() {
            return;
        }
        assert!(
            std::env::var_os("NIANBAO_UPDATE").is_some(),
            "{DOCUMENT} is old, NIANBAO_UPDATE=1 writes it anew: {:#?}",
            self.old
        );
        let text = self.old.iter().fold(read(DOCUMENT), |text, (old, now)| {
            text.replacen(&format!(" 说\n{old}```"), &format!(" 说\n{now}```"), 1)
        });
        fs::write(root().join(DOCUMENT), text).expect("it can be written");
    }
}

/// Counts what a command found.
fn findings(said: &str) -> usize {
    let marks = ["错误[", "警告[", "提示["];
    said.lines().filter(|line| marks.iter().any(|mark| line.starts_with(mark))).count()
}

fn empty_folder() -> Shell {
    let shell = Shell::new();
    fs::remove_file(shell.path("2024.yaml")).expect("it was there");
    shell
}

/// Returns a line's key with the spaces before it and the colon behind it.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| &line[..=key.len()])
}

#[track_caller]
fn assert_is_yaml(block: &Block) {
    let source = nianbao::source::Source::new(DOCUMENT, &*block.text);
    let tree = nianbao::yaml::load(&source);
    assert!(tree.findings.is_empty(), "{:?}", tree.findings);
}
