//! What the documents show works as shown.

mod grammar;
mod handbook;
mod walk;

use std::fs;
use std::path::Path;

use nianbao::pipeline::Format;
use nianbao::source::Source;
use nianbao::yaml;

use crate::cli::Shell;
use crate::reports::{EXAMPLES, OFFICE, root};

const READMES: [&str; 2] = ["README.md", "README.en.md"];

#[test]
fn commands_of_the_readmes_run() {
    for readme in READMES {
        let shell = Shell::new();
        shell.put("2024.yaml", file(readme));
        shell.put("examples/quanzhou-2021/2021.yaml", EXAMPLES[0].source().text());
        let sheet = "examples/quanzhou-2021/2021.csv";
        shell.put(sheet, read(sheet));
        let mut count = 0;
        for line in commands(readme) {
            if let Some(words) = line.strip_prefix("nianbao ") {
                let said = shell.run(words);
                // A program without PDF uses no fonts, and says so.
                let ends = if words == "fonts" && !cfg!(feature = "pdf") { 2 } else { 0 };
                assert!(said.ends_with(&format!("[{ends}]")), "{line}: {said}");
                count += 1;
            }
        }
        assert!(count > 4, "{readme} shows commands");
        // A fragment is written only when it is asked for.
        let written = Format::ALL.iter().filter(|&&format| format != Format::Fragment);
        for format in written {
            let name = format!("2024.{}", format.extension());
            assert!(shell.path(&name).is_file(), "{name}");
        }
    }
}

#[test]
fn targets_of_the_readmes_are_in_the_makefile() {
    let makefile = read("Makefile");
    for line in READMES.iter().flat_map(|readme| commands(readme)) {
        if let Some(target) = line.strip_prefix("make ") {
            assert!(makefile.contains(&format!("\n{target}:")), "{line}");
        }
    }
}

#[test]
fn readmes_are_twins() {
    let [one, other] = READMES.map(outline);
    assert_eq!(one, other);
    assert!(one.len() > 30, "{one:?}");
}

#[test]
fn files_that_the_documents_lead_to_are_there() {
    for document in documents() {
        let folder = root().join(&document);
        let folder = folder.parent().expect("it is in a folder");
        let text = read(&document);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let pictures = text.split("src=\"").skip(1);
        let pictures = pictures.filter_map(|rest| rest.split('"').next());
        let is_ours = |path: &&str| path.is_ascii() && !path.contains("://");
        for path in links.chain(pictures).filter(is_ours) {
            assert!(folder.join(path).exists(), "{document}: {path}");
        }
    }
}

#[test]
fn yaml_of_the_documents_is_yaml() {
    for document in documents() {
        let is_whole = |block: &Block| block.language == "yaml" && block.mark.is_empty();
        for block in blocks(&document).filter(is_whole) {
            let tree = yaml::load(&Source::new(&*document, &*block.text));
            assert!(tree.findings.is_empty(), "{document}: {:?}", tree.findings);
        }
    }
}

#[test]
fn files_of_the_readmes_make_reports() {
    for readme in READMES {
        OFFICE.document(&Source::new(readme, file(readme)));
    }
}

/// A fenced block of a document. What stands behind its language is not shown to
/// readers; it says what a test does with the block.
struct Block {
    language: String,
    mark: String,
    text: String,
}

impl Block {
    /// Returns what a test does with the block, and with what.
    fn mark(&self) -> (&str, &str) {
        self.mark.split_once('=').unwrap_or((&self.mark, ""))
    }
}

fn blocks(document: &str) -> impl Iterator<Item = Block> {
    let text = read(document);
    let fenced: Vec<_> =
        text.split("```").skip(1).step_by(2).map(str::to_owned).collect();
    fenced.into_iter().map(|block| {
        let (info, text) = block.split_once('\n').unwrap_or_default();
        let (language, mark) = info.trim().split_once(' ').unwrap_or((info.trim(), ""));
        let [language, mark, text] = [language, mark, text].map(str::to_owned);
        Block { language, mark, text }
    })
}

/// Returns the staff's file that a document shows.
fn file(document: &str) -> String {
    let block = blocks(document).find(|block| block.language == "yaml");
    block.expect("a file is shown").text
}

/// Returns the commands that a document shows, without what is said of them.
fn commands(document: &str) -> Vec<String> {
    let blocks = blocks(document).filter(|block| block.language.is_empty());
    let lines: Vec<_> = blocks.map(|block| block.text).collect();
    let lines = lines.iter().flat_map(|text| text.lines());
    lines.map(|line| without_remark(line).to_owned()).collect()
}

fn without_remark(line: &str) -> &str {
    line.split_once(" #").map_or(line, |(line, _)| line).trim_end()
}

/// Returns what twins in two languages have alike: the order of headings,
/// tables, lists and pictures, and every line of their blocks.
fn outline(document: &str) -> Vec<String> {
    let text = read(document);
    let mut in_block = false;
    let mut outline = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
            outline.push(line.to_owned());
        } else if in_block {
            outline.push(without_remark(line).to_owned());
        } else if let Some(sign) =
            ["##", "|", "- ", "<img"].into_iter().find(|sign| line.starts_with(sign))
        {
            outline.push(sign.to_owned());
        } else if !line.is_empty() {
            outline.push("text".to_owned());
        }
    }
    outline
}

fn documents() -> Vec<String> {
    let mut documents = READMES.map(str::to_owned).to_vec();
    documents.push("templates/README.md".to_owned());
    for entry in fs::read_dir(root().join("docs")).expect("there is a folder") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_str().expect("a name");
        if Path::new(name).extension().is_some_and(|ending| ending == "md") {
            documents.push(format!("docs/{name}"));
        }
    }
    documents
}

fn read(document: &str) -> String {
    fs::read_to_string(root().join(document)).expect("it is there")
}
