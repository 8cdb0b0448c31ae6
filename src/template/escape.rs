//! What facts are escaped for, so that none can turn into markup.

use std::io::{self, Write};

/// Writes a fact so that Markdown shows it as typed, on one line.
///
/// Marks that cannot begin or be any construct of CommonMark and its tables stay as
/// they are, so that numbers and addresses can still be read by checks. A list
/// number needs a blank or the end behind its mark, a bullet or rule too.
/// Private-use characters stand for other content and pass.
pub(super) fn markdown(input: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = input.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    for (at, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        match byte {
            b'\r' if next == Some(&b'\n') => {}
            b'\r' | b'\n' | b'\t' => out.write_all(b" ")?,
            b',' | b';' | b'%' | b'?' | b'\'' | b'"' | b'/' | b'$' | b'@' | b':'
            | b'(' | b'^' | b'{' | b'}' => out.write_all(&[byte])?,
            b'.' | b')'
                if at > digits
                    || next.is_some_and(|next| !next.is_ascii_whitespace()) =>
            {
                out.write_all(&[byte])?;
            }
            b'-' | b'+' if next.is_some_and(u8::is_ascii_alphanumeric) => {
                out.write_all(&[byte])?;
            }
            _ if byte.is_ascii_punctuation() => out.write_all(&[b'\\', byte])?,
            _ => out.write_all(&[byte])?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    fn escaped(text: &str) -> String {
        let mut out = Vec::new();
        super::markdown(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn markdown_signs_are_typed_signs() {
        assert_eq!(
            escaped("1. *甲*\r\n# <b>\u{E001}"),
            "1\\. \\*甲\\* \\# \\<b\\>\u{E001}"
        );
        assert_eq!(escaped("- ---"), "\\- \\-\\-\\-");
    }

    #[test]
    fn numbers_and_addresses_stay_readable() {
        for text in ["4166.241619", "-3", "5.7%", "0595-22132218", "http://a.gov.cn/b?c"]
        {
            assert_eq!(escaped(text), text);
        }
    }
}
