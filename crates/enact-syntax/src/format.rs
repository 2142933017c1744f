//! The layout of the code in a law: one way to indent, one way to write each sign.
//!
//! Start at [`format`]. Line ends are the drafter's, and so is everything outside the code
//! blocks, in comments and between quotes. A block with a slip in it is left alone.

mod columns;

use crate::block::Block;
use crate::chunk;
use crate::grammar::{self, Kind, Node};
use crate::header;
use crate::markdown::{self, Fence, Piece};
use crate::scan::{Token, TokenKind, scan};
use enact_source::{FileId, Language, Source};

/// The law in `source` with its code laid out. Formatting twice changes nothing.
#[must_use]
pub fn format(source: &Source) -> String {
    let text: &str = &source.text;
    if text.len() > crate::codes::FILE_MAX {
        return text.to_owned();
    }
    let (header, start) = header::read(FileId(0), text, &source.name, &mut Vec::new());
    let (mut formatted, mut at) = (String::with_capacity(text.len()), 0);
    for piece in markdown::pieces(text, start) {
        if let Piece::Code(fence) = piece
            && let Some(code) = laid_out(text, &fence, header.language)
        {
            formatted.push_str(text.get(at..fence.code.start).unwrap_or(""));
            formatted.push_str(&code);
            at = fence.code.end;
        }
    }
    formatted.push_str(text.get(at..).unwrap_or(""));
    formatted
}

/// The code of a block in its layout; `None` when there is something wrong with it.
fn laid_out(text: &str, fence: &Fence, language: Language) -> Option<String> {
    if fence.quoted || !fence.closed {
        return None;
    }
    let mut findings = Vec::new();
    let block = Block { file: FileId(0), text, code: fence.code.clone() };
    block.declarations(language, true, &mut findings);
    if !findings.is_empty() {
        return None;
    }
    let code = text.get(fence.code.clone())?;
    let tokens = scan(code);
    let mut places = Places::default();
    for chunk in chunk::chunks(code, &tokens, language) {
        for node in grammar::read(language, code.get(chunk.start..chunk.end)?).ok()? {
            places.declarations.push(chunk.start + node.start);
            places.collect(&node, chunk.start);
        }
    }
    let line_end = if code.contains("\r\n") { "\r\n" } else { "\n" };
    let layout = Layout { code, language, places, indent: indentation(text, fence), line_end };
    Some(layout.lines(&tokens))
}

/// The blanks before the opening fence; a list marker counts as blanks.
fn indentation(text: &str, fence: &Fence) -> String {
    let before = text.get(..fence.place.start).unwrap_or("");
    let line = before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or("");
    line.chars().map(|sign| if sign == '\t' { '\t' } else { ' ' }).collect()
}

/// What the grammar made of a block: where things begin, in bytes of the block.
#[derive(Default)]
struct Places {
    /// Where declarations begin, in order.
    declarations: Vec<usize>,
    /// What stands deeper than the rest of a declaration: from behind the begin of each `in het
    /// geval` to its end, and the bands of a dated scale.
    deeper: Vec<(usize, usize)>,
    /// The rows of each table: where they begin.
    tables: Vec<Vec<usize>>,
    /// Everything that has no parts, in order.
    leaves: Vec<Leaf>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Leaf {
    kind: Kind,
    start: usize,
    end: usize,
    /// Whether it is an opening bracket that touches the label before it: `2(1)`.
    tight: bool,
}

impl Places {
    fn collect(&mut self, node: &Node, offset: usize) {
        if node.kind == Kind::Given {
            self.deeper.push((offset + node.start + 1, offset + node.end));
        }
        if node.kind == Kind::Period {
            let bands = node.parts.iter().filter(|part| part.kind == Kind::Bands);
            self.deeper.extend(bands.map(|bands| (offset + bands.start, offset + bands.end)));
        }
        if matches!(node.kind, Kind::Table | Kind::EntryList) {
            let is_row = |kind| {
                let decides = matches!(kind, Kind::TableHead | Kind::TableLine | Kind::TableRow);
                decides || matches!(kind, Kind::ListHead | Kind::ListRule | Kind::ListRow)
            };
            let rows = node.parts.iter().filter(|part| is_row(part.kind));
            self.tables.push(rows.map(|row| offset + row.start).collect());
        }
        if node.parts.is_empty() {
            let (start, end) = (offset + node.start, offset + node.end);
            self.leaves.push(Leaf { kind: node.kind, start, end, tight: false });
        }
        for (place, part) in node.parts.iter().enumerate() {
            let first = self.leaves.len();
            self.collect(part, offset);
            let cited = matches!(part.kind, Kind::Paragraph | Kind::Point);
            if let Some(leaf) = self.leaves.get_mut(first)
                && cited
                && place > 0
                && leaf.kind == Kind::Open
            {
                leaf.tight = true;
            }
        }
    }

    /// The leaf in which `token` lies.
    fn leaf(&self, token: &Token) -> Option<Leaf> {
        let place = self.leaves.partition_point(|leaf| leaf.end <= token.start);
        self.leaves.get(place).copied().filter(|leaf| leaf.start <= token.start)
    }
}

struct Layout<'a> {
    code: &'a str,
    language: Language,
    places: Places,
    /// The indentation of declarations.
    indent: String,
    line_end: &'static str,
}

impl Layout<'_> {
    fn lines(&self, tokens: &[Token]) -> String {
        let lines: Vec<&[Token]> =
            tokens.split(|token| token.kind == TokenKind::LineEnd).map(trimmed).collect();
        let mut written = String::with_capacity(self.code.len());
        let columns = self.columns(&lines);
        let mut blank = false;
        for (number, line) in lines.iter().enumerate() {
            if line.is_empty() {
                blank = !written.is_empty();
                continue;
            }
            if std::mem::take(&mut blank) {
                written.push_str(self.line_end);
            }
            let rest = lines.get(number..).unwrap_or(&[]);
            written.push_str(&self.indent);
            written.push_str(&" ".repeat(self.depth(rest)));
            match self.table_of(line) {
                Some(table) => self.row(line, table, &columns, &mut written),
                None => self.line(line, &mut written),
            }
            written.push_str(self.line_end);
        }
        written
    }

    /// How much further than a declaration the first of `lines` is indented. A comment is
    /// indented as what it stands above.
    fn depth(&self, lines: &[&[Token]]) -> usize {
        let Some(first) = lines.iter().flat_map(|line| line.iter()).find(|token| token.counts())
        else {
            return 0;
        };
        let within = |(start, end): &(usize, usize)| (*start..*end).contains(&first.start);
        if self.places.declarations.binary_search(&first.start).is_ok() {
            0
        } else if self.places.deeper.iter().any(within) {
            4
        } else {
            2
        }
    }

    fn line(&self, line: &[Token], written: &mut String) {
        let mut before: Option<&Token> = None;
        for token in line.iter().filter(|token| token.kind != TokenKind::Blank) {
            if let Some(before) = before {
                written.push_str(&self.between(before, token));
            }
            written.push_str(self.sign(token));
            before = Some(token);
        }
    }

    /// What stands between two tokens of a line.
    fn between(&self, before: &Token, token: &Token) -> String {
        let gap = self.code.get(before.end..token.start).unwrap_or("");
        if token.kind == TokenKind::Comment {
            return if gap.is_empty() { " ".to_owned() } else { gap.to_owned() };
        }
        let (left, right) = (self.places.leaf(before), self.places.leaf(token));
        let (Some(left), Some(right)) = (left, right) else { return " ".to_owned() };
        let apart = if left == right {
            match (left.kind, self.language) {
                (Kind::Amount, Language::Dutch) => true,
                (Kind::Amount, Language::English) | (Kind::Percentage, _) => false,
                _ => !gap.is_empty(),
            }
        } else {
            let closes = matches!(right.kind, Kind::Close | Kind::Comma | Kind::Semicolon);
            let opens = matches!(left.kind, Kind::Open | Kind::OpMinus);
            !(closes || opens || right.tight)
        };
        if apart { " ".to_owned() } else { String::new() }
    }

    /// The one way to write a token.
    fn sign(&self, token: &Token) -> &str {
        let written = token.of(self.code);
        let kind = self.places.leaf(token).map(|leaf| leaf.kind);
        match (kind, written) {
            (Some(Kind::OpMultiply), _) => "×",
            (Some(Kind::OpDivide), _) => "÷",
            (Some(Kind::OpSubtract | Kind::OpMinus), _) => "−",
            (Some(Kind::CmpAtMost), "<=") => "≤",
            (Some(Kind::CmpAtLeast), ">=") => "≥",
            _ if token.kind == TokenKind::Comment => written.trim_end(),
            _ => written,
        }
    }
}

/// A line without the blanks at its ends.
fn trimmed(line: &[Token]) -> &[Token] {
    let blank = |token: &Token| token.kind == TokenKind::Blank;
    let start = line.iter().position(|token| !blank(token)).unwrap_or(line.len());
    let end = line.iter().rposition(|token| !blank(token)).map_or(start, |last| last + 1);
    line.get(start..end).unwrap_or(&[])
}
