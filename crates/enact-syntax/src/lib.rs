//! Reads a law: Markdown and its Dutch or English code blocks become one tree.
//!
//! Start at [`parse`]: it always returns a tree, and says what it could not read. A slip costs
//! one declaration, and its neighbours stand. [`format`] lays the code of a law out in the
//! language's own way, and [`variants`] lists what its drafter could have written instead. Who needs
//! less of a law reads its [`rules`] or its [`frame`] only. What names refer to, and which rules fit
//! together, is the next crate's concern; behind this one nobody can tell Dutch from English.

mod advice;
mod bill;
mod block;
mod chunk;
mod cited;
mod codes;
mod format;
mod grammar;
mod header;
mod lower;
mod markdown;
mod outline;
pub mod passages;
mod scan;
mod segment;
pub mod tree;
mod variants;
mod words;

pub use bill::bill;
pub use cited::citations;
pub use format::format;
pub use outline::{Label, opening};
pub use segment::{Segment, SegmentKind, segments};
pub use variants::{Change, Edit, Variant, VariantKind, variants};

use enact_source::{Diagnostic, FileId, Language, Source, Span};
use markdown::{Fence, Piece};
use outline::Outline;

/// A law as read, and what is wrong with its writing.
#[derive(Debug, Clone)]
pub struct SyntaxTree {
    /// The law.
    pub document: tree::Document,
    /// What could not be read, in order of place.
    pub findings: Vec<Diagnostic>,
}

/// Reads the law in `source`, known as `file`. There is always a tree; where it has gaps, the
/// findings say why.
#[must_use]
pub fn parse(file: FileId, source: &Source) -> SyntaxTree {
    read(file, source, true, &|_| true)
}

/// Reads the law in `source` without its examples, which decide nothing; of its code only the
/// blocks that are `wanted`.
#[must_use]
pub fn rules(file: FileId, source: &Source, wanted: &dyn Fn(&str) -> bool) -> SyntaxTree {
    read(file, source, false, wanted)
}

/// The law in `source` without what its code declares: its header, its provisions, and where its
/// blocks stand.
#[must_use]
pub fn frame(file: FileId, source: &Source) -> tree::Document {
    rules(file, source, &|_| false).document
}

fn read(
    file: FileId,
    source: &Source,
    examples: bool,
    wanted: &dyn Fn(&str) -> bool,
) -> SyntaxTree {
    let text: &str = &source.text;
    if text.len() > codes::FILE_MAX {
        return too_large(file, source);
    }
    let mut findings = Vec::new();
    let (header, start) = header::read(file, text, &source.name, &mut findings);
    let pieces = markdown::pieces(text, start);
    let mut outline = Outline::new(file);
    let provisions = outline.read(text, start, &pieces);
    let fences = pieces.iter().filter_map(|piece| match piece {
        Piece::Code(fence) => Some(fence),
        Piece::Heading { .. } | Piece::Other(_) | Piece::Indented(_) | Piece::Aside(_) => None,
    });
    let strays = markdown::stray_openings(text, start, &pieces);
    findings.extend(strays.into_iter().map(|at| codes::stray_fence(Span::new(file, at))));
    let mut blocks = Vec::new();
    for (fence, provision) in fences.zip(provisions) {
        findings.extend(fence_fault(file, fence));
        let code = text.get(fence.code.clone()).unwrap_or("");
        let declarations = if fence.quoted || !wanted(code) {
            Vec::new()
        } else {
            let block = block::Block { file, text, code: fence.code.clone() };
            block.declarations(header.language, examples, &mut findings)
        };
        let span = Span::new(file, fence.code.clone());
        blocks.push(tree::Block { provision, declarations, span });
    }
    findings.sort_by_key(|finding| finding.span().start);
    let document = tree::Document { file, header, outline: outline.provisions, blocks };
    SyntaxTree { document, findings }
}

/// The words of `language` that cannot be names, in alphabetical order.
#[must_use]
pub fn reserved_words(language: Language) -> Vec<&'static str> {
    words::of(language).reserved.to_vec()
}

fn fence_fault(file: FileId, fence: &Fence) -> Option<Diagnostic> {
    let opening = Span::new(file, fence.place.start..fence.code.start);
    if fence.quoted {
        Some(codes::quoted_block(opening))
    } else if !fence.closed {
        Some(codes::open_fence(opening))
    } else {
        None
    }
}

fn too_large(file: FileId, source: &Source) -> SyntaxTree {
    let header = header::read(file, "", &source.name, &mut Vec::new()).0;
    let document = tree::Document { file, header, outline: Vec::new(), blocks: Vec::new() };
    SyntaxTree { document, findings: vec![codes::too_large(Span::new(file, 0..0))] }
}
