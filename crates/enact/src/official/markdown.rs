//! The text of an act as the Markdown of a law.
//!
//! Start at [`section`]. What opens a provision in the outline of a law is a paragraph or a point of
//! the act, and nothing else is: a line that only looks like one is shielded. Text that has a place of
//! its own in a form that the outline does not know (a list in a list in a list) stays with the
//! provision that it stands in.

use super::act::{Block, Division, Section, Stretch};
use enact_source::{FileId, Source};
use enact_syntax::{Label, opening};

/// Characters in a line, where a line can be broken.
const WIDTH: usize = 100;

/// `division` as it stands in a law.
pub(super) fn section(division: &Division) -> Section {
    let mut writer = Writer { stretches: vec![(Vec::new(), 0)], last: None };
    writer.blocks(&division.blocks, Place::ARTICLE);
    let written: Vec<String> =
        writer.stretches.iter().map(|(paragraphs, _)| paragraphs.join("\n\n")).collect();
    // What each stretch opens is read back, so that it is what the outline of a law says.
    let heading = &division.heading;
    let law =
        format!("---\ntitle: a\nlanguage: nl\n---\n## {heading}\n\n{}\n", written.join("\n\n"));
    let outline = enact_syntax::frame(FileId(0), &Source::new("", law)).outline;
    let mut provisions = outline.into_iter().map(|outlined| outlined.provision);
    let own = provisions.next();
    let mut stretches = Vec::new();
    for (number, (text, (_, indent))) in written.into_iter().zip(writer.stretches).enumerate() {
        let provision = if number == 0 { own.clone() } else { provisions.next() };
        stretches.push(Stretch { provision, text, indent });
    }
    Section { provision: own, heading: heading.clone(), depth: division.depth, stretches }
}

/// What a block stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Article,
    Paragraph,
    Point,
    Deeper,
}

/// Where the blocks in something are written.
#[derive(Debug, Clone, Copy)]
struct Place {
    within: Within,
    /// Blanks before words without a label.
    text: usize,
    /// Blanks before a label.
    labels: usize,
    /// Blanks before the words of the article or the paragraph that it stands in.
    base: usize,
}

impl Place {
    const ARTICLE: Self = Self { within: Within::Article, text: 0, labels: 0, base: 0 };

    /// In a numbered paragraph whose words stand behind `indent` blanks.
    const fn paragraph(indent: usize) -> Self {
        Self { within: Within::Paragraph, text: indent, labels: indent, base: indent }
    }

    /// In a point that stands here.
    fn point(self) -> Self {
        let outer = matches!(self.within, Within::Article | Within::Paragraph);
        let within = if outer { Within::Point } else { Within::Deeper };
        // Three blanks more, and no further: four would make it an example.
        Self { within, text: self.labels, labels: self.base + 3, base: self.base }
    }
}

struct Writer {
    /// The paragraphs of each stretch, and the indentation of what belongs to it.
    stretches: Vec<(Vec<String>, usize)>,
    /// The last number in a list of Markdown, and the sign behind it.
    last: Option<(u32, char)>,
}

impl Writer {
    fn add(&mut self, paragraph: String) {
        if let Some((paragraphs, _)) = self.stretches.last_mut()
            && !paragraph.trim().is_empty()
        {
            paragraphs.push(paragraph);
        }
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) {
        let first = blocks.iter().find_map(|block| match block {
            Block::Labelled(label, _) => Some(label.trim_matches(['(', ')', '.'])),
            Block::Text(_) | Block::Table(_) => None,
        });
        for block in blocks {
            match block {
                Block::Text(text) => self.add(wrapped("", &shielded(text), place.text, place.text)),
                Block::Table(rows) => self.add(table(rows, place.text)),
                Block::Labelled(label, inner) => {
                    let below = self.labelled(label, inner, place, first == Some("i"));
                    let rest = inner.get(usize::from(leading(inner).is_some())..);
                    self.blocks(rest.unwrap_or(&[]), below);
                }
            }
        }
    }

    /// Writes a label with the words behind it; where the blocks below it stand.
    fn labelled(&mut self, label: &str, inner: &[Block], place: Place, roman: bool) -> Place {
        let words = leading(inner).map(shielded).unwrap_or_default();
        match opens(label, place.within, roman) {
            Some(Label::Paragraph(_)) => self.paragraph(label, &words),
            Some(Label::Point(_) | Label::Degree(_)) => {
                let text = wrapped(label, &words, place.labels, place.labels);
                self.stretches.push((vec![text], place.labels));
                place.point()
            }
            None => {
                let whole = shielded(format!("{label} {words}").trim());
                self.add(wrapped("", &whole, place.labels, place.labels));
                place.point().point()
            }
        }
    }

    /// A numbered paragraph: an item of a list of Markdown where that shows the number as it is.
    fn paragraph(&mut self, label: &str, words: &str) -> Place {
        let digits = label.trim_end_matches(['.', ')']);
        let Ok(number) = digits.parse::<u32>() else {
            self.last = None;
            self.stretches.push((vec![wrapped(label, words, 0, 0)], 0));
            return Place::paragraph(0);
        };
        // Behind 1 a list goes on with 2, whatever is written; another sign begins a list.
        let sign = match self.last {
            Some((last, sign)) if last.checked_add(1) == Some(number) => sign,
            Some((_, '.')) => ')',
            Some(_) | None => '.',
        };
        self.last = Some((number, sign));
        let indent = digits.len() + 2;
        let text = wrapped(&format!("{digits}{sign}"), words, 0, indent);
        self.stretches.push((vec![text], indent));
        Place::paragraph(indent)
    }
}

/// The words directly behind a label.
fn leading(blocks: &[Block]) -> Option<&str> {
    match blocks.first() {
        Some(Block::Text(text)) => Some(text),
        Some(Block::Labelled(..) | Block::Table(_)) | None => None,
    }
}

/// What `label` opens there; nothing where the outline of a law would take it for something else.
fn opens(label: &str, within: Within, roman: bool) -> Option<Label<'_>> {
    let (kind, rest) = opening(label)?;
    let known = match (kind, within) {
        (Label::Paragraph(_), Within::Article) => true,
        (Label::Point(_), Within::Article | Within::Paragraph) => true,
        (Label::Point(_), Within::Point) => roman,
        (Label::Degree(_), Within::Article | Within::Paragraph | Within::Point) => true,
        (Label::Paragraph(_) | Label::Point(_) | Label::Degree(_), _) => false,
    };
    (known && rest.is_empty()).then_some(kind)
}

/// `text` such that it does not look like a label or like a sign of Markdown where a line begins.
fn shielded(text: &str) -> String {
    let text = text.trim();
    let digits = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let listed = digits.len() < text.len() && digits.starts_with(['.', ')']);
    if (opening(text).is_some() || listed)
        && let Some(at) = text.find(['.', ')', '°', 'º'])
    {
        let (before, rest) = text.split_at(at);
        return match rest.strip_prefix(['°', 'º']) {
            Some(behind) => format!("{before}&deg;{behind}"),
            None => format!("{before}\\{rest}"),
        };
    }
    if text.starts_with(['#', '>', '+', '-', '=', '~', '|', ':']) {
        return format!("\\{text}");
    }
    text.to_owned()
}

/// `label` and `text` in lines: the first behind `indent` blanks, the others behind `hanging`. A line
/// never begins with what could be taken for a label or a sign.
fn wrapped(label: &str, text: &str, indent: usize, hanging: usize) -> String {
    let mut written = format!("{}{label}", " ".repeat(indent));
    let mut width = written.chars().count();
    let mut rest = text;
    let mut begun = !label.is_empty();
    while let Some(word) = rest.split(' ').next().filter(|_| !rest.is_empty()) {
        let length = word.chars().count();
        let plain = word.starts_with(char::is_alphabetic) && opening(rest).is_none();
        if begun && plain && width + 1 + length > WIDTH {
            written.push_str(&format!("\n{}", " ".repeat(hanging)));
            width = hanging;
        } else if begun {
            written.push(' ');
            width += 1;
        }
        written.push_str(word);
        width += length;
        begun = true;
        rest = rest.get(word.len()..).unwrap_or("").trim_start_matches(' ');
    }
    written
}

/// Rows of cells as a table of Markdown.
fn table(rows: &[Vec<String>], indent: usize) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let blanks = " ".repeat(indent);
    let line = |row: &[String]| {
        let cells: Vec<String> = (0..columns)
            .map(|column| row.get(column).map_or(String::new(), |cell| cell.replace('|', "\\|")))
            .collect();
        format!("{blanks}| {} |", cells.join(" | "))
    };
    let ruled = format!("{blanks}|{}", "---|".repeat(columns));
    let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    if !lines.is_empty() {
        lines.insert(1, ruled);
    }
    lines.join("\n")
}
