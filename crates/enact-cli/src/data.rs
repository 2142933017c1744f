//! `enact data`: the facts that a ruleset asks for.

use crate::answer::{Answer, Refusal};
use crate::arguments::{Data, DataFormat};
use crate::rulesets;
use enact::inventory::{Entry, Inventory};
use enact_source::messages::phrase;
use enact_source::{Argument, Language};

/// The inventory of facts.
///
/// # Errors
/// What could not be read, or an error in the law.
pub fn run(arguments: &Data) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let inventory = Inventory::of(&ruleset, language);
    let text = match arguments.format {
        DataFormat::Text => for_people(&inventory, language),
        DataFormat::Json => inventory.to_json(),
        DataFormat::Csv => inventory.to_csv(),
    };
    Ok(Answer { text, exit: 0 })
}

/// The facts below the kind of subject that they are about, each kind once: where the first of its
/// facts stands.
fn for_people(inventory: &Inventory, language: Language) -> String {
    let mut kinds: Vec<(&str, String)> = Vec::new();
    for entry in &inventory.facts {
        let told = told(entry, language);
        match kinds.iter_mut().find(|(kind, _)| *kind == entry.entity) {
            Some((_, facts)) => facts.push_str(&told),
            None => kinds.push((&entry.entity, told)),
        }
    }
    let kinds = kinds.into_iter().map(|(kind, facts)| format!("{kind}\n{facts}"));
    kinds.collect::<Vec<_>>().join("\n")
}

fn told(entry: &Entry, language: Language) -> String {
    let say = |id: &str, words: &str| phrase(language, id, &[("words", Argument::from(words))]);
    let optional =
        if entry.optional { phrase(language, "data-optional", &[]) } else { String::new() };
    let mut lines = vec![format!("  {}: {}{optional}", entry.fact, entry.holds)];
    let mut about = vec![entry.provision.clone()];
    about.extend(entry.register.iter().map(|register| say("data-register", register)));
    about.push(phrase(language, &format!("data-{}", entry.privacy), &[]));
    about.extend(entry.protected_ground.iter().map(|ground| say("data-protected", ground)));
    about.extend(entry.proxy_for.iter().map(|ground| say("data-proxy", ground)));
    lines.push(about.join("; "));
    lines.extend(entry.justified.iter().map(|justified| {
        let words = [
            ("provision", Argument::from(justified.provision.as_str())),
            ("why", justified.why.as_str().into()),
            ("basis", justified.basis.as_str().into()),
        ];
        phrase(language, "data-justified", &words)
    }));
    lines.extend(match (entry.read_by.as_slice(), entry.tested) {
        ([], false) => Some(phrase(language, "data-unread", &[])),
        ([], true) => Some(phrase(language, "data-tested", &[])),
        (read, _) => {
            let without = &entry.without_influence_on;
            let counts: Vec<&str> =
                read.iter().filter(|name| !without.contains(name)).map(String::as_str).collect();
            (!counts.is_empty()).then(|| say("data-read", &counts.join(", ")))
        }
    });
    if !entry.without_influence_on.is_empty() {
        lines.push(say("data-without-influence", &entry.without_influence_on.join(", ")));
    }
    if !entry.read_by.is_empty() && !entry.not_read_by.is_empty() {
        lines.push(say("data-not-read", &entry.not_read_by.join(", ")));
    }
    format!("{}\n", lines.join("\n    "))
}
