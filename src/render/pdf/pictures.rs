//! The pictures of a document, checked before typst meets them, so that a
//! finding can name the file.

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

use super::bytes::share;
use super::view;
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;

/// Returns each figure's picture with its path in the layout.
pub(super) fn load(
    document: &Document,
    assets: &Assets,
) -> Result<Vec<(String, Bytes)>, Vec<Diagnostic>> {
    let mut pictures = Vec::new();
    let mut findings = Vec::new();
    for (figure, path) in view::pictures(&document.blocks).into_iter().enumerate() {
        match read(path, assets) {
            Ok(bytes) => pictures.push((view::picture_path(figure), bytes)),
            Err(bad) => findings.extend(bad),
        }
    }
    if findings.is_empty() { Ok(pictures) } else { Err(findings) }
}

fn read(path: &str, assets: &Assets) -> Result<Bytes, Vec<Diagnostic>> {
    let bad = |message| Diagnostic::error(Code::BadPicture, message);
    let Some(bytes) = assets.get(&format!("pictures/{path}")) else {
        return Err(vec![bad(format!("找不到图片“{path}”"))]);
    };
    let bytes = share(bytes);
    let Some(format) = ExchangeFormat::detect(&bytes) else {
        return Err(vec![
            bad(format!("图片“{path}”的格式用不了"))
                .help("把图片另存为 PNG 或 JPEG，再改文件名"),
        ]);
    };
    match RasterImage::plain(bytes.clone(), format) {
        Ok(_) => Ok(bytes),
        Err(_) => Err(vec![
            bad(format!("图片“{path}”打不开，可能已经损坏"))
                .help("用看图软件打开它，另存为 PNG 或 JPEG"),
        ]),
    }
}
