//! What facts are escaped for, so that none can turn into markup.

use std::io::{self, Write};

/// Writes a fact so that Markdown shows it as typed, on one line.
///
/// CommonMark lets every ASCII punctuation mark be escaped, and each of its
/// constructs needs one (a list number its full stop, a heading its sign).
/// Private-use characters stand for other content and pass as they are.
pub(super) fn markdown(input: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = input.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\r' if bytes.peek() == Some(&b'\n') => {}
            b'\r' | b'\n' | b'\t' => out.write_all(b" ")?,
            _ if byte.is_ascii_punctuation() => out.write_all(&[b'\\', byte])?,
            _ => out.write_all(&[byte])?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn markdown_signs_are_typed_signs() {
        let mut out = Vec::new();
        super::markdown("1. *甲*\r\n# <b>\u{E001}", &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "1\\. \\*甲\\* \\# \\<b\\>\u{E001}");
    }
}
