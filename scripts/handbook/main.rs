//! Renders a document as one page that needs nothing beside it: `handbook FILE.md
//! PAGE.html`. Headings make the list of contents, pictures travel inside.

mod page;

use std::path::Path;
use std::{env, fs};

use anyhow::Context as _;

fn main() -> anyhow::Result<()> {
    let mut arguments = env::args_os().skip(1);
    let (Some(document), Some(page)) = (arguments.next(), arguments.next()) else {
        anyhow::bail!("usage: handbook FILE.md PAGE.html");
    };
    let [document, page] = [Path::new(&document), Path::new(&page)];
    let folder = document.parent().unwrap_or(Path::new(""));
    let text = read_text(document)?;
    let picture = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let html = page::render(&text, picture)?;
    if let Some(folder) = page.parent() {
        fs::create_dir_all(folder).context("cannot make the folder of the page")?;
    }
    fs::write(page, html).with_context(|| format!("cannot write {}", page.display()))
}

fn read_text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
