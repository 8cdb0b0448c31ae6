//! `handout FILE.yaml FOLDER`: writes what plain typst needs to make the same page.
//! Reports with pictures are refused: their files would be needed too.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use nianbao::assets::Assets;
use nianbao::cli::fonts;
use nianbao::fonts::FontPlan;
use nianbao::pipeline::Forms;
use nianbao::render::pdf::{PdfOptions, Typesetter};
use nianbao::source::Source;
use nianbao::yaml;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (Some(file), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("handout FILE.yaml FOLDER".into());
    };
    write(&fs::read_to_string(file)?, Path::new(&folder))
}

fn write(report: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let assets = Assets::embedded();
    let reading = Forms::new(&assets).read(&Source::new("report.yaml", report));
    if !reading.pictures(None).is_empty() {
        return Err("the report has pictures".into());
    }
    let document =
        reading.compose(None, &assets).document.ok_or("the report is wrong")?;

    let plan = assets.text("templates/shared/fonts.yaml").ok_or("no fonts.yaml")?;
    let plan = yaml::load(&Source::new("fonts.yaml", plan)).root.ok_or("no YAML")?;
    let plan = FontPlan::read(&plan).map_err(|_| "fonts.yaml is wrong")?;
    let fonts = fonts::find(&plan, None);
    let typesetter =
        Typesetter::new(&fonts, &assets).map_err(|_| "no fonts: `make fonts`")?;
    let options = PdfOptions { day: jiff::civil::date(2022, 1, 18) };

    fs::create_dir_all(folder.join("layout"))?;
    fs::write(folder.join("document.json"), typesetter.json(&document, &options))?;
    let list = fonts.faces().iter();
    let list = list.map(|face| format!("{} {}\n", face.index, face.file.path()));
    fs::write(folder.join(plain::FONTS), list.collect::<String>())?;
    for path in assets.paths("templates/shared/layout") {
        let name = path.trim_start_matches("templates/shared/");
        fs::write(folder.join(name), assets.text(path).ok_or("no text")?)?;
    }
    Ok(())
}
