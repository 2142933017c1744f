//! Which value, decision or fact a command means.

use crate::answer::{Refusal, finding};
use enact::Ruleset;
use enact::names::{self, Found};
use enact_graph::Node;
use enact_model::table::TermId;
use enact_source::{Diagnostic, Language, nearest};

/// The decision called `name`, or the only one.
///
/// # Errors
/// What is not known, or not clear.
pub fn decision(
    ruleset: &Ruleset,
    name: Option<&str>,
    language: Language,
) -> Result<TermId, Refusal> {
    let program = ruleset.program();
    let known = || {
        let named = names::decisions(program)
            .into_iter()
            .map(|id| names::full_name(program, &program.terms, id, |term| (&term.name, term.law)));
        backticked(&named.collect::<Vec<_>>())
    };
    let refuse = |finding: Diagnostic| Err(Refusal::command(&finding, language));
    let Some(name) = name else {
        return match names::decisions(program).as_slice() {
            [one] => Ok(*one),
            [] => refuse(finding("E0606")),
            _ => refuse(finding("E0605").with("known", known())),
        };
    };
    match names::decision(program, name) {
        Found::One(term) => Ok(term),
        Found::Several(ways) => {
            refuse(finding("E0607").with("name", name).with("ways", backticked(&ways)))
        }
        Found::None { .. } => {
            let terms = program.terms.rows().iter().map(|term| term.name.as_str());
            let finding = finding("E0604").with("name", name).with("known", known());
            refuse(match nearest(name, terms) {
                Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
                None => finding.with("nearest", ""),
            })
        }
    }
}

/// The nodes of the graph called `name`.
///
/// # Errors
/// That there are none.
pub fn nodes(ruleset: &Ruleset, name: &str, language: Language) -> Result<Vec<Node>, Refusal> {
    let graph = ruleset.graph();
    let found = graph.find(name);
    if !found.is_empty() {
        return Ok(found);
    }
    let named: Vec<Node> = graph.nodes().collect();
    let candidates = named.iter().map(|node| graph.name(*node));
    let finding = finding("E0608").with("name", name);
    let finding = match nearest(name, candidates) {
        Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
        None => finding.with("nearest", ""),
    };
    Err(Refusal::command(&finding, language))
}

fn backticked(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
