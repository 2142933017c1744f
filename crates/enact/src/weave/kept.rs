//! What of a law stays when its words are replaced: code, quotations, comments.

use enact_source::Provision;
use enact_syntax::{Segment, SegmentKind};
use std::ops::Range;

/// A block that stays with its provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) provision: Provision,
    pub(super) is_code: bool,
    /// As written, without the blanks before its first line.
    pub(super) text: String,
    /// How far its first line is indented.
    pub(super) column: usize,
    /// The bytes of its first line.
    pub(super) opening: Range<usize>,
}

impl Kept {
    /// The block that `segment` of `text` is, when it stands in a provision.
    pub(super) fn of(segment: &Segment, text: &str) -> Option<Self> {
        let is_code = match segment.kind {
            SegmentKind::Code => true,
            SegmentKind::Aside => false,
            SegmentKind::FrontMatter | SegmentKind::Heading | SegmentKind::Prose => return None,
        };
        let provision = segment.provision.clone()?;
        let written = text.get(segment.place.clone())?.trim_end();
        let block = written.trim_start();
        let start = segment.place.start + (written.len() - block.len());
        let before = text.get(..start)?;
        let line = before.get(before.rfind('\n').map_or(0, |end| end + 1)..)?;
        let first = block.lines().next().unwrap_or("");
        Some(Self {
            provision,
            is_code,
            text: block.replace("\r\n", "\n"),
            column: line.chars().count(),
            opening: start..start + first.len(),
        })
    }
}

/// `text`, whose first line stood behind `column` blanks, behind `indent` blanks.
pub(super) fn relocated(text: &str, column: usize, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let lines = text.lines().enumerate().map(|(number, line)| {
        let own = line.chars().take_while(|sign| matches!(sign, ' ' | '\t')).count();
        let taken = if number == 0 { 0 } else { own.min(column) };
        let rest: String = line.chars().skip(taken).collect();
        if rest.trim().is_empty() { String::new() } else { format!("{blanks}{rest}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}
