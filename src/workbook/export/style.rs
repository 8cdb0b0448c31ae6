//! How cells look: plain, as in the report.

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook, XlsxError,
};

use super::value::Filled;
use crate::document::{Align, PlacedCell, Role};

/// The typeface of the tables.
const FONT: &str = "宋体";
/// The size of their type, in points.
const SIZE: f64 = 10.5;
/// The size of a new Chinese workbook's type in points, and the pixels of its rows and columns.
const USUAL: (f64, u32, u32) = (11.0, 18, 72);
/// What staff do not fill in.
const LOCKED: Color = Color::RGB(0x00F2_F2F2);
/// What does not hold.
const WRONG: Color = Color::RGB(0x00FF_C7CE);
const WRONG_TEXT: Color = Color::RGB(0x009C_0006);

/// Gives the workbook the type that a new one has in a Chinese office, so that its
/// columns have the widths they are given.
pub(super) fn set_default(workbook: &mut Workbook) -> Result<(), XlsxError> {
    let (size, row, column) = USUAL;
    let format = Format::new().set_font_name(FONT).set_font_size(size);
    workbook.set_default_format(&format, row, column).map(|_| ())
}

/// Returns what a locked sheet still allows: columns and rows may be made larger.
pub(super) fn protection() -> ProtectionOptions {
    let mut options = ProtectionOptions::new();
    options.format_columns = true;
    options.format_rows = true;
    options
}

fn plain() -> Format {
    let format = Format::new().set_font_name(FONT).set_font_size(SIZE);
    format.set_align(FormatAlign::VerticalCenter)
}

/// The title above a table.
pub(super) fn title() -> Format {
    plain().set_font_size(16).set_bold().set_align(FormatAlign::Center).set_text_wrap()
}

/// A line above or below a table that staff may write.
pub(super) fn line() -> Format {
    plain().set_align(FormatAlign::Left).set_text_wrap().set_unlocked()
}

/// A head, a label or a title within a table.
pub(super) fn label(cell: &PlacedCell) -> Format {
    let format = bordered(cell.align).set_text_wrap();
    if cell.role == Role::Title { format.set_bold() } else { format }
}

/// A value that is computed.
pub(super) fn computed(filled: &Filled) -> Format {
    bordered(Align::Center)
        .set_num_format(&filled.format)
        .set_shrink()
        .set_background_color(LOCKED)
}

/// A number that staff fill in. One that is too wide for its cell is set smaller: it
/// cannot be broken.
pub(super) fn number(filled: &Filled) -> Format {
    bordered(Align::Center).set_num_format(&filled.format).set_shrink().set_unlocked()
}

/// A text that staff fill in.
pub(super) fn text(filled: &Filled, align: Align) -> Format {
    bordered(align).set_num_format(&filled.format).set_text_wrap().set_unlocked()
}

/// What stands beside the table.
pub(super) fn aside() -> Format {
    plain().set_align(FormatAlign::Left)
}

/// The heads of what stands beside the table.
pub(super) fn aside_head() -> Format {
    aside().set_bold()
}

/// What does not hold.
pub(super) fn wrong() -> Format {
    Format::new().set_background_color(WRONG).set_font_color(WRONG_TEXT)
}

fn bordered(align: Align) -> Format {
    let align = match align {
        Align::Start => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::End => FormatAlign::Right,
    };
    plain().set_border(FormatBorder::Thin).set_align(align)
}
