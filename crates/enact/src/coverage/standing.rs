//! The text of a law: which provisions and sentences have code, or a reason for having none.
//!
//! A block of code belongs to the sentences of its provision that stand above it. A sentence that
//! only leads to paragraphs or points is left to them. A reason that is stated at a provision also
//! holds for what stands within it, unless that has code of its own.

use super::{Provision, Sentence, Shown};
use crate::Ruleset;
use enact_model::program::Law;
use enact_source::{Language, Source, Span};
use enact_syntax::passages::{self, Passage, PassageKind};
use enact_syntax::tree::{Block, DeclarationKind, Document};
use serde::Serialize;

/// What a provision or a sentence has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Code.
    Code,
    /// A stated reason for having none.
    Reason,
    /// Paragraphs or points that it leads to.
    Lead,
    /// Neither.
    Nothing,
}

/// A piece of the text, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The place among [`Law::provisions`](super::Law::provisions) of the provision it stands in.
    pub provision: Option<usize>,
    /// What it is.
    pub kind: PieceKind,
}

/// What a piece of the text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceKind {
    /// A heading: its level, from 1, and its words.
    Heading(usize, String),
    /// A paragraph or point: its label, and places among the sentences of its provision; outside
    /// every provision, its words.
    Words(String, Vec<usize>, String),
    /// Code, without examples.
    Code(String),
}

/// The text of a law.
pub(super) struct Text {
    /// Its provisions, without code yet.
    pub provisions: Vec<Provision>,
    /// Where they stand in the law.
    pub places: Vec<enact_source::Provision>,
    /// The text, piece by piece.
    pub pieces: Vec<Piece>,
}

/// The text of `law`.
pub(super) fn of(ruleset: &Ruleset, law: &Law, language: Language) -> Text {
    let file = law.span.file;
    let none = Source::new("", "");
    let source = ruleset.sources().get(file).unwrap_or(&none);
    let document = enact_syntax::parse(file, source).document;
    let passages = passages::passages(file, source);
    let places: Vec<_> = document.outline.iter().map(|known| known.provision.clone()).collect();
    let reading = Reading { ruleset, law, source, document: &document, passages: &passages };
    let provisions = document.outline.iter().enumerate();
    let mut provisions: Vec<Provision> = provisions
        .map(|(place, known)| {
            let at = &known.provision;
            let article = enact_source::Provision::new(at.level, at.label.clone());
            let (standing, reason) = reading.standing(place);
            Provision {
                provision: at.cite(language),
                short: at.cite_short(language),
                article: article.cite_short(language),
                depth: at.parts.len(),
                line: source.line_column(known.span.start).line,
                standing,
                reason,
                sentences: Vec::new(),
                shown: Shown::default(),
                code: Vec::new(),
            }
        })
        .collect();
    let pieces = reading.pieces(&mut provisions);
    Text { provisions, places, pieces }
}

struct Reading<'a> {
    ruleset: &'a Ruleset,
    law: &'a Law,
    source: &'a Source,
    document: &'a Document,
    passages: &'a [Passage],
}

impl Reading<'_> {
    /// What the provision at `place` of the outline has, by itself.
    fn standing(&self, place: usize) -> (Standing, Option<String>) {
        let own = &self.document.outline[place].provision;
        let reason = |block: &Block| block.declarations.iter().find_map(reason);
        let at = |block: &&Block| block.provision.as_ref() == Some(own);
        let blocks = || self.document.blocks.iter().filter(at);
        if blocks().any(has_code) || self.is_ground(own) {
            return (Standing::Code, None);
        }
        if let Some(why) = blocks().find_map(reason) {
            return (Standing::Reason, Some(why));
        }
        let around = |block: &&Block| {
            block.provision.as_ref().is_some_and(|outer| outer.contains(own) && !has_code(block))
        };
        let mut outer = self.document.blocks.iter().filter(around);
        match outer.find_map(reason) {
            Some(why) => (Standing::Reason, Some(why)),
            None if self.leads(own) => (Standing::Lead, None),
            None => (Standing::Nothing, None),
        }
    }

    /// Whether a rule rests on the provision, or on a point that it is.
    fn is_ground(&self, provision: &enact_source::Provision) -> bool {
        let rules = self.ruleset.program().rules.rows().iter();
        let mut grounds =
            rules.flat_map(|rule| std::iter::once(&rule.ground).chain(&rule.clauses.points));
        grounds.any(|ground| {
            ground.law == self.law.short && ground.provision.as_ref() == Some(provision)
        })
    }

    /// Whether paragraphs or points stand within the provision, and its own text only leads to
    /// them.
    fn leads(&self, provision: &enact_source::Provision) -> bool {
        let inner = |known: &&enact_syntax::tree::Outlined| {
            provision.contains(&known.provision) && known.provision != *provision
        };
        let own = self.passages.iter().filter(|passage| {
            passage.provision.as_ref() == Some(provision) && !passage.sentences.is_empty()
        });
        let leads = |passage: &Passage| passage.sentences.iter().all(|at| self.opens(*at));
        self.document.outline.iter().any(|known| inner(&known)) && own.into_iter().all(leads)
    }

    /// Whether a sentence goes on in what follows: it does not end in a full stop.
    fn opens(&self, sentence: Span) -> bool {
        let words = self.source.slice(sentence).trim_end_matches(['*', '_', '"', '”', ')']);
        !words.ends_with(['.', '!', '?', ';'])
    }

    /// The text in order; puts the sentences in their provisions.
    fn pieces(&self, provisions: &mut [Provision]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (number, passage) in self.passages.iter().enumerate() {
            let at = |place: &enact_source::Provision| {
                self.document.outline.iter().position(|known| known.provision == *place)
            };
            let provision = passage.provision.as_ref().and_then(at);
            let kind = match passage.kind {
                PassageKind::Heading(level) => {
                    let heading = self.source.slice(passage.span).trim_start_matches('#');
                    PieceKind::Heading(level, passages::words(heading.trim()))
                }
                PassageKind::Words | PassageKind::Table => {
                    let held = provision.and_then(|place| provisions.get_mut(place));
                    self.words(number, passage, held)
                }
                PassageKind::Code(block) => match self.code(block) {
                    Some(code) => PieceKind::Code(code),
                    None => continue,
                },
                PassageKind::Other => continue,
            };
            pieces.push(Piece { provision, kind });
        }
        pieces
    }

    fn words(&self, number: usize, passage: &Passage, held: Option<&mut Provision>) -> PieceKind {
        let label = passage.label.clone();
        let Some(provision) = held else {
            let words = passages::words(self.source.slice(passage.span));
            return PieceKind::Words(label, Vec::new(), words);
        };
        let first = provision.sentences.len();
        for at in &passage.sentences {
            let standing = self.of_sentence(number, *at, provision.standing);
            let words = passages::words(self.source.slice(*at));
            let line = self.source.line_column(at.start).line;
            provision.sentences.push(Sentence { line, words, standing });
        }
        let places = (first..provision.sentences.len()).collect();
        PieceKind::Words(label, places, String::new())
    }

    /// What a sentence of the passage at `number` has, in a provision that has `standing`.
    fn of_sentence(&self, number: usize, sentence: Span, standing: Standing) -> Standing {
        let passage = &self.passages[number];
        let same = |other: &&Passage| other.provision == passage.provision;
        let below = self.passages[number..].iter().filter(same);
        let mut blocks = below.filter_map(|passage| match passage.kind {
            PassageKind::Code(block) => self.document.blocks.get(block),
            _ => None,
        });
        let own = |block: &Block| block.provision == passage.provision;
        let any = self.document.blocks.iter().any(|block| own(block) && has_code(block));
        match standing {
            // A point of a condition has its code where the condition stands.
            Standing::Code if !any => Standing::Code,
            Standing::Code => match blocks.find(|block| stands_for(block)) {
                Some(block) if has_code(block) => Standing::Code,
                Some(_) => Standing::Reason,
                None if self.opens(sentence) && self.has_inner(passage) => Standing::Lead,
                None => Standing::Nothing,
            },
            other => other,
        }
    }

    fn has_inner(&self, passage: &Passage) -> bool {
        let Some(own) = &passage.provision else { return false };
        let inner = |known: &enact_source::Provision| own.contains(known) && known != own;
        self.document.outline.iter().any(|known| inner(&known.provision))
    }

    /// A block without its examples, as it stands; `None` when no code is in it.
    fn code(&self, block: usize) -> Option<String> {
        let block = self.document.blocks.get(block)?;
        if !has_code(block) {
            return None;
        }
        let (mut code, mut at) = (String::new(), block.span.range().start);
        let text: &str = &self.source.text;
        for declaration in &block.declarations {
            if matches!(declaration.kind, DeclarationKind::Example(_)) {
                let place = declaration.span.range();
                code.push_str(text.get(at..place.start).unwrap_or("").trim_end_matches(' '));
                at = place.end;
            }
        }
        code.push_str(text.get(at..block.span.range().end).unwrap_or(""));
        Some(dedented(&code))
    }
}

/// Lines without what all of them are indented by.
fn dedented(code: &str) -> String {
    let lines = || code.lines().filter(|line| !line.trim().is_empty());
    let indent = |line: &str| line.len() - line.trim_start().len();
    let common = lines().map(indent).min().unwrap_or(0);
    let lines: Vec<&str> =
        code.lines().map(|line| line.get(common..).unwrap_or("").trim_end()).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn reason(declaration: &enact_syntax::tree::Declaration) -> Option<String> {
    match &declaration.kind {
        DeclarationKind::NoCode(why) => Some(why.text.clone()),
        _ => None,
    }
}

/// Whether a block holds code: something beside examples and reasons.
fn has_code(block: &Block) -> bool {
    block.declarations.iter().any(|declaration| {
        !matches!(declaration.kind, DeclarationKind::Example(_) | DeclarationKind::NoCode(_))
    })
}

/// Whether a block holds code, or a reason for having none.
fn stands_for(block: &Block) -> bool {
    has_code(block) || block.declarations.iter().any(|declaration| reason(declaration).is_some())
}
