//! What is assured about a ruleset: the verdict on each of its safeguards, and whether every case
//! has one answer.
//!
//! Start at [`Assurance::of`]. It answers the question that parliament asks of a bill: are the
//! safeguards sufficient, and how can we see that? Every case in it can be decided again.

use crate::verification::{self, CaseTold};
use crate::{Ruleset, case, said, written};
use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Promise, Safeguard, Target};
use enact_model::table::TermId;
use enact_source::{Diagnostic, Language};
use enact_verify::{Doubt, Judged, Patience, Solver, Verdict, Witness};
use serde::Serialize;
use serde_json::Value as Json;

/// The verdicts on a ruleset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assurance {
    /// The form of this report: `enact-verification/1`.
    pub format: &'static str,
    /// The name of the ruleset.
    pub ruleset: String,
    /// The first reference date considered.
    pub from: Option<String>,
    /// The day after the last.
    pub until: Option<String>,
    /// How many values were looked into.
    pub values: usize,
    /// The most elements of a list that were considered where the values were looked into, when
    /// longer lists are possible.
    pub lists_up_to: Option<u32>,
    /// What the law assumes of every case, in its own words.
    pub assumptions: Vec<Assumed>,
    /// The safeguards, in order of the text.
    pub safeguards: Vec<Safeguarded>,
    /// What the rules leave open, or never do.
    pub findings: Vec<Noted>,
}

/// Something that a law assumes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assumed {
    /// Where it stands.
    pub provision: String,
    /// Its words.
    pub words: String,
}

/// One safeguard and its verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Safeguarded {
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub provision: String,
    /// The condition of the group to which it is limited, in the words of the law.
    pub group: Option<String>,
    /// The promise, in the words of the law.
    pub promise: String,
    /// `proved`, `refuted` or `not-proved`.
    pub verdict: &'static str,
    /// Whether the law says itself that the promise does not hold.
    pub denied: bool,
    /// The verdict in a sentence.
    pub told: String,
    /// How many ways of deciding were looked into, when it is proved.
    pub ways: Option<u64>,
    /// The most elements of a list that were considered, when longer lists are possible.
    pub lists_up_to: Option<u32>,
    /// The solver on whose word it rests that no case goes some of those ways: `z3` or `cvc5`.
    pub solver: Option<&'static str>,
    /// The solver that was asked and could not say either, when it is not proved.
    pub asked: Option<&'static str>,
    /// The case against it.
    pub against: Option<Against>,
}

/// A case against a promise; it decides as it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Against {
    /// What to decide: the name of a value, claim or decision; none for a plain condition.
    pub decide: Option<String>,
    /// The reference date.
    pub on: String,
    /// The case, in the form in which cases are read.
    pub case: Json,
    /// What it comes to.
    pub outcome: Option<String>,
    /// The case that it is compared with.
    pub other: Option<Json>,
    /// What that one comes to.
    pub other_outcome: Option<String>,
    /// The case, in words.
    pub told: String,
    /// Its facts, for a table.
    #[serde(skip)]
    pub facts: Vec<Told>,
}

/// A fact of a case against a promise, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub value: String,
    /// What it is in the case that it is compared with.
    pub other: Option<String>,
}

/// A finding of verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// Its code.
    pub code: &'static str,
    /// Where it stands.
    pub provision: Option<String>,
    /// What it says.
    pub message: String,
    /// The solver on whose word it rests (N0713), or that could not say either (N0708).
    pub solver: Option<String>,
}

impl Assurance {
    /// Judges every safeguard of `ruleset`. `findings` are those of its loading; `told` hears of
    /// each safeguard, by its place, before it is looked into; `solver` is asked what is left open.
    #[must_use]
    pub fn of(
        ruleset: &Ruleset,
        findings: &[Diagnostic],
        (patience, solver): (Patience, Option<&dyn Solver>),
        language: Language,
        told: &mut dyn FnMut(usize),
    ) -> Self {
        let program = ruleset.program();
        let report = ruleset.law().report();
        let verdicts = verification::promises(ruleset, patience, solver, told);
        let words = verification::judged(ruleset, &verdicts);
        let safeguards = verdicts.iter().zip(&words);
        let laws = program.laws.rows();
        Self {
            format: "enact-verification/1",
            ruleset: ruleset.manifest.name.clone(),
            from: laws.iter().filter_map(|law| law.in_force).max().map(written::iso),
            until: laws.iter().filter_map(|law| law.until).min().map(written::iso),
            values: report.values,
            lists_up_to: report.lists_up_to,
            assumptions: assumptions(program, language),
            safeguards: safeguards
                .filter_map(|(judged, words)| safeguarded(ruleset, judged, words, language))
                .collect(),
            findings: findings.iter().filter_map(|finding| noted(finding, language)).collect(),
        }
    }

    /// How many safeguards have this verdict.
    #[must_use]
    pub fn count(&self, verdict: &str) -> usize {
        self.safeguards.iter().filter(|safeguard| safeguard.verdict == verdict).count()
    }

    /// How many safeguards are refuted as the law says itself.
    #[must_use]
    pub fn known(&self) -> usize {
        let known = |safeguard: &&Safeguarded| safeguard.denied && safeguard.verdict == "refuted";
        self.safeguards.iter().filter(known).count()
    }

    /// How many safeguards have the verdict opposite to what the law says of them.
    #[must_use]
    pub fn mistaken(&self) -> usize {
        let opposite = |denied: bool| if denied { "proved" } else { "refuted" };
        let mistaken = |safeguard: &&Safeguarded| safeguard.verdict == opposite(safeguard.denied);
        self.safeguards.iter().filter(mistaken).count()
    }

    /// The report for programs: one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }
}

/// Whether a finding is one of verification: `E07…`, `W07…`, `N07…`.
fn noted(finding: &Diagnostic, language: Language) -> Option<Noted> {
    let code = finding.code.0;
    code.get(1..3).filter(|group| *group == "07")?;
    let rendered = finding.render(language);
    let solver = finding.arguments.iter().find(|(name, _)| *name == "solver");
    let solver = solver.map(|(_, name)| name.text(language));
    Some(Noted { code, provision: rendered.provision, message: rendered.message, solver })
}

fn assumptions(program: &Program, language: Language) -> Vec<Assumed> {
    let assumed = program.assumptions.iter().map(|assumption| Assumed {
        provision: assumption.ground.cite(language),
        words: one_line(program.sources.slice(assumption.span)),
    });
    assumed.collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn safeguarded(
    ruleset: &Ruleset,
    judged: &Judged,
    words: &Diagnostic,
    language: Language,
) -> Option<Safeguarded> {
    let program = ruleset.program();
    let promised = program.safeguards.get(judged.safeguard)?;
    let (verdict, method, against) = match &judged.verdict {
        Verdict::Proved(method) => ("proved", Some(*method), None),
        Verdict::Refuted(witness) => {
            ("refuted", None, Some(against(ruleset, &promised.promise, witness, language)))
        }
        Verdict::NotProved(_) => ("not-proved", None, None),
    };
    let (group, promise) = parts(program.sources.slice(promised.span), promised);
    Some(Safeguarded {
        title: promised.title.clone(),
        provision: promised.ground.cite(language),
        group,
        promise,
        verdict,
        denied: promised.denied,
        told: words.render(language).message,
        ways: method.map(|method| method.ways),
        lists_up_to: method.and_then(|method| method.lists_up_to),
        solver: method.and_then(|method| method.solver),
        asked: match judged.verdict {
            Verdict::NotProved(Doubt::Unanswered(solver)) => Some(solver),
            _ => None,
        },
        against,
    })
}

/// The group and the promise as written: `waarborg "…" geldt niet voor leeftijd < 18 : …`.
fn parts(written: &str, safeguard: &Safeguard) -> (Option<String>, String) {
    let quoted = written.find(['"', '“', '„']).and_then(|quote| written.get(quote..));
    let (_, after) =
        quoted.unwrap_or(written).split_once(safeguard.title.as_str()).unwrap_or(("", written));
    let mut rest = after.chars();
    // The closing quote.
    rest.next();
    // Then `geldt niet` or `does not hold`.
    let words = match (safeguard.denied, rest.as_str().trim_start().starts_with("does")) {
        (false, _) => 0,
        (true, false) => 2,
        (true, true) => 3,
    };
    let rest = (0..words).fold(rest.as_str().trim_start(), |rest, _| {
        rest.split_once(char::is_whitespace).map_or(rest, |(_, rest)| rest.trim_start())
    });
    let past = safeguard.group.as_ref().and_then(|group| {
        let past = group.span.end.checked_sub(safeguard.span.start)?;
        written.get(usize::try_from(past).ok()?..)
    });
    // A bracket around the condition is not part of it.
    let promise = past.unwrap_or(rest).trim_start_matches([' ', '\n', '\r', ')', ':']);
    let before = rest.strip_suffix(promise).unwrap_or_default();
    let group = before.trim().trim_end_matches(':');
    let group = group.split_once(char::is_whitespace).map(|(_, group)| one_line(group));
    (group, one_line(promise))
}

fn against(ruleset: &Ruleset, promise: &Promise, witness: &Witness, language: Language) -> Against {
    let program = ruleset.program();
    let term = match promise {
        Promise::Always { .. } => None,
        Promise::NoEntitlement { term, .. }
        | Promise::Monotone { term, .. }
        | Promise::Bounded { term, .. }
        | Promise::Independent { term, .. }
        | Promise::Symmetric { term, .. } => Some(*term),
    };
    let outcome = |term: TermId, case| {
        said::outcome(program, term, &ruleset.outcome(term, case, witness.on), language)
    };
    let other = witness.other.as_ref();
    let told = |case| CaseTold { program, case, on: witness.on, language };
    Against {
        decide: term.map(|term| program.terms[term].name.clone()),
        on: written::iso(witness.on),
        case: case::to_json(program, &witness.case),
        outcome: match promise {
            Promise::Always { condition, .. } => {
                read(condition, &|term| outcome(term, &witness.case))
            }
            _ => term.map(|term| outcome(term, &witness.case)),
        },
        other: other.map(|other| case::to_json(program, other)),
        other_outcome: term.zip(other).map(|(term, other)| outcome(term, other)),
        told: told(&witness.case).words(),
        facts: table(told(&witness.case).rows(), other.map(|other| told(other).rows())),
    }
}

/// What the values come to that a condition reads of the subject itself.
fn read(condition: &Expr, outcome: &dyn Fn(TermId) -> String) -> Option<String> {
    let mut terms = Vec::new();
    condition.visit(&mut |expr| {
        if let ExprKind::Read(reference) = &expr.kind
            && let Target::Term(term) = reference.target
            && reference.path.is_empty()
            && !terms.contains(&term)
        {
            terms.push(term);
        }
    });
    let outcomes: Vec<String> = terms.into_iter().map(outcome).collect();
    (!outcomes.is_empty()).then(|| outcomes.join("; "))
}

/// The facts of a case beside those of another.
fn table(rows: Vec<(String, String)>, other: Option<Vec<(String, String)>>) -> Vec<Told> {
    let beside = |name: &str| {
        let found = other.as_ref()?.iter().find(|(known, _)| known == name);
        Some(found.map_or_else(String::new, |(_, value)| value.clone()))
    };
    let told = rows.into_iter().map(|(name, value)| Told { other: beside(&name), name, value });
    told.collect()
}
