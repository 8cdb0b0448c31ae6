//! What the documents show works as shown.

mod grammar;
mod walk;

use std::fs;
use std::path::Path;
use std::process::Command;

use nianbao::source::Source;
use nianbao::yaml;
use tempfile::TempDir;

use crate::cli::BINARY;
use crate::findings::BASE;
use crate::reports::{OFFICE, root};

const READMES: [&str; 2] = ["README.md", "README.en.md"];

#[test]
fn commands_of_the_readmes_run() {
    for readme in READMES {
        let mut count = 0;
        for block in blocks(readme).filter(|block| block.language.is_empty()) {
            for line in block.text.lines().filter(|line| line.starts_with("nianbao ")) {
                run(line);
                count += 1;
            }
        }
        assert!(count > 2, "{readme} shows commands");
    }
}

#[test]
fn yaml_of_the_documents_is_yaml() {
    let mut documents = READMES.map(str::to_owned).to_vec();
    documents.push("templates/README.md".to_owned());
    for entry in fs::read_dir(root().join("docs")).expect("there is a folder") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_str().expect("a name");
        if Path::new(name).extension().is_some_and(|ending| ending == "md") {
            documents.push(format!("docs/{name}"));
        }
    }
    for document in documents {
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
        let block = blocks(readme).find(|block| block.language == "yaml");
        let text = block.expect("a file is shown").text;
        OFFICE.document(&Source::new(readme, text));
    }
}

/// A fenced block of a document. What stands behind its language is not shown to
/// readers; it says what a test does with the block.
struct Block {
    language: String,
    mark: String,
    text: String,
}

fn blocks(document: &str) -> impl Iterator<Item = Block> {
    let text = fs::read_to_string(root().join(document)).expect("it is there");
    let fenced: Vec<_> =
        text.split("```").skip(1).step_by(2).map(str::to_owned).collect();
    fenced.into_iter().map(|block| {
        let (info, text) = block.split_once('\n').unwrap_or_default();
        let (language, mark) = info.trim().split_once(' ').unwrap_or((info.trim(), ""));
        let [language, mark, text] = [language, mark, text].map(str::to_owned);
        Block { language, mark, text }
    })
}

/// Runs a command where a file of the year and the examples are at hand.
#[track_caller]
fn run(line: &str) {
    let folder = TempDir::new().expect("a folder can be made");
    fs::write(folder.path().join("2021.yaml"), BASE).expect("it can be written");
    copy(&root().join("examples"), &folder.path().join("examples"));
    let (command, _) = line.split_once(" #").unwrap_or((line, ""));
    // Without the PDF part of the program, `pdf` cannot be asked for.
    let command = if cfg!(feature = "pdf") {
        command.to_owned()
    } else {
        command.replace("html,pdf", "html")
    };
    let output = Command::new(BINARY)
        .args(command.split_whitespace().skip(1))
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {said}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("a file can be copied");
        }
    }
}
