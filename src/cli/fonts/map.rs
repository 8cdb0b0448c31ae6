//! Mapping a font file: of its tens of megabytes a report reads a few.
#![expect(unsafe_code, reason = "memory maps are unsafe by nature; see `map`")]

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use memmap2::Mmap;

use crate::assets::Bytes;

/// Maps a file for reading.
pub(super) fn map(path: &Path) -> io::Result<Bytes> {
    let file = File::open(path)?;
    // SAFETY: the bytes are only read. Should another program cut the file short
    // meanwhile, reading would fault; font files are replaced, not cut, by
    // installers, and every typesetter on these systems maps them likewise.
    let map = unsafe { Mmap::map(&file) }?;
    Ok(Arc::new(map))
}
