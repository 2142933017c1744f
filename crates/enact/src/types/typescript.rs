//! The types of a decision in TypeScript.

use super::names::{distinct, pascal};
use crate::schema::reference;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The names of the types by what refers to them.
type Names = BTreeMap<String, String>;

pub(super) fn file(name: &str, schema: &Value) -> String {
    let mut taken = BTreeSet::from([name.to_owned(), format!("{name}Outcome")]);
    let kinds = schema["$defs"].as_object().into_iter().flatten();
    let kinds: Vec<(&Value, String, String)> =
        kinds.map(|(kind, of)| (of, reference(kind), distinct(pascal(kind), &mut taken))).collect();
    let names: Names =
        kinds.iter().map(|(_, reference, name)| (reference.clone(), name.clone())).collect();
    let mut text = String::new();
    for (kind, _, name) in &kinds {
        let _ = writeln!(text, "export interface {name} {}\n", object(kind, &names, 0));
    }
    let parts = &schema["properties"];
    let outcome = &parts["outcome"];
    text.push_str(&comment(outcome, 0));
    let _ = writeln!(text, "export interface {name}Outcome {}\n", object(outcome, &names, 0));
    let about = written(&parts["case"], &names, 0);
    let _ = writeln!(
        text,
        "export interface {name} {{\n  case: {about};\n  outcome?: {name}Outcome;\n}}"
    );
    text
}

fn object(schema: &Value, names: &Names, depth: usize) -> String {
    let indent = "  ".repeat(depth + 1);
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut text = String::from("{\n");
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        text.push_str(&comment(field, depth + 1));
        let optional = if required.contains(&name.as_str()) { "" } else { "?" };
        let ty = written(field, names, depth + 1);
        let _ = writeln!(text, "{indent}{}{optional}: {ty};", Value::from(name.as_str()));
    }
    text + &"  ".repeat(depth) + "}"
}

fn written(schema: &Value, names: &Names, depth: usize) -> String {
    let Some(parts) = schema.as_object() else { return "unknown".to_owned() };
    if let Some(name) = parts.get("$ref").and_then(Value::as_str).and_then(|of| names.get(of)) {
        return name.clone();
    }
    if let Some(constant) = parts.get("const") {
        return constant.to_string();
    }
    if let Some(options) = parts.get("enum").and_then(Value::as_array) {
        return options.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
    }
    if parts.contains_key("properties") {
        return object(schema, names, depth);
    }
    if let Some(forms) = parts.get("anyOf").and_then(Value::as_array) {
        let mut union: Vec<String> = Vec::new();
        for form in forms.iter().filter(|form| form["type"] != "number") {
            let form = written(form, names, depth);
            if !union.contains(&form) {
                union.push(form);
            }
        }
        return union.join(" | ");
    }
    simple(parts, schema, names, depth)
}

fn simple(parts: &Map<String, Value>, schema: &Value, names: &Names, depth: usize) -> String {
    match parts.get("type").and_then(Value::as_str) {
        Some("boolean") => "boolean".to_owned(),
        Some("string") => "string".to_owned(),
        Some("integer" | "number") => "number".to_owned(),
        Some("null") => "null".to_owned(),
        Some("array") => format!("Array<{}>", written(&schema["items"], names, depth)),
        _ => "unknown".to_owned(),
    }
}

fn comment(schema: &Value, depth: usize) -> String {
    let words = schema["description"].as_str().unwrap_or_default().replace("*/", "* /");
    if words.is_empty() { words } else { format!("{}/** {words} */\n", "  ".repeat(depth)) }
}
