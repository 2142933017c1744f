//! What the drafter of a law could have written instead: the law with one slip in it.
//!
//! Start at [`variants`]. A variant is a change of the text itself, so that it is read and checked
//! as any law is; whether it means something else, and whether anybody would notice, is for
//! others to say. The slips are those of legislation: a limit that counts itself in or out, an
//! exception or a condition forgotten, a figure off by one, the wrong way of rounding, a day.

mod clauses;
mod comparison;
mod expressions;
mod figures;
mod words;

use crate::chunk;
use crate::grammar::{self, Node};
use crate::header;
use crate::markdown::{self, Piece};
use crate::outline::Outline;
use crate::scan::scan;
use enact_source::{FileId, Language, Provision, Source, Span};
use enact_value::Currency;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The law with one slip in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Which kind of slip it is.
    pub kind: VariantKind,
    /// The provision whose code is changed.
    pub provision: Option<Provision>,
    /// What is changed, in the drafter's words.
    pub change: Change,
    /// The changes of the text, in order of place; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One change of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// A change in the drafter's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// `old` were `new`.
    Instead {
        /// The words of the law.
        old: String,
        /// Those that could have stood there.
        new: String,
    },
    /// These words were missing.
    Missing(String),
    /// `first` stood behind `second`.
    Swapped {
        /// The words that come first in the law.
        first: String,
        /// Those that come next.
        second: String,
    },
}

/// The kinds of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VariantKind {
    /// A limit counts itself in, or no longer: `at least` and `more than`.
    Boundary,
    /// A comparison is turned round: `at least` and `less than`.
    Comparison,
    /// `and` and `or`.
    Connective,
    /// A condition is missing.
    Condition,
    /// A negation is missing.
    Negation,
    /// `with` and `without`, and the like.
    Presence,
    /// Another way of rounding, to another step, or none.
    Rounding,
    /// A figure is a little off.
    Figure,
    /// A day earlier or later.
    Date,
    /// Another unit of time.
    Period,
    /// `at most` and `at least`, the highest and the lowest; or the limit is missing.
    Limit,
    /// `+` and `−`.
    Sign,
    /// `notwithstanding` is missing or turned round, or what it says does not apply, does.
    Precedence,
    /// An exception is missing.
    Exception,
    /// A rule is missing.
    Rule,
    /// A case of a distinction, a row of a table or an option is missing.
    Limb,
    /// Two cases that are tried in order stand the other way round.
    Order,
    /// Which elements of a list count: all of them, or any instead of every one.
    Elements,
    /// Whose it is: the subject's own, or that of another.
    Subject,
}

impl VariantKind {
    /// Its name in reports for machines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Boundary => "boundary",
            Self::Comparison => "comparison",
            Self::Connective => "connective",
            Self::Condition => "condition",
            Self::Negation => "negation",
            Self::Presence => "presence",
            Self::Rounding => "rounding",
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Period => "period",
            Self::Limit => "limit",
            Self::Sign => "sign",
            Self::Precedence => "precedence",
            Self::Exception => "exception",
            Self::Rule => "rule",
            Self::Limb => "limb",
            Self::Order => "order",
            Self::Elements => "elements",
            Self::Subject => "subject",
        }
    }
}

impl Variant {
    /// `text` with the slip in it.
    #[must_use]
    pub fn applied(&self, text: &str) -> String {
        let (mut changed, mut at) = (String::with_capacity(text.len() + 32), 0);
        for edit in &self.edits {
            let range = edit.span.range();
            changed.push_str(text.get(at..range.start).unwrap_or(""));
            changed.push_str(&edit.text);
            at = range.end;
        }
        changed.push_str(text.get(at..).unwrap_or(""));
        changed
    }

    /// From the first change to the last.
    #[must_use]
    pub fn span(&self) -> Span {
        let spans = self.edits.iter().map(|edit| edit.span);
        spans.reduce(Span::to).unwrap_or_default()
    }
}

/// Every variant of the law in `source`, known as `file`, in order of place. Code that has a
/// slip of its own has none.
#[must_use]
pub fn variants(file: FileId, source: &Source) -> Vec<Variant> {
    let text: &str = &source.text;
    if text.len() > crate::codes::FILE_MAX {
        return Vec::new();
    }
    let (header, start) = header::read(file, text, &source.name, &mut Vec::new());
    let pieces = markdown::pieces(text, start);
    let provisions = Outline::new(file).read(text, start, &pieces);
    let fences = pieces.iter().filter_map(|piece| match piece {
        Piece::Code(fence) => Some(fence),
        Piece::Heading { .. } | Piece::Other(_) | Piece::Indented(_) | Piece::Aside(_) => None,
    });
    let mut blocks = Vec::new();
    for (fence, provision) in fences.zip(provisions) {
        if !fence.quoted {
            let code = declarations(text, fence.code.clone(), header.language);
            blocks.push((provision, code));
        }
    }
    let written = Written { file, text, language: header.language, currency: header.currency };
    let mut finder =
        Finder { written, owners: BTreeMap::new(), provision: None, found: Vec::new() };
    for declaration in blocks.iter().flat_map(|(_, code)| code) {
        finder.learn_owners(&declaration.node);
    }
    for (provision, code) in blocks {
        finder.provision = provision;
        finder.block(&code);
    }
    finder.found
}

/// The declarations in the bytes `code` of `text`, with the places of their nodes in `text`.
fn declarations(text: &str, code: Range<usize>, language: Language) -> Vec<Declared> {
    let (offset, block) = (code.start, text.get(code).unwrap_or(""));
    let tokens = scan(block);
    let mut found = Vec::new();
    for chunk in chunk::chunks(block, &tokens, language) {
        let nodes = grammar::read(language, block.get(chunk.start..chunk.end).unwrap_or(""));
        for mut node in nodes.unwrap_or_default() {
            move_by(&mut node, offset + chunk.start);
            found.extend(node.parts.into_iter().next().map(|node| Declared { node }));
        }
    }
    found
}

fn move_by(node: &mut Node, offset: usize) {
    node.start += offset;
    node.end += offset;
    for part in &mut node.parts {
        move_by(part, offset);
    }
}

/// A declaration, by the node of its own kind.
struct Declared {
    node: Node,
}

/// The law as written.
#[derive(Clone, Copy)]
struct Written<'a> {
    file: FileId,
    text: &'a str,
    language: Language,
    currency: Currency,
}

impl<'a> Written<'a> {
    fn words(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    fn of(&self, node: &Node) -> &'a str {
        self.words(node.start..node.end)
    }

    fn phrase(&self, kind: grammar::Kind) -> Option<&'static str> {
        crate::words::phrase(self.language, kind)
    }
}

/// Finds the variants of one law.
struct Finder<'a> {
    written: Written<'a>,
    /// Of which other subjects a name is read somewhere in the law.
    owners: BTreeMap<&'a str, BTreeSet<&'a str>>,
    provision: Option<Provision>,
    found: Vec<Variant>,
}

impl<'a> Finder<'a> {
    fn push(&mut self, kind: VariantKind, change: Change, edits: Vec<(Range<usize>, String)>) {
        let file = self.written.file;
        let edit = |(range, text)| Edit { span: Span::new(file, range), text };
        let edits = edits.into_iter().map(edit).collect();
        self.found.push(Variant { kind, provision: self.provision.clone(), change, edits });
    }

    /// `range` reads `new`.
    fn instead(&mut self, kind: VariantKind, range: Range<usize>, new: impl Into<String>) {
        let new = new.into();
        self.within(kind, range.clone(), range, new);
    }

    /// `range` reads `new`, and the change is told as that of all of `told`, around it.
    fn within(&mut self, kind: VariantKind, told: Range<usize>, range: Range<usize>, new: String) {
        let before = self.written.words(told.start..range.start);
        let behind = self.written.words(range.end..told.end);
        let old = one_line(self.written.words(told));
        let change = Change::Instead { old, new: one_line(&format!("{before}{new}{behind}")) };
        self.push(kind, change, vec![(range, new)]);
    }

    /// `told` is missing, with the rest of `range`.
    fn missing(&mut self, kind: VariantKind, told: Range<usize>, range: Range<usize>) {
        let change = Change::Missing(one_line(self.written.words(told)));
        self.push(kind, change, vec![(range, String::new())]);
    }

    /// The two stand the other way round.
    fn swapped(&mut self, first: &Node, second: &Node) {
        let (one, other) = (self.written.of(first), self.written.of(second));
        let change = Change::Swapped { first: one_line(one), second: one_line(other) };
        let edits = vec![
            (first.start..first.end, other.to_owned()),
            (second.start..second.end, one.to_owned()),
        ];
        self.push(VariantKind::Order, change, edits);
    }
}

/// The words on one line, without comments.
fn one_line(words: &str) -> String {
    let lines = words.lines().map(|line| line.split("//").next().unwrap_or(line));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ")
}
