//! Findings in words: one Fluent catalogue a language, one message a code.
//!
//! A message `E0201` has the attributes `help` (the next step; variants are chosen by the
//! finding) and `label…` (what is to be seen at each place).

use crate::diagnostic::Argument;
use crate::{Code, Diagnostic, Language, Severity, Span};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::OnceLock;

const DUTCH: &str = include_str!("../messages/nl.ftl");
const ENGLISH: &str = include_str!("../messages/en.ftl");

/// A finding in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// `E0201`.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: one line, lower case, no full stop.
    pub message: String,
    /// Where, and what is to be seen there; the first is the place itself.
    pub labels: Vec<(Span, Option<String>)>,
    /// The next step.
    pub help: Option<String>,
    /// The provision it stands in, as cited.
    pub provision: Option<String>,
}

impl Diagnostic {
    /// Puts the finding into words.
    #[must_use]
    pub fn render(&self, language: Language) -> Rendered {
        let attribute = |name: &str, extra: &[(&'static str, Argument)]| {
            format(language, self.code.0, Some(name), &self.arguments, extra)
        };
        let labels =
            self.labels.iter().map(|label| (label.span, attribute(label.name, &label.arguments)));
        Rendered {
            code: self.code,
            severity: self.severity(),
            message: format(language, self.code.0, None, &self.arguments, &[])
                .unwrap_or_else(|| self.code.to_string()),
            labels: labels.collect(),
            help: attribute(self.help, &[]),
            provision: self.provision.as_ref().map(|citation| citation.cite(language)),
        }
    }
}

/// The title of the catalogue entry `code`, without its words: for lists of codes.
#[must_use]
pub fn has_message(code: &str, language: Language) -> bool {
    catalogue(language).get_message(code).is_some_and(|message| message.value().is_some())
}

/// Phrases `id` of the catalogue with `arguments`: the words of reports and commands.
/// An unknown id answers with the id itself.
#[must_use]
pub fn phrase(language: Language, id: &str, arguments: &[(&'static str, Argument)]) -> String {
    let words = format(language, id, None, arguments, &[]);
    debug_assert!(words.is_some(), "{language:?} has no words for {id}");
    words.unwrap_or_else(|| id.to_owned())
}

fn format(
    language: Language,
    id: &str,
    attribute: Option<&str>,
    arguments: &[(&'static str, Argument)],
    extra: &[(&'static str, Argument)],
) -> Option<String> {
    let bundle = catalogue(language);
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(name) => message.get_attribute(name)?.value(),
    };
    let mut words = FluentArgs::new();
    for (name, argument) in arguments.iter().chain(extra) {
        match argument {
            Argument::Count(count) => words.set(*name, *count),
            _ => words.set(*name, argument.text(language)),
        }
    }
    let mut faults = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&words), &mut faults).into_owned();
    debug_assert!(faults.is_empty(), "{language:?}, {id}: {faults:?}");
    Some(said)
}

fn catalogue(language: Language) -> &'static FluentBundle<FluentResource> {
    static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; 2] =
        [OnceLock::new(), OnceLock::new()];
    let (place, text) = match language {
        Language::Dutch => (&BUNDLES[0], DUTCH),
        Language::English => (&BUNDLES[1], ENGLISH),
    };
    place.get_or_init(|| {
        // A catalogue with a slip keeps its other messages; a test refuses it.
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let tag: unic_langid::LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        bundle
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Every entry with its attributes, and the variables each part uses.
    fn entries(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let (mut entries, mut entry, mut part) = (BTreeMap::new(), String::new(), String::new());
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if !line.starts_with(' ') {
                let Some((id, _)) = line.split_once(" =") else { continue };
                (entry, part) = (id.to_owned(), String::new());
                entries.insert(entry.clone(), BTreeSet::new());
            } else if let Some(rest) = line.trim().strip_prefix('.')
                && let Some((name, _)) = rest.split_once(" =")
            {
                part = format!(".{name}");
                entries.entry(entry.clone()).or_default().insert(part.clone());
            }
            for piece in line.split("{ $").skip(1) {
                let variable = piece.split(|c: char| !c.is_alphanumeric() && c != '-').next();
                let mark = format!("{part}${}", variable.unwrap_or_default());
                entries.entry(entry.clone()).or_default().insert(mark);
            }
        }
        entries
    }

    #[test]
    fn both_catalogues_are_sound() {
        for text in [DUTCH, ENGLISH] {
            if let Err((_, faults)) = FluentResource::try_new(text.to_owned()) {
                panic!("{faults:?}");
            }
        }
    }

    #[test]
    fn both_catalogues_say_the_same_things_with_the_same_words() {
        let (dutch, english) = (entries(DUTCH), entries(ENGLISH));
        for (id, parts) in &english {
            assert_eq!(dutch.get(id), Some(parts), "entry {id}");
        }
        assert_eq!(dutch.len(), english.len());
    }

    #[test]
    fn every_finding_ends_without_a_full_stop() {
        for text in [DUTCH, ENGLISH] {
            for line in text.lines().filter(|line| line.starts_with(['E', 'W', 'N'])) {
                assert!(!line.ends_with('.'), "{line}");
            }
        }
    }
}
