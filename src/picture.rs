//! Which pictures a report may show, and where they are among the assets.
//!
//! Every output can show the same pictures, so none decides for itself. Drawings
//! in SVG are not among them: PDF/A takes none from outside.

use crate::assets::{Assets, Bytes};
use crate::diagnostic::{Code, Diagnostic};

/// A kind of picture that every output can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
}

impl Kind {
    /// Tells the kind by the first bytes, never by the name: pictures from chat
    /// programs often have a wrong ending.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                Some(Self::WebP)
            }
            _ => None,
        }
    }

    /// Returns the media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }
}

/// Returns where the picture of a path is among the assets.
pub(crate) fn asset_path(path: &str) -> String {
    format!("pictures/{path}")
}

/// Tells whether a path stays beside the staff's file.
pub(crate) fn is_beside(path: &str) -> bool {
    let outside = path.is_empty()
        || path.starts_with(['/', '\\'])
        || path.contains(':')
        || path.split(['/', '\\']).any(|step| step == "..");
    !outside
}

/// Returns the picture of a path among the assets.
///
/// # Errors
///
/// L003, without a place: the path leads elsewhere, nothing is there, or no output
/// can show it.
pub(crate) fn find<'a>(
    assets: &'a Assets,
    path: &str,
) -> Result<(Kind, &'a Bytes), Diagnostic> {
    let fault = |message, help: &str| {
        Err(Diagnostic::error(Code::BadPicture, message).help(help))
    };
    if !is_beside(path) {
        let message = format!("图片“{path}”不在数据文件旁边");
        return fault(message, "把图片放到数据文件的文件夹里，只写文件名");
    }
    let Some(bytes) = assets.get(&asset_path(path)) else {
        let message = format!("找不到图片“{path}”");
        let help = "图片要放在数据文件旁边，名称（包括大小写）要与正文里写的一样";
        return fault(message, help);
    };
    match Kind::of(bytes.as_ref().as_ref()) {
        Some(kind) => Ok((kind, bytes)),
        None => fault(
            format!("“{path}”不是能用的图片"),
            "用看图软件打开它，另存为 PNG 或 JPEG；SVG 图也要这样另存",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn pictures_stay_beside_the_file() {
        for path in ["图.png", "图片/一.jpg", "a..b.png"] {
            assert!(is_beside(path), "{path}");
        }
        for path in
            ["", "/etc/x.png", "../x.png", "a/../../x.png", "c:\\x.png", "http://x/y.png"]
        {
            assert!(!is_beside(path), "{path}");
        }
    }

    #[test]
    fn kind_is_told_by_the_first_bytes() {
        assert_eq!(Kind::of(b"\x89PNG\r\n\x1a\n..."), Some(Kind::Png));
        assert_eq!(Kind::of(b"\xff\xd8\xff\xe0"), Some(Kind::Jpeg));
        assert_eq!(Kind::of(b"GIF89a"), Some(Kind::Gif));
        assert_eq!(Kind::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Kind::WebP));
        assert_eq!(Kind::of(b"<svg/>"), None);
        assert_eq!(Kind::of(b""), None);
    }

    #[test]
    fn what_cannot_be_shown_is_said() {
        let mut assets = Assets::default();
        assets.insert(asset_path("一.png"), Arc::new(b"GIF87a".to_vec()));
        assets.insert(asset_path("二.png"), Arc::new(b"<svg/>".to_vec()));
        let message = |path: &str| match find(&assets, path) {
            Ok((kind, _)) => kind.media_type().to_owned(),
            Err(finding) => finding.message,
        };
        assert_eq!(message("一.png"), "image/gif");
        assert_eq!(message("二.png"), "“二.png”不是能用的图片");
        assert_eq!(message("三.png"), "找不到图片“三.png”");
        assert_eq!(message("../一.png"), "图片“../一.png”不在数据文件旁边");
    }
}
