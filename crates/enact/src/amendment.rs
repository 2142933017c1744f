//! A ruleset as it reads when bills are law.

use crate::Ruleset;
use crate::world::{File, Role, World};
use enact_diff::{Structure, Touched};
use enact_source::{Diagnostic, FileId, Language, Provision, Severity, Source, Sources};
use enact_syntax::tree::Bill;
use std::iter::repeat;

/// What applying bills to a ruleset comes to.
#[derive(Debug, Clone)]
pub struct Consolidation {
    /// The files of the ruleset, its laws as amended.
    pub files: Vec<File>,
    /// What was touched, by which instruction, in order.
    pub touched: Vec<Touched>,
    /// The short names of the laws, by their place in [`Touched::law`].
    pub laws: Vec<String>,
    /// The names of the files of the bills, by their place in [`Touched::bill`].
    pub bills: Vec<String>,
    /// What could not be done, and what asks for attention; in the bills.
    pub findings: Vec<Diagnostic>,
    /// The laws as they were, and the bills, in which the findings point.
    pub sources: Sources,
    /// The language of the first bill.
    pub language: Language,
}

impl Consolidation {
    /// Whether a bill could not be applied as it stands.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error)
    }
}

/// Applies `bills` to the ruleset of `world`, in the order given. Bills that amend one provision
/// are an error, unless they are meant to follow each other: `in_order`.
#[must_use]
pub fn consolidate(world: &dyn World, bills: Vec<Source>, in_order: bool) -> Consolidation {
    let mut drafts = Drafts::on(world);
    let bills: Vec<Bill> = bills.into_iter().map(|source| drafts.add(source)).collect();
    drafts.carried_out(&bills, in_order)
}

/// The laws of a ruleset and bills on them, as they were read.
#[derive(Debug, Clone)]
pub(crate) struct Drafts {
    files: Vec<File>,
    /// The laws: their places among the files, and among the sources.
    laws: Vec<(usize, FileId)>,
    /// The laws, and the bills.
    pub sources: Sources,
    /// The names of the files of the bills.
    names: Vec<String>,
    /// What could not be read of the bills.
    findings: Vec<Diagnostic>,
}

impl Drafts {
    /// The laws of `world`, without a bill yet.
    pub fn on(world: &dyn World) -> Self {
        let mut files = world.files();
        files.sort_by(|file, other| (file.role(), &file.name).cmp(&(other.role(), &other.name)));
        let mut sources = Sources::default();
        let laws = files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.role() == Some(Role::Law))
            .map(|(place, file)| (place, sources.add(text(file))))
            .collect();
        Self { files, laws, sources, names: Vec::new(), findings: Vec::new() }
    }

    /// Reads a bill.
    pub fn add(&mut self, source: Source) -> Bill {
        self.names.push(source.name.clone());
        let file = self.sources.add(source.clone());
        let (bill, wrong) = enact_syntax::bill(file, &source);
        self.findings.extend(wrong);
        bill
    }

    /// The ruleset as it reads when `bills`, made of those that were read, are law.
    pub fn carried_out(&self, bills: &[Bill], in_order: bool) -> Consolidation {
        let ids: Vec<FileId> = self.laws.iter().map(|(_, id)| *id).collect();
        let amended = enact_diff::amend(&self.sources, &ids, bills, in_order);
        let mut findings = [self.findings.as_slice(), amended.findings.as_slice()].concat();
        findings.sort_by_key(Diagnostic::span);
        let (mut files, mut short) = (self.files.clone(), Vec::new());
        for ((place, id), law) in self.laws.iter().zip(&amended.laws) {
            files[*place].bytes = law.text.as_bytes().to_vec();
            short.push(enact_syntax::frame(*id, law).header.short);
        }
        Consolidation {
            files,
            touched: amended.touched,
            laws: short,
            bills: self.names.clone(),
            findings,
            sources: self.sources.clone(),
            language: bills.first().map_or(Language::English, |bill| bill.header.language),
        }
    }
}

/// An article of a bill as it is cited: `artikel I, onderdeel B, onder 2`; `section 1(2)`.
#[must_use]
pub fn cite(article: &Provision, language: Language) -> String {
    if language == Language::English {
        return article.cite(language);
    }
    let home = Provision { parts: Vec::new(), ..article.clone() };
    let mut words = home.cite(language);
    for (part, joint) in
        article.parts.iter().zip([", onderdeel "].into_iter().chain(repeat(", onder ")))
    {
        words.push_str(joint);
        words.push_str(part);
    }
    words
}

/// A law as text; what is no text was never read as a law either.
fn text(file: &File) -> Source {
    Source::new(file.name.clone(), String::from_utf8_lossy(&file.bytes).into_owned())
}

/// A bill with which `before` becomes `after`; see [`bill`].
#[must_use]
pub fn between(before: &Ruleset, after: &Ruleset, language: Language) -> Option<String> {
    bill(&enact_diff::compare(before.program(), after.program()), language)
}

/// A bill with which the one version becomes the other: a document that [`consolidate`] reads.
/// Without a law to amend there is no bill.
#[must_use]
pub fn bill(structure: &Structure<'_>, language: Language) -> Option<String> {
    let laws = enact_diff::instructions(structure);
    let first = laws.first()?;
    let title = match (laws.as_slice(), language) {
        ([_], Language::Dutch) => format!("Wet tot wijziging van de {}", first.law),
        ([_], Language::English) => format!("{} (Amendment) Bill", first.law),
        (_, Language::Dutch) => format!("Wet tot wijziging van de {} en andere wetten", first.law),
        (_, Language::English) => format!("{} and other Acts (Amendment) Bill", first.law),
    };
    let mut text = format!("---\ntitle: {title}\nlanguage: {}\n---\n# {title}\n", language.code());
    for (number, law) in laws.iter().enumerate() {
        let announced = match language {
            Language::Dutch => format!(
                "## Artikel {}\n\nDe {} wordt als volgt gewijzigd:",
                roman(number + 1),
                law.law
            ),
            Language::English => {
                format!("## Section {}\n\nThe {} is amended as follows:", number + 1, law.law)
            }
        };
        text.push_str(&format!("\n{announced}\n"));
        for (place, instruction) in law.instructions.iter().enumerate() {
            let words = instruction.words(language);
            let label = match language {
                Language::Dutch => format!("{}.", place + 1),
                Language::English => format!("({})", place + 1),
            };
            text.push_str(&format!("\n{label} {words}"));
        }
    }
    Some(text)
}

/// A number as the articles of a Dutch bill have it.
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}
