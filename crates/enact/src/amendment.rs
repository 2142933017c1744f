//! A ruleset as it reads when bills are law.

use crate::world::{File, Role, World};
use enact_diff::Touched;
use enact_source::{Diagnostic, FileId, Language, Severity, Source, Sources};

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
    let mut files = world.files();
    files.sort_by(|file, other| (file.role(), &file.name).cmp(&(other.role(), &other.name)));
    let mut sources = Sources::default();
    let laws: Vec<(usize, FileId)> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.role() == Some(Role::Law))
        .map(|(place, file)| (place, sources.add(text(file))))
        .collect();
    let (mut read, mut names, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for source in bills {
        names.push(source.name.clone());
        let file = sources.add(source.clone());
        let (bill, wrong) = enact_syntax::bill(file, &source);
        read.push(bill);
        findings.extend(wrong);
    }
    let ids: Vec<FileId> = laws.iter().map(|(_, id)| *id).collect();
    let amended = enact_diff::amend(&sources, &ids, &read, in_order);
    findings.extend(amended.findings);
    findings.sort_by_key(Diagnostic::span);
    let mut short = Vec::new();
    for ((place, id), law) in laws.iter().zip(&amended.laws) {
        files[*place].bytes = law.text.as_bytes().to_vec();
        short.push(enact_syntax::parse(*id, law).document.header.short);
    }
    let language = read.first().map_or(Language::English, |bill| bill.header.language);
    Consolidation {
        files,
        touched: amended.touched,
        laws: short,
        bills: names,
        findings,
        sources,
        language,
    }
}

/// A law as text; what is no text was never read as a law either.
fn text(file: &File) -> Source {
    Source::new(file.name.clone(), String::from_utf8_lossy(&file.bytes).into_owned())
}
