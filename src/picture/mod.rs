//! Which pictures a report may show, and where they are among the assets.
//!
//! Every output can show the same pictures, so none decides for itself. Drawings
//! in SVG are not among them: PDF/A takes none from outside. `size` tells how large
//! each is printed.

mod size;

pub(crate) use size::Size;

use crate::assets::{Assets, Bytes};
use crate::diagnostic::{Code, Diagnostic, shorten};

/// A decoder needs some bytes for each pixel, however small the file is; a page of
/// A4 at 600 dots an inch has 35 million.
const MOST_PIXELS: usize = 50_000_000;

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

    /// Tells whether a file goes to its end, as far as the kind has one that can be
    /// told without decoding.
    fn is_whole(self, bytes: &[u8]) -> bool {
        match self {
            Self::Png => has_png_end(bytes),
            Self::Jpeg => Jpeg::new(bytes).whole,
            Self::WebP => match bytes {
                [_, _, _, _, a, b, c, d, rest @ ..] => {
                    u32::from_le_bytes([*a, *b, *c, *d]) as usize <= rest.len()
                }
                _ => false,
            },
            Self::Gif => true,
        }
    }
}

/// Tells whether a PNG has its last chunk.
fn has_png_end(bytes: &[u8]) -> bool {
    png_chunks(bytes).any(|(name, _)| name == b"IEND")
}

/// Walks the chunks of a PNG (its specification, 5.3), each a name and data, as far as
/// they are whole.
fn png_chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, behind) = rest.split_first_chunk()?;
        let (name, behind) = behind.split_first_chunk()?;
        let length = u32::from_be_bytes(*length) as usize;
        // A checksum follows.
        rest = behind.get(length.checked_add(4)?..)?;
        Some((name, &behind[..length]))
    })
}

/// What the segments of a JPEG say.
#[derive(Debug, Default, PartialEq, Eq)]
struct Jpeg {
    /// How many colours each pixel is mixed of.
    colours: Option<u8>,
    whole: bool,
}

impl Jpeg {
    /// Walks the segments (ITU-T T.81, annex B) to the first scan, and looks for the
    /// end behind it: a preview among the segments has an end of its own.
    fn new(bytes: &[u8]) -> Self {
        let mut jpeg = Self::default();
        let mut rest = bytes.get(2..).unwrap_or_default();
        while let [0xff, marker, behind @ ..] = rest {
            rest = match marker {
                0xda => {
                    jpeg.whole = behind.windows(2).any(|pair| pair == [0xff, 0xd9]);
                    return jpeg;
                }
                0xff => &rest[1..],
                0x01 | 0xd0..=0xd7 => behind,
                _ => {
                    let Some((length, frame)) = behind.split_first_chunk() else { break };
                    if matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf)
                    {
                        // Behind one byte of precision and two of each side.
                        jpeg.colours = frame.get(5).copied();
                    }
                    let length = usize::from(u16::from_be_bytes(*length));
                    behind.get(length..).unwrap_or_default()
                }
            };
        }
        jpeg
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

/// A picture that every output can show.
#[derive(Clone, Copy)]
pub(crate) struct Picture<'a> {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its file.
    pub(crate) bytes: &'a Bytes,
    /// How large it is printed.
    pub(crate) size: Size,
}

/// Returns the picture of a path among the assets.
///
/// # Errors
///
/// L003, without a place: the path leads elsewhere, nothing is there, it is cut off
/// or too large, or no output can show it.
pub(crate) fn find<'a>(
    assets: &'a Assets,
    path: &str,
) -> Result<Picture<'a>, Diagnostic> {
    let fault = |message, help: &str| {
        Err(Diagnostic::error(Code::BadPicture, message).help(help))
    };
    if path.is_empty() {
        return fault("图片没有写文件名".to_owned(), "写成 ![说明](图.png)");
    }
    let shown = shorten(path);
    if !is_beside(path) {
        let message = format!("图片“{shown}”不在数据文件旁边");
        return fault(message, "把图片放到数据文件的文件夹里，只写文件名");
    }
    let place = asset_path(path);
    let Some(bytes) = assets.get(&place) else {
        if let Some(why) = assets.refusal(&place) {
            return fault(
                format!("图片“{shown}”不能用：{why}"),
                "换一张图，或者删去这一处",
            );
        }
        let message = format!("找不到图片“{shown}”");
        let help = "图片要放在数据文件旁边，名称（包括大小写）要与正文里写的一样";
        return fault(message, help);
    };
    let content = bytes.as_ref().as_ref();
    if content.is_empty() {
        return fault(format!("图片“{shown}”是空文件"), "重新拷贝这张图");
    }
    let Some(kind) = Kind::of(content) else {
        return fault(
            format!("“{shown}”不是能用的图片"),
            "用看图软件打开它，另存为 PNG 或 JPEG；SVG 图也要这样另存",
        );
    };
    let size = imagesize::blob_size(content).ok();
    match size.filter(|size| size.width > 0 && size.height > 0 && kind.is_whole(content))
    {
        None => fault(
            format!("图片“{shown}”不完整，多半是没有下载完或没有拷贝完"),
            "重新拷贝这张图；用看图软件能打开的，另存为 PNG 或 JPEG",
        ),
        Some(size) if size.width.saturating_mul(size.height) > MOST_PIXELS => fault(
            format!("图片“{shown}”太大，有 {} × {} 像素", size.width, size.height),
            "用看图软件把它缩小，长和宽各不超过 5000 像素就够印刷",
        ),
        Some(_) if kind == Kind::Jpeg && Jpeg::new(content).colours == Some(4) => fault(
            format!("图片“{shown}”用的是印刷的四色（CMYK），网页和 PDF 显示不了它的颜色"),
            "用看图软件或制图软件把它另存为 RGB 颜色的 JPEG 或 PNG",
        ),
        Some(size) => Ok(Picture { kind, bytes, size: Size::of(kind, content, size) }),
    }
}

/// A picture of one pixel.
#[cfg(test)]
pub(crate) const DOT: &[u8] = b"GIF87a\x01\0\x01\0\x81\0\0\0\0\0\0\0\0\0\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x08\x04\0\x01\x04\x04\0;";

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
    fn pictures_cut_off_are_seen() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x02IDAT..0000\0\0\0\0IEND0000";
        let jpeg = b"\xff\xd8\xff\xe1\0\x04\xff\xd9\xff\xff\xda\0\x02..\xff\xd9";
        let webp = b"RIFF\x06\0\0\0WEBP..";
        for (kind, bytes) in
            [(Kind::Png, &png[..]), (Kind::Jpeg, jpeg), (Kind::WebP, webp)]
        {
            assert!(kind.is_whole(bytes), "{kind:?}");
            for end in 0..bytes.len() {
                assert!(!kind.is_whole(&bytes[..end]), "{kind:?} {end}");
            }
        }
        assert_eq!(
            Jpeg::new(b"\xff\xd8\xff\xc2\0\x08\x08\0\x01\0\x01\x04").colours,
            Some(4)
        );
        let endless = b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT";
        assert!(!Kind::Png.is_whole(endless));
    }

    #[test]
    fn what_cannot_be_shown_is_said() {
        let mut assets = Assets::default();
        assets.insert(asset_path("一.png"), Arc::new(DOT));
        assets.insert(asset_path("二.png"), Arc::new(b"<svg/>".to_vec()));
        assets.insert(
            asset_path("五.gif"),
            Arc::new(b"GIF87a\xff\xff\xff\xff\0\0\0".to_vec()),
        );
        assets.insert(asset_path("六.gif"), Arc::new(b"GIF87a".to_vec()));
        assets.refuse(asset_path("四.png"), "没有权限");
        let message = |path: &str| match find(&assets, path) {
            Ok(picture) => picture.kind.media_type().to_owned(),
            Err(finding) => finding.message,
        };
        assert_eq!(message("一.png"), "image/gif");
        assert_eq!(message("二.png"), "“二.png”不是能用的图片");
        assert_eq!(message("三.png"), "找不到图片“三.png”");
        assert_eq!(message("四.png"), "图片“四.png”不能用：没有权限");
        assert_eq!(message("五.gif"), "图片“五.gif”太大，有 65535 × 65535 像素");
        assert_eq!(message("六.gif"), "图片“六.gif”不完整，多半是没有下载完或没有拷贝完");
        assert_eq!(message("../一.png"), "图片“../一.png”不在数据文件旁边");
    }
}
