//! The pictures of a document, checked before typst meets them, so that a
//! finding can name the file.

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

use super::bytes::share;
use super::view;
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::picture::{self, Kind, Picture, Size};

/// The pictures of a document's figures, in the order of reading.
#[derive(Default)]
pub(super) struct Pictures {
    /// Each with its path in the layout.
    pub(super) files: Vec<(String, Bytes)>,
    /// How large each is printed.
    pub(super) sizes: Vec<Size>,
}

/// Returns each figure's picture.
pub(super) fn load(
    document: &Document,
    assets: &Assets,
) -> Result<Pictures, Vec<Diagnostic>> {
    let mut pictures = Pictures::default();
    let mut findings = Vec::new();
    for (figure, path) in view::pictures(&document.blocks).into_iter().enumerate() {
        match read(path, assets) {
            Ok((bytes, size)) => {
                pictures.files.push((view::picture_path(figure), bytes));
                pictures.sizes.push(size);
            }
            Err(bad) => findings.push(bad),
        }
    }
    if findings.is_empty() { Ok(pictures) } else { Err(findings) }
}

/// Finds what keeps a picture from being shown, by decoding it.
pub(crate) fn check(assets: &Assets, path: &str) -> Result<(), Diagnostic> {
    read(path, assets).map(|_| ())
}

fn read(path: &str, assets: &Assets) -> Result<(Bytes, Size), Diagnostic> {
    let Picture { kind, bytes, size } = picture::find(assets, path)?;
    let bytes = share(bytes);
    let broken = |_| {
        let message = format!("图片“{path}”打不开，可能已经损坏");
        Diagnostic::error(Code::BadPicture, message)
            .help("用看图软件打开它，另存为 PNG 或 JPEG")
    };
    RasterImage::plain(bytes.clone(), format(kind)).map_err(broken)?;
    Ok((bytes, size))
}

fn format(kind: Kind) -> ExchangeFormat {
    match kind {
        Kind::Png => ExchangeFormat::Png,
        Kind::Jpeg => ExchangeFormat::Jpg,
        Kind::Gif => ExchangeFormat::Gif,
        Kind::WebP => ExchangeFormat::Webp,
    }
}
