//! `enact.toml`: what a ruleset is called, who answers for it, and what the register says of it.
//!
//! Keys may be written in English or in Dutch. An unknown key is a finding, never passed over.

use enact_source::{Code, Diagnostic, FileId, Language, Source, Span, nearest};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The data of a ruleset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Its name: `zorgtoeslag`.
    pub name: String,
    /// Its version, as its maker numbers it.
    pub version: String,
    /// The licence of the text and the code.
    pub licence: Option<String>,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// The administrative body that decides with it.
    pub body: Option<String>,
    /// The language of messages about the ruleset as a whole.
    pub language: Option<Language>,
    /// What the register of algorithms says of it, by key.
    pub register: BTreeMap<String, String>,
}

/// A key of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Name,
    Version,
    Licence,
    Description,
    Body,
    Language,
    Register,
}

const KEYS: [(&str, Key); 15] = [
    ("name", Key::Name),
    ("naam", Key::Name),
    ("version", Key::Version),
    ("versie", Key::Version),
    ("licence", Key::Licence),
    ("license", Key::Licence),
    ("licentie", Key::Licence),
    ("description", Key::Description),
    ("omschrijving", Key::Description),
    ("administrative-body", Key::Body),
    ("bestuursorgaan", Key::Body),
    ("language", Key::Language),
    ("taal", Key::Language),
    ("register", Key::Register),
    ("registratie", Key::Register),
];

/// Reads the manifest `source`, which is file `file`, with everything that is wrong with it.
#[must_use]
pub fn read(file: FileId, source: &Source) -> (Manifest, Vec<Diagnostic>) {
    let mut reader = Reader { file, manifest: Manifest::default(), findings: Vec::new() };
    match DeTable::parse(&source.text) {
        Ok(table) => reader.table(table.get_ref()),
        Err(error) => {
            let span = Span::new(file, error.span().unwrap_or(0..source.text.len().min(1)));
            reader.findings.push(Diagnostic::new(Code("E0540"), span));
        }
    }
    reader.findings.sort_by_key(Diagnostic::span);
    (reader.manifest, reader.findings)
}

struct Reader {
    file: FileId,
    manifest: Manifest,
    findings: Vec<Diagnostic>,
}

impl Reader {
    fn table(&mut self, table: &DeTable<'_>) {
        let mut met = Vec::new();
        for (written, value) in table {
            let known = KEYS.iter().find(|(key, _)| *key == written.get_ref().as_ref());
            match known {
                Some((_, key)) if met.contains(key) => {
                    let finding = Diagnostic::new(Code("E0544"), self.span(written));
                    self.findings.push(finding.with("key", written.get_ref().as_ref()));
                }
                Some((_, key)) => {
                    met.push(*key);
                    self.entry(*key, written.get_ref(), value);
                }
                None => self.unknown(written),
            }
        }
        for (key, name) in [(Key::Name, ("naam", "name")), (Key::Version, ("versie", "version"))] {
            if !met.contains(&key) {
                let finding = Diagnostic::new(Code("E0542"), Span::new(self.file, 0..0));
                self.findings.push(finding.with("key", name));
            }
        }
    }

    fn entry(&mut self, key: Key, written: &str, value: &Spanned<DeValue<'_>>) {
        if key == Key::Register {
            return self.register(written, value);
        }
        let Some(text) = value.get_ref().as_str().map(str::to_owned) else {
            return self.wrong(
                written,
                value,
                ("een tekst tussen aanhalingstekens", "a text between quotes"),
            );
        };
        match key {
            Key::Name => self.manifest.name = text,
            Key::Version => self.manifest.version = text,
            Key::Licence => self.manifest.licence = Some(text),
            Key::Description => self.manifest.description = Some(text),
            Key::Body => self.manifest.body = Some(text),
            Key::Language => match text.parse() {
                Ok(language) => self.manifest.language = Some(language),
                Err(()) => self.wrong(written, value, ("`nl` of `en`", "`nl` or `en`")),
            },
            Key::Register => {}
        }
    }

    fn register(&mut self, written: &str, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(written, value, ("een tabel `[register]`", "a table `[register]`"));
        };
        for (key, value) in table {
            let text = match value.get_ref() {
                DeValue::String(text) => text.to_string(),
                DeValue::Integer(number) => number.as_str().to_owned(),
                DeValue::Float(number) => number.as_str().to_owned(),
                DeValue::Boolean(answer) => answer.to_string(),
                DeValue::Datetime(date) => date.to_string(),
                DeValue::Array(list) => list
                    .iter()
                    .filter_map(|element| element.get_ref().as_str())
                    .collect::<Vec<_>>()
                    .join("; "),
                DeValue::Table(_) => {
                    self.wrong(
                        key.get_ref(),
                        value,
                        ("een tekst of een lijst", "a text or a list"),
                    );
                    continue;
                }
            };
            self.manifest.register.insert(key.get_ref().to_string(), text);
        }
    }

    fn unknown(&mut self, written: &Spanned<std::borrow::Cow<'_, str>>) {
        let key = written.get_ref().as_ref();
        let finding = Diagnostic::new(Code("E0541"), self.span(written)).with("key", key);
        self.findings.push(match nearest(key, KEYS.iter().map(|(key, _)| *key)) {
            Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
            None => finding.with("nearest", ""),
        });
    }

    fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'_>>, form: (&str, &str)) {
        let finding = Diagnostic::new(Code("E0543"), self.span(value));
        self.findings.push(finding.with("key", key).with("form", form));
    }

    fn span<T>(&self, part: &Spanned<T>) -> Span {
        Span::new(self.file, part.span())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Manifest, Vec<Diagnostic>) {
        read(FileId(0), &Source::new("enact.toml", text))
    }

    #[test]
    fn keys_in_both_languages() {
        let (dutch, findings) =
            read_text("naam = \"a\"\nversie = \"1\"\n[register]\ndoel = \"x\"\n");
        assert_eq!(findings, []);
        let (english, _) = read_text("name = \"a\"\nversion = \"1\"\nregister.doel = \"x\"\n");
        assert_eq!(dutch, english);
    }

    #[test]
    fn every_slip_is_reported_at_once() {
        let (_, findings) = read_text("nmae = \"a\"\nversion = 2\ntaal = \"de\"\nwhatever = 1\n");
        let found: Vec<_> = findings.iter().map(|f| (f.code.0, f.help, f.span().range())).collect();
        assert_eq!(
            found,
            [
                ("E0542", "help", 0..0),
                ("E0541", "help-nearest", 0..4),
                ("E0543", "help", 21..22),
                ("E0543", "help", 30..34),
                ("E0541", "help", 35..43),
            ]
        );
        assert_eq!(read_text("name = ").1[0].code.0, "E0540");
    }
}
