//! `enact graph`: what rests on what, as a drawing.

use crate::answer::{Answer, Refusal};
use crate::arguments::{Graph, GraphFormat};
use crate::{rulesets, write};
use enact::chosen;
use enact_graph::draw;

/// Draws the ruleset, or the part of it that was asked for.
///
/// # Errors
/// What could not be read or written, an error in the law, or a name that is not known.
pub fn run(arguments: &Graph) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let (decision, fact) = (arguments.decision.as_deref(), arguments.fact.as_deref());
    let slice = chosen::slice(&ruleset, decision, fact)
        .map_err(|finding| Refusal::command(&finding, language))?;
    let graph = ruleset.graph();
    let text = match arguments.format {
        GraphFormat::Dot => draw::dot(graph, &slice, language),
        GraphFormat::Mermaid => draw::mermaid(graph, &slice, language),
        GraphFormat::Svg => draw::svg(graph, &slice, language),
        GraphFormat::Json => draw::json(graph, &slice),
    };
    let text = if text.ends_with('\n') { text } else { format!("{text}\n") };
    let Some(path) = &arguments.output else { return Ok(Answer { text, exit: 0 }) };
    write::whole(path, &text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
    Ok(Answer { text: String::new(), exit: 0 })
}
