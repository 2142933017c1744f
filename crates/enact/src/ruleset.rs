//! A ruleset: its laws, checked and laid out as one graph, ready to decide.
//!
//! Start at [`Ruleset::load`]. It reads every text of a [`World`], and gives the ruleset when no
//! law has an error, with every finding in any case.

use crate::Citations;
use crate::case::{self, CaseText};
use crate::manifest::{self, Manifest};
use crate::official;
use crate::table::{self, Worked};
use crate::verification;
use crate::world::{File, Role, World};
use enact_eval::{Case, Decision, Outcome, Weighed};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::table::{EntityId, TermId};
use enact_source::{Code, Diagnostic, FileId, Language, Severity, Source, Sources, Span};
use enact_syntax::tree::{DeclarationKind, Document};
use enact_value::Date;
use enact_verify::{Patience, VerifiedGraph};

/// Laws that are ready to decide with.
#[derive(Debug, Clone)]
pub struct Ruleset {
    /// What it is called, and who answers for it.
    pub manifest: Manifest,
    law: VerifiedGraph,
    citations: Citations,
    sources: Sources,
    tables: Vec<(Role, FileId)>,
}

/// What loading comes to.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The ruleset, when no law has an error.
    pub ruleset: Option<Ruleset>,
    /// Every text, also of files that could not be read further.
    pub sources: Sources,
    /// Everything wrong or worth knowing, file by file.
    pub findings: Vec<Diagnostic>,
    /// The language of the first law.
    pub language: Language,
    /// How much was read.
    pub counts: Counts,
}

/// How much a ruleset holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Laws.
    pub laws: usize,
    /// Rules: those for values, grounds on which there is no entitlement, and decisions.
    pub rules: usize,
    /// Examples in the laws.
    pub examples: usize,
}

impl Counts {
    fn of(documents: &[Document]) -> Self {
        let mut counts = Self { laws: documents.len(), ..Self::default() };
        let blocks = documents.iter().flat_map(|law| &law.blocks);
        for declaration in blocks.flat_map(|block| &block.declarations) {
            match declaration.kind {
                DeclarationKind::Rule(_)
                | DeclarationKind::NoEntitlement(_)
                | DeclarationKind::Decision(_) => counts.rules += 1,
                DeclarationKind::Example(_) => counts.examples += 1,
                _ => {}
            }
        }
        counts
    }
}

impl Loaded {
    /// With the verdict on every safeguard among the findings, as far as it is quickly found.
    #[must_use]
    pub fn judged(mut self) -> Self {
        if let Some(ruleset) = &self.ruleset {
            let verdicts = verification::promises(ruleset, Patience::BRIEF, None, &mut |_| {});
            self.findings.extend(verification::judged(ruleset, &verdicts));
            self.findings.sort_by_key(|finding| finding.span());
        }
        self
    }

    /// With what is wrong with the tables of cases among the findings, and their cases counted.
    #[must_use]
    pub fn with_tables(mut self) -> Self {
        if let Some(ruleset) = &self.ruleset {
            let (cases, wrong) = ruleset.tables();
            self.counts.examples += cases.len();
            self.findings.extend(wrong);
        }
        self
    }

    /// Whether a finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error)
    }
}

/// A case that was read for a decision, with the texts its findings point into.
#[derive(Debug)]
pub struct CaseReading {
    /// The case, when it can be decided on.
    pub case: Option<CaseText>,
    /// The texts of the ruleset, and the case behind them.
    pub sources: Sources,
    /// Everything that is wrong with the case.
    pub findings: Vec<Diagnostic>,
}

impl Ruleset {
    /// Reads, checks and lays out the laws of `world`.
    #[must_use]
    pub fn load(world: &dyn World) -> Loaded {
        let mut loading = Loading::default();
        let mut files: Vec<(Role, File)> =
            world.files().into_iter().filter_map(|file| Some((file.role()?, file))).collect();
        files.sort_by(|(role, file), (other, rival)| (role, &file.name).cmp(&(other, &rival.name)));
        for (role, file) in files {
            loading.file(role, file);
        }
        loading.finish()
    }

    /// The laws as a graph.
    #[must_use]
    pub fn graph(&self) -> &RuleGraph {
        self.law.graph()
    }

    /// The laws as verified, with what was found and what was not proved.
    #[must_use]
    pub fn law(&self) -> &VerifiedGraph {
        &self.law
    }

    /// Every provision as cited.
    #[must_use]
    pub fn citations(&self) -> &Citations {
        &self.citations
    }

    /// The checked laws.
    #[must_use]
    pub fn program(&self) -> &Program {
        self.graph().program()
    }

    /// Every text of the ruleset.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The language of the first law.
    #[must_use]
    pub fn language(&self) -> Language {
        self.manifest
            .language
            .or_else(|| Some(self.program().laws.rows().first()?.language))
            .unwrap_or_default()
    }

    /// Whether all laws are in force on `day`.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.program().laws.rows().iter().all(|law| {
            law.in_force.is_none_or(|from| from <= day) && law.until.is_none_or(|until| day < until)
        })
    }

    /// The last first day of its laws: from then on the ruleset is in force as a whole.
    #[must_use]
    pub fn since(&self) -> Option<Date> {
        self.program().laws.rows().iter().filter_map(|law| law.in_force).max()
    }

    /// Decides `term` for the first subject of `case` under the law on `on`.
    #[must_use]
    pub fn decide<'a>(&'a self, term: TermId, case: &'a Case, on: Date) -> Decision<'a> {
        enact_eval::decide(&self.law, term, case, on)
    }

    /// The outcome of [`Ruleset::decide`] alone, without what a motivation is made of.
    #[must_use]
    pub fn outcome(&self, term: TermId, case: &Case, on: Date) -> Outcome {
        enact_eval::outcome(&self.law, term, case, on)
    }

    /// Decides as [`Ruleset::decide`] does, and tells every condition that was weighed on the way.
    #[must_use]
    pub fn observe<'a>(
        &'a self,
        term: TermId,
        case: &'a Case,
        on: Date,
    ) -> (Decision<'a>, Vec<Weighed>) {
        enact_eval::observe(&self.law, term, case, on)
    }

    /// Reads a case about an `entity`, to be decided on `on`: what it says, or everything that
    /// is wrong with it.
    #[must_use]
    pub fn read_case(&self, entity: EntityId, source: Source, on: Date) -> CaseReading {
        let mut sources = self.sources.clone();
        let file = sources.add(source.clone());
        match case::read_case(self.program(), entity, file, &source) {
            Err(findings) => CaseReading { case: None, sources, findings },
            Ok(text) => {
                let findings = case::breaches(self.graph(), &text, on);
                let case = findings.is_empty().then_some(text);
                CaseReading { case, sources, findings }
            }
        }
    }

    /// The worked cases beside the law, `cases/*`, with everything that is wrong with them.
    #[must_use]
    pub fn tables(&self) -> (Vec<Worked>, Vec<Diagnostic>) {
        self.tables_under(self.program())
    }

    /// The same, as the laws of another program read them.
    pub(crate) fn tables_under(&self, program: &Program) -> (Vec<Worked>, Vec<Diagnostic>) {
        let (mut cases, mut findings) = (Vec::new(), Vec::new());
        for (role, file) in &self.tables {
            let Some(source) = self.sources.get(*file) else { continue };
            let (found, wrong) = table::read(program, *role, *file, source);
            cases.extend(found);
            findings.extend(wrong);
        }
        (cases, findings)
    }
}

/// The laws of `files` as they are tried on single cases: without their examples, and not verified.
/// `None` when one has an error.
pub(crate) fn tried(files: &[File]) -> Option<RuleGraph> {
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    for file in files.iter().filter(|file| file.role() == Some(Role::Law)) {
        let source = Source::new(&*file.name, std::str::from_utf8(&file.bytes).ok()?);
        let tree = enact_syntax::rules(sources.add(source.clone()), &source, &|_| true);
        if tree.findings.iter().any(|finding| finding.severity() == Severity::Error) {
            return None;
        }
        documents.push(tree.document);
    }
    enact_model::check(&documents, sources).program.map(enact_graph::build)
}

#[derive(Default)]
struct Loading {
    manifest: Option<Manifest>,
    documents: Vec<Document>,
    sources: Sources,
    findings: Vec<Diagnostic>,
    tables: Vec<(Role, FileId)>,
}

impl Loading {
    fn file(&mut self, role: Role, file: File) {
        let (text, sound) = match String::from_utf8(file.bytes) {
            Ok(text) => (text, true),
            Err(_) => (String::new(), false),
        };
        let source = Source::new(file.name, text);
        let id = self.sources.add(source.clone());
        if !sound {
            self.findings.push(Diagnostic::new(Code("E0001"), Span::new(id, 0..0)));
            return;
        }
        match role {
            Role::Manifest => {
                let (manifest, findings) = manifest::read(id, &source);
                self.manifest = Some(manifest);
                self.findings.extend(findings);
            }
            Role::Law => {
                let tree = enact_syntax::parse(id, &source);
                self.findings.extend(official::unkept(&source, &tree.document));
                self.documents.push(tree.document);
                self.findings.extend(tree.findings);
            }
            Role::CaseTable | Role::CaseList => self.tables.push((role, id)),
        }
    }

    fn finish(mut self) -> Loaded {
        let language = self.documents.first().map(|law| law.header.language).unwrap_or_default();
        if self.documents.is_empty() {
            self.findings.push(Diagnostic::new(Code("E0545"), Span::default()));
        }
        let counts = Counts::of(&self.documents);
        let unread = self.findings.iter().any(|finding| finding.severity() == Severity::Error);
        let checked = enact_model::check(&self.documents, self.sources.clone());
        self.findings.extend(checked.findings);
        let program = checked.program.filter(|_| !unread);
        let graph = program.map(enact_graph::build);
        let verified = graph.and_then(|graph| {
            let (law, findings) = verification::verified(graph, &self.findings);
            self.findings.extend(findings);
            law
        });
        let ruleset = verified.map(|law| {
            let program = law.graph().program();
            let manifest = self.manifest.unwrap_or_else(|| unnamed(program));
            let (sources, tables) = (self.sources.clone(), self.tables);
            let citations = Citations::of(program);
            Ruleset { manifest, law, citations, sources, tables }
        });
        self.findings.sort_by_key(|finding| finding.span());
        Loaded { ruleset, sources: self.sources, findings: self.findings, language, counts }
    }
}

/// A single law without `enact.toml` is called by its own name.
fn unnamed(program: &Program) -> Manifest {
    let name = program.laws.rows().first().map(|law| law.short.clone()).unwrap_or_default();
    Manifest { name, ..Manifest::default() }
}
