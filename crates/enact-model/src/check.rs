//! The check, told from begin to end: declare, order, lower, and make sure of time.

use crate::codes;
use crate::draft::TermDraft;
use crate::names::Symbols;
use crate::program::{Expr, Program, Rule, Scale, Type};
use crate::table::{Id, LawId};
use enact_source::{Citation, Diagnostic, Provision, Severity, Sources, Span};
use enact_syntax::tree::{Document, Name};
use enact_value::Range;
use std::collections::{BTreeMap, BTreeSet};

/// What the check gives: the program, unless there is an error, and every finding in order of
/// place.
#[derive(Debug)]
pub struct Checked {
    /// The ruleset, when no finding is an error.
    pub program: Option<Program>,
    /// What is wrong or worth knowing.
    pub findings: Vec<Diagnostic>,
}

/// Checks all laws of a ruleset together.
///
/// `documents` are the trees of the laws, `sources` their texts. Findings of reading are not
/// repeated; a tree with broken declarations is checked as far as it goes.
#[must_use]
pub fn check(documents: &[Document], sources: Sources) -> Checked {
    let mut checker = Checker::new(sources);
    let mut expanded = crate::points::expanded(documents);
    checker.findings.append(&mut expanded.findings);
    let documents = &expanded.documents;
    let instances = crate::applied::instances(&expanded);
    let drafts = checker.declare(&expanded, &instances);
    checker.parameters(documents);
    checker.assumptions(documents);
    let order = checker.order(&drafts);
    checker.rules(&drafts, &order);
    checker.prejudices(&drafts);
    checker.justifications(documents);
    checker.safeguards(documents);
    checker.examples(documents);
    checker.times();
    checker.unused();
    checker.finish()
}

/// A finding has been reported; what depends on it is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reported;

/// The state of a check.
pub(crate) struct Checker {
    pub(crate) program: Program,
    pub(crate) symbols: Symbols,
    pub(crate) findings: Vec<Diagnostic>,
    /// What is known of a term while its rules are being checked.
    pub(crate) terms: Vec<TermDraft>,
    /// Rules that are checked; `None` before, or when they have errors.
    pub(crate) rules: Vec<Option<Rule>>,
    /// The words of declarations that could not be read: what they would have declared is not
    /// reported as unknown.
    pub(crate) unread: BTreeSet<String>,
    /// What `assume` says of facts: units within their denominator.
    pub(crate) assumed: BTreeMap<crate::table::FactId, Range>,
}

impl Checker {
    fn new(sources: Sources) -> Self {
        Self {
            program: Program { sources, ..Program::default() },
            symbols: Symbols::default(),
            findings: Vec::new(),
            terms: Vec::new(),
            rules: Vec::new(),
            unread: BTreeSet::new(),
            assumed: BTreeMap::new(),
        }
    }

    /// Keeps a finding.
    pub(crate) fn report(&mut self, finding: Diagnostic) -> Reported {
        self.findings.push(finding);
        Reported
    }

    /// The citation of `provision` in `law`.
    pub(crate) fn citation(&self, law: LawId, provision: Option<&Provision>) -> Citation {
        Citation { law: self.program.laws[law].short.clone(), provision: provision.cloned() }
    }

    /// What `name` stands for, or a finding.
    pub(crate) fn find(
        &mut self,
        law: LawId,
        name: &Name,
        ground: Option<&Citation>,
    ) -> Result<crate::names::Symbol, Reported> {
        let found = self.symbols.find(&self.program, law, name);
        if found.is_err() && self.unread.contains(&name.text) {
            return Err(Reported);
        }
        found.map_err(|finding| self.report(finding.within(ground.cloned())))
    }

    /// Reports that `name` stands for another kind of thing than `help` asks for.
    pub(crate) fn wrong_kind(
        &mut self,
        name: &Name,
        kind: (&'static str, &'static str),
        help: &'static str,
        ground: &Citation,
    ) -> Reported {
        self.report(
            Diagnostic::new(codes::WRONG_KIND, name.span)
                .with("name", name.text.as_str())
                .with("kind", kind)
                .advising(help)
                .within(ground.clone()),
        )
    }

    fn finish(mut self) -> Checked {
        self.findings.sort_by_key(|finding| {
            let span = finding.span();
            (span.file, span.start, finding.code)
        });
        // What several rules have from one sentence is told once.
        self.findings.dedup_by(|one, other| {
            (one.code, &one.labels, &one.arguments) == (other.code, &other.labels, &other.arguments)
        });
        let sound = self.findings.iter().all(|finding| finding.severity() != Severity::Error)
            && self.rules.iter().all(Option::is_some)
            && self.program.terms.len() == self.terms.len();
        if !sound {
            return Checked { program: None, findings: self.findings };
        }
        for rule in self.rules.into_iter().flatten() {
            self.program.rules.push(rule);
        }
        Checked { program: Some(self.program), findings: self.findings }
    }
}

/// The words of a type, in both languages.
pub(crate) fn type_words(ty: Type, program: &Program) -> (String, String) {
    use enact_source::Language::{Dutch, English};
    use enact_value::format::rate_name;
    let rated = |dutch: &str, english: &str, rate: Option<enact_value::Rate>| match rate {
        None => (dutch.to_owned(), english.to_owned()),
        Some(rate) => (
            format!("{dutch} per {}", rate_name(rate, Dutch)),
            format!("{english} per {}", rate_name(rate, English)),
        ),
    };
    match ty {
        Type::YesNo => rated("ja of nee", "yes or no", None),
        Type::Number(rate) => rated("een getal", "a number", rate),
        Type::Percentage => rated("een percentage", "a percentage", None),
        Type::Money(_, rate) => rated("een bedrag", "an amount", rate),
        Type::Date => rated("een datum", "a date", None),
        Type::Months => rated("een periode in maanden", "a period in months", None),
        Type::Days => rated("een periode in dagen", "a period in days", None),
        Type::Text => rated("tekst", "text", None),
        Type::Brackets => rated("een schijventarief", "a scale of brackets", None),
        Type::Choice(choice) => {
            let name = &program.choices[choice].name;
            (format!("een keuze uit `{name}`"), format!("an option of `{name}`"))
        }
        Type::List(entity) => {
            let name = &program.entities[entity].name;
            (format!("een lijst van {name}"), format!("a list of {name}"))
        }
        Type::Subject(entity) => {
            let name = &program.entities[entity].name;
            (format!("een {name}"), format!("a {name}"))
        }
    }
}

impl Expr {
    /// A number over a fixed denominator.
    pub(crate) fn fixed(&self) -> Option<(i128, Range)> {
        match self.scale {
            Scale::Fixed { denominator, range } => Some((denominator, range)),
            Scale::None | Scale::Quotient { .. } => None,
        }
    }
}

impl Checker {
    /// Facts that no rule, safeguard or assumption reads: data that need not be collected.
    fn unused(&mut self) {
        if self.rules.iter().any(Option::is_none) || !self.unread.is_empty() {
            return;
        }
        let mut read = vec![false; self.program.facts.len()];
        let mut mark = |expr: &Expr| {
            expr.visit(&mut |expr| {
                for fact in expr.facts_read() {
                    read[fact.index()] = true;
                }
            });
        };
        for rule in self.rules.iter().flatten() {
            rule.expressions().for_each(&mut mark);
        }
        let unused: Vec<(Span, String, Citation)> = self
            .program
            .facts
            .iter()
            .filter(|(id, fact)| !read[id.index()] && !fact.way_back)
            .map(|(_, fact)| (fact.span, fact.name.clone(), fact.ground.clone()))
            .collect();
        for (span, name, ground) in unused {
            self.report(
                Diagnostic::new(codes::UNUSED_FACT, span).with("name", name).within(ground),
            );
        }
    }
}
