//! Which characters are Chinese writing, for emphasis, blanks and line ends.

/// Tells whether a character belongs to Chinese, Japanese or Korean text, with the
/// marks that Chinese shares with Latin (quotes, dashes, ellipses).
///
/// Private-use characters stand for other content, which is Chinese here.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c,
        '“' | '”' | '‘' | '’' | '…' | '—' | '·'
        | '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{E000}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{16FE0}'..='\u{18CFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Tells whether a character of [`is_cjk`] is a mark that Latin text has too.
pub(super) fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Tells whether CommonMark takes a character for punctuation (categories P and S),
/// as far as it can stand beside Chinese text.
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '\u{A1}'..='\u{A9}' | '\u{AB}'..='\u{B1}' | '\u{B4}' | '\u{B6}'..='\u{B8}'
            | '\u{BB}' | '\u{BF}' | '×' | '÷' | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20C0}' | '\u{2190}'..='\u{23FF}'
            | '\u{2500}'..='\u{2775}' | '\u{2794}'..='\u{2BFF}' | '\u{2E00}'..='\u{2E5D}'
            | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303D}'
            | '\u{30A0}' | '\u{30FB}' | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE6B}'
            | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
            | '\u{FF5B}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFEE}')
}

/// Tells whether a character takes no room: readers never see it. Such characters
/// come with what is copied from web pages, and no output has them.
pub fn is_without_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
