//! What verification finds, as findings in the reader's words: gaps, conflicts, dead rules, and
//! the verdicts on safeguards, each with the case that shows it.
//!
//! Start at [`verified`] for a law that is read, and at [`Ruleset::promises`](crate::Ruleset) for
//! its safeguards. Every case that is shown has been decided first.

mod calendar;
mod never;
mod protected;
mod told;

pub use told::CaseTold;
pub(crate) use told::region;

use crate::{Ruleset, said};
use enact_eval::{Case, Fault, Outcome};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{
    Assumption, Expr, Gives, Limb, Promise, Reference, Rule, Safeguard, Target, Term,
};
use enact_model::table::{EntityId, RuleId, TermId};
use enact_source::{Argument, Code, Diagnostic, Language, Severity, Span};
use enact_value::{Date, Value, format};
use enact_verify::{
    About, Comparison, Differences, Doubt, Finding, Flaw, Judged, Means, Method, OnlyOne, Patience,
    Promises, Region, Replay, Replayed, Report, Solver, Unproved, Verdict, VerifiedGraph, Versions,
    Witness,
};
use std::collections::BTreeSet;

/// Decides single cases for the verifier.
#[derive(Debug, Clone, Copy)]
pub struct Deciding;

impl Replay for Deciding {
    fn decide(&self, graph: &RuleGraph, term: TermId, case: &Case, on: Date) -> Replayed {
        if !enact_eval::inspect(graph, case, on).is_empty() {
            return Replayed::Refused;
        }
        match enact_eval::trial(graph, term, case, on).outcome {
            Outcome::Value(value) => Replayed::Value(value),
            Outcome::NoEntitlement => Replayed::NoEntitlement,
            Outcome::Undecided(fault) => match fault {
                Fault::Gap { term, .. } => Replayed::Gap(term),
                Fault::Conflict { first, second, .. } => Replayed::Conflict(first, second),
                Fault::Limbs { rule, .. } => Replayed::Limbs(rule),
                Fault::Tied { span, .. } => Replayed::Tied(span),
                Fault::OutOfRange { span } | Fault::DivisionByZero { span } => {
                    Replayed::Fails(span)
                }
                _ => Replayed::Other,
            },
            Outcome::NotSet(_) => Replayed::NotSet,
            Outcome::Needs(_) | Outcome::Awaiting(_) => Replayed::Unknown,
        }
    }

    fn spoken(&self, graph: &RuleGraph, term: TermId, case: &Case, on: Date) -> Vec<RuleId> {
        let decision = enact_eval::trial(graph, term, case, on);
        decision.conclusion().map_or_else(Vec::new, |step| decision.spoke(step).to_vec())
    }

    fn holds(&self, graph: &RuleGraph, condition: &Expr, case: &Case, on: Date) -> Option<bool> {
        if !enact_eval::inspect(graph, case, on).is_empty() {
            return None;
        }
        enact_eval::keeps(graph, condition, case, on)
    }
}

/// What every law is checked with.
const BRIEFLY: Means<'_> = Means { patience: Patience::BRIEF, replay: &Deciding, solver: None };

/// Verifies the laws of a graph: the verified graph when nothing is wrong, and every finding but
/// those that `known` ones say already.
#[must_use]
pub fn verified(
    graph: RuleGraph,
    known: &[Diagnostic],
) -> (Option<VerifiedGraph>, Vec<Diagnostic>) {
    let (used, idle) = (graph.protected(), graph.idle_justifications());
    let calendar = calendar::unsaid(graph.program());
    let (law, mut findings, used) = match enact_verify::verify(graph, BRIEFLY) {
        Ok(law) => {
            let findings = found(law.graph(), law.report());
            let used = protected::judged(&law, &used);
            let sound = used.iter().all(|finding| finding.severity() != Severity::Error);
            (sound.then_some(law), findings, used)
        }
        Err((graph, report)) => {
            let used = protected::unjudged(&graph, &used);
            (None, found(&graph, &report), used)
        }
    };
    findings.retain(|finding| !known.iter().any(|known| says_already(known, finding)));
    (law, [used, idle, findings, calendar].concat())
}

/// The findings of a law with those about gaps and contradictions as they are when a solver is
/// asked what was left open. There may be an error among them: a case that the solver knows.
#[must_use]
pub fn with_solver(
    law: &VerifiedGraph,
    findings: &[Diagnostic],
    solver: Option<&dyn Solver>,
) -> Vec<Diagnostic> {
    let open = |finding: &Diagnostic| finding.code.0 == "N0708";
    if solver.is_none() || !findings.iter().any(open) {
        return findings.to_vec();
    }
    let means = Means { solver, ..BRIEFLY };
    let found = match enact_verify::verify(law.graph().clone(), means) {
        Ok(law) => found(law.graph(), law.report()),
        Err((graph, report)) => found(&graph, &report),
    };
    let mut all: Vec<Diagnostic> =
        findings.iter().filter(|finding| !open(finding)).cloned().collect();
    for finding in found {
        if !all.iter().any(|known| *known == finding || says_already(known, &finding)) {
            all.push(finding);
        }
    }
    all
}

/// A comparison that never holds is why what rests on it never counts. In an applied provision
/// both stand where it is applied, and then where they are written.
fn says_already(known: &Diagnostic, finding: &Diagnostic) -> bool {
    let within = |inner: Span, outer: Span| {
        inner.file == outer.file && outer.start <= inner.start && inner.end <= outer.end
    };
    let written = |told: &Diagnostic| told.labels.last().map(|label| label.span);
    let inside = match finding.code.0 {
        "W0706" => true,
        "W0707" => {
            written(known).zip(written(finding)).is_some_and(|(inner, outer)| within(inner, outer))
        }
        _ => false,
    };
    known.code.0 == "W0366" && inside && within(known.span(), finding.span())
}

/// The verdict on every safeguard of the ruleset, in order; `told` hears of each, by its place,
/// before it is looked into. A `solver` is asked what is left open.
#[must_use]
pub fn promises(
    ruleset: &Ruleset,
    patience: Patience,
    solver: Option<&dyn Solver>,
    told: &mut dyn FnMut(usize),
) -> Vec<Judged> {
    enact_verify::promises(ruleset.law(), Means { patience, replay: &Deciding, solver }, told)
}

/// The promises of a law, to be judged one by one without the help of a solver.
pub(crate) fn promised(law: &VerifiedGraph, patience: Patience) -> Promises<'_> {
    Promises::of(law, Means { patience, replay: &Deciding, solver: None })
}

/// Whether a safeguard of the ruleset is broken by this case, or pair of cases.
#[must_use]
pub fn breaks(ruleset: &Ruleset, safeguard: &Safeguard, witness: &Witness) -> bool {
    enact_verify::breaks(&Deciding, ruleset.graph(), safeguard, witness)
}

/// Whether a term of one law and one of another come to the same in every case; or a case that they
/// decide differently.
#[must_use]
pub fn compared(
    versions: &Versions<'_>,
    terms: (TermId, TermId),
    patience: Patience,
    solver: Option<&dyn Solver>,
) -> Comparison {
    versions.compare(terms, Means { patience, replay: &Deciding, solver })
}

/// All cases in which a term of one law and one of another come to something else: in which manner,
/// where, and how much.
#[must_use]
pub fn differences(
    versions: &Versions<'_>,
    terms: (TermId, TermId),
    patience: Patience,
    solver: Option<&dyn Solver>,
) -> Differences {
    versions.differences(terms, Means { patience, replay: &Deciding, solver })
}

/// What only one of two laws accepts: values of facts that both have, and cases.
#[must_use]
pub fn accepted_by_one(versions: &Versions<'_>, patience: Patience) -> Vec<OnlyOne> {
    versions.accepted_by_one(Means { patience, replay: &Deciding, solver: None })
}

/// The verdicts as findings.
#[must_use]
pub fn judged(ruleset: &Ruleset, verdicts: &[Judged]) -> Vec<Diagnostic> {
    let graph = ruleset.graph();
    let program = graph.program();
    let findings = verdicts.iter().filter_map(|judged| {
        let promised = program.safeguards.get(judged.safeguard)?;
        let (code, why) = match &judged.verdict {
            Verdict::Proved(method) => {
                (if promised.denied { "W0424" } else { "N0420" }, method_words(*method))
            }
            Verdict::Refuted(witness) => (
                if promised.denied { "N0423" } else { "W0421" },
                against(graph, &promised.promise, witness),
            ),
            Verdict::NotProved(doubt) => ("N0422", doubt_words(*doubt)),
        };
        let code = Code(code);
        let finding = Diagnostic::new(code, promised.span);
        Some(
            finding
                .with("title", promised.title.as_str())
                .with("why", why)
                .within(promised.ground.clone()),
        )
    });
    findings.collect()
}

/// What was found of the rules.
fn found(graph: &RuleGraph, report: &Report) -> Vec<Diagnostic> {
    let program = graph.program();
    let flaws = report.findings.iter().map(|finding| flaw(graph, finding));
    let dead = report.dead.iter().map(|dead| never::counts(program, *dead));
    let open = report.unproved.iter().map(|open| unproved(program, *open));
    let on_word = report.on_word.iter().map(|word| {
        about(program, "N0713", word.term, Some(word.flaw)).with("solver", word.solver)
    });
    let exclusive = report.exclusive.iter().filter_map(|number| {
        let assumption = program.assumptions.get(*number)?;
        let finding = Diagnostic::new(Code("E0709"), assumption.span);
        let others = beside(program, *number).into_iter();
        let told = others.fold(finding, |told, other| told.and_at(other, "label-other"));
        Some(told.within(assumption.ground.clone()))
    });
    flaws.chain(exclusive).chain(dead).chain(open).chain(on_word).collect()
}

/// Where the other assumptions about the same facts stand.
fn beside(program: &Program, number: usize) -> Vec<Span> {
    let facts = |assumption: &Assumption| {
        let mut facts = BTreeSet::new();
        assumption.condition.visit(&mut |part: &Expr| facts.extend(part.facts_read()));
        facts
    };
    let Some(own) = program.assumptions.get(number).map(facts) else { return Vec::new() };
    let others = program.assumptions.iter().enumerate();
    let others = others
        .filter(|(other, assumption)| *other != number && !facts(assumption).is_disjoint(&own));
    others.map(|(_, assumption)| assumption.span).collect()
}

fn flaw(graph: &RuleGraph, finding: &Finding) -> Diagnostic {
    let program = graph.program();
    let asked = program.terms[finding.asked].name.as_str();
    let told = match finding.flaw {
        Flaw::Gap { term } => {
            let code = if finding.is_error(graph) { "E0701" } else { "W0702" };
            let of = &program.terms[term];
            Diagnostic::new(Code(code), of.span)
                .with("name", of.name.as_str())
                .advising(if term == finding.asked { "help" } else { "help-below" })
                .within(of.ground.clone())
        }
        Flaw::Conflict { term, first, second } => {
            let (first, second) = (&program.rules[first], &program.rules[second]);
            let given = |rule: &Rule| given(graph, finding, rule);
            Diagnostic::new(Code("E0703"), second.span)
                .with("who", both(first, second))
                .with("name", program.terms[term].name.as_str())
                .with("gives-first", given(first))
                .with("gives-second", given(second))
                .and_at(first.span, "label-first")
                .within(second.ground.clone())
        }
        Flaw::Overlap { term, first, second } => {
            let (first, second) = (&program.rules[first], &program.rules[second]);
            Diagnostic::new(Code("W0710"), second.span)
                .with("who", both(first, second))
                .with("name", program.terms[term].name.as_str())
                .with("gives", given(graph, finding, second))
                .and_at(first.span, "label-first")
                .within(second.ground.clone())
        }
        Flaw::Limbs { rule, first, second } => {
            let rule = &program.rules[rule];
            let kind = if has_rows(rule) { ("rijen", "rows") } else { ("gevallen", "cases") };
            let (one, other) = (limb_at(rule, first), limb_at(rule, second));
            let gives = |limb: usize| match &rule.gives {
                Gives::Cases { limbs, .. } => limbs
                    .get(limb)
                    .map_or("…".into(), |limb| worth(graph, finding, rule, &limb.value)),
                _ => "…".into(),
            };
            Diagnostic::new(Code("E0704"), other)
                .with("kind", kind)
                .with("name", program.terms[rule.term].name.as_str())
                .with("gives-first", gives(first))
                .with("gives-second", gives(second))
                .and_at(one, "label-first")
                .advising(if has_rows(rule) { "help-row" } else { "help" })
                .within(rule.ground.clone())
        }
        Flaw::Tied { span } => {
            Diagnostic::new(Code("E0705"), span).within(program.ground_at(span).cloned())
        }
        Flaw::Fails { span, by_zero } => {
            let named = program.terms.rows().iter().find(|term| term.span == span);
            let how = match (by_zero, named.is_some()) {
                (true, _) => ("deelt door nul", "divides by zero"),
                (false, true) => (
                    "komt onder een fictie op wat het anders nooit is",
                    "comes under a fiction to what it never is otherwise",
                ),
                (false, false) => ("is niet wat het kan zijn", "is not what it can be"),
            };
            let what = named.map_or(program.sources.slice(span), |term| term.name.as_str());
            Diagnostic::new(Code("E0711"), span)
                .with("what", what)
                .with("how", how)
                .within(program.ground_at(span).cloned())
        }
    };
    told.with("asked", asked)
        .with("case", case_words(graph, finding))
        .with("where", where_words(program, &finding.witness.case, &finding.regions))
}

/// All cases of a finding, in words, where they are known exactly and soon told.
fn where_words(program: &Program, case: &Case, regions: &[Region]) -> Argument {
    let words = |language: Language| {
        let told: Option<Vec<String>> =
            regions.iter().map(|region| told::region(program, case, region, language)).collect();
        match told {
            Some(told) if !told.is_empty() => {
                let joined = told.join(language.pick("; of bij ", "; or with "));
                format!("{}{joined}", language.pick("; zo is het bij ", "; so it is with "))
            }
            _ => String::new(),
        }
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
}

/// Two rules that contradict each other, and that they do.
fn both(first: &Rule, second: &Rule) -> Argument {
    let words = |language: Language| {
        let (one, other) = (first.cite(language), second.cite(language));
        match (first.ground == second.ground, language) {
            (true, Language::Dutch) => format!("twee regels van {one} geven"),
            (true, Language::English) => format!("two rules of {one} give"),
            (false, Language::Dutch) => format!("{one} en {other} geven allebei"),
            (false, Language::English) => format!("{one} and {other} both give"),
        }
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
}

/// What a rule gives in the case of the finding: its own outcome, were it alone.
fn given(graph: &RuleGraph, finding: &Finding, rule: &Rule) -> Argument {
    match &rule.gives {
        Gives::Answer(answer) => Argument::Words(
            format::yes_no(*answer, Language::Dutch).to_owned(),
            format::yes_no(*answer, Language::English).to_owned(),
        ),
        Gives::NoEntitlement => ("geen aanspraak", "no entitlement").into(),
        Gives::Value(value) => worth(graph, finding, rule, value),
        Gives::Cases { limbs, otherwise, .. } => {
            let holds = |limb: &&Limb| {
                let Witness { case, on, .. } = &finding.witness;
                enact_eval::worth(graph, &limb.condition, case, *on) == Some(Value::YesNo(true))
            };
            let value = limbs.iter().find(holds).map(|limb| &limb.value).or(otherwise.as_ref());
            value.map_or(("niets", "nothing").into(), |value| worth(graph, finding, rule, value))
        }
        Gives::Silence { .. } => ("niets", "nothing").into(),
    }
}

/// What an expression of a rule comes to in the case of the finding; else its own words.
fn worth(graph: &RuleGraph, finding: &Finding, rule: &Rule, value: &Expr) -> Argument {
    let program = graph.program();
    let found = enact_eval::worth(graph, value, &finding.witness.case, finding.witness.on);
    let words = |language: Language| match &found {
        Some(found) => crate::written::words(found, value.ty, rule.scale, language),
        None => format!("`{}`", program.sources.slice(value.span)),
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
}

fn unproved(program: &Program, open: Unproved) -> Diagnostic {
    let told = about(program, "N0708", open.term, open.flaw).with("either", either(open.asked));
    match open.asked {
        Some(solver) => told.with("solver", solver),
        None => told,
    }
}

/// That a solver could not say either, behind what was not found out.
fn either(asked: Option<&'static str>) -> Argument {
    match asked {
        None => ("", "").into(),
        Some(solver) => Argument::Words(
            format!("; ook {solver} kon het niet zeggen"),
            format!("; {solver} was asked and could not say either"),
        ),
    }
}

/// A finding about what does not go wrong with a value, as far as is known.
fn about(program: &Program, code: &'static str, term: TermId, flaw: Option<Flaw>) -> Diagnostic {
    let term = &program.terms[term];
    let what: Argument = match flaw {
        Some(Flaw::Gap { .. }) => {
            ("dat er altijd een uitkomst is", "that there always is an outcome").into()
        }
        Some(Flaw::Conflict { first, second, .. }) => {
            let (first, second) = (&program.rules[first].ground, &program.rules[second].ground);
            let cite = |language| (first.cite(language), second.cite(language));
            let (dutch, english) = (cite(Language::Dutch), cite(Language::English));
            Argument::Words(
                format!("dat {} en {} elkaar nooit tegenspreken", dutch.0, dutch.1),
                format!("that {} and {} never contradict each other", english.0, english.1),
            )
        }
        Some(Flaw::Overlap { .. }) | None => {
            ("dat er altijd één uitkomst is", "that there always is one outcome").into()
        }
        Some(Flaw::Limbs { .. }) => {
            ("dat de gevallen elkaar uitsluiten", "that the cases exclude each other").into()
        }
        Some(Flaw::Tied { .. }) => {
            ("dat er geen gelijke plaatsen zijn", "that no two come in one place").into()
        }
        Some(Flaw::Fails { .. }) => (
            "dat elk getal blijft binnen wat het kan zijn",
            "that every number is within its range",
        )
            .into(),
    };
    Diagnostic::new(Code(code), term.span)
        .with("name", term.name.as_str())
        .with("what", what)
        .within(term.ground.clone())
}

fn limb_at(rule: &Rule, limb: usize) -> Span {
    match &rule.gives {
        Gives::Cases { limbs, otherwise, .. } => limbs
            .get(limb)
            .map(|limb| limb.span)
            .or_else(|| otherwise.as_ref().map(|other| other.span))
            .unwrap_or(rule.span),
        _ => rule.span,
    }
}

fn has_rows(rule: &Rule) -> bool {
    matches!(&rule.gives, Gives::Cases { limbs, .. } if limbs.iter().any(|limb| limb.row))
}

/// The case of a finding, with the values in which its regions are told.
fn case_words(graph: &RuleGraph, finding: &Finding) -> Argument {
    let program = graph.program();
    let Witness { case, on, .. } = &finding.witness;
    let stated = finding.regions.iter().flat_map(|region| region.stated.keys());
    let values: BTreeSet<TermId> = stated.filter_map(own_value).collect();
    let words = |language| {
        let told = CaseTold { program, case, on: *on, language }.words();
        let came_to = values.iter().filter_map(|term| {
            let outcome = enact_eval::trial(graph, *term, case, *on).outcome;
            let Outcome::Value(value) = outcome else { return None };
            let Term { name, ty, scale, .. } = &program.terms[*term];
            let value = crate::written::words(&value, *ty, *scale, language);
            Some(format!("{} {value}", name.replace('-', " ")))
        });
        let came_to: Vec<String> = came_to.collect();
        if came_to.is_empty() { told } else { format!("{told} ({})", came_to.join(", ")) }
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
}

/// A value of the first subject.
fn own_value(about: &About) -> Option<TermId> {
    match about.what {
        Target::Term(term) if about.whose.is_empty() => Some(term),
        _ => None,
    }
}

/// The values of the first subject that a promise speaks of.
fn values_read(program: &Program, entity: EntityId, condition: &Expr) -> BTreeSet<TermId> {
    let mut read = BTreeSet::new();
    condition.visit(&mut |part: &Expr| {
        if let Some(Reference { up: 0, path, target: Target::Term(term) }) = part.reference()
            && path.is_empty()
            && program.terms[*term].entity == entity
        {
            read.insert(*term);
        }
    });
    read
}

/// What a case against a promise shows.
fn against(graph: &RuleGraph, promise: &Promise, witness: &Witness) -> Argument {
    let program = graph.program();
    let words = |language: Language| {
        let told = |case| CaseTold { program, case, on: witness.on, language };
        let comes_to = |term: TermId, case: &Case| {
            let outcome = enact_eval::trial(graph, term, case, witness.on).outcome;
            said::outcome(program, term, &outcome, language)
        };
        let first = told(&witness.case).words();
        match promise {
            Promise::Always { entity, condition } => {
                let read = values_read(program, *entity, condition);
                let told: Vec<String> =
                    read.into_iter().map(|term| comes_to(term, &witness.case)).collect();
                if told.is_empty() { first } else { format!("{first}: {}", told.join(", ")) }
            }
            Promise::NoEntitlement { term, .. } => {
                format!("{first}: {}", comes_to(*term, &witness.case))
            }
            Promise::Monotone { term, .. }
            | Promise::Bounded { term, .. }
            | Promise::Independent { term, .. } => {
                let other = witness.other.as_ref().unwrap_or(&witness.case);
                let but = told(other).apart_from(&witness.case);
                format!(
                    "{first}: {}; {} {but}: {}",
                    comes_to(*term, &witness.case),
                    language.pick("maar met", "but with"),
                    comes_to(*term, other),
                )
            }
            Promise::Symmetric { term, .. } => {
                let other = witness.other.as_ref().unwrap_or(&witness.case);
                format!(
                    "{first}: {}; {}: {}",
                    comes_to(*term, &witness.case),
                    language.pick("andersom", "the other way round"),
                    comes_to(*term, other),
                )
            }
        }
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
}

pub(crate) fn method_words(method: Method) -> Argument {
    if method.by_structure {
        return (
            "geen bepaling leidt van het een naar het ander",
            "no provision leads from the one to the other",
        )
            .into();
    }
    let lists = |language: Language| match method.lists_up_to {
        None => String::new(),
        Some(most) => match language {
            Language::Dutch => format!(", voor lijsten van ten hoogste {most}"),
            Language::English => format!(", for lists of at most {most}"),
        },
    };
    let along = |language: Language| match (method.ways, language) {
        (1, Language::Dutch) => "langs de enige weg naar een uitkomst".to_owned(),
        (1, Language::English) => "along the only way to an outcome".to_owned(),
        (ways, Language::Dutch) => format!("langs alle {ways} wegen naar een uitkomst"),
        (ways, Language::English) => format!("along all {ways} ways to an outcome"),
    };
    let solver = |language: Language| match (method.solver, language) {
        (None, _) => String::new(),
        (Some(name), Language::Dutch) => format!(", waarvan sommige volgens {name} niet bestaan"),
        (Some(name), Language::English) => {
            format!(", some of which do not exist according to {name}")
        }
    };
    let words = |language| along(language) + &lists(language) + &solver(language);
    Argument::Words(words(Language::Dutch), words(Language::English))
}

pub(crate) fn doubt_words(doubt: Doubt) -> Argument {
    match doubt {
        Doubt::TooManyWays => (
            "er zijn meer wegen naar een uitkomst dan zijn onderzocht",
            "there are more ways to an outcome than were looked into",
        ),
        Doubt::NoCase => (
            "een geval waarin zij niet geldt kon niet worden uitgesloten",
            "a case in which it does not hold could not be ruled out",
        ),
        Doubt::Beyond => (
            "de wet zegt iets wat niet voor alle gevallen tegelijk kan worden uitgewerkt",
            "the law says something that cannot be worked out for all cases at once",
        ),
        Doubt::NotConfirmed => (
            "het gevonden geval breekt haar bij narekenen niet; dat is een fout in dit programma",
            "the case that was found does not break it when decided; that is a defect of this program",
        ),
        Doubt::Unanswered(solver) => {
            let (open, either) = (doubt_words(Doubt::NoCase), either(Some(solver)));
            let words = |language| open.text(language) + &either.text(language);
            return Argument::Words(words(Language::Dutch), words(Language::English));
        }
    }
    .into()
}
