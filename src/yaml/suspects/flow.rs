//! Suspects within `{ }` and `[ ]`.

use super::Walk;
use super::line::{closing, is_name};

/// What the current item of a bracket has shown so far.
struct Item {
    /// Byte in the line at which it begins.
    start: usize,
    /// Whether its colon has passed, right or wrong.
    divided: bool,
    /// Whether nothing of its name or content has been seen.
    fresh: bool,
}

impl Item {
    fn new(start: usize) -> Self {
        Self { start, divided: false, fresh: true }
    }
}

/// Tells whether nothing follows within an item of a bracket.
fn ends_value(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t']).starts_with([',', '，', '}', ']', '｝', '］'])
}

impl Walk<'_> {
    /// Walks a line, or its rest, within brackets; returns where the outermost one
    /// ends, if it does.
    pub(super) fn flow(&mut self, start: usize, text: &str) -> Option<usize> {
        let mut item = Item::new(0);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let next = at + c.len_utf8();
            match c {
                ' ' | '\t' => {}
                '#' if at == 0 || text[..at].ends_with([' ', '\t']) => return None,
                '"' | '\'' if item.fresh => {
                    item.fresh = false;
                    let Some(end) = closing(text, c, next) else {
                        self.quote = Some((start + at, c));
                        return None;
                    };
                    at = end;
                    continue;
                }
                '{' | '[' | '｛' | '［' => {
                    self.opened(start + at, c);
                    item = Item::new(next);
                }
                '}' | ']' | '｝' | '］' => {
                    self.closed(start + at, c);
                    item.fresh = false;
                    if self.open.is_empty() {
                        return Some(next);
                    }
                }
                ',' => item = Item::new(next),
                '，' if self.separates(&text[item.start..at], &text[next..]) => {
                    self.wide_comma(start + at, &text[at..]);
                    item = Item::new(next);
                }
                ':' | '：' => self.flow_colon(start, text, at, &mut item),
                '*' | '&' | '!' | '%' | '@' | '`' if item.fresh => {
                    self.flow_sign(start + at, c);
                    item.fresh = false;
                }
                '-' if item.fresh && ends_value(&text[next..]) => {
                    self.dashes.push(start + at);
                    item.fresh = false;
                }
                _ => item.fresh = false,
            }
            at = next;
        }
        None
    }

    fn flow_colon(&mut self, start: usize, text: &str, at: usize, item: &mut Item) {
        let rest = &text[at..];
        let named = is_name(&text[item.start..at]);
        let spaced = rest == ":"
            || rest.starts_with(": ")
            || rest.starts_with(":\t")
            || text[..at].ends_with(['"', '\'']);
        let in_map = self.open.last().is_some_and(|&(_, open)| open == '{');
        if rest.starts_with('：') {
            if named && !item.divided {
                self.wide_colon(start + at);
                (item.divided, item.fresh) = (true, true);
            }
        } else if spaced && item.divided {
            self.flow_sign(start + at, ':');
        } else if spaced {
            (item.divided, item.fresh) = (true, true);
        } else if named && in_map && !item.divided && !rest.starts_with(":/") {
            self.tight_colon(start + at);
            (item.divided, item.fresh) = (true, true);
        }
    }

    /// Tells whether a full-width comma stands where items are divided: before
    /// another name, or between numbers of a list.
    fn separates(&self, before: &str, after: &str) -> bool {
        let end = after
            .find([',', '，', ':', '：', ']', '］', '}', '｝'])
            .unwrap_or(after.len());
        let next = after[..end].trim();
        if self.open.last().is_some_and(|&(_, open)| open == '{') {
            return is_name(next) && after[end..].starts_with([':', '：']);
        }
        let is_number =
            |text: &str| !text.is_empty() && text.chars().all(char::is_numeric);
        is_number(before.trim()) && is_number(next)
    }

    fn opened(&mut self, at: usize, c: char) {
        let plain = match c {
            '｛' | '{' => '{',
            _ => '[',
        };
        if plain != c {
            self.wide_bracket(at, c);
        }
        self.open.push((at, plain));
    }

    fn closed(&mut self, at: usize, c: char) {
        if matches!(c, '｝' | '］') {
            self.wide_bracket(at, c);
        }
        self.open.pop();
    }
}
