//! Which quotes and brackets of a passage belong together.

use crate::check::wording::glyphs::{Class, Row, is_han, is_numeral};

/// A kind of pair; a bracket of either width is of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Double,
    Single,
    Title,
    InnerTitle,
    Round,
    Shell,
    Lenticular,
    Corner,
    WhiteCorner,
    Square,
    /// `<` and `>` within a title, where staff mean 〈 and 〉.
    Angle,
}

/// The pairs of a passage, by indices of its characters.
#[derive(Default)]
pub(super) struct Pairs {
    /// Opened and never closed.
    pub(super) open: Vec<usize>,
    /// Closed and never opened.
    pub(super) closed: Vec<usize>,
    /// Pairs that begin within another and end outside.
    pub(super) crossed: Vec<(usize, usize)>,
    /// “ within an open “: both of them.
    pub(super) twice: Vec<(usize, usize)>,
    /// Titles within titles in the wrong marks.
    pub(super) nested: Vec<Nested>,
    /// Pairs of round brackets of which at least one has half width.
    pub(super) halves: Vec<(usize, usize)>,
}

/// A title within a title.
#[derive(Clone, Copy)]
pub(super) struct Nested {
    pub(super) open: usize,
    pub(super) close: usize,
    /// The kind it should be of.
    pub(super) wanted: Kind,
    /// Where the title around it opens.
    around: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Open,
    Close,
}

/// An open bracket.
#[derive(Clone, Copy)]
struct Opened {
    kind: Kind,
    index: usize,
    /// Of a title: the kind it should be of, and where the one around it opens.
    wanted: Kind,
    around: Option<usize>,
}

impl Kind {
    /// Returns what it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Double | Self::Single | Self::Corner | Self::WhiteCorner => "引号",
            Self::Title | Self::InnerTitle | Self::Angle => "书名号",
            Self::Round => "括号",
            Self::Shell => "六角括号",
            Self::Lenticular => "方头括号",
            Self::Square => "方括号",
        }
    }

    /// Returns its two marks.
    pub(super) fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Double => ("“", "”"),
            Self::Single => ("‘", "’"),
            Self::Title => ("《", "》"),
            Self::InnerTitle => ("〈", "〉"),
            Self::Round => ("（", "）"),
            Self::Shell => ("〔", "〕"),
            Self::Lenticular => ("【", "】"),
            Self::Corner => ("「", "」"),
            Self::WhiteCorner => ("『", "』"),
            Self::Square => ("［", "］"),
            Self::Angle => ("<", ">"),
        }
    }

    fn is_title(self) -> bool {
        matches!(self, Self::Title | Self::InnerTitle | Self::Angle)
    }
}

/// Returns the kind of pair that a character belongs to.
pub(super) fn kind_at(row: &Row<'_>, index: usize) -> Option<Kind> {
    end_of(row.seen(index)?).map(|(kind, _)| kind)
}

fn end_of(c: char) -> Option<(Kind, End)> {
    Some(match c {
        '“' => (Kind::Double, End::Open),
        '”' => (Kind::Double, End::Close),
        '‘' => (Kind::Single, End::Open),
        '’' => (Kind::Single, End::Close),
        '《' => (Kind::Title, End::Open),
        '》' => (Kind::Title, End::Close),
        '〈' => (Kind::InnerTitle, End::Open),
        '〉' => (Kind::InnerTitle, End::Close),
        '（' | '(' => (Kind::Round, End::Open),
        '）' | ')' => (Kind::Round, End::Close),
        '〔' => (Kind::Shell, End::Open),
        '〕' => (Kind::Shell, End::Close),
        '【' => (Kind::Lenticular, End::Open),
        '】' => (Kind::Lenticular, End::Close),
        '「' => (Kind::Corner, End::Open),
        '」' => (Kind::Corner, End::Close),
        '『' => (Kind::WhiteCorner, End::Open),
        '』' => (Kind::WhiteCorner, End::Close),
        '［' => (Kind::Square, End::Open),
        '］' => (Kind::Square, End::Close),
        '<' => (Kind::Angle, End::Open),
        '>' => (Kind::Angle, End::Close),
        _ => return None,
    })
}

/// What is open while a passage is read.
#[derive(Default)]
struct Stack {
    open: Vec<Opened>,
    /// Opened within a pair that has been closed since.
    left: Vec<Opened>,
}

enum Closed {
    Pair(Opened),
    Crossed(Opened),
}

impl Stack {
    /// Returns the innermost open title.
    fn title(&self) -> Option<&Opened> {
        self.open.iter().rev().find(|opened| opened.kind.is_title())
    }

    /// Opens a pair, and returns the “ around it that it repeats.
    fn open(&mut self, kind: Kind, index: usize) -> Option<usize> {
        let title = self.title();
        let wanted = match title.map(|title| title.wanted) {
            Some(Kind::InnerTitle) => Kind::Title,
            Some(_) => Kind::InnerTitle,
            None => kind,
        };
        let around = title.map(|title| title.index);
        let is_quote =
            |opened: &&Opened| matches!(opened.kind, Kind::Double | Kind::Single);
        let quote = self.open.iter().rev().find(is_quote);
        let twice = quote.filter(|it| it.kind == Kind::Double && kind == Kind::Double);
        let twice = twice.map(|outer| outer.index);
        self.open.push(Opened { kind, index, wanted, around });
        twice
    }

    /// Ends the innermost open pair of a kind; what was opened within it stays
    /// open.
    fn close(&mut self, kind: Kind) -> Option<Closed> {
        if let Some(at) = self.open.iter().rposition(|opened| opened.kind == kind) {
            // A > that does not end the last < is one of the text.
            if kind == Kind::Angle && at + 1 < self.open.len() {
                return None;
            }
            self.left.extend(self.open.drain(at + 1..));
            return self.open.pop().map(Closed::Pair);
        }
        let at = self.left.iter().rposition(|opened| opened.kind == kind)?;
        Some(Closed::Crossed(self.left.remove(at)))
    }
}

impl Pairs {
    /// Finds the pairs of a passage.
    pub(super) fn of(row: &Row<'_>) -> Self {
        let mut pairs = Self::default();
        let mut stack = Stack::default();
        let mut closed_titles: Vec<usize> = Vec::new();
        for &index in &row.others {
            let class = row.glyphs[index].class;
            if !matches!(class, Class::Open | Class::Close | Class::Ascii) {
                continue;
            }
            let Some((kind, end)) = row.word(index).and_then(end_of) else { continue };
            if end == End::Open {
                if kind != Kind::Angle || begins_title(row, &stack, index) {
                    let outer = stack.open(kind, index);
                    pairs.twice.extend(outer.map(|outer| (outer, index)));
                }
                continue;
            }
            match stack.close(kind) {
                Some(Closed::Pair(opened)) => {
                    pairs.pair(row, opened, index);
                    closed_titles.extend(kind.is_title().then_some(opened.index));
                }
                Some(Closed::Crossed(opened)) => {
                    pairs.crossed.push((opened.index, index));
                }
                None if is_alone(row, kind, index) => {}
                None => pairs.closed.push(index),
            }
        }
        let unclosed = stack.open.iter().chain(&stack.left);
        let unclosed = unclosed.filter(|opened| opened.kind != Kind::Angle);
        pairs.open = unclosed.map(|opened| opened.index).collect();
        pairs.open.sort_unstable();
        pairs.settle(row, &closed_titles);
        pairs
    }

    fn pair(&mut self, row: &Row<'_>, opened: Opened, close: usize) {
        let Opened { kind, index: open, wanted, around } = opened;
        if kind == Kind::Round
            && (row.seen(open) == Some('(') || row.seen(close) == Some(')'))
        {
            self.halves.push((open, close));
        }
        if let Some(around) = around.filter(|_| kind.is_title() && wanted != kind) {
            self.nested.push(Nested { open, close, wanted, around });
        }
    }

    /// Leaves of the titles within titles those around which all is well.
    fn settle(&mut self, row: &Row<'_>, closed_titles: &[usize]) {
        let lonely = self.open.iter().chain(&self.closed);
        let unsure = lonely.filter_map(|index| kind_at(row, *index)).any(Kind::is_title);
        self.nested.retain(|pair| !unsure && closed_titles.contains(&pair.around));
        self.nested.sort_by_key(|pair| pair.open);
    }
}

/// Tells whether a < is meant for 〈: within a title, before Chinese.
fn begins_title(row: &Row<'_>, stack: &Stack, index: usize) -> bool {
    stack.title().is_some() && row.seen(index + 1).is_some_and(is_han)
}

/// Tells whether a mark that closes may stand alone: `1）`, an apostrophe, `>`.
fn is_alone(row: &Row<'_>, kind: Kind, index: usize) -> bool {
    let class = |index: Option<usize>| {
        index.and_then(|index| row.glyphs.get(index)).map(|glyph| glyph.class)
    };
    match kind {
        Kind::Angle => true,
        Kind::Single => class(index.checked_sub(1)) == Some(Class::Letter),
        Kind::Round => {
            let before = row.glyphs[..index].iter().rev();
            let number = before
                .take_while(|it| {
                    matches!(it.class, Class::Digit | Class::Letter) || is_numeral(it.c)
                })
                .count();
            let begins = class(index.checked_sub(number + 1));
            (1..=2).contains(&number)
                && matches!(
                    begins,
                    None | Some(Class::Mark | Class::Ascii | Class::Blank | Class::Close)
                )
        }
        _ => false,
    }
}
