//! Telling whether a file is as it was, without reading it.

use std::path::Path;
use std::time::SystemTime;

/// What tells one state of a file from another: when it was written, its length; none
/// of one that is not there.
pub(super) type Stamp = Option<(SystemTime, u64)>;

/// Returns how a file is now.
pub(super) fn stamp(path: &Path) -> Stamp {
    let known = path.metadata().ok()?;
    Some((known.modified().ok()?, known.len()))
}
