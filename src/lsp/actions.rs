//! What an editor offers to change: a finding's mend, standing by a warning, and all
//! that is certain at once.

use std::collections::HashMap;
use std::ops;

use gen_lsp_types::{
    CodeAction, CodeActionKind, Diagnostic as Published, Range, TextEdit, Uri,
    WorkspaceEdit,
};
use similar::{DiffOp, TextDiff};

use super::documents::{Document, Looked};
use super::ruler::Ruler;
use super::stand_by::addition;
use crate::diagnostic::{Diagnostic, masked_text};
use crate::pipeline::mend_all;
use crate::source::Source;

/// The kinds that are offered.
pub(super) const KINDS: [CodeActionKind; 2] =
    [CodeActionKind::QuickFix, CodeActionKind::SourceFixAll];

/// A document in which something may be changed.
pub(super) struct Bench<'a> {
    pub(super) uri: &'a Uri,
    pub(super) document: &'a Document,
    pub(super) looked: &'a Looked,
    pub(super) ruler: &'a Ruler<'a>,
}

impl Bench<'_> {
    /// Returns what can be done about the findings in a range.
    pub(super) fn quick_fixes(&self, range: Range) -> Vec<CodeAction> {
        let published = self.document.published.iter().flatten();
        let near = self.looked.findings.iter().zip(published).filter(|(_, told)| {
            told.range.start <= range.end && range.start <= told.range.end
        });
        let actions = near.flat_map(|(finding, told)| {
            [self.mend(finding, told), self.stand_by(finding, told)]
        });
        actions.flatten().collect()
    }

    fn mend(&self, finding: &Diagnostic, told: &Published) -> Option<CodeAction> {
        let fix = finding.fix.as_ref()?;
        let is_here = |source: &Source| source.is_same(&self.document.source);
        if !fix.edits.iter().all(|edit| is_here(edit.span.source())) {
            return None;
        }
        let edits = fix.edits.iter().map(|edit| self.edit(edit.span.range(), &edit.text));
        let title = masked_text(&fix.title).into_owned();
        let action = self.action(title, CodeActionKind::QuickFix, edits.collect());
        let diagnostics = Some(vec![told.clone()]);
        Some(CodeAction { diagnostics, is_preferred: Some(true), ..action })
    }

    fn stand_by(&self, finding: &Diagnostic, told: &Published) -> Option<CodeAction> {
        let addition = addition(&self.looked.reading, finding)?;
        let edit = self.edit(addition.at..addition.at, &addition.text);
        let title = format!("没有错：在“核实”里写明 {} 的理由", finding.code);
        let action = self.action(title, CodeActionKind::QuickFix, vec![edit]);
        Some(CodeAction { diagnostics: Some(vec![told.clone()]), ..action })
    }

    /// Returns the change that mends all that is certain; none if nothing is. `check`
    /// says what is wrong in a text.
    pub(super) fn fix_all(
        &self,
        check: impl Fn(&Source) -> Vec<Diagnostic>,
    ) -> Option<CodeAction> {
        let mended = mend_all(&self.document.source, check);
        let (from, to) = (self.document.source.text(), mended.source.text());
        let edits = self.difference(from, to);
        let title = format!("改正全部拿得准的问题（{} 处）", mended.applied.len());
        (!edits.is_empty())
            .then(|| self.action(title, CodeActionKind::SourceFixAll, edits))
    }

    /// Returns the lines that differ, as edits.
    fn difference(&self, from: &str, to: &str) -> Vec<TextEdit> {
        let difference = TextDiff::from_lines(from, to);
        let (old, new) = (starts(from), starts(to));
        let changed =
            difference.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
        let edits = changed.map(|op| {
            let (before, after) = (op.old_range(), op.new_range());
            let text = &to[new[after.start]..new[after.end]];
            self.edit(old[before.start]..old[before.end], text)
        });
        edits.collect()
    }

    fn edit(&self, range: ops::Range<usize>, text: &str) -> TextEdit {
        TextEdit { range: self.ruler.range(range), new_text: text.to_owned() }
    }

    fn action(
        &self,
        title: String,
        kind: CodeActionKind,
        edits: Vec<TextEdit>,
    ) -> CodeAction {
        let changes = HashMap::from([(self.uri.clone(), edits)]);
        CodeAction {
            title,
            kind: Some(kind),
            diagnostics: None,
            is_preferred: None,
            disabled: None,
            edit: Some(WorkspaceEdit {
                changes: Some(changes),
                ..WorkspaceEdit::default()
            }),
            command: None,
            data: None,
            tags: None,
        }
    }
}

/// Returns the bytes at which the lines of a text begin, and its end.
fn starts(text: &str) -> Vec<usize> {
    let ends = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

/// Tells whether an editor that asks for some kinds wants one: `source` is
/// `source.fixAll` too. One that names none wants what belongs to the place.
pub(super) fn is_wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let Some(only) = only else { return *kind == CodeActionKind::QuickFix };
    only.iter().any(|asked| {
        let below = kind.as_str().strip_prefix(asked.as_str());
        below.is_some_and(|rest| {
            asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.')
        })
    })
}
