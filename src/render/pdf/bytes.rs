//! Shared bytes as typst takes them, without a copy.

use std::sync::Arc;

use typst::foundations::Bytes;

use crate::assets;

/// Hands bytes to typst.
pub(super) fn share(bytes: &assets::Bytes) -> Bytes {
    Bytes::new(Shared(Arc::clone(bytes)))
}

struct Shared(assets::Bytes);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}
