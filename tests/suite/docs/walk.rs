//! A document followed from its beginning as its reader would: every file is
//! written, every change made, every command run in the order of the document.

use std::fs;

use super::{Block, blocks};
use crate::cli::Shell;
use crate::read;

#[test]
fn the_document_on_forms_leads_where_it_says() {
    let mut walk = Walk::new();
    let mut steps = 0;
    for block in blocks("docs/forms.md") {
        if !matches!(block.mark().0, "最小" | "片段") {
            walk.take(&block);
            steps += 1;
        }
    }
    walk.end();
    assert!(steps > 40, "the document has {steps} steps");
}

/// Where a reader is.
pub(super) struct Walk {
    pub(super) shell: Shell,
    /// The file and the piece of it that the next block replaces.
    pub(super) found: Option<(String, String)>,
    /// What the last command said.
    pub(super) said: String,
}

impl Walk {
    pub(super) fn new() -> Self {
        Self { shell: Shell::new(), found: None, said: String::new() }
    }

    /// Does what a block asks for. A block that is not known fails the test.
    #[track_caller]
    pub(super) fn take(&mut self, block: &Block) {
        let (mark, argument) = block.mark();
        match (block.language.as_str(), mark) {
            ("sh", "" | "不通过") => self.run(&block.text, mark),
            (_, "文件") => self.shell.put(argument, &block.text),
            (_, "找") => self.find(argument, &block.text),
            (_, "换") => self.replace(&block.text),
            (_, "显示") => self.assert_said(&block.text),
            (_, "都有") => self.assert_printed(argument, &block.text),
            (language, _) => panic!("what is a block `{language} {mark}`?"),
        }
    }

    pub(super) fn end(self) {
        assert!(self.found.is_none(), "what is found is replaced");
    }

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
