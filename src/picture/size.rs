//! How large a picture is printed: its pixels, and how many of them its file puts
//! to an inch.

use exif::{Exif, In, Tag};
use serde::Serialize;

use super::{Kind, png_chunks};

/// Dots to an inch where a file says nothing: a dot is then a pixel of the web (CSS
/// Values and Units, 5.2).
const USUAL: f64 = 96.0;
/// What else a file says is no density that anything is printed at.
const LIKELY: std::ops::RangeInclusive<f64> = 36.0..=2400.0;
const MM_PER_INCH: f64 = 25.4;
/// A line of GB/T 9704-2012 (5.2.1), in millimetres: no picture is wider.
const LINE: f64 = 156.0;
/// No picture is higher, in millimetres: its page has room for words, too.
const HIGHEST: f64 = 150.0;

/// The size of a picture on paper, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Size {
    /// How wide it is: no wider than a line.
    pub(crate) width: f64,
    /// How high it is: no higher than two thirds of a page.
    pub(crate) height: f64,
}

impl Size {
    /// Returns the size of a picture that has so many pixels as they are stored.
    pub(super) fn of(kind: Kind, bytes: &[u8], pixels: imagesize::ImageSize) -> Self {
        let exif =
            exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes));
        let exif = exif.ok();
        let density = exif.as_ref().and_then(exif_density);
        let density = density.or_else(|| file_density(kind, bytes));
        let density = density.filter(|density| LIKELY.contains(density));
        let scale = MM_PER_INCH / density.unwrap_or(USUAL);
        #[expect(clippy::cast_precision_loss, reason = "no side has 2^52 pixels")]
        let [mut width, mut height] =
            [pixels.width, pixels.height].map(|side| side as f64 * scale);
        if exif.as_ref().is_some_and(lies_on_its_side) {
            (width, height) = (height, width);
        }
        let fit = (LINE / width).min(HIGHEST / height).min(1.0);
        Self { width: width * fit, height: height * fit }
    }

    /// Returns width and height in pixels of the web, at least 1.
    pub(crate) fn css_pixels(self) -> [u32; 2] {
        [self.width, self.height].map(|side| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a side is some thousand pixels"
            )]
            let pixels = (side / MM_PER_INCH * 96.0).round() as u32;
            pixels.max(1)
        })
    }
}

/// Tells whether a camera turned the picture by a quarter.
fn lies_on_its_side(exif: &Exif) -> bool {
    let field = exif.get_field(Tag::Orientation, In::PRIMARY);
    matches!(field.and_then(|field| field.value.get_uint(0)), Some(5..=8))
}

fn exif_density(exif: &Exif) -> Option<f64> {
    let exif::Value::Rational(values) =
        &exif.get_field(Tag::XResolution, In::PRIMARY)?.value
    else {
        return None;
    };
    let unit = exif.get_field(Tag::ResolutionUnit, In::PRIMARY);
    let per_inch = match unit.and_then(|unit| unit.value.get_uint(0)) {
        Some(3) => 2.54,
        _ => 1.0,
    };
    values.first().map(|value| value.to_f64() * per_inch)
}

fn file_density(kind: Kind, bytes: &[u8]) -> Option<f64> {
    match kind {
        Kind::Png => png_density(bytes),
        Kind::Jpeg => jfif_density(bytes),
        Kind::Gif | Kind::WebP => None,
    }
}

/// Reads `pHYs` (the specification of PNG, 11.3.4.3).
fn png_density(bytes: &[u8]) -> Option<f64> {
    let (_, data) = png_chunks(bytes).find(|(name, _)| *name == b"pHYs")?;
    let &[a, b, c, d, .., unit] = data.get(..9)? else { return None };
    // 1 is the metre.
    (unit == 1)
        .then(|| f64::from(u32::from_be_bytes([a, b, c, d])) * MM_PER_INCH / 1000.0)
}

/// Reads the segment that a JFIF begins with (ITU-T T.871, 10.1).
fn jfif_density(bytes: &[u8]) -> Option<f64> {
    let segment = bytes.strip_prefix(b"\xff\xd8\xff\xe0")?;
    let &[_, _, b'J', b'F', b'I', b'F', 0, _, _, unit, a, b] = segment.get(..12)? else {
        return None;
    };
    let density = f64::from(u16::from_be_bytes([a, b]));
    match unit {
        1 => Some(density),
        2 => Some(density * 2.54),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(width: usize, height: usize) -> imagesize::ImageSize {
        imagesize::ImageSize { width, height }
    }

    fn png(unit: u8) -> Vec<u8> {
        let head = b"\x89PNG\r\n\x1a\n\0\0\0\x09pHYs\0\0\x1e\xc3\0\0\x1e\xc3";
        [&head[..], &[unit], b"0000\0\0\0\0IEND0000"].concat()
    }

    #[test]
    fn size_goes_by_the_density_of_the_file() {
        let wide = pixels(400, 200);
        let css = |kind, bytes: &[u8]| Size::of(kind, bytes, wide).css_pixels();
        // 7875 dots to a metre are 200 to an inch.
        assert_eq!(css(Kind::Png, &png(1)), [192, 96]);
        assert_eq!(css(Kind::Png, &png(0)), [400, 200]);
        let jfif = |unit| {
            [b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01", &[unit, 0, 200, 0, 200][..]]
                .concat()
        };
        assert_eq!(css(Kind::Jpeg, &jfif(1)), [192, 96]);
        assert_eq!(css(Kind::Jpeg, &jfif(2)), [76, 38]);
        assert_eq!(css(Kind::Jpeg, &jfif(0)), [400, 200]);
        assert_eq!(css(Kind::Gif, b"GIF89a"), [400, 200]);
    }

    #[test]
    fn no_picture_is_wider_than_a_line_or_nearly_as_high_as_a_page() {
        let size = Size::of(Kind::Gif, b"GIF89a", pixels(4000, 3000));
        assert_eq!(size, Size { width: 156.0, height: 117.0 });
        assert_eq!(Size::of(Kind::Gif, b"", pixels(4000, 1)).css_pixels(), [590, 1]);
        let upright = Size::of(Kind::Gif, b"GIF89a", pixels(1080, 2400));
        assert_eq!(upright, Size { width: 67.5, height: 150.0 });
    }

    #[test]
    fn picture_that_a_camera_turned_stands_upright() {
        // One entry: the orientation, 6.
        let tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let jpeg =
            [b"\xff\xd8\xff\xe1\0\x22Exif\0\0", &tiff[..], b"\xff\xda\0\x02"].concat();
        let size = Size::of(Kind::Jpeg, &jpeg, pixels(300, 200));
        assert_eq!(size.css_pixels(), [200, 300]);
    }
}
