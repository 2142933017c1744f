//! One code block: cut, read and lowered, with a finding for every slip.

use crate::advice;
use crate::chunk::{self, Chunk};
use crate::codes;
use crate::grammar::{self, Kind, Node};
use crate::lower::Lowering;
use crate::scan::{Token, TokenKind, scan};
use crate::tree::{Declaration, DeclarationKind};
use crate::words;
use enact_source::{Diagnostic, FileId, Language, Span};
use std::ops::Range;

/// A code block of a law.
pub(crate) struct Block<'a> {
    pub file: FileId,
    /// The law.
    pub text: &'a str,
    /// Where in it the code stands.
    pub code: Range<usize>,
}

impl Block<'_> {
    /// What it declares; its examples only where they are asked for.
    pub fn declarations(
        self,
        language: Language,
        examples: bool,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Declaration> {
        let Self { file, text, code } = self;
        let offset = code.start;
        let block = text.get(code).unwrap_or("");
        let tokens = scan(block);
        let mut reader =
            Reader { file, block, offset, language, findings, declarations: Vec::new() };
        for chunk in chunk::chunks(block, &tokens, language) {
            if examples || !chunk.begins(block, Kind::KwExample, language) {
                reader.chunk(&chunk);
            }
        }
        reader.declarations
    }
}

struct Reader<'a, 'f> {
    file: FileId,
    block: &'a str,
    /// Where the block begins in the file.
    offset: usize,
    language: Language,
    findings: &'f mut Vec<Diagnostic>,
    declarations: Vec<Declaration>,
}

impl Reader<'_, '_> {
    /// Reads one chunk; after a slip, what stands before its declaration, and goes on behind it.
    fn chunk(&mut self, chunk: &Chunk<'_>) {
        let mut rest = Some(*chunk);
        while let Some(chunk) = rest {
            rest = match self.refusal(&chunk) {
                Some(finding) => {
                    self.broken(&chunk, finding);
                    None
                }
                None => self.read(&chunk),
            };
        }
    }

    /// A fault that keeps the chunk from the grammar.
    fn refusal(&self, chunk: &Chunk<'_>) -> Option<Diagnostic> {
        let first = chunk.tokens.iter().position(Token::counts)?;
        let tokens = chunk.tokens.get(first..)?;
        match chunk::not_yet(self.block, tokens, words::of(self.language)) {
            Some(phrase) => {
                let length = chunk::phrase_length(self.block, tokens, phrase)?;
                let span = self.span(tokens.first()?.start, tokens.get(length - 1)?.end);
                Some(codes::not_yet(span, phrase))
            }
            None => chunk::fault(self.block, chunk, self.offset, self.file, self.language),
        }
    }

    /// Reads a chunk; what is left to read of it after a slip.
    fn read<'t>(&mut self, chunk: &Chunk<'t>) -> Option<Chunk<'t>> {
        let words = self.block.get(chunk.start..chunk.end).unwrap_or("");
        let slip = match grammar::read(self.language, words) {
            Ok(nodes) => {
                self.lower(words, chunk.start, &nodes);
                return None;
            }
            Err(slip) => slip,
        };
        let at = chunk.start + slip.at;
        let finding = advice::explain(&advice::Place {
            file: self.file,
            block: self.block,
            offset: self.offset,
            tokens: chunk.tokens,
            language: self.language,
            at,
            expected: &slip.expected,
        });
        let slipped = self.slipped_declaration(chunk, at);
        if let Some(before) = chunk.tokens.get(..slipped).and_then(chunk::chunk) {
            self.before(&before);
        }
        let tokens = chunk.tokens.get(slipped..)?;
        let next = self.next_declaration(tokens, at);
        let broken = chunk::chunk(tokens.get(..next).unwrap_or(tokens))?;
        self.broken(&broken, finding);
        tokens.get(next..).and_then(chunk::chunk)
    }

    /// The token with which the declaration of the slip at `at` begins: the slip itself when it
    /// stands at the begin of a line that is not indented further than the chunk; else the first.
    fn slipped_declaration(&self, chunk: &Chunk<'_>, at: usize) -> usize {
        let slip = chunk.tokens.iter().position(|token| token.counts() && token.end > at);
        slip.filter(|slip| self.stands_out(chunk.tokens, *slip)).unwrap_or(0)
    }

    /// Where in `tokens`, behind the slip, a line begins that may be a declaration with a slip of
    /// its own.
    fn next_declaration(&self, tokens: &[Token], at: usize) -> usize {
        let behind = (1..tokens.len()).filter(|place| tokens[*place].start > at);
        let mut candidates = behind.filter(|place| {
            let token = &tokens[*place];
            token.kind == TokenKind::Word
                && self.stands_out(tokens, *place)
                && advice::is_like_declaration(token.of(self.block), self.language)
        });
        candidates.next().unwrap_or(tokens.len())
    }

    /// Whether a token begins a line that is indented no further than the first of `tokens`.
    fn stands_out(&self, tokens: &[Token], place: usize) -> bool {
        let Some(first) = tokens.iter().find(|token| token.counts()) else { return false };
        let token = &tokens[place];
        token.counts()
            && chunk::begins_line(tokens, place)
            && self.indentation(token) <= self.indentation(first)
    }

    fn indentation(&self, token: &Token) -> usize {
        let before = self.block.get(..token.start).unwrap_or("");
        before.chars().rev().take_while(|sign| *sign != '\n').count()
    }

    /// Reads the part of a chunk before a slip, when it stands on its own.
    fn before(&mut self, chunk: &Chunk<'_>) {
        let words = self.block.get(chunk.start..chunk.end).unwrap_or("");
        if let Ok(nodes) = grammar::read(self.language, words) {
            self.lower(words, chunk.start, &nodes);
        }
    }

    fn lower(&mut self, words: &str, start: usize, nodes: &[Node]) {
        let mut lowering = Lowering::new(self.file, words, self.offset + start, self.language);
        self.declarations.extend(nodes.iter().map(|node| lowering.declaration(node)));
        self.findings.append(&mut lowering.findings);
    }

    fn broken(&mut self, chunk: &Chunk<'_>, finding: Diagnostic) {
        let mut counting = chunk.tokens.iter().filter(|token| token.counts());
        let Some(first) = counting.next() else { return };
        let last = counting.next_back().unwrap_or(first);
        let span = self.span(first.start, last.end);
        self.findings.push(finding);
        self.declarations.push(Declaration { kind: DeclarationKind::Broken, span });
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.offset + start..self.offset + end)
    }
}
