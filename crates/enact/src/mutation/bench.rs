//! One variant on the bench: read, checked, run, judged and compared, until somebody notices.

use super::compared::Compared;
use super::told;
use crate::table::Worked;
use crate::world::Role;
use crate::{Ruleset, examples, names, verification};
use enact_eval::{Case, Outcome};
use enact_graph::{Node, RuleGraph};
use enact_model::Program;
use enact_model::table::TermId;
use enact_source::{Citation, Diagnostic, Language, Severity, Source, Sources};
use enact_syntax::Variant;
use enact_syntax::tree::Document;
use enact_value::Date;
use enact_verify::{Pairing, Patience, Promises, Verdict as Judgement, VerifiedGraph, Versions};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a variant.
pub(super) enum Verdict {
    /// A worked case no longer comes out as it should.
    Example { title: String },
    /// A safeguard no longer holds.
    Safeguard { title: String },
    /// The check finds something new.
    Check { code: &'static str, message: String },
    /// No case is decided otherwise.
    Same { why: String },
    /// This one is.
    Unnoticed(Box<Killing>),
    /// Nobody knows.
    Open { why: String },
}

/// A case that the law and the variant decide differently.
#[derive(Clone)]
pub(super) struct Killing {
    /// What the example is called for which it is the case; empty while it has no name.
    pub(super) title: String,
    pub(super) term: TermId,
    pub(super) case: Case,
    pub(super) on: Date,
    pub(super) outcome: Outcome,
    /// Under the variant, in words.
    pub(super) otherwise: String,
}

/// A ruleset, and what is known of it before any variant is tried.
pub(super) struct Bench<'a> {
    pub(super) ruleset: &'a Ruleset,
    documents: Vec<Document>,
    pub(super) language: Language,
    pub(super) patience: Patience,
    /// By whose outcome variants are told from the law.
    pub(super) asked: Vec<TermId>,
    /// Whether only what bears on one value was asked for.
    limited: bool,
    /// The worked cases, those that pass under the law itself.
    worked: Vec<(usize, String)>,
    /// How often the check finds what in the law itself.
    known: BTreeMap<&'static str, usize>,
    /// The promises of the law itself.
    promises: Promises<'a>,
    /// The safeguards, by their place, of which it was asked so far whether they are proved of the
    /// law itself.
    proved: BTreeMap<usize, bool>,
    /// The cases that were found to be missing so far: one may show several slips.
    missing: Vec<Killing>,
    /// How many comparisons came to nothing so far.
    open: u32,
}

/// How many comparisons may use up their patience. What stands in the way of one mostly stands in
/// the way of the others: they are given a part of it.
const OPEN_MAX: u32 = 2;
const PART_AFTER: u64 = 20;

impl<'a> Bench<'a> {
    pub(super) fn of(
        ruleset: &'a Ruleset,
        asked: Option<TermId>,
        patience: Patience,
        language: Language,
    ) -> Self {
        let laws = ruleset
            .sources()
            .iter()
            .filter(|(_, source)| Role::of(&source.name) == Some(Role::Law));
        let documents = laws.map(|(id, source)| enact_syntax::parse(id, source).document).collect();
        let mut bench = Self {
            ruleset,
            documents,
            language,
            patience,
            asked: asked.map_or_else(|| outcomes(ruleset.graph()), |term| vec![term]),
            limited: asked.is_some(),
            worked: Vec::new(),
            known: BTreeMap::new(),
            promises: verification::promised(ruleset.law(), patience),
            proved: BTreeMap::new(),
            missing: Vec::new(),
            open: 0,
        };
        let graph = ruleset.graph();
        let all = worked(ruleset, graph.program());
        let passing = all
            .into_iter()
            .enumerate()
            .filter(|(_, worked)| examples::failure(graph, worked, language).is_none());
        bench.worked = passing.map(|(place, worked)| (place, worked.title)).collect();
        bench.known = bench.found_in_law();
        bench
    }

    /// How often the check finds what in the law itself.
    fn found_in_law(&self) -> BTreeMap<&'static str, usize> {
        let checked = enact_model::check(&self.documents, self.ruleset.sources().clone());
        let graph = checked.program.map(enact_graph::build);
        let found = graph.map(|graph| verification::verified(graph, &checked.findings).1);
        counted(&[checked.findings, found.unwrap_or_default()].concat())
    }

    /// The law by its place among the laws.
    pub(super) fn document(&self, law: usize) -> Option<&Document> {
        self.documents.get(law)
    }

    /// How many cases are missing.
    pub(super) fn missing(&self) -> usize {
        self.missing.len()
    }

    /// How many worked cases are run.
    pub(super) fn examples(&self) -> usize {
        self.worked.len()
    }

    /// Every variant, with the place of its law, in order of the text.
    pub(super) fn variants(&self) -> Vec<(usize, Variant)> {
        let grounds = self.limited.then(|| self.grounds());
        let mut found = Vec::new();
        for (place, document) in self.documents.iter().enumerate() {
            let Some(source) = self.ruleset.sources().get(document.file) else { continue };
            let law = &document.header.short;
            let bears = |variant: &Variant| {
                let provision = variant.provision.clone();
                let ground = Citation { law: law.clone(), provision };
                grounds.as_ref().is_none_or(|grounds| grounds.contains(&ground))
            };
            let variants = enact_syntax::variants(document.file, source);
            found.extend(variants.into_iter().filter(bears).map(|variant| (place, variant)));
        }
        found
    }

    /// The provisions on which what is asked rests.
    fn grounds(&self) -> BTreeSet<Citation> {
        let graph = self.ruleset.graph();
        let slices = self.asked.iter().map(|term| graph.rests_on(Node::Term(*term)));
        let nodes: BTreeSet<Node> =
            slices.flat_map(|slice| slice.nodes().collect::<Vec<_>>()).collect();
        nodes.into_iter().filter_map(|node| graph.ground(node).cloned()).collect()
    }

    /// What becomes of a variant of a law.
    pub(super) fn verdict(&mut self, law: usize, variant: &Variant) -> Verdict {
        let Some(document) = self.documents.get(law) else { return self.beyond() };
        let Some(source) = self.ruleset.sources().get(document.file) else { return self.beyond() };
        let changed = Source::new(source.name.clone(), variant.applied(&source.text));
        let file = document.file;
        let tree = enact_syntax::parse(file, &changed);
        if let Some(error) = first_error(&tree.findings) {
            return self.found(error);
        }
        let sources = self.ruleset.sources().clone().with(file, changed);
        let Some(place) = self.documents.get_mut(law) else { return self.beyond() };
        let own = std::mem::replace(place, tree.document);
        let mut verdict = self.judged(sources);
        if let Verdict::Unnoticed(killing) = &mut verdict
            && killing.title.is_empty()
        {
            let provision = variant.provision.clone();
            let ground = Citation { law: own.header.short.clone(), provision };
            killing.title = told::title(&variant.change, &ground, own.header.language);
            self.missing.push(Killing::clone(killing));
        }
        if let Some(place) = self.documents.get_mut(law) {
            *place = own;
        }
        verdict
    }

    /// What becomes of the laws as they now stand.
    fn judged(&mut self, sources: Sources) -> Verdict {
        let checked = enact_model::check(&self.documents, sources);
        let Some(program) = checked.program else {
            return first_error(&checked.findings)
                .map_or_else(|| self.beyond(), |error| self.found(error));
        };
        let graph = enact_graph::build(program);
        if let Some(title) = self.noticing(&graph) {
            return Verdict::Example { title };
        }
        let shown = self.missing.iter().find_map(|known| self.shown_by(known, &graph));
        let part = if self.open < OPEN_MAX { 1 } else { PART_AFTER };
        let patience = Patience { choices: self.patience.choices / part, ..self.patience };
        let compared = shown.map_or_else(|| self.compared(&graph, patience), Compared::Differs);
        self.open += u32::from(matches!(compared, Compared::Open(_)));
        if let Compared::Same(why) = compared {
            return Verdict::Same { why };
        }
        self.noticed(graph, checked.findings).unwrap_or(match compared {
            Compared::Differs(killing) => Verdict::Unnoticed(Box::new(killing)),
            Compared::Open(why) | Compared::Same(why) => Verdict::Open { why },
        })
    }

    /// Whether the check or a safeguard notices what no example does.
    fn noticed(&mut self, graph: RuleGraph, known: Vec<Diagnostic>) -> Option<Verdict> {
        let (law, found) = verification::verified(graph, &known);
        let findings = [known, found].concat();
        if let Some(new) = self.unknown(&findings) {
            return Some(self.found(new));
        }
        self.broken(&law?).map(|title| Verdict::Safeguard { title })
    }

    /// The first safeguard that is proved of the law itself and refuted of the variant.
    fn broken(&mut self, law: &VerifiedGraph) -> Option<String> {
        let (before, after) = (self.ruleset.program(), law.graph().program());
        let pairing = Pairing::by_name(before, after);
        let versions = Versions::of(self.ruleset.law(), law.graph(), &pairing);
        let promises = verification::promised(law, self.patience);
        let bearing = after.safeguards.iter().enumerate();
        let mut bearing = bearing.filter(|(_, safeguard)| !versions.promise_the_same(safeguard));
        let broken = bearing.find(|(place, _)| {
            let own = self.proved.entry(*place);
            let proved = own.or_insert_with(|| {
                matches!(self.promises.judge(*place), Some(Judgement::Proved(_)))
            });
            *proved && matches!(promises.judge(*place), Some(Judgement::Refuted(_)))
        });
        broken.map(|(_, safeguard)| safeguard.title.clone())
    }

    /// The first worked case that no longer comes out as it should.
    fn noticing(&self, graph: &RuleGraph) -> Option<String> {
        let mut own = self.worked.iter().peekable();
        // The examples of the laws stand first, and the tables beside them are only then read.
        let of_laws = examples::in_law(graph.program());
        let of_tables = std::iter::once_with(|| self.ruleset.tables_under(graph.program()).0);
        for (place, worked) in of_laws.chain(of_tables.flatten()).enumerate() {
            let Some((_, title)) = own.next_if(|(known, _)| *known == place) else { continue };
            if examples::failure(graph, &worked, self.language).is_some() {
                return Some(title.clone());
            }
        }
        None
    }

    /// A finding that the law itself does not have: an error, or one more of a code.
    fn unknown<'f>(&self, findings: &'f [Diagnostic]) -> Option<&'f Diagnostic> {
        let counts = counted(findings);
        let more = |code: &str| {
            counts.get(code).copied().unwrap_or(0) > self.known.get(code).copied().unwrap_or(0)
        };
        first_error(findings).or_else(|| {
            let mut warnings =
                findings.iter().filter(|finding| finding.severity() == Severity::Warning);
            warnings.find(|finding| more(finding.code.0))
        })
    }

    fn found(&self, finding: &Diagnostic) -> Verdict {
        let message = finding.render(self.language).message;
        Verdict::Check { code: finding.code.0, message }
    }
}

impl Bench<'_> {
    fn beyond(&self) -> Verdict {
        let why = self.language.pick("niet te vergelijken", "cannot be compared");
        Verdict::Open { why: why.to_owned() }
    }
}

/// What the ruleset decides, and the values that lead to nothing further.
fn outcomes(graph: &RuleGraph) -> Vec<TermId> {
    let program = graph.program();
    let decided = names::decisions(program);
    let last = |term: &TermId| {
        let reached = graph.reaches(Node::Term(*term));
        reached.nodes().all(|node| !matches!(node, Node::Term(other) if other != *term))
    };
    program.terms.ids().filter(|term| decided.contains(term) || last(term)).collect()
}

/// The worked cases of the laws and the tables beside them, under a program.
fn worked(ruleset: &Ruleset, program: &Program) -> Vec<Worked> {
    examples::in_law(program).chain(ruleset.tables_under(program).0).collect()
}

fn first_error(findings: &[Diagnostic]) -> Option<&Diagnostic> {
    findings.iter().find(|finding| finding.severity() == Severity::Error)
}

fn counted(findings: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.code.0).or_insert(0) += 1;
    }
    counts
}
