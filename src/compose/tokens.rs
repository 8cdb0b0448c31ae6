//! Stand-ins for what a template places but must not read as text: prose
//! fields, tables, the signature.
//!
//! A token is one private-use character. Staff's text never holds one, so no
//! text can be taken for a token or swallow what follows it.

use memchr::memchr2_iter;

use super::Origin;
use crate::document::{Block, Inline, Inlines, Table};

/// The first token; a block of 6,000 private-use characters follows.
const FIRST: u32 = 0xe000;
/// How many tokens there can be.
const MOST: u32 = 6000;

/// A block, and where it comes from.
pub(super) type Kept = (Block, Origin);

/// Blocks to be spliced in, each behind its token.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// What each token keeps, with its name in the template.
    content: Vec<(String, Vec<Kept>)>,
}

impl Tokens {
    /// Keeps blocks that the template names so and returns their token; none when
    /// there are too many.
    pub(super) fn keep(&mut self, name: &str, blocks: Vec<Kept>) -> Option<String> {
        let index =
            u32::try_from(self.content.len()).ok().filter(|&index| index < MOST)?;
        self.content.push((name.to_owned(), blocks));
        char::from_u32(FIRST + index).map(String::from)
    }

    fn get(&self, c: char) -> Option<&[Kept]> {
        self.kept(c).map(|(_, blocks)| blocks.as_slice())
    }

    fn kept(&self, token: char) -> Option<&(String, Vec<Kept>)> {
        let index = u32::from(token).checked_sub(FIRST)?;
        self.content.get(usize::try_from(index).ok()?)
    }

    /// Returns the name of what a token is left over of: a template put it where
    /// blocks cannot stand, in a heading, a cell, code, emphasis or a link.
    pub(super) fn misplaced(&self, blocks: &[Block]) -> Option<&str> {
        let token = blocks.iter().find_map(token_in)?;
        self.kept(token).map(|(name, _)| name.as_str())
    }

    /// Puts the kept blocks where their tokens stand.
    ///
    /// A token alone in a paragraph is replaced by its blocks. Text before it is
    /// joined with its first paragraph, text behind it with its last, so that
    /// run-in headings work; what is so joined comes from the token.
    pub(super) fn splice(&self, blocks: Vec<Block>) -> Vec<Kept> {
        blocks.into_iter().flat_map(|block| self.splice_block(block)).collect()
    }

    /// Splices the blocks within a block, whose origin is the block's.
    fn splice_within(&self, blocks: Vec<Block>) -> Vec<Block> {
        self.splice(blocks).into_iter().map(|(block, _)| block).collect()
    }

    fn splice_block(&self, block: Block) -> Vec<Kept> {
        if token_in(&block).is_none() {
            return vec![(block, Origin::Wording)];
        }
        let block = match block {
            Block::Paragraph { content } => return self.splice_paragraph(&content),
            Block::Heading { level, content } => {
                let origin = self.origin(&content);
                let content = self.splice_inlines(&content);
                return vec![(Block::Heading { level, content }, origin)];
            }
            Block::List { marker, items } => {
                let items = items.into_iter().map(|item| self.splice_within(item));
                Block::List { marker, items: items.collect() }
            }
            Block::Table(table) => Block::Table(self.splice_table(table)),
            Block::Quote { blocks } => {
                Block::Quote { blocks: self.splice_within(blocks) }
            }
            other => other,
        };
        vec![(block, Origin::Wording)]
    }

    /// Returns where a text comes from: from its first token, if it has one.
    fn origin(&self, content: &Inlines) -> Origin {
        let token = self.cut(content).into_iter().find_map(|piece| match piece {
            Piece::Token(_, blocks) => blocks.first().map(|(_, origin)| origin.clone()),
            Piece::Text(_) => None,
        });
        token.unwrap_or(Origin::Wording)
    }

    fn splice_paragraph(&self, content: &Inlines) -> Vec<Kept> {
        let mut done: Vec<Kept> = Vec::new();
        // Text that follows a token within its paragraph joins what the token
        // ended with; `open` says that the last block is such a paragraph.
        let mut open = false;
        for piece in self.cut(content) {
            let blocks = match piece {
                Piece::Text(inlines) => {
                    vec![(Block::Paragraph { content: inlines }, Origin::Wording)]
                }
                Piece::Token(_, blocks) => blocks.to_vec(),
            };
            for (index, (block, origin)) in blocks.into_iter().enumerate() {
                match (done.last_mut(), block) {
                    (
                        Some((Block::Paragraph { content: before }, of_before)),
                        Block::Paragraph { content },
                    ) if open && index == 0 => {
                        before.append(content);
                        if *of_before == Origin::Wording {
                            *of_before = origin;
                        }
                    }
                    (_, block) => done.push((block, origin)),
                }
            }
            open = true;
        }
        done
    }

    /// Splices tokens where only inline text can stand: the text of the kept
    /// paragraphs. A token that keeps anything else stays, to be reported.
    fn splice_inlines(&self, content: &Inlines) -> Inlines {
        let mut out = Inlines::default();
        for piece in self.cut(content) {
            match piece {
                Piece::Text(inlines) => out.append(inlines),
                Piece::Token(token, blocks) => {
                    let texts = blocks.iter().map(|(block, _)| text_of(block));
                    let texts: Option<Vec<_>> = texts.collect();
                    match texts {
                        Some(texts) => {
                            for text in texts {
                                out.append(text.clone());
                            }
                        }
                        None => out.push(Inline::Text(token.to_string())),
                    }
                }
            }
        }
        out
    }

    /// Splices the cells of a table that the template itself draws.
    fn splice_table(&self, mut table: Table) -> Table {
        for part in &mut table.parts {
            for header in &mut part.columns {
                header.label = self.splice_inlines(&header.label);
            }
            for cell in part.body.iter_mut().flatten() {
                cell.content = self.splice_inlines(&cell.content);
            }
        }
        table
    }

    fn cut(&self, content: &Inlines) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut text = Inlines::default();
        for inline in content.as_slice() {
            let Inline::Text(plain) = inline else {
                text.push(inline.clone());
                continue;
            };
            let mut from = 0;
            for (at, c) in plain.char_indices() {
                let Some(blocks) = self.get(c) else { continue };
                text.push(Inline::Text(plain[from..at].to_owned()));
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Token(c, blocks));
                from = at + c.len_utf8();
            }
            text.push(Inline::Text(plain[from..].to_owned()));
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        pieces
    }
}

/// Returns a token in a block.
fn token_in(block: &Block) -> Option<char> {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } => in_text(content),
        Block::List { items, .. } => items.iter().flatten().find_map(token_in),
        Block::Quote { blocks } => blocks.iter().find_map(token_in),
        Block::Table(table) => table.parts.iter().find_map(|part| {
            let heads = part.columns.iter().map(|header| &header.label);
            let cells = part.body.iter().flatten().map(|cell| &cell.content);
            heads.chain(cells).find_map(in_text)
        }),
        Block::Figure { path, description } => held(path).or_else(|| held(description)),
        Block::Signature { .. } => None,
    }
}

/// Returns a token in a text, its emphasis, or its links and where they lead.
fn in_text(content: &Inlines) -> Option<char> {
    content.as_slice().iter().find_map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => held(text),
        Inline::Strong(content) | Inline::Emph(content) => in_text(content),
        Inline::Link { target, content } => held(target).or_else(|| in_text(content)),
        Inline::LineBreak => None,
    })
}

fn held(text: &str) -> Option<char> {
    // The bytes that tokens begin with.
    let mut likely = memchr2_iter(0xee, 0xef, text.as_bytes());
    likely.find_map(|at| {
        let c = text[at..].chars().next()?;
        (FIRST..FIRST + MOST).contains(&u32::from(c)).then_some(c)
    })
}

/// Returns the text of a block that is nothing but text.
pub(super) fn text_of(block: &Block) -> Option<&Inlines> {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => Some(content),
        _ => None,
    }
}

/// A stretch of a paragraph.
enum Piece<'a> {
    Text(Inlines),
    Token(char, &'a [Kept]),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Align, BodyCell, Header, Part};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { content: Inlines::text(text) }
    }

    const FROM: Origin = Origin::Table(0);

    fn kept(text: &str) -> Kept {
        (paragraph(text), FROM)
    }

    #[test]
    fn token_alone_is_replaced_by_its_blocks() {
        let mut tokens = Tokens::default();
        let token =
            tokens.keep("甲", vec![kept("甲"), kept("乙")]).expect("there is room");
        assert_eq!(tokens.splice(vec![paragraph(&token)]), [kept("甲"), kept("乙")]);
    }

    #[test]
    fn text_around_a_token_joins_its_first_and_last_paragraph() {
        let mut tokens = Tokens::default();
        let token =
            tokens.keep("甲", vec![kept("甲"), kept("乙")]).expect("there is room");
        let spliced = tokens.splice(vec![paragraph(&format!("前{token}后"))]);
        assert_eq!(spliced, [kept("前甲"), kept("乙后")]);
    }

    #[test]
    fn empty_token_leaves_no_paragraph() {
        let mut tokens = Tokens::default();
        let token = tokens.keep("甲", Vec::new()).expect("there is room");
        assert_eq!(tokens.splice(vec![paragraph(&token)]), []);
    }

    /// A table of a template, with a text in its head and one in its body.
    fn table(head: Inlines, cell: Inlines) -> Block {
        let body = vec![vec![BodyCell { content: cell, align: Align::Start }]];
        let columns = vec![Header::leaf(head)];
        let corner = String::new();
        let part = Part { title: None, corner, columns, rows: Vec::new(), body };
        Block::Table(Table {
            title: String::new(),
            widths: Vec::new(),
            parts: vec![part],
            note: None,
        })
    }

    #[test]
    fn text_of_paragraphs_goes_into_cells_and_headings() {
        let mut tokens = Tokens::default();
        let token = tokens.keep("甲", vec![kept("甲")]).expect("there is room");
        let content = Inlines::text(&token);
        let blocks = vec![
            Block::Heading { level: 2, content: content.clone() },
            table(content.clone(), content),
        ];
        let spliced = tokens.splice(blocks);
        let heading = Block::Heading { level: 2, content: "甲".into() };
        assert_eq!(spliced[0], (heading, FROM));
        assert_eq!(spliced[1], (table("甲".into(), "甲".into()), Origin::Wording));
        let (blocks, _): (Vec<_>, Vec<_>) = spliced.into_iter().unzip();
        assert_eq!(tokens.misplaced(&blocks), None);
    }

    #[test]
    fn nothing_is_dropped_without_a_word() {
        let mut tokens = Tokens::default();
        let blocks = vec![kept("甲"), (Block::Quote { blocks: Vec::new() }, FROM)];
        let token = tokens.keep("甲", blocks).expect("there is room");
        let plain = Inlines::text(&token);
        let bold = || [Inline::Strong(plain.clone())].into_iter().collect::<Inlines>();
        let link = Inline::Link { target: token.clone(), content: "甲".into() };
        let places = [
            Block::Heading { level: 2, content: plain.clone() },
            table(plain.clone(), "甲".into()),
            table("甲".into(), plain.clone()),
            table("甲".into(), bold()),
            table(bold(), "甲".into()),
            Block::Paragraph { content: bold() },
            Block::Paragraph { content: [link].into_iter().collect() },
            Block::Figure { path: "图.png".into(), description: token },
        ];
        for place in places {
            let spliced = tokens.splice_within(vec![place]);
            assert_eq!(tokens.misplaced(&spliced), Some("甲"));
        }
    }
}
