//! `enact inspect`: what a module says of itself.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::{Inspect, InspectFormat};
use enact::compiled::described;
use enact_source::Language;
use enact_source::messages::phrase;
use serde_json::Value;

/// Reads the description in a module.
///
/// # Errors
/// A file that could not be read, or that is not a module of a law.
pub fn run(arguments: &Inspect) -> Result<Answer, Refusal> {
    let path = &arguments.module;
    let wasm =
        std::fs::read(path).map_err(|error| Refusal::unreadable(path, &error, arguments.lang))?;
    let Some(description) = described(&wasm) else {
        let finding = finding("E0644").with("path", path.display().to_string());
        return Err(Refusal::command(&finding, spoken(arguments.lang)));
    };
    let text = match arguments.format {
        InspectFormat::Json => format!("{description:#}\n"),
        InspectFormat::Text => told(&description, wasm.len(), arguments.lang),
    };
    Ok(Answer { text, exit: 0 })
}

/// The description in words.
fn told(description: &Value, bytes: usize, lang: Option<Language>) -> String {
    let rows = |key: &str| description[key].as_array().cloned().unwrap_or_default();
    let word = |of: &Value, key: &str| of[key].as_str().unwrap_or_default().to_owned();
    let of_law = rows("laws").first().map(|law| word(law, "language"));
    let dutch = of_law.as_deref() == Some("nl");
    let language = lang.unwrap_or(if dutch { Language::Dutch } else { Language::English });
    let mut text = String::new();
    let mut line = |id: &str, words: &[(&'static str, enact_source::Argument)]| {
        text.push_str(&phrase(language, id, words));
        text.push('\n');
    };
    for law in rows("laws") {
        line(
            "inspect-law",
            &[
                ("name", word(&law, "name").into()),
                ("title", word(&law, "title").into()),
                ("on", word(&law, "in_force").into()),
            ],
        );
    }
    line(
        "inspect-digest",
        &[
            ("digest", word(description, "digest").into()),
            ("enact", word(description, "enact").into()),
            ("bytes", bytes.into()),
        ],
    );
    for decision in rows("decisions") {
        line(
            "inspect-decision",
            &[
                ("name", word(&decision, "name").into()),
                ("about", word(&decision, "about").into()),
                ("holds", holds(&decision, language).into()),
            ],
        );
    }
    for table in rows("tables") {
        line("inspect-table", &[("about", word(&table, "about").into())]);
        for column in table["columns"].as_array().into_iter().flatten() {
            line(
                "inspect-column",
                &[("name", word(column, "name").into()), ("holds", holds(column, language).into())],
            );
        }
    }
    text
}

/// What a column or outcome holds.
fn holds(of: &Value, language: Language) -> String {
    let word = |key: &str| of[key].as_str().unwrap_or_default();
    let mut parts = vec![phrase(language, "inspect-kind", &[("kind", word("kind").into())])];
    if let Some(options) = of["options"].as_array() {
        let options: Vec<&str> = options.iter().filter_map(Value::as_str).collect();
        parts.push(options.join(", "));
    }
    for key in ["of", "currency"] {
        if !word(key).is_empty() {
            parts.push(word(key).to_owned());
        }
    }
    match word("denominator") {
        "" | "1" => {}
        denominator => parts.push(format!("1/{denominator}")),
    }
    parts.push(word("form").to_owned());
    parts.join(" · ")
}
