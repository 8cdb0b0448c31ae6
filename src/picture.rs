//! Which pictures a report may show, and where they are among the assets.

use crate::assets::Bytes;

/// A kind of picture that every output can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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
    pub fn of(bytes: &[u8]) -> Option<Self> {
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
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// Returns where the picture of a path is among the assets.
pub fn asset_path(path: &str) -> String {
    format!("pictures/{path}")
}

/// Tells whether a path stays beside the staff's file.
pub fn is_beside(path: &str) -> bool {
    let outside = path.is_empty()
        || path.starts_with(['/', '\\'])
        || path.contains(':')
        || path.split(['/', '\\']).any(|step| step == "..");
    !outside
}

/// Returns why the picture of a path cannot be shown, if it cannot; `bytes` are
/// those found for it.
pub fn fault(path: &str, bytes: Option<&Bytes>) -> Option<Fault> {
    if !is_beside(path) {
        let message = format!("图片“{path}”不在数据文件旁边");
        let help = "把图片放到数据文件的文件夹里，只写文件名";
        return Some(Fault { message, help });
    }
    let Some(bytes) = bytes else {
        let message = format!("找不到图片“{path}”");
        let help = "图片要放在数据文件旁边，名称（包括大小写）要与正文里写的一样";
        return Some(Fault { message, help });
    };
    Kind::of(bytes.as_ref().as_ref()).is_none().then(|| Fault {
        message: format!("“{path}”不是能用的图片"),
        help: "用看图软件打开它，另存为 PNG 或 JPEG",
    })
}

#[cfg(test)]
mod tests {
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
}
