//! What is wrong with the rules in words: where it shows, what each provision gives then, and all
//! cases in which it is so.

use super::{CaseTold, never, told};
use enact_eval::{Case, Outcome};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Assumption, Expr, Gives, Limb, Rule, Target, Term};
use enact_model::table::TermId;
use enact_source::{Argument, Citation, Code, Diagnostic, Language, Span};
use enact_value::{Value, format};
use enact_verify::{About, Finding, Flaw, Region, Report, Unproved, Witness};
use std::collections::BTreeSet;

/// What was found of the rules.
pub(super) fn found(graph: &RuleGraph, report: &Report) -> Vec<Diagnostic> {
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
        Flaw::NoDay { span } => {
            let code = if finding.is_error(graph) { "E0714" } else { "W0715" };
            Diagnostic::new(Code(code), span)
                .with("what", program.sources.slice(span))
                .within(program.ground_at(span).cloned())
        }
        Flaw::NotSet { parameter } => {
            let norm = &program.parameters[parameter];
            Diagnostic::new(Code("W0716"), norm.span)
                .with("name", norm.name.as_str())
                .within(norm.ground.clone())
        }
        Flaw::Order { span, list } => {
            let other = Witness {
                case: finding.witness.other.clone().unwrap_or_default(),
                ..finding.witness.clone()
            };
            Diagnostic::new(Code("W0717"), span)
                .with("list", program.facts[list].name.as_str())
                .with("first", outcome(graph, finding.asked, &finding.witness))
                .with("second", outcome(graph, finding.asked, &other))
                .within(program.ground_at(span).cloned())
        }
        Flaw::Namesake { term, other } => {
            let (own, general) = (&program.terms[term], &program.terms[other]);
            Diagnostic::new(Code("W0718"), own.span)
                .with("name", own.name.as_str())
                .with("law", program.laws[own.law].short.as_str())
                .with("other-law", program.laws[general.law].short.as_str())
                .with("gives-first", outcome(graph, other, &finding.witness))
                .with("gives-second", outcome(graph, term, &finding.witness))
                .and_at(general.span, "label-other")
                .within(own.ground.clone())
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

/// What a term comes to in a case.
fn outcome(graph: &RuleGraph, term: TermId, witness: &Witness) -> Argument {
    let found = enact_eval::trial(graph, term, &witness.case, witness.on).outcome;
    let Term { ty, scale, .. } = &graph.program().terms[term];
    let words = |language: Language| match &found {
        Outcome::Value(value) => crate::written::words(value, *ty, *scale, language),
        _ => language.pick("geen aanspraak", "no entitlement").to_owned(),
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
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
        let alone = first.applied.is_none() && first.clauses.points.is_empty();
        let one = if alone {
            cited_before(&first.ground, &second.ground, language)
        } else {
            first.cite(language)
        };
        let other = second.cite(language);
        match (first.ground == second.ground, language) {
            (true, Language::Dutch) => format!("twee regels van {other} geven"),
            (true, Language::English) => format!("two rules of {other} give"),
            (false, Language::Dutch) => format!("{one} en {other} geven allebei"),
            (false, Language::English) => format!("{one} and {other} both give"),
        }
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
}

/// A provision that is named before another: without its law, when it is the same one.
fn cited_before(first: &Citation, second: &Citation, language: Language) -> String {
    let cited = first.cite_within(&second.law, language);
    let opened = first.law == second.law && language == Language::Dutch && cited.contains(", ");
    if opened { cited + "," } else { cited }
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
pub(super) fn either(asked: Option<&'static str>) -> Argument {
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
            let cite = |language| (cited_before(first, second, language), second.cite(language));
            let (dutch, english) = (cite(Language::Dutch), cite(Language::English));
            Argument::Words(
                format!("dat {} en {} elkaar nooit tegenspreken", dutch.0, dutch.1),
                format!("that {} and {} never contradict each other", english.0, english.1),
            )
        }
        Some(Flaw::NoDay { .. }) => {
            ("dat de dag die wordt gezocht altijd komt", "that the day that is sought always comes")
                .into()
        }
        Some(Flaw::Order { .. }) => (
            "dat de volgorde van opgave niet uitmaakt",
            "that the order of entry makes no difference",
        )
            .into(),
        Some(Flaw::Overlap { .. } | Flaw::NotSet { .. } | Flaw::Namesake { .. }) | None => {
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

pub(super) fn limb_at(rule: &Rule, limb: usize) -> Span {
    match &rule.gives {
        Gives::Cases { limbs, otherwise, .. } => limbs
            .get(limb)
            .map(|limb| limb.span)
            .or_else(|| otherwise.as_ref().map(|other| other.span))
            .unwrap_or(rule.span),
        _ => rule.span,
    }
}

pub(super) fn has_rows(rule: &Rule) -> bool {
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
