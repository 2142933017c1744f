//! From nodes of the grammar to the tree, the same for both languages.
//!
//! Start at [`Lowering::declaration`]. What the grammar accepts but no law can mean (an
//! impossible date, `and` mixed with `or`) becomes a finding here, and its declaration
//! [`DeclarationKind::Broken`]. Methods answer `None` after they have reported a finding.

mod citations;
mod climb;
mod declarations;
mod examples;
mod lists;
mod literals;
mod points;
mod tables;
mod types;

pub(crate) use climb::comparison;

use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{Declaration, DeclarationKind, Name, Quoted};
use enact_source::{Diagnostic, FileId, Language, Span};

/// Lowers the declarations of one chunk.
pub(crate) struct Lowering<'a> {
    file: FileId,
    chunk: &'a str,
    /// Where the chunk begins in the file.
    offset: usize,
    language: Language,
    /// How many climbs are under way, one within the other.
    climbing: usize,
    /// What was found, in no particular order.
    pub(crate) findings: Vec<Diagnostic>,
}

impl<'a> Lowering<'a> {
    /// Lowers nodes of `chunk`, which begins at byte `offset` of `file`.
    pub(crate) fn new(file: FileId, chunk: &'a str, offset: usize, language: Language) -> Self {
        Self { file, chunk, offset, language, climbing: 0, findings: Vec::new() }
    }

    /// The declaration that `node` holds.
    pub(crate) fn declaration(&mut self, node: &Node) -> Declaration {
        let (span, known) = (self.span(node), self.findings.len());
        self.climbing = 0;
        let kind = node.parts.first().and_then(|inner| self.declaration_kind(inner));
        if kind.is_none() && self.findings.len() == known {
            self.findings.push(codes::unreadable(span));
        }
        Declaration { kind: kind.unwrap_or(DeclarationKind::Broken), span }
    }

    fn span(&self, node: &Node) -> Span {
        Span::new(self.file, self.offset + node.start..self.offset + node.end)
    }

    fn words(&self, node: &Node) -> &'a str {
        self.chunk.get(node.start..node.end).unwrap_or("")
    }

    /// Reports a finding; the caller gives up.
    fn fail<T>(&mut self, finding: Diagnostic) -> Option<T> {
        self.findings.push(finding);
        None
    }

    /// The name in the part `Name` of `node`.
    fn name(&self, node: &Node) -> Option<Name> {
        let node = node.get(Kind::Name)?;
        Some(Name { text: plain(self.words(node)), law: None, span: self.span(node) })
    }

    /// The name, and the law it was said to belong to, in the node `Reference`.
    fn reference(&self, node: &Node) -> Option<Name> {
        let law = node.get(Kind::Law).and_then(|law| self.law(law)).map(Box::new);
        Some(Name { law, ..self.name(node)? })
    }

    /// The reference in the part `kind` of `node`.
    fn reference_in(&self, node: &Node, kind: Kind) -> Option<Name> {
        self.reference(node.get(kind)?.get(Kind::Reference)?)
    }

    /// All references that are direct parts of `node`.
    fn references(&self, node: &Node) -> Vec<Name> {
        node.all(Kind::Reference).filter_map(|part| self.reference(part)).collect()
    }

    /// The short name of a law, written as a name or between quotes.
    fn law(&self, node: &Node) -> Option<Name> {
        match self.quoted(node) {
            Some(quoted) => Some(Name { text: quoted.text, law: None, span: quoted.span }),
            None => self.name(node),
        }
    }

    /// The words between quotes in the part `Text` of `node`.
    fn quoted(&self, node: &Node) -> Option<Quoted> {
        Some(self.quote(node.get(Kind::Text)?))
    }

    /// The words between quotes of the node `Text`.
    fn quote(&self, node: &Node) -> Quoted {
        Quoted { text: unquoted(self.words(node)), span: self.span(node) }
    }
}

/// A name with typographic hyphens and apostrophes made plain, and a letter with a mark behind
/// it made one letter: the same name, however it was typed.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for sign in name.chars() {
        match sign {
            '\u{2010}' | '\u{2011}' => plain.push('-'),
            '’' => plain.push('\''),
            _ => match plain.chars().next_back().and_then(|letter| marked(letter, sign)) {
                Some(marked) => {
                    plain.pop();
                    plain.push(marked);
                }
                None => plain.push(sign),
            },
        }
    }
    plain
}

/// `letter` with `mark` on it, for the letters of western Europe.
fn marked(letter: char, mark: char) -> Option<char> {
    let (letters, marked) = match mark {
        '\u{300}' => ("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        '\u{301}' => ("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
        '\u{302}' => ("aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        '\u{303}' => ("anoANO", "ãñõÃÑÕ"),
        '\u{308}' => ("aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
        '\u{30a}' => ("aA", "åÅ"),
        '\u{327}' => ("cC", "çÇ"),
        _ => return None,
    };
    letters.chars().zip(marked.chars()).find(|(plain, _)| *plain == letter).map(|(_, both)| both)
}

fn unquoted(text: &str) -> String {
    text.trim_matches('"').to_owned()
}
