//! Reading a bill: Markdown in which each paragraph does one thing to a law, and the quotation
//! behind it holds the new text.
//!
//! A paragraph that no instruction reads, but that looks like one, is reported; any other prose
//! is explanation.

use crate::cited::{self, citations};
use crate::codes;
use crate::header;
use crate::markdown;
use crate::outline::Outline;
use crate::tree::{
    Bill, CitedProvision, Commencement, Instruction, Name, NewText, Operation, Outlined, Swap,
};
use enact_source::{Diagnostic, FileId, Language, Provision, Source, Span};
use pest::Parser;
use pest::iterators::Pair;
use std::ops::Range;

#[derive(pest_derive::Parser)]
#[grammar = "../../../grammar/bill.pest"]
struct Phrases;

/// Reads the bill in `source`, known as `file`.
#[must_use]
pub fn bill(file: FileId, source: &Source) -> (Bill, Vec<Diagnostic>) {
    let text: &str = &source.text;
    let mut findings = Vec::new();
    if text.len() > codes::FILE_MAX {
        findings.push(codes::too_large(Span::new(file, 0..0)));
        let header = header::read(file, "", &source.name, &mut Vec::new()).0;
        return (Bill { header, instructions: Vec::new(), commencement: None }, findings);
    }
    let (header, start) = header::read(file, text, &source.name, &mut findings);
    let mut outline = Outline::new(file);
    let own = unquoted(text, start);
    outline.read(&own, start, &markdown::pieces(&own, start));
    let mut reader = Reader {
        file,
        text,
        language: header.language,
        law: None,
        bill: Bill { header, instructions: Vec::new(), commencement: None },
        findings,
    };
    let mut paragraphs = paragraphs(text, start).into_iter().peekable();
    let mut lettered: Option<Lettered> = None;
    while let Some(paragraph) = paragraphs.next() {
        if paragraph.quoted {
            continue;
        }
        let quotation = paragraphs.next_if(|next| next.quoted).map(|next| next.place);
        let opened = outline.provisions.iter().rev();
        let mut opened = opened.filter(|one| one.lines.range().start <= paragraph.place.start);
        let opened = opened.next();
        let words = text.get(paragraph.place.clone()).unwrap_or_default();
        if let Some((home, letter)) = opened.zip(letter(words)) {
            let home = Provision { parts: Vec::new(), ..home.provision.clone() };
            let at = paragraph.place.start;
            lettered = Some(Lettered { home, letter: letter.to_owned(), at });
        }
        let article = opened.map(|opened| article(opened, lettered.as_ref()));
        reader.paragraph(paragraph.place, quotation, article);
    }
    let Reader { bill, mut findings, .. } = reader;
    findings.sort_by_key(|finding| finding.span().start);
    (bill, findings)
}

/// A part of an article of the bill that has a capital for its number.
struct Lettered {
    home: Provision,
    letter: String,
    at: usize,
}

/// The capital with which a paragraph begins, as `A.`, or that stands alone.
fn letter(words: &str) -> Option<&str> {
    let end = words.find(|sign: char| !sign.is_ascii_uppercase()).unwrap_or(words.len());
    let (letter, rest) = words.split_at(end);
    let apart = rest.is_empty() || rest.starts_with(['.', ')']);
    (apart && (1..=2).contains(&letter.len())).then_some(letter)
}

/// The article of the bill with its letter and its number.
fn article(opened: &Outlined, lettered: Option<&Lettered>) -> Provision {
    let Provision { level, label, parts } = opened.provision.clone();
    let within = lettered.filter(|one| one.home.level == level && one.home.label == label);
    let letter = within.map(|one| one.letter.clone());
    let inside = within.is_none_or(|one| one.at <= opened.lines.range().start);
    let numbers = parts.into_iter().filter(|_| inside);
    Provision { level, label, parts: letter.into_iter().chain(numbers).collect() }
}

/// The text with every quotation left blank: headings of new text are not the bill's own.
fn unquoted(text: &str, start: usize) -> String {
    let (front, body) = text.split_at(start.min(text.len()));
    let lines = body.split_inclusive('\n').map(|line| {
        if line.trim_start().starts_with('>') {
            let blank = " ".repeat(line.trim_end_matches('\n').len());
            if line.ends_with('\n') { blank + "\n" } else { blank }
        } else {
            line.to_owned()
        }
    });
    front.to_owned() + &lines.collect::<String>()
}

/// Lines that belong together.
struct Paragraph {
    place: Range<usize>,
    quoted: bool,
}

/// The paragraphs and quotations behind the front matter; headings and comments aside.
fn paragraphs(text: &str, start: usize) -> Vec<Paragraph> {
    let (mut found, mut at): (Vec<Paragraph>, usize) = (Vec::new(), start);
    let mut open = false;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let (words, end) = (line.trim(), at + line.trim_end().len());
        let begin = at + (line.len() - line.trim_start().len());
        at += line.len();
        let quoted = words.starts_with('>');
        if words.is_empty() || words.starts_with('#') || words.starts_with("<!--") {
            open = false;
            continue;
        }
        match found.last_mut() {
            Some(last) if open && last.quoted == quoted => last.place.end = end,
            _ => found.push(Paragraph { place: begin..end, quoted }),
        }
        open = true;
    }
    found
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    language: Language,
    /// The law that was last said to be amended.
    law: Option<String>,
    bill: Bill,
    findings: Vec<Diagnostic>,
}

/// What a sentence of a bill does, before its text is looked at.
enum Said {
    Amended(String),
    Commencement(String),
    Done(Box<CitedProvision>, Operation),
}

impl Reader<'_> {
    fn paragraph(
        &mut self,
        place: Range<usize>,
        quotation: Option<Range<usize>>,
        article: Option<Provision>,
    ) {
        let words = self.text.get(place.clone()).unwrap_or_default();
        let span = Span::new(self.file, place);
        let rule = match self.language {
            Language::Dutch => Rule::dutch,
            Language::English => Rule::english,
        };
        let Ok(mut pairs) = Phrases::parse(rule, words) else {
            if quotation.is_some() || self.looks_like_one(words) {
                self.findings.push(codes::no_instruction(span));
            }
            return;
        };
        let phrase = pairs.find(|pair| !matches!(pair.as_rule(), Rule::label | Rule::EOI));
        let Some(said) = phrase.and_then(|phrase| self.said(&phrase, quotation, span)) else {
            return;
        };
        match said {
            Said::Amended(law) => self.law = Some(law),
            Said::Commencement(words) => match cited::day(&words, self.language) {
                Some(day) => self.bill.commencement = Some(Commencement { day, article, span }),
                None => self.findings.push(codes::no_instruction(span)),
            },
            Said::Done(at, operation) => {
                let named = at.law.as_ref().map(|law| law.text.clone());
                let (law, at) = (named.or_else(|| self.law.clone()), *at);
                self.bill.instructions.push(Instruction { article, law, at, operation, span });
            }
        }
    }

    /// Whether prose has the words of an instruction.
    fn looks_like_one(&self, words: &str) -> bool {
        let signs = match self.language {
            Language::Dutch => {
                ["te luiden", "vervangen door", "ingevoegd", "vernummerd", "vervalt"]
            }
            Language::English => ["substitute", "repealed", "renumbered", "insert", "omit"],
        };
        signs.into_iter().any(|sign| words.contains(sign))
    }

    fn said(
        &mut self,
        phrase: &Pair<'_, Rule>,
        quotation: Option<Range<usize>>,
        span: Span,
    ) -> Option<Said> {
        let mut parts = phrase.clone().into_inner().filter(|part| part.as_rule() != Rule::EOI);
        let place = parts.next()?;
        match phrase.as_rule() {
            Rule::amended_nl | Rule::amended_en => return Some(Said::Amended(law_name(&place))),
            Rule::commencement_nl | Rule::commencement_en => {
                return Some(Said::Commencement(place.as_str().trim().to_owned()));
            }
            _ => {}
        }
        let at = self.cited(&place, span)?;
        let parts: Vec<Pair<'_, Rule>> = parts.collect();
        let needs_text = |reader: &mut Self| {
            let text = quotation.clone().map(|place| reader.quoted(place));
            if text.is_none() {
                reader.findings.push(codes::no_new_text(span));
            }
            text
        };
        let operation = match phrase.as_rule() {
            Rule::words_nl | Rule::words_en => {
                Operation::Words(parts.into_iter().map(swap).collect())
            }
            Rule::rewritten_nl | Rule::rewritten_en => Operation::Rewrite(needs_text(self)?),
            Rule::inserted_nl | Rule::inserted_en => Operation::Insert(needs_text(self)?),
            Rule::appended_nl | Rule::appended_en => Operation::Append(needs_text(self)?),
            Rule::renumbered_nl | Rule::renumbered_en => {
                let to = self.cited(parts.first()?, span)?;
                Operation::Renumber(CitedProvision {
                    heading: to.heading.or_else(|| at.heading.clone()),
                    ..to
                })
            }
            _ => Operation::Repeal,
        };
        Some(Said::Done(Box::new(at), operation))
    }

    /// The provision that a phrase names.
    fn cited(&mut self, place: &Pair<'_, Rule>, sentence: Span) -> Option<CitedProvision> {
        let words = place.as_str().trim().trim_end_matches(',');
        let begin = sentence.range().start + place.as_span().start();
        let span = Span::new(self.file, begin..begin + words.len());
        let (words, law) = of_law(words);
        let mut lower = words.to_owned();
        if let Some(first) = lower.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        match citations(&lower, self.language).as_deref() {
            Some([only]) if only.heading.is_some() || !only.parts.is_empty() => {
                let law = law.map(|text| Name { text: text.to_owned(), law: None, span });
                Some(CitedProvision { span, law: law.or(only.law.clone()), ..only.clone() })
            }
            _ => {
                self.findings.push(codes::no_place(span, words));
                None
            }
        }
    }

    /// A quotation as the text that it quotes.
    fn quoted(&self, place: Range<usize>) -> NewText {
        let lines = self.text.get(place.clone()).unwrap_or_default().lines().map(|line| {
            let line = line.trim_start();
            let line = line.strip_prefix('>').unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line).trim_end()
        });
        let mut text: String = lines.collect::<Vec<_>>().join("\n");
        text.push('\n');
        NewText { text, span: Span::new(self.file, place) }
    }
}

/// A citation apart from the law that it names in full.
fn of_law(words: &str) -> (&str, Option<&str>) {
    let joins = [" van de ", " van het ", " of the "];
    let split = joins.iter().find_map(|join| words.split_once(join));
    split.map_or((words, None), |(place, law)| (place.trim_end_matches(','), Some(law)))
}

/// The name of a law, without its article.
fn law_name(place: &Pair<'_, Rule>) -> String {
    let words = place.as_str().trim();
    let articles = ["De ", "Het ", "The ", "de ", "het ", "the "];
    let bare = articles.iter().find_map(|article| words.strip_prefix(article));
    bare.unwrap_or(words).to_owned()
}

/// One change of words: others for some, some behind others, or none for some.
fn swap(pair: Pair<'_, Rule>) -> Swap {
    let behind = matches!(pair.as_rule(), Rule::behind_nl | Rule::behind_en);
    let (mut words, mut each) = (Vec::new(), false);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::each => each = true,
            _ => words.push(part.as_str().to_owned()),
        }
    }
    let mut words = words.into_iter();
    let (find, put) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if behind { Swap::behind(&find, &put) } else { Swap { find, put, each } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(language: &str, body: &str) -> (Vec<String>, Vec<&'static str>) {
        let text = format!("---\ntitle: Bill\nlanguage: {language}\n---\n{body}");
        let (bill, findings) = bill(FileId(0), &Source::new("a.bill.md", text.as_str()));
        let place = |cited: &CitedProvision| {
            let heading = cited.heading.as_ref().map_or("", |(_, label)| label.as_str());
            format!("{heading}({})", cited.parts.join(")("))
        };
        let instructions = bill.instructions.iter().map(|one| {
            let operation = match &one.operation {
                Operation::Words(swaps) => format!("{swaps:?}"),
                Operation::Rewrite(new) => format!("rewrite {:?}", new.text),
                Operation::Repeal => "repeal".to_owned(),
                Operation::Insert(new) => format!("insert {:?}", new.text),
                Operation::Append(new) => format!("append {:?}", new.text),
                Operation::Renumber(to) => format!("renumber {}", place(to)),
            };
            let article = one.article.as_ref().map(|article| article.cite(Language::English));
            let law = one.law.as_deref().unwrap_or("-");
            format!("{} | {law} | {} | {operation}", article.unwrap_or_default(), place(&one.at))
        });
        let mut all: Vec<String> = instructions.collect();
        all.extend(bill.commencement.map(|one| format!("from {}", one.day)));
        (all, findings.iter().map(|finding| finding.code.0).collect())
    }

    #[test]
    fn a_dutch_bill() {
        insta::assert_debug_snapshot!(read(
            "nl",
            "# Wet tot wijziging van de Voorbeeldwet\n\nDeze wet stelt de bedragen opnieuw vast.\n\n\
             ## Artikel I\n\nDe Voorbeeldwet wordt als volgt gewijzigd:\n\n\
             1. In artikel 2, derde lid, wordt “4,273%” vervangen door “4,289%” en wordt “1,896%”\n   vervangen door “1,912%”.\n\n\
             2. In artikel 3 wordt \"€ 10\" telkens vervangen door \"€ 12\".\n\n\
             3. Artikel 4, eerste lid, komt te luiden:\n\n   > 1. Nieuw.\n   >\n   >    ```enact\n   >    regel a\n   >    ```\n\n\
             4. Artikel 5 vervalt.\n\n5. Na artikel 6 wordt een artikel ingevoegd, luidende:\n\n   > ## Artikel 6a\n   >\n   > Tekst.\n\n\
             6. Aan artikel 7 wordt een lid toegevoegd, luidende:\n\n   > 3. Ook dit.\n\n\
             7. Artikel 8, tweede lid, wordt vernummerd tot derde lid.\n\n\
             8. In artikel 9 van de Andere Wet vervalt “en zo”.\n\n\
             9. In artikel 9, onderdeel a, wordt na “ouder” ingevoegd “of verzorger”.\n\n\
             ## Artikel II\n\nDeze wet treedt in werking met ingang van 1 januari 2026.\n"
        ));
    }

    #[test]
    fn an_english_bill() {
        insta::assert_debug_snapshot!(read(
            "en",
            "## Section 1\n\nThe Home Act is amended as follows:\n\n\
             (1) In section 2(3), for “£40” substitute “£42”, and for “£10” in each place where it occurs substitute “£12”.\n\n\
             (2) For section 4(1) substitute:\n\n> (1) New.\n\n\
             (3) Section 5 is repealed.\n\n(4) Omit section 5A.\n\n(5) After section 6 insert:\n\n> ## Section 6A\n>\n> Text.\n\n\
             (6) At the end of section 7 insert:\n\n> (3) This too.\n\n\
             (7) Section 8(2) is renumbered as section 8(3).\n\n\
             (8) In section 9, omit “and so on”.\n\n(9) In section 9(a), after “parent” insert “or guardian”.\n\n\
             ## Section 2\n\nThis Act comes into force on 6 April 2026.\n"
        ));
    }

    #[test]
    fn the_parts_of_an_article_have_capitals() {
        let (read, _) = read(
            "nl",
            "## Artikel I\n\nDe Voorbeeldwet wordt als volgt gewijzigd:\n\nA\n\nArtikel 2 vervalt.\n\n\
             B\n\n1. Artikel 3, eerste lid, vervalt.\n\n2. Artikel 3, tweede lid, vervalt.\n\n\
             C. Artikel 4 vervalt.\n\n## Artikel II\n\nArtikel 5 vervalt.\n",
        );
        let articles: Vec<&str> = read.iter().filter_map(|one| one.split(" | ").next()).collect();
        let expected =
            ["article I(A)", "article I(B)(1)", "article I(B)(2)", "article I(C)", "article II"];
        assert_eq!(articles, expected);
    }

    #[test]
    fn what_is_no_amendment_is_reported() {
        let (read, codes) = read(
            "nl",
            "## Artikel I\n\nIn artikel 2 wordt iets vervangen door iets anders.\n\n\
             Artikel 3 komt te luiden:\n\nHet bedrag vervalt.\n\nToelichting.\n",
        );
        assert_eq!(read, Vec::<String>::new());
        assert_eq!(codes, ["E0801", "E0803", "E0802"]);
    }
}
