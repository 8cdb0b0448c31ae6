//! `plain-typst FOLDER OUT.pdf`: the page of a folder, by typst and nothing else.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (Some(folder), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("plain-typst FOLDER OUT.pdf".into());
    };
    let pages = plain::Plain::open(Path::new(&folder))?.lay_out()?;
    fs::write(out, plain::export(&pages)?)?;
    Ok(())
}
