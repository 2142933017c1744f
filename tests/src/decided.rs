//! A case of a page, decided, and its decision as lines.
//!
//! [`case`] reads what is asked, [`lines`] decides and tells the outcome with everything it rests
//! on, each fact on a line of its own.

use enact::case::{self, CaseText};
use enact::input::{self, Field, Format, Kind, Node};
use enact::{Record, Ruleset, names, said, written};
use enact_eval::{Decision, Outcome, Step};
use enact_model::table::{RuleId, TermId};
use enact_source::{Diagnostic, FileId, Language, Source};
use enact_value::Date;
use std::fmt;

/// What a `case` fence asks.
#[derive(Debug)]
pub struct Asked {
    /// The value to decide.
    pub term: TermId,
    /// The reference date.
    pub on: Date,
    /// The case, or why it is refused.
    pub case: Result<CaseText, Vec<Diagnostic>>,
}

/// Why nothing can be asked.
#[derive(Debug)]
pub enum Unasked {
    /// The case is no YAML.
    Unread(Box<Diagnostic>),
    /// The page does not say what it asks, or asks for what there is not.
    Unclear(String),
}

impl fmt::Display for Unasked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(finding) => out.write_str(&finding.render(Language::English).message),
            Self::Unclear(problem) => out.write_str(problem),
        }
    }
}

/// Reads a `case` fence: `op` or `on`, `beslis` or `decide`, and the facts.
///
/// # Errors
/// When nothing can be asked.
pub fn case(ruleset: &Ruleset, text: &str) -> Result<Asked, Unasked> {
    let file = FileId(u32::try_from(ruleset.sources().iter().count()).unwrap_or(u32::MAX));
    let source = Source::new("case.yaml", text);
    let node = input::read(file, &source, Format::Yaml)
        .map_err(|finding| Unasked::Unread(Box::new(finding)))?;
    asked(ruleset, node).map_err(Unasked::Unclear)
}

fn asked(ruleset: &Ruleset, node: Node) -> Result<Asked, String> {
    let Kind::Map(fields) = node.kind else { return Err("a case has fields".to_owned()) };
    let (asked, facts): (Vec<Field>, Vec<Field>) = fields
        .into_iter()
        .partition(|field| ["op", "on", "beslis", "decide"].contains(&field.key.as_str()));
    let find = |keys: [&str; 2]| {
        let field = asked.iter().find(|field| keys.contains(&field.key.as_str()));
        match field.map(|field| &field.value.kind) {
            Some(Kind::Plain(words) | Kind::Text(words)) => Ok(words.as_str()),
            _ => Err(format!("a case says `{}`", keys[1])),
        }
    };
    let term = named(ruleset, find(["beslis", "decide"])?)?;
    let on = Date::parse_iso(find(["op", "on"])?).map_err(|_| "`on` is a date".to_owned())?;
    let entity = ruleset.program().terms[term].entity;
    let node = Node { kind: Kind::Map(facts), span: node.span };
    let case = case::from_node(ruleset.program(), entity, &node).and_then(|text| {
        let breaches = case::breaches(ruleset.graph(), &text, on);
        if breaches.is_empty() { Ok(text) } else { Err(breaches) }
    });
    Ok(Asked { term, on, case })
}

fn named(ruleset: &Ruleset, name: &str) -> Result<TermId, String> {
    match names::term(ruleset.program(), name) {
        names::Found::One(term) => Ok(term),
        names::Found::Several(ways) => Err(format!("`{name}` is {}", ways.join(" or "))),
        names::Found::None { .. } => Err(format!("the law gives no `{name}`")),
    }
}

/// One line of a decision: what it tells, and what it says.
pub type Line = (String, String);

/// The decision on `asked`: the outcome first, then what it rests on.
#[must_use]
pub fn lines(ruleset: &Ruleset, asked: &Asked) -> Vec<Line> {
    let language = ruleset.language();
    let word = |dutch: &str, english: &str| language.pick(dutch, english).to_owned();
    let text = match &asked.case {
        Ok(text) => text,
        Err(findings) => {
            let key = word("ongeldige invoer", "invalid input");
            let said = |finding: &Diagnostic| {
                format!("{} {}", finding.code, finding.render(language).message)
            };
            return findings.iter().map(|finding| (key.clone(), said(finding))).collect();
        }
    };
    let decision = ruleset.decide(asked.term, &text.case, asked.on);
    let record = Record::of(ruleset, &decision);
    let mut lines = vec![outcome(&decision, &record, language)];
    if let Some(step) = decision.conclusion() {
        lines.push((word("grond", "ground"), spoke(&decision, step, language)));
        lines.push((word("wijkt", "yields"), displaced(&decision, step, language)));
    }
    let data = record.data.iter().map(|datum| datum.field.to_string());
    lines.push((word("gegevens", "data"), listed(data, language)));
    let norms = record.parameters.iter().map(|norm| norm.name.to_string());
    lines.push((word("normen", "norms"), listed(norms, language)));
    lines
}

/// The letter about the decision, in `language`; nothing when the case was refused.
#[must_use]
pub fn letter(ruleset: &Ruleset, asked: &Asked, language: Language) -> String {
    let Ok(text) = &asked.case else { return String::new() };
    let decision = ruleset.decide(asked.term, &text.case, asked.on);
    enact_eval::motivation(&decision, language).to_text()
}

/// What `name`, another value than the one decided, comes to for the same case.
///
/// # Errors
/// When there is no such value, or the case was refused.
pub fn other(ruleset: &Ruleset, asked: &Asked, name: &str) -> Result<String, String> {
    let term = named(ruleset, name)?;
    let text = asked.case.as_ref().map_err(|_| "the case was refused".to_owned())?;
    let decision = ruleset.decide(term, &text.case, asked.on);
    let record = Record::of(ruleset, &decision);
    let (told, said) = outcome(&decision, &record, ruleset.language());
    Ok(if told == ruleset.program().terms[term].name { said } else { format!("{told}: {said}") })
}

fn outcome(decision: &Decision<'_>, record: &Record<'_>, language: Language) -> Line {
    let word = |dutch: &str, english: &str| language.pick(dutch, english).to_owned();
    let term = &decision.program().terms[decision.term];
    match &decision.outcome {
        Outcome::Value(value) => {
            (term.name.clone(), written::words(value, term.ty, term.scale, language))
        }
        Outcome::NoEntitlement => (term.name.clone(), word("geen aanspraak", "no entitlement")),
        Outcome::Needs(_) => {
            let fields = record.needs.iter().map(|need| need.field.to_string());
            (word("nodig", "needs"), listed(fields, language))
        }
        Outcome::Awaiting(_) => {
            let fields = record.awaiting.iter().map(|open| open.field.to_string());
            (word("wacht op", "awaits"), listed(fields, language))
        }
        Outcome::NotSet(_) => {
            let names = record.not_set.iter().map(|norm| norm.name.to_string());
            (word("nog niet vastgesteld", "not yet set"), listed(names, language))
        }
        Outcome::Undecided(fault) => {
            (word("onbeslist", "undecided"), said::fault_words(decision.program(), fault, language))
        }
    }
}

fn spoke(decision: &Decision<'_>, step: &Step, language: Language) -> String {
    let cited = decision.spoke(step).iter().map(|rule| cite(decision, *rule, language));
    listed(cited, language)
}

fn displaced(decision: &Decision<'_>, step: &Step, language: Language) -> String {
    let yielded = decision.displaced(step).iter();
    listed(yielded.map(|displaced| cite(decision, displaced.rule, language)), language)
}

/// A ground as in a margin; with its law when that is not the law of the value.
fn cite(decision: &Decision<'_>, rule: RuleId, language: Language) -> String {
    let program = decision.program();
    let home = &program.laws[program.terms[decision.term].law].short;
    program.rules[rule].cite_short_within(home, language)
}

/// `a; b`, each once, or that there are none.
fn listed(words: impl Iterator<Item = String>, language: Language) -> String {
    let mut once: Vec<String> = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    if once.is_empty() { language.pick("geen", "none").to_owned() } else { once.join("; ") }
}
