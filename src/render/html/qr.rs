//! 扫一扫: the page's own address as a QR code.

use qrcode::{Color, EcLevel, QrCode};

/// Empty modules that readers need on each side (GB/T 18284, quiet zone).
const QUIET_ZONE: usize = 4;

/// A QR code as a drawing of squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawing {
    /// Modules from edge to edge, quiet zone included.
    pub(super) side: usize,
    /// The dark modules as the `d` of an SVG `path`.
    pub(super) path: String,
}

/// Draws the QR code of an address; none where it is too long for any.
pub(super) fn draw(address: &str) -> Option<Drawing> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let colors = code.to_colors();
    let mut path = String::new();
    for (row, line) in colors.chunks(code.width()).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let (x, y, length) = (column + QUIET_ZONE, row + QUIET_ZONE, run.len());
                path.extend([format!("M{x} {y}h{length}v1h-{length}z")]);
            }
            column += run.len();
        }
    }
    Some(Drawing { side: code.width() + 2 * QUIET_ZONE, path })
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn finder_pattern_stands_in_the_corner() {
        let drawing = draw("https://www.a.gov.cn/").expect("a short address");
        assert_eq!(drawing.side, 25 + 8);
        assert!(drawing.path.starts_with("M4 4h7v1h-7z"), "{}", drawing.path);
    }

    #[test]
    fn longest_addresses_have_none() {
        assert_eq!(draw(&"a".repeat(5000)), None);
    }
}
