//! The facts that a ruleset asks for: what they are, where they come from, who needs them.
//!
//! Start at [`Inventory::of`]. Whether a decision reads a fact is told by the graph of the law:
//! a fact that a decision does not read cannot change it, in any case. Of one that it does read, that
//! may still be proved.

mod bounds;

pub use bounds::{bounds, range};

use crate::Ruleset;
use crate::names;
use enact_graph::Node;
use enact_model::Program;
use enact_model::program::{Fact, PrivacyClass, Type};
use enact_model::table::{FactId, TermId};
use enact_source::Language;
use enact_value::format;
use enact_verify::{Influence, Patience};
use serde::Serialize;

/// All facts of a ruleset, in order of declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inventory {
    /// The form of this inventory: `enact-data/1`.
    pub format: &'static str,
    /// The name of the ruleset.
    pub ruleset: String,
    /// What the ruleset decides.
    pub decisions: Vec<String>,
    /// Its facts.
    pub facts: Vec<Entry>,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// About which kind of subject.
    pub entity: String,
    /// Its name.
    pub fact: String,
    /// What it holds, in the words of the language.
    pub holds: String,
    /// Whether a subject may be without it.
    pub optional: bool,
    /// The register it comes from.
    pub register: Option<String>,
    /// `not-personal`, `personal`, `special` or `criminal`.
    pub privacy: &'static str,
    /// The protected ground that it is.
    pub protected_ground: Option<String>,
    /// The protected ground that it stands in for.
    pub proxy_for: Option<String>,
    /// Where its use is justified, and why: of a protected ground and what stands in for one.
    pub justified: Vec<Justified>,
    /// The provision that asks for it.
    pub provision: String,
    /// The decisions that can read it.
    pub read_by: Vec<String>,
    /// Those of them that it changes in no case: that is proved.
    pub without_influence_on: Vec<String>,
    /// The decisions that never read it.
    pub not_read_by: Vec<String>,
    /// Whether an assumption of the law is tested on it.
    pub tested: bool,
}

/// A justified use of a protected fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Justified {
    /// The provision that uses it.
    pub provision: String,
    /// Why, in the words of the law.
    pub why: String,
    /// Under which rule of law.
    pub basis: String,
}

impl Justified {
    fn all(program: &Program, fact: FactId) -> Vec<Self> {
        let said = program.justifications.iter().filter(|said| said.fact == fact);
        let justified = said.map(|said| Self {
            provision: said.ground.cite(program.laws[said.law].language),
            why: said.why.clone(),
            basis: said.basis.clone(),
        });
        justified.collect()
    }
}

impl Inventory {
    /// The facts of `ruleset`, what they hold in the words of `language`.
    #[must_use]
    pub fn of(ruleset: &Ruleset, language: Language) -> Self {
        let program = ruleset.program();
        let decisions: Vec<(String, TermId, Vec<Node>)> = names::decisions(program)
            .into_iter()
            .map(|term| (named(program, term), term, rests_on(ruleset, term)))
            .collect();
        let entry = |(id, fact): (FactId, &Fact)| {
            let node = Node::Fact(id);
            let those = |reads: bool| {
                decisions.iter().filter(move |(_, _, nodes)| nodes.contains(&node) == reads)
            };
            let of = |reads: bool| those(reads).map(|(name, ..)| name.clone()).collect();
            let none = those(true).filter(|(_, term, _)| {
                let influence = Influence::of(ruleset.law(), id, *term, Patience::BRIEF);
                influence == Influence::ProvedNone
            });
            Entry {
                entity: program.entities[fact.entity].name.clone(),
                fact: fact.name.clone(),
                holds: holds(program, fact, language),
                optional: fact.optional,
                register: fact.source.clone(),
                privacy: privacy(fact.privacy.class),
                protected_ground: fact.privacy.protected.clone(),
                proxy_for: fact.privacy.proxy_for.clone(),
                justified: Justified::all(program, id),
                provision: fact.ground.cite(program.laws[fact.law].language),
                read_by: of(true),
                without_influence_on: none.map(|(name, ..)| name.clone()).collect(),
                not_read_by: of(false),
                tested: tested(program, id),
            }
        };
        Self {
            format: "enact-data/1",
            ruleset: ruleset.manifest.name.clone(),
            facts: program.facts.iter().filter(|(_, fact)| !fact.way_back).map(entry).collect(),
            decisions: decisions.iter().map(|(name, ..)| name.clone()).collect(),
        }
    }

    /// The inventory as JSON, indented.
    #[must_use]
    pub fn to_json(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(self).unwrap_or_default())
    }

    /// The inventory as a table with a heading, a row for each fact; several decisions in one
    /// cell are separated by `; `.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut table = csv::Writer::from_writer(Vec::new());
        let headings = [
            "entity",
            "fact",
            "holds",
            "optional",
            "register",
            "privacy",
            "protected-ground",
            "proxy-for",
            "justified-in",
            "provision",
            "read-by",
            "without-influence-on",
            "not-read-by",
            "tested",
        ];
        // Writing to memory cannot fail, and every part is text.
        let _ = table.write_record(headings);
        for entry in &self.facts {
            let yes_no = |answer: bool| if answer { "yes" } else { "no" };
            let _ = table.write_record([
                entry.entity.as_str(),
                &entry.fact,
                &entry.holds,
                yes_no(entry.optional),
                entry.register.as_deref().unwrap_or_default(),
                entry.privacy,
                entry.protected_ground.as_deref().unwrap_or_default(),
                entry.proxy_for.as_deref().unwrap_or_default(),
                &entry.justified_in(),
                &entry.provision,
                &entry.read_by.join("; "),
                &entry.without_influence_on.join("; "),
                &entry.not_read_by.join("; "),
                yes_no(entry.tested),
            ]);
        }
        String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

impl Entry {
    /// The provisions that justify its use, each once.
    fn justified_in(&self) -> String {
        let mut provisions: Vec<&str> =
            self.justified.iter().map(|justified| justified.provision.as_str()).collect();
        provisions.dedup();
        provisions.join("; ")
    }
}

fn named(program: &Program, term: TermId) -> String {
    names::full_name(program, &program.terms, term, |term| (&term.name, term.law))
}

fn rests_on(ruleset: &Ruleset, term: TermId) -> Vec<Node> {
    ruleset.graph().rests_on(Node::Term(term)).nodes().collect()
}

fn tested(program: &Program, fact: FactId) -> bool {
    program.assumptions.iter().any(|assumption| {
        let mut found = false;
        assumption.condition.visit(&mut |expr| found |= expr.facts_read().contains(&fact));
        found
    })
}

/// The name of a class of privacy, for programs.
pub(crate) const fn privacy(class: PrivacyClass) -> &'static str {
    match class {
        PrivacyClass::NotPersonal => "not-personal",
        PrivacyClass::Personal => "personal",
        PrivacyClass::Special => "special",
        PrivacyClass::Criminal => "criminal",
    }
}

/// What `fact` holds, as a drafter declares it: `bedrag per jaar`, `number with 2 decimals`.
#[must_use]
pub fn holds(program: &Program, fact: &Fact, language: Language) -> String {
    let decimals = |usual: u32| match fact.decimals {
        decimals if decimals == usual => String::new(),
        decimals => match language {
            Language::Dutch => format!(" met {decimals} decimalen"),
            Language::English => format!(" with {decimals} decimals"),
        },
    };
    let per = |rate: Option<enact_value::Rate>| {
        rate.map_or_else(String::new, |rate| format!(" per {}", format::rate_name(rate, language)))
    };
    match fact.ty {
        Type::YesNo => language.pick("ja/nee", "yes/no").to_owned(),
        Type::Number(rate) => {
            format!("{}{}{}", language.pick("getal", "number"), decimals(0), per(rate))
        }
        Type::Percentage => format!("percentage{}", decimals(2)),
        Type::Money(currency, rate) => {
            format!("{} ({currency}){}", language.pick("bedrag", "money"), per(rate))
        }
        Type::Date => language.pick("datum", "date").to_owned(),
        Type::Months => language.pick("periode in maanden", "period in months").to_owned(),
        Type::Days => language.pick("periode in dagen", "period in days").to_owned(),
        Type::Text | Type::Brackets => language.pick("tekst", "text").to_owned(),
        Type::Choice(choice) => {
            let options = program.choices[choice].options.join("; ");
            format!("{} ({options})", language.pick("een van", "one of"))
        }
        Type::Subject(entity) => program.entities[entity].name.clone(),
        Type::List(entity) => {
            let (name, most) =
                (&program.entities[entity].name, fact.list.map_or(0, |list| list.most));
            match language {
                Language::Dutch => format!("lijst van {name}, ten hoogste {most}"),
                Language::English => format!("list of {name}, at most {most}"),
            }
        }
    }
}
