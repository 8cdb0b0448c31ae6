//! Pictures, carried inside the page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};

/// Returns a picture among the assets as a `data:` address.
///
/// The kind is told by the first bytes, never by the name: browsers do the same,
/// and pictures from a chat program often have a wrong ending.
pub(super) fn data_address(assets: &Assets, path: &str) -> Result<String, Diagnostic> {
    let bytes: &[u8] = assets
        .get(&format!("pictures/{path}"))
        .ok_or_else(|| missing(path))?
        .as_ref()
        .as_ref();
    let kind = media_type(bytes).ok_or_else(|| unreadable(path))?;
    Ok(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Some("image/webp")
        }
        _ => is_svg(bytes).then_some("image/svg+xml"),
    }
}

/// Tells whether a text begins with an `svg` element, after what XML allows
/// before it: a byte order mark, declarations and comments.
fn is_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!DOCTYPE") {
            ">"
        } else {
            return rest.starts_with("<svg");
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
}

fn missing(path: &str) -> Diagnostic {
    Diagnostic::error(Code::BadPicture, format!("找不到图片“{path}”"))
        .help("图片要放在数据文件旁边，名称（包括大小写）要与正文里写的一样")
}

fn unreadable(path: &str) -> Diagnostic {
    Diagnostic::error(Code::BadPicture, format!("图片“{path}”不是网页能显示的格式"))
        .help("请另存为 PNG、JPEG、GIF、WebP 或 SVG")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn kind_is_told_by_the_first_bytes() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n..."), Some("image/png"));
        assert_eq!(media_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(media_type(b"GIF89a"), Some("image/gif"));
        assert_eq!(media_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        let svg = "\u{feff}<?xml version=\"1.0\"?>\n<!-- a -->\n<svg/>";
        assert_eq!(media_type(svg.as_bytes()), Some("image/svg+xml"));
        assert_eq!(media_type(b"<html><svg/></html>"), None);
        assert_eq!(media_type(b"<!-- never ends"), None);
        assert_eq!(media_type(b""), None);
    }

    #[test]
    fn missing_picture_is_a_finding() {
        let mut assets = Assets::default();
        assets.insert("pictures/图.png", Arc::new(b"GIF87a".to_vec()));
        assert_eq!(
            data_address(&assets, "图.png"),
            Ok("data:image/gif;base64,R0lGODdh".to_owned())
        );
        let finding = data_address(&assets, "圖.png").expect_err("it is not there");
        assert_eq!(finding.code, Code::BadPicture);
    }
}
