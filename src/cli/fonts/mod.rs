//! Finding the fonts on this machine, by `fonts.yaml`.
//!
//! Files are looked for by name first, which costs a listing of folders. Where
//! that leaves a role without a face, or with one that offices do not have, the
//! names inside the other files are read too. Nothing is cached between runs.

mod file;
mod finder;
mod folders;
mod list;
mod sfnt;

pub(super) use list::run;

use std::path::Path;

use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::{FontPlan, Fonts};
use crate::yaml;
use finder::find_in;
use folders::{Folder, Machine};

/// The plan among the assets.
const PLAN: &str = "templates/shared/fonts.yaml";

/// Reads the `fonts.yaml` among the assets.
///
/// # Errors
///
/// Its faults, or that it is missing.
pub(super) fn plan(assets: &Assets) -> Result<FontPlan, Vec<Diagnostic>> {
    let Some(source) = yaml::template(assets, PLAN) else {
        return Err(vec![Diagnostic::error(Code::MissingAsset, format!("缺少 {PLAN}"))]);
    };
    let tree = yaml::load(&source.map_err(|finding| vec![*finding])?);
    match tree.root {
        Some(root) if tree.findings.is_empty() => FontPlan::read(&root),
        _ => Err(tree.findings),
    }
}

/// Finds the faces of each role, in a folder of the user's first.
///
/// A file that cannot be used is passed over, and named among the fonts.
pub fn find(plan: &FontPlan, own: Option<&Path>) -> Fonts {
    let machine = Machine::this();
    let known = plan.folders.iter().flat_map(|folder| machine.expand(folder));
    let own = own.map(Folder::whole);
    find_in(plan, own.into_iter().chain(known))
}

#[cfg(test)]
mod tests;
