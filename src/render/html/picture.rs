//! Pictures, carried inside the page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::picture::{self, Picture};

/// Returns a picture among the assets as a `data:` address.
pub(crate) fn data_address(assets: &Assets, path: &str) -> Result<String, Diagnostic> {
    picture::find(assets, path).map(|found| address(&found))
}

/// Returns a picture as a `data:` address.
pub(super) fn address(picture: &Picture<'_>) -> String {
    let content = STANDARD.encode(picture.bytes.as_ref().as_ref());
    format!("data:{};base64,{content}", picture.kind.media_type())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn missing_picture_is_a_finding() {
        let mut assets = Assets::default();
        assets.insert(picture::asset_path("图.png"), Arc::new(picture::DOT));
        assert_eq!(
            data_address(&assets, "图.png"),
            Ok("data:image/gif;base64,R0lGODdhAQABAIEAAAAAAAAAAAAAAAAAACwAAAAAAQABAAAIBAABBAQAOw==".to_owned())
        );
        let finding = data_address(&assets, "圖.png").expect_err("it is not there");
        assert_eq!(finding.code, Code::BadPicture);
    }
}
