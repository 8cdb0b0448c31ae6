//! Hearing of saves.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::super::input::folder;
use super::worker::Saves;

/// What a report is made of besides its own file: last year's, pictures, templates.
const ENDINGS: [&str; 11] =
    ["yaml", "yml", "png", "jpg", "jpeg", "gif", "webp", "md", "html", "css", "typ"];

/// Watches the folder of a file, since editors write a new one beside and rename it,
/// and that of the templates. Watching ends with what is returned. Where the system
/// cannot watch, as on drives of the network, the worker looks by itself.
pub(super) fn watch(
    file: &Path,
    templates: Option<&Path>,
    saves: Saves,
) -> Option<RecommendedWatcher> {
    let name = file.file_name().map(OsStr::to_owned);
    let heard = move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        let concerns = |path: &PathBuf| {
            let ending = path.extension().and_then(OsStr::to_str);
            path.file_name() == name.as_deref()
                || ending.is_some_and(|ending| ENDINGS.contains(&ending))
        };
        // Where there was too much to tell, it may have been anything.
        if event.need_rescan()
            || is_change(event.kind) && event.paths.iter().any(concerns)
        {
            saves.tell();
        }
    };
    let mut watcher = notify::recommended_watcher(heard).ok()?;
    watcher.watch(folder(file), RecursiveMode::NonRecursive).ok()?;
    if let Some(templates) = templates {
        // Where that cannot be, the file's folder is watched all the same.
        drop(watcher.watch(templates, RecursiveMode::Recursive));
    }
    Some(watcher)
}

/// Tells whether an event may have changed a file; reading does not.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
