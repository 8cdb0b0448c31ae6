//! `docs/forms.md`, followed from its beginning as an author would: every file is
//! written, every change made, every command run in the order of the document.

use std::fs;

use super::blocks;
use crate::cli::Shell;
use crate::read;

const DOCUMENT: &str = "docs/forms.md";

#[test]
fn the_document_leads_where_it_says() {
    let mut walk = Walk { shell: Shell::new(), found: None, said: String::new() };
    let mut steps = 0;
    for block in blocks(DOCUMENT) {
        let (mark, argument) =
            block.mark.split_once('=').unwrap_or((block.mark.as_str(), ""));
        match (block.language.as_str(), mark) {
            ("sh", _) => walk.run(&block.text, mark),
            (_, "文件") => walk.shell.put(argument, &block.text),
            (_, "找") => walk.find(argument, &block.text),
            (_, "换") => walk.replace(&block.text),
            (_, "显示") => walk.assert_said(&block.text),
            (_, "都有") => walk.assert_printed(argument, &block.text),
            (_, "最小" | "片段") => continue,
            (language, _) => panic!("what is a block `{language} {mark}`?"),
        }
        steps += 1;
    }
    assert!(walk.found.is_none(), "what is found is replaced");
    assert!(steps > 40, "the document has {steps} steps");
}

struct Walk {
    shell: Shell,
    /// The file and the piece of it that the next block replaces.
    found: Option<(String, String)>,
    /// What the last command said.
    said: String,
}

impl Walk {
    #[track_caller]
    fn run(&mut self, lines: &str, mark: &str) {
        for line in lines.lines() {
            if let Some(names) = line.strip_prefix("mv ") {
                let (from, to) = names.split_once(' ').expect("two names");
                let (from, to) = (self.shell.path(from), self.shell.path(to));
                fs::rename(from, to).expect("it can be renamed");
                continue;
            }
            let words = line.strip_prefix("nianbao ").expect("a command of ours");
            self.said = self.shell.run(words);
            let ends = if mark == "不通过" { "[1]" } else { "[0]" };
            assert!(self.said.ends_with(ends), "{line}\n{}", self.said);
        }
    }

    #[track_caller]
    fn find(&mut self, file: &str, piece: &str) {
        let count = self.shell.get(file).matches(piece).count();
        assert_eq!(count, 1, "{file} has once: {piece}");
        self.found = Some((file.to_owned(), piece.to_owned()));
    }

    #[track_caller]
    fn replace(&mut self, by: &str) {
        let (file, piece) = self.found.take().expect("it was found");
        self.shell.put(&file, self.shell.get(&file).replacen(&piece, by, 1));
    }

    #[track_caller]
    fn assert_said(&self, lines: &str) {
        for line in lines.lines() {
            assert!(self.said.contains(line), "{line}\nin\n{}", self.said);
        }
    }

    /// Checks that lines stand in all formats, spaces apart: those between words
    /// here are between cells there.
    #[track_caller]
    fn assert_printed(&self, stem: &str, lines: &str) {
        let html = read::html::texts(&self.shell.get(&format!("{stem}.html"))).concat();
        let markdown = without_tags(&self.shell.get(&format!("{stem}.md")));
        for line in lines.lines().map(squeezed) {
            assert!(squeezed(&html).contains(&line), "{line} in HTML");
            assert!(squeezed(&markdown).contains(&line), "{line} in Markdown");
            #[cfg(feature = "pdf")]
            {
                let pdf = fs::read(self.shell.path(&format!("{stem}.pdf")));
                let pdf = read::pdf::read(pdf.expect("it was written")).root.text();
                assert!(squeezed(&pdf).contains(&line), "{line} in PDF");
            }
        }
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn without_tags(text: &str) -> String {
    let pieces = text.split('<').map(|piece| match piece.split_once('>') {
        Some((_, text)) => text,
        None => piece,
    });
    pieces.collect()
}
