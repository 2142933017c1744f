//! The types of a decision in Java 17.

use super::names::{camel, constant, distinct, pascal};
use crate::schema::reference;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The words that Java keeps for itself.
const KEPT: [&str; 54] = [
    "_",
    "abstract",
    "assert",
    "boolean",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extends",
    "false",
    "final",
    "finally",
    "float",
    "for",
    "goto",
    "if",
    "implements",
    "import",
    "instanceof",
    "int",
    "interface",
    "long",
    "native",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "short",
    "static",
    "strictfp",
    "super",
    "switch",
    "synchronized",
    "this",
    "throw",
    "throws",
    "transient",
    "true",
    "try",
    "void",
    "volatile",
    "while",
];

/// The methods that a record already has.
const OF_RECORDS: [&str; 8] =
    ["clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait"];

/// The types of other packages that are written without them.
const OUTSIDE: [&str; 6] = ["BigDecimal", "Boolean", "List", "LocalDate", "Outcome", "String"];

/// A class under construction.
struct Class {
    /// The names of the records by what refers to them.
    records: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    text: String,
}

pub(super) fn file(name: &str, schema: &Value) -> String {
    let mut class = Class {
        records: BTreeMap::new(),
        taken: OUTSIDE.into_iter().map(str::to_owned).chain([name.to_owned()]).collect(),
        text: String::new(),
    };
    let kinds = || schema["$defs"].as_object().into_iter().flatten();
    for (kind, _) in kinds() {
        let record = distinct(pascal(kind), &mut class.taken);
        class.records.insert(reference(kind), record);
    }
    for (kind, of) in kinds() {
        let record = class.records.get(&reference(kind)).cloned().unwrap_or_default();
        class.record(&record, of);
    }
    class.record("Outcome", &schema["properties"]["outcome"]);
    let title = words(schema["title"].as_str().unwrap_or_default());
    format!(
        "import java.math.BigDecimal;\nimport java.time.LocalDate;\nimport java.util.List;\n\n\
         /** The case and the outcome of {title}. What is null is unknown. */\n\
         public final class {name} {{\n    private {name}() {{}}\n{}}}\n",
        class.text
    )
}

impl Class {
    fn record(&mut self, name: &str, schema: &Value) {
        let mut taken = BTreeSet::new();
        let (mut docs, mut components) = (String::new(), Vec::new());
        for (property, field) in schema["properties"].as_object().into_iter().flatten() {
            let ty = self.written(property, field);
            let field_name = distinct(component(property), &mut taken);
            let said = words(field["description"].as_str().unwrap_or_default());
            let said = if said.is_empty() { said } else { format!(": {said}") };
            let _ = writeln!(docs, "     * @param {field_name} {}{said}", words(property));
            components.push(format!("        {ty} {field_name}"));
        }
        let title = words(schema["title"].as_str().unwrap_or_default());
        let _ = write!(
            self.text,
            "\n    /**\n     * {title}\n     *\n{docs}     */\n    public record {name}(\n{}\n    ) {{}}\n",
            components.join(",\n")
        );
    }

    /// The type of a field.
    fn written(&mut self, property: &str, schema: &Value) -> String {
        let alone = [schema.clone()];
        let forms = schema["anyOf"].as_array().map_or(&alone[..], Vec::as_slice);
        for form in forms {
            if let Some(record) = form["$ref"].as_str().and_then(|of| self.records.get(of)) {
                return record.clone();
            }
            if let Some(options) = form["enum"].as_array() {
                return self.options(property, options);
            }
            match (form["type"].as_str(), form["format"].as_str()) {
                (Some("array"), _) => {
                    let element =
                        form["items"]["$ref"].as_str().and_then(|of| self.records.get(of));
                    let element = element.map_or("String", String::as_str);
                    return format!("List<{element}>");
                }
                (Some("boolean"), _) => return "Boolean".to_owned(),
                (Some("string"), Some("date")) => return "LocalDate".to_owned(),
                (Some("string"), _) if form["pattern"].is_string() => {
                    return "BigDecimal".to_owned();
                }
                _ => {}
            }
        }
        "String".to_owned()
    }

    /// An enumeration with the words of the law.
    fn options(&mut self, property: &str, options: &[Value]) -> String {
        let name = distinct(pascal(property), &mut self.taken);
        let mut taken = BTreeSet::new();
        let constants: Vec<String> = options
            .iter()
            .map(|option| {
                let written = option.as_str().unwrap_or_default();
                format!("        {}({option})", distinct(constant(written), &mut taken))
            })
            .collect();
        let _ = write!(
            self.text,
            "\n    /** What {} can be. */\n    public enum {name} {{\n{};\n\n        /** As the law says it. */\n        \
             public final String words;\n\n        {name}(String words) {{\n            this.words = words;\n        }}\n    }}\n",
            words(property),
            constants.join(",\n")
        );
        name
    }
}

/// The name of a component of a record.
fn component(property: &str) -> String {
    let name = camel(property);
    if KEPT.contains(&name.as_str()) || OF_RECORDS.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

/// Words of a law in a comment.
fn words(said: &str) -> String {
    let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('@', "&#64;");
    said.replace("*/", "*&#47;").replace("\\u", "\\ u")
}
